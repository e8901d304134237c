"""Tab through every page and what opens over it: seen, clearly, never hidden, and never caught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from insights.model import Dataset
from tests.browser.everywhere import OPENED, PLACES, WIDTHS, settle
from tests.browser.focus import faults_of_focus
from tests.browser.test_access_everywhere import go, look, resize, served

__all__ = ["look"]

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.mark.parametrize("size", [WIDTHS[0], WIDTHS[2]], ids=["desk", "small phone"])
def test_the_focus_is_seen_wherever_it_is_and_leaves_every_page(
    look: Callable[..., Page], dataset: Dataset, tmp_path: Path, size: tuple[int, int]
) -> None:
    faults: list[str] = []
    with served("normal", tmp_path, dataset) as (server, names):
        page = look()
        for place in PLACES:
            if "normal" not in place.worlds:
                continue
            go(page, server.url + place.path.format(**names))
            resize(page, size)
            settle(page)
            _, found = faults_of_focus(page, clearly=True)
            faults += [f"{place.of}, {place.state}: {one}" for one in found]
        for opened in OPENED:
            go(page, server.url + opened.path.format(**names))
            resize(page, size)
            opened.open(page).wait_for()
            _, found = faults_of_focus(page, clearly=True)
            faults += [f"{opened.of}, {opened.what} open: {one}" for one in found]
    assert not faults, "\n".join(faults)
