"""The screen of the explorer, alone in a page: filters, list, collection, files, comparison."""

import json
import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from insights.citation import citation
from insights.headline import summary
from insights.model import CATEGORIES, About, Theme
from insights.selection import FACETS
from tests.browser.mounted import Mounted
from tests.worlds import THEMES, finding, small_world, world

pytestmark = pytest.mark.browser

AXE = Axe()
SIZES = {"desk": (1280, 720), "phone": (390, 844), "small phone": (320, 640)}
PER_PAGE = 50


@pytest.fixture
def mount(browser):
    """Bring in explorers: `mount()`, `mount(viewport=..., color_scheme="dark")`."""
    contexts, mounted = [], []

    def mount(**options):
        options = {
            "viewport": {"width": 1280, "height": 720},
            "reduced_motion": "reduce",
            **options,
        }
        contexts.append(browser.new_context(**options))
        mounted.append(Mounted(contexts[-1]))
        return mounted[-1]

    yield mount
    wrong = [fault for one in mounted for fault in one.wrong]
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


def status(page):
    return page.get_by_role("status").first


def statements(page):
    return page.locator(".findings h3 .statement")


def expect_view(explorer, view):
    """Headline, sentence, counts and list are the library's."""
    page = explorer.page
    expect(page.locator(".headline")).to_have_text(summary(view))
    expect(page.get_by_text(view.sentence)).to_be_visible()
    for key in ("category", "theme", "source"):
        facet = FACETS[key]
        counts = view.counts(key)
        options = explorer.facet(facet.title)
        for option in facet.options(view.dataset):
            name = f"{option.label} {counts[option.id]}"
            box = options.get_by_role("checkbox", name=name, exact=True)
            expect(box).to_be_checked(checked=option.id in view.selection.values(key))
    expect(statements(page)).to_have_text([f.statement for f in view.findings[:PER_PAGE]])


@pytest.mark.parametrize(
    "query",
    ["", "theme=trust&theme=learning&category=start", "q=trust+government&sort=statement"],
)
def test_every_count_and_sentence_is_the_librarys(mount, dataset, query):
    explorer = mount()
    page = explorer.show(dataset, query)
    page.get_by_role("button", name="Show all").click()
    expect_view(explorer, dataset.select(query))


def test_a_key_press_on_an_option_narrows_in_place_and_keeps_the_focus(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data)
    box = explorer.facet("Theme").get_by_role("checkbox", name="Trust and candour 3")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_focused()
    expect_view(explorer, data.select("theme=trust"))
    expect(status(page)).to_have_text("3 of 6 findings")
    assert explorer.told() == [
        {"query": "theme=trust", "show": "", "list": "", "columns": "", "offset": "", "against": ""}
    ]
    explorer.facet("Theme").get_by_role("checkbox", name="Digital 2").check()
    expect_view(explorer, data.select("theme=trust&theme=digital"))
    explorer.facet("Keep, leave, start").get_by_role("checkbox", name="Leave behind 1").check()
    expect_view(explorer, data.select("theme=trust&theme=digital&category=leave"))
    assert len(explorer.told()) == 3


def test_an_option_that_would_give_nothing_says_so_and_can_still_be_chosen(mount):
    explorer = mount()
    page = explorer.show(small_world(), "category=start")
    option = explorer.facet("Theme").get_by_role("checkbox", name="Digital 0")
    option.check()
    expect(page.get_by_role("heading", name="No finding: Start, about Digital")).to_be_visible()


def test_dropping_a_filter_moves_the_focus_to_the_next_one_and_at_last_to_the_heading(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=trust&category=keep&q=leaders")
    chips = page.get_by_role("list", name="Filters that are set").get_by_role("button")
    expect(chips).to_have_count(3)
    page.get_by_role("button", name="Drop the filter Keep").press("Enter")
    expect(page.get_by_role("button", name="Drop the filter Trust and candour")).to_be_focused()
    page.get_by_role("button", name="Drop the filter “leaders”").press("Enter")
    expect(page.get_by_role("button", name="Drop the filter Trust and candour")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".filtered p")).to_have_text("6 findings, no filter set")
    assert explorer.told()[-1]["query"] == ""


def test_clear_all_keeps_the_order(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=trust&theme=digital&sort=statement")
    page.get_by_role("button", name="Clear all").click()
    assert explorer.told()[-1]["query"] == "sort=statement"
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("button", name="Clear all")).to_be_hidden()


