"""What the engine draws is the chart: its numbers, its links, its table, by mouse and by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from insights.charts import (
    along_recordings,
    compared,
    findings_by_source,
    findings_by_theme,
    themes_by_category,
    themes_together,
)
from insights.model import CATEGORIES
from insights.view import View
from tests.browser.drawing import (
    ADDRESS,
    BARS,
    COUNTED,
    FEW,
    QUERIES,
    SIDES,
    Drawing,
    charts_of,
    drawings,
    every_kind,
    hard_world,
    overlapping,
)
from tests.worlds import small_world

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.fixture
def draw(browser: Browser) -> Iterator[Callable[..., Drawing]]:
    yield from drawings(browser)


def named(row: str, what: str, value: int) -> str:
    return f"{row}, {what}: {value} finding{'' if value == 1 else 's'}"


# What is drawn


@pytest.mark.parametrize("name", BARS)
@pytest.mark.parametrize("query", QUERIES)
def test_bars_have_the_rows_the_segments_and_the_totals_of_their_chart(draw, dataset, name, query):
    chart = COUNTED[name](dataset.select(query))
    drawn = draw().put(dataset, query, **{name: chart}).chart(name)
    assert chart.rows
    expect(drawn.get_by_role("heading", level=2)).to_have_text(chart.title)
    expect(drawn.locator(".subtitle")).to_have_text(chart.subtitle)
    expect(drawn.locator(".row > .label")).to_have_text(
        [f"{row.label}: {row.total} finding{'' if row.total == 1 else 's'}" for row in chart.rows]
    )
    expect(drawn.locator(".row .total")).to_have_text([str(row.total) for row in chart.rows])
    segments = drawn.locator(".segment").evaluate_all(
        "all => all.map(one => [one.getAttribute('aria-label'), parseFloat(one.style.width)])"
    )
    assert [said for said, _ in segments] == [
        named(row.label, column.label.lower(), value)
        for row in chart.rows
        for column, value in zip(chart.columns, row.values, strict=True)
        if value
    ]
    widths = [
        (value, width)
        for value, (_, width) in zip(
            [value for row in chart.rows for value in row.values if value], segments, strict=True
        )
    ]
    assert all(width == pytest.approx(value / chart.most * 88, abs=0.01) for value, width in widths)


def test_a_segment_is_as_long_on_the_screen_as_its_share_of_the_axis(draw, dataset):
    chart = findings_by_theme(dataset.select(""))
    drawn = draw().put(dataset, by_theme=chart).chart("by-theme")
    first = drawn.locator(".row").first
    track = first.locator(".track").bounding_box()
    widths = [one.bounding_box()["width"] for one in first.locator(".segment").all()]
    values = [value for value in chart.rows[0].values if value]
    for value, width in zip(values, widths, strict=True):
        assert width == pytest.approx(track["width"] * 0.88 * value / chart.most, abs=0.5)


@pytest.mark.parametrize("query", QUERIES)
def test_the_matrix_has_each_count_and_for_each_empty_cell_the_reason(draw, dataset, query):
    chart = themes_by_category(dataset.select(query))
    drawn = draw().put(dataset, query, matrix=chart).chart("matrix")
    table = drawn.get_by_role("table")
    expect(table.locator("caption")).to_have_text(f"{chart.alt} {chart.subtitle}")
    expect(table.get_by_role("columnheader")).to_have_text(
        [chart.row_title, *(re.compile(rf"\b{column.label}$") for column in chart.columns)]
    )
    expect(table.get_by_role("rowheader")).to_have_text([row.label for row in chart.rows])
    expect(table.locator("td")).to_have_text(
        [
            str(value or reason)
            for row in chart.rows
            for value, reason in zip(row.values, row.empty, strict=True)
        ]
    )
    for reason, says in chart.gaps.items():
        expect(drawn.locator(".gaps")).to_contain_text(f"{reason}: {says}")
    expect(drawn.locator(".gaps")).to_have_count(1 if chart.gaps else 0)


def test_each_recording_has_its_marks_at_their_seconds_and_lanes(draw, dataset):
    chart = along_recordings(dataset.select("category=keep&category=start"))
    drawn = draw().put(dataset, "category=keep&category=start", recordings=chart)
    frame = drawn.chart("recordings")
    assert len(chart.recordings) == 2
    expect(frame.get_by_role("heading", level=3)).to_have_text(
        [f"{one.label} {one.shown} of {one.of}" for one in chart.recordings]
    )
    by_id = dataset.finding_by_id
    for at, one in enumerate(chart.recordings):
        recording = frame.locator(".recording").nth(at)
        expect(recording.locator(".axis span")).to_have_text([tick.label for tick in one.ticks])
        expect(recording.locator(".axis i")).to_have_count(len(one.faint))
        marks = recording.locator("li").evaluate_all(
            """all => all.map(one => [one.firstChild.getAttribute("aria-label"),
            one.querySelector(".shape").className,
            ...["--at", "--lane"].map(key => Number(one.style.getPropertyValue(key)))])"""
        )
        assert marks == [
            [
                f"{point.place}, {CATEGORIES[point.category].lower()}: "
                + by_id[point.finding].statement,
                f"shape {point.category}",
                point.at,
                point.lane,
            ]
            for point in one.points
        ]
        for note in filter(None, (one.title, one.note)):
            expect(recording.locator(".quiet")).to_contain_text(note)
    # Two marks never lie upon each other, whatever their lanes are.
    boxes = [mark.bounding_box() for mark in frame.locator(".point").all()]
    assert boxes
    assert not overlapping(boxes)


@pytest.mark.parametrize(
    ("key", "sides"),
    [("theme", SIDES), ("category", SIDES), ("source", FEW), ("evidence", ("", "category=keep"))],
)
def test_two_sides_have_their_words_their_counts_and_one_axis(draw, dataset, key, sides):
    here, there = (dataset.select(one) for one in sides)
    chart = compared(here, there, key)
    drawn = draw().put(dataset, *sides, compare=chart).chart("compare")
    expect(drawn.locator(".legend > span")).to_have_text(
        [
            f"Here: {chart.a.words} ({chart.a.count} findings)",
            f"There: {chart.b.words} ({chart.b.count} findings)",
        ]
    )
    expect(drawn.locator(".counted")).to_have_text(
        [
            said
            for row in chart.rows
            for said in (f"{row.a} of {chart.a.count}", f"{row.b} of {chart.b.count}")
        ]
    )
    by_filter = [one.locator(".by-filter").count() == 1 for one in drawn.locator(".row").all()]
    assert by_filter == [row.by_filter for row in chart.rows]
    widths = drawn.locator(".segment").evaluate_all(
        "all => all.map(o => parseFloat(o.style.width))"
    )
    assert chart.is_few == (sides != SIDES)
    if chart.is_few:
        most = max(count for row in chart.rows for count in (row.a, row.b))
        lengths = [count / most for row in chart.rows for count in (row.a, row.b)]
    else:
        most = max(share for row in chart.rows for share in (row.share_a, row.share_b))
        lengths = [share / most for row in chart.rows for share in (row.share_a, row.share_b)]
    assert widths == pytest.approx([74 * length for length in lengths], abs=0.01)
    said = "counts" if chart.is_few else "shares"
    expect(drawn.locator(".axis-says")).to_contain_text(f"The bars are {said}")


def test_of_many_rows_the_first_twelve_are_shown_and_the_others_unfold(draw, dataset):
    chart = themes_together(dataset.select(""))
    assert len(chart.rows) > 12
    drawn = draw().put(dataset, together=chart).chart("together")
    shown = drawn.locator(".row").filter(visible=True)
    expect(shown).to_have_count(12)
    drawn.get_by_text(f"Show all {len(chart.rows)}").click()
    expect(shown).to_have_count(len(chart.rows))
    drawn.get_by_text("Show the first 12").click()
    expect(shown).to_have_count(12)


def test_a_few_rows_more_than_twelve_are_not_folded(draw, dataset):
    chart = findings_by_theme(dataset.select(""))
    assert 12 < len(chart.rows) <= 16
    drawn = draw().put(dataset, **{"by-theme": chart}).chart("by-theme")
    expect(drawn.locator(".row").filter(visible=True)).to_have_count(len(chart.rows))


def test_a_chart_with_nothing_to_count_is_its_sentence_alone(draw, dataset):
    query = "q=zebra"
    drawn = draw().put(dataset, query, **charts_of(dataset.select(query)))
    titles = [chart.title for chart in charts_of(dataset.select(query)).values()]
    frames = drawn.page.locator(".chart-frame")
    for frame in frames.all():
        expect(frame.locator("*")).to_have_count(1)
    expect(frames.get_by_role("heading", level=2)).to_have_text(titles)


def test_nothing_is_compared_where_a_side_is_empty(draw, dataset):
    chart = compared(dataset.select("q=zebra"), dataset.select(""), "theme")
    drawn = draw().put(dataset, "q=zebra", compare=chart).chart("compare")
    expect(drawn.locator(".chart-frame > *")).to_have_count(1)
    expect(drawn).to_have_text(chart.title)


# Where the marks lead


@pytest.mark.parametrize("query", [*QUERIES, "theme=trust&category=start", "id=superhero-myth"])
def test_every_link_leads_to_exactly_as_many_findings_as_it_says(draw, dataset, query):
    view = dataset.select(query)
    there = "source=coalitions"
    charts = charts_of(view) | {"compare": compared(view, dataset.select(there), "theme")}
    drawn = draw().put(dataset, query, there, **charts)
    for details in drawn.page.locator("details.table summary, details.more-rows summary").all():
        details.click()
    links = drawn.page.locator(":is([data-chart] :is(.label, .segment, .cell, .side), .table td a)")
    said = links.evaluate_all(
        """all => all.filter(one => one.href && !one.target).map(one =>
        [one.getAttribute("aria-label") ?? one.textContent, one.getAttribute("href")])"""
    )
    assert len(said) > 10 or view.count < 3
    for says, href in said:
        counted = re.search(r"(?:^|: )(\d+)(?= of \d+| findings?$|: )", says)
        assert counted, says
        assert dataset.select(href.removeprefix("explore?")).count == int(counted[1]), says


def test_a_mark_and_the_statement_in_the_table_lead_to_their_finding(draw, dataset):
    chart = along_recordings(dataset.select(""))
    drawn = draw().put(dataset, recordings=chart)
    rows = drawn.table("recordings")
    by_id = dataset.finding_by_id
    assert rows == [
        [
            by_id[row.finding].statement,
            CATEGORIES[by_id[row.finding].category],
            f"▸ {row.place}" if dataset.receipt(by_id[row.finding]).url else row.place,
            row.source,
        ]
        for row in chart.rows
    ]
    statements = drawn.chart("recordings").locator("tbody th a")
    assert statements.evaluate_all("all => all.map(one => one.getAttribute('href'))") == [
        f"explore?id={row.finding}" for row in chart.rows
    ]
    marks = drawn.chart("recordings").locator(".point")
    assert marks.evaluate_all("all => all.map(one => one.getAttribute('href'))") == [
        f"explore?id={point.finding}" for one in chart.recordings for point in one.points
    ]
    receipts = drawn.chart("recordings").locator("tbody td a")
    assert receipts.evaluate_all("all => all.map(one => one.href)") == [
        url for row in chart.rows if (url := dataset.receipt(by_id[row.finding]).url)
    ]


@pytest.mark.parametrize("name", [*COUNTED, "compare"])
def test_a_click_asks_for_what_the_address_says_and_leaves_the_page_alone(draw, dataset, name):
    drawn = draw().put(dataset, *SIDES, **every_kind(dataset, *SIDES))
    links = drawn.chart(name).locator("a[href^=explore]")
    hrefs = [link.get_attribute("href") for link in links.all()[:8]]
    assert hrefs
    for link in links.all()[:8]:
        link.click()
    assert drawn.page.url == ADDRESS
    view = dataset.select(SIDES[0])
    for (call, *given), href in zip(drawn.calls(), hrefs, strict=True):
        if call == "pick":
            wanted = sorted(given[0])
        elif call == "ask":
            wanted = sorted(found.id for found in dataset.select(given[0]).findings)
        else:
            chosen = given[0] if call == "filterMany" else {given[0]: given[1]}
            selection = view.selection
            for key, ids in chosen.items():
                selection = selection.choose(key, ids)
            wanted = sorted(found.id for found in View(dataset, selection).findings)
        asked = dataset.select(href.removeprefix("explore?"))
        assert sorted(found.id for found in asked.findings) == wanted


@pytest.mark.parametrize("key", ["ctrlKey", "shiftKey"])
def test_a_click_with_a_modifier_is_left_to_the_browser(draw, dataset, key):
    drawn = draw().put(dataset, by_theme=findings_by_theme(dataset.select("")))
    kept = drawn.page.evaluate(
        """key => {
          const click = new MouseEvent("click", { bubbles: true, cancelable: true, [key]: true })
          document.addEventListener("click", event => event.preventDefault(), { once: true })
          let kept = null
          document.body.addEventListener("click", event => { kept = !event.defaultPrevented })
          document.querySelector(".segment").dispatchEvent(click)
          return kept
        }""",
        key,
    )
    assert kept is True
    assert drawn.calls() == []


def test_a_row_that_nothing_matches_is_no_link(draw, dataset):
    query = "source=coalitions"
    drawn = draw().put(dataset, query, by_source=findings_by_source(dataset.select(query)))
    expect(drawn.chart("by-source").locator("a.label")).to_have_count(1)
    expect(drawn.chart("by-source").locator("span.label")).to_have_count(2)


# The keyboard


def focus_after(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate("document.activeElement.dataset.mark ?? document.activeElement.className")


def test_a_row_of_bars_is_one_stop_and_the_arrow_keys_walk_along_it(draw, dataset):
    chart = findings_by_source(dataset.select(""))
    drawn = draw().put(dataset, by_source=chart)
    first, second, third = chart.rows
    assert focus_after(drawn.page, "Tab") == first.key
    filled = [c.category for c, v in zip(chart.columns, first.values, strict=True) if v]
    assert [focus_after(drawn.page, "ArrowRight") for _ in filled] == [
        f"{first.key} {category}" for category in filled
    ]
    assert focus_after(drawn.page, "ArrowRight") == f"{first.key} {filled[-1]}"
    assert focus_after(drawn.page, "ArrowLeft") == f"{first.key} {filled[-2]}"
    assert focus_after(drawn.page, "Tab") == second.key
    assert focus_after(drawn.page, "Tab") == third.key
    assert focus_after(drawn.page, "Tab") == "table"
    drawn.page.keyboard.press("Shift+Tab")
    drawn.page.keyboard.press("Enter")
    assert drawn.calls() == [["filter", "source", [third.key]]]


def test_a_line_of_time_is_one_stop_and_the_arrow_keys_walk_along_it(draw, dataset):
    chart = along_recordings(dataset.select(""))
    drawn = draw().put(dataset, recordings=chart)
    one, other = chart.recordings
    drawn.page.locator(".point").first.focus()
    told = drawn.page.locator(".told").first
    expect(told).to_contain_text(dataset.finding_by_id[one.points[0].finding].statement)
    assert focus_after(drawn.page, "ArrowRight", "ArrowRight") == one.points[2].finding
    expect(told).to_contain_text(dataset.finding_by_id[one.points[2].finding].statement)
    assert focus_after(drawn.page, "End") == one.points[-1].finding
    assert focus_after(drawn.page, "ArrowLeft") == one.points[-2].finding
    # The next stop is the other line and its first mark; back again, the mark that was left.
    assert focus_after(drawn.page, "Tab", "Tab") == other.points[0].finding
    assert focus_after(drawn.page, "Shift+Tab", "Shift+Tab") == one.points[-2].finding


def test_both_sides_of_a_row_are_one_stop(draw, dataset):
    here, there = (dataset.select(one) for one in SIDES)
    chart = compared(here, there, "category")
    drawn = draw().put(dataset, *SIDES, compare=chart)
    keys = [row.key for row in chart.rows]
    assert focus_after(drawn.page, "Tab") == f"{keys[0]} a"
    assert focus_after(drawn.page, "ArrowRight") == f"{keys[0]} b"
    assert focus_after(drawn.page, "Tab") == f"{keys[1]} a"


# The table


@pytest.mark.parametrize("name", BARS)
@pytest.mark.parametrize("query", ["theme=trust&theme=learning"])
def test_the_table_under_bars_has_all_their_numbers(draw, dataset, name, query):
    chart = COUNTED[name](dataset.select(query))
    drawn = draw().put(dataset, query, **{name: chart})
    assert drawn.table(name) == [
        [row.label, *(str(value) for value in row.values), str(row.total)] for row in chart.rows
    ]
    table = drawn.chart(name).get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(
        [chart.row_title, *(column.label for column in chart.columns), "All"]
    )
    expect(table.locator("caption")).to_have_text(f"{chart.subtitle}.")


def test_the_table_under_two_sides_has_all_their_numbers(draw, dataset):
    here, there = (dataset.select(one) for one in FEW)
    chart = compared(here, there, "theme")
    drawn = draw().put(dataset, *FEW, compare=chart)
    assert drawn.table("compare") == [
        [
            row.label,
            f"{row.a} of {chart.a.count}",
            f"{row.b} of {chart.b.count}",
            "yes" if row.by_filter else "no",
        ]
        for row in chart.rows
    ]


# For everybody


AXE = Axe()


@pytest.mark.parametrize(("width", "mode"), [(1000, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_no_violation_in_any_chart_and_nothing_is_wider_than_the_page(
    draw, dataset, mode, width
):
    drawn = draw(color_scheme=mode, viewport={"width": width, "height": 800})
    for data, query, against in (
        (dataset, *SIDES),
        (dataset, *FEW),
        (hard_world(), "", "category=keep"),
    ):
        drawn.put(data, query, against, **every_kind(data, query, against))
        for summary in drawn.page.locator("summary").all():
            summary.click()
        assert drawn.page.evaluate("document.documentElement.scrollWidth") <= width
        found = AXE.run(drawn.page).response["violations"]
        assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_every_target_has_room_or_a_way_round_it_that_has(draw, dataset):
    drawn = draw().put(dataset, *SIDES, **every_kind(dataset, *SIDES))
    for details in drawn.page.locator("details.table summary").all():
        details.click()
    sized = drawn.page.locator(
        ":is(.label, .cell, .side, .point, summary, .table a)[href], summary"
    ).evaluate_all(
        """all => all.map(one => [one.getBoundingClientRect(), one.className, one.textContent])
        .map(([box, kind, says]) => [box.width, box.height, kind, says])"""
    )
    small = [one for one in sized if one[1] < 23.5 and one[2] != "label"]
    assert not small


def test_in_forced_colours_the_patterns_and_shapes_still_differ(draw, dataset):
    drawn = draw(forced_colors="active").put(dataset, **every_kind(dataset, "", SIDES[0]))
    for kind, among in (("segment", "by-theme"), ("shape", "recordings")):
        looks = drawn.page.evaluate(
            """([kind, name]) => ["keep", "leave", "start", "context"].map(category => {
              const one = document.querySelector(`[data-chart=${name}] .${kind}.${category}`)
              const look = getComputedStyle(one)
              return [look.backgroundImage, look.clipPath, look.borderRadius, look.backgroundColor]
            })""",
            [kind, among],
        )
        assert len({tuple(look[:3]) for look in looks}) == 4
        assert len({look[3] for look in looks}) <= 2


def test_on_paper_every_row_is_printed_and_no_tool(draw, dataset):
    chart = themes_together(dataset.select(""))
    drawn = draw().put(dataset, together=chart, recordings=along_recordings(dataset.select("")))
    drawn.page.emulate_media(media="print")
    expect(drawn.chart("together").locator(".row").last).to_be_visible()
    assert drawn.page.locator("summary").filter(visible=True).count() == 0
    expect(drawn.page.locator(".told").first).to_be_hidden()
    assert (
        drawn.page.evaluate("getComputedStyle(document.querySelector('.segment')).printColorAdjust")
        == "exact"
    )


def test_a_small_world_can_be_drawn(draw):
    drawn = draw().put(
        small_world(), "", "category=keep", **every_kind(small_world(), "", "category=keep")
    )
    assert drawn.page.locator(".chart-frame").count() == 7
    assert quote("loops") in (drawn.page.locator(".point").first.get_attribute("href") or "")
