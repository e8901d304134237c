"""Filtering by theme, category and search: every number on the screen is the library's."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from insights.headline import summary
from insights.selection import FACETS, label_of, parts
from tests.browser.screen import (
    MORE_FACETS,
    PER_PAGE,
    drop,
    expect_address,
    expect_explore,
    expect_facet,
    expect_filters,
    expect_findings,
    main,
    one_finding_query,
    option,
    search,
)

pytestmark = pytest.mark.browser


def test_clicking_facets_gives_the_counts_of_the_library(visitor, dataset):
    page = visitor.open("/explore")
    expect_explore(page, dataset.select())
    clicks = [("theme", "trust"), ("category", "leave"), ("theme", "systems")]
    asked = []
    for key, value in clicks:
        option(page, key, label_of(dataset, key, value)).click()
        asked.append((key, value))
        view = dataset.select(urlencode(asked))
        assert 0 < view.count < view.of, "choose clicks that leave something to count"
        expect_explore(page, view)
    # A second click on the same option takes it back.
    option(page, "theme", label_of(dataset, "theme", "trust")).click()
    expect_explore(page, dataset.select("category=leave&theme=systems"))
    # And nothing was called unknown on the way.
    expect(main(page).get_by_text("unknown")).to_have_count(0)


@pytest.mark.thorough
def test_the_further_filters_count_what_choosing_would_give(visitor, dataset):
    page = visitor.open("/explore?category=start")
    view = dataset.select("category=start")
    for key in MORE_FACETS:
        expect_facet(page, view, key)
    option(page, "basis", "Sorted by the source").click()
    view = dataset.select("category=start&basis=stated")
    assert view.count
    expect_filters(page, view)
    for key in MORE_FACETS:
        expect_facet(page, view, key)
    # Context has no basis: a basis never lets one through.
    context = dataset.select("category=context&basis=stated")
    assert context.count == 0
    expect(option(page, "category", "Context")).to_have_accessible_name("Context 0")


def test_somebody_named_can_be_picked(visitor, dataset):
    page = visitor.open("/explore")
    actor = max(
        FACETS["actor"].options(dataset), key=lambda o: dataset.select(f"actor={o.id}").count
    )
    option(page, "actor", actor.label).check()
    view = dataset.select(f"actor={actor.id}")
    expect_filters(page, view)
    expect_facet(page, view, "actor")
    expect_findings(page, view)


def test_a_long_list_is_paged_and_a_new_selection_begins_at_its_first_page(visitor, dataset):
    view = dataset.select()
    assert view.count > PER_PAGE
    page = visitor.open("/explore")
    pages = main(page).get_by_role("navigation", name="Pages of findings")
    pages.get_by_role("button", name="Page 2", exact=True).click()
    expect_findings(page, view, page_number=2)
    expect_address(page, "/explore", [("offset", str(PER_PAGE))])
    page.reload()
    expect_findings(page, view, page_number=2)
    option(page, "category", "Start").click()
    start = dataset.select("category=start")
    expect_findings(page, start)
    expect_filters(page, start)


@pytest.mark.thorough
def test_another_order_shows_the_same_findings_in_that_order(visitor, dataset):
    page = visitor.open("/explore?category=keep")
    main(page).get_by_role("combobox", name="Order").select_option(label="A to Z")
    view = dataset.select("category=keep&sort=statement")
    expect_findings(page, view)
    expect_filters(page, view)
    page.reload()
    expect_findings(page, view)
    expect(main(page).get_by_role("combobox", name="Order")).to_have_value("statement")


def test_an_empty_result_says_why_and_what_to_drop(visitor, dataset):
    query = "category=keep&theme=trust&q=feedback"
    view = dataset.select(query)
    assert view.count == 0
    page = visitor.open(f"/explore?{query}")
    expect(main(page).get_by_role("heading", level=2)).to_have_text(f"No finding: {view.words}")
    expect(main(page).get_by_text(view.sentence)).to_be_visible()
    expect_filters(page, view)
    offered = main(page).locator(".nothing").get_by_role("listitem")
    ways = []
    for part in parts(view.selection, dataset):
        found = type(view)(dataset, view.selection.without(part)).count
        if found:
            ways.append((part, found))
    assert ways, "choose a question that dropping one filter opens"
    expect(offered).to_have_text(
        [f"Without {p.label}: {n} finding{'' if n == 1 else 's'}" for p, n in ways]
    )
    # No empty chart, no empty table.
    expect(main(page).locator(".chart-frame")).to_have_count(0)
    expect(main(page).get_by_role("table")).to_have_count(0)
    # Each promise is kept.
    part, found = ways[0]
    offered.first.get_by_role("link").click()
    expect_explore(page, type(view)(dataset, view.selection.without(part)))


def test_one_finding_is_one_everywhere(visitor, dataset):
    word = one_finding_query(dataset)
    page = visitor.open("/explore")
    search(page, word)
    view = dataset.select(f"q={word}")
    expect_explore(page, view)
    expect(main(page).get_by_text(re.compile(r"\b1 findings"))).to_have_count(0)


STRANGE = (
    "<img src=x onerror=window.hit=1>",
    "<script>window.hit=1</script>",
    "*",
    "**bold** _it_ `code`",
    "$x^2$",
    "%",
    ":red[x] :material/home: :smile:",
    "[x](javascript:window.hit=1)",
    "https://example.org/?a=1&b=2#c",
    "שלום مرحبا",
    "👩‍👩‍👧 🇪🇺",
    "\"quoted\" 'single' “curly”",
    "a+b&c=d%20e;f",
    "{{7*7}} ${7*7} \\n",
)
MADE_NODES = ".stMain :is(img, script, iframe, object, em, code, .katex, a[href^=javascript])"


@pytest.mark.thorough
def test_search_text_is_plain_text_whatever_it_holds(visitor, dataset):
    page = visitor.open("/explore")
    for text in STRANGE:
        search(page, text)
        view = dataset.select(urlencode({"q": text}))
        (part,) = parts(view.selection, dataset)
        expect(drop(page, part.label)).to_be_visible()
        expect_filters(page, view)
        expect(main(page).locator(".headline")).to_have_text(summary(view))
        expect(main(page).get_by_text(view.sentence)).to_be_visible()
        expect(page.locator(MADE_NODES)).to_have_count(0)
    # A letter that turns the reading direction would turn our own words: it is left out of them.
    search(page, "\u202eabc")
    expect(main(page).locator(".headline")).to_have_text("Containing “abc”: no finding matches")
    assert "\u202e" not in main(page).inner_text()
    # And where it comes with a link.
    for text in STRANGE[:3]:
        page = visitor.open("/explore?" + urlencode({"q": text}))
        expect_filters(page, dataset.select(urlencode({"q": text})))
        expect(page.get_by_role("searchbox", name="Search findings")).to_have_value(text)
        expect(page.locator(MADE_NODES)).to_have_count(0)
    assert page.evaluate("window.hit") is None