def test_the_search_is_answered_while_typing_and_at_once_with_enter(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data)
    field = page.get_by_role("searchbox", name="Search findings")
    field.press_sequentially("loops  FRÖNT")
    expect(status(page)).to_have_text("1 of 6 findings")
    expect(field).to_be_focused()
    expect(field).to_have_value("loops  FRÖNT")
    assert explorer.told()[-1]["query"] == "q=loops+FR%C3%96NT"
    expect(page.locator("h3 mark")).to_have_text(["loops", "front"])
    field.fill("jane")
    field.press("Enter")
    assert explorer.told()[-1]["query"] == "q=jane"
    page.get_by_role("button", name="Details of: Statement of budgets.").click()
    expect(page.locator(".details mark")).to_have_text("Jane")
    page.get_by_role("button", name="Drop the filter “jane”").click()
    expect(field).to_have_value("")
    expect(page.locator("mark")).to_have_count(0)


def many_themes(count):
    themes = [
        Theme(id=f"theme-{at}", label=f"Theme {at:02}", definition="A theme.")
        for at in range(count)
    ]
    findings = [
        finding(f"finding-{at}-{more}", themes=(themes[at].id,))
        for at in range(count)
        for more in range(at + 1)
    ]
    return world(*findings, themes=tuple(themes))


def test_a_long_facet_shows_the_fullest_ten_then_all_and_always_what_is_chosen(mount):
    explorer = mount()
    page = explorer.show(many_themes(37))
    themes = explorer.facet("Theme")
    boxes = themes.get_by_role("checkbox")
    expect(boxes).to_have_count(10)
    expect(themes.get_by_role("checkbox", name="Theme 00 1")).to_be_hidden()
    themes.get_by_role("searchbox").fill("thème 00")
    expect(boxes).to_have_count(1)
    themes.get_by_role("checkbox", name="Theme 00 1").check()
    themes.get_by_role("searchbox").fill("zebra")
    expect(boxes).to_have_count(1)
    themes.get_by_role("searchbox").fill("")
    expect(boxes).to_have_count(11)
    themes.get_by_role("button", name="Show all 37").click()
    expect(boxes).to_have_count(37)
    themes.get_by_role("button", name="Show fewer").click()
    page.get_by_role("button", name="Drop the filter Theme 00").click()
    expect(boxes).to_have_count(10)


def test_a_lesser_facet_opens_when_something_in_it_is_chosen(mount):
    explorer = mount()
    page = explorer.show(small_world())
    expect(explorer.facet("Evidence").get_by_role("checkbox")).to_have_count(0)
    explorer.host_shows(query="evidence=polled")
    expect(explorer.facet("Evidence").get_by_role("checkbox", name="Polled 1")).to_be_checked()
    expect(page.locator("summary").filter(has_text="Evidence")).to_have_text("Evidence1 chosen")


def test_people_named_come_with_the_most_named_first(mount):
    named = [finding(f"one-{at}", actors=("Zoe", "Abe") if at else ("Zoe",)) for at in range(3)]
    explorer = mount()
    explorer.show(world(*named), "actor=zoe")
    expect(explorer.facet("Named in it").locator("label")).to_have_text(["Zoe 3", "Abe 2"])


def test_what_the_host_shows_is_drawn_without_telling_the_host(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "theme=trust")
    field = page.get_by_role("searchbox", name="Search findings")
    field.focus()
    explorer.host_shows(query="category=keep&q=leaders", show="evidence", list="table")
    expect(status(page)).to_have_text("1 of 6 findings")
    expect(field).to_have_value("leaders")
    expect(field).to_be_focused()
    expect(page.get_by_role("radio", name="Evidence")).to_be_checked()
    expect(page.get_by_role("radio", name="Table")).to_be_checked()
    assert explorer.told() == []


def test_what_means_nothing_is_named_and_matches_nothing(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "theme=nope&theme=trust&colour=red")
    view = data.select("theme=nope&theme=trust&colour=red")
    expect(page.locator(".notice")).to_have_text(view.unknown)
    expect(status(page)).to_have_text(". ".join(["0 of 6 findings", *view.unknown]))
    page.get_by_role("button", name="Drop the filter “red” (unknown)").click()
    expect(page.locator(".notice")).to_have_count(1)


def test_a_query_too_long_to_be_read_matches_nothing_and_says_so(mount):
    explorer = mount()
    page = explorer.show(small_world(), "&".join(["theme=trust"] * 501))
    expect(page.locator(".notice")).to_have_text("The query has over 500 fields: write fewer.")
    expect(status(page)).to_contain_text("0 of 6 findings")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".notice")).to_have_count(0)
    expect(status(page)).to_have_text("6 of 6 findings")


