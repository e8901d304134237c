"""What somebody with an open page keeps where the server or the line to it is lost."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from insights.model import Dataset
from insights.rooms.store import Store
from insights.view import View
from tests.browser.in_room import InRoom
from tests.browser.screen import expect_explore, main, open_filters, option, pill
from tests.browser.server import Server

DESKTOP = {"width": 1280, "height": 720}
MINUTES_WITHOUT_A_LINE = 3  # longer than Streamlit keeps a session without one
STATE = "data-test-connection-state"
TO_COME_BACK = 30_000  # ms; how long it took is printed


class Line:
    """A line to a server that can go dead: nothing arrives, and nobody is told."""

    def __init__(self, to: Server) -> None:
        self._port = int(to.url.rpartition(":")[2])
        self._is_up = threading.Event()
        self._is_up.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        self._is_up.clear()

    def mend(self) -> None:
        self._is_up.set()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        self._is_up.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self._port))
        except OSError:  # the server is gone
            near.close()
            return
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while some := one.recv(1 << 16):
                self._is_up.wait()
                other.sendall(some)
        self._is_up.wait()
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def line(to: Server) -> Iterator[Line]:
    one = Line(to)
    try:
        yield one
    finally:
        one.mend()
        one.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=DESKTOP, reduced_motion="reduce") as one:
        yield one


def opened(context: BrowserContext, url: str) -> Page:
    """A page of the dashboard at rest."""
    page = context.new_page()
    page.goto(url)
    expect(main(page).get_by_role("heading", level=1)).to_be_visible()
    expect_at_rest(page)
    return page


def expect_at_rest(page: Page) -> None:
    app = page.locator(".stApp")
    expect(app).to_have_attribute(STATE, "CONNECTED", timeout=TO_COME_BACK)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=TO_COME_BACK)


def expect_shown(page: Page, view: View) -> None:
    expect(main(page).locator(".filtered").first).to_contain_text(f"{view.count} of {view.of}")


def test_a_page_whose_server_was_killed_goes_on_where_it_was(
    context: BrowserContext, start: Callable[..., Server], dataset: Dataset
) -> None:
    server = start()
    one, other, *_ = dataset.themes
    board = opened(context, f"{server.url}/board")
    open_filters(board)
    pill(board, "theme", one.label).click()
    expect_shown(board, dataset.select(f"theme={one.id}"))
    explore = opened(context, f"{server.url}/explore?category=Keep")
    option(explore, "theme", one.label).check()
    before = dataset.select(f"theme={one.id}&category=keep")
    expect_shown(explore, before)

    server.process.kill()
    server.process.wait()
    for page in (board, explore):
        expect(page.locator(".stApp")).not_to_have_attribute(STATE, "CONNECTED")
    begun = time.monotonic()
    server = start(port=int(server.url.rpartition(":")[2]), rooms=server.rooms)
    answered = time.monotonic()
    for page in (board, explore):
        expect_at_rest(page)
    print(
        f"the server answered {answered - begun:.1f} s after its start, "
        f"and both pages were back {time.monotonic() - answered:.1f} s later"
    )

    # What the address says is what is shown, and the next click adds to it.
    pill(board, "theme", other.label).click()
    expect_shown(board, dataset.select(f"theme={one.id}&theme={other.id}"))
    expect(board).to_have_url(re.compile(r"theme=.+&theme="))
    option(explore, "theme", other.label).check()
    expect_explore(explore, dataset.select(f"theme={one.id}&theme={other.id}&category=keep"))
    assert not server.mishaps()


def test_three_minutes_without_a_line_lose_nothing(
    context: BrowserContext, start: Callable[..., Server], dataset: Dataset
) -> None:
    server = start()
    one, other, *_ = dataset.themes
    room = Store(server.rooms).create("Harbour", dataset.run_by_id["keep-leave-start"], dataset)
    with line(server) as wire:
        board = opened(context, f"{wire.url}/board?theme={one.id}")
        explore = opened(context, f"{wire.url}/explore?theme={one.id}")
        stage = InRoom(context.new_page(), server, room)
        stage.url = f"{wire.url}/room/{room.token}"
        stage.open("keep-notes")
        stage.add("keep", "Before")
        stage.expect_saved()

        wire.cut()
        begun = time.monotonic()
        # A click on Explore is answered in the browser; notes wait there.
        option(explore, "theme", other.label).check()
        expect_shown(explore, dataset.select(f"theme={one.id}&theme={other.id}"))
        stage.add("keep", "Meanwhile", "And this")
        expect(stage.column("keep")).to_have_text(["Before", "Meanwhile", "And this"])
        status = stage.page.locator(".room-status")
        expect(status).to_contain_text("Not connected: 2 changes wait", timeout=TO_COME_BACK)
        assert stage.texts("keep") == ["Before"]
        stage.page.wait_for_timeout(
            (MINUTES_WITHOUT_A_LINE * 60 - (time.monotonic() - begun)) * 1000
        )

        wire.mend()
        begun = time.monotonic()
        stage.expect_saved()
        assert stage.texts("keep") == ["Before", "Meanwhile", "And this"]
        for page in (board, explore):
            expect_at_rest(page)
        print(f"all three were back {time.monotonic() - begun:.1f} s after the line")
        expect_shown(board, dataset.select(f"theme={one.id}"))
        expect_explore(explore, dataset.select(f"theme={one.id}&theme={other.id}"))
        main(board).get_by_role("link", name="Clear all").click()
        expect(board).not_to_have_url(re.compile("theme="))
        expect(main(board).locator(".filtered")).to_contain_text("no filter set")
    assert not server.mishaps()


def test_two_tabs_of_one_visitor_do_not_touch_each_other(
    context: BrowserContext, start: Callable[..., Server], dataset: Dataset
) -> None:
    server = start()
    one, other, third, *_ = dataset.themes
    tabs = {
        theme: opened(context, f"{server.url}/explore?theme={theme.id}") for theme in (one, other)
    }
    for theme, tab in tabs.items():
        option(tab, "theme", third.label).check()
        expect_explore(tab, dataset.select(f"theme={theme.id}&theme={third.id}"))
    for theme, tab in tabs.items():
        tab.reload()
        expect_at_rest(tab)
        expect_explore(tab, dataset.select(f"theme={theme.id}&theme={third.id}"))
    assert not server.mishaps()
