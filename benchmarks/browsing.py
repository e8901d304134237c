"""Pages of all servers in one real browser, and what watch.js saw in them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from tools.chromium import launch_options, present

WATCH = Path(__file__).with_name("watch.js")
SCREEN = {"width": 1440, "height": 900}
PATIENCE = 120_000
PATHS = {
    "ours": "explore",
    "file": "explorer.html",
    "dash": "explore",
    "panel": "explore",
    "brief": "brief",
}
WHOLE = "bench.whole()"


@contextmanager
def browser() -> Iterator[Browser]:
    named = os.environ.get("INSIGHTS_CHROMIUM") or next(present())
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options(named))
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def visitor(chromium: Browser, first: str = WHOLE) -> Iterator[BrowserContext]:
    """Somebody who was never here before: nothing is cached.

    `first` is what each page watches for from its start: charts and list, or what `shows` names.
    """
    context = chromium.new_context(viewport=SCREEN)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(script=f"{WATCH.read_text('utf-8')}\nbench.first = {first}")
    try:
        yield context
    finally:
        context.close()


def shows(wanted: Mapping[str, int]) -> str:
    """Watch for so many elements, at least, of each selector."""
    return f"bench.shows({json.dumps(wanted)})"


def loaded(page: Page, url: str, side: str = "ours") -> dict[str, float]:
    """Open the page; after how many milliseconds of the navigation each part was painted."""
    page.goto(f"{url}/{PATHS.get(side, '')}", wait_until="commit")
    first: dict[str, float] = page.evaluate("bench.first")
    return first


def click(page: Page, choice: Locator, want: dict[str, Any]) -> float:
    """Click, and return the milliseconds until all of `want` was painted."""
    page.evaluate("want => bench.arm(want)", want)
    choice.click()
    took: float = page.evaluate("bench.result")
    return took


def settle(page: Page, want: dict[str, Any], pause: int = 250) -> None:
    """Let the page come to rest, and make sure that it still shows what it should."""
    page.wait_for_timeout(pause)
    if (part := page.evaluate("want => bench.differing(want)", want)) is not None:
        raise RuntimeError(f"{page.url} no longer shows the right {part}")