def test_an_old_link_says_what_changed_since(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=trust", as_of="12345678")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("not among the released ones")
    explorer.facet("Theme").get_by_role("checkbox", name="Digital 2").check()
    expect(notice).to_have_count(0)


def test_no_match_offers_each_filter_that_would_give_something_when_dropped(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "theme=money&category=keep&q=deficit")
    section = page.locator(".nothing")
    expect(section.get_by_role("heading")).to_have_text(
        "No finding: Keep, about Public money, containing “deficit”"
    )
    expect(section.get_by_role("link")).to_have_text(["Without Keep: 1 finding"])
    expect(page.get_by_role("heading", level=3)).to_have_count(0)
    section.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect_view(explorer, data.select("theme=money&q=deficit"))


def test_an_empty_dataset_says_that_nothing_is_written_down_yet(mount):
    explorer = mount()
    page = explorer.show(world())
    expect(page.get_by_role("heading", level=2)).to_have_text("No finding is written down yet")
    expect(page.locator(".headline")).to_have_text("No finding is written down yet")
    explorer.host_shows(show="compare", list="table")
    expect(page.get_by_role("table")).to_have_count(0)


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
    expect(link).to_have_attribute("href", "finding?id=listening")


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


def table(page):
    return page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="Statement"))


def test_the_table_is_a_real_one_and_its_columns_are_the_readers_choice(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data)
    page.get_by_role("radio", name="Table").check()
    assert explorer.told()[-1]["list"] == "table"
    heads = table(page).get_by_role("columnheader")
    expect(heads).to_have_text(["Statement ", "Category", "Themes", "Source ", "Place", "Collect"])
    expect(table(page).get_by_role("rowheader")).to_have_text(
        [f.statement for f in data.select("").findings]
    )
    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("checkbox", name="Id", exact=True).check()
    page.get_by_role("checkbox", name="Themes", exact=True).uncheck()
    expect(page.get_by_role("checkbox", name="Statement", exact=True)).to_be_disabled()
    assert explorer.told()[-1]["columns"] == "statement,category,source,place,id"
    page.keyboard.press("Escape")
    expect(page.locator("summary").filter(has_text="Columns")).to_be_focused()
    expect(heads).to_have_text(["Statement ", "Category", "Source ", "Place", "Id", "Collect"])
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
    expect(page.locator(".range")).to_have_text("51 to 100")
    expect(statements(page)).to_have_text([f.statement for f in every[50:100]])
    expect(page.locator("ol.findings")).to_have_attribute("start", "51")
    assert explorer.told()[-1]["offset"] == "50"
    explorer.host_shows(offset="9999")
    expect(page.locator(".range")).to_have_text(f"101 to {len(every)}")
    expect(pages.get_by_role("button", name="Page 3")).to_have_attribute("aria-current", "page")
    explorer.facet("Keep, leave, start").get_by_role("checkbox").last.check()
    assert explorer.told()[-1]["offset"] == ""
    expect(page.locator(".range")).to_have_text(re.compile("^1 to 50$"))


def test_many_pages_name_the_first_the_last_and_those_around(mount):
    explorer = mount()
    page = explorer.show(world(*(finding(f"finding-{at}") for at in range(1000))), offset="450")
    pages = page.get_by_role("navigation", name="Pages of findings")
    expect(pages.locator(":scope > *")).to_have_text(
        ["Previous", "1", "…", "9", "10", "11", "…", "20", "Next"]
    )


def test_picked_findings_stand_before_their_charts(mount):
    explorer = mount()
    page = explorer.show(small_world(), "id=loops&id=survey")
    headings = page.get_by_role("heading", level=2)
    expect(headings.first).to_have_text("2 findings")
    page.get_by_role("button", name="Clear all").click()
    expect(headings.last).to_have_text("6 findings")


def collect(page, statement):
    return page.get_by_role("button", name=f"Collect: {statement}")


