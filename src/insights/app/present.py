"""Which run is looked at, and how it is composed: the address says it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from insights.app.filters import show_filtered
from insights.draw import markup
from insights.draw.present import Composition, no_run, present, way_on
from insights.draw.stage import MOST_NOTICES
from insights.model import listed
from insights.stage import perform
from insights.view import View


def composition(view: View) -> Composition | None:
    """The run that `?run=` names, else the first, with the scenes asked for; None without a run."""
    runs = view.dataset.run_by_id
    if not runs:
        return None
    run = runs.get(st.query_params.get("run", ""), view.dataset.runs[0])
    scenes = [("scene", value) for value in st.query_params.get_all("scene")]
    performance = perform(view.dataset, run, scenes)
    return Composition(view, replace(performance, filters=view.selection))


def show(view: View, composed: Composition | None) -> None:
    """The runs, and one of them to be put together; how one is written where there is none."""
    if composed is None:
        show_filtered(view, page="present")
        st.html(no_run())
        return
    show_passed_over(composed)
    _show_way_on(composed, is_asked=bool(st.query_params.get("run")))
    st.html(present(composed))
    scenes = [value for _, value in composed.performance.fields]
    show_filtered(view, page="present", run=composed.run.id, scene=scenes)


def show_passed_over(composed: Composition) -> None:
    """What of the run and the scenes that the address asks for cannot be."""
    runs, asked = composed.view.dataset.run_by_id, st.query_params.get("run")
    if asked and asked not in runs:
        names = listed((f"“{id_}”" for id_ in runs), "or")
        st.html(markup.notice(f"There is no run “{asked}” in this dataset. Write {names}."))
    for sentence in markup.first_notices(composed.performance.passed_over, MOST_NOTICES):
        st.html(markup.notice(sentence))


def _show_way_on(composed: Composition, is_asked: bool) -> None:
    """Offer what was composed before: the menu leads to this page as if nothing had been."""
    if is_asked:
        changed = not composed.performance.is_as_curated
        st.session_state["composed"] = composed.performance if changed else None
    elif (before := st.session_state.get("composed")) is not None:
        run = composed.view.dataset.run_by_id.get(before.run.id)
        if run == before.run:
            filters = composed.view.selection
            again = replace(before, dataset=composed.view.dataset, filters=filters)
            st.html(way_on(Composition(composed.view, again)))
