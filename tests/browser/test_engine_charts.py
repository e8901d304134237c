"""The charts of the engine hold what those of Python hold, over hundreds of selections."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import asdict
from itertools import pairwise
from typing import Any

import pytest

from insights.charts import (
    NOUNS,
    Chart,
    Comparison,
    along_recordings,
    compared,
    findings_by_evidence,
    findings_by_source,
    findings_by_theme,
    themes_by_category,
    themes_together,
)
from insights.explorer.world import world
from insights.model import CATEGORIES, EVIDENCE, Dataset, Place, Source
from insights.view import View, select
from tests import worlds
from tests.worlds_generated import generated_worlds

pytestmark = pytest.mark.browser

MODULES = ("charts.js", "charts_together.js", "charts_recordings.js", "charts_compare.js")
CHARTS = {
    "findingsByTheme": findings_by_theme,
    "themesByCategory": themes_by_category,
    "findingsBySource": findings_by_source,
    "findingsByEvidence": findings_by_evidence,
    "themesTogether": themes_together,
    "alongRecordings": along_recordings,
}
TELL = (
    f"const charts = [{', '.join(CHARTS)}]"
    + """
const told = (world, queries) => {
  const views = queries.map((query) => look(world, parse(world, query)))
  const alone = views.map((view) => charts.map((chart) => chart(view)))
  const beside = views.flatMap((view, at) => [views.at(at - 1), views[0]].flatMap(
    (other) => given.keys.map((key) => compared(view, other, key))))
  return [alone, beside]
}
return JSON.stringify(JSON.parse(given.cases).map(
  ([text, queries]) => told(openWorld(JSON.parse(text)), queries)))
"""
)

Cases = list[tuple[Dataset, list[str]]]
# 45 datasets with eight queries each.
GENERATED = generated_worlds(45, seed=31)


def _plain(chart: Any) -> dict[str, Any]:
    """The chart as JSON, with what it works out from its rows."""
    more = {name: getattr(chart, name) for name in ("gaps", "most") if hasattr(chart, name)}
    return _in_order(json.loads(json.dumps(asdict(chart) | more)))


def _in_order(chart: dict[str, Any]) -> dict[str, Any]:
    """The reasons of the gaps as a list: their order is that of the legend."""
    return chart | {"gaps": list(chart["gaps"].items())} if "gaps" in chart else chart


def _answers(engine: Any, cases: Cases) -> Any:
    given = json.dumps([[world(dataset).decode(), queries] for dataset, queries in cases])
    return json.loads(engine(*MODULES).ask(TELL, cases=given, keys=list(NOUNS)))


def _beside(views: list[View]) -> Iterable[tuple[View, View]]:
    """Each view beside the one before it, and beside the first."""
    for at, view in enumerate(views):
        yield view, views[at - 1]
        yield view, views[0]


def _differences(engine: Any, cases: Cases) -> list[str]:
    """Each part of a chart of the engine that is not Python's, with the queries it is for."""
    found = []
    for (dataset, queries), (alone, beside) in zip(cases, _answers(engine, cases), strict=True):
        views = [select(dataset, query) for query in queries]
        named = [
            (name, view, None, chart(view), answer)
            for view, answers in zip(views, alone, strict=True)
            for (name, chart), answer in zip(CHARTS.items(), answers, strict=True)
        ]
        pairs = [(view, other, key) for view, other in _beside(views) for key in NOUNS]
        named += [
            (f"compared by {key}", view, other, compared(view, other, key), answer)
            for (view, other, key), answer in zip(pairs, beside, strict=True)
        ]
        for name, view, other, chart, answer in named:
            expected = _plain(chart)
            answer = _in_order(answer)
            assert answer.keys() == expected.keys(), name
            found += [
                f"{name} of {view.selection.query!r} beside {other and other.selection.query!r}, "
                f"{part}:\n  engine {answer[part]!r}\n  Python {said!r}"
                for part, said in expected.items()
                if answer[part] != said
            ]
    return found


def _assert_same(engine: Any, cases: Cases) -> None:
    differences = _differences(engine, cases)
    assert not differences, "\n".join([f"{len(differences)} differences", *differences[:8]])


def test_charts_of_generated_datasets_are_the_same(engine):
    assert sum(len(queries) for _, queries in GENERATED) >= 300
    _assert_same(engine, GENERATED)


