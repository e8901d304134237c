"""The brief in a browser: with no script, at every width, on paper, below a base path."""

import pytest
from playwright.sync_api import expect

from insights.brief import Brief
from insights.draw.brief_page import file_page
from tests.browser.paper import printed, sheet_of

pytestmark = pytest.mark.browser

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(one => one.outerHTML.slice(0, 100))"""
TOO_SMALL = """() => [...document.querySelectorAll("a")]
  .filter(one => one.checkVisibility() && !one.matches(".skip, .figure a, .side a, .without a"))
  .filter(one => one.getBoundingClientRect().height < 23.5)
  .map(one => one.outerHTML.slice(0, 100))"""


# Bars that do not lie in one line with their neighbours.
ASKEW = """() => [...document.querySelectorAll(".bar + .bar")]
  .filter(bar => Math.abs(bar.offsetTop - bar.previousElementSibling.offsetTop) > 0.5)
  .map(bar => bar.outerHTML)"""
# Figures whose amount breaks, or leaves more than a line of small letters to its unit.
TORN = """() => [...document.querySelectorAll(".number")].filter(number => {
  const size = one => parseFloat(getComputedStyle(one).fontSize)
  const amount = number.firstElementChild
  return amount.offsetHeight > 1.5 * size(amount) ||
    number.offsetHeight > amount.offsetHeight + 1.5 * size(number)
}).map(number => number.textContent)"""
# What qualifies a statement, set larger than the statement.
TOO_LOUD = """() => [...document.querySelectorAll(".figure, .column li, .side")].flatMap(one => {
  const size = part => parseFloat(getComputedStyle(part).fontSize)
  const said = size(one.querySelector(".says > :first-child, .statement, .in-app"))
  return [...one.querySelectorAll(".quiet, .receipt, .pill, .at")].filter(part => size(part) > said)
}).map(part => part.outerHTML)"""


@pytest.mark.parametrize(
    ("width", "mode"), [(1280, "light"), (390, "dark"), (320, "light")], ids=str
)
def test_the_brief_needs_no_script_and_no_scrolling_sideways(visit, dataset, mode, width):
    visitor = visit(color_scheme=mode, viewport={"width": width, "height": 800})
    page = visitor.page
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(visitor.server.url)))
    page.goto(f"{visitor.server.url}/brief?theme=trust")
    brief = Brief(dataset.select("theme=trust"))
    expect(page.get_by_role("heading", level=1)).to_have_text(brief.message)
    for one in brief.columns:
        column = page.get_by_role("region", name=one.label, exact=True)
        statements = column.get_by_role("listitem").locator(".statement")
        expect(statements).to_have_text([finding.statement for finding in one.findings[:3]])
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate(ASKEW) == []
    assert page.locator(".bar.context").count()
    # The page with its style in it, an icon: nothing else, and no script.
    assert [url.partition("?")[0] for url in asked] in (["/brief"], ["/brief", "/favicon.png"])
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 22, 20)"}[mode]
    # Bars are as long as their numbers.
    lengths = page.evaluate(
        "[...document.querySelectorAll('.track')].map(track => [...track.querySelectorAll('.bar')]"
        ".reduce((sum, bar) => sum + bar.getBoundingClientRect().width, 0))"
    )
    totals = [row.total for row in brief.themes.rows]
    for length, total in zip(lengths, totals, strict=True):
        assert length / lengths[0] == pytest.approx(total / totals[0], abs=0.03)


def test_links_lead_into_the_app_with_the_filters(visitor, dataset):
    page, view = visitor.page, dataset.select("theme=trust")
    page.goto(f"{visitor.server.url}/brief?theme=trust")
    main = page.get_by_role("main")
    page.get_by_role("link", name="Board", exact=True).click()
    expect(main.get_by_role("heading", level=1)).to_have_text("Which ones, exactly?")
    expect(main.get_by_text(f"Showing {view.count} of")).to_be_visible()
    page.go_back()
    finding = next(one.findings[0] for one in Brief(view).columns if one.findings)
    page.get_by_role("link", name=finding.statement, exact=True).click()
    expect(main.get_by_role("heading", level=1)).to_have_text(finding.statement)


def test_below_a_base_path_every_link_answers(start, monkeypatch, visit):
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "insights")
    server = start()
    monkeypatch.undo()
    page = visit(server).page
    page.goto(f"{server.url}/insights/brief?theme=trust")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    addresses = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    ours = [one.removeprefix(server.url) for one in addresses if one.startswith(server.url)]
    assert len(ours) > 10
    for path in dict.fromkeys(ours):
        assert path.startswith("/insights/")
        assert server.answer(path)[0] == 200


def test_on_paper_each_page_says_what_is_counted_and_links_say_where_they_lead(visitor, dataset):
    page = visitor.page
    page.goto(f"{visitor.server.url}/brief")
    page.emulate_media(media="print")
    finding = Brief(dataset.select()).columns[0].findings[0]
    target = dataset.receipt(finding).url.partition("://www.")[2]
    column = page.get_by_role("region", name="Keep", exact=True)
    expect(column.get_by_text(target).first).to_be_visible()
    expect(page.locator("footer strong")).to_be_visible()
    assert page.locator("footer").evaluate("e => getComputedStyle(e).display") == (
        "table-footer-group"
    )
    expect(page.get_by_role("navigation")).not_to_be_visible()


@pytest.mark.thorough
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_amount_of_a_figure_stays_whole_and_its_unit_close(visit, dataset, width):
    visitor = visit(viewport={"width": width, "height": 800})
    page = visitor.page
    page.goto(f"{visitor.server.url}/brief")
    assert page.locator(".number").count() == len(Brief(dataset.select()).figures)
    assert page.evaluate(TORN) == []
    visitor.open("/")
    assert page.locator(".number").count() == len(Brief(dataset.select()).figures)
    assert page.evaluate(TORN) == []


def test_the_brief_takes_two_sheets_with_each_part_whole_and_the_caveats_small(visitor, dataset):
    page = visitor.page
    page.goto(f"{visitor.server.url}/brief")
    sheets = printed(page)
    assert len(sheets) == 2
    assert sheets[1].fullness > 0.7
    brief = Brief(dataset.select())
    chart = sheet_of(sheets, brief.themes.title)
    assert [row.label for row in brief.themes.rows if not chart.holds(row.label)] == []
    first = brief.contested[0].tension.question
    # The foot of a sheet stays at its foot: that the first is full shows in what begins on it.
    assert sheets[0].holds("What is contested")
    assert sheets[0].holds(first)
    for one in brief.contested[:3]:
        both = sheet_of(sheets, one.tension.question)
        assert all(both.holds(finding.statement) for finding in one.findings)
    for sheet in sheets:
        assert sheet.holds(dataset.select().sentence)
    # As wide as a sheet of A4 within its margins.
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate(TOO_LOUD) == []
    borders = page.locator(".figure").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).borderLeftWidth) > 0)"
    )
    assert borders == [False, True, True, True]


def test_with_an_address_under_each_finding_the_brief_still_takes_two_sheets(
    visitor, dataset, monkeypatch
):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://insights.example.org/dashboard")
    visitor.page.set_content(file_page(Brief(dataset.select())))
    sheets = printed(visitor.page)
    assert any(sheet.holds("insights.example.org/dashboard/finding?id=") for sheet in sheets)
    assert len(sheets) == 2
