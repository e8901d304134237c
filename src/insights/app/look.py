"""The style sheets of the app, sent with every run: one for all pages, then one for each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from insights.looks import INKS, MARKS

STYLES = Path(__file__).parent / "styles"
ORDER = ("base", "lenses", "sources", "about")


def apply() -> None:
    """Style our own markup, and Streamlit's where it is too loud or too small."""
    st.html(_style())


@lru_cache(maxsize=1)
def _style() -> str:
    sheets = [(STYLES / f"{name}.css").read_text(encoding="utf-8") for name in ORDER]
    return f"<style>{_colours()}{''.join(sheets)}</style>"


def _colours() -> str:
    """The colours of looks.py as CSS variables; `light-dark` follows the visitor's theme."""
    light, dark = INKS["light"], INKS["dark"]
    pairs = {
        name: (getattr(light, name), getattr(dark, name))
        for name in ("paper", "ink", "quiet", "rule")
    }
    for category, mark in MARKS.items():
        for use in ("fill", "text", "on_fill"):
            colours = getattr(mark, use)
            pairs[f"{category}-{use.replace('_', '-')}"] = (colours["light"], colours["dark"])
    rules = "".join(f"--{name}:light-dark({one},{two});" for name, (one, two) in pairs.items())
    return f".stApp{{{rules}}}"
