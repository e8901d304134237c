"""Data and one of our templates -> a tagged PDF, or a picture as PNG or SVG.

Texts are data and never markup. Nothing is read but the template and our own fonts, and nothing
depends on the time or the machine: equal data give equal bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from insights.typeset.letters import Letters
from insights.typeset.places import FONTS, TEMPLATES

if TYPE_CHECKING:
    import typst

Picture = Literal["png", "svg"]

# So that a point of the template is a pixel.
_PIXELS_PER_INCH = 72
# Typst keeps what it worked out for the next ten pieces of work: of a large document that is
# hundreds of megabytes.
_LARGE = 500_000
_KEPT_FOR = 10


class Pressed(NamedTuple):
    """What was made, and how many letters are named in it since no font has them."""

    content: bytes
    named: int


def document(template: str, data: Mapping[str, Any]) -> Pressed:
    """A PDF by the rules of PDF/UA-1: tagged, with title, language, bookmarks, texts for pictures.

    The template gets the data as JSON, and as `named` how many letters no font has.
    """
    given, named = _given(data)
    content = _set(TEMPLATES / template, "pdf", given)
    if len(given) > _LARGE:
        for _ in range(_KEPT_FOR + 1):
            _set(TEMPLATES / "nothing.typ", "svg", "")
    return Pressed(content, named)


def picture(
    template: str, data: Mapping[str, Any], form: Picture, title: str, description: str
) -> Pressed:
    """A picture of one page; title and description are what an SVG says to who cannot see it."""
    given, named = _given(data)
    content = _set(TEMPLATES / template, form, given)
    return Pressed(_described(content, title, description) if form == "svg" else content, named)


def _given(data: Mapping[str, Any]) -> tuple[str, int]:
    letters = Letters()
    settable = letters.settable_in(dict(data))
    return json.dumps(settable | {"named": letters.named}), letters.named


def _set(template: Path, form: Literal["pdf", "png", "svg"], given: str) -> bytes:
    import typst  # large: only who sets a page loads it

    content = typst.compile(
        str(template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        format=form,
        ppi=_PIXELS_PER_INCH,
        sys_inputs={"data": given},
        pdf_standards="ua-1" if form == "pdf" else None,
    )
    if not isinstance(content, bytes):  # several pages of pictures come as a list
        raise TypeError(f"One page is wanted, not {len(content)}.")
    return content


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _described(svg: bytes, title: str, description: str) -> bytes:
    """The SVG with a name and a description of its own, as wide as its page in pixels."""
    text = svg.decode()
    root = re.match(r"<svg[^>]*>", text)
    if root is None:
        raise ValueError("This is no SVG.")
    opened = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', root[0])
    opened = opened.replace("<svg ", '<svg role="img" aria-labelledby="title about" ', 1)
    said = f'<title id="title">{_xml(title)}</title><desc id="about">{_xml(description)}</desc>'
    return f"{opened}{said}{text[root.end() :]}".encode()


def _xml(text: str) -> str:
    """A text as XML may hold it; what it forbids, a picture's text names."""
    return escape(Letters().settable(text) if _FORBIDDEN.search(text) else text, quote=False)


_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
