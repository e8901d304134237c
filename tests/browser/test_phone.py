"""On the phone: nothing to scroll sideways, filters behind one button, a list that can be read."""

import pytest
from playwright.sync_api import expect

from insights.headline import summary
from tests.browser.screen import (
    expect_address,
    expect_at_rest,
    expect_filters,
    expect_findings,
    expect_server,
    main,
    option,
    pill,
)

pytestmark = pytest.mark.browser

# How many pixels the page is wider than the screen, and who is.
TOO_WIDE = """() => {
  const main = document.querySelector(".stMain")
  const over = Math.max(
    document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth)
  const scrolls = e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX)
  const inside = e => { for (; e !== main; e = e.parentElement) if (scrolls(e)) return true }
  const who = [...main.querySelectorAll("*")].filter(e =>
    e.getBoundingClientRect().right > innerWidth + 0.5 && e.checkVisibility() && !inside(e))
  return over > 0 ? [over, ...who.slice(0, 3).map(e => e.outerHTML.slice(0, 120))] : []
}"""


def phone(visit, width=390):
    return visit(viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.thorough)])
def test_no_page_scrolls_sideways(visit, dataset, width):
    visitor = phone(visit, width)
    longest = max(dataset.findings, key=lambda finding: len(finding.statement))
    for path in ("/", "/explore?theme=trust", "/explore?theme=nope", f"/finding?id={longest.id}"):
        page = visitor.open(path)
        expect_at_rest(page)
        assert page.evaluate(TOO_WIDE) == [], path
        # Nor is it shrunk to fit: a pixel is a pixel.
        assert page.evaluate("visualViewport.scale") == 1


def test_filters_wait_behind_a_button_and_the_list_can_be_read(visit, dataset):
    visitor = phone(visit)
    page = visitor.open("/explore")
    expect_at_rest(page)
    facet = page.get_by_role("group", name="Theme", exact=True)
    expect(facet).not_to_be_visible()
    page.get_by_role("button", name="Filters", exact=True).tap()
    choice = option(page, "theme", dataset.themes[0].label)
    choice.scroll_into_view_if_needed()
    choice.tap()
    view = dataset.select(f"theme={dataset.themes[0].id}")
    expect_filters(page, view)
    page.get_by_role("button", name="Filters (1)", exact=True).tap()
    expect(facet).not_to_be_visible()
    expect_findings(page, view)

    # A statement has most of the width and letters of a size to read.
    statement = main(page).get_by_role("heading", level=3).first
    statement.scroll_into_view_if_needed()
    assert statement.bounding_box()["width"] > 0.7 * 390
    assert float(statement.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 15
    statement.get_by_role("link").tap()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(view.findings[0].statement)
    # The page begins at its top.
    expect(main(page).get_by_role("heading", level=1)).to_be_in_viewport()
    expect_address(
        page, "/finding", [("id", view.findings[0].id), ("theme", dataset.themes[0].label)]
    )


@pytest.mark.parametrize("path", ["/explore", "/"])
def test_the_drawer_closes_behind_who_goes_to_another_page(visit, dataset, path):
    page = phone(visit).open(f"{path}?theme=trust")
    expect_at_rest(page)
    opener = page.get_by_role("button", name="Expand sidebar")
    assert "menu" in opener.evaluate("e => getComputedStyle(e, '::after').content").lower()
    opener.tap()
    link = page.get_by_role("link", name="Lenses", exact=True)
    expect(link).to_be_in_viewport()
    link.tap()
    heading = main(page).get_by_role("heading", level=1)
    expect(heading).to_have_text("What explains it?")
    expect(link).not_to_be_in_viewport()
    expect(heading).to_be_in_viewport()
    # The filters came along.
    expect_filters(page, dataset.select("theme=trust"))


def test_what_is_dropped_in_the_drawer_is_dropped_in_the_explorer(visit, dataset):
    page = phone(visit).open("/explore?theme=trust&category=start&list=table")
    expect_at_rest(page)
    page.get_by_role("button", name="Expand sidebar").tap()
    drawer = page.get_by_test_id("stSidebar")
    drawer.get_by_role("link", name="Drop the filter Start").tap()
    expect_server(page, dataset.select("theme=trust"))
    drawer.get_by_role("button", name="Collapse sidebar").tap()
    label = dataset.themes[0].label
    expect_address(page, "/explore", [("theme", label), ("list", "table")])
    expect(main(page).locator(".headline")).to_have_text(summary(dataset.select("theme=trust")))
    page.go_back()
    both = dataset.select("theme=trust&category=start")
    expect(main(page).locator(".headline")).to_have_text(summary(both))
    expect_server(page, both)


def test_the_message_comes_first_and_the_columns_one_below_the_other(visit, dataset):
    page = phone(visit).open("/")
    expect_at_rest(page)
    expect(main(page).get_by_text(dataset.about.message.text)).to_be_in_viewport(ratio=1)
    boxes = [
        main(page).get_by_role("region", name=name, exact=True).bounding_box()
        for name in ("Keep", "Leave behind", "Start")
    ]
    assert len({round(box["x"]) for box in boxes}) == 1
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]


def test_nothing_behind_the_open_drawer_can_be_reached(visit, dataset):
    page = phone(visit).open("/")
    expect_at_rest(page)
    opener = page.get_by_role("button", name="Expand sidebar")
    closer = page.get_by_role("button", name="Collapse sidebar")
    behind = page.locator(".stMain")
    opener.focus()
    page.keyboard.press("Enter")
    expect(closer).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert not behind.evaluate("main => main.contains(document.activeElement)")
    expect(behind).to_have_attribute("inert", "")
    # What a choice in the drawer changes is said all the same.
    pill(page, "theme", dataset.themes[0].label).tap()
    count = dataset.select(f"theme={dataset.themes[0].id}").count
    expect(page.get_by_role("status").filter(has_text=f"{count} of ")).to_be_attached()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(behind).not_to_have_attribute("inert", "")
    # A press beside the drawer closes it, and does nothing else.
    opener.tap()
    expect(closer).to_be_visible()
    expect_address(page, "/", [("theme", dataset.themes[0].label)])
    address = page.url
    page.touchscreen.tap(370, 600)
    expect(closer).not_to_be_visible()
    assert page.url == address
