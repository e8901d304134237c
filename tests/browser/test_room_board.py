"""What the room does on the stage, part by part: notes, verdicts, the room beside the events."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from insights.model import Dataset
from insights.rooms.beside import Cell, beside
from insights.rooms.store import Store
from tests.browser.conftest import Visitor
from tests.browser.in_room import LABELS, InRoom, run_of
from tests.browser.server import Server
from tests.hostile_texts import TEXTS
from tests.room_events import Entered, commitment, entered, id_of, note

pytestmark = pytest.mark.browser

AXE = Axe()
HOSTILE = "<img src=x onerror=alert(1)><script>window.hit = 1</script> &lt;b&gt; {{7*7}} %0a"
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll("button, select, summary, textarea, .pick")]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[hidden]"))
  .filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 44)
  .map(one => one.outerHTML.slice(0, 120))"""

Enter = Callable[..., InRoom]


def in_this_run(event: Entered) -> Entered:
    """The event as entered in a scene that this run has."""
    data = event["data"]
    return {**event, "data": {**data, "scene": "all"}} if "scene" in data else event


@pytest.fixture
def enter(visit: Callable[..., Visitor], server: Server, dataset: Dataset) -> Enter:
    """Somebody in a room of its own, with these events in it: `enter(note(1), at="all")`."""

    def enter(*events: Entered, at: str = "all", **options: object) -> InRoom:
        store = Store(server.rooms)
        room = store.create("Harbour team", run_of(dataset), dataset)
        assert not store.append(room.token, [in_this_run(one) for one in events]).refused
        inside = InRoom(visit(server, **options).page, server, room)
        inside.open(at)
        return inside

    return enter


