"""The explorer as a file: opened from a disk without a network, it does all and asks nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import insights
from insights.explorer.page import page as explorer_page
from insights.exports import FORMATS, file_name
from insights.headline import summary
from insights.model import Dataset, Release
from insights.view import View
from insights.workbench.ledger import release_of, since
from tests.test_explorer_page import HOSTILE, hostile_world
from tests.worlds import finding, small_world, world

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

DESK = {"width": 1280, "height": 720}
PER_PAGE = 50
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(e => {
  const inside = p => p && (getComputedStyle(p).overflowX !== "visible" || inside(p.parentElement))
  return e.getBoundingClientRect().right > innerWidth + 0.5 && e.checkVisibility()
    && getComputedStyle(e).position !== "absolute" && !inside(e.parentElement)
}).map(e => e.outerHTML.slice(0, 120))"""


class Reader:
    """Somebody who got the file: a browser without a network, and what went wrong or out in it."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.context, self.file = context, file
        self.wrong: list[str] = []
        self.asked: list[str] = []
        context.set_offline(True)
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("weberror", lambda error: self.wrong.append(f"error: {error.error}"))
        context.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))
        context.on(
            "console",
            lambda said: said.type in ("error", "warning") and self.wrong.append(said.text),
        )
        self.page = context.new_page()

    def open(self, state: str = "") -> Page:
        """Open the file, with a state behind its "#", as from a link in a mail."""
        self.page.goto("about:blank")
        self.page.goto(self.file.as_uri() + (f"#{state}" if state else ""))
        return self.page

    def outgoing(self) -> list[str]:
        """What was asked of anybody, but for the file and what the page made itself."""
        own = (self.file.as_uri(), "blob:", "data:", "about:")
        return [url for url in self.asked if not url.startswith(own)]


@pytest.fixture
def read(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    """Give the file of a dataset to a reader: `read(dataset)`, `read(dataset, "theme=trust")`."""
    readers: list[Reader] = []
    with ExitStack() as contexts:

        def read(dataset: Dataset, query: str = "", **options: Any) -> Reader:
            file = tmp_path / f"explorer {len(readers)}.html"
            file.write_bytes(explorer_page(dataset, query))
            options = {"viewport": DESK, "reduced_motion": "reduce", **options}
            context = contexts.enter_context(browser.new_context(**options))
            readers.append(Reader(context, file))
            return readers[-1]

        yield read
        wrong = [fault for reader in readers for fault in [*reader.wrong, *reader.outgoing()]]
    assert not wrong, "\n".join(["went wrong while it was read:", *dict.fromkeys(wrong)])


def cards(page: Page) -> Locator:
    """The statements of the cards, each with its category before it."""
    return page.get_by_role("main").get_by_role("heading", level=3)


def expect_view(page: Page, view: View) -> None:
    """Headline, sentence and cards of the first page are the library's."""
    main = page.get_by_role("main")
    expect(main.locator(".headline")).to_have_text(summary(view))
    expect(main.locator(".sentence")).to_contain_text(view.sentence)
    statements = [one.statement for one in view.findings[:PER_PAGE]]
    expect(main.locator("ol.findings h3 .statement:not(.unseen)")).to_have_text(statements)


def expect_state(page: Page, state: str) -> None:
    """Wait until the address holds exactly this behind its "#"."""
    expect(page).to_have_url(re.compile(re.escape(f".html{state}") + "$"))


def choice(page: Page, facet: str, label: str) -> Locator:
    """One option of a facet."""
    group = page.get_by_role("group", name=facet, exact=True)
    return group.get_by_role("checkbox", name=re.compile(rf"{re.escape(label)} \d+$"))


def test_a_file_from_a_disk_shows_everything_and_says_whose_and_how_old(read, dataset):
    page = read(dataset).open()
    expect_view(page, dataset.select())
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    said = page.get_by_role("banner")
    for text in (dataset.about.title, dataset.about.as_of, dataset.fingerprint[:8]):
        expect(said).to_contain_text(text)
    expect(page.locator(".starting")).to_have_count(0)


