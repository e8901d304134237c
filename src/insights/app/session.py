"""What this visitor looks at: the dataset now, and the selection of the widgets and the URL."""

from __future__ import annotations

import streamlit as st

from insights.looks import Mode
from insights.model import Dataset
from insights.reading.live import State
from insights.reading.served import served
from insights.selection import ASIDE, SORTS, Selection, parse
from insights.view import View

# Facets with a widget bound to the URL, and the keys that live in the URL alone.
BOUND = ("category", "theme", "source", "evidence", "basis", "level", "receipt", "actor")
LOOSE = ("lens", "id", ASIDE)
SORT_LABELS = tuple(SORTS.values())


def current_state() -> State:
    """The dataset as its folder is now, or the faults that keep it from being shown."""
    return served().now()


def current_dataset() -> Dataset:
    """The sound dataset that this run shows."""
    dataset = current_state().dataset
    if dataset is None:
        raise RuntimeError("a page ran although there is no dataset")
    return dataset


def current_selection() -> Selection:
    """The widgets of the sidebar and the parts of the URL that no widget holds, as one question.

    Widget values came from outside: whatever means nothing is kept as unknown, never dropped.
    """
    fields = [(key, label) for key in BOUND for label in st.session_state.get(key) or ()]
    fields += [("q", st.session_state.get("q") or "")]
    fields += [("sort", st.session_state.get("sort") or "")]
    for key in LOOSE:
        # On the page of a finding its id says which one, and filters nothing.
        if key != "id" or st.session_state.get("page") != "finding":
            fields += [(key, value) for value in st.query_params.get_all(key)]
    return parse(fields, current_dataset())


def current_view() -> View:
    """The dataset times the selection: what every page draws."""
    return View(current_dataset(), current_selection())


def current_mode() -> Mode:
    """Light or dark, as the visitor's theme is."""
    return "dark" if st.context.theme.type == "dark" else "light"


def enter(page: str) -> None:
    """Note which page runs. The id of a finding's page is not a filter of the page after it."""
    if st.session_state.get("page") == "finding" != page:
        left = st.session_state.get("finding")
        if left and st.query_params.get_all("id") == [left]:
            del st.query_params["id"]
    st.session_state["page"] = page
    st.session_state["finding"] = st.query_params.get("id") if page == "finding" else None


def forget_unknown() -> None:
    """Drop the unknown values of a link: the reader has changed the question."""
    st.query_params.pop(ASIDE, None)
