"""Write the pictures of the README, taken from a server of its own: `make picture`."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.server import ROOT, running
from tools.chromium import launch_options

# Each page, and what is drawn last on it.
PICTURES = {
    "overview": ("/", "ul.bars .bar"),
    "explore": ("/explore?theme=trust&theme=collaboration", ".explorer .bars"),
    "lenses": ("/lenses?show=steps-to-public-value", "section.lens li.part"),
    "sources": ("/sources", "section.source .line a"),
}


def main() -> None:
    """Start the server on the bundled data, take each picture at 1280x720, stop it."""
    with (
        TemporaryDirectory() as scratch,
        running(Path(scratch) / "log", ROOT / "data") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options(os.environ["INSIGHTS_CHROMIUM"]))
        for name, (path, drawn_last) in PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(server.url + path)
            page.locator(drawn_last).first.wait_for()
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
