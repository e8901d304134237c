"""Contrast as it is drawn: what stands on the screen against what lies under it.

The page is photographed twice at two pixels for one: as it is, and with all words made transparent.
Where the two differ, words are drawn; there the first picture has their colour and the second what
lies under them. Letters are thinned at their edges, so their strongest pixel stands for them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from tests.browser.measures import DRAWN

SCALE = 2
MOST_HEIGHT = 1_800  # pixels of the page that are looked at: what follows is drawn in the same way
SEEN = 24  # a difference in one of the three colours that is more than the grain of a picture
MOST_LINES_AN_ELEMENT = 3
NO_WORDS = """
*, *::before, *::after, *::placeholder, *::marker { -webkit-text-fill-color: transparent !important;
  text-shadow: none !important }
svg text { fill: transparent !important }
input, textarea { caret-color: transparent !important }"""
# A policy forbids style elements on our plain pages, but not sheets that a script makes.
WITHOUT_WORDS = """rules => {
  window.unseenWords ??= new CSSStyleSheet()
  const sheets = document.adoptedStyleSheets.filter(one => one !== window.unseenWords)
  window.unseenWords.replaceSync(rules)
  document.adoptedStyleSheets = [...sheets, window.unseenWords]
}"""
# Where words stand: each line of each text, the fields with what is typed or proposed in them, and
# what style sheets write before and after. What cannot be operated may be pale (WCAG 1.4.3).
WORDS = f"""most => {{
  {DRAWN}
  const found = []
  const isOff = one => one.closest(":disabled, [aria-disabled=true], fieldset:disabled, [inert]")
    || one.closest("label")?.control?.disabled
  const add = (one, box, words) => {{
    const style = getComputedStyle(one)
    const size = parseFloat(style.fontSize), isBold = Number(style.fontWeight) >= 700
    const needs = size >= 24 || (isBold && size >= 18.66) ? 3 : 4.5
    if (box.width > 2 && box.height > 4 && box.bottom > 0 && box.top < innerHeight)
      found.push([box.left, box.top, box.right, box.bottom, needs,
        `${{words.trim().slice(0, 40)}} | ${{size}}px | ${{shortly(one)}}`])
  }}
  for (const one of everything(within())) {{
    if (one.matches("script, style, noscript, option, template") || !isDrawn(one) || isOff(one)
      || one.closest(".unseen")) continue
    if (one.matches("input:not([type=checkbox], [type=radio], [type=hidden]), textarea, select"))
      add(one, one.getBoundingClientRect(), one.value || one.placeholder || "a field")
    for (const node of one.childNodes) {{
      if (node.nodeType !== 3 || !node.data.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of [...range.getClientRects()].slice(0, most)) add(one, box, node.data)
    }}
    for (const side of ["::before", "::after"]) {{
      const content = getComputedStyle(one, side).content
      if (/^"[^"]*[\\p{{L}}\\p{{N}}]/u.test(content) && !one.textContent.trim())
        add(one, one.getBoundingClientRect(), content)
    }}
  }}
  return found
}}"""
# What is told by its shape or edge alone: fields, choices, and the marks of charts.
SHAPES = f"""() => {{
  {DRAWN}
  return everything(within()).filter(isDrawn)
    .filter(one => one.matches("input:not([type=hidden]), select, textarea, .mark, .segment, " +
      ".bars .bar, .swatch, .letter") && !one.disabled)
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([_, box]) => box.width > 3 && box.height > 3 && box.top > 4 && box.left > 4
      && box.bottom < innerHeight - 4 && box.right < innerWidth - 4)
    .map(([one, box]) => [box.left, box.top, box.right, box.bottom, one.tagName, shortly(one)])
}}"""


@dataclass(frozen=True)
class Pale:
    """Something that stands out too little: by how much, how much it needs, and what it is."""

    ratio: float
    needs: float
    what: str

    def __str__(self) -> str:
        return f"contrast {self.ratio:.2f} of {self.needs}: {self.what}"


def luminance(picture: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The relative luminance of each pixel, as WCAG defines it; colours are 0 to 255."""
    levels = np.arange(256) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    found: np.ndarray[Any, Any] = linear[picture] @ np.array([0.2126, 0.7152, 0.0722])
    return found


def ratio(one: Any, other: Any) -> Any:
    """The contrast between luminances, 1 to 21."""
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def picture_of(page: Page) -> np.ndarray[Any, Any]:
    """The screen as it is, three colours a pixel."""
    taken = page.screenshot(animations="disabled", caret="hide", scale="device")
    return np.asarray(Image.open(io.BytesIO(taken)).convert("RGB"))


def tall(page: Page, width: int) -> None:
    """Make the screen as high as what it shows, so that one picture holds it."""
    height = page.evaluate(
        "Math.max(document.querySelector('.stMain')?.scrollHeight ?? 0,"
        " document.documentElement.scrollHeight, 720)"
    )
    page.set_viewport_size({"width": width, "height": min(int(height) + 80, MOST_HEIGHT)})


def pale_words(page: Page) -> tuple[int, list[Pale]]:
    """How many lines of text were seen, and those with too little contrast."""
    lines: list[list[Any]] = page.evaluate(WORDS, MOST_LINES_AN_ELEMENT)
    with_words = picture_of(page)
    page.evaluate(WITHOUT_WORDS, NO_WORDS)
    without = picture_of(page)
    page.evaluate(WITHOUT_WORDS, "")
    seen, pale = 0, []
    for left, top, right, bottom, needs, what in lines:
        part = _part(left, top, right, bottom)
        ink, paper = with_words[part], without[part]
        there = (np.abs(ink.astype(int) - paper) > SEEN).any(axis=2)
        if there.sum() < 6:  # scrolled away, clipped, or a sign without a shape
            continue
        seen += 1
        inks, papers = luminance(ink[there]), luminance(paper[there])
        strongest = inks[ratio(inks, papers).argmax()]
        # Where the ground is uneven, its worst twentieth counts.
        found = float(np.percentile(ratio(strongest, papers), 5))
        if found < needs - 0.01:
            pale.append(Pale(found, needs, what))
    return seen, pale


def pale_shapes(page: Page) -> tuple[int, list[Pale]]:
    """How many fields and marks were seen, and those whose edge is told too little from outside."""
    shapes: list[list[Any]] = page.evaluate(SHAPES)
    picture = picture_of(page)
    seen, pale = 0, []
    for left, top, right, bottom, _, what in shapes:
        seen += 1
        inside = luminance(picture[_part(left, top, right, bottom)])
        # The ground is what is seen most above and below: marks stand side by side, and on an axis.
        above = luminance(picture[_part(left - 3, top - 3, right + 3, top)])
        below = luminance(picture[_part(left - 3, bottom, right + 3, bottom + 3)])
        colours, times = np.unique(np.append(above, below), return_counts=True)
        ground = float(colours[times.argmax()])
        strong = ratio(inside, ground) >= 2.99
        # A field is told by a line along it, a mark by a tenth of its area.
        share = max(strong.mean(axis=1).max(), strong.mean(axis=0).max())
        if share < 0.5 and strong.mean() < 0.1:
            pale.append(Pale(float(ratio(inside, ground).max()), 3, what))
    return seen, pale


def _part(left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
    rows = slice(max(0, round(top * SCALE)), max(0, round(bottom * SCALE)))
    return rows, slice(max(0, round(left * SCALE)), max(0, round(right * SCALE)))
