"""Workshop: what a room is, and starting one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from insights.model import Dataset
from insights.rooms.store import Store
from tests.browser.screen import expect_at_rest, main
from tests.browser.server import Server

pytestmark = pytest.mark.browser

SIZES = ((1280, 720), (390, 844), (320, 640))


def start_room(page: Page, name: str) -> None:
    page.get_by_label("Name of the session").fill(name)
    page.get_by_role("button", name="Start a room").click()
    expect_at_rest(page)


def link_of(page: Page) -> str:
    """The link that is there to be copied."""
    return main(page).locator(".stCode code").inner_text()


def token_in(link: str) -> str:
    return urlsplit(link).path.rpartition("/")[2]


def test_a_room_is_started_and_its_link_leads_into_it(visitor: Any, server: Server) -> None:
    page = visitor.open("/workshop")
    hostile = "Retreat <img src=x onerror=alert(1)> **bold**"
    start_room(page, hostile)
    expect(page.get_by_role("heading", name=f"The room is open: {hostile}")).to_be_visible()
    # Who starts a room sees at once where to go.
    expect(page.get_by_role("link", name="Open the room")).to_be_in_viewport(ratio=1)
    link = link_of(page)
    assert link.startswith(f"{server.url}/room/")
    room = Store(server.rooms).open(token_in(link))
    assert room.name == hostile
    expect(main(page).get_by_text(f"It is kept until {room.ends}")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the room").click()
    stage = opened.value
    expect(stage).to_have_url(re.compile(re.escape(link)))
    expect(stage.locator("body.ready")).to_be_attached()
    expect(stage.get_by_role("heading", level=1)).to_have_text(room.run.scenes[0].title)
    assert stage.evaluate("opener") is None


def test_a_room_has_the_run_and_the_scenes_that_the_address_asks_for(
    visitor: Any, server: Server, dataset: Dataset
) -> None:
    run = dataset.runs[-1]
    first, second = run.scenes[0].id, run.scenes[1].id
    page = visitor.open(f"/workshop?run={run.id}&scene={second}~7&scene={first}")
    expect(page.get_by_role("heading", name=f"A room for: {run.title}")).to_be_visible()
    expect(main(page).get_by_text("in 2 scenes")).to_be_visible()
    start_room(page, "Composed")
    room = Store(server.rooms).open(token_in(link_of(page)))
    assert [(scene.id, scene.minutes) for scene in room.run.scenes] == [
        (second, 7),
        (first, run.scenes[0].minutes),
    ]
    before = link_of(page)
    other = dataset.runs[0]
    main(page).get_by_role("link", name=other.title).click()
    expect(page.get_by_role("heading", name=f"A room for: {other.title}")).to_be_visible()
    start_room(page, "As curated")
    # The link of the room before is there until the new one is drawn.
    expect(page.get_by_role("heading", name="The room is open: As curated")).to_be_visible()
    expect(main(page).locator(".stCode code")).not_to_have_text(before)
    room = Store(server.rooms).open(token_in(link_of(page)))
    assert room.run == other


def test_a_room_goes_on_with_the_filters_of_the_page(visitor: Any) -> None:
    page = visitor.open("/workshop?theme=trust")
    start_room(page, "Filtered")
    assert link_of(page).endswith("?theme=trust")
    page = visitor.open("/workshop?q=zebra")
    expect(main(page).locator(".notice")).to_contain_text("No finding matches the filters")


def test_a_room_without_a_name_is_asked_for_one(visitor: Any, server: Server) -> None:
    page = visitor.open("/workshop")
    start_room(page, "   ")
    notice = main(page).locator(".notice")
    expect(notice).to_have_text("The session has no name. Write what it is called, or the day.")
    expect(page.get_by_role("link", name="Open the room")).to_have_count(0)


@pytest.mark.thorough
def test_a_name_that_is_too_long_stays_in_the_field_and_is_told(visitor: Any) -> None:
    page = visitor.open("/workshop")
    long = "Retreat of the service team " * 4
    page.get_by_label("Name of the session").click()
    page.keyboard.insert_text(long)
    page.get_by_role("button", name="Start a room").click()
    expect(main(page).locator(".notice")).to_have_text(
        "The name has 111 letters, and 80 are the most. Shorten it."
    )
    expect(page.get_by_label("Name of the session")).to_have_value(long)


@pytest.mark.thorough
def test_who_starts_a_room_on_a_phone_sees_that_it_is_open(visit: Callable[..., Any]) -> None:
    page = visit(viewport={"width": 390, "height": 844}).open("/workshop")
    start_room(page, "On a phone")
    expect(page.get_by_role("heading", name="The room is open: On a phone")).to_be_in_viewport()


@pytest.mark.thorough
def test_parts_of_the_address_that_cannot_be_are_named(visitor: Any) -> None:
    for name in ("workshop", "present"):
        page = visitor.open(f"/{name}?run=board&scene=message~99999&scene=nope")
        expect(main(page).locator(".notice")).to_have_text(
            [
                "The scene “message” cannot take “99999” minutes: it keeps its 1. Write a number "
                "from 1 to 180.",
                "There is no scene “nope” in this run: it is left out.",
            ]
        )


def test_where_rooms_cannot_be_kept_the_page_says_so_and_how_to_mend_it(
    start: Callable[..., Server], visit: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    server = start(rooms=tmp_path / "file" / "rooms")
    page = visit(server).open("/workshop")
    notice = main(page).locator(".notice")
    expect(notice).to_contain_text("Rooms cannot be kept in the folder that the server has")
    expect(notice).not_to_contain_text(str(tmp_path))
    expect(notice).to_contain_text("INSIGHTS_ROOMS")
    expect(page.get_by_role("button", name="Start a room")).to_have_count(0)
    # All else goes on.
    visit(server).open("/board")


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.thorough)])
def test_axe_finds_nothing_on_workshop_and_on_the_list_of_rooms(
    visit: Callable[..., Any], server: Server, scheme: str
) -> None:
    visitor = visit(color_scheme=scheme)
    page = visitor.open("/workshop")
    start_room(page, "A room to be looked at")
    expect(page.get_by_role("link", name="Open the room")).to_be_visible()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        expect_at_rest(page)
        assert Axe().run(page).response["violations"] == []
    room = {"token": token_in(link_of(page)), "name": "x" * 80, "created": "2026-11-22T09:30:15Z"}
    for listed in ([], [room]):
        page.goto(f"{server.url}/rooms")
        page.evaluate("rooms => localStorage['insights:rooms'] = JSON.stringify(rooms)", listed)
        page.reload()
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert Axe().run(page).response["violations"] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_list_of_rooms_is_worked_by_keyboard_with_targets_of_44_pixels(
    visitor: Any, server: Server
) -> None:
    page = visitor.open("/workshop")
    start_room(page, "A room")
    room = {"token": token_in(link_of(page)), "name": "A room", "created": "2026-11-22T09:30:15Z"}
    page.goto(f"{server.url}/rooms")
    page.evaluate("rooms => localStorage['insights:rooms'] = JSON.stringify(rooms)", [room])
    page.reload()
    for control in (
        page.get_by_role("link", name="A room", exact=True),
        page.get_by_role("button", name="Forget: A room"),
    ):
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.get_by_role("button", name="Forget: A room").press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="A room", exact=True)).to_be_focused()
