"""What proofs with servers and a browser of their own share with the tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import dataset, own_data, start
from tools.chromium import launch_options, present

__all__ = ["browser", "dataset", "own_data", "start"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; one for each module, since two drivers cannot stand beside each other."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options(next(present())))
        yield chromium
        chromium.close()
