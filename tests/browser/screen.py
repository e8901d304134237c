"""Where things stand on the screen, and what the library says must stand there."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError, expect

from insights.charts import themes_by_category
from insights.headline import summary
from insights.model import CATEGORIES, Dataset
from insights.selection import FACETS, address, parts
from insights.view import View

FIRST_FACETS = ("category", "theme", "source")
MORE_FACETS = ("evidence", "basis", "level", "receipt", "actor", "lens")
PER_PAGE = 50
# What the script of the page does: its button stands there before the script has come.
LISTENS = """() => {
  const roots = [...document.querySelectorAll(".st-key-companion *")].map(one => one.shadowRoot)
  return roots.some(Boolean) && roots.every(root => !root || root.querySelector("button")?.onclick)
}"""
IS_ADDRESS = """({ path, wanted }) => {
  const fields = [...new URLSearchParams(location.search)].map(field => field.join("="))
  return (path === null || location.pathname === path) && fields.sort().join("\\n") === wanted
}"""


def main(page: Page) -> Locator:
    """The page without menu and sidebar."""
    return page.get_by_role("main")


def expect_at_rest(page: Page) -> None:
    """Wait until the server has answered in full, nothing is under way, and clicks are heard."""
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    page.wait_for_function(LISTENS)


def expect_faces(page: Page) -> None:
    """Wait until each face that is drawn is there: one that comes late moves what was measured."""
    page.evaluate(
        "() => { document.body.getBoundingClientRect();"
        " return document.fonts.ready.then(() => true) }"
    )


def is_explore(page: Page) -> bool:
    """Whether this is Explore, whose facets and charts are the explorer's own."""
    return urlsplit(page.url).path.endswith("/explore")


def facet_of(page: Page, key: str) -> Locator:
    """One facet of Explore, with everything unfolded that keeps its options back."""
    column = page.get_by_role("complementary", name="Filters")
    opener = column.get_by_role("button", name=re.compile("^Filters"))
    if opener.is_visible() and opener.get_attribute("aria-expanded") == "false":
        opener.click()
    folded = column.locator("details").filter(
        has=page.locator("summary", has_text=re.compile(rf"^{re.escape(FACETS[key].title)}\b"))
    )
    if folded.count() and folded.get_attribute("open") is None:
        folded.locator("> summary").click()
    facet = column.get_by_role("group", name=FACETS[key].title, exact=True)
    more = facet.get_by_role("button", name=re.compile(r"^Show all \d+$"))
    if more.is_visible():
        more.click()
    return facet


def option(page: Page, key: str, label: str) -> Locator:
    """One choice of a facet of Explore; its name is the label and the count behind it."""
    name = re.compile(rf"^{re.escape(label)} \d+$")
    return facet_of(page, key).get_by_role("checkbox", name=name)


def pill(page: Page, key: str, label: str) -> Locator:
    """One choice of a facet in the sidebar of the other pages."""
    facet = page.get_by_role("toolbar", name=FACETS[key].title, exact=True)
    return facet.get_by_role("button", name=re.compile(rf"^{re.escape(label)} \d+$"))


def drop(page: Page, label: str) -> Locator:
    """What drops one filter: a button on Explore, a link elsewhere."""
    name = f"Drop the filter {label}"
    kind: Literal["button", "link"] = "button" if is_explore(page) else "link"
    return main(page).get_by_role(kind, name=name, exact=True)


def search(page: Page, text: str) -> None:
    """Type a text into the search field and send it."""
    field = page.get_by_role("searchbox", name="Search findings")
    field.fill(text)
    field.press("Enter")


def fields_of(page: Page) -> list[tuple[str, str]]:
    """The query of the address bar, sorted."""
    return sorted(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))


def expect_address(page: Page, path: str | None, fields: list[tuple[str, str]]) -> None:
    """Wait until the address bar holds this page (any, for None) and exactly these fields."""
    wanted = sorted("=".join(field) for field in fields)
    try:
        page.wait_for_function(IS_ADDRESS, arg={"path": path, "wanted": "\n".join(wanted)})
    except TimeoutError:
        shown = page.evaluate("location.href")
        raise AssertionError(f"the address is {shown}, not {path} with {wanted}") from None


def expect_filters(page: Page, view: View) -> None:
    """What is filtered is said in words and numbers, and set in the facets and the address bar."""
    said = main(page).locator(".filtered > p")
    if view.selection.is_empty:
        expect(said).to_have_text(f"{view.of} findings, no filter set")
    else:
        expect(said).to_have_text(f"Showing {view.count} of {view.of}:")
    expect_address(page, None, address(view.selection, view.dataset))
    for key in FIRST_FACETS:
        expect_facet(page, view, key)


def open_filters(page: Page) -> None:
    """Show the facets where a page keeps them behind its Filter button."""
    opener = page.get_by_role("button", name="expand sidebar")
    if opener.is_visible():
        opener.click()


