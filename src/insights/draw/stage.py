"""A performance -> HTML: the stage for the projector, and the prompter beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from insights.brief import strongest
from insights.charts import Chart
from insights.draw.html import render
from insights.draw.markup import first_notices
from insights.model import CATEGORIES, SHOWS, Category, Finding
from insights.selection import FACETS, Option, Selection, parts
from insights.stage import Performance, Staged
from insights.stage.staged import MOST_LISTED
from insights.view import View

MOST_ROWS = 7
# Percent of the track that the longest bar takes, so that its total has room behind it.
LONGEST_BAR = 90
# So many findings of a theme and a category are named beside what the room says; all are counted.
MOST_BESIDE = 5
MOST_NOTICES = 3
FILTERS = ("category", "theme", "source", "evidence")
OWN_PARTS = ("notes", "beside", "commitments")
# Up to so many letters a statement is set in this size; beyond the last in the smallest.
_LENGTHS = ((60, "short"), (110, "middling"), (170, "long"))
_LONG = 140
_SORTED: tuple[Category, ...] = ("keep", "leave", "start")
_KEYS_OF_BOTH = (
    ("→  Page down  Space", "The next scene"),
    ("←  Page up  Shift and Space", "The scene before"),
    ("Home  End", "The first scene, the last one"),
    ("R", "Show the answer, or hide it again"),
)
_KEYS = (
    *_KEYS_OF_BOTH,
    ("F", "Full screen, and back"),
    ("L", "The list of scenes"),
    ("?", "This menu"),
    ("Esc", "Closes what is open"),
)

_KEYS_OF_ROOM = (
    ("N", "Add a note"),
    ("Alt and an arrow", "Moves the note that has the focus"),
    ("Ctrl and Z", "Undoes the last thing entered here"),
)


@dataclass(frozen=True)
class RoomShown:
    """What the stage says of the room it stands in.

    `created` is the day of the session, `ends` the date until which the room is kept.
    """

    token: str
    name: str
    created: str
    ends: str
    ended: bool = False


class _Choices(NamedTuple):
    """A facet to filter by: each option, how many findings it would give, whether it is chosen."""

    key: str
    title: str
    options: tuple[tuple[Option, int, bool], ...]


def stage_page(performance: Performance, room: RoomShown | None = None) -> str:
    """The whole page for the projector.

    All links are relative to `/stage/RUN` or `/room/TOKEN`.
    """
    view, home = performance_view(performance), "../"
    own = performance.fields
    name = room.token if room else performance.run.id
    selection = view.selection
    kept = [*own, *_fields(_without_facets(selection))]
    drops = [(part.label, _address(own, selection.without(part))) for part in _parts(view)]
    notices = [*performance.passed_over, *view.unknown]
    return render(
        "stage.html",
        **_said(performance, room, home),
        performance_view=view,
        words=view.words,
        said=f"{view.count} of {view.of} findings",
        notices=first_notices(notices, MOST_NOTICES),
        drops=drops,
        everything=_address(own, Selection()) if drops else "",
        kept=kept,
        facets=[_choices(view, key) for key in FILTERS],
        prompter=f"{name}/prompter{_query(own, selection)}",
        leave=f"{home}present{_query([('run', performance.run.id), *own], selection)}",
        start_room=f"{home}workshop{_query([('run', performance.run.id), *own], Selection())}",
        keys=_KEYS + (_KEYS_OF_ROOM if room else ()),
        data=_data(performance, room, home),
    )


def prompter_page(performance: Performance, room: RoomShown | None = None) -> str:
    """The second window: notes, clock, and what comes next.

    All links are relative to `/stage/RUN/prompter` or `/room/TOKEN/prompter`.
    """
    name = room.token if room else performance.run.id
    own = performance.fields
    return render(
        "prompter.html",
        **_said(performance, room, "../../"),
        keys=_KEYS_OF_BOTH,
        stage=f"../{name}{_query(own, performance.filters)}",
        data={"scenes": _scenes(performance)},
    )


def trouble_page(title: str, sentence: str, home: str) -> str:
    """Why there is nothing on the stage; `home` leads from there to the app."""
    return render("stage_trouble.html", title=title, sentence=sentence, home=home)


def performance_view(performance: Performance) -> View:
    """What the filters of the stage match, whatever a scene itself selects."""
    return View(performance.dataset, performance.filters)


def _said(performance: Performance, room: RoomShown | None, home: str) -> dict[str, Any]:
    run = performance.run
    return {
        "performance": performance,
        "dataset": performance.dataset,
        "run": run,
        "room": room,
        "home": home,
        "title": f"{room.name}: {run.title}" if room else run.title,
        "shows": SHOWS,
        "own_parts": OWN_PARTS,
        "most_rows": MOST_ROWS,
        "length": _length,
        "longest": lambda findings: _length(max((one.statement for one in findings), key=len)),
        "listed": _listed,
        "unit": _unit,
        "width": _width,
        "step": _step,
    }


def _fields(selection: Selection) -> list[tuple[str, str]]:
    return replace(selection, sort="").fields


def _without_facets(selection: Selection) -> Selection:
    for key in FILTERS:
        selection = selection.choose(key, ())
    return selection


def _query(own: Sequence[tuple[str, str]], selection: Selection) -> str:
    query = urlencode([*own, *_fields(selection)])
    return f"?{query}" if query else ""


def _address(own: Sequence[tuple[str, str]], selection: Selection) -> str:
    # An empty address would keep the query of the page.
    return _query(own, selection) or "?"


def _parts(view: View) -> Iterable[Any]:
    return (part for part in parts(view.selection, view.dataset) if part.key != "sort")


def _choices(view: View, key: str) -> _Choices:
    facet, counts, chosen = FACETS[key], view.counts(key), view.selection.values(key)
    options = tuple(
        (option, counts[option.id], option.id in chosen) for option in facet.options(view.dataset)
    )
    return _Choices(key, facet.title, options)


def _length(text: str) -> str:
    return next((name for most, name in _LENGTHS if len(text) <= most), "longest")


def _listed(findings: Sequence[Finding]) -> Sequence[Finding]:
    """As many as can be read side by side; of long ones fewer."""
    first = findings[:MOST_LISTED]
    is_long = any(len(finding.statement) > _LONG for finding in first)
    return first[: MOST_LISTED - 1] if is_long else first


def _unit(staged: Staged) -> str:
    return staged.figure[1].unit if staged.figure else ""


def _width(value: int, chart: Chart) -> int:
    return max(1, round(LONGEST_BAR * value / (chart.most or 1)))


def _step(value: int, chart: Chart) -> int:
    most = max((one for row in chart.rows for one in row.values), default=1) or 1
    return -(-value * 4 // most)


def _scenes(performance: Performance) -> list[dict[str, Any]]:
    return [
        {"id": one.scene.id, "title": one.scene.title, "minutes": one.scene.minutes}
        for one in performance.staged
    ]


def _data(performance: Performance, room: RoomShown | None, home: str) -> dict[str, Any]:
    """What the scripts of the stage and of the room ask for."""
    data: dict[str, Any] = {"scenes": _scenes(performance)}
    if room is None:
        return data
    dataset, staged = performance.dataset, performance.staged
    beside = {one.scene.id: _beside(one) for one in staged if one.scene.show == "beside"}
    named = {id_ for one in beside.values() for id_ in one["findings"]}
    named |= {finding.id for one in staged for finding in _pointed_at(one)}
    return data | {
        "room": asdict(room),
        "filters": performance.filters.query,
        "themes": [{"id": one.id, "label": one.label} for one in dataset.themes],
        "categories": {key: CATEGORIES[key] for key in _SORTED},
        "beside": beside,
        "findings": [
            {
                "id": one.id,
                "statement": one.statement,
                "category": one.category,
                "themes": one.themes,
                "href": f"{home}finding?id={one.id}",
            }
            for one in strongest(dataset.findings)
            if one.id in named
        ],
    }


def _pointed_at(staged: Staged) -> Iterable[Finding]:
    """The findings of a scene that a room says whether they hold."""
    yield from (staged.finding,) if staged.finding else ()
    yield from (staged.figure[0],) if staged.figure else ()
    yield from staged.findings if staged.scene.show != "beside" else ()


def _beside(staged: Staged) -> dict[str, Any]:
    """What a scene sets the room beside: counts by theme and category, the strongest of each."""
    taken: Counter[tuple[str, str]] = Counter()
    named = []
    for finding in staged.findings:
        places = [(theme, finding.category) for theme in finding.themes]
        if finding.category in _SORTED and any(taken[one] < MOST_BESIDE for one in places):
            named.append(finding.id)
        taken.update(places)
    counts = {
        one.id: {category: taken[one.id, category] for category in _SORTED}
        for one in staged.dataset.themes
    }
    return {"counts": counts, "findings": named}
