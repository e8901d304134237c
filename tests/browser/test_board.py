"""The board: the three columns in full, by theme, at the desk, on the phone, on paper."""

import pytest
from playwright.sync_api import expect

from insights.board import Board
from insights.model import CATEGORIES
from insights.selection import label_of
from tests.browser.paper import printed
from tests.browser.screen import expect_filters, main, one_finding_query, pill

pytestmark = pytest.mark.browser


def column(page, category):
    return main(page).get_by_role("region", name=CATEGORIES[category], exact=True)


def expect_board(page, view):
    """Every finding in its column under its theme, each told as stated or inferred in a word."""
    board = Board(view)
    for one in board.columns:
        place = column(page, one.category)
        expect(place.locator(".head p")).to_have_text(one.said)
        groups = board.groups(one.category)
        expect(place.get_by_role("heading", level=3)).to_have_text(
            [f"{group.theme.label} {group.in_all}" for group in groups]
        )
        findings = [finding for group in groups for finding in group.findings]
        expect(place.locator("a.statement")).to_have_text([one.statement for one in findings])
        expect(place.locator(".pill")).to_have_text([one.basis for one in findings])
    context = view.in_category("context")
    links = main(page).locator(".unsorted a.statement")
    expect(links).to_have_count(len(context))


def test_the_board_holds_every_finding_in_its_column_and_follows_the_filters(visitor, dataset):
    page = visitor.open("/board")
    expect(main(page).get_by_role("heading", level=1)).to_have_text("Which ones, exactly?")
    expect_board(page, dataset.select())
    # What a column is stays in sight, however far down.
    last = column(page, "start").get_by_role("listitem").last
    last.scroll_into_view_if_needed()
    expect(column(page, "start").get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)
    expect(main(page).get_by_role("heading", level=1)).not_to_be_in_viewport()

    page.get_by_role("button", name="Expand sidebar").click()
    pill(page, "theme", label_of(dataset, "theme", "trust")).click()
    view = dataset.select("theme=trust")
    expect_filters(page, view)
    expect_board(page, view)
    finding = view.in_category("start")[0]
    main(page).get_by_role("link", name=finding.statement, exact=True).click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)
    page.go_back()
    expect_board(page, view)


def test_the_board_of_one_column_one_finding_and_none(visitor, dataset):
    page = visitor.open("/board?category=leave")
    expect(main(page).locator(".column")).to_have_count(1)
    expect_board(page, dataset.select("category=leave"))
    one = f"q={one_finding_query(dataset)}"
    page = visitor.open(f"/board?{one}")
    expect_board(page, dataset.select(one))
    page = visitor.open("/board?q=zebra")
    expect(main(page).get_by_role("heading", name="No finding: containing “zebra”")).to_be_visible()
    expect(main(page).locator(".board")).to_have_count(0)


def test_on_the_phone_the_columns_stand_one_below_the_other(visit, dataset):
    visitor = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = visitor.open("/board")
    boxes = [column(page, one).bounding_box() for one in ("keep", "leave", "start")]
    assert len({round(box["x"]) for box in boxes}) == 1
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
    expect_board(page, dataset.select())


@pytest.mark.thorough
def test_on_paper_the_columns_follow_each_other_headed_on_every_sheet_that_they_reach(
    visitor, dataset
):
    view = dataset.select()
    visitor.open("/board")
    sheets = printed(visitor.page)
    assert len(sheets) <= 8
    headings = [f"{one.label} {one.said}" for one in Board(view).columns]
    headings.append(f"Not sorted: {len(view.in_category('context'))} findings of context")
    for number, sheet in enumerate(sheets, start=1):
        assert any(sheet.holds(heading) for heading in headings)
        assert sheet.holds(f"{number} / {len(sheets)}")
        assert sheet.holds(f"{view.of} of {view.of} findings · as of {dataset.about.as_of}")
    # None but the last may be half blank, and no heading is left without a finding.
    assert min(sheet.fullness for sheet in sheets[:-1]) > 0.6
    for heading, category in zip(headings, ("keep", "leave", "start", "context"), strict=True):
        first = Board(view).groups(category)[0].findings[0]
        where = next(sheet for sheet in sheets if sheet.holds(heading))
        assert where.holds(first.statement)


@pytest.mark.thorough
def test_a_sheet_of_the_board_says_what_it_is_filtered_to(visitor, dataset):
    view = dataset.select("theme=trust")
    visitor.open("/board?theme=trust")
    for sheet in printed(visitor.page):
        assert sheet.holds(f"{view.words} · {view.count} of {view.of} findings")
