"""Keyboard only: Tab, arrows, Space and Enter do every task; focus is seen and never caught.

Who walks where (tests marked with * run with `make thorough`):

executive    the front page, end to end                            here
             the brief, every stop of it                           test_access_focus *
analyst      set a filter, open a finding, go back                 here
             drop a filter                                         here *
             a table under a chart; past filters and menu          here
             pick findings, take them away as a file; compare      test_keyboard_tasks *
             from the board to a finding                           test_keyboard_tasks *
             from lens to lens and to a finding                    test_lenses
             places in a recording, and past them                  test_sources
             the explorer as a file                                test_explorer_file *
facilitator  choose, move, leave out and lengthen scenes           test_present
             step through a run; scroll a long scene               test_stage
             guess a number and show the answer                    test_keyboard_tasks *
             start a room                                          test_keyboard_tasks *
             add, move, tag and dot a note; commit; end the room   test_keyboard_tasks *
             the list of rooms                                     test_workshop
everybody    every stop of every page, menu and dialog             test_access_focus *
"""

import pytest
from playwright.sync_api import expect

from insights.headline import summary
from insights.selection import label_of
from tests.browser.focus import faults_of_focus
from tests.browser.screen import (
    expect_address,
    expect_at_rest,
    expect_filters,
    expect_findings,
    expect_server,
    main,
    option,
)

pytestmark = pytest.mark.browser

HAS_FOCUS = """label => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  const says = text => (text ?? "").trim().replace(/\\s+/g, " ")
  // Before the words of a choice stands its mark.
  if (at?.labels?.length) return says(at.labels[0].innerText).includes(label)
  return says(at?.getAttribute("aria-label") || at?.innerText).startsWith(label)
}"""


def tab_to(page, label, most=60):
    """Press Tab until what is named so has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(HAS_FOCUS, label):
            return
    raise AssertionError(f"{most} times Tab did not lead to “{label}”")


@pytest.mark.parametrize(
    "path", ["/", "/explore?theme=trust&category=start", "/finding", "/lenses"]
)
def test_tab_leads_through_the_page_and_the_focus_is_always_seen(visitor, dataset, path):
    if path == "/finding":
        path += f"?id={dataset.select('category=keep').findings[0].id}"
    page = visitor.open(path)
    expect_at_rest(page)
    names, faults = faults_of_focus(page)
    assert names[0] == "a Skip to main content"
    assert "a Explore" in names
    assert "button Copy link" in names
    assert not faults, "\n".join(faults)


def test_a_facet_a_finding_and_the_way_back_by_keyboard(visitor, dataset):
    page = visitor.open("/explore")
    expect_at_rest(page)
    tab_to(page, "Leave behind")
    page.keyboard.press("Space")
    expect(main(page).locator(".headline")).to_have_text(summary(dataset.select("category=leave")))
    expect_server(page, dataset.select("category=leave"))
    expect(option(page, "category", "Leave behind")).to_be_focused()
    tab_to(page, dataset.themes[0].label)
    page.keyboard.press("Space")
    view = dataset.select(f"category=leave&theme={dataset.themes[0].id}")
    assert view.count
    expect_filters(page, view)
    expect_findings(page, view)
    expect_at_rest(page)

    finding = view.findings[0]
    tab_to(page, finding.statement[:40])
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)
    expect_at_rest(page)
    tab_to(page, "← Back to")
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("heading", level=1)).to_have_text("What is there about …?")
    expect_findings(page, view)
    expect_filters(page, view)


def test_the_table_of_a_chart_opens_and_closes_with_enter(visitor):
    page = visitor.open("/explore")
    expect_at_rest(page)
    table = main(page).locator("details.table").first.get_by_role("table")
    expect(table).to_have_count(0)
    tab_to(page, "Table", most=64)
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    page.keyboard.press("Enter")
    expect(table).to_have_count(0)


def test_the_skip_link_jumps_over_filters_and_menu(visitor):
    page = visitor.open("/explore")
    expect_at_rest(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.stMain')")
    expect_address(page, "/explore", [])


@pytest.mark.thorough
def test_a_filter_is_dropped_by_keyboard(visitor, dataset):
    for path in ("/explore", "/"):
        page = visitor.open(f"{path}?category=keep&theme=learning")
        expect_at_rest(page)
        tab_to(page, f"Drop the filter {label_of(dataset, 'theme', 'learning')}")
        page.keyboard.press("Enter")
        expect_filters(page, dataset.select("category=keep"))
