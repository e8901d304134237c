"""The explorer on its page: the engine draws it in the browser; see explorer.js beside this."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from insights.app.session import current_look
from insights.view import View
from insights.web.explorer import addresses

_component = st.components.v2.component(
    "insights_explorer",
    html="""<div class="place"><p class="waiting">Loading the findings …</p></div>
<p class="trouble" role="alert" hidden>The explorer could not be loaded: reload the page.</p>
""",
    css="""
/* The header of the platform lies over the page. */
.place, .trouble { color: var(--ink); --sticky-top: 3.75rem; }
.waiting { min-height: 100vh; animation: appear 0s 1s both; }
@keyframes appear { from { visibility: hidden; } }
""",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def show(view: View) -> None:
    """Draw the explorer; what it shows stands in the address bar, which both it and we read."""
    engine, world = addresses(view.dataset)
    _component(
        key="explorer",
        data={
            "engine": engine,
            "world": world,
            "saw": {"query": view.selection.query, **current_look()},
        },
    )
