"""Pictures and files of a chart stand alone: all it says, where it comes from, nothing unsafe."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from insights.charts import Chart, along_recordings, compared, findings_by_theme
from insights.explorer.world import world as world_of
from insights.looks import INKS, MARKS
from insights.model import CATEGORIES
from tests.browser.drawing import (
    COUNTED,
    FEW,
    HOSTILE,
    QUERIES,
    SIDES,
    SVG,
    Drawing,
    as_json,
    charts_of,
    drawings,
    every_kind,
    hard_world,
    overlapping,
    page_text,
)

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.fixture
def draw(browser: Browser) -> Iterator[Callable[..., Drawing]]:
    yield from drawings(browser)


# The pictures


def words_of(picture: ElementTree.Element) -> str:
    """All that is written in a picture, a line after the other."""
    return " ".join("".join(text.itertext()) for text in picture.iter(f"{SVG}text"))


@pytest.mark.parametrize("query", QUERIES)
def test_a_picture_says_all_that_the_chart_says_and_where_it_comes_from(draw, dataset, query):
    view = dataset.select(query)
    charts = charts_of(view)
    drawn = draw().put(dataset, query, **charts)
    for name, chart in charts.items():
        picture = drawn.picture(name.replace("_", "-"))
        said = words_of(picture)
        assert chart.title in said
        assert chart.subtitle in said
        assert view.sentence in said
        origin = f"as of {dataset.about.as_of} · state {dataset.fingerprint[:8]}"
        assert f"{dataset.about.title} · {origin}" in said
        assert picture.findtext(f"{SVG}title") == chart.title
        assert chart.alt in (picture.findtext(f"{SVG}desc") or "")
        if isinstance(chart, Chart):
            texts = ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]
            for row in chart.rows:
                assert row.label in said
                assert str(row.total if chart.kind == "bars" else max(row.values)) in texts
            for column in chart.columns:
                assert column.label in said
            for reason, says in chart.gaps.items() if chart.kind == "matrix" else ():
                assert f"{reason}: {says}" in said
        else:
            for one in chart.recordings:
                assert f"{one.label}, {one.shown} of {one.of}" in said


def test_the_picture_of_bars_has_a_bar_for_each_count_with_a_gap_between_neighbours(draw, dataset):
    chart = findings_by_theme(dataset.select(""))
    picture = draw().put(dataset, by_theme=chart).picture("by-theme")
    bars = [
        (one.get("fill", "")[10:-1], *(float(one.get(key, "0")) for key in ("x", "y", "width")))
        for one in picture.findall(f"{SVG}rect")
        if one.get("fill", "").startswith("url(#mark-")
    ]
    legend, drawn = bars[: len(chart.columns)], bars[len(chart.columns) :]
    assert [category for category, *_ in legend] == list(CATEGORIES)
    wanted = [
        (column.category, value)
        for row in chart.rows
        for column, value in zip(chart.columns, row.values, strict=True)
        if value
    ]
    assert [category for category, *_ in drawn] == [category for category, _ in wanted]
    one = (drawn[0][3] + 2) / wanted[0][1]  # pixels of one finding; the gap is part of a bar
    assert [width for *_, width in drawn] == pytest.approx(
        [v * one - 2 for _, v in wanted], abs=0.1
    )
    neighbours = [(a, b) for a, b in pairwise(drawn) if a[2] == b[2]]
    assert all(b[1] - (a[1] + a[3]) == pytest.approx(2, abs=0.1) for a, b in neighbours)


def test_the_pictures_of_recordings_and_of_two_sides_have_all_marks(draw, dataset):
    drawn = draw().put(dataset, *SIDES, **every_kind(dataset, *SIDES))
    recordings = along_recordings(dataset.select(SIDES[0]))
    picture = drawn.picture("recordings")
    shapes = [*picture.iter(f"{SVG}circle"), *picture.iter(f"{SVG}polygon")]
    fills = [one.get("fill") for one in (*shapes, *picture.iter(f"{SVG}rect"))]
    points = [point.category for one in recordings.recordings for point in one.points]
    for category, mark in MARKS.items():
        # One more explains it, one is the ground of its pattern.
        assert fills.count(mark.fill["light"]) == points.count(category) + 2
    chart = compared(*(dataset.select(one) for one in SIDES), "theme")
    said = words_of(drawn.picture("compare"))
    for row in chart.rows:
        assert f"{row.label} {row.a} of {chart.a.count} {row.b} of {chart.b.count}" in said
    for side in (chart.a, chart.b):
        assert f"{side.words} ({side.count} findings)" in said


def test_nothing_in_a_picture_overlaps_or_leaves_it_however_long_the_texts_are(draw, dataset):
    for data, query, against in (
        (hard_world(), "", "category=keep"),
        (dataset, *SIDES),
        (dataset, *FEW),
    ):
        drawn = draw().put(data, query, against, **every_kind(data, query, against))
        for name in (*COUNTED, "recordings", "compare"):
            size, boxes = drawn.page.evaluate(
                """name => {
                  const text = picture(name).replace(/^<.xml.*/, "")
                  const place = document.createElement("div")
                  place.innerHTML = text
                  document.body.append(place)
                  const drawn = place.querySelector("svg")
                  const boxes = [...drawn.querySelectorAll("text")].map(one => {
                    const { x, y, width, height } = one.getBBox()
                    return { x, y, width, height, says: one.textContent }
                  })
                  const { width, height } = drawn.viewBox.baseVal
                  place.remove()
                  return [{ width, height }, boxes]
                }""",
                name,
            )
            assert size["width"] == 1200
            # The lines of a paragraph may touch; letters stand well inside their boxes.
            tight = [box | {"y": box["y"] + 2, "height": box["height"] - 4} for box in boxes]
            assert not overlapping(tight), name
            for box in boxes:
                assert box["x"] >= 0, box
                assert box["x"] + box["width"] <= size["width"], box
                assert box["y"] + box["height"] <= size["height"], box


def test_pictures_have_the_light_colours_of_the_categories(draw, dataset):
    page = draw().page
    assert page.evaluate("PAPER") == asdict(INKS["light"])
    assert page.evaluate("PAPER_MARKS") == {
        category: {
            "fill": mark.fill["light"],
            "on": mark.on_fill["light"],
            "letter": mark.letter,
        }
        for category, mark in MARKS.items()
    }


READ_PNG = """async name => {
  const blob = await pngOf(picture(name))
  const reader = new FileReader()
  await new Promise(done => { reader.onload = done; reader.readAsDataURL(blob) })
  return reader.result
}"""


def png_of(page: Page, name: str) -> Image.Image:
    head, _, body = page.evaluate(READ_PNG, name).partition(",")
    assert head == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(body)))


@pytest.mark.parametrize("name", ["by-theme", "recordings", "compare"])
def test_a_picture_becomes_a_png_of_twice_its_size_on_white(draw, dataset, name):
    drawn = draw(color_scheme="dark").put(dataset, *SIDES, **every_kind(dataset, *SIDES))
    height = int(drawn.picture(name).get("height", "0"))
    with png_of(drawn.page, name) as image:
        image.load()
        assert image.size == (2400, 2 * height)
        plain = image.convert("RGB")
        assert plain.getpixel((1, 1)) == (255, 255, 255)
        colours = {colour for _, colour in plain.getcolors(1 << 24) or []}
        assert tuple(bytes.fromhex(INKS["light"].ink[1:])) in colours


def test_a_picture_becomes_a_png_in_a_page_from_a_disk_too(browser, dataset, tmp_path):
    (tmp_path / "charts.html").write_text(page_text(), encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "charts.html").as_uri())
        chart = as_json(findings_by_theme(dataset.select("")))
        given = [world_of(dataset).decode(), "", "", [["by-theme", chart]]]
        page.evaluate("given => put(...given)", given)
        with png_of(page, "by-theme") as image:
            assert image.size[0] == 2400


def test_a_picture_too_tall_for_a_canvas_becomes_a_smaller_png(draw, dataset):
    chart = as_json(findings_by_theme(dataset.select("")))
    row = chart["rows"][0]
    chart["rows"] = [row | {"key": f"row-{at}"} for at in range(500)]
    drawn = draw().put(dataset, by_theme=chart)
    height = int(drawn.picture("by-theme").get("height", "0"))
    assert height > 18_000
    with png_of(drawn.page, "by-theme") as image:
        assert image.size[0] * image.size[1] <= 16_000_000
        assert image.size[1] / image.size[0] == pytest.approx(height / 1200, rel=0.01)


# The files


def rows_of(text: str) -> list[dict[str, str]]:
    """A CSV as a reader of tables reads it."""
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("query", ["theme=trust&category=leave&category=keep"])
def test_the_file_of_the_data_has_each_number_the_reasons_and_the_origin(
    draw, dataset, name, query
):
    view = dataset.select(query)
    chart = COUNTED[name](view)
    drawn = draw().put(dataset, query, **{name: chart})
    assert rows_of(drawn.page.evaluate("name => asText(name)", name)) == [
        {
            "id": row.key,
            chart.row_title: row.label,
            **{c.label: str(v) for c, v in zip(chart.columns, row.values, strict=True)},
            "All": str(row.total),
            **{
                f"{c.label}: why none": why for c, why in zip(chart.columns, row.empty, strict=True)
            },
            "counted": view.sentence,
            "filters": view.words,
            "dataset": dataset.about.title,
            "as_of": dataset.about.as_of,
            "fingerprint": dataset.fingerprint,
        }
        for row in chart.rows
    ]


def test_the_files_of_recordings_and_of_two_sides_have_their_rows(draw, dataset):
    drawn = draw().put(dataset, *SIDES, **every_kind(dataset, *SIDES))
    recordings = along_recordings(dataset.select(SIDES[0]))
    places = rows_of(drawn.page.evaluate("name => asText(name)", "recordings"))
    by_id = dataset.finding_by_id
    seconds = {
        point.finding: str(point.second) for one in recordings.recordings for point in one.points
    }
    assert [
        (row["id"], row["Finding"], row["Category"], row["Place"], row["Source"]) for row in places
    ] == [
        (
            row.finding,
            by_id[row.finding].statement,
            CATEGORIES[by_id[row.finding].category],
            row.place,
            row.source,
        )
        for row in recordings.rows
    ]
    assert [row["Second, where it is sure"] for row in places] == [
        seconds.get(row.finding, "") for row in recordings.rows
    ]
    chart = compared(*(dataset.select(one) for one in SIDES), "theme")
    rows = rows_of(drawn.page.evaluate("name => asText(name)", "compare"))
    assert [
        (row["id"], row["Theme"], int(row["Here"]), int(row["of here"]), float(row["Share here"]))
        for row in rows
    ] == [(row.key, row.label, row.a, chart.a.count, row.share_a) for row in chart.rows]
    assert [(int(row["There"]), float(row["Share there"])) for row in rows] == [
        (row.b, row.share_b) for row in chart.rows
    ]
    for side in (chart.a, chart.b):
        assert f"{side.count}" in rows[0]["counted"]
        assert side.words in rows[0]["counted"]


@pytest.mark.parametrize("label", ["=1+1", "@cmd", "\t=1", "\u00a0=1", "＝1"])
def test_no_cell_of_the_data_is_a_formula(draw, dataset, label):
    chart = as_json(findings_by_theme(dataset.select("")))
    chart["rows"][0]["label"] = label
    drawn = draw().put(dataset, by_theme=chart)
    first, *_ = rows_of(drawn.page.evaluate("asText('by-theme')"))
    assert first["Theme"] == f"'{label}"
    assert first["All"] == str(chart["rows"][0]["total"])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Trust leads with 9 of 144 findings", "trust-leads-with-9-of-144-findings"),
        ("Éducation – the 2nd", "education-the-2nd"),
        ('../../etc/passwd\\x:*?"<>|\u202e', "etc-passwd-x"),
        ("政府改革", "chart"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("w" * 200, "w" * 60),
    ],
)
def test_a_file_is_called_after_the_sentence_of_its_chart(draw, dataset, title, name):
    chart = as_json(findings_by_theme(dataset.select(""))) | {"title": title}
    drawn = draw().put(dataset, by_theme=chart)
    made = drawn.page.evaluate("fileName('by-theme')")
    assert made == f"{name}-{dataset.about.as_of}.svg"


def test_the_three_files_are_saved_under_their_names_and_the_menu_folds_again(draw, dataset):
    chart = findings_by_theme(dataset.select(""))
    drawn = draw(accept_downloads=True).put(dataset, by_theme=chart)
    summary = drawn.chart("by-theme").locator(".menu summary")
    expect(summary).to_have_accessible_name(f"Save the chart: {chart.title}")
    begins = {
        "Picture (SVG)": ("svg", b"<?xml"),
        "Picture (PNG)": ("png", b"\x89PNG"),
        "Data (CSV)": ("csv", b"\xef\xbb\xbfid,Theme"),
    }
    name = drawn.page.evaluate("fileName('by-theme')").removesuffix(".svg")
    for label, (ending, begin) in begins.items():
        summary.click()
        with drawn.page.expect_download() as saving:
            drawn.chart("by-theme").get_by_role("button", name=label).click()
        assert saving.value.suggested_filename == f"{name}.{ending}"
        assert Path(saving.value.path()).read_bytes().startswith(begin)
        expect(drawn.chart("by-theme").locator(".menu")).not_to_have_attribute("open", "")
        expect(summary).to_be_focused()


def test_a_picture_that_cannot_be_made_is_said_in_words(draw, dataset):
    chart = findings_by_theme(dataset.select(""))
    drawn = draw().put(dataset, by_theme=chart)
    drawn.page.evaluate("HTMLCanvasElement.prototype.toBlob = null")
    drawn.chart("by-theme").locator(".menu summary").click()
    drawn.chart("by-theme").get_by_role("button", name="Picture (PNG)").click()
    expect(drawn.chart("by-theme").get_by_role("status")).to_have_text(
        "This browser could not make the file “Picture (PNG)”: take another of the three."
    )


# Hostile texts


def test_hostile_text_stays_text_on_the_page_in_the_picture_and_in_the_file(draw):
    many = hard_world()
    dirty = json.dumps("\x00\x07\ufffe\u202e\x1b[31m").strip('"')
    charts = {
        name: json.loads(json.dumps(as_json(chart)).replace(HOSTILE[:7], dirty + HOSTILE[:7]))
        for name, chart in every_kind(many, "", "category=keep").items()
    }
    drawn = draw().put(many, "", "category=keep", **charts)
    assert drawn.page.locator("main script").count() == 0
    for name in (*COUNTED, "recordings", "compare"):
        picture = drawn.picture(name)
        assert not [one for one in picture.iter() if one.tag.removeprefix(SVG) == "script"]
        rows_of(drawn.page.evaluate("name => asText(name)", name))
    expect(drawn.chart("by-theme").locator(".label").last).to_contain_text("<script>alert(1)")
    assert "<script>alert(1)</script>" in words_of(drawn.picture("matrix")).replace(" ", "")


def test_a_dangerous_address_of_a_place_is_no_link(draw, dataset):
    chart = along_recordings(dataset.select(""))
    text = world_of(dataset).decode()
    first = next(one for one in json.loads(text)["findings"] if one["url"])
    drawn = draw()
    hostile = text.replace(json.dumps(first["url"]), '"javascript:alert(1)"')
    drawn.page.evaluate(
        "given => put(...given)", [hostile, "", "", [["recordings", as_json(chart)]]]
    )
    drawn.table("recordings")
    links = drawn.page.locator("a").evaluate_all("all => all.map(one => one.protocol)")
    assert set(links) == {"http:", "https:", ":"}