def expect_facet(page: Page, view: View, key: str) -> None:
    """Each option shows what choosing it would give, and is set where it is chosen."""
    options = FACETS[key].options(view.dataset)
    counts = view.counts(key)
    chosen = [one for one in options if one.id in view.selection.values(key)]
    if is_explore(page):
        often = view.dataset.select().tally(key)
        options = tuple(one for one in options if often[one.id] or one in chosen)
        if key == "actor":  # who is named most often stands first
            options = tuple(sorted(options, key=lambda one: -often[one.id]))
        facet = facet_of(page, key)
        set_ones = facet.get_by_role("checkbox", checked=True)
        choices = facet.get_by_role("checkbox")
    else:
        open_filters(page)
        facet = page.get_by_role("toolbar", name=FACETS[key].title, exact=True)
        set_ones = facet.get_by_role("button", pressed=True)
        choices = facet.get_by_role("button")
    expect(choices).to_have_count(len(options))
    for at, one in enumerate(options):
        expect(choices.nth(at)).to_have_accessible_name(f"{one.label} {counts[one.id]}")
    expect(set_ones).to_have_count(len(chosen))
    for at, one in enumerate(chosen):
        expect(set_ones.nth(at)).to_have_accessible_name(f"{one.label} {counts[one.id]}")


def expect_server(page: Page, view: View) -> None:
    """The server has followed: what it counts (in the sidebar) is what the explorer shows."""
    said = page.locator(".stSidebar .filtered")
    if view.selection.is_empty:
        expect(said.locator("> p")).to_have_text(f"{view.of} findings, no filter set")
    else:
        expect(said.locator("> p")).to_have_text(f"Showing {view.count} of {view.of}:")
    labels = [part.label for part in parts(view.selection, view.dataset)]
    expect(said.locator(".chip")).to_have_text([f"Drop the filter {label} ✕" for label in labels])


def expect_findings(page: Page, view: View, page_number: int = 1) -> None:
    """The list holds the findings of this page, in order, and nothing else."""
    start = (page_number - 1) * PER_PAGE
    headings = main(page).get_by_role("heading", level=3)
    shown = view.findings[start : start + PER_PAGE]
    expect(headings).to_have_text([f"{CATEGORIES[f.category]}: {f.statement}" for f in shown])


def expect_explore(page: Page, view: View) -> None:
    """Every number on Explore is the library's: headline, sentence, facets, charts, list.

    And what the server is left with.
    """
    expect(main(page).locator(".headline")).to_have_text(summary(view))
    expect_filters(page, view)
    expect(main(page).get_by_text(view.sentence)).to_be_visible()
    assert view.count, "an empty result has no charts: look at it in another way"
    expect_bars(page, view, "theme", "Bar chart of findings per theme")
    expect_bars(page, view, "source", "Bar chart of findings per source")
    expect_matrix(page, view)
    expect_findings(page, view)
    expect_server(page, view)


def expect_bars(page: Page, view: View, key: str, alt: str) -> None:
    """The totals drawn beside the bars, and the table under them, are the library's."""
    rows = _rows(view, key)
    if is_explore(page):
        frame = main(page).locator(".chart-frame").filter(has=page.get_by_role("list", name=alt))
        totals = frame.locator(".total")
        folded = frame.locator("details.table")
    else:
        totals = main(page).get_by_role("list", name=alt).locator(".total")
        folded = main(page).get_by_role("group").filter(has_text="Table: ")
    expect(totals).to_have_text([row[-1] for row in rows])
    cells = opened_table(folded).locator("tbody").locator("th, td")
    expect(cells).to_have_text([cell for row in rows for cell in row])


def opened_table(folded: Locator) -> Locator:
    """The table under a chart, opened as a reader opens it."""
    if folded.get_attribute("open") is None:
        folded.locator("> summary").click()
    table = folded.get_by_role("table")
    expect(table).to_be_visible()
    return table


def expect_matrix(page: Page, view: View) -> None:
    """Each cell of theme and category holds its count, or says why it is empty."""
    pairs = view.cross("theme", "category")
    chart = themes_by_category(view)
    reasons = {row.key: row.empty for row in chart.rows}
    cells = []
    for theme, label in _by_tally(view, "theme", keep_empty=view.selection.is_empty):
        cells.append(label)
        for at, category in enumerate(_categories(view)):
            value = pairs[theme, category]
            cells.append(str(value) if value else reasons[theme][at])
    table = main(page).get_by_role("table", name="Table of findings per theme and category")
    expect(table.locator("tbody").locator("th, td")).to_have_text(cells)


def _categories(view: View) -> list[str]:
    wanted = view.selection.values("category")
    return [category for category in CATEGORIES if not wanted or category in wanted]


def _by_tally(view: View, key: str, keep_empty: bool) -> list[tuple[str, str]]:
    tally = view.tally(key)
    found = [(one.id, one.label) for one in FACETS[key].options(view.dataset)]
    found = [pair for pair in found if keep_empty or tally[pair[0]]]
    return sorted(found, key=lambda pair: -tally[pair[0]])


def _rows(view: View, key: str) -> list[list[str]]:
    """Label, one count a category, and the total; a source without findings stays."""
    pairs, tally = view.cross(key, "category"), view.tally(key)
    return [
        [label, *(str(pairs[value, category]) for category in _categories(view)), str(tally[value])]
        for value, label in _by_tally(view, key, keep_empty=key == "source")
    ]


def one_finding_query(dataset: Dataset) -> str:
    """A search word that exactly one finding holds."""
    words = {word.strip(".,:;?") for one in dataset.findings for word in one.statement.split()}
    return next(w for w in sorted(words) if w.isalpha() and dataset.select(f"q={w}").count == 1)
