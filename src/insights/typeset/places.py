"""Where fonts and templates lie."""

from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
TEMPLATES = Path(__file__).with_name("templates")
