"""Every page and every plain route that answers with one, each in its states: one table.

A page or route that is added and not named here fails `test_access_table.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect
from starlette.routing import BaseRoute, Route

from insights.web import routes
from tests.browser.measures import DRAWN
from tests.browser.server import ROOT

WIDTHS = ((1280, 720), (390, 844), (320, 640))
MODES = ("light", "dark")
WORLDS = {
    "normal": "the bundled dataset, and a room with entries",
    "empty": "a dataset in which nothing is written down yet",
    "broken": "a dataset with a fault, and no folder for rooms",
    "stale": "a sound dataset, and a newer edit with a fault",
    "long": "240 letters, words of 60, Arabic, Hebrew, Japanese, emoji",
}
# Plain routes that answer with something else than a page.
NO_PAGES = {
    "/healthz": "JSON",
    "/dataset": "files",
    "/explorer/": "the engine and what it is given",
    "/first-screen": "scripts and style sheets",
    "/plain.css": "a style sheet",
    "/card/": "pictures",
    "/fonts": "fonts and their sheet",
    "/scripts/": "scripts",
    "/room/{token}/events": "JSON",
    "/room/{token}/end": "done by pages of ours, answers with JSON",
    "/room/{token}/erase": "done by pages of ours, answers with JSON",
    "/room/{token}/minutes": "files",
    "/room/{token}/commitments.ics": "a calendar",
    "/room/{token}/dataset.zip": "a file",
}
FILTERS = "theme=trust&theme=learning&category=leave"


@dataclass(frozen=True)
class Place:
    """An address in a state, in the worlds that have it.

    In `path`, {ID} is a finding with an exact place, {DOUBTFUL} one with a doubtful place, {ROOM}
    a room, {ENDED} one that has ended, {ERASED} one that was erased.
    `scenes` are to be walked through, one after the other.
    """

    of: str
    state: str
    path: str
    worlds: tuple[str, ...] = ("normal",)
    scenes: bool = False


EVERYWHERE = ("normal", "empty", "long")
ALL = ("normal", "empty", "broken", "stale", "long")
PLACES = (
    Place("overview", "all", "/", ALL),
    Place("overview", "filtered", f"/?{FILTERS}"),
    Place("overview", "nothing found", "/?q=zebra", ("normal", "long")),
    Place("overview", "an old link", "/?as_of=12345678"),
    Place("board", "all", "/board", EVERYWHERE),
    Place("board", "nothing found", "/board?q=zebra"),
    Place("explore", "all", "/explore", (*EVERYWHERE, "stale")),
    Place("explore", "filtered", f"/explore?{FILTERS}"),
    Place("explore", "nothing found", "/explore?theme=trust&category=keep&q=feedback"),
    Place("explore", "unknown value", "/explore?theme=nope"),
    Place("explore", "evidence, table", "/explore?show=evidence&list=table&q=trust"),
    Place("explore", "recordings", "/explore?show=recordings&q=trust", ("normal", "long")),
    Place("explore", "together", "/explore?show=together&q=trust"),
    Place("explore", "compared", "/explore?show=compare&theme=trust", ("normal", "long")),
    Place("lenses", "all", "/lenses", EVERYWHERE),
    Place("lenses", "filtered", f"/lenses?{FILTERS}"),
    Place("lenses", "nothing found", "/lenses?q=zebra"),
    Place("lenses", "unknown lens", "/lenses?show=nope"),
    Place("sources", "all", "/sources", EVERYWHERE),
    Place("sources", "filtered", f"/sources?{FILTERS}"),
    Place("sources", "one chosen", "/sources?source=coalitions", ("normal", "long")),
    Place("sources", "nothing found", "/sources?q=zebra"),
    Place("about", "all", "/about", (*EVERYWHERE, "stale")),
    Place("present", "all", "/present", EVERYWHERE),
    Place("present", "one run", "/present?run=board&scene=dispute", ("normal", "long")),
    Place("present", "unknown run", "/present?run=nope"),
    Place("workshop", "all", "/workshop", (*ALL,)),
    Place("finding", "exact place", "/finding?id={ID}", ("normal", "long", "broken")),
    Place("finding", "doubtful place", "/finding?id={DOUBTFUL}&theme=trust", ("normal", "long")),
    Place("finding", "unknown", "/finding?id=nope", ("normal", "empty")),
    Place("finding", "none", "/finding"),
    Place("/brief", "all", "/brief", ALL),
    Place("/brief", "filtered", f"/brief?{FILTERS}"),
    Place("/brief", "nothing found", "/brief?q=zebra&theme=nope"),
    Place("/api", "all", "/api", ALL),
    Place("/accessibility", "all", "/accessibility", ALL),
    Place("/stage/{run}", "a run", "/stage/board", ("normal", "long", "broken"), scenes=True),
    Place("/stage/{run}", "a long run", "/stage/keep-leave-start", scenes=True),
    Place("/stage/{run}", "nothing found", "/stage/board?q=zebra&theme=nope"),
    Place("/stage/{run}", "unknown run", "/stage/nope", ("normal", "empty")),
    Place("/stage/{run}", "too long a link", f"/stage/board?q={'a' * 9_000}"),
    Place("/stage/{run}/prompter", "a run", "/stage/board/prompter", ("normal", "long", "broken")),
    Place("/stage/{run}/prompter", "unknown run", "/stage/nope/prompter"),
    Place("/rooms", "none opened", "/rooms", ("normal", "broken")),
    Place("/room/{token}", "a room", "/room/{ROOM}", ("normal", "long"), scenes=True),
    Place("/room/{token}", "ended", "/room/{ENDED}#promises"),
    Place("/room/{token}", "erased", "/room/{ERASED}", ("normal", "broken")),
    Place("/room/{token}/prompter", "a room", "/room/{ROOM}/prompter", ("normal", "long")),
    Place("/room/{token}/prompter", "erased", "/room/{ERASED}/prompter"),
    Place("/stage", "no run named", "/stage"),
    Place("/stage/{rest:path}", "nothing there", "/stage/board/nope/nope"),
    Place("/room", "no room named", "/room"),
    Place("/room/{rest:path}", "nothing there", f"/room/x/{'nope' * 20}"),
    Place("/rooms/{rest:path}", "nothing there", "/rooms/nope"),
    Place("/explorer.html", "filtered", "/explorer.html?theme=trust", EVERYWHERE),
    Place("/explorer.html", "unknown value", "/explorer.html?theme=nope&list=table&q=trust"),
)


def pages_there_are() -> set[str]:
    """The pages of the app and the plain routes that answer with a page."""
    files = {file.stem for file in (ROOT / "pages").glob("*.py")}
    return files | {path for path in paths(routes) if not path.startswith(tuple(NO_PAGES))}


def paths(found: Sequence[BaseRoute]) -> list[str]:
    """The paths of plain routes; what is mounted below /api answers with JSON alone."""
    return [route.path for route in found if isinstance(route, Route)]


# The app learns of other colours of the system a little later than the page.
FOLLOWS_THE_SYSTEM = """() => {
  const mode = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
  return getComputedStyle(document.querySelector(".stApp")).colorScheme.includes(mode)
}"""


def settle(page: Page) -> None:
    """Wait until nothing is under way, and nothing is drawn pale because it is."""
    app = page.locator(".stApp")
    if page.locator("#root").count():  # where the app will be, from the first byte on
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.locator("[data-stale=true]")).to_have_count(0)
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        page.wait_for_function(FOLLOWS_THE_SYSTEM)
    # A room has read what the server holds.
    expect(page.locator(".room-status[data-status=saving]")).to_have_count(0)
    expect(page.locator("h1").locator("visible=true").first).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(
        "Promise.all(document.getAnimations().map(one => one.finished.catch(() => {})))"
        ".then(() => true)"
    )


UNFOLD = f"""() => {{
  {DRAWN}
  const closed = everything(document.querySelector(".stMain") ?? document.body)
    .filter(one => one.matches("details:not([open], .menu) > summary") && isDrawn(one))
  closed.forEach(one => one.click())
  return closed.length
}}"""


def unfold(page: Page) -> None:
    """Open all that unfolds in its place; menus float, and close behind the reader."""
    for _ in range(5):  # what was folded may hold what is folded
        if not page.evaluate(UNFOLD):
            return
        settle(page)


@dataclass(frozen=True)
class Opened:
    """What opens over a page: how to open it, from which address."""

    of: str
    what: str
    path: str
    open: Callable[[Page], Locator]


def _press(name: str, shows: str) -> Callable[[Page], Locator]:
    """Press a button and wait for what it shows, a selector."""

    def press(page: Page) -> Locator:
        page.get_by_role("button", name=re.compile(name)).locator("visible=true").first.click()
        return page.locator(shows).locator("visible=true").first

    return press


def _summary(text: str) -> Callable[[Page], Locator]:
    def press(page: Page) -> Locator:
        folded = page.locator("details.menu").filter(has_text=text).locator("visible=true").first
        folded.locator("> summary").click()
        return folded.locator(".menu-panel")

    return press


def _sidebar(page: Page) -> Locator:
    page.get_by_role("button", name=re.compile("[Ee]xpand sidebar$")).click()
    page.get_by_text("More filters").click()
    return page.get_by_role("toolbar", name="Level")


def _collection(page: Page) -> Locator:
    # One more each time: what was collected before is kept by the browser.
    page.get_by_role("button", name=re.compile("^Collect: ")).first.click()
    page.get_by_role("button", name=re.compile(r"^Collection \(\d+\)")).click()
    return page.get_by_role("dialog")


def _facets(page: Page) -> Locator:
    opener = page.get_by_role("button", name=re.compile("^Filters"))
    if opener.is_visible():
        opener.click()
    return page.get_by_role("group", name="Theme", exact=True)


def _commit(page: Page) -> Locator:
    _press("^Move, commit", ".note-menu")(page)
    page.get_by_role("button", name="Commit to this").click()
    return page.get_by_role("dialog").first


def _away(page: Page) -> Locator:
    dialog = _press("^Take away", "dialog[open]")(page)
    for one in dialog.locator("summary").all():
        one.click()
    return dialog


OPENED = (
    Opened("app", "main menu", "/about", _press("^Main menu$", "[role=menuitemradio]")),
    Opened("app", "sidebar", "/", _sidebar),
    Opened("explore", "facets", "/explore", _facets),
    Opened("explore", "take away", f"/explore?{FILTERS}", _summary("Take away")),
    Opened("explore", "collection", "/explore?theme=trust", _collection),
    Opened("/stage/{run}", "scenes", "/stage/board", _press("^1 of", "dialog[open]")),
    Opened("/stage/{run}", "filter", "/stage/board", _press("^Filter$", "dialog[open]")),
    Opened("/stage/{run}", "menu", "/stage/board", _press("^Menu$", "dialog[open]")),
    Opened(
        "/stage/{run}/prompter", "scenes", "/stage/board/prompter", _press("^1 of", "dialog[open]")
    ),
    Opened(
        "/stage/{run}/prompter", "menu", "/stage/board/prompter", _press("^Menu$", "dialog[open]")
    ),
    Opened("/room/{token}", "note", "/room/{ROOM}#claim", _press("^Add a note", ".drawer")),
    Opened(
        "/room/{token}", "menu of a note", "/room/{ROOM}#all", _press("^Move, commit", ".note-menu")
    ),
    Opened("/room/{token}", "commit", "/room/{ROOM}#all", _commit),
    Opened("/room/{token}", "take away", "/room/{ROOM}#all", _away),
    Opened("/room/{token}", "menu", "/room/{ROOM}#all", _press("^Menu$", "dialog[open]")),
    Opened("/explorer.html", "facets", "/explorer.html", _facets),
    Opened("/explorer.html", "collection", "/explorer.html?theme=trust", _collection),
)