def focus_in(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent")
    return text


def test_a_note_is_there_with_enter_and_the_field_is_ready_for_the_next(enter: Enter) -> None:
    room = enter()
    room.add("leave", "Paper forms", "Meetings without an end")
    expect(room.column("leave")).to_have_text(["Paper forms", "Meetings without an end"])
    expect(room.field("leave")).to_be_focused()
    expect(room.field("leave")).to_have_value("")
    expect(room.heard()).to_have_text("Added to Leave behind: Meetings without an end")
    expect(room.page.get_by_role("heading", name="Leave behind 2 notes")).to_be_visible()
    room.expect_saved()
    assert room.texts("leave") == ["Paper forms", "Meetings without an end"]
    assert {one.scene for one in room.state().notes} == {"all"}


def test_an_empty_line_is_no_note(enter: Enter) -> None:
    room = enter()
    room.add("keep", "   ", "")
    room.page.get_by_role("button", name="Add", exact=True).nth(0).click()
    expect(room.page.locator(".note")).to_have_count(0)
    assert room.state().notes == ()


def test_a_note_that_is_too_long_is_told_and_not_cut(enter: Enter) -> None:
    room = enter()
    field = room.field("keep")
    field.fill("é" * 210)
    says = room.page.locator("#all .column.keep .entry-says")
    expect(says).to_have_text("30 letters left")
    field.fill("é" * 250)
    field.press("Enter")
    expect(says).to_have_text(
        "250 letters: a note has at most 240. Take 10 away, or make two of it."
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("é" * 250)
    field.fill("é" * 240)
    field.press("Enter")
    expect(room.column("keep")).to_have_text(["é" * 240])
    room.expect_saved()
    assert room.texts("keep") == ["é" * 240]


def test_a_text_is_changed_in_its_place(enter: Enter) -> None:
    room = enter(note(1, "Stand-ups"))
    text = room.column("keep").first
    text.press("Enter")
    field = room.page.get_by_role("textbox", name="Text of the note")
    expect(field).to_be_focused()
    field.fill("Something else")
    field.press("Escape")
    expect(text).to_have_text("Stand-ups")
    expect(text).to_be_focused()
    text.press("Enter")
    field.fill("")
    field.press("Enter")
    expect(room.note("Empty: a note says something")).to_be_visible()
    field.fill("Stand-ups of ten minutes")
    field.press("Enter")
    expect(text).to_have_text("Stand-ups of ten minutes")
    expect(text).to_be_focused()
    # Turning to something else keeps what was typed.
    text.click()
    field.fill("Stand-ups of five minutes")
    room.field("start").click()
    expect(text).to_have_text("Stand-ups of five minutes")
    room.expect_saved()
    assert room.texts("keep") == ["Stand-ups of five minutes"]


def test_a_note_has_a_theme_of_the_dataset_and_dots(enter: Enter, dataset: Dataset) -> None:
    room = enter(note(1, "Stand-ups"))
    card = room.note("Stand-ups")
    theme = dataset.themes[2]
    select = card.get_by_role("combobox", name="Theme of: Stand-ups")
    expect(select.locator("option")).to_have_text(
        ["no theme", *(one.label for one in dataset.themes)]
    )
    select.select_option(theme.label)
    more = card.get_by_role("button", name="One dot more: Stand-ups")
    fewer = card.get_by_role("button", name="One dot fewer: Stand-ups")
    expect(card.locator(".count")).to_have_text("no dots")
    expect(fewer).to_have_attribute("aria-disabled", "true")
    more.click()
    expect(card.locator(".count")).to_have_text("1 dot")
    for _ in range(3):
        more.click()
    fewer.click()
    expect(card.locator(".count")).to_have_text("3 dots")
    expect(room.heard()).to_have_text("3 dots: Stand-ups")
    room.expect_saved()
    (kept,) = room.state().notes
    assert (kept.theme, kept.votes) == (theme.id, 3)
    room.page.reload()
    expect(card.locator(".count")).to_have_text("3 dots")
    expect(select).to_have_value(theme.id)


def four(enter: Enter) -> InRoom:
    return enter(*(note(at, text) for at, text in enumerate(("one", "two", "three", "four"))))


def test_notes_are_moved_with_keys_and_keep_the_focus(enter: Enter) -> None:
    room = four(enter)
    text = room.column("keep").get_by_text("three")
    text.focus()
    room.page.keyboard.press("Alt+ArrowUp")
    expect(room.column("keep")).to_have_text(["one", "three", "two", "four"])
    expect(room.heard()).to_have_text("Moved to place 2 of 4 in Keep.")
    room.page.keyboard.press("Alt+ArrowUp")
    room.page.keyboard.press("Alt+ArrowUp")
    expect(room.column("keep")).to_have_text(["three", "one", "two", "four"])
    room.page.keyboard.press("Alt+ArrowRight")
    expect(room.column("leave")).to_have_text(["three"])
    assert focus_in(room.page) == "three"
    room.page.keyboard.press("Alt+ArrowLeft")
    room.page.keyboard.press("Alt+ArrowLeft")
    expect(room.column("keep")).to_have_text(["one", "two", "four", "three"])
    assert focus_in(room.page) == "three"
    expect(room.page.locator("#all")).to_be_visible()
    room.expect_saved()
    assert room.texts("keep") == ["one", "two", "four", "three"]


@pytest.mark.thorough
def test_a_note_is_moved_up_as_often_as_somebody_likes(enter: Enter) -> None:
    room = four(enter)
    for _ in range(70):
        for text in ("three", "two"):
            room.column("keep").get_by_text(text).focus()
            room.page.keyboard.press("Alt+ArrowUp")
            room.page.keyboard.press("Alt+ArrowDown")
            room.page.keyboard.press("Alt+ArrowUp")
    texts = room.column("keep").all_text_contents()
    room.expect_saved()
    assert room.texts("keep") == texts
    assert sorted(texts) == ["four", "one", "three", "two"]


def test_notes_are_moved_committed_to_and_removed_by_their_menu(enter: Enter) -> None:
    room = four(enter)
    page = room.page
    menu = page.get_by_role("group", name="two")

    def choose(item: str) -> None:
        page.get_by_role("button", name="Move, commit or remove: two").click()
        expect(menu.locator(":focus")).to_be_enabled()
        menu.get_by_role("button", name=item).click()
        expect(menu).to_be_hidden()

    choose("Move down")
    expect(room.column("keep")).to_have_text(["one", "three", "two", "four"])
    expect(page.get_by_role("button", name="Move, commit or remove: two")).to_be_focused()
    choose("Move to Start")
    expect(room.column("start")).to_have_text(["two"])
    page.get_by_role("button", name="Move, commit or remove: two").press("Enter")
    expect(menu.get_by_role("button", name="Move up")).to_be_disabled()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.get_by_role("button", name="Move, commit or remove: two")).to_be_focused()
    choose("Commit to this")
    dialog = page.get_by_role("dialog", name="Commit to this")
    expect(dialog.get_by_role("textbox", name="Does what")).to_have_value("two")
    dialog.get_by_role("textbox", name="Who").fill("Ana")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    choose("Remove")
    expect(room.column("start")).to_have_count(0)
    room.expect_saved()
    (kept,) = room.state().commitments
    assert (kept.who, kept.what, kept.source) == ("Ana", "two", f"note:{id_of(1)}")
    assert room.texts("keep") == ["one", "three", "four"]


def centre(one: Locator, at: float = 0.5) -> tuple[float, float]:
    box = one.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * at


def drag(page: Page, one: Locator, to: tuple[float, float]) -> None:
    page.mouse.move(*centre(one))
    page.mouse.down()
    page.mouse.move(to[0] - 5, to[1] - 5, steps=4)
    page.mouse.move(*to, steps=3)


def test_notes_are_dragged_with_the_mouse(enter: Enter) -> None:
    room = four(enter)
    page = room.page
    drag(page, room.column("keep").get_by_text("one"), centre(room.note("three"), 0.9))
    expect(room.page.locator(".ghost")).to_have_count(1)
    page.mouse.up()
    expect(room.column("keep")).to_have_text(["two", "three", "one", "four"])
    drag(page, room.column("keep").get_by_text("four"), centre(room.note("two"), 0.1))
    page.mouse.up()
    expect(room.column("keep")).to_have_text(["four", "two", "three", "one"])
    drag(page, room.column("keep").get_by_text("two"), centre(page.locator(".column.leave"), 0.9))
    page.mouse.up()
    expect(room.column("leave")).to_have_text(["two"])
    # Let go beside the columns, or given up with Escape, nothing is moved.
    drag(page, room.column("keep").get_by_text("one"), (640, 5))
    page.mouse.up()
    drag(page, room.column("keep").get_by_text("one"), centre(page.locator(".column.start")))
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".ghost, .is-lifted, .drop-before, .drop-last")).to_have_count(0)
    expect(room.column("keep")).to_have_text(["four", "three", "one"])
    expect(page.get_by_role("textbox", name="Text of the note")).to_have_count(0)
    room.expect_saved()
    assert (room.texts("keep"), room.texts("leave")) == (["four", "three", "one"], ["two"])


