"""Sources: each mark at its second, one on no other, and all of it without a mouse."""

import re
import shutil
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import expect

import insights
from insights.charts import along_source, places
from insights.charts.strip import clock
from insights.model import CATEGORIES
from insights.selection import address
from tests.browser.screen import expect_address, expect_at_rest, expect_filters, main
from tests.browser.server import ROOT
from tests.browser.test_axe import violations
from tests.browser.test_phone import TOO_WIDE, phone

pytestmark = pytest.mark.browser

# The box of the line, and of each mark on it.
PLACES = """section => {
  const box = e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height] }
  const list = section.querySelector(".line > ol")
  return { line: box(list), marks: [...list.querySelectorAll("a")].map(box) }
}"""


def strips(dataset, query=""):
    view = dataset.select(query)
    return {source.id: along_source(view, source) for source in dataset.sources}


def region(page, source):
    return main(page).get_by_role("region", name=source.title, exact=True)


def names(strip):
    return [
        f"{clock(spot.second)}, {CATEGORIES[spot.finding.category]}: {spot.finding.statement}"
        for spot in strip.spots
    ]


def marks(page, source):
    return region(page, source).locator(".line").get_by_role("link")


def with_times(dataset, query=""):
    found = [strip for strip in strips(dataset, query).values() if strip.spots]
    assert found, "the dataset has no recording with a time: look at another"
    return found


def expect_strip(page, strip):
    """Title, marks in order, what is faint and what stands apart: all as the library has it."""
    here = region(page, strip.source)
    expect(here.get_by_role("heading", level=3)).to_have_text(strip.title)
    expect(here.locator(".tile .says").first).to_be_attached()
    expect(marks(page, strip.source)).to_have_count(len(strip.spots))
    assert marks(page, strip.source).locator(".says").all_inner_texts() == names(strip)
    expect(here.locator(".axis i")).to_have_count(len(strip.faint))
    groups = strip.apart + strip.untimed
    expect(here.locator(".apart li > .label")).to_have_text([group.label for group in groups])
    expect(here.locator(".apart a")).to_have_count(sum(len(group.findings) for group in groups))


def test_every_number_and_mark_is_the_librarys(visitor, dataset):
    view = dataset.select()
    page = visitor.open("/sources")
    expect(main(page).get_by_role("heading", level=1)).to_have_text("Where was it said?")
    expect(main(page).locator(".headline")).to_have_text(places(view))
    expect(main(page).get_by_text(view.sentence)).to_be_visible()
    expect(main(page).get_by_text(dataset.fingerprint[:8])).to_be_visible()
    expect_filters(page, view)
    headings = main(page).get_by_role("heading", level=2)
    expect(headings).to_have_text([source.title for source in dataset.sources])
    for strip in strips(dataset).values():
        expect_strip(page, strip)
        here = region(page, strip.source)
        for step in strip.source.via:
            expect(here.get_by_role("listitem").filter(has_text=step).first).to_be_visible()
        expect(here.get_by_text(strip.source.rights)).to_be_visible()


def test_the_first_screen_shows_how_a_source_reached_us_and_its_marks(visitor, dataset):
    page = visitor.open("/sources")
    first = next(iter(strips(dataset).values()))
    here = region(page, first.source)
    expect(here.get_by_role("heading", level=3)).to_be_in_viewport(ratio=1)
    expect(here.locator(".chain")).to_be_in_viewport(ratio=1)
    for mark in marks(page, first.source).all():
        expect(mark).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1280, 390, pytest.param(1440, marks=pytest.mark.thorough)])
def test_marks_stand_at_their_second_big_enough_and_apart(visit, dataset, width):
    page = visit(viewport={"width": width, "height": 900}).open("/sources")
    for strip in with_times(dataset):
        found = region(page, strip.source).evaluate(PLACES)
        runs_down = width < 700
        along = 1 if runs_down else 0
        begin, length = found["line"][along], found["line"][along + 2]
        for spot, box in zip(strip.spots, found["marks"], strict=True):
            assert min(box[2:]) >= 24
            middle = box[along] + box[along + 2] / 2
            assert middle == pytest.approx(begin + spot.at * length, abs=1.5), names(strip)
        for one, other in combinations(found["marks"], 2):
            gaps = [
                abs(one[side] - other[side]) - (one[side + 2] + other[side + 2]) / 2
                for side in (0, 1)
            ]
            assert max(gaps) >= -0.5, "two marks lie on each other"


