"""What a page puts on paper."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdf
from playwright.sync_api import Page

# The margin at the foot of a sheet, in points: what stands there says nothing of how full it is.
FOOT = 50


@dataclass(frozen=True)
class Sheet:
    """A printed sheet: its letters without spaces, and how far down they reach, from 0 to 1."""

    letters: str
    fullness: float

    def holds(self, said: str) -> bool:
        """Whether a text stands on it, wherever its lines break."""
        return _letters(said) in self.letters


def printed(page: Page) -> list[Sheet]:
    """The sheets of the page, printed on A4 or on the paper that it asks for."""
    file = page.pdf(format="A4", prefer_css_page_size=True)
    return [_read(sheet) for sheet in pypdf.PdfReader(io.BytesIO(file)).pages]


def sheet_of(sheets: list[Sheet], said: str) -> Sheet:
    """The one sheet that holds a text."""
    found = [sheet for sheet in sheets if sheet.holds(said)]
    assert len(found) == 1, f"{len(found)} sheets say: {said}"
    return found[0]


def _read(sheet: pypdf.PageObject) -> Sheet:
    lines: list[float] = []

    def note(text: str, outer: Any, inner: Any, *_: Any) -> None:
        if text.strip():
            lines.append(inner[4] * outer[1] + inner[5] * outer[3] + outer[5])

    text = sheet.extract_text(visitor_text=note)
    lowest = min((line for line in lines if line > FOOT), default=float(sheet.mediabox.height))
    return Sheet(_letters(text), 1 - lowest / float(sheet.mediabox.height))


def _letters(text: str) -> str:
    """A text without spaces, and with no two letters drawn as one."""
    return "".join(unicodedata.normalize("NFKC", text).split())
