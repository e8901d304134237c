"""Without colour, with letters twice as large, without motion, and by ear: the meaning stays."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from insights.model import CATEGORIES, Dataset
from tests.browser.conftest import Visitor
from tests.browser.everywhere import settle
from tests.browser.measures import DRAWN, too_wide
from tests.browser.pixels import luminance, pale_shapes, pale_words
from tests.browser.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

PAGES = (
    "/",
    "/board",
    "/explore",
    "/explore?show=recordings",
    "/lenses",
    "/sources",
    "/about",
    "/present?run=board",
    "/workshop",
    "/finding?id=trust-decided-outcomes",
    "/brief",
    "/api",
    "/accessibility",
    "/rooms",
)
STAGES = ("/stage/board", "/stage/board/prompter")
LARGE = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync("html { font-size: 200% !important; }")
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
# Text that is cut off: it does not fit its box, and what does not fit cannot be scrolled to.
CUT = f"""() => {{
  {DRAWN}
  const hides = value => value === "hidden" || value === "clip"
  return everything().filter(isDrawn).filter(one => one.clientWidth > 2 && one.clientHeight > 2)
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(one => {{
      const style = getComputedStyle(one)
      return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 2)
        || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 4)
    }}).filter(one => !one.closest(".unseen")).map(shortly)
}}"""
SIZE = f"""() => {{
  {DRAWN}
  const one = everything().find(one => one.matches("h1") && isDrawn(one))
  return parseFloat(getComputedStyle(one).fontSize)
}}"""
MOVING = """() => document.getAnimations().filter(one => one.playState === "running"
  && (one.effect?.getComputedTiming().activeDuration ?? 0) > 100)
  .map(one => `${one.animationName ?? one.transitionProperty} ${one.effect.target?.outerHTML}`
    .slice(0, 140))"""
# Every mark of a category, and what tells it besides its colour.
UNTOLD = f"""() => {{
  {DRAWN}
  const MARKS = ".keep, .leave, .start, .context"
  return everything().filter(one => one.matches(MARKS) && isDrawn(one)).filter(one => {{
    const style = getComputedStyle(one)
    const isFilled = style.backgroundImage !== "none" || style.clipPath !== "none"
      || parseFloat(style.borderRadius) >= 40
    const isSolid = one.matches(".keep")  // the one without a pattern is the solid one
    const said = one.textContent.trim() || one.getAttribute("aria-label")
      || one.closest("[aria-label], li, tr, p")?.textContent.trim()
    return !said || (one.matches(".segment, .bar, .swatch") && !isFilled && !isSolid)
  }}).map(shortly)
}}"""
CHARTS = ".bars, .matrix, [data-chart], .along [role=group], .strip"
ALTS = f"""() => {{
  {DRAWN}
  return everything().filter(one => one.matches({CHARTS!r}) && isDrawn(one))
    .map(one => one.getAttribute("aria-label") ?? one.querySelector("caption")?.textContent)
    .filter(Boolean)
}}"""


def opened(visitor: Visitor, path: str) -> Page:
    """A page of the app, or a plain one, at rest."""
    visitor.page.goto(visitor.server.url + path)
    settle(visitor.page)
    return visitor.page


def test_with_letters_twice_as_large_nothing_is_cut_and_nothing_scrolls_sideways(
    visit: Callable[..., Visitor],
) -> None:
    faults = []
    for width in (1280, 640):
        visitor = visit(viewport={"width": width, "height": 720})
        for path in PAGES:
            page = opened(visitor, path)
            before = page.evaluate(SIZE)
            page.evaluate(LARGE)
            settle(page)
            grown = page.evaluate(SIZE) / before
            if grown < 1.5:
                faults.append(f"{path} ({width}): letters grow by {grown:.2f} only")
            faults += [f"{path} ({width}): {one}" for one in too_wide(page)]
            faults += [f"{path} ({width}): cut off: {one}" for one in page.evaluate(CUT)]
    assert not faults, "\n".join(faults)


def test_on_the_stage_where_letters_follow_the_window_zooming_makes_them_twice_as_large(
    visit: Callable[..., Visitor],
) -> None:
    zoom = 3.2
    for path in STAGES:
        page = opened(visit(), path)
        before = page.evaluate(SIZE)
        # What a window is to a page that is zoomed: smaller, each of its pixels larger.
        page.set_viewport_size({"width": int(1280 / zoom), "height": int(720 / zoom)})
        settle(page)
        assert page.evaluate(SIZE) * zoom >= 2 * before, path
        assert too_wide(page) == [], path
        assert page.evaluate(CUT) == [], path


def texture(mark: Locator) -> np.ndarray[Any, Any]:
    """Where a mark is filled and where its paper shows, seen without colours: 12 by 36 pixels."""
    mark.scroll_into_view_if_needed()
    taken = np.asarray(
        Image.open(io.BytesIO(mark.screenshot(animations="disabled"))).convert("RGB")
    )
    lights = luminance(taken)
    top, left = (lights.shape[0] - 12) // 2, 2
    part = lights[top : top + 12, left : left + 36]
    return part > (part.min() + part.max()) / 2 if np.ptp(part) > 0.1 else part > 2


def likeness(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> float:
    """How much of two textures is alike at the best of all shifts: 0 to 1."""
    shifts = ((down, right) for down in range(8) for right in range(8))
    return max(float((np.roll(other, shift, (0, 1)) == one).mean()) for shift in shifts)


@pytest.mark.parametrize("path", ["/", "/explore"])
@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_without_colours_the_categories_are_told_by_pattern_letter_and_word(
    visit: Callable[..., Visitor], path: str, forced: str, mode: str
) -> None:
    visitor = visit(color_scheme=mode, forced_colors=forced, device_scale_factor=2)
    page = opened(visitor, path)
    devtools = visitor.context.new_cdp_session(page)
    devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    assert page.evaluate(UNTOLD) == []
    chart = page.get_by_role("list", name=re.compile("^Bar chart of findings per (theme|source)"))
    expect(chart.first).to_be_visible()
    found = {}
    for category in CATEGORIES:
        # One wide enough to be compared.
        for bar in chart.locator(f":is(.segment, .bar).{category}").all():
            box = bar.bounding_box()
            if box and box["width"] >= 24 and category not in found:
                found[category] = texture(bar)
    assert set(found) == set(CATEGORIES)
    for one, other in combinations(CATEGORIES, 2):
        assert likeness(found[one], found[other]) < 0.95, (one, other)
    if forced == "none":  # otherwise words have the colours of the system
        assert not pale_words(page)[1]
    assert not pale_shapes(page)[1]


def test_marks_of_evidence_and_place_are_words_not_colours(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    for path in ("/explore", "/sources", "/lenses", "/board", "/stage/keep-leave-start"):
        assert opened(visitor, path).evaluate(UNTOLD) == [], path


def test_who_wants_no_motion_gets_none(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    for path in (*PAGES, *STAGES):
        page = opened(visitor, path)
        assert page.evaluate(MOVING) == [], path
    page = opened(visitor, "/stage/board")
    for key in ("ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        assert page.evaluate(MOVING) == []
    page.get_by_role("button", name="Menu").click()
    assert page.evaluate(MOVING) == []


def alts(page: Page) -> Iterator[str]:
    """What is said of each chart to who does not see it."""
    expect(page.locator(CHARTS).filter(visible=True).first).to_be_visible()
    yield from page.evaluate(ALTS)


@pytest.mark.parametrize("path", ["/", "/explore", "/sources", "/explore?show=recordings"])
def test_what_is_said_of_a_chart_follows_the_selection(
    visit: Callable[..., Visitor], server: Server, path: str
) -> None:
    visitor = visit()
    all_, filtered = (
        list(alts(opened(visitor, f"{path}{'&' if '?' in path else '?'}{query}")))
        for query in ("", "theme=trust&theme=learning")
    )
    assert all_
    assert filtered
    assert not {*all_} & {*filtered}
    for alt in (*all_, *filtered):
        assert len(alt) <= 240, alt  # as long as a statement may be
        assert re.search(r"\d", alt), alt


def test_what_is_said_of_a_chart_on_the_stage_follows_the_selection(
    visit: Callable[..., Visitor], dataset: Dataset
) -> None:
    run, scene = next(
        (run, scene) for run in dataset.runs for scene in run.scenes if scene.show == "chart"
    )
    said = []
    for query in ("", "?category=start"):  # by two people: an answer that was shown stays so
        page = opened(visit(), f"/stage/{run.id}{query}#{scene.id}")
        expect(page.locator(f"#{scene.id}")).to_be_visible()
        if scene.hide != "none":
            page.get_by_role("button", name="Show the answer").click()
        said.append(list(alts(page)))
    assert said[0]
    assert said[0] != said[1]