def test_sorted_by_dots_the_first_has_the_most(enter: Enter) -> None:
    dots = [entered(f"dots {at}", "note.vote", note=id_of(at), votes=at) for at in (1, 2)]
    room = enter(note(0, "none"), note(1, "one dot"), note(2, "two dots"), *dots)
    page = room.page
    page.get_by_role("radio", name="by dots").check()
    expect(room.column("keep")).to_have_text(["two dots", "one dot", "none"])
    plus = page.get_by_role("button", name="One dot more: none")
    for _ in range(3):
        plus.click()
    expect(room.column("keep")).to_have_text(["none", "two dots", "one dot"])
    expect(plus).to_be_focused()
    room.column("keep").get_by_text("two dots").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(room.heard()).to_contain_text("choose the order as placed")
    page.get_by_role("radio", name="as placed").check()
    expect(room.column("keep")).to_have_text(["none", "one dot", "two dots"])


def test_in_another_order_a_long_list_begins_at_its_top(enter: Enter) -> None:
    dots = entered("dots", "note.vote", note=id_of(39), votes=3)
    room = enter(*(note(at, f"Note number {at}") for at in range(40)), dots)
    notes = room.page.locator("#all .column.keep .notes")
    notes.evaluate("one => one.scrollTo(0, one.scrollHeight)")
    expect(notes).not_to_have_js_property("scrollTop", 0)
    room.page.get_by_role("radio", name="by dots").check()
    expect(room.note("Note number 39")).to_be_in_viewport(ratio=1)
    expect(notes).to_have_js_property("scrollTop", 0)


def test_what_was_removed_or_changed_comes_back_with_undo(enter: Enter) -> None:
    room = enter()
    page = room.page
    room.add("keep", "one", "two", "three")
    room.column("keep").get_by_text("two").focus()
    page.keyboard.press("Delete")
    expect(room.column("keep")).to_have_text(["one", "three"])
    expect(room.heard()).to_have_text("Removed: two. Undo brings it back.")
    assert focus_in(page) == "three"
    page.keyboard.press("Control+z")
    expect(room.column("keep")).to_have_text(["one", "two", "three"])
    expect(room.heard()).to_have_text("Undone. The note is back: two")
    room.note("one").get_by_role("button", name="One dot more").click()
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    expect(room.heard()).to_have_text("Undone. no dots again: one")
    undo.click()
    expect(room.column("keep")).to_have_text(["one", "two"])
    expect(room.heard()).to_have_text("Undone. The note is gone: three")
    expect(undo).to_be_focused()
    # In a field the keys belong to the field.
    room.field("keep").fill("typed")
    page.keyboard.press("Control+z")
    expect(room.column("keep")).to_have_text(["one", "two"])
    room.expect_saved()
    assert room.texts("keep") == ["one", "two"]


