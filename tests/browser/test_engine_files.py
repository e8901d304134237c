"""The files that the engine writes are those of Python, letter by letter."""

from __future__ import annotations

import json
from typing import Any

import pytest

from insights.explorer.world import world
from insights.exports import FORMATS, file_name
from insights.model import CATEGORIES, EVIDENCE, Dataset, Finding
from insights.view import select
from tests.worlds import finding, small_world
from tests.worlds import world as made
from tests.worlds_generated import generated_worlds

pytestmark = pytest.mark.browser

TELL = """
return JSON.stringify(JSON.parse(given.cases).map(([text, queries]) => {
  const world = openWorld(JSON.parse(text))
  return queries.map((query) => {
    const view = look(world, parse(world, query))
    return [asCsv(view), asJson(view), asMarkdown(view), viewFileName(view, "csv")]
  })
}))
"""
# 40 datasets with eight queries each.
GENERATED = generated_worlds(40, seed=47)
HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", "−5", "⁺1"),
    *('a "quoted" text', "commas, and; semicolons; =1", "a|b", "`tick`", "{x} }{ \\ $1 $& % # ~ ^"),
    *(
        "<b>&amp;</b> &copy; & c",
        "[a](javascript:alert(1))",
        "![x](y)",
        "1. one",
        "2) two",
        "72% so",
    ),
    *(
        "# head",
        "- list",
        "+ list",
        "=== ",
        "--- a",
        "> quote",
        "www.example.org",
        "http://a.b/c_d",
    ),
    *("🎉 👩‍🚀", "שלום עולם", "مرحبا", "學校", "x" * 240, "'=1", "* a * b", "_a_b_", ":smile:"),
)


def _hostile() -> Dataset:
    def one(at: int, text: str) -> Finding:
        text = text.strip()
        return finding(
            f"f-{at}", statement=text, note=text, actors=(text[:60],), terms=(text[:60], "=b")
        )

    return made(*(one(at, text) for at, text in enumerate(HOSTILE)))


def _answers(engine: Any, cases: list[tuple[Dataset, list[str]]]) -> Any:
    given = json.dumps([[world(dataset).decode(), queries] for dataset, queries in cases])
    return json.loads(engine("files.js", "view.js").ask(TELL, cases=given))


def _assert_same(engine: Any, cases: list[tuple[Dataset, list[str]]]) -> None:
    for (dataset, queries), answers in zip(cases, _answers(engine, cases), strict=True):
        for query, (csv, text, markdown, name) in zip(queries, answers, strict=True):
            view = select(dataset, query)
            assert csv == FORMATS["csv"].write(view).decode(), query
            assert json.loads(text) == json.loads(FORMATS["json"].write(view)), query
            assert list(json.loads(text)) == list(json.loads(FORMATS["json"].write(view)))
            assert markdown == FORMATS["md"].write(view).decode(), query
            assert name == file_name(view, "csv"), query


def test_files_of_generated_datasets_are_the_same(engine):
    assert sum(len(queries) for _, queries in GENERATED) >= 200
    _assert_same(engine, GENERATED)


def test_files_of_the_bundled_dataset_are_the_same(engine, dataset):
    asked = ["", "sort=statement", "q=the&sort=evidence", "theme=nope&q=%3D1", "id=nope", "nope=1"]
    asked += [f"category={category}" for category in CATEGORIES]
    asked += [f"evidence={kind}&sort=source" for kind in EVIDENCE]
    asked += [f"theme={one.id}&theme=trust" for one in dataset.themes]
    asked += [f"id={one.id}" for one in dataset.findings]
    _assert_same(engine, [(dataset, asked)])


def test_files_of_hostile_texts_are_the_same(engine):
    asked = ["", "q=%3D1", "%3Dcmd=%E2%80%AE1&%2Bx=2", "q=%EF%BF%BE", "actor=%3D1%2B1", "q=a%0Ab"]
    _assert_same(engine, [(_hostile(), asked), (small_world(), asked)])


def test_where_the_server_is_called_by_a_name_the_files_lead_there(engine, monkeypatch):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights/")
    world.cache_clear()
    try:
        _assert_same(engine, [(small_world(), ["", "theme=trust"])])
        written = FORMATS["csv"].write(select(small_world(), "theme=trust"))
        assert b"https://example.org/insights/explore?theme=trust&as_of=" in written
    finally:
        world.cache_clear()