def test_a_collection_grows_over_several_filters_and_is_opened_as_a_selection(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "category=keep")
    collect(page, "Leaders listen.").click()
    expect(collect(page, "Leaders listen.")).to_have_attribute("aria-pressed", "true")
    expect(status(page)).to_have_text("1 finding in the collection")
    explorer.host_shows(query="theme=money", list="table")
    collect(page, "Statement of budgets.").click()
    opener = page.get_by_role("button", name="Collection (2)")
    opener.click()
    panel = page.get_by_role("dialog", name="Collection")
    expect(panel.get_by_role("listitem").locator(".statement")).to_have_text(
        ["Leaders listen.", "Statement of budgets."]
    )
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    panel.get_by_role("link", name="Show only these").click()
    expect(panel).to_be_hidden()
    assert explorer.told()[-1]["query"] == "id=budgets&id=listening"
    expect(table(page).get_by_role("rowheader")).to_have_text(
        [f.statement for f in data.select("id=budgets&id=listening").findings]
    )


def test_what_is_removed_from_the_collection_leaves_the_focus_on_the_next(mount):
    explorer = mount()
    page = explorer.show(small_world())
    for statement in ("Leaders listen.", "Statement of budgets.", "Statement of survey."):
        collect(page, statement).click()
    page.get_by_role("button", name="Collection (3)").click()
    panel = page.get_by_role("dialog", name="Collection")
    panel.get_by_role("button", name="Remove: Statement of budgets.").press("Enter")
    expect(panel.get_by_role("button", name="Remove: Statement of survey.")).to_be_focused()
    expect(collect(page, "Statement of budgets.")).to_have_attribute("aria-pressed", "false")
    panel.get_by_role("button", name="Empty the collection").click()
    expect(panel.get_by_role("heading")).to_have_text("Nothing is collected yet")
    expect(panel.get_by_role("heading")).to_be_focused()


@pytest.mark.parametrize(
    ("kept", "count"),
    [
        (None, 0),
        ("{not json", 0),
        ('{"a": 1}', 0),
        ('"text"', 0),
        ("null", 0),
        ('["loops", "gone-since", "loops", 7, null]', 1),
    ],
)
def test_the_collection_is_kept_and_what_is_broken_or_gone_is_left_out(mount, kept, count):
    explorer = mount()
    page = explorer.show(small_world(), is_kept=True)
    key = "insights collection: A small world"
    if kept:
        page.evaluate("([key, kept]) => sessionStorage.setItem(key, kept)", [key, kept])
    explorer.show(small_world(), is_kept=True)
    expect(page.get_by_role("button", name=f"Collection ({count})")).to_be_visible()
    collect(page, "Leaders listen.").click()
    ids = ["loops", "listening"][1 - count :]
    assert json.loads(page.evaluate("key => sessionStorage.getItem(key)", key)) == ids


def test_files_come_from_the_server_where_there_is_one(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=trust&sort=statement", files=["csv", "xlsx", "html"])
    page.get_by_text("Take away").click()
    menu = page.locator(".takeaway")
    expect(menu.get_by_role("link")).to_have_text(
        ["Table (CSV)", "Spreadsheet (Excel)", "Page that works offline"]
    )
    link = menu.get_by_role("link", name="Spreadsheet (Excel)")
    expect(link).to_have_attribute("href", "file.xlsx?theme=trust&sort=statement")
    expect(link).to_have_attribute("download", "")
    expect(menu.get_by_role("button")).to_have_text(["Records (JSON)", "Text (Markdown)"])
    explorer.host_shows(query="theme=digital")
    expect(link).to_have_attribute("href", "file.xlsx?theme=digital")


def test_without_a_server_the_engine_writes_what_it_can_itself(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "theme=trust")
    page.get_by_text("Take away").click()
    menu = page.locator(".takeaway")
    expect(menu.get_by_role("button")).to_have_text(
        ["Table (CSV)", "Records (JSON)", "Text (Markdown)"]
    )
    with page.expect_download() as download:
        menu.get_by_role("button", name="Records (JSON)").click()
    assert download.value.suggested_filename.endswith(".json")
    records = json.loads(download.value.path().read_text("utf-8"))
    assert [one["id"] for one in records["findings"]] == [
        f.id for f in data.select("theme=trust").findings
    ]
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button")).to_have_count(0)


def test_where_nothing_matches_there_is_nothing_to_take(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=nope")
    page.get_by_text("Take away").click()
    expect(
        page.locator(".takeaway").get_by_text("Nothing matches, so there is nothing to take.")
    ).to_be_visible()
    expect(page.locator(".takeaway").get_by_role("button")).to_have_count(0)


def test_a_link_is_copied_or_else_shown_to_be_copied_by_hand(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=trust")
    link = "https://example.org/explore?theme=trust"
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })"
    )
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_role("textbox", name="The link, to be copied")
    expect(field).to_have_value(link)
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == link

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.show(small_world(), "theme=trust")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    expect(status(page)).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_a_selection_is_compared_with_all_findings_until_another_is_set_aside(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset, "source=coalitions", show="compare")
    sides = page.locator(".sides dd")
    short, view = dataset.source_by_id["coalitions"].short, dataset.select("source=coalitions")
    expect(sides).to_have_text([f"from {short}: {view.count} findings", f"All {view.of} findings"])
    page.get_by_role("button", name="Compare with another selection").click()
    assert explorer.told()[-1]["against"] == "source=coalitions"
    expect(page.get_by_text("Both sides are the same now")).to_be_visible()
    explorer.facet("Source").locator("label").filter(has_text=short).click()
    explorer.facet("Keep, leave, start").locator("label").filter(has_text="Start").click()
    start = dataset.select("category=start")
    expect(sides).to_have_text(
        [f"Start: {start.count} findings", f"from {short}: {view.count} findings"]
    )
    page.get_by_role("combobox", name="Compare by").select_option("Evidence")
    assert explorer.told()[-1]["show"] == "compare-evidence"
    page.get_by_role("button", name="Swap sides").click()
    assert {key: explorer.told()[-1][key] for key in ("query", "against")} == {
        "query": "source=coalitions",
        "against": "category=start",
    }
    page.get_by_role("button", name="Compare with all findings").click()
    assert explorer.told()[-1]["against"] == ""


