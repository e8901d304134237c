"""The brief in a browser: with no script, at every width, on paper, below a base path."""

import pytest
from playwright.sync_api import expect

from insights.brief import Brief

pytestmark = pytest.mark.browser

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(one => one.outerHTML.slice(0, 100))"""
TOO_SMALL = """() => [...document.querySelectorAll("a")]
  .filter(one => one.checkVisibility() && !one.matches(".skip, .figure a, .side a, .without a"))
  .filter(one => one.getBoundingClientRect().height < 23.5)
  .map(one => one.outerHTML.slice(0, 100))"""


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
    # The page, its style sheet, an icon: nothing else, and no script.
    assert [url.partition("?")[0] for url in asked] in (
        ["/brief", "/brief.css"],
        ["/brief", "/brief.css", "/favicon.png"],
    )
    # The style sheet is there, although nothing may stand inline.
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
