"""Every page and route, in every state, light and dark, at three widths: rules, targets, headings.

What is looked at stands in one table, `everywhere.py`. A page is loaded once in each state; then
its width and its colours are changed under it, as when a window is made narrower.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from insights.cli import main as insights
from insights.exports import FORMATS
from insights.model import Dataset
from insights.rooms.store import Store
from tests.browser.everywhere import MODES, OPENED, PLACES, WIDTHS, WORLDS, Place, settle, unfold
from tests.browser.in_room import run_of
from tests.browser.long_texts import STATEMENTS, WORD, lengthen
from tests.browser.measures import (
    IN_A_ROOM,
    LEAST,
    broken_rules,
    misplaced_headings,
    small_targets,
    too_wide,
)
from tests.browser.server import ROOT, Server, running
from tests.room_events import commitment, entered, id_of, note

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

Names = dict[str, str]
# Streamlit hangs its main menu beside the landmarks of the page, as menus are.
BESIDE_LANDMARKS = {"main menu": ("region",)}
# What is operated before a room by one hand, and what belongs to it.
FOR_A_ROOM = ("/stage", "/room")


def break_(data: Path) -> None:
    """Leave a bracket open at the end of a file."""
    with (data / "findings" / "coalitions.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: unfinished, statement: [One\n")


def rooms_in(store: Store, dataset: Dataset, texts: tuple[str, ...]) -> Names:
    """A room with entries of these texts, one that has ended and one that was erased."""
    categories = ("keep", "leave", "start")
    events = [
        note(at, text, category=categories[at % 3], scene="all") for at, text in enumerate(texts)
    ]
    events += [
        entered("dots", "note.vote", note=id_of(0), votes=12),
        entered("holds", "verdict", subject=f"finding:{dataset.findings[0].id}", verdict="holds"),
        commitment(90, what=texts[-1], source=f"note:{id_of(0)}"),
    ]
    made = [store.create(name, run_of(dataset), dataset).token for name in ("One", "Two", "Three")]
    for token in made:
        assert not store.append(token, events).refused
    store.end(made[1])
    store.erase(made[2])
    return dict(zip(("ROOM", "ENDED", "ERASED"), made, strict=True))


@contextmanager
def served(world: str, folder: Path, dataset: Dataset) -> Iterator[tuple[Server, Names]]:
    """A server in one of the worlds, and what its addresses name."""
    doubtful = (one.id for one in dataset.findings if dataset.receipt(one).state == "doubtful")
    names = {
        "ID": next(one.id for one in dataset.findings if dataset.receipt(one).url),
        "DOUBTFUL": next(doubtful),
        "ERASED": "x" * 43,
    }
    data = folder / "data"
    if world == "empty":
        assert insights(["new", "dataset", str(data)]) == 0
    else:
        shutil.copytree(ROOT / "data", data)
    if world == "long":
        lengthen(data)
    if world == "broken":
        break_(data)
        (folder / "file").write_text("in the way")
    rooms = folder / "file" / "rooms" if world == "broken" else None
    with running(folder / "log", data, rooms=rooms) as server:
        if world in ("normal", "long"):
            short = ("Stand-ups of ten minutes", "Paper forms", "A budget for trying")
            long = tuple(text.replace("{at}", WORD)[:240] for text in STATEMENTS)
            texts = short if world == "normal" else long
            names |= rooms_in(Store(server.rooms), dataset, texts)
        if world == "stale":
            server.answer("/brief")
            break_(data)
        yield server, names


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page to look with, whatever answers: trouble pages answer with 404 and 503."""
    with ExitStack() as contexts:

        def look(**options: Any) -> Page:
            options = {"reduced_motion": "reduce", **options}
            return contexts.enter_context(browser.new_context(**options)).new_page()

        yield look


def go(page: Page, url: str) -> bool:
    """Load an address at a desk, in light colours; whether it answers what was asked."""
    resize(page, WIDTHS[0])
    page.emulate_media(color_scheme=MODES[0])
    page.goto("about:blank")  # an address that differs behind its "#" alone is loaded too
    answer = page.goto(url)
    settle(page)
    return answer is not None and answer.ok


