"""The one piece of script on our pages: see companion.js for what it does."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from insights.app.session import current_mode, id_to_strip

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "insights_companion",
    html="""<button type="button">Copy link</button>
<input hidden readonly aria-label="Link to copy">
<span role="status" class="unseen"></span>
""",
    css=(_HERE / "companion.css").read_text(encoding="utf-8"),
    js=(_HERE / "companion.js").read_text(encoding="utf-8"),
)


def companion(says: str, query: str, carried: str) -> None:
    """Draw the button that copies a link, and keep menu, theme and announcements in step.

    Parameters
    ----------
    says
        what a screen reader is told when it changes.
    query
        what a copied link carries.
    carried
        the query string of the menu's links.
    """
    _component(
        key="companion",
        data={
            "says": says,
            "query": query,
            "carried": carried,
            "mode": current_mode(),
            "strip": id_to_strip(),
        },
        width="content",
        on_mode_change=lambda: None,
    )