def test_a_click_filters_and_the_address_follows_and_a_reload_keeps_it(read, dataset):
    page = read(dataset).open()
    choice(page, "Theme", "Trust and openness").check()
    choice(page, "Keep, leave, start", "Leave behind").check()
    view = dataset.select("category=leave&theme=trust")
    expect_view(page, view)
    expect_state(page, "#category=leave&theme=trust")
    page.get_by_role("radio", name="Evidence").check()
    expect_state(page, "#category=leave&theme=trust&show=evidence")
    page.reload()
    expect_view(page, view)
    expect(page.get_by_role("radio", name="Evidence")).to_be_checked()
    page.get_by_role("button", name="Clear all").click()
    expect_view(page, dataset.select())
    expect_state(page, "#show=evidence")


@pytest.mark.parametrize(
    "state",
    [
        "theme=openness&category=Leave+behind",
        "?theme=trust&category=leave",
        "https://example.org/base/explore?theme=Trust%20and%20candour&category=leave",
        "explore?unknown=theme:trust&category=leave",
    ],
)
def test_old_names_labels_and_pasted_addresses_are_understood(read, state):
    dataset = world(
        finding("one", category="leave"), finding("two", category="keep"), finding("three")
    )
    page = read(dataset).open(state)
    expect_view(page, dataset.select("theme=trust&category=leave"))


def test_what_means_nothing_here_is_named_and_matches_nothing(read, dataset):
    view = dataset.select("theme=nope&colour=red")
    page = read(dataset).open("theme=nope&colour=red")
    expect(page.get_by_role("main").locator(".headline")).to_have_text(summary(view))
    for sentence in view.unknown:
        expect(page.locator(".notice", has_text=sentence)).to_be_visible()
    page.get_by_role("button", name=re.compile("nope")).click()
    expect_state(page, "#colour=red")


def test_a_link_for_another_state_of_the_data_is_told_what_changed(read):
    before = small_world()
    reworded = before.findings[0].model_copy(update={"statement": "Shorter loops help."})
    ledger: tuple[Release, ...] = (release_of(before),)
    now = world(reworded, *before.findings[1:], ledger=ledger)
    stamp = before.fingerprint[:8]
    reader = read(now)
    page = reader.open(f"theme=trust&as_of={stamp}")
    notice = page.locator(".notice")
    sentence = since(now, stamp).sentence
    assert sentence is not None
    expect(notice).to_contain_text(sentence)
    notice.get_by_role("link").click()
    expect_view(page, now.select("id=loops"))
    expect(reader.open("as_of=00000000").locator(".notice")).to_contain_text("cannot be told")
    expect_view(reader.open(f"as_of={now.fingerprint[:8]}"), now.select())
    expect(page.locator(".notice")).to_have_count(0)


def test_a_file_made_of_a_question_opens_with_it_and_all_findings_stay_within_reach(read, dataset):
    page = read(dataset, "theme=openness&category=leave&list=table").open()
    view = dataset.select("theme=trust&category=leave")
    rows = page.get_by_role("main").get_by_role("rowheader")
    expect(page.get_by_role("main").locator(".headline")).to_have_text(summary(view))
    expect(rows.locator(".statement")).to_have_text([one.statement for one in view.findings])
    page.get_by_role("radio", name="Cards").check()
    page.get_by_role("button", name="Clear all").click()
    expect_view(page, dataset.select())
    expect_state(page, "#all")
    page.reload()
    expect_view(page, dataset.select())


def test_back_leads_to_the_state_before(read, dataset):
    reader = read(dataset)
    page = reader.open("theme=trust")
    expect_view(page, dataset.select("theme=trust"))
    page.evaluate("location.hash = 'theme=digital'")
    expect_view(page, dataset.select("theme=digital"))
    page.go_back()
    expect_view(page, dataset.select("theme=trust"))
    page.go_forward()
    expect_view(page, dataset.select("theme=digital"))


