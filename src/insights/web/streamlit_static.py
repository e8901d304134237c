"""Where the installed Streamlit keeps its page, scripts and fonts; it need not be imported."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def static_folder() -> Path | None:
    """The folder that Streamlit serves its frontend from, or None where there is no Streamlit."""
    package = importlib.util.find_spec("streamlit")
    return Path(package.origin).parent / "static" if package and package.origin else None
