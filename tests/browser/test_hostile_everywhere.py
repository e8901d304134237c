"""What means ill stands in every field of a dataset and of a room; each page and file is opened."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

import insights
from insights.exports import FORMATS
from insights.rooms.store import Store
from insights.workbench.yaml_text import write
from tests.browser.screen import expect_at_rest, main
from tests.hostile_texts import ELSEWHERE, KINDS, TEXTS, everywhere
from tests.room_sessions import of_texts

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

NOTES = """
  window.refused = []
  addEventListener("securitypolicyviolation", event =>
    window.refused.push([event.violatedDirective, event.blockedURI, event.sourceFile].join(" ")))
"""
# Everything unfolded; then each element, also of templates and shadows, that a text has made.
MADE = """legitimate => {
  document.querySelectorAll("details").forEach(one => { one.open = true })
  const found = [], named = ["href", "src", "action", "formaction", "data", "xlink:href", "poster"]
  const look = root => {
    for (const one of root.querySelectorAll("*")) {
      const tag = one.tagName.toLowerCase()
      if (one.classList.contains("pwned")) found.push(`made: ${one.outerHTML.slice(0, 200)}`)
      if (["base", "object", "embed", "applet"].includes(tag)) found.push(`made: ${tag}`)
      if (one.httpEquiv === "refresh" || one.hasAttribute("srcdoc")) found.push(`made: ${tag}`)
      for (const { name, value } of one.attributes) {
        if (name.startsWith("on")) found.push(`runs: ${tag} ${name}=${value}`)
        if (!named.includes(name) || (tag === "a" && value.startsWith(legitimate))) continue
        const leads = /^\\s*(javascript|vbscript|data:text|file):/i.test(value)
        const to = URL.canParse(value, location.href) ? new URL(value, location.href).host : ""
        if (leads || /(^|\\.)(elsewhere\\.example|example\\.org)$/.test(to))
          found.push(`leads: ${tag} ${name}=${value}`)
      }
      if (one.shadowRoot) look(one.shadowRoot)
      if (tag === "template") look(one.content)
    }
  }
  look(document)
  if (window.pwned !== undefined) found.push(`ran: ${window.pwned}`)
  return [...found, ...(window.refused ?? [])]
}"""
PAGES = (
    "/",
    "/?q=%3Cb+class%3Dpwned%3Ex",
    "/board",
    "/board?theme=%3Cimg+src%3Dx+onerror%3Dpwned%3D1%3E",
    "/lenses",
    "/sources",
    "/about",
    "/workshop?run=run",
    "/present?run=run",
    "/explore",
    "/explore?view=table",
    "/explore?q=%22onmouseover",
    "/finding?id=nope%3Cb+class%3Dpwned%3E",
)
PLAIN = (
    "/brief",
    "/brief?q=%3Cb+class%3Dpwned%3E",
    "/stage/run",
    "/stage/run?scene=%3Cb+class%3Dpwned",
    "/stage/run/prompter",
    "/rooms",
    "/api",
    "/accessibility",
    "/explorer.html",
    "/card/f-1.svg",
    "/card/brief.svg",
    "/card/themes.svg",
)
# One library of the platform tries to count faster, is refused, and does without.
TRIED = re.compile(r"script-src wasm-eval http://[^/]+/static/js/protobuf\.[\w-]+\.js")


def expect_only_text(page: Page, where: str) -> None:
    """Nothing ran, nothing was made, nothing of ours was refused by the policy."""
    found = page.evaluate(MADE, f"https://{ELSEWHERE}/?a=")
    assert [one for one in found if not TRIED.fullmatch(one)] == [], where


def test_the_looking_itself_finds_what_it_is_there_for(browser):
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(
            "<b class=pwned>x</b><a href=javascript:x()>x</a><img onerror=x() src=data:,>"
            f"<a href=https://{ELSEWHERE}/x>x</a><template><base href=/x></template>"
        )
        found = page.evaluate(MADE, f"https://{ELSEWHERE}/?a=")
        assert [one.partition(":")[0] for one in found] == [
            "made",
            "leads",
            "runs",
            "leads",
            "made",
        ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "data"
    write(everywhere(), folder)
    return folder


def test_no_text_of_a_dataset_is_anything_but_text(start, visit, folder):
    visitor = visit(start(folder))
    visitor.context.add_init_script(NOTES)
    for path in PAGES:
        page = visitor.open(path)
        expect_at_rest(page)
        expect_only_text(page, path)
        # What is told of an element when somebody points at it.
        for told in main(page).locator("[title]:visible").all()[:20]:
            told.hover()
        expect_only_text(page, path)
    texts = [texts[1] for texts in KINDS.values()]
    for at in map(TEXTS.index, texts):
        page = visitor.open(f"/finding?id=f-{at}")
        statement = f"{TEXTS[at].strip()[:220]} no {at}."
        expect(main(page).get_by_role("heading", level=1)).to_have_text(statement)
        expect_only_text(page, f"f-{at}")


def test_no_text_of_a_dataset_is_anything_but_text_on_plain_pages(start, visit, folder):
    visitor = visit(start(folder))
    visitor.context.add_init_script(NOTES)
    for path in PLAIN:
        visitor.page.goto(visitor.server.url + path)
        expect_only_text(visitor.page, path)


def test_no_text_of_a_room_is_anything_but_text(start, visit, folder):
    server = start(folder)
    visitor = visit(server)
    visitor.context.add_init_script(NOTES)
    dataset = insights.load(folder)
    store = Store(server.rooms)
    room = store.create("<b class=pwned>'\"</b>{{7*7}}", dataset.runs[0], dataset)
    entered = of_texts(tuple(text.strip() for text in TEXTS)).events
    events = [{"id": one.id, "kind": one.kind, "data": one.data} for one in entered]
    for one in events:
        if "scene" in one["data"]:
            one["data"]["scene"] = "view" if one["kind"] == "guess" else "notes"
    for at in range(0, len(events), 200):
        assert not store.append(room.token, events[at : at + 200]).refused
    page = visitor.page
    for path in (f"/room/{room.token}", f"/room/{room.token}/prompter"):
        page.goto(server.url + path)
        if not path.endswith("prompter"):
            # What the room said is drawn in the scene that is in sight when it comes.
            expect(page.locator(".room-status")).to_have_attribute("data-status", "saved")
        for scene in dataset.runs[0].scenes:
            page.evaluate("id => { location.hash = id }", scene.id)
            expect(page.locator(f"#{scene.id}").first).to_be_visible()
            expect_only_text(page, f"{path}#{scene.id}")
        if not path.endswith("prompter"):
            for text in ("<img src=x onerror=window.pwned=1>", "{{7*7}} {% raw %}", "=1+1"):
                expect(page.locator("#notes .note-text", has_text=text).first).to_be_attached()
    page.goto(server.url + "/rooms")
    expect_only_text(page, "/rooms with a room")


@pytest.mark.parametrize("name", ["brief.html", "html"])
def test_no_text_is_anything_but_text_in_a_file_that_is_opened_from_the_disk(
    browser, tmp_path, folder, name
):
    file = tmp_path / "file.html"
    file.write_bytes(FORMATS[name].write(insights.load(folder).select()))
    with browser.new_context() as context:
        context.add_init_script(NOTES)
        asked: list[str] = []
        context.on("request", lambda one: asked.append(one.url))
        page = context.new_page()
        page.on("dialog", lambda one: pytest.fail(f"a dialog: {one.message}"))
        page.goto(file.as_uri())
        expect(page.get_by_role("heading").first).to_be_visible()
        expect_only_text(page, name)
        assert [one for one in asked if not one.startswith(("file:", "data:", "blob:"))] == []