def test_a_scene_about_one_column_shows_it_alone(enter: Enter) -> None:
    leave = note(2, "left", category="leave")
    room = enter(note(1, "kept"), leave, at="only-keep")
    expect(room.page.locator(".scene:not([hidden]) .column")).to_have_count(1)
    expect(room.column("keep")).to_have_text(["kept"])
    room.add("keep", "another")
    room.show("all")
    expect(room.column("keep")).to_have_text(["kept", "another"])
    expect(room.column("leave")).to_have_text(["left"])


def test_no_key_of_the_stage_does_anything_while_somebody_types(enter: Enter) -> None:
    room = enter()
    room.field("start").click()
    for key in ("n", "r", "f", "l", "?", "Space", "ArrowRight", "PageDown", "End", "Home"):
        room.page.keyboard.press(key)
    expect(room.field("start")).to_have_value("nrfl? ")
    expect(room.page.locator("#all")).to_be_visible()
    expect(room.page.get_by_role("dialog")).to_have_count(0)


def test_a_note_can_be_added_from_any_scene(enter: Enter) -> None:
    room = enter(at="claim")
    page = room.page
    page.keyboard.press("n")
    drawer = page.get_by_role("region", name="Add a note")
    field = drawer.get_by_role("textbox", name="Add a note")
    expect(field).to_be_focused()
    drawer.get_by_text("Start").click()
    statement = page.get_by_role("heading", level=1).bounding_box()
    opened = drawer.bounding_box()
    assert statement
    assert opened
    assert statement["y"] + statement["height"] <= opened["y"]
    field.fill("From the drawer")
    field.press("Enter")
    expect(room.heard()).to_have_text("Added to Start: From the drawer")
    expect(field).to_be_focused()
    field.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Add a note")).to_be_focused()
    room.expect_saved()
    (kept,) = room.state().notes
    assert (kept.category, kept.text, kept.scene) == ("start", "From the drawer", "claim")


def test_hostile_notes_are_text_everywhere(enter: Enter) -> None:
    texts = [HOSTILE, *(text for text in TEXTS if len(text) <= 240)]
    room = enter(at="all")
    room.add("keep", HOSTILE)
    room.add("start", *texts[1:12])
    expect(room.column("keep")).to_have_text([HOSTILE])
    room.page.get_by_role("button", name="Move, commit or remove: <img").click()
    room.page.get_by_role("button", name="Commit to this").click()
    room.page.get_by_role("textbox", name="Who").fill(HOSTILE[:80])
    room.page.keyboard.press("Enter")
    for scene, where in (("side", ".text"), ("promises", ".what")):
        room.show(scene)
        shown = room.page.locator(f"#{scene} {where}", has_text="<img src=x")
        expect(shown.first).to_be_visible()
    assert room.page.locator("main :is(img, script, b)").count() == 0
    assert room.page.evaluate("window.hit") is None


def test_with_five_hundred_notes_only_the_new_one_is_written(enter: Enter) -> None:
    room = enter(*(note(at, f"Note number {at}") for at in range(150)))
    extra = [note(at, f"Note number {at}", category="leave") for at in range(150, 500)]
    for one in extra:
        one["data"]["scene"] = "all"
    room.store.append(room.token, extra)
    expect(room.page.get_by_role("heading", name="Leave behind 350 notes")).to_be_visible()
    written = room.page.evaluate(
        """() => {
          const changes = new MutationObserver(() => {})
          const all = { childList: true, subtree: true, attributes: true, characterData: true }
          changes.observe(document.querySelector(".board"), all)
          const field = document.querySelector(".column.keep textarea")
          field.value = "One more"
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }))
          const cards = new Set()
          for (const { target, addedNodes } of changes.takeRecords()) {
            for (const node of [target, ...addedNodes]) {
              const card = node.nodeType === 1 && node.closest(".note")
              if (card) cards.add(card.querySelector(".note-text").textContent)
            }
          }
          return [...cards]
        }"""
    )
    assert written == ["One more"]
    expect(room.column("keep")).to_have_count(151)
    expect(room.note("One more")).to_be_in_viewport()


