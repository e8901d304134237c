"""The explorer alone in a page: no server behind it, and a host that only remembers."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route

from insights.explorer.bundle import engine, style
from insights.explorer.world import world
from insights.looks import colour_variables
from insights.model import Dataset

# Nothing answers there: the page comes from the test itself. The browser trusts this address.
ADDRESS = "http://127.0.0.1:9/explore"
EMPTY_STATE = {"query": "", "show": "", "list": "", "columns": "", "offset": "", "against": ""}
PAGE = f"""<!doctype html><html lang="en"><head><title>Explore</title>
<meta name="viewport" content="width=device-width"><style>
:root {{ color-scheme: light dark; {colour_variables()} }}
body {{ margin: 0; padding: 1rem; background: var(--paper); }}
</style><style>%s</style></head><body><main></main></body></html>"""
START = """given => {
  const told = []
  const host = {
    kind: "file",
    changed: state => { told.push(state) },
    linkTo: state => `https://example.org/explore?${state.query}`,
    hrefOf: state => `#${state.query}`,
    findingHref: (id, { query }) => (given.hasPages ? `finding?id=${id}&${query}` : null),
    fileHref: (format, query) => (given.files.includes(format) ? `file.${format}?${query}` : null),
    store: given.isKept ? sessionStorage : null,
  }
  const root = document.querySelector("main")
  const world = openWorld(JSON.parse(given.world))
  window.told = told
  window.explorer = mount(root, { world, state: given.state, host })
}"""


class Mounted:
    """One explorer in a page of its own."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        context.route("**", self._answer)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("console", lambda said: self.wrong.append(f"console: {said.text}"))
        self.page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))

    def _answer(self, route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=PAGE % style(), content_type="text/html; charset=utf-8")
        else:
            self.wrong.append(f"request: {route.request.url}")
            route.abort()

    def show(self, dataset: Dataset, query: str = "", **given: Any) -> Page:
        """Begin with a dataset and a state.

        `has_pages`, `files` (formats) and `is_kept` say what the host can do.
        """
        host = {
            "hasPages": given.pop("has_pages", False),
            "files": given.pop("files", []),
            "isKept": given.pop("is_kept", False),
        }
        self.page.goto(ADDRESS)
        state = {**EMPTY_STATE, "query": query, **given}
        script = f"given => {{ {engine()}\nreturn ({START})(given) }}"
        self.page.evaluate(script, {"world": world(dataset).decode(), "state": state, **host})
        return self.page

    def host_shows(self, **state: str) -> None:
        """What the host asks for: Back, or a link from elsewhere."""
        self.page.evaluate("state => explorer.show(state)", {**EMPTY_STATE, **state})

    def told(self) -> list[dict[str, str]]:
        """What the host was told so far, oldest first."""
        found: list[dict[str, str]] = self.page.evaluate("told")
        return found

    def facet(self, title: str) -> Locator:
        """The options of one facet."""
        return self.page.get_by_role("group", name=title, exact=True)


def status(page: Page) -> Locator:
    """What is said aloud after each change."""
    return page.get_by_role("status").first


def statements(page: Page) -> Locator:
    """The statements of the cards, in their order."""
    return page.locator(".findings h3 .statement")


def table(page: Page) -> Locator:
    """The table of findings."""
    return page.get_by_role("table", name="Findings. ")


def collect(page: Page, statement: str) -> Locator:
    """The button that puts a finding into the collection, and says that it is there."""
    said = re.escape(statement).replace("/", "\\/")  # Playwright writes it between two strokes
    return page.get_by_role("button", name=re.compile(f"^Collect(ed)?: {said}$"))
