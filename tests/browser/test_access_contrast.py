"""Contrast of every page as it is drawn: light, dark, in forced colours, and without any colour."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from insights.model import Dataset
from tests.browser.everywhere import MODES, PLACES, settle, unfold
from tests.browser.pixels import SCALE, pale_shapes, pale_words, tall
from tests.browser.test_access_everywhere import go, look, served

__all__ = ["look"]

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

# In forced colours words have those of the system; marks keep a shape in them.
FORCED = ("none", "active")
WIDTH = 1280
FEWEST_LINES = 2  # of text, on the emptiest of pages


@pytest.mark.parametrize("world", ["normal", "broken", "empty"])
def test_words_and_marks_stand_out_from_what_lies_under_them(
    look: Callable[..., Page], dataset: Dataset, tmp_path: Path, world: str
) -> None:
    faults: list[str] = []
    page = look(device_scale_factor=SCALE)
    with served(world, tmp_path, dataset) as (server, names):
        for place in PLACES:
            if world not in place.worlds:
                continue
            go(page, server.url + place.path.format(**names))
            unfold(page)
            if not place.of.startswith(("/stage", "/room/")):  # these fill the screen they have
                tall(page, WIDTH)
            for mode, forced in product(MODES, FORCED):
                page.emulate_media(color_scheme=mode, forced_colors=forced)  # type: ignore[arg-type]
                settle(page)
                where = f"{place.of}, {place.state} ({mode}, forced colours: {forced})"
                faults += [f"{where}: {one}" for one in pale_shapes(page)[1]]
                if forced == "none":
                    lines, pale = pale_words(page)
                    assert lines >= FEWEST_LINES, where
                    faults += [f"{where}: {one}" for one in pale]
            page.emulate_media(forced_colors="none")
    assert not faults, "\n".join(dict.fromkeys(faults))