def test_the_room_says_of_a_finding_whether_it_holds_here(enter: Enter, dataset: Dataset) -> None:
    room = enter(at="claim")
    page = room.page
    finding = next(one for one in dataset.findings if one.category == "keep")
    group = page.locator("#claim").get_by_role("group", name=f"Here? {finding.statement}")
    clear = page.locator("#claim .clear")
    expect(clear).to_be_hidden()
    group.get_by_text("does not").click()
    expect(group.get_by_role("radio", name="does not")).to_be_checked()
    expect(room.heard()).to_have_text(re.compile(r"^does not: "))
    room.expect_saved()
    assert room.state().verdicts == {f"finding:{finding.id}": "not"}
    room.page.keyboard.press("ArrowRight")  # between the choices, not between the scenes
    expect(group.get_by_role("radio", name="unknown")).to_be_checked()
    clear.click()
    expect(group.get_by_role("radio", checked=True)).to_have_count(0)
    group.get_by_text("holds here").click()
    room.show("parts")
    part = dataset.lenses[0].parts[0]
    page.get_by_role("group", name=f"Here? {part.label}").get_by_text("unknown").click()
    room.show("side")
    section = page.locator("#side .verdicts")
    expect(section.get_by_role("heading", name="Holds here: 1")).to_be_visible()
    expect(section.get_by_text(finding.statement)).to_be_visible()
    expect(section.get_by_text(part.label)).to_be_visible()
    room.expect_saved()
    subject = f"part:{dataset.lenses[0].id}/{part.id}"
    assert room.state().verdicts == {f"finding:{finding.id}": "holds", subject: "unknown"}


def numbers(cell: Cell) -> str:
    """How many notes and findings there are, in words, without those of which there is none."""
    counts = ((len(cell.notes), "note"), (len(cell.findings), "finding"))
    return ", ".join(f"{number} {what}{'s' * (number > 1)}" for number, what in counts if number)


def test_room_and_events_are_set_beside_each_other_as_in_the_minutes(
    enter: Enter, dataset: Dataset
) -> None:
    themes = [one.id for one in dataset.themes]
    notes = [
        note(f"{category} {theme}", f"{category} and {theme}", category=category, theme=theme)
        for category in ("keep", "leave", "start")
        for theme in themes[::2]
    ]
    dots = [entered("dots", "note.vote", note=notes[0]["data"]["note"], votes=4)]
    room = enter(
        *notes,
        note("more", "keep, second", theme=themes[0]),
        note("bare", "bare"),
        *dots,
        at="side",
    )
    expected = beside(dataset, room.state().notes)
    page = room.page
    side = page.locator("#side")
    for title, cells in (
        ("What both say", expected.both),
        ("Only the room", expected.only_room),
        ("Only the events", expected.only_events),
    ):
        heading = page.get_by_role("heading", name=f"{title}: {len(cells)}", exact=True)
        group = side.locator(".group", has=heading)
        lines = group.locator("button.line")
        most_first = sorted(cells, key=lambda cell: -len(cell.findings))
        names = [
            f"{LABELS[cell.category]}: {cell.theme.label} ({numbers(cell)})" for cell in most_first
        ]
        # A long column shows its first lines, and says how many more there are.
        if len(cells) > 7:
            expect(group.get_by_role("listitem")).to_have_count(6)
            group.get_by_role("button", name=f"Show {len(cells) - 6} more").click()
            expect(group.get_by_role("button", name="Show fewer")).to_be_focused()
        expect(group.get_by_role("listitem")).to_have_count(len(cells))
        expect(lines).to_have_count(len(cells))
        for line, name in zip(lines.all(), names, strict=True):
            expect(line).to_have_accessible_name(name)
    # A line opens what is said on it: all notes, and up to five of the findings.
    assert max(map(len, (expected.both, expected.only_room, expected.only_events))) > 7
    first = max(expected.both, key=lambda cell: len(cell.findings))
    name = f"{LABELS[first.category]} · {first.theme.label}"
    line = side.locator(".line").first
    line.click()
    point = side.get_by_role("region", name=name)
    expect(point).to_be_in_viewport(ratio=0.99)
    expect(point.locator(".said li")).to_have_text(
        [f"{one.text} {'4 dots' if one.votes else 'no dots'}" for one in first.notes]
    )
    expect(point.locator(".found li a").first).to_have_text(
        f"{first.findings[0].statement} (opens in a new tab)"
    )
    page.keyboard.press("Enter")
    expect(point).to_be_hidden()
    expect(line).to_be_focused()
    page.keyboard.press("Enter")
    expect(side.get_by_role("heading", name="Not compared yet: 1")).to_be_visible()
    side.get_by_role("combobox", name="Theme of: bare").select_option(themes[0])
    expect(side.get_by_role("heading", name="Not compared yet: 1")).to_have_count(0)
    room.expect_saved()
    again = beside(dataset, room.state().notes)
    expect(side.get_by_role("heading", name=f"What both say: {len(again.both)}")).to_be_visible()
    expect(point).to_be_visible()  # what is open stays open


