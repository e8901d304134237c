"""A room as a browser holds it: the same as the server makes of it, and nothing entered is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, expect

from insights.model import Dataset
from insights.rooms.checking import tidy
from insights.rooms.room import Room
from insights.rooms.state import State, replay
from insights.rooms.store import Store
from tests.browser.server import Server
from tests.room_events import RUN, Entered, as_events, entries

pytestmark = pytest.mark.browser

AS_DATA = """state => {
  const { verdicts, guesses, filters, revealed } = state
  const plain = { verdicts: { ...verdicts }, guesses: { ...guesses }, filters: { ...filters } }
  return { ...state, ...plain, revealed: [...revealed].sort() }
}"""
NOTE = """([text, more]) => {
  const note = room.newId()
  room.send("note.add", { note, category: "keep", text, scene: "round", ...more })
  return note
}"""
MOST_EXAMPLES = 300
same_page = settings(
    max_examples=MOST_EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def as_data(state: State) -> dict[str, Any]:
    """The state as JavaScript writes it."""
    return {
        "notes": [vars(one) for one in state.notes],
        "verdicts": state.verdicts,
        "guesses": state.guesses,
        "commitments": [vars(one) for one in state.commitments],
        "scene": state.scene,
        "filters": state.filters,
        "revealed": sorted(state.revealed),
        "seq": state.seq,
        "numbered": state.numbered,
        "undoable": state.undoable,
    }


class Window:
    """A page that has the room open; `at` is where to find it."""

    def __init__(self, context: BrowserContext, server: Server, room: Room) -> None:
        self.page = context.new_page()
        self.address = server.url + "/rooms"
        self.base = f"/room/{room.token}"
        self.page.goto(self.address)
        self.open()

    def open(self) -> None:
        """Load the module and open the room, as the stage does."""
        self.page.evaluate(
            """async base => {
              const { openRoom } = await import("/scripts/room_sync.js")
              const { newId } = await import("/scripts/room_state.js")
              window.room = Object.assign(openRoom({ base }), { newId })
            }""",
            self.base,
        )

    def reload(self) -> None:
        """Load the page anew: all that it held in memory is gone."""
        self.page.reload()
        self.open()

    def note(self, text: str, **more: Any) -> str:
        """Enter a note; its id."""
        return str(self.page.evaluate(NOTE, [text, more]))

    def ask(self, what: str) -> Any:
        """What an expression says of `room`."""
        return self.page.evaluate(what)

    def texts(self) -> list[str]:
        """The notes that this window shows."""
        return list(self.ask("room.state().notes.map(note => note.text)"))

    def wait(self, claim: str) -> None:
        """Until the claim holds."""
        self.page.wait_for_function(claim)

    def wait_until_saved(self) -> None:
        """Until all that was entered here is on the server's disk."""
        self.wait("room.status() === 'saved'")


@pytest.fixture
def rooms(server: Server) -> Store:
    return Store(server.rooms)


@pytest.fixture
def room(rooms: Store, dataset: Dataset) -> Room:
    return rooms.create("A room", RUN, dataset)


