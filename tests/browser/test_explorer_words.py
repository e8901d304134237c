"""The words that help to ask: what a search looks in, words near it, what options mean."""

import re

import pytest
from playwright.sync_api import expect

from insights.citation import citation
from insights.model import BASIS_MEANS, EVIDENCE_MEANS
from tests.browser.mounted import collect, statements, status
from tests.worlds import finding, small_world, world

pytestmark = pytest.mark.browser


def silos():
    return world(
        finding("a", statement="Services stay siloed.", category="start"),
        finding("b", statement="Siloed money is lost.", category="leave"),
        finding("c", statement="Every silo has a budget.", category="leave"),
        finding("d", statement="The money of each is siloed.", category="leave"),
    )


def test_a_search_that_finds_nothing_or_little_is_told_words_near_it(mount):
    explorer = mount()
    page = explorer.show(silos(), "category=leave")
    field = page.get_by_role("searchbox", name="Search findings")
    expect(field).to_have_accessible_description(
        "Looks in statements, themes, actors and terms; all words must occur."
    )
    field.fill("silos")
    field.press("Enter")
    expect(page.get_by_role("heading", name="No finding: Leave behind")).to_be_visible()
    near = page.locator(".nothing .near")
    expect(near).to_have_text("Did you mean: silo (3 findings) · siloed (2)")
    expect(page.get_by_text("Also written")).to_be_hidden()
    near.get_by_role("link", name="siloed (2)").click()
    expect(status(page)).to_have_text("2 of 4 findings")
    assert explorer.told()[-1]["query"] == "category=leave&q=siloed"
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(field).to_have_value("siloed")

    beside = page.get_by_role("search").locator(".near")
    expect(beside).to_have_text("Also written: silo (3 findings)")
    expect(beside.get_by_role("link")).to_have_attribute("href", "#category=leave&q=silo")
    beside.get_by_role("link").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("silo")
    expect(status(page)).to_have_text("3 of 4 findings")
    expect(beside).to_be_hidden()


def test_quotation_marks_make_a_phrase_and_one_alone_seeks_nothing_yet(mount):
    explorer = mount()
    page = explorer.show(silos())
    field = page.get_by_role("searchbox", name="Search findings")
    field.fill("“")
    field.press("Enter")
    assert explorer.told() == []
    expect(field).to_have_value("“")
    field.fill("“money is” lost")
    field.press("Enter")
    expect(statements(page)).to_have_text(["Siloed money is lost."])
    expect(page.locator("h3 mark")).to_have_text(["money is", "lost"])
    drop = page.get_by_role("button", name="Drop the filter “money is” and “lost”")
    expect(drop).to_be_visible()
    expect(page.locator(".headline")).to_have_text(re.compile("^Containing “money is” and “lost”"))
    field.fill("money “is los")
    field.press("Enter")
    expect(statements(page)).to_have_text(["Siloed money is lost."])


def test_a_facet_says_what_its_options_mean_and_lists_none_that_no_finding_carries(mount):
    explorer = mount()
    page = explorer.show(small_world())
    themes = explorer.facet("Theme")
    opener = themes.locator("summary", has_text="What these mean")
    expect(opener).to_have_text("What these mean: Theme")
    assert themes.locator("dl").count() == 0
    opener.press("Enter")
    expect(themes.locator("dt")).to_have_text(["Trust and candour", "Digital", "Public money"])
    expect(themes.locator("dd").last).to_have_text("Money.")
    expect(explorer.facet("Source").locator("summary")).to_have_count(0)

    page.locator("summary", has_text=re.compile("^Who sorted it")).click()
    sorted_by = explorer.facet("Who sorted it")
    expect(sorted_by.get_by_role("checkbox", name="Sorted by the curator 1")).to_be_visible()
    sorted_by.locator("summary").click()
    expect(sorted_by.locator("dd")).to_have_text(list(BASIS_MEANS.values()))
    expect(sorted_by.get_by_text("Context is not sorted by anybody")).to_be_visible()

    page.locator("summary", has_text=re.compile("^Evidence")).click()
    evidence = explorer.facet("Evidence")
    carried = {one.evidence for one in small_world().findings}
    evidence.locator("summary").click()
    means = [said for kind, said in EVIDENCE_MEANS.items() if kind in carried]
    expect(evidence.locator("dd")).to_have_text(means)
    expect(evidence.get_by_role("checkbox")).to_have_count(len(carried))
    room = evidence.get_by_role("checkbox", name="Said in the room 0")
    expect(room).to_have_count(0)
    # Who comes with a link that asks for it can take it off again.
    explorer.host_shows(query="evidence=room")
    room.uncheck()
    expect(room).to_be_focused()
    explorer.facet("Keep, leave, start").get_by_role("checkbox").first.check()
    expect(room).to_have_count(0)


def test_a_card_gives_its_note_and_its_citation_away_and_says_that_it_is_collected(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "category=start")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    [one] = data.select("category=start").findings
    page.get_by_role("button", name=f"Details of: {one.statement}").click()
    note = page.locator(".details dl > div", has_text="Curator's note")
    expect(note.locator("dd")).to_have_text(one.note)
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("button", name="Citation copied")).to_be_visible()
    expect(status(page)).to_have_text("Citation copied")
    assert page.evaluate("navigator.clipboard.readText()") == citation(data, one)
    button = collect(page, one.statement)
    expect(button).to_have_text("+Collect")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_accessible_name(f"Collected: {one.statement}")
    expect(button.locator("span:visible")).to_have_text(["Collected"])