def test_commitments_are_entered_changed_marked_and_removed(enter: Enter) -> None:
    room = enter(note(1, "Stand-ups"), at="promises")
    page = room.page
    scene = page.locator("#promises")
    commit = scene.get_by_role("button", name="Commit", exact=True)
    commit.click()
    expect(scene.get_by_role("alert")).to_have_text("Who does it? Write a name.")
    scene.get_by_role("textbox", name="Who").fill("Ana")
    commit.click()
    expect(scene.get_by_role("textbox", name="Does what")).to_be_focused()
    scene.get_by_role("textbox", name="Does what").fill("Write the minutes")
    scene.get_by_label("By", exact=True).fill("2027-01-31")
    scene.get_by_role("combobox", name="From").select_option(label="Stand-ups")
    commit.click()
    expect(scene.locator(".commitment .what")).to_have_text(["Ana: Write the minutes"])
    expect(scene.locator(".commitment")).to_contain_text("By 31 January 2027. From: Stand-ups")
    expect(scene.get_by_role("textbox", name="Who")).to_be_focused()
    scene.get_by_role("combobox", name="After 30 days").select_option("kept")
    scene.get_by_role("combobox", name="After 90 days").select_option("slipped")
    scene.get_by_role("button", name="Change: Write the minutes").click()
    dialog = page.get_by_role("dialog", name="Change the commitment")
    dialog.get_by_role("textbox", name="Does what").fill("Send the minutes")
    dialog.get_by_role("button", name="Commit").click()
    expect(scene.locator(".commitment .what")).to_have_text(["Ana: Send the minutes"])
    room.expect_saved()
    (kept,) = room.state().commitments
    assert (kept.what, kept.by, kept.marks) == (
        "Send the minutes",
        "2027-01-31",
        {"30": "kept", "90": "slipped"},
    )
    scene.get_by_role("button", name="Remove: Send the minutes").click()
    expect(scene.locator(".commitment")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(scene.locator(".commitment .what")).to_have_text(["Ana: Send the minutes"])
    expect(room.heard()).to_have_text("Undone. The commitment is back: Send the minutes")


def test_a_commitment_can_come_from_the_notes_with_dots_and_the_findings_of_the_run(
    enter: Enter, dataset: Dataset
) -> None:
    dots = [
        entered(f"dots {at}", "note.vote", note=id_of(at), votes=90 - at) for at in range(10, 60)
    ]
    notes = [note(at, f"Note number {at}") for at in range(80)]
    late = commitment(99, what="Write", source=f"note:{id_of(70)}")
    room = enter(*notes, *dots, late, at="promises")
    source = room.page.locator("#promises").get_by_role("combobox", name="From")
    finding = next(one for one in dataset.findings if one.category == "keep")
    options = source.locator("option").all_inner_texts()
    assert options[:-1] == ["nothing", *(f"Note number {at}" for at in range(10, 35))]
    assert options[-1][:40] == finding.statement[:40]
    # One that is not among them is still there where it was chosen.
    room.page.get_by_role("button", name="Change: Write").click()
    dialog = room.page.get_by_role("dialog", name="Change the commitment")
    expect(dialog.get_by_role("combobox", name="From")).to_have_value(f"note:{id_of(70)}")
    dialog.get_by_role("button", name="Commit").click()
    room.expect_saved()
    assert room.state().commitments[0].source == f"note:{id_of(70)}"


def test_once_it_has_ended_only_marks_are_taken(enter: Enter) -> None:
    room = enter(note(1, "Stand-ups"), commitment(2, what="Write"), at="all")
    page = room.page
    page.get_by_role("button", name="Take away").click()
    dialog = page.get_by_role("dialog", name="Take away")
    expect(dialog.get_by_role("link")).to_have_count(6)
    dialog.get_by_text("End the session").click()
    dialog.get_by_role("button", name="End it now").click()
    expect(dialog.get_by_text("This session has ended.")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    assert room.store.open(room.token).ended
    for reload in (False, True):
        if reload:
            page.reload()
            room.expect_saved()
        expect(page.locator(".entry:visible, .vote:visible, .handle:visible")).to_have_count(0)
        expect(page.get_by_role("button", name="Add a note")).to_be_hidden()
        expect(room.column("keep")).to_have_text(["Stand-ups"])
        expect(room.column("keep")).to_be_disabled()
        page.keyboard.press("n")
        expect(page.get_by_role("region", name="Add a note")).to_have_count(0)
    room.show("promises")
    expect(page.get_by_role("button", name="Commit", exact=True)).to_be_hidden()
    page.get_by_role("combobox", name="After 30 days").select_option("dropped")
    room.expect_saved()
    assert room.state().commitments[0].marks == {"30": "dropped"}


def test_erasing_needs_the_word_and_leaves_nothing(enter: Enter) -> None:
    room = enter(note(1, "Stand-ups"))
    page = room.page
    listed = json.loads(page.evaluate("localStorage.getItem('insights:rooms')"))
    assert [(one["token"], one["name"]) for one in listed] == [(room.token, "Harbour team")]
    page.get_by_role("button", name="Take away").click()
    dialog = page.get_by_role("dialog", name="Take away")
    dialog.get_by_text("Erase everything").first.click()
    erase = dialog.get_by_role("button", name="Erase everything")
    expect(erase).to_be_disabled()
    dialog.get_by_role("textbox", name="Type the word erase").fill("erase")
    # Whoever asks for news between the erasing and the leaving is told that there is no such room.
    with page.expect_response(re.compile(r"/events\?after=")):
        pass
    page.route(re.compile(r"/events\?after="), lambda route: None)
    erase.click()
    expect(page.get_by_text("No room was opened in this browser.")).to_be_visible()
    assert room.page.url.endswith("/rooms")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('room:'))") == []


SHOWN = ("claim", "parts", "all", "only-keep", "side", "promises")
SIZES = {"projector": (1280, 720), "phone": (390, 844), "small phone": (320, 640)}


def filled(enter: Enter, dataset: Dataset, **options: object) -> InRoom:
    theme = dataset.themes[0].id
    long = "Donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungsamt " * 3
    return enter(
        note(1, "Stand-ups of ten minutes", theme=theme),
        note(2, long),
        note(3, "Paper forms", category="leave", theme=theme),
        note(4, "A budget for trying", category="start"),
        entered("dots", "note.vote", note=id_of(1), votes=12),
        entered("holds", "verdict", subject=f"finding:{dataset.findings[0].id}", verdict="holds"),
        commitment(5, what=long, source=f"note:{id_of(1)}"),
        **options,
    )


@pytest.mark.parametrize(
    ("size", "mode"),
    [
        ("projector", "dark"),
        pytest.param("phone", "light", marks=pytest.mark.thorough),
        pytest.param("projector", "light", marks=pytest.mark.thorough),
        pytest.param("phone", "dark", marks=pytest.mark.thorough),
        pytest.param("small phone", "light", marks=pytest.mark.thorough),
    ],
)
def test_no_part_of_a_room_breaks_a_rule_of_axe_or_is_too_wide_or_too_small(
    enter: Enter, dataset: Dataset, size: str, mode: str
) -> None:
    width, height = SIZES[size]
    room = filled(enter, dataset, color_scheme=mode, viewport={"width": width, "height": height})
    page = room.page
    broken: list[str] = []

    def look(state: str) -> None:
        found = AXE.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        broken.extend(
            f"{state}: {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]
        )
        broken.extend(f"{state}: too small: {one}" for one in page.evaluate(TOO_SMALL))
        if (over := page.evaluate(TOO_WIDE)) > 0:
            broken.append(f"{state}: {over} px too wide")

    for scene in SHOWN:
        room.show(scene)
        look(scene)
    room.show("side")
    page.locator("#side .line").first.click()
    look("a point")
    room.show("all")
    page.keyboard.press("n")
    look("drawer")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Move, commit or remove: Stand-ups").click()
    look("menu of a note")
    page.get_by_role("button", name="Commit to this").click()
    look("commit")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Take away").click()
    for one in page.get_by_role("dialog").locator("summary").all():
        one.click()
    look("take away")
    assert not broken, "\n".join(dict.fromkeys(broken))


def test_with_forced_colours_what_is_chosen_is_still_told_by_a_sign(
    enter: Enter, dataset: Dataset
) -> None:
    room = enter(at="claim", forced_colors="active")
    group = room.page.locator("#claim .verdict")
    group.get_by_text("holds here").click()
    chosen, other = group.locator(".pick").nth(0), group.locator(".pick").nth(1)
    colour = "one => getComputedStyle(one).backgroundColor"
    assert chosen.evaluate(colour) != other.evaluate(colour)
    expect(chosen.locator(".sign")).to_be_visible()


def test_a_phone_has_one_field_with_a_choice_of_column(enter: Enter) -> None:
    room = enter(viewport={"width": 390, "height": 844})
    page = room.page
    field = page.get_by_role("textbox", name="Add a note", exact=True)
    expect(page.locator(".board textarea:visible")).to_have_count(1)
    page.get_by_role("radio", name="Leave behind").check()
    field.fill("From a phone")
    field.press("Enter")
    expect(room.column("leave")).to_have_text(["From a phone"])
    expect(field).to_be_focused()


def test_with_other_filters_the_room_stays_as_it_is(enter: Enter, dataset: Dataset) -> None:
    finding = next(one for one in dataset.findings if one.category == "keep")
    theme = next(one for one in dataset.themes if one.id in finding.themes)
    room = enter(note(1, "Stand-ups", theme=theme.id), at="all")
    page = room.page
    page.get_by_role("button", name="Filter").click()
    dialog = page.get_by_role("dialog", name="Filter")
    dialog.get_by_role("checkbox", name=theme.label).check()
    dialog.get_by_role("button", name="Show", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".filtered")).to_contain_text(theme.label)
    expect(room.column("keep")).to_have_text(["Stand-ups"])
    room.add("keep", "With a filter")
    expect(room.column("keep")).to_have_text(["Stand-ups", "With a filter"])
    room.show("claim")
    page.locator("#claim .verdict").get_by_text("unknown").click()
    room.show("side")
    view = dataset.select(f"theme={theme.id}")
    pairs = view.cross("theme", "category")
    only = sum(
        1
        for one in dataset.themes
        for category in LABELS
        if pairs[one.id, category] and (one.id, category) != (theme.id, "keep")
    )
    expect(page.get_by_role("heading", name=f"Only the events: {only}")).to_be_visible()
    room.expect_saved()
    assert room.texts("keep") == ["Stand-ups", "With a filter"]
    assert list(room.state().verdicts.values()) == ["unknown"]


