"""The list of the explorer: cards, table, order and pages."""

import re

import pytest
from playwright.sync_api import expect

from insights.citation import citation
from tests.browser.mounted import statements, table
from tests.worlds import finding, small_world, world

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

PER_PAGE = 50
FITS = """() => {
  const region = document.querySelector(".list .scroll")
  const isNarrow = region.firstChild.scrollWidth <= region.clientWidth
  return region.classList.contains("fits") === isNarrow
}"""


def test_a_card_keeps_its_details_until_asked_and_while_filters_change(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset, "theme=trust&sort=source")
    view = dataset.select("theme=trust&sort=source")
    one = next(f for f in view.findings if f.note)
    card = page.get_by_role("listitem").filter(has=page.get_by_text(one.statement, exact=True))
    details = card.locator(".details")
    expect(details).to_be_hidden()
    card.get_by_role("button", name=one.statement, exact=True).click()
    expect(card.get_by_role("button", name="Details of")).to_have_attribute("aria-expanded", "true")
    expect(details).to_contain_text(one.note)
    expect(details.locator(".cite")).to_have_text(citation(dataset, one))
    explorer.facet("Source").locator("label").filter(
        has_text=dataset.source_by_id[one.source].short
    ).click()
    expect(details).to_be_visible()


def test_who_is_led_back_finds_the_same_details_open_and_the_statement_clear_of_the_top(
    mount, dataset
):
    explorer = mount()
    page = explorer.show(dataset, has_pages=True)
    one, other = dataset.select().findings[20], dataset.select().findings[25]
    for said in (one.statement, other.statement):
        page.get_by_role("button", name=f"Details of: {said}", exact=True).click()
    place = page.evaluate("id => explorer.placeOf(id)", other.id)
    assert sorted(place["unfolded"]) == sorted([one.id, other.id])
    page = explorer.show(dataset, has_pages=True)
    page.add_style_tag(content="main { --sticky-top: 100px; }")
    page.evaluate("place => explorer.bringBack(place)", {**place, "top": -30})
    statement = page.get_by_role("link", name=other.statement, exact=True)
    expect(statement).to_be_focused()
    expect(page.get_by_role("link", name="Its own page")).to_have_count(2)
    statement.hover()  # which waits until it stands still
    assert 100 <= statement.bounding_box()["y"] <= 120


def test_nothing_moves_where_somebody_jumps_to_the_end_of_a_long_list(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset)
    expect(page.locator(".findings.laid-out > li")).to_have_count(PER_PAGE)
    page.evaluate("document.fonts.ready.then(() => {})")
    moved = page.evaluate("""async () => {
        const end = document.querySelector("[aria-label='Pages of findings'] button:last-of-type")
        const frame = () => new Promise(requestAnimationFrame)
        await frame()
        end.scrollIntoView({ block: "center" })
        const tops = []
        for (let at = 0; at < 6; at += 1, await frame()) tops.push(end.getBoundingClientRect().top)
        return [scrollY > 1000, ...new Set(tops)]
    }""")
    assert moved[0], "the end of the list must be far"
    assert len(moved) == 2, moved


def test_every_card_can_be_cited_word_for_word(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset)
    openers = ".findings .card-tools [aria-expanded]"
    page.evaluate("all => document.querySelectorAll(all).forEach(one => one.click())", openers)
    expect(page.locator(".findings .cite")).to_have_text(
        [citation(dataset, f) for f in dataset.select("").findings[:PER_PAGE]]
    )


def test_a_statement_leads_to_the_page_of_the_finding_where_there_is_one(mount):
    explorer = mount()
    page = explorer.show(small_world(), has_pages=True)
    link = page.get_by_role("link", name="Leaders listen.", exact=True)
    expect(link).to_have_attribute("href", "finding?id=listening&")
    page.get_by_role("button", name="Details of: Leaders listen.").click()
    own = page.get_by_role("link", name="Its own page")
    expect(own).to_have_attribute("href", "finding?id=listening&")
    explorer.facet("Theme").get_by_role("checkbox", name="Trust and candour 3").check()
    expect(link).to_have_attribute("href", "finding?id=listening&theme=trust")
    expect(own).to_have_attribute("href", "finding?id=listening&theme=trust")


def test_only_a_place_that_can_be_trusted_is_a_link(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data)
    exact = data.receipt(data.finding_by_id["loops"])
    link = (
        page.locator("li")
        .filter(has_text="feedback loops")
        .get_by_role("link", name="0:10 in the recording of The talk")
    )
    expect(link).to_have_attribute("href", exact.url)
    doubtful = page.locator("li").filter(has_text="red-tape")
    expect(doubtful.locator(".receipt")).to_have_text("as written 02:00:00, doubtful")
    expect(doubtful.locator("a")).to_have_count(0)