@pytest.fixture
def someone(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Another person with a browser of their own, each time.

    What waits for a claim runs a text as a script, which the policy of the page forbids.
    """
    contexts: list[BrowserContext] = []

    def come() -> BrowserContext:
        contexts.append(browser.new_context(bypass_csp=True))
        return contexts[-1]

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def window(someone: Callable[[], BrowserContext], server: Server, room: Room) -> Window:
    return Window(someone(), server, room)


def saved(rooms: Store, room: Room) -> list[str]:
    return [one.text for one in replay(rooms.events(room.token)).notes]


@pytest.fixture
def page(someone: Callable[[], BrowserContext], server: Server) -> Page:
    page = someone().new_page()
    page.goto(server.url + "/rooms")
    page.evaluate("import('/scripts/room_state.js').then(all => Object.assign(window, all))")
    return page


@same_page
@given(listed=entries())
def test_browser_and_server_make_the_same_of_the_same_events(
    page: Page, listed: list[Entered]
) -> None:
    events = as_events(*listed)
    told = page.evaluate(f"events => ({AS_DATA})(replay(events))", [vars(one) for one in events])
    assert told == as_data(replay(events))


@same_page
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_browser_and_server_tidy_a_text_alike(page: Page, text: str) -> None:
    assert page.evaluate("tidy", text) == tidy(text)


def test_browser_and_server_take_out_the_same_letters(page: Page) -> None:
    # Where letters are given out, the tags, and what is for private use.
    points = [*range(0x20000), *range(0xE0000, 0xE0200), *range(0xEFFF0, 0xF0010), 0x10FFFF]
    kept = page.evaluate(
        """points => points.filter(point => {
          const text = `a${String.fromCodePoint(point)}b`
          return tidy(text) === text
        })""",
        points,
    )
    assert kept == [point for point in points if tidy(f"a{chr(point)}b") == f"a{chr(point)}b"]


@pytest.mark.parametrize(
    ("place", "texts"),
    [(0, "cab"), (1, "acb"), (2, "abc"), (9, "abc"), (-3, "cab")],
)
def test_a_note_is_put_where_it_was_dropped(page: Page, place: int, texts: str) -> None:
    assert (
        page.evaluate(
            """place => {
              const about = { category: "keep", scene: "s" }
              const add = id => ({ id, kind: "note.add", data: { ...about, note: id, text: id } })
              const events = ["a", "b", "c"].map(add)
              for (let times = 0; times < 20; times += 1) {
                const order = orderAt(replay(events), "keep", place, "c")
                const data = { note: "c", category: "keep", order }
                events.push({ id: `${times}`, kind: "note.move", data })
              }
              events.push(add("new"))
              return replay(events).notes.map(one => one.text).join("")
            }""",
            place,
        )
        == f"{texts}new"
    )


def test_what_is_entered_stands_at_once_and_is_saved(
    window: Window, rooms: Store, room: Room
) -> None:
    assert window.ask(f"({NOTE})(['  a\\nnote ']) && room.state().notes[0].text") == "a note"
    assert window.ask("room.waiting()") in (0, 1)
    window.wait_until_saved()
    assert saved(rooms, room) == ["a note"]
    assert window.ask("Object.keys(localStorage).filter(key => key.includes(':out:'))") == []


def test_what_is_entered_without_a_connection_waits_and_is_saved_afterwards(
    window: Window, rooms: Store, room: Room
) -> None:
    window.note("before")
    window.wait_until_saved()
    window.page.context.set_offline(True)
    for text in ("one", "two", "three"):
        window.note(text)
    window.wait("room.status() === 'offline'")
    assert window.ask("room.waiting()") == 3
    assert window.ask("room.trouble()") == "The server cannot be reached."
    assert window.texts() == ["before", "one", "two", "three"]
    assert saved(rooms, room) == ["before"]
    window.page.context.set_offline(False)
    window.wait_until_saved()
    assert saved(rooms, room) == ["before", "one", "two", "three"]
    assert window.ask("room.trouble()") == ""


def test_what_waits_survives_that_its_window_is_closed(
    someone: Callable[[], BrowserContext], server: Server, rooms: Store, room: Room
) -> None:
    context = someone()
    window = Window(context, server, room)
    window.wait_until_saved()
    context.set_offline(True)
    for at in range(150):
        window.note(f"{at}")
    window.ask("room.refresh()")  # nothing is on its way: that would go on without its window
    window.page.close()
    context.set_offline(False)
    assert saved(rooms, room) == []
    again = Window(context, server, room)
    again.wait_until_saved()
    assert saved(rooms, room) == [f"{at}" for at in range(150)]
    assert again.texts() == saved(rooms, room)


@pytest.mark.thorough
def test_a_killed_server_that_comes_back_has_all_that_was_entered(
    someone: Callable[[], BrowserContext], start: Callable[..., Server], dataset: Dataset
) -> None:
    server = start()
    rooms = Store(server.rooms)
    room = rooms.create("Killed", RUN, dataset)
    window = Window(someone(), server, room)
    for at in range(10):
        window.note(f"before {at}")
    server.process.kill()
    server.process.wait()
    for at in range(10):
        window.note(f"without {at}")
    window.wait("room.status() === 'offline'")
    start(port=int(server.url.rpartition(":")[2]), rooms=server.rooms)
    window.wait_until_saved()
    wanted = [f"before {at}" for at in range(10)] + [f"without {at}" for at in range(10)]
    assert saved(rooms, room) == wanted
    window.reload()
    window.wait_until_saved()
    assert window.texts() == wanted


def test_an_answer_that_is_lost_on_its_way_does_no_harm(
    window: Window, rooms: Store, room: Room
) -> None:
    window.wait_until_saved()
    lost = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and len(lost) < 2:
            lost.append(route.fetch().json())
            route.abort()
        else:
            route.continue_()

    window.page.route("**/events*", lose)
    window.note("once")
    window.wait_until_saved()
    assert [len(answer["accepted"]) for answer in lost] == [1, 1]
    assert saved(rooms, room) == ["once"]
    assert window.texts() == ["once"]


def test_two_windows_of_one_browser_are_in_step_even_without_a_connection(
    someone: Callable[[], BrowserContext], server: Server, rooms: Store, room: Room
) -> None:
    context = someone()
    stage, prompter = Window(context, server, room), Window(context, server, room)
    stage.wait_until_saved()
    prompter.wait_until_saved()
    context.set_offline(True)
    stage.note("from the stage")
    prompter.wait("room.state().notes.length === 1")
    prompter.note("from the prompter")
    stage.wait("room.state().notes.length === 2")
    assert stage.texts() == prompter.texts() == ["from the stage", "from the prompter"]
    prompter.ask("room.undo()")
    stage.wait("room.state().notes.length === 1")
    context.set_offline(False)
    stage.wait_until_saved()
    prompter.wait_until_saved()
    assert saved(rooms, room) == ["from the stage"]
    assert len(rooms.events(room.token)) == 3


def test_two_people_see_what_the_other_enters_and_take_back_their_own(
    someone: Callable[[], BrowserContext], server: Server, rooms: Store, room: Room
) -> None:
    ana, ben = (Window(someone(), server, room) for _ in range(2))
    ana.note("from Ana")
    ben.wait("room.state().notes.length === 1")
    assert not ben.ask("room.canUndo()")
    assert ben.ask("room.undo()") is None
    ben.note("from Ben")
    ana.wait("room.state().notes.length === 2")
    ana.ask("room.undo()")
    ben.wait("room.state().notes.length === 1")
    assert ben.texts() == ["from Ben"]
    ana.wait_until_saved()
    assert saved(rooms, room) == ["from Ben"]
    assert not ana.ask("room.canUndo()")


def test_two_rooms_in_one_browser_do_not_see_each_other(
    someone: Callable[[], BrowserContext],
    server: Server,
    rooms: Store,
    room: Room,
    dataset: Dataset,
) -> None:
    context, other = someone(), rooms.create("Another", RUN, dataset)
    here, there = Window(context, server, room), Window(context, server, other)
    here.wait_until_saved()
    there.wait_until_saved()
    context.set_offline(True)
    here.note("here")
    there.note("there")
    context.set_offline(False)
    here.wait_until_saved()
    there.wait_until_saved()
    assert (here.texts(), there.texts()) == (["here"], ["there"])
    assert (saved(rooms, room), saved(rooms, other)) == (["here"], ["there"])


def test_what_is_refused_is_named_and_stays_until_somebody_has_seen_it(
    window: Window, rooms: Store, room: Room
) -> None:
    long = "x" * 241
    window.note(long)
    window.note("short")
    window.wait("room.status() === 'refused'")
    (refused,) = window.ask("room.refusals")
    assert refused["data"]["text"] == long
    assert "240 are the most" in refused["why"]
    assert window.texts() == saved(rooms, room) == ["short"]
    window.reload()
    window.wait("room.status() === 'refused'")
    assert [one["id"] for one in window.ask("room.refusals")] == [refused["id"]]
    window.ask(f"room.dismiss('{refused['id']}')")
    assert window.ask("room.refusals") == []
    window.wait_until_saved()


def test_after_the_end_entries_are_refused_and_marks_are_taken(
    window: Window, rooms: Store, room: Room
) -> None:
    promise = window.ask(
        """() => {
          const commitment = room.newId()
          const promise = { who: "Ana", what: "Write", by: "2027-01-31", source: "" }
          room.send("commitment.add", { commitment, ...promise })
          return commitment
        }"""
    )
    window.wait_until_saved()
    rooms.end(room.token)
    window.wait("room.ended()")
    window.note("too late")
    window.wait("room.status() === 'refused'")
    assert "the session has ended" in window.ask("room.refusals[0].why")
    mark = "id => room.send('commitment.mark', { commitment: id, at: '30', mark: 'kept' })"
    window.page.evaluate(mark, promise)
    window.wait("room.waiting() === 0")
    (one,) = replay(rooms.events(room.token)).commitments
    assert one.marks == {"30": "kept"}


def test_an_erased_room_is_told_and_can_be_forgotten(
    window: Window, rooms: Store, room: Room
) -> None:
    window.wait_until_saved()
    rooms.erase(room.token)
    window.note("into nothing")
    window.wait("room.status() === 'offline'")
    assert "There is no such room" in window.ask("room.trouble()")
    assert window.ask("room.waiting()") == 1
    window.ask("room.forget()")
    assert window.ask("Object.keys(localStorage)") == []


def test_a_browser_that_keeps_nothing_still_enters(
    someone: Callable[[], BrowserContext], server: Server, rooms: Store, room: Room
) -> None:
    context = someone()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })"
    )
    window = Window(context, server, room)
    window.note("kept by the server alone")
    window.wait_until_saved()
    assert saved(rooms, room) == ["kept by the server alone"]
    assert window.ask("room.canUndo()")


def test_a_server_put_up_from_an_older_copy_is_read_anew(
    window: Window, rooms: Store, room: Room
) -> None:
    window.note("first")
    window.note("second")
    window.wait_until_saved()
    window.ask("room.refresh()")  # it has read them back, and knows how far the server was
    with rooms.file.writing() as connection:
        connection.execute("DELETE FROM event WHERE room = ? AND seq = 2", (room.token,))
    window.wait("room.state().notes.length === 1")
    assert window.texts() == ["first"]


def test_five_hundred_notes_typed_in_one_go_all_arrive(
    window: Window, rooms: Store, room: Room
) -> None:
    window.page.evaluate(
        f"""() => {{
          const add = {NOTE}
          for (let at = 0; at < 500; at += 1) add([`Note ${{at}}`])
        }}"""
    )
    window.wait_until_saved()
    wanted = [f"Note {at}" for at in range(500)]
    assert window.texts() == saved(rooms, room) == wanted


def test_rooms_opened_in_this_browser_are_listed_and_forgotten(
    someone: Callable[[], BrowserContext], server: Server, room: Room
) -> None:
    page = someone().new_page()
    page.goto(server.url + "/rooms")
    expect(page.get_by_text("No room was opened in this browser.")).to_be_visible()
    listed = [{"token": room.token, "name": "<b>Retreat</b>", "created": "2026-11-22T09:30:15Z"}]
    page.evaluate("rooms => localStorage.setItem('insights:rooms', JSON.stringify(rooms))", listed)
    page.reload()
    link = page.get_by_role("link", name="<b>Retreat</b>")
    expect(link).to_have_attribute("href", f"room/{room.token}")
    page.get_by_role("button", name="Forget: <b>Retreat</b>").click()
    expect(page.get_by_role("status")).to_contain_text("<b>Retreat</b> is forgotten.")
    expect(link).to_have_count(0)
    undo = page.get_by_role("button", name="Undo: list <b>Retreat</b> again")
    expect(undo).to_be_focused()
    undo.click()
    expect(link).to_be_focused()
    link.click()
    expect(page).to_have_url(f"{server.url}/room/{room.token}")
