"""Back, forward and reload: one entry a link, and each entry with its filters."""

import re

import pytest
from playwright.sync_api import Route, expect

from insights.headline import headline
from insights.selection import label_of
from tests.browser.screen import (
    drop,
    expect_address,
    expect_at_rest,
    expect_explore,
    expect_filters,
    main,
    option,
)

pytestmark = pytest.mark.browser

# Of the platform's frontend: what draws the facets of the sidebar.
LATE_SCRIPTS = re.compile(r"/(ButtonGroup|TextInput|Multiselect|Selectbox)\.[^/]*\.js$")


def test_back_forward_and_reload_keep_the_filters(visitor, dataset):
    trust = label_of(dataset, "theme", "trust")
    view = dataset.select("theme=trust")
    finding = view.findings[0]
    menu = "App pages"
    page = visitor.open("/explore")
    page.evaluate("window.sameDocument = true")
    length = page.evaluate("history.length")
    option(page, "theme", trust).click()
    expect_explore(page, view)
    # A filter is an entry of its own: Back takes it back.
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect_explore(page, dataset.select())
    page.go_forward()
    expect_explore(page, view)
    length += 1

    def on_explore():
        expect(main(page).get_by_role("heading", level=1)).to_have_text("What is there about …?")
        expect_filters(page, view)
        expect_at_rest(page)

    def on_finding():
        expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)
        expect_address(page, "/finding", [("id", finding.id), ("theme", trust)])
        expect_at_rest(page)

    def on_overview():
        expect(main(page).get_by_role("heading", level=1)).to_have_text(
            "What should government keep, leave and start?"
        )
        expect(main(page).locator(".headline")).to_have_text(headline(view))
        expect_filters(page, view)
        expect_at_rest(page)

    expect_at_rest(page)
    main(page).get_by_role("link", name=finding.statement, exact=True).click()
    on_finding()
    assert page.evaluate("history.length") == length + 1
    page.get_by_role("navigation", name=menu).get_by_role("link", name="Overview").click()
    on_overview()
    assert page.evaluate("history.length") == length + 2
    # All of this in one document: nothing was loaded anew.
    assert page.evaluate("window.sameDocument")

    page.go_back()
    on_finding()
    page.go_back()
    on_explore()
    page.go_forward()
    on_finding()
    page.go_forward()
    on_overview()
    page.reload()
    on_overview()
    page.go_back()
    on_finding()
    page.reload()
    on_finding()
    page.go_back()
    on_explore()
    page.reload()
    on_explore()
    assert page.evaluate("history.length") == length + 2


def test_going_back_before_the_facets_are_there_loses_no_filter(visitor, dataset):
    view = dataset.select("theme=trust")
    page = visitor.open("/board?theme=trust")
    expect_at_rest(page)
    page.get_by_role("link", name="Overview", exact=True).click()
    expect_filters(page, view)
    expect_at_rest(page)
    late: list[Route] = []
    page.route(LATE_SCRIPTS, lambda route: late.append(route))
    page.reload()
    expect_at_rest(page)
    assert page.get_by_test_id("stSkeleton").count() > 0
    page.go_back()
    expect(main(page).get_by_role("heading", level=1)).to_have_text("Which ones, exactly?")
    for script in late:
        script.continue_()
    expect_filters(page, view)


@pytest.mark.parametrize("path", ["/", pytest.param("/explore", marks=pytest.mark.thorough)])
def test_each_filter_and_all_of_them_can_be_dropped_and_taken_back(visitor, dataset, path):
    both, one = dataset.select("theme=trust&category=start"), dataset.select("category=start")
    page = visitor.open(f"{path}?theme=trust&category=start")
    expect_filters(page, both)
    length = page.evaluate("history.length")

    drop(page, label_of(dataset, "theme", "trust")).click()
    expect_filters(page, one)
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect_filters(page, both)
    page.go_forward()
    expect_filters(page, one)
    page.go_back()
    expect_filters(page, both)

    main(page).locator(".filtered").get_by_text("Clear all").click()
    expect_filters(page, dataset.select())
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect_filters(page, both)
    page.reload()
    expect_filters(page, both)
    # The page stays the one it was.
    expect_address(
        page, path, [("category", "Start"), ("theme", label_of(dataset, "theme", "trust"))]
    )


@pytest.mark.thorough
def test_menu_links_carry_the_filters_into_a_new_tab(visitor, dataset):
    page = visitor.open("/explore?theme=trust")
    expect_filters(page, dataset.select("theme=trust"))
    link = page.get_by_role("navigation", name="App pages").get_by_role("link", name="Overview")
    expect_at_rest(page)
    with visitor.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    expect_filters(opened.value, dataset.select("theme=trust"))
    # The first tab stays where it was.
    expect_address(page, "/explore", [("theme", label_of(dataset, "theme", "trust"))])


def test_the_way_back_from_a_finding_leads_to_the_filtered_list(visitor, dataset):
    view = dataset.select("category=keep")
    page = visitor.open(f"/finding?id={view.findings[0].id}&category=keep")
    main(page).get_by_role("link", name=f"← Back to the {view.count} findings: Keep").click()
    expect_explore(page, view)
    # The id named the page's finding: it is no filter of the list.
    expect(main(page).get_by_text("picked:")).to_have_count(0)
