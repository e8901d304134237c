"""Whole tasks without a mouse: each begins where a page begins, and only keys are pressed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from insights.model import Dataset
from insights.rooms.store import Store
from tests.browser.conftest import Visitor
from tests.browser.in_room import InRoom, run_of
from tests.browser.screen import expect_at_rest, main
from tests.browser.server import Server
from tests.browser.test_keyboard import HAS_FOCUS, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

MOST = 200  # presses of Tab to what a task needs next


def arrow_to(page: Page, label: str, key: str) -> None:
    """Press an arrow key until what is named so has the focus, as in a menu."""
    for _ in range(9):
        if page.evaluate(HAS_FOCUS, label):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} did not lead to “{label}”")


def test_findings_are_picked_and_taken_away(visitor: Visitor, dataset: Dataset) -> None:
    page = visitor.open("/explore?category=leave")
    expect_at_rest(page)
    chosen = dataset.select("category=leave").findings[:2]
    for finding in chosen:
        tab_to(page, f"Collect: {finding.statement[:40]}", most=MOST)
        page.keyboard.press("Enter")
    for _ in range(MOST):  # back to where the page begins
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    tab_to(page, "Collection (2)", most=MOST)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Collection")
    expect(dialog.get_by_role("listitem").locator(".statement")).to_have_text(
        [one.statement for one in chosen]
    )
    tab_to(page, "Show only these")
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("heading", level=3)).to_have_count(2)
    tab_to(page, "Take away", most=MOST)
    page.keyboard.press("Enter")
    with page.expect_download() as taken:
        tab_to(page, "Table (CSV)")
        page.keyboard.press("Enter")
    text = taken.value.path().read_text("utf-8-sig")
    assert all(one.id in text for one in chosen)


def test_a_selection_is_compared_with_another(visitor: Visitor, dataset: Dataset) -> None:
    page = visitor.open("/explore?category=start")
    expect_at_rest(page)
    tab_to(page, "At a glance", most=MOST)
    arrow_to(page, "Compare", "ArrowRight")
    expect(main(page).locator("[data-chart=compare]")).to_be_visible()
    tab_to(page, "Compare with another selection", most=MOST)
    page.keyboard.press("Enter")
    expect(main(page).locator(".sides .hint")).to_be_focused()


def test_from_the_board_to_a_finding_and_back(visitor: Visitor, dataset: Dataset) -> None:
    page = visitor.open("/board?theme=trust")
    expect_at_rest(page)
    links = main(page).locator(".board a.in-app[href^=finding]")
    statement = links.first.inner_text()
    tab_to(page, statement[:40], most=MOST)
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("heading", level=1)).to_have_text(statement)
    expect_at_rest(page)
    tab_to(page, "Board")
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("heading", level=1)).to_have_text("Which ones, exactly?")


def test_a_run_is_led_and_a_number_guessed(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(f"{visitor.server.url}/stage/board")
    expect(page.locator(".position")).to_have_text("1 of 5")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    expect(page.locator("#guess-the-share")).to_be_visible()
    for _ in range(MOST):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('input[type=number]')"):
            break
    page.keyboard.type("60")
    tab_to(page, "Show the answer")
    page.keyboard.press("Enter")
    expect(page.locator("#guess-the-share .yours")).to_have_text("60")
    expect(page.locator("#guess-the-share .ours")).to_have_text("72%")


def test_a_room_is_started(visitor: Visitor) -> None:
    page = visitor.open("/workshop")
    tab_to(page, "Name of the session", most=MOST)
    page.keyboard.type("Harbour team")
    tab_to(page, "Start a room")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open the room")).to_be_visible()
    tab_to(page, "Open the room", most=MOST)
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    # Until its style and script are there, all scenes stand below each other.
    expect(opened.value.locator("body.ready")).to_be_attached()
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()


@pytest.fixture
def room(visit: Callable[..., Visitor], server: Server, dataset: Dataset) -> InRoom:
    made = Store(server.rooms).create("Harbour team", run_of(dataset), dataset)
    return InRoom(visit(server).page, server, made)


def test_a_room_adds_moves_and_tags_a_note_commits_and_ends(room: InRoom, dataset: Dataset) -> None:
    page = room.open("all")
    tab_to(page, "Add a note to Keep")
    page.keyboard.type("Stand-ups")
    page.keyboard.press("Enter")
    expect(room.column("keep")).to_have_text(["Stand-ups"])
    theme = dataset.themes[2]
    tab_to(page, "Theme of: Stand-ups")
    page.keyboard.type(theme.label)  # a list goes to what begins so
    tab_to(page, "One dot more: Stand-ups")
    page.keyboard.press("Enter")
    expect(room.note("Stand-ups").locator(".count")).to_have_text("1 dot")
    for _ in range(MOST):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''").startswith(
            "Move, commit or remove"
        ):
            break
    page.keyboard.press("Enter")
    arrow_to(page, "Move to Start", "ArrowDown")
    page.keyboard.press("Enter")
    expect(room.column("start")).to_have_text(["Stand-ups"])

    room.show("promises")
    tab_to(page, "Who", most=MOST)
    page.keyboard.type("Ana")
    tab_to(page, "Does what")
    page.keyboard.type("Write the minutes")
    tab_to(page, "By")
    page.keyboard.type("01312027")
    tab_to(page, "Commit")
    page.keyboard.press("Enter")
    expect(page.locator("#promises .commitment .what")).to_have_text(["Ana: Write the minutes"])
    room.expect_saved()  # what still waits when a session ends is not taken

    tab_to(page, "Take away", most=MOST)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Take away")
    expect(dialog).to_be_visible()
    tab_to(page, "End the session")
    page.keyboard.press("Enter")
    tab_to(page, "End it now")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("This session has ended.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    (note,) = room.state().notes
    assert (note.text, note.category, note.theme, note.votes) == ("Stand-ups", "start", theme.id, 1)
    (promised,) = room.state().commitments
    assert (promised.who, promised.what, promised.by) == ("Ana", "Write the minutes", "2027-01-31")
    assert room.store.open(room.token).ended
    assert re.search("Write the minutes", page.locator("#promises").inner_text())