def test_the_table_is_a_real_one_and_its_columns_are_the_readers_choice(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data)
    page.get_by_role("radio", name="Table").check()
    assert explorer.told()[-1]["list"] == "table"
    heads = table(page).get_by_role("columnheader")
    usual = ["Statement ", "Category", "Themes", "Source ", "Place", "Evidence ", "Collect"]
    expect(heads).to_have_text(usual)
    expect(table(page).get_by_role("rowheader")).to_have_text(
        [f.statement for f in data.select("").findings]
    )
    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("checkbox", name="Id", exact=True).check()
    page.get_by_role("checkbox", name="Themes", exact=True).uncheck()
    expect(page.get_by_role("checkbox", name="Statement", exact=True)).to_be_disabled()
    assert explorer.told()[-1]["columns"] == "statement,category,source,place,evidence,id"
    page.keyboard.press("Escape")
    expect(page.locator("summary").filter(has_text="Columns")).to_be_focused()
    expect(heads).to_have_text([*usual[:2], *usual[3:6], "Id", "Collect"])
    expect(table(page).locator("tbody code").first).to_have_text("listening")
    explorer.host_shows(list="table", columns="nonsense,level")
    expect(heads).to_have_text(["Statement ", "Level", "Collect"])


def test_the_head_of_a_column_sorts_and_says_so(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, list="table")
    page.get_by_role("button", name="Statement", exact=True).press("Enter")
    assert explorer.told()[-1]["query"] == "sort=statement"
    head = table(page).get_by_role("columnheader", name="Statement")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(head.get_by_role("button")).to_be_focused()
    expect(table(page).get_by_role("rowheader")).to_have_text(
        [f.statement for f in data.select("sort=statement").findings]
    )
    expect(page.get_by_role("combobox", name="Order")).to_have_value("statement")
    head.get_by_role("button").press("Enter")
    assert explorer.told()[-1]["query"] == ""
    page.get_by_role("combobox", name="Order").select_option("By evidence")
    expect(table(page).get_by_role("rowheader")).to_have_text(
        [f.statement for f in data.select("sort=evidence").findings]
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_the_head_of_the_table_stays_in_sight_and_the_first_cells_are_whole(mount, dataset, width):
    explorer = mount(viewport={"width": width, "height": 720})
    page = explorer.show(dataset, "category=leave&category=start", list="table")
    listed = page.locator(".list table")
    head = listed.get_by_role("columnheader").first
    cut = """all => all.filter(one => {
      const range = document.createRange()
      range.selectNodeContents(one)
      const region = one.closest(".scroll").getBoundingClientRect()
      return range.getBoundingClientRect().right > region.right
    }).length"""
    assert listed.locator("td.of-category").evaluate_all(cut) == 0
    for letters, at in (("100%", 30), ("200%", 20)):
        page.add_style_tag(content=f"html {{ font-size: {letters}; }}")
        # What scrolls, the table or the page, is settled a frame after its size.
        page.wait_for_function(FITS)
        row = listed.get_by_role("rowheader").nth(at)
        row.get_by_role("button").focus()
        expect(row).to_be_in_viewport()
        expect(head).to_be_in_viewport()
        under = head.bounding_box()["y"] + head.bounding_box()["height"]
        assert row.get_by_role("button").bounding_box()["y"] >= under - 1


def test_a_row_of_the_table_unfolds_the_finding(mount):
    explorer = mount()
    page = explorer.show(small_world(), list="table")
    page.get_by_role("button", name="Statement of budgets.", exact=True).click()
    expect(page.locator(".unfolded")).to_contain_text("It asks for it.")
    page.get_by_role("button", name="Statement of budgets.", exact=True).click()
    expect(page.locator(".unfolded")).to_have_count(0)


def test_pages_of_fifty_move_the_focus_to_the_heading_and_a_new_filter_starts_at_the_first(
    mount, dataset
):
    explorer = mount()
    page = explorer.show(dataset)
    every = dataset.select("").findings
    pages = page.get_by_role("navigation", name="Pages of findings")
    expect(pages.get_by_role("button")).to_have_text(["Previous", "1", "2", "3", "Next"])
    expect(pages.get_by_role("button", name="Previous")).to_be_disabled()
    pages.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name=f"{len(every)} findings", exact=True)).to_be_focused()
    expect(page.locator(".range")).to_have_text(f"51 to 100 of {len(every)}")
    expect(statements(page)).to_have_text([f.statement for f in every[50:100]])
    expect(page.locator("ol.findings")).to_have_attribute("start", "51")
    assert explorer.told()[-1]["offset"] == "50"
    explorer.host_shows(offset="9999")
    expect(page.locator(".range")).to_have_text(f"101 to {len(every)} of {len(every)}")
    expect(pages.get_by_role("button", name="Page 3")).to_have_attribute("aria-current", "page")
    explorer.facet("Keep, leave, start").get_by_role("checkbox").last.check()
    assert explorer.told()[-1]["offset"] == ""
    expect(page.locator(".range")).to_have_text(re.compile(r"^1 to 50 of \d+$"))


def test_many_pages_name_the_first_the_last_and_those_around(mount):
    explorer = mount()
    page = explorer.show(world(*(finding(f"finding-{at}") for at in range(1000))), offset="450")
    pages = page.get_by_role("navigation", name="Pages of findings")
    expect(pages.locator(":scope > *")).to_have_text(
        ["Previous", "1", "…", "9", "10", "11", "…", "20", "Next"]
    )
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".range")).to_have_text("1 to 500 of 1000")


def test_picked_findings_stand_before_their_charts(mount):
    explorer = mount()
    page = explorer.show(small_world(), "id=loops&id=survey")
    headings = page.get_by_role("heading", level=2)
    expect(headings.first).to_have_text("2 findings")
    page.get_by_role("button", name="Clear all").click()
    expect(headings.last).to_have_text("6 findings")
