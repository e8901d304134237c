"""One server and one browser a session; one context, watched from end to end, a test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import insights
from insights.model import Dataset
from tests.browser.engine import Engine
from tests.browser.mounted import Mounted
from tests.browser.server import ROOT, Mode, Server, running
from tests.browser.watch import Watch
from tools.chromium import launch_options, present

SECONDS_TO_SHOW = 20  # on a busy machine; an outcome that is there ends the wait at once
DESKTOP = {"width": 1280, "height": 720}

expect.set_options(timeout=SECONDS_TO_SHOW * 1000)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The bundled dataset, read by the library: where the expected numbers come from."""
    return insights.load(ROOT / "data")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with no way to any other machine."""
    options = launch_options(next(present()))
    options["args"].append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the session, on the bundled dataset."""
    with running(tmp_path_factory.mktemp("server") / "log") as server:
        yield server


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start another server: `start()`, `start(folder)`, `start(mode="uvicorn")`.

    After a server was killed, `start(port=..., rooms=...)` puts up another in its place.
    """
    with ExitStack() as servers:
        logs = (tmp_path / f"server-{at}.log" for at in range(9))

        def start(data: Path | None = None, mode: Mode = "streamlit", **more: Any) -> Server:
            return servers.enter_context(running(next(logs), data, mode, **more))

        yield start


@pytest.fixture
def own_data(tmp_path: Path) -> Path:
    """A copy of the bundled dataset that a test may change."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data-of-its-own"))


@pytest.fixture
def engine(browser: Browser) -> Iterator[Callable[..., Engine]]:
    """Modules of the engine with all that they need, alone in a page: `engine("view.js")`."""
    with browser.new_context() as context:
        yield lambda *entries: Engine(context.new_page(), *entries)


@pytest.fixture
def mount(browser: Browser) -> Iterator[Callable[..., Mounted]]:
    """The explorer alone in a page, as often as asked for: `mount(color_scheme="dark")`."""
    mounted: list[Mounted] = []
    with ExitStack() as contexts:

        def mount(**options: Any) -> Mounted:
            options = {"viewport": DESKTOP, "reduced_motion": "reduce", **options}
            context = contexts.enter_context(browser.new_context(**options))
            mounted.append(Mounted(context))
            return mounted[-1]

        yield mount
        wrong = [fault for one in mounted for fault in one.wrong]
    assert not wrong, "\n".join(["went wrong in the explorer:", *wrong])


class Visitor:
    """Somebody with a browser of their own: `page` to look at, `watch` for what went wrong."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context = context
        self.server = server
        self.watch = Watch(context, server)
        self._mishaps_before = len(server.mishaps())
        self.page: Page = context.new_page()

    def open(self, path: str) -> Page:
        """Load an address of the server and wait until the page stands and is at rest."""
        self.page.goto(self.server.url + path)
        expect(self.page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        app = self.page.locator(".stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        # A face that comes late moves what stands below it, also from under a pressed button.
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def leave(self) -> list[str]:
        """Close the browser, and tell what went wrong on any page or in the server's log."""
        self.context.close()
        return self.watch.wrong + self.server.mishaps()[self._mishaps_before :]


@pytest.fixture
def visit(
    request: pytest.FixtureRequest, browser: Browser, start: Callable[..., Server]
) -> Iterator[Callable[..., Visitor]]:
    """Bring in a visitor: `visit()`, `visit(other_server)`, `visit(color_scheme="dark")`.

    At the end nothing may have gone wrong on any of their pages, nor in their server's log.
    (`start` is asked for so that servers end after their visitors.)
    """
    visitors: list[Visitor] = []

    def visit(to: Server | None = None, **options: Any) -> Visitor:
        to = to or request.getfixturevalue("server")
        options = {"viewport": DESKTOP, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(SECONDS_TO_SHOW * 1000)
        visitors.append(Visitor(context, to))
        return visitors[-1]

    yield visit
    wrong = [fault for visitor in visitors for fault in visitor.leave()]
    assert not wrong, "\n".join(["went wrong during the visit:", *dict.fromkeys(wrong)])


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    """One visitor at a desk: 1280x720, light."""
    return visit()