def at_width(
    page: Page, of: str, width: int, without: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """What is wrong with what is shown, light and dark."""
    for mode in MODES:
        page.emulate_media(color_scheme=mode)
        settle(page)
        for fault in broken_rules(page, without):
            yield f"{width} {mode}", fault
    small = small_targets(page, IN_A_ROOM if of.startswith(FOR_A_ROOM) else LEAST)
    if of == "workshop":  # its menu is the platform's
        small += small_targets(page, IN_A_ROOM, ".stMain")
    for fault in small + too_wide(page):
        yield str(width), fault


def resize(page: Page, size: tuple[int, int]) -> None:
    """Make the window as large as this."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def scenes_of(page: Page) -> Iterator[str]:
    """Step through the scenes of a stage, each before and after its answer."""
    ids = page.locator("section.scene[id]").evaluate_all("all => all.map(one => one.id)")
    if not ids:  # a run that cannot be shown
        yield ""
    for id_ in ids:
        page.evaluate("id => { location.hash = id }", id_)
        page.locator(f"#{id_}").wait_for()
        yield id_
        answer = page.locator(f"#{id_} .show-answer")
        if answer.is_visible():
            answer.click()
            yield f"{id_}, answered"


def faults_of(page: Page, place: Place) -> Iterator[str]:
    """All that is wrong in the place that is shown."""
    name = f"{place.of}, {place.state}"
    for fault in misplaced_headings(page):
        yield f"{name}: {fault}"
    for state in scenes_of(page) if place.scenes else [""]:
        unfold(page)
        for size in WIDTHS:
            resize(page, size)
            for where, fault in at_width(page, place.of, size[0]):
                yield f"{name} {state} ({where}): {fault}"
        resize(page, WIDTHS[0])


@pytest.mark.parametrize("world", WORLDS)
def test_no_place_breaks_a_rule_or_is_too_wide_or_has_small_targets(
    look: Callable[..., Page], dataset: Dataset, tmp_path: Path, world: str
) -> None:
    page = look()
    faults: list[str] = []
    titles: dict[str, set[str]] = {}
    with served(world, tmp_path, dataset) as (server, names):
        for place in PLACES:
            if world in place.worlds:
                if go(page, server.url + place.path.format(**names)):
                    titles.setdefault(page.title(), set()).add(place.of)
                faults += faults_of(page, place)
    faults += [
        f"{len(of)} pages have one title: {title}" for title, of in titles.items() if len(of) > 1
    ]
    assert not faults, "\n".join([f"{world}, {WORLDS[world]}:", *dict.fromkeys(faults)])


@pytest.mark.parametrize("form", ["brief.html", "html"])
def test_a_page_that_is_sent_as_a_file_breaks_no_rule_either(
    look: Callable[..., Page], dataset: Dataset, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"page.{form}"
    file.write_bytes(FORMATS[form].write(dataset.select("theme=trust")))
    page = look()
    go(page, file.as_uri())
    faults = [*faults_of(page, Place(form, "as a file", ""))]
    assert not faults, "\n".join(faults)


def test_nothing_that_opens_breaks_a_rule_or_is_too_wide_or_has_small_targets(
    look: Callable[..., Page], dataset: Dataset, tmp_path: Path
) -> None:
    page = look()
    faults: list[str] = []
    with served("normal", tmp_path, dataset) as (server, names):
        for opened in OPENED:
            for size in WIDTHS:
                go(page, server.url + opened.path.format(**names))
                resize(page, size)
                opened.open(page).wait_for()
                without = BESIDE_LANDMARKS.get(opened.what, ())
                for where, fault in at_width(page, opened.of, size[0], without):
                    faults.append(f"{opened.of}, {opened.what} open ({where}): {fault}")
    assert not faults, "\n".join(dict.fromkeys(faults))