def _bundled_queries(dataset: Dataset) -> list[str]:
    asked = ["", "q=zebra", "theme=nope", "q=the&sort=statement", "theme=trust&theme=people"]
    asked += [f"category={category}" for category in CATEGORIES]
    asked += [f"theme={theme.id}" for theme in dataset.themes]
    asked += [f"source={one.id}&category=keep&category=start" for one in dataset.sources]
    asked += [f"source={one.id}&source={two.id}" for one, two in pairwise(dataset.sources)]
    asked += [f"source={source.id}" for source in dataset.sources]
    asked += [f"evidence={kind}" for kind in EVIDENCE]
    asked += [f"receipt={state}&q=e" for state in ("exact", "section", "doubtful")]
    asked += [f"lens={lens.id}" for lens in dataset.lenses]
    return asked + [f"id={finding.id}" for finding in dataset.findings[::24]]


def test_charts_of_the_bundled_dataset_are_the_same(engine, dataset):
    asked = _bundled_queries(dataset)
    assert len(asked) >= 50
    _assert_same(engine, [(dataset, asked)])


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def _recorded(dice: random.Random) -> Dataset:
    """Up to five recordings full of findings: at one second, in a crowd, hours long, in doubt."""
    sources = tuple(_recording(dice, at) for at in range(dice.randint(1, 5)))
    findings = []
    for source in sources:
        length = dice.choice([1, 90, 600, 3600, 5000, 40_000, 359_999])
        crowd = dice.randrange(length)
        for _ in range(dice.choice([0, 1, 2, 7, 30, 160])):
            near = min(length, crowd + dice.randint(0, 60))
            second = dice.choice([near, crowd, dice.randint(0, length)])
            is_timed = dice.random() < 0.9
            findings.append(
                worlds.finding(
                    f"finding-{len(findings)}",
                    source=source.id,
                    category=dice.choice(list(CATEGORIES)),
                    evidence=dice.choice(list(EVIDENCE)),
                    themes=tuple(dice.sample([t.id for t in worlds.THEMES], dice.randint(1, 3))),
                    locator=_clock(second) if is_timed else Place(section="Thanks", item=2),
                )
            )
    dice.shuffle(findings)
    return worlds.world(*findings, sources=sources)


def _recording(dice: random.Random, at: int) -> Source:
    latest = dice.choice([None, None, {"at": "00:50:00", "why": "It ends there."}])
    return Source(
        id=f"talk-{at}",
        title="A talk",
        short=f"Talk {at}",
        kind="video",
        publisher="Somebody",
        rights="Unknown.",
        latest_locator=latest,
    )


RECORDED_QUERIES = [
    "",
    "category=keep",
    "category=keep&category=context",
    "source=talk-0",
    "theme=trust&evidence=argued",
    "receipt=section",
    "receipt=doubtful",
    "source=talk-1&source=talk-0&theme=digital",
    "q=zebra",
]


@pytest.mark.thorough
def test_charts_of_recordings_with_many_findings_are_the_same(engine):
    cases = [(_recorded(random.Random(at)), RECORDED_QUERIES) for at in range(24)]
    recordings = [along_recordings(select(dataset)).recordings for dataset, _ in cases]
    every = [recording for some in recordings for recording in some]
    assert {recording.zoom for recording in every} == {1, 2, 4, 8}
    assert sum(recording.stretch is not None for recording in every) > 10
    assert sum(recording.doubtful > 0 for recording in every) > 5
    _assert_same(engine, cases)


def _says(titles: Iterable[str], *words: str) -> None:
    titles = list(titles)
    assert not [word for word in words if not any(word in title for title in titles)]


def test_the_selections_lead_to_every_sort_of_title(dataset):
    cases = [*GENERATED, (dataset, _bundled_queries(dataset))]
    views = [[select(data, query) for query in asked] for data, asked in cases]
    charts: list[Chart] = [themes_together(view) for some in views for view in some]
    _says(
        (chart.title for chart in charts),
        "No finding to count",
        "No two themes occur together in a finding",
        "more than one finding",
        "occur together in the one finding",
        "occur together in all",
        "occur together most, in",
        "occur together most: ",
        "two or three themes",
    )
    beside: list[Comparison] = [
        compared(view, other, key)
        for some in views
        for view, other in _beside(some)
        for key in NOUNS
    ]
    _says(
        (one.title for one in beside),
        "matches here",
        "matches there",
        "on either side",
        "ask for the same",
        "hold the same",
        "Too few",
        "is made by the filters",
        "has another share",
        "findings here, ",
        ": none of",
        ": all ",
    )
