"""A whole session: guesses, thirty notes, a lost connection, a killed server, the take-away."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from insights.model import Dataset, Run, Scene
from insights.reading import read
from insights.rooms.beside import beside
from insights.rooms.room import Room
from insights.rooms.state import Event, State, replay
from insights.rooms.store import Store
from tests.browser.conftest import Visitor
from tests.browser.in_room import InRoom
from tests.browser.screen import expect_faces
from tests.browser.server import Server
from tests.room_events import commitment, note

pytestmark = pytest.mark.browser

# How far the scene reaches below what is seen of it; side by side, all points at a glance count.
BELOW = """() => { const content = document.querySelector(".scene:not([hidden]) .content")
  const points = content.querySelector(".points")
  if (!points) return content.scrollHeight - content.clientHeight
  return points.getBoundingClientRect().bottom - content.getBoundingClientRect().bottom }"""
FOOT_SCROLLS = """() => [...document.querySelectorAll(".scene:not([hidden]) .foot")]
  .filter(one => one.scrollHeight > one.clientHeight + 1).map(one => one.textContent)"""
HOSTILE = "<script>window.hit = 1</script> =1+1 | **bold** [x](javascript:alert(1))"
KEEP = [f"Worth keeping, number {at:02}" for at in range(1, 10)] + [HOSTILE]
LEAVE = [f"Better left behind, number {at:02}" for at in range(1, 11)]
START = [f"To be started, number {at:02}" for at in range(1, 11)]


@pytest.fixture
def someone(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Another person with a browser of their own, each time; no error may come up on any page."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def come() -> BrowserContext:
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        contexts.append(context)
        return context

    yield come
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


def create(server: Server, dataset: Dataset, run: str = "keep-leave-start") -> Room:
    return Store(server.rooms).create("Harbour team", dataset.run_by_id[run], dataset)


def told(server: Server, room: Room) -> State:
    """What `GET events` says, put together."""
    status, _, body = server.answer(f"/room/{room.token}/events?after=0")
    assert status == 200
    events = json.loads(body)["events"]
    return replay(
        Event(one["id"], one["kind"], one["data"], one["at"], one["seq"]) for one in events
    )


def position(page: Page) -> str:
    return page.locator(".position").inner_text()


def test_a_whole_session_is_kept_through_a_lost_connection_and_a_killed_server(
    someone: Callable[[], BrowserContext],
    start: Callable[..., Server],
    dataset: Dataset,
    tmp_path: Path,
) -> None:
    server = start(mode="uvicorn")
    room = create(server, dataset)
    context = someone()
    stage = InRoom(context.new_page(), server, room)
    page = stage.open()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")

    # A guess at a number, and the answer beside it.
    page.keyboard.press("PageDown")
    expect(page.locator("#warm-up")).to_be_visible()
    page.locator("#warm-up form.guess input").fill("4000")
    page.keyboard.press("Enter")
    page.locator("#warm-up .show-answer").click()
    expect(page.locator("#warm-up .yours")).to_have_text("4000")

    # Notes as they come, with the connection lost in between.
    stage.show("keep-notes")
    stage.add("keep", *KEEP[:4])
    stage.expect_saved()
    context.set_offline(True)
    stage.add("keep", *KEEP[4:])
    status = page.locator(".room-status")
    expect(status).to_contain_text("Not connected: 6 changes wait in this browser")
    stage.show("leave-notes")
    stage.add("leave", *LEAVE[:3])
    expect(stage.column("leave")).to_have_text(LEAVE[:3])
    assert len(told(server, room).notes) == 4
    context.set_offline(False)
    stage.expect_saved()
    assert [one.text for one in told(server, room).notes] == [*KEEP, *LEAVE[:3]]

    # The server is killed, the room goes on, and another one takes its place.
    server.process.kill()
    server.process.wait()
    stage.add("leave", *LEAVE[3:])
    stage.show("start-notes")
    stage.add("start", *START[:5])
    expect(status).to_contain_text("Not connected")
    server = start(mode="uvicorn", port=int(server.url.rpartition(":")[2]), rooms=server.rooms)
    # Up to 15 seconds pass before the room asks again.
    expect(status).to_have_attribute("data-status", "saved", timeout=40_000)
    stage.add("start", *START[5:])
    theme = dataset.themes[0]
    stage.note(START[0]).get_by_role("combobox").select_option(theme.id)
    for _ in range(3):
        stage.note(START[0]).get_by_role("button", name="One dot more").click()

    # What holds here, and who does what.
    stage.show("keep-evidence")
    verdict = page.locator("#keep-evidence .verdict").first
    verdict.get_by_text("holds here").click()
    stage.show("commit")
    page.get_by_role("textbox", name="Who").fill("Ana")
    page.get_by_role("textbox", name="Does what").fill("Drops the second signature")
    page.locator("#commit").get_by_label("By", exact=True).fill("2027-01-31")
    page.get_by_role("button", name="Commit", exact=True).click()
    stage.expect_saved()

    state = told(server, room)
    assert [one.text for one in state.notes] == [*KEEP, *LEAVE, *START]
    assert [one.number for one in state.notes] == list(range(1, 31))
    assert state.guesses == {"warm-up": "4000"}
    assert state.revealed == {"warm-up"}
    assert state.scene == "commit"
    first = next(one for one in state.notes if one.text == START[0])
    assert (first.theme, first.votes) == (theme.id, 3)
    (commitment,) = state.commitments
    assert (commitment.who, commitment.by) == ("Ana", "2027-01-31")
    assert list(state.verdicts.values()) == ["holds"]

    # After a reload, and on another machine, all of it is there, in the scene where the room stood.
    page.goto("about:blank")
    for again in (InRoom(page, server, room), InRoom(someone().new_page(), server, room)):
        shown = again.open()
        expect(shown.get_by_role("heading", level=1)).to_have_text("Who does what by when?")
        expect(shown.locator(".commitment .what")).to_have_text(["Ana: Drops the second signature"])
        again.show("keep-notes")
        expect(again.column("keep")).to_have_text(KEEP)
        again.show("warm-up")
        expect(shown.locator("#warm-up .yours")).to_have_text("4000")
        assert shown.evaluate("window.hit") is None
        again.show("commit")
        again.expect_saved()

    files = taken(page)
    check_files(files, state)
    with zipfile.ZipFile(io.BytesIO(files["dataset.zip"])) as archive:
        archive.extractall(tmp_path / "room")
    (folder,) = (one.parent for one in (tmp_path / "room").rglob("dataset.yaml"))
    found = {one.statement.removesuffix("."): one.category for one in read(folder).findings}
    for category, texts in (("keep", KEEP[:-1]), ("leave", LEAVE), ("start", START)):
        assert all(found[text] == category for text in texts)


def taken(page: Page) -> dict[str, bytes]:
    """What the links of the take-away bring, by the ends of the names."""
    page.get_by_role("button", name="Take away").click()
    dialog = page.get_by_role("dialog", name="Take away")
    files = {}
    for link in dialog.get_by_role("link").all():
        with page.expect_download() as coming:
            link.click()
        files[coming.value.suggested_filename.rpartition("_")[2]] = coming.value.path().read_bytes()
    return files


def check_files(files: dict[str, bytes], state: State) -> None:
    """Every file of the take-away holds what was entered."""
    assert set(files) == {
        "minutes.pdf",
        "minutes.pptx",
        "minutes.md",
        "minutes.csv",
        "commitments.ics",
        "dataset.zip",
    }
    texts = [one.text for one in state.notes]
    plain = [text for text in texts if text != HOSTILE]
    rows = list(csv.DictReader(io.StringIO(files["minutes.csv"].decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row.values()]
    assert all(text in cells for text in texts)
    markdown = files["minutes.md"].decode()
    assert all(text in markdown for text in plain)
    assert HOSTILE not in markdown  # what would be markup is written as text
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(files["minutes.pdf"])).pages]
    document = " ".join(" ".join(pages).split())
    assert all(text in document for text in plain)
    slides = Presentation(io.BytesIO(files["minutes.pptx"])).slides
    words = "\n".join(
        part.text_frame.text for slide in slides for part in slide.shapes if part.has_text_frame
    )
    cells_shown = "\n".join(
        cell.text
        for slide in slides
        for part in slide.shapes
        if part.has_table
        for row in part.table.rows
        for cell in row.cells
    )
    assert all(text in words + cells_shown for text in texts)
    calendar = Calendar.from_ical(files["commitments.ics"])
    assert [str(one["summary"]) for one in calendar.walk("VEVENT")] == [
        "Ana: Drops the second signature"
    ] * 2


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (1280, 720),
        pytest.param(1024, 768, marks=pytest.mark.thorough),
        pytest.param(1920, 1080, marks=pytest.mark.thorough),
    ],
)
@pytest.mark.parametrize("run", ["board", "keep-leave-start", "built-to-last"])
def test_every_scene_of_a_room_fits_the_projector(
    someone: Callable[[], BrowserContext],
    server: Server,
    dataset: Dataset,
    run: str,
    width: int,
    height: int,
) -> None:
    room = create(server, dataset, run)
    themes = [one.id for one in dataset.themes]
    notes = [
        note(
            at,
            f"What the room says, number {at}",
            category=("keep", "leave", "start")[at % 3],
            theme=themes[at % len(themes)],
        )
        for at in range(32)
    ]
    for one in notes:
        one["data"]["scene"] = room.run.scenes[0].id
    promises = [commitment(f"promise {at}", what="Drops a signature") for at in range(3)]
    assert not Store(server.rooms).append(room.token, [*notes, *promises]).refused
    inside = InRoom(someone().new_page(), server, room)
    page = inside.page
    page.set_viewport_size({"width": width, "height": height})
    inside.open()

    def expect_to_fit(state: str) -> None:
        assert page.evaluate(BELOW) <= 1, state
        assert page.evaluate(FOOT_SCROLLS) == [], state
        assert page.evaluate("document.documentElement.scrollHeight") == height, state

    for scene in room.run.scenes:
        inside.show(scene.id)
        expect_to_fit(scene.id)
        form = page.locator(f"#{scene.id} form.guess")
        if form.count():
            for field in form.locator("input, textarea").all():
                field.fill("31")
            page.locator(f"#{scene.id} .show-answer").click()
            expect_faces(page)
            expect_to_fit(f"{scene.id}, revealed")


def test_two_windows_are_in_step(
    someone: Callable[[], BrowserContext], server: Server, dataset: Dataset
) -> None:
    room = create(server, dataset)
    context = someone()
    stage = InRoom(context.new_page(), server, room)
    stage.open()
    prompter = context.new_page()
    prompter.goto(f"{stage.url}/prompter")
    expect(prompter.get_by_text("Guess, look", exact=False).first).to_be_attached()
    stage.page.keyboard.press("PageDown")
    expect(prompter.get_by_text("How many took part?").first).to_be_visible()
    prompter.keyboard.press("PageDown")
    expect(stage.page.locator("#guess-the-split")).to_be_visible()
    # Somebody on another machine is shown the same, and may lead.
    other = InRoom(someone().new_page(), server, room)
    other.open()
    expect(other.page.locator("#guess-the-split")).to_be_visible()
    other.page.keyboard.press("PageDown")
    expect(stage.page.locator("#keep-evidence")).to_be_visible()
    other.show("keep-notes")
    expect(stage.page.locator("#keep-notes")).to_be_visible()
    stage.add("keep", "From the stage")
    other.add("keep", "From elsewhere")
    for one in (stage, other):
        expect(one.column("keep")).to_have_count(2)
    assert sorted(stage.texts("keep")) == ["From elsewhere", "From the stage"]


def test_a_guess_revealed_on_one_machine_is_revealed_on_the_other_and_hidden_again(
    someone: Callable[[], BrowserContext], server: Server, dataset: Dataset
) -> None:
    room = create(server, dataset)
    one, other = (InRoom(someone().new_page(), server, room) for _ in range(2))
    one.open("warm-up")
    other.open("warm-up")
    one.page.locator("#warm-up form.guess input").fill("300")
    one.page.locator("#warm-up .show-answer").click()
    expect(other.page.locator("#warm-up .yours")).to_have_text("300")
    other.page.keyboard.press("r")
    expect(one.page.locator("#warm-up .answered")).to_be_hidden()
    # What was taken back is taken back everywhere.
    other.page.get_by_role("button", name="Undo").click()
    expect(one.page.locator("#warm-up .yours")).to_have_text("300")
    one.expect_saved()
    other.expect_saved()
    assert other.state().revealed == {"warm-up"}


@pytest.mark.thorough
def test_the_minutes_tell_the_numbers_that_were_on_the_screen(
    visit: Callable[..., Visitor], server: Server, dataset: Dataset
) -> None:
    room = create(server, dataset)
    inside = InRoom(visit(server).page, server, room)
    page = inside.page
    page.goto(f"{inside.url}?source=coalitions#guess-the-split")
    inside.expect_saved()
    scene = page.locator("#guess-the-split")
    scene.get_by_label("Keep", exact=True).fill("7")
    scene.get_by_role("button", name="Show the answer").click()

    def minutes_told(filtered: str) -> str:
        inside.expect_saved()
        text = server.answer(f"/room/{room.token}/minutes.md")[2].decode()
        shown = scene.locator(".ours").inner_text()
        assert f"  - Known: {shown}\n" in text
        assert filtered in text
        assert ("The stage showed only" in text) == bool(filtered)
        return shown

    narrow = minutes_told("The stage showed only: from Coalitions talk, OECD OPSI.")
    page.get_by_role("link", name=re.compile("Drop the filter")).click()
    expect(scene.locator(".ours")).not_to_have_text(narrow)
    expect(page.locator(".filtered")).to_have_count(0)
    assert minutes_told("") != narrow
    assert told(server, room).filters["guess-the-split"] == ""


@pytest.mark.thorough
def test_side_by_side_is_beside_what_its_scene_asks_for(
    visit: Callable[..., Visitor], server: Server, dataset: Dataset
) -> None:
    scenes = [
        Scene(
            id=one or "all", title="Beside", show="beside", query=one and f"theme={one}", minutes=1
        )
        for one in ("", "trust")
    ]
    run = Run(id="two", title="Two", audience="A team", scenes=tuple(scenes))
    room = Store(server.rooms).create("Harbour team", run, dataset)
    inside = InRoom(visit(server).page, server, room)
    page = inside.open("trust")
    view = dataset.select("theme=trust")
    expect(page.locator("#trust .foot")).to_have_text(
        f"Set beside {view.count} of {view.of} findings: about Trust and openness."
    )
    cells = beside(dataset, (), view.findings).only_events
    heading = page.get_by_role("heading", name=f"Only the events: {len(cells)}", exact=True)
    expect(heading).to_be_visible()
    inside.show("all")
    everything = beside(dataset, ()).only_events
    assert len(everything) > len(cells)
    heading = page.get_by_role("heading", name=f"Only the events: {len(everything)}", exact=True)
    expect(heading).to_be_visible()
    expect(page.locator("#all .foot")).to_have_text("")


def test_two_rooms_at_once_do_not_see_each_other(
    someone: Callable[[], BrowserContext], server: Server, dataset: Dataset
) -> None:
    context = someone()
    here, there = (InRoom(context.new_page(), server, create(server, dataset)) for _ in range(2))
    here.open("keep-notes")
    there.open("leave-notes")
    here.add("keep", "Said here")
    there.add("leave", "Said there")
    here.expect_saved()
    there.expect_saved()
    expect(here.page.locator("#keep-notes")).to_be_visible()
    expect(there.page.locator("#leave-notes")).to_be_visible()
    assert [one.text for one in here.state().notes] == ["Said here"]
    assert [one.text for one in there.state().notes] == ["Said there"]


def test_what_the_server_refuses_is_named_with_its_text(
    someone: Callable[[], BrowserContext], server: Server, dataset: Dataset
) -> None:
    room = create(server, dataset)
    context = someone()
    one = InRoom(context.new_page(), server, room)
    page = one.open("keep-notes")
    context.set_offline(True)
    one.add("keep", "Entered while the session was being ended")
    Store(server.rooms).end(room.token)
    context.set_offline(False)
    refused = page.get_by_role("region", name="Not taken")
    expect(refused.locator("q")).to_have_text("Entered while the session was being ended")
    expect(page.locator(".room-status")).to_contain_text("1 entry not taken")
    page.reload()
    expect(refused.locator("q")).to_have_text("Entered while the session was being ended")
    refused.get_by_role("button", name="Done with this").click()
    expect(refused).to_be_hidden()
    one.expect_saved()


def test_the_link_of_a_calendar_leads_to_the_commitments_of_any_run(
    someone: Callable[[], BrowserContext], server: Server, dataset: Dataset
) -> None:
    context = someone()
    named = InRoom(context.new_page(), server, create(server, dataset, "built-to-last"))
    named.open("commitments")
    expect(named.page.get_by_role("textbox", name="Does what")).to_be_visible()
    welcome = dataset.run_by_id["board"]
    scenes = tuple(one for one in welcome.scenes if one.show != "commitments")
    run = welcome.model_copy(update={"scenes": scenes})
    bare = Store(server.rooms).create("Without a scene for them", run, dataset)
    without = InRoom(context.new_page(), server, bare)
    page = without.open("commitments")
    dialog = page.get_by_role("dialog", name="Commitments")
    dialog.get_by_role("textbox", name="Who").fill("Ben")
    dialog.get_by_role("textbox", name="Does what").fill("Asks the others")
    dialog.get_by_role("button", name="Commit").click()
    expect(dialog.locator(".what")).to_have_text(["Ben: Asks the others"])


def test_an_erased_room_is_gone_from_every_screen_but_what_was_not_saved(
    someone: Callable[[], BrowserContext], server: Server, dataset: Dataset
) -> None:
    room = create(server, dataset)
    context = someone()
    one = InRoom(context.new_page(), server, room)
    page = one.open("keep-notes")
    one.add("keep", "Said while it was there")
    one.expect_saved()
    prompter = context.new_page()
    prompter.goto(f"{one.url}/prompter")
    other = InRoom(someone().new_page(), server, room)
    other.open("keep-notes")
    other.page.context.set_offline(True)
    other.add("keep", "Into a room that was erased")
    page.get_by_role("button", name="Take away").click()
    page.get_by_text("Erase everything").first.click()
    page.get_by_label("Type the word erase").fill("erase")
    page.get_by_role("button", name="Erase everything").click()
    for window in (page, prompter):
        expect(window).to_have_url(f"{server.url}/rooms")
    assert room.token not in page.evaluate("JSON.stringify(localStorage)")
    other.page.context.set_offline(False)
    gone = other.page.get_by_role("alert").filter(has_text="This room is gone")
    expect(gone.get_by_role("listitem")).to_have_text("Not saved: Into a room that was erased")
    expect(other.page.get_by_text("Said while it was there")).to_be_hidden()


def test_after_the_end_a_mark_on_a_commitment_leaves_the_page_where_it_is(
    someone: Callable[[], BrowserContext], server: Server, dataset: Dataset
) -> None:
    room = create(server, dataset)
    one = InRoom(someone().new_page(), server, room)
    page = one.open("commit")
    scene = page.locator("#commit")
    scene.get_by_role("textbox", name="Who").fill("Ana")
    scene.get_by_role("textbox", name="Does what").fill("Drops the second signature")
    scene.get_by_role("button", name="Commit").click()
    one.show("welcome")
    one.expect_saved()
    one.store.end(room.token)
    later = InRoom(someone().new_page(), server, room)
    later.open("commit")
    mark = later.page.locator("#commit").get_by_role("combobox", name="After 30 days")
    mark.select_option("kept")
    later.expect_saved()
    [commitment] = later.state().commitments
    assert commitment.marks == {"30": "kept"}
    later.page.keyboard.press("End")
    later.page.keyboard.press("PageUp")
    expect(later.page.locator("#commit")).to_be_visible()
    expect(mark).to_have_value("kept")
