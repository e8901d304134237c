"""Where things stand on the screen, and what the library says must stand there."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError, expect

from insights.charts import themes_by_category
from insights.headline import summary
from insights.model import CATEGORIES, Dataset
from insights.selection import FACETS, address
from insights.view import View

FIRST_FACETS = ("category", "theme", "source")
MORE_FACETS = ("evidence", "basis", "level", "receipt")
PER_PAGE = 25
IS_ADDRESS = """({ path, wanted }) => {
  const fields = [...new URLSearchParams(location.search)].map(field => field.join("="))
  return (path === null || location.pathname === path) && fields.sort().join("\\n") === wanted
}"""


def main(page: Page) -> Locator:
    """The page without menu and sidebar."""
    return page.get_by_role("main")


def expect_at_rest(page: Page) -> None:
    """Wait until the server has answered in full and nothing is under way."""
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()


def option(page: Page, key: str, label: str) -> Locator:
    """One choice of a facet; its name is the label and the count behind it."""
    facet = page.get_by_role("toolbar", name=FACETS[key].title, exact=True)
    return facet.get_by_role("button", name=re.compile(rf"^{re.escape(label)} \d+$"))


def open_choices(page: Page, title: str) -> Locator:
    """Open the choices of a field and return it; scrolling would close them, so it comes first."""
    field = page.get_by_role("combobox", name=title)
    field.focus()
    field.hover()  # waits until it moves no more
    expect(field).to_be_in_viewport(ratio=1)
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    return field


def drop(page: Page, label: str) -> Locator:
    """The link that drops one filter."""
    return main(page).get_by_role("link", name=f"Drop the filter {label}", exact=True)


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
    said = main(page).locator(".filtered")
    if view.selection.is_empty:
        expect(said).to_have_text(f"{view.of} findings, no filter set")
    else:
        expect(said.get_by_role("paragraph")).to_have_text(f"Showing {view.count} of {view.of}:")
    expect_address(page, None, address(view.selection, view.dataset))
    for key in FIRST_FACETS:
        expect_facet(page, view, key)


def open_filters(page: Page) -> None:
    """Show the facets where a page keeps them behind its Filter button."""
    opener = page.get_by_role("button", name="expand sidebar")
    if opener.is_visible():
        opener.click()


def expect_facet(page: Page, view: View, key: str) -> None:
    """Each option shows what choosing it would give, and is pressed where it is chosen."""
    open_filters(page)
    facet = page.get_by_role("toolbar", name=FACETS[key].title, exact=True)
    buttons = facet.get_by_role("button")
    options = FACETS[key].options(view.dataset)
    counts = view.counts(key)
    expect(buttons).to_have_count(len(options))
    for at, one in enumerate(options):
        expect(buttons.nth(at)).to_have_accessible_name(f"{one.label} {counts[one.id]}")
    chosen = [o.label for o in options if o.id in view.selection.values(key)]
    expect(facet.get_by_role("button", pressed=True)).to_have_text(chosen)


def expect_findings(page: Page, view: View, page_number: int = 1) -> None:
    """The list holds the findings of this page, in order, and nothing else."""
    start = (page_number - 1) * PER_PAGE
    headings = main(page).get_by_role("heading", level=3)
    shown = view.findings[start : start + PER_PAGE]
    expect(headings).to_have_text([f"{CATEGORIES[f.category]}: {f.statement}" for f in shown])


def expect_explore(page: Page, view: View) -> None:
    """Every number on Explore is the library's: headline, sentence, facets, charts, list."""
    expect(main(page).locator(".headline")).to_have_text(summary(view))
    expect_filters(page, view)
    expect(main(page).get_by_text(view.sentence)).to_be_visible()
    assert view.count, "an empty result has no charts: look at it in another way"
    expect_bars(page, view, "theme", "Bar chart of findings per theme")
    expect_bars(page, view, "source", "Bar chart of findings per source")
    expect_matrix(page, view)
    expect_findings(page, view)


def expect_bars(page: Page, view: View, key: str, alt: str) -> None:
    """The totals drawn beside the bars, and the table under them, are the library's."""
    drawn = main(page).get_by_role("figure", name=alt)  # by Plotly, or by the page itself
    figure = drawn.or_(main(page).get_by_role("img", name=alt))
    rows = _rows(view, key)
    expect(figure.locator(".textpoint, .total")).to_have_text([row[-1] for row in rows])
    table = figure_table(page, figure)
    expect(table.locator("tbody").locator("th, td")).to_have_text(
        [cell for row in rows for cell in row]
    )


def figure_table(page: Page, figure: Locator) -> Locator:
    """The table under a chart, opened as a reader opens it."""
    title = re.sub(r"^.*? per \w+\. |\.$", "", figure.get_attribute("aria-label") or "")
    group = main(page).get_by_role("group").filter(has_text=f"Table: {title}")
    if group.get_attribute("open") is None:
        group.get_by_text(f"Table: {title}").click()
    table = group.get_by_role("table")
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
