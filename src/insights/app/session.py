"""What this visitor looks at: the selection of the widgets and the URL, and what it matches."""

from __future__ import annotations

import streamlit as st

from insights.looks import Mode
from insights.model import Dataset
from insights.reading import Fault
from insights.selection import ASIDE, SORTS, Selection, parse
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
    if before[0] == "finding":
        st.session_state["left"] = before[1]
    st.session_state["page"], st.session_state["finding"] = page, finding


def id_to_strip() -> str | None:
    """The id of the finding just left, where the menu has carried it into another page's address.

    It is no filter there. Only the browser takes it out of the address: done from here, the step
    would be one more entry in the history.
    """
    left = st.session_state.get("left")
    carried = st.query_params.get_all("id") == [left] and st.session_state["page"] != "finding"
    return left if carried else None


def look_at(dataset: Dataset, faults: tuple[Fault, ...] = ()) -> View:
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
        if key != "id" or not (st.session_state["page"] == "finding" or id_to_strip()):
            fields += [(key, value) for value in st.query_params.get_all(key)]
    return parse(fields, dataset)


def current_mode() -> Mode:
    """Light or dark, as the visitor's theme is."""
    return "dark" if st.context.theme.type == "dark" else "light"


def forget_unknown() -> None:
    """Drop the unknown values of a link: the reader has changed the question."""
    st.query_params.pop(ASIDE, None)