def test_back_undoes_a_filter_and_stays_in_the_file(read, dataset):
    page = read(dataset).open("theme=trust")
    page.get_by_role("checkbox", name=re.compile("^Start")).check()
    expect_view(page, dataset.select("theme=trust&category=start"))
    expect_state(page, "#category=start&theme=trust")
    page.go_back()
    expect_view(page, dataset.select("theme=trust"))


def test_links_inside_the_page_move_the_focus_and_keep_the_filters(read, dataset):
    page = read(dataset).open("theme=trust")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the explorer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the findings")).to_be_focused()
    page.get_by_role("link", name="about this file").click()
    expect(page.get_by_role("contentinfo")).to_be_focused()
    expect(page.get_by_role("heading", name="About this file")).to_be_in_viewport()
    expect_state(page, "#theme=trust")
    expect_view(page, dataset.select("theme=trust"))


@pytest.mark.parametrize("home", ["", "https://findings.example.org/base"])
def test_a_copied_link_leads_home_where_the_file_knows_one(read, monkeypatch, home):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", home)
    dataset = world(finding("at-home" if home else "away"))  # each file is made once
    reader = read(dataset)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open("theme=trust")
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    start = f"{home}/explore?" if home else f"{reader.file.as_uri()}#"
    # A link into a file is good on one machine, and says so.
    limits = page.locator(".bar .copying .quiet")
    expect(limits).to_be_visible(visible=not home)
    expect(limits).to_have_text("" if home else re.compile("^This link works on this computer "))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{start}theme=trust&as_of={dataset.fingerprint[:8]}"


def test_hostile_text_stands_letter_for_letter_and_does_nothing(read):
    dataset = hostile_world()
    reader = read(dataset)
    page = reader.open()
    expect_view(page, dataset.select())
    held = page.evaluate("JSON.parse(document.getElementById('world').textContent)")
    assert held["findings"][0]["statement"] == HOSTILE
    assert held["title"] == HOSTILE
    page.get_by_role("button", name=re.compile("^Details")).click()
    for radio in page.get_by_role("radio").all():
        radio.check()
    assert page.evaluate("window.hit") is None
    assert page.locator("script").count() == 2
    expect(page.locator("main :is(b, img, iframe, script)")).to_have_count(0)
    expect(page.get_by_role("contentinfo")).to_contain_text("&lt; {{7*7}}")


@pytest.mark.parametrize("ending", ["csv", "json", "md"])
def test_files_made_in_the_browser_are_those_the_library_makes(read, dataset, ending):
    for query in ("", "theme=trust&category=leave&sort=statement", "q=government+change"):
        page = read(dataset).open(query)
        page.get_by_text("Take away", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=FORMATS[ending].label).click()
        assert download.value.suggested_filename == file_name(dataset.select(query), ending)
        made = Path(download.value.path()).read_bytes()
        assert made == FORMATS[ending].write(dataset.select(query))


def test_each_chart_is_had_as_a_picture_and_its_numbers(read, dataset):
    page = read(dataset).open("category=keep")
    for chart in page.locator("details.save").all():
        for label, start in (
            ("Picture (SVG)", b"<?xml"),
            ("Picture (PNG)", b"\x89PNG"),
            ("Data (CSV)", "\ufeff".encode()),
        ):
            chart.locator("summary").click()
            with page.expect_download() as download:
                chart.get_by_role("button", name=label).click()
            assert Path(download.value.path()).read_bytes().startswith(start)


@pytest.mark.parametrize("dataset_of", ["empty", "one"])
def test_a_dataset_of_nothing_and_of_one_finding_can_be_looked_at(read, dataset_of):
    dataset = world() if dataset_of == "empty" else world(finding("one", category="keep"))
    page = read(dataset).open()
    expect(page.get_by_role("main").locator(".headline")).to_have_text(summary(dataset.select()))
    expect(page.get_by_role("main")).to_contain_text(dataset.select().sentence)
    expect(cards(page)).to_have_count(len(dataset.findings))


def test_colours_follow_the_system_until_somebody_chooses(read, dataset):
    page = read(dataset, color_scheme="dark").open()
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("radio", name="Light").check()
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.reload()
    expect(page.get_by_role("radio", name="Light")).to_be_checked()
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.get_by_role("radio", name="System").check()
    assert page.evaluate(paper) == dark != "rgb(255, 255, 255)"


