"""What this visitor looks at: the selection of the widgets and the URL, and what it matches."""

from __future__ import annotations

import streamlit as st

from insights.looks import Mode
from insights.model import Dataset
from insights.reading import Fault
from insights.selection import ASIDE, LOOK_KEYS, SORTS, Selection, parse
from insights.view import View

# Facets with a widget bound to the URL, and the keys that live in the URL alone.
BOUND = ("category", "theme", "source", "evidence", "basis", "level", "receipt", "actor")
LOOSE = ("lens", "id", ASIDE)
SORT_LABELS = tuple(SORTS.values())


def enter(page: str) -> None:
    """Note which page runs. What belongs to the page of one finding does not outlive it."""
    before = (st.session_state.get("page"), st.session_state.get("finding"))
    finding = st.query_params.get("id") if page == "finding" else None
    if before != (page, finding):
        st.session_state["playing"] = None
    if page in ("explore", "finding"):
        look = {key: st.query_params[key] for key in LOOK_KEYS if key in st.query_params}
        # A finding that was opened elsewhere knows nothing of it.
        if look or page == "explore":
            st.session_state["look"] = look
    st.session_state["page"], st.session_state["finding"] = page, finding


def look_at(dataset: Dataset, faults: tuple[Fault, ...]) -> View:
    """Fix what this run shows; to be called once the widgets are drawn."""
    view = View(dataset, _selection(dataset))
    st.session_state["view"] = view
    st.session_state["faults"] = faults
    return view


def current_faults() -> tuple[Fault, ...]:
    """What is wrong with the files of the dataset: for whoever looks after them."""
    faults: tuple[Fault, ...] = st.session_state["faults"]
    return faults


def current_view() -> View:
    """The dataset times the selection: what every page draws."""
    view: View = st.session_state["view"]
    return view


def _selection(dataset: Dataset) -> Selection:
    """The widgets of the sidebar and the parts of the URL that no widget holds, as one question.

    Widget values came from outside: whatever means nothing is kept as unknown, never dropped.
    """
    fields = [(key, label) for key in BOUND for label in st.session_state.get(key) or ()]
    fields += [(key, st.session_state.get(key) or "") for key in ("q", "sort")]
    for key in LOOSE:
        # On the page of a finding its id says which one, and filters nothing.
        if key != "id" or st.session_state["page"] != "finding":
            fields += [(key, value) for value in st.query_params.get_all(key)]
    return parse(fields, dataset)


def current_look() -> dict[str, str]:
    """How Explore shows what is chosen, or showed it when it was last looked at."""
    look: dict[str, str] = st.session_state.get("look", {})
    return look


def current_mode() -> Mode:
    """Light or dark, as the visitor's theme is."""
    return "dark" if st.context.theme.type == "dark" else "light"


def forget_unknown() -> None:
    """Drop the unknown values of a link: the reader has changed the question."""
    st.query_params.pop(ASIDE, None)