@pytest.mark.thorough
def test_filters_leave_faint_places_and_full_marks(visitor, dataset):
    query = "category=start"
    view = dataset.select(query)
    page = visitor.open(f"/sources?{query}")
    expect(main(page).locator(".headline")).to_have_text(places(view))
    expect_filters(page, view)
    for strip in with_times(dataset, query):
        expect_strip(page, strip)
        assert strip.faint, "the filter hides nothing of this source: look at another"
        said = region(page, strip.source).get_by_text(f"{strip.shown} of {strip.of}").first
        expect(said).to_be_visible()


def test_a_mark_opens_its_finding_and_back_leads_to_the_same_place(visitor, dataset):
    query = "category=start"
    strip = with_times(dataset, query)[0]
    page = visitor.open(f"/sources?{query}")
    expect_at_rest(page)
    marks(page, strip.source).last.click()
    finding = strip.spots[-1].finding
    expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)
    page.go_back()
    expect_strip(page, strip)
    expect_address(page, "/sources", address(dataset.select(query).selection, dataset))


def test_a_doubtful_time_is_never_a_link_to_the_recording(visitor, dataset):
    page = visitor.open("/sources")
    strip = next(one for one in strips(dataset).values() if one.apart)
    here = region(page, strip.source)
    expect(here.get_by_text(f"{len(strip.apart)} times in doubt, as written")).to_be_visible()
    expect(here.get_by_text(strip.source.latest_locator.why)).to_be_visible()
    for link in here.locator(".apart").get_by_role("link").all():
        assert re.match(r"finding\?id=", link.get_attribute("href"))
    # Not in the table either: there the sound times lead into the recording.
    here.get_by_text("as a table").click()
    expect(here.get_by_role("table").locator("a[target=_blank]")).to_have_count(len(strip.spots))
    doubtful = sum(len(group.findings) for group in strip.apart)
    expect(here.get_by_role("table").locator(".doubtful")).to_have_count(doubtful)


@pytest.mark.thorough
def test_one_chosen_source_is_shown_alone_and_the_others_are_one_click_away(visitor, dataset):
    chosen, other = dataset.sources[0], dataset.sources[1]
    page = visitor.open(f"/sources?source={chosen.id}")
    expect_strip(page, strips(dataset, f"source={chosen.id}")[chosen.id])
    expect(region(page, other)).to_have_count(0)
    rest = main(page).get_by_role("region", name="Other sources")
    expect(rest.get_by_role("link")).to_have_text([s.title for s in dataset.sources[1:]])
    expect_at_rest(page)
    rest.get_by_role("link", name=other.title).click()
    expect_strip(page, strips(dataset, f"source={other.id}")[other.id])
    expect_filters(page, dataset.select(f"source={other.id}"))


def test_nothing_found_names_the_sources_all_the_same(visitor, dataset):
    page = visitor.open("/sources?q=zzzz")
    expect(main(page).locator(".headline")).to_have_text("No finding matches")
    expect(main(page).locator(".tile")).to_have_count(0)
    named = main(page).get_by_role("region", name="Sources").get_by_role("link")
    expect(named).to_have_text([source.title for source in dataset.sources])
    expect_at_rest(page)
    named.first.click()
    expect_strip(page, strips(dataset)[dataset.sources[0].id])


@pytest.mark.thorough
def test_the_explore_link_carries_the_source_and_the_filters(visitor, dataset):
    strip = with_times(dataset, "category=start")[0]
    page = visitor.open("/sources?category=start")
    expect_at_rest(page)
    name = f"Explore these {strip.shown} findings"
    region(page, strip.source).get_by_role("link", name=name).click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text("What is there about …?")
    expect_filters(page, dataset.select(f"category=start&source={strip.source.id}"))


@pytest.mark.thorough
def test_a_mark_with_the_focus_is_read_in_full_and_the_marks_can_be_skipped(visitor, dataset):
    strip = with_times(dataset)[0]
    page = visitor.open("/sources")
    expect_at_rest(page)
    here = region(page, strip.source)
    skip = here.get_by_role("link", name=f"Skip the marks of {strip.source.short}")
    skip.focus()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    first = marks(page, strip.source).first
    expect(first).to_be_focused()
    says = first.locator(".says")
    assert says.bounding_box()["width"] > 400
    expect(says).to_be_in_viewport(ratio=1)
    assert says.inner_text() == names(strip)[0]
    # It hides no mark: what it says stands where nothing else does.
    tops = [mark.bounding_box()["y"] for mark in marks(page, strip.source).all()]
    assert says.bounding_box()["y"] + says.bounding_box()["height"] <= min(tops) + 1
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("heading", level=1)).to_have_text(
        strip.spots[0].finding.statement
    )
    page.go_back()
    expect(skip).to_be_attached()
    expect_at_rest(page)
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(marks(page, strip.source).last).not_to_be_focused()
    assert page.evaluate("!document.activeElement.closest('.line')")


