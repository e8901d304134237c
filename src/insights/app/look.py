"""The style sheets of the app, sent with every run: one for all pages, then one for each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from insights.draw.first_screen import styles
from insights.looks import colour_variables

STYLES = Path(__file__).parent / "styles"
# Behind those that the page's first screen has before the app stands.
ORDER = ("board", "lenses", "sources", "about", "present", "workshop")


def apply() -> None:
    """Style our own markup, and Streamlit's where it is too loud or too small."""
    st.html(_style())


@lru_cache(maxsize=1)
def _style() -> str:
    sheets = [(STYLES / f"{name}.css").read_text(encoding="utf-8") for name in ORDER]
    return f"<style>.stApp{{{colour_variables()}}}{styles()}{''.join(sheets)}</style>"
