"""The one piece of script on our pages: see companion.js for what it does."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from insights.app.session import current_look, current_mode
from insights.selection import ASIDE, FACETS, LOOK_KEYS

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "insights_companion",
    html="""<button type="button">Copy link</button>
<input hidden readonly aria-label="Link to copy">
""",
    css=(_HERE / "companion.css").read_text(encoding="utf-8"),
    js=(_HERE / "companion.js").read_text(encoding="utf-8"),
)


def companion(says: str, query: str) -> None:
    """Draw the button that copies a link, and keep menu, theme and announcements in step.

    Parameters
    ----------
    says
        what a screen reader is told when it changes.
    query
        what a copied link carries; without it there is no button.
    """
    _component(
        key="companion",
        data={
            "says": says,
            "query": query,
            "filters": [*FACETS, "q", "sort", ASIDE],
            "look": current_look(),
            "look_keys": [*LOOK_KEYS],
            "mode": current_mode(),
        },
        width="content",
        on_mode_change=lambda: None,
    )