def test_notes_are_dragged_by_their_handle_with_a_finger(enter: Enter) -> None:
    room = enter(note(1, "one"), note(2, "two"), has_touch=True)
    page = room.page
    touch = page.context.new_cdp_session(page)
    from_x, from_y = centre(page.get_by_role("button", name="Move, commit or remove: one"))
    to_x, to_y = centre(page.locator(".column.start .notes"))

    def send(kind: str, *points: tuple[float, float]) -> None:
        given = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

    send("touchStart", (from_x, from_y))
    for part in (0.2, 0.5, 0.8, 1):
        send("touchMove", (from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part))
    send("touchEnd")
    expect(room.column("start")).to_have_text(["one"])
    expect(room.column("keep")).to_have_text(["two"])
    expect(page.get_by_role("button", name="Move up")).to_be_hidden()


def test_on_paper_every_scene_shows_what_the_room_said(enter: Enter) -> None:
    room = enter(note(1, "Stand-ups"), commitment(2, what="Write the minutes"), at="welcome")
    room.page.emulate_media(media="print")
    room.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(room.page.locator("#all .note-text")).to_have_text(["Stand-ups"])
    expect(room.page.locator("#all .note-text")).to_be_visible()
    expect(room.page.locator("#promises .commitment")).to_contain_text("Ana: Write the minutes")
    expect(
        room.page.locator("footer.bar, .entry, .vote, .handle").filter(visible=True)
    ).to_have_count(0)
