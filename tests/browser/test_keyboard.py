"""Keyboard only: Tab, arrows, Space and Enter do every task; focus is seen and never caught."""

import pytest
from playwright.sync_api import expect

from insights.headline import summary
from insights.selection import label_of
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

MOST_STOPS = 150
# How everything is drawn while nothing has the focus; then the element that has it, also inside a
# component: its name, whether it is on the screen, and whether it or what surrounds it closely is
# drawn in another way than before.
DRAWN = """
const drawn = e => {
  const s = getComputedStyle(e)
  const outline = s.outlineStyle === "none" ? "" : s.outline
  return [outline, s.boxShadow, s.borderColor, s.borderWidth, s.textDecorationLine].join()
}"""
REMEMBER = f"""() => {{
  {DRAWN}
  window.drawnBefore = new Map()
  const walk = root => {{
    for (const e of root.querySelectorAll("*")) {{
      window.drawnBefore.set(e, drawn(e))
      if (e.shadowRoot) walk(e.shadowRoot)
    }}
  }}
  walk(document.body)
}}"""
LOOK_AT_FOCUS = f"""() => {{
  {DRAWN}
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (!at || at === document.body) return null
  const near = []
  for (let e = at; e && near.length < 4; e = e.parentElement) near.push(e)
  // Where a choice is drawn by its label, that is what the reader sees.
  const face = at.labels?.[0] ?? at
  const box = face.getBoundingClientRect()
  const label = at.getAttribute("aria-label") || at.labels?.[0]?.innerText || at.innerText || ""
  const text = label.trim().replace(/\\s+/g, " ").slice(0, 50)
  const onScreen = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight
    && face.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})
  const seen = near.some(e => window.drawnBefore.get(e) !== drawn(e))
  return {{ name: at.tagName.toLowerCase() + " " + text, onScreen, seen }}
}}"""
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
    page.evaluate(REMEMBER)
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(LOOK_AT_FOCUS)
        if stop is None:
            break
        stops.append(stop)
    # No trap: the walk ends, where the browser's own controls begin.
    assert len(stops) < MOST_STOPS, [stop["name"] for stop in stops[-5:]]
    assert stops[0]["name"] == "a Skip to main content"
    names = [stop["name"] for stop in stops]
    assert "a Explore" in names
    assert "button Copy link" in names
    away = [stop["name"] for stop in stops if not stop["onScreen"]]
    unseen = [stop["name"] for stop in stops if stop["onScreen"] and not stop["seen"]]
    assert not away, f"the focus is off the screen on: {away}"
    assert not unseen, f"the focus cannot be seen on: {unseen}"


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