def test_without_javascript_the_findings_can_still_be_read(read, dataset):
    page = read(dataset, "theme=trust", java_script_enabled=False).open()
    view = dataset.select("theme=trust")
    # By tags: other ways to find things pass over this element, whether scripts run or not.
    told = page.locator("noscript")
    expect(told.locator("h1")).to_have_text(dataset.about.title)
    expect(told.locator("h3")).to_have_text([one.statement for one in view.findings])
    expect(told.locator("h3").first).to_be_visible()
    expect(told.locator("p", has_text=view.sentence)).to_be_visible()
    expect(page.locator(".starting, .colours").filter(visible=True)).to_have_count(0)


def test_paper_gets_what_can_be_read_and_no_tools(read, dataset):
    page = read(dataset, color_scheme="dark").open("theme=trust")
    expect_view(page, dataset.select("theme=trust"))
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    expect(page.locator(".colours, .skip").filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("contentinfo")).to_be_visible()
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_paper_gets_all_findings_and_the_screen_its_page_back(read, dataset):
    page = read(dataset).open()
    expect(cards(page)).to_have_count(PER_PAGE)
    page.evaluate(
        "addEventListener('beforeprint', () => { window.printed = document.querySelectorAll("
        "'ol.findings h3').length })"
    )
    page.pdf()
    assert page.evaluate("window.printed") == len(dataset.findings)
    expect(cards(page)).to_have_count(PER_PAGE)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_wider_than_the_screen(read, dataset, width):
    reader = read(dataset, viewport={"width": width, "height": 844})
    shown = ("", "&show=evidence", "&show=recordings", "&show=together", "&list=table")
    for state in ("all", "q=zebra", *(f"theme=trust{one}" for one in shown)):
        page = reader.open(state)
        expect(page.locator(".headline")).to_be_visible()
        assert not page.evaluate(TOO_WIDE), state


@pytest.mark.parametrize(("width", "mode"), [(1280, "dark"), (390, "light"), (320, "light")])
def test_the_file_breaks_no_rule_of_axe(read, dataset, mode, width):
    options = {"color_scheme": mode, "viewport": {"width": width, "height": 844}}
    reader = read(dataset, **options)
    broken = []
    for state in ("all", "theme=trust&list=table&show=evidence", "theme=nope&as_of=00000000"):
        page = reader.open(state)
        expect(page.locator(".headline")).to_be_visible()
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        broken += [f"{state}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
    assert not broken, "\n".join(broken)


def test_the_keyboard_reaches_everything_and_is_caught_nowhere(read):
    page = read(small_world()).open()
    focused = """() => {
      const at = document.activeElement
      const isSeen = e => e && getComputedStyle(e).outlineStyle !== "none"
      const seen = isSeen(at) || isSeen(at.labels?.[0]) || isSeen(at.nextElementSibling)
      return at === document.body ? null : [at.tagName, at.innerText, Boolean(seen)]
    }"""
    stops: list[list[Any]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(focused)) is None:
            break
        stops.append(stop)
    assert page.evaluate(focused) is None, "the focus never left the page"
    assert not [stop for stop in stops if not stop[2]]
    tags = {stop[0] for stop in stops}
    assert {"A", "INPUT", "BUTTON", "SUMMARY"} <= tags
    choice(page, "Theme", "Digital").focus()
    page.keyboard.press("Space")
    expect_view(page, small_world().select("theme=digital"))


def test_the_server_shows_the_same_file_and_reads_the_question_of_the_address(visit, server):
    status, headers, _ = server.answer("/explorer.html")
    assert status == 200
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    page = visit().page
    page.goto(f"{server.url}/explorer.html?theme=openness&show=evidence")
    dataset = insights.load()
    expect_view(page, dataset.select("theme=trust"))
    choice(page, "Keep, leave, start", "Leave behind").check()
    expect_state(page, "#category=leave&theme=trust&show=evidence")
    page.reload()
    expect_view(page, dataset.select("theme=trust&category=leave"))