def test_the_arrow_keys_walk_through_the_charts(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset)
    page.get_by_role("radio", name="At a glance").focus()
    for show in ("evidence", "recordings", "together", "compare"):
        page.keyboard.press("ArrowRight")
        assert explorer.told()[-1]["show"] == show
        expect(page.locator("[data-chart]")).to_have_count(1)
    expect(page.get_by_role("radio", name="Compare")).to_be_focused()


def test_a_mark_clicked_in_a_chart_filters_and_the_focus_stays_in_that_chart(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset)
    matrix = page.locator("[data-chart=matrix]")
    matrix.get_by_role("link", name=re.compile(r"^\d+: Start, Collaboration$")).press("Enter")
    assert explorer.told()[-1]["query"] == "category=start&theme=collaboration"
    assert page.evaluate("document.activeElement.closest('[data-chart]').dataset.chart") == "matrix"
    expect(
        matrix.get_by_role("link", name=re.compile(r"^\d+: Start, Collaboration$"))
    ).to_be_focused()


def test_order_and_pages_leave_the_charts_as_they_are(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset)
    page.evaluate("document.querySelector('[data-chart]').isSame = true")
    page.get_by_role("combobox", name="Order").select_option("A to Z")
    page.get_by_role("button", name="Page 2").click()
    assert page.evaluate("document.querySelector('[data-chart]').isSame") is True


HOSTILE = (
    "<img src=x onerror=alert(1)><script>window.hit=1</script> [x](javascript:alert(1)) &lt; "
    "“q” {{7*7}} `b` *x*"
)


def hostile_world():
    about = About(
        format=1,
        title="<b>T</b>",
        as_of="2026-01-31",
        licence="<i>L</i>",
        levels=("local",),
    )
    theme = Theme(id="trust", label="R&lt D & co (x)", definition="<script>1</script>")
    findings = (
        finding(
            "ill",
            statement=HOSTILE,
            note=HOSTILE,
            actors=("<img src=x>",),
            terms=("<u>t</u>",),
        ),
        finding("well"),
    )
    return world(*findings, about=about, themes=(theme, *THEMES[1:]))


