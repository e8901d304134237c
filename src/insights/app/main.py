"""The entry script: menu, filters and theme around every page.

It must not stand beside the folder `pages/`: there Streamlit's own page discovery would answer the
first deep link after a start and skip this script.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from insights.app import filters, look, session
from insights.app.trouble import show_stale, show_trouble

PAGES = Path(__file__).resolve().parents[3] / "pages"

menu = {
    "overview": st.Page(PAGES / "overview.py", title="Overview", default=True),
    "explore": st.Page(PAGES / "explore.py", title="Explore"),
    "finding": st.Page(PAGES / "finding.py", title="Finding", visibility="hidden"),
}
QUESTIONS = {
    "overview": "What should government keep, leave and start?",
    "explore": "What is there about …?",
    "finding": "Where was it said?",
}

page = st.navigation(list(menu.values()), position="top")
name = next(key for key, one in menu.items() if one.url_path == page.url_path)

state = session.current_state()
title = state.dataset.about.title if state.dataset else "Insights"
st.set_page_config(
    page_title=f"{QUESTIONS[name]} · {title}",
    page_icon="🔎",
    layout="wide",
    initial_sidebar_state="auto" if name == "explore" else "collapsed",
)
look.apply()
if state.dataset is None:
    show_trouble(state)
    st.stop()
session.enter(name)
filters.show_facets(state.dataset)
view = session.current_view()
filters.show_counts(view)
if state.is_stale:
    show_stale(state)
page.run()
