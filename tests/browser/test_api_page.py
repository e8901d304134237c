"""The pages /api and /accessibility: with their style sheet, at every width, below a base path."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

AXE = Axe()
SIZES = [(1280, 720), (390, 844), (320, 640)]
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(one => one.outerHTML.slice(0, 100))"""
TOO_SMALL = """() => [...document.querySelectorAll("a, summary")]
  .filter(one => one.checkVisibility() && !one.closest("p") && !one.matches(".skip"))
  .filter(one => one.getBoundingClientRect().height < 24)
  .map(one => one.outerHTML.slice(0, 100))"""


def open_page(visitor, path="/api"):
    """The page with all that opens opened."""
    page = visitor.page
    answer = page.goto(visitor.server.url + path)
    assert answer.status == 200
    for at in range(page.locator("summary").count()):
        page.locator("summary").nth(at).click()
    expect(page.locator("details[open]")).to_have_count(page.locator("details").count())
    return page


@pytest.mark.parametrize("path", ["/api", "/accessibility"])
@pytest.mark.parametrize(
    ("size", "mode"), list(zip(SIZES, ["light", "dark", "light"], strict=True))
)
def test_the_page_breaks_no_rule_and_does_not_scroll_sideways(visit, mode, size, path):
    width, height = size
    page = open_page(visit(color_scheme=mode, viewport={"width": width, "height": height}), path)
    found = AXE.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []
    # The style sheet is there, although nothing may stand inline.
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 22, 20)"}[mode]


def test_the_page_has_one_heading_of_the_first_level_and_skips_none(visitor):
    page = open_page(visitor)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_keyboard_reaches_the_content_at_once(visitor):
    page = visitor.page
    page.goto(visitor.server.url + "/api")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_below_a_base_path_the_page_its_links_and_the_app_answer(start, visit, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "insights")
    server = start()
    monkeypatch.undo()
    visitor = visit(server)
    page = open_page(visitor, "/insights/api")
    addresses = page.eval_on_selector_all("main a", "all => all.map(one => one.href)")
    assert len(addresses) > 20
    for address in dict.fromkeys(addresses):
        path = address.removeprefix(server.url)
        assert path.startswith("/insights/")
        status, _, body = server.answer(path)
        # Where nobody else answers, the platform gives its own page.
        assert (status, b"<title>Streamlit" in body) == (200, False), address
    assert b"<title>Streamlit" in server.answer("/insights/nowhere")[2]
    for path in ("/insights/healthz", "/healthz", "/insights/plain.css"):
        assert server.answer(path)[0] == 200
    assert server.answer("/insights/api/findings?limit=x")[0] == 400
    page.get_by_role("banner").get_by_role("link").click()
    expect(page).to_have_url(f"{server.url}/insights/")
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()