def test_hostile_text_stands_letter_for_letter_and_nothing_of_it_runs(mount):
    data = hostile_world()
    explorer = mount()
    page = explorer.show(data, "theme=trust&q=%3Cimg+src")
    expect(statements(page)).to_have_text([HOSTILE])
    page.get_by_role("button", name="Details of").click()
    for text in (citation(data, data.finding_by_id["ill"]), "<u>t</u>"):
        expect(page.locator(".details").get_by_text(text, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Drop the filter R&lt D & co (x)")).to_be_visible()
    collect(page, HOSTILE).click()
    page.get_by_role("button", name="Collection (1)").click()
    expect(page.get_by_role("dialog").get_by_text(HOSTILE, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    explorer.host_shows(
        query="theme=%3Cscript%3E", list="table", show="<b>x</b>", columns="<i>", against="x=<u>"
    )
    for show in ("evidence", "recordings", "together", "compare"):
        explorer.host_shows(show=show, list="table", columns="statement,actors,level,id")
    expect(
        page.locator("main :is(img, script, b, i, u, iframe, [onerror], a[href*=javascript])")
    ).to_have_count(0)
    assert page.evaluate("window.hit") is None


def long_world():
    word = "Donaudampfschifffahrtsgesellschaft" * 5
    themes = (Theme(id="trust", label=word[:60], definition="Long."), *THEMES[1:])
    return world(
        finding("long", statement=word, actors=(word[:60],), category="keep", note=word),
        finding("short"),
        themes=themes,
    )


@pytest.mark.parametrize("list_as", ["", "table"])
@pytest.mark.parametrize("show", ["", "evidence", "recordings", "together", "compare"])
def test_nothing_is_wider_than_a_small_phone_even_with_long_words_and_large_letters(
    mount, show, list_as
):
    explorer = mount(viewport={"width": 320, "height": 640})
    page = explorer.show(long_world(), "theme=trust&q=Donau", show=show, list=list_as)
    page.get_by_role("button", name="Filters (2)").click()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.add_style_tag(content="html { font-size: 200%; }")
    assert page.evaluate(wide) == 0


def test_on_a_phone_the_filters_are_behind_a_button(mount):
    explorer = mount(viewport={"width": 390, "height": 844})
    page = explorer.show(small_world(), "theme=trust&theme=money")
    opener = page.get_by_role("button", name="Filters (2)")
    field = page.get_by_role("searchbox", name="Search findings")
    expect(field).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(field).to_be_visible()


TOO_SMALL = """() => [...document.querySelectorAll("button, summary, select, label, input")]
  .filter(one => one.checkVisibility() && !one.closest("[data-chart], th, label *"))
  .filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 24)
  .map(one => one.outerHTML.slice(0, 120))"""


def test_what_is_pressed_is_large_enough(mount, dataset):
    page = mount(viewport={"width": 390, "height": 844}).show(
        dataset, "theme=trust&category=keep&category=start", list="table"
    )
    page.get_by_role("button", name="Filters (3)").click()
    small = page.evaluate(TOO_SMALL)
    assert small == []


STATES = {
    "at a glance": {},
    "filtered": {"query": "theme=trust&theme=learning&category=leave&q=government"},
    "evidence, table": {
        "show": "evidence",
        "list": "table",
        "columns": "statement,category,themes,source,place,evidence,basis,level,actors,receipt,id",
    },
    "recordings": {"show": "recordings"},
    "together": {"show": "together"},
    "compare": {"query": "source=coalitions", "show": "compare"},
    "nothing found": {"query": "theme=trust&category=keep&q=feedback"},
    "unknown": {"query": "theme=nope", "as_of": "12345678"},
}


def broken_rules(page, state):
    found = AXE.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{state}: {rule['id']}: {rule['help']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_state_breaks_a_rule_of_axe(mount, dataset, mode, size):
    width, height = SIZES[size]
    explorer = mount(color_scheme=mode, viewport={"width": width, "height": height})
    broken = []
    for name, state in STATES.items():
        page = explorer.show(dataset, **state)
        if size != "desk":
            page.locator(".opener").click()
        broken += broken_rules(page, name)
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_unfolds_breaks_no_rule_of_axe(mount, dataset, mode):
    explorer = mount(color_scheme=mode)
    page = explorer.show(dataset, "evidence=counted&receipt=exact&level=initiative")
    page.get_by_role("button", name="Details of").first.click()
    page.get_by_role("button", name="Collect: ").first.click()
    page.get_by_text("Take away").click()
    broken = broken_rules(page, "details and menu")
    page.get_by_role("button", name="Collection (1)").click()
    broken += broken_rules(page, "collection")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_headings_stand_in_order_under_one_of_the_first_level(mount, dataset, state):
    page = mount().show(dataset, **STATES[state])
    levels = page.evaluate(
        """[...document.querySelectorAll("h1, h2, h3, h4")]
        .filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"""
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_on_paper_stand_the_charts_the_list_and_the_sentence_but_no_tools(mount, dataset):
    page = mount().show(dataset, "theme=trust")
    page.emulate_media(media="print")
    for gone in (
        page.get_by_role("searchbox", name="Search findings"),
        page.get_by_role("button", name="Copy link"),
        page.get_by_role("combobox", name="Order"),
    ):
        expect(gone).to_be_hidden()
    view = dataset.select("theme=trust")
    expect(page.get_by_text(view.sentence)).to_be_visible()
    expect(statements(page)).to_have_text([f.statement for f in view.findings])
    assert list(CATEGORIES) == ["keep", "leave", "start", "context"]
