"""The entry script: menu, filters and theme around every page.

It must not stand beside the folder `pages/`: there Streamlit's own page discovery would answer the
first deep link after a start and skip this script.
"""

from __future__ import annotations

import streamlit as st

from insights.app import filters, look, session
from insights.app.menu import FOLDER, PAGES
from insights.app.trouble import show_stale, show_trouble
from insights.reading.served import served

menu = {
    name: st.Page(
        FOLDER / f"{name}.py",
        title=page.label,
        default=name == "overview",
        visibility="visible" if page.is_in_menu else "hidden",
    )
    for name, page in PAGES.items()
}
page = st.navigation(list(menu.values()), position="top")
name = next(key for key, one in menu.items() if one.url_path == page.url_path)
# Looked at once: an edit of the files in the middle of a run must not tear it.
state = served().now()
title = state.dataset.about.title if state.dataset else "Insights"
asked = state.dataset and state.dataset.finding_by_id.get(st.query_params.get("id", ""))
about = asked.statement if asked and name == "finding" else PAGES[name].question
st.set_page_config(
    page_title=f"{about} · {title}",
    page_icon="🔎",
    layout="wide",
    initial_sidebar_state="collapsed",
)
look.apply()
if state.dataset is None:
    show_trouble(state)
    st.stop()
session.enter(name)
if name == "explore":  # the explorer has facets of its own
    filters.keep_facets(state.dataset)
    view = session.look_at(state.dataset, state.faults)
else:
    filters.show_facets(state.dataset)
    view = session.look_at(state.dataset, state.faults)
    filters.show_counts(view)
if state.is_stale:
    show_stale(state)
filters.show_since(view)
page.run()