def test_the_table_tells_what_the_marks_tell(visitor, dataset):
    page = visitor.open("/sources")
    for strip in strips(dataset).values():
        here = region(page, strip.source)
        here.get_by_text("as a table").focus()
        page.keyboard.press("Enter")
        expect(here.get_by_role("rowheader")).to_have_text(
            [finding.statement for finding in strip.in_order]
        )


@pytest.mark.thorough
def test_headings_and_known_faults_open_under_the_marks(visitor, dataset):
    page = visitor.open("/sources")
    for source in dataset.sources:
        faults = [fault for fault in dataset.corrections if fault.source == source.id]
        assert faults
        here = region(page, source)
        here.locator(".faults summary").click()
        expect(here.locator(".faults li")).to_have_count(len(faults))
        expect(here.get_by_text(faults[0].why)).to_be_visible()
        outline = dataset.outline_by_source[source.id]
        if here.get_by_text("headings of the document").count():
            here.get_by_text("headings of the document").click()
        titles = here.locator(".headings > li > p")
        assert [
            said.startswith(section.section)
            for said, section in zip(titles.all_inner_texts(), outline.sections, strict=True)
        ] == [True] * len(outline.sections)
        for section in outline.sections:
            if section.left_out:
                expect(here.get_by_text(section.left_out)).to_be_visible()


@pytest.mark.thorough
@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.thorough)])
def test_on_the_phone_the_line_runs_downwards_and_nothing_scrolls_sideways(visit, dataset, width):
    visitor = phone(visit, width)
    for path in ("/sources", "/sources?category=start", "/sources?q=zzzz"):
        page = visitor.open(path)
        expect_at_rest(page)
        assert page.evaluate(TOO_WIDE) == [], path
    page = visitor.open("/sources")
    expect_at_rest(page)
    for strip in with_times(dataset):
        tops = [box[1] for box in region(page, strip.source).evaluate(PLACES)["marks"]]
        assert tops == sorted(tops)
    first = with_times(dataset)[0]
    marks(page, first.source).first.tap()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(
        first.spots[0].finding.statement
    )


@pytest.mark.thorough
@pytest.mark.parametrize("mode", ["dark", pytest.param("light", marks=pytest.mark.thorough)])
def test_what_opens_breaks_no_rule_of_axe(visit, dataset, mode):
    page = visit(color_scheme=mode).open("/sources")
    here = region(page, dataset.sources[0])
    for name in ("as a table", "headings of the document", "known faults"):
        here.get_by_text(name).click()
    expect(here.locator(".headings li").first).to_be_visible()
    marks(page, dataset.sources[0]).first.focus()
    broken, _ = violations(page, "sources, all of one opened")
    assert not broken, "\n".join(broken)


@pytest.mark.thorough
def test_on_paper_the_marks_stand_in_full_with_what_they_say(visitor, dataset):
    page = visitor.open("/sources")
    expect_at_rest(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})
    for strip in strips(dataset).values():
        here = region(page, strip.source)
        expect(here.get_by_role("rowheader").first).to_be_visible()
        for mark in marks(page, strip.source).all():
            box = mark.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 718


@pytest.mark.thorough
def test_a_dataset_without_outlines_faults_or_chains_is_shown_as_it_is(start, visit, tmp_path):
    folder = Path(shutil.copytree(ROOT / "tests/bad_data/_sound", tmp_path / "bare"))
    shutil.rmtree(folder / "outlines")
    (folder / "corrections.yaml").unlink()
    data = insights.load(folder)
    assert {"video", "workshop"} <= {source.kind for source in data.sources}
    page = visit(start(folder)).open("/sources")
    for strip in strips(data).values():
        here = region(page, strip.source)
        expect(here.get_by_role("heading", level=3)).to_have_text(strip.title)
        expect(here.locator(".tile")).to_have_count(strip.of)
        expect(here.locator(".faults")).to_have_count(0)
        if not strip.source.via:
            expect(here.get_by_text("Not written down")).to_be_visible()
