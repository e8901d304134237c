"""What the explorer lets one take along: a collection, files, a link, a second selection."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.mounted import collect, status, table
from tests.worlds import finding, small_world, world

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def test_a_collection_grows_over_several_filters_and_is_opened_as_a_selection(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "category=keep")
    collect(page, "Leaders listen.").click()
    expect(collect(page, "Leaders listen.")).to_have_attribute("aria-pressed", "true")
    expect(status(page)).to_have_text("1 finding in the collection")
    explorer.host_shows(query="theme=money&sort=statement", list="table")
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
    assert explorer.told()[-1]["query"] == "id=budgets&id=listening&sort=statement"
    expect(table(page).get_by_role("rowheader")).to_have_text(
        [f.statement for f in data.select("id=budgets&id=listening&sort=statement").findings]
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
    expect(panel.get_by_role("status")).to_have_text("2 findings in the collection")
    expect(collect(page, "Statement of budgets.")).to_have_attribute("aria-pressed", "false")
    panel.get_by_role("button", name="Empty the collection").click()
    expect(panel.get_by_role("heading")).to_have_text("Nothing is collected yet")
    expect(panel.get_by_role("heading")).to_be_focused()
    panel.click(position={"x": 6, "y": 6})
    expect(panel).to_be_visible()
    page.mouse.click(3, 3)
    expect(panel).to_be_hidden()


def test_a_full_collection_says_so_beside_its_button(mount):
    data = world(*(finding(f"finding-{at}") for at in range(401)))
    explorer = mount()
    page = explorer.show(data, is_kept=True)
    kept = json.dumps([f"finding-{at}" for at in range(1, 401)])
    key = f"insights collection: {data.about.title}"
    page.evaluate("([key, kept]) => sessionStorage.setItem(key, kept)", [key, kept])
    explorer.show(data, "id=finding-0", is_kept=True)
    page.get_by_role("button", name="Collect: ").click()
    full = page.get_by_role("status").filter(has_text="The collection is full: 400 findings")
    expect(full).to_be_in_viewport()
    expect(page.get_by_role("button", name="Collection (400)")).to_be_visible()


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


def test_a_menu_folds_when_the_reader_turns_to_something_else(mount):
    explorer = mount()
    page = explorer.show(small_world())
    menu = page.locator(".takeaway")
    page.get_by_text("Take away").click()
    expect(menu).to_have_attribute("open", "")
    page.locator(".headline").click()
    expect(menu).not_to_have_attribute("open", "")
    page.get_by_text("Take away").press("Enter")
    page.get_by_text("Take away").press("Shift+Tab")
    expect(menu).not_to_have_attribute("open", "")


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
    explorer.host_shows(query="theme=trust")
    expect(field).to_be_focused()
    explorer.host_shows(query="theme=digital")
    expect(field).to_be_hidden()

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.show(small_world(), "theme=trust")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    expect(status(page)).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_a_selection_is_compared_with_all_findings_until_another_is_set_aside(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset, "source=coalitions&sort=statement", show="compare")
    sides = page.locator(".sides dd")
    short, view = dataset.source_by_id["coalitions"].short, dataset.select("source=coalitions")
    expect(sides).to_have_text([f"from {short}: {view.count} findings", f"All {view.of} findings"])
    page.get_by_role("button", name="Compare with another selection").click()
    assert explorer.told()[-1]["against"] == "source=coalitions"
    hint, chart = page.locator(".sides .hint"), page.locator("[data-chart=compare]")
    expect(hint).to_have_text(
        f"Both sides hold the same {view.count} findings: from {short}. "
        "Choose a filter: it changes this side, and the other stays as it is."
    )
    expect(hint).to_be_focused()
    expect(sides.first).to_be_hidden()
    expect(chart).to_have_count(0)
    explorer.facet("Source").locator("label").filter(has_text=short).click()
    explorer.facet("Keep, leave, start").locator("label").filter(has_text="Start").click()
    start = dataset.select("category=start")
    expect(sides).to_have_text(
        [f"Start: {start.count} findings", f"from {short}: {view.count} findings"]
    )
    page.get_by_role("combobox", name="Compare by").select_option("Evidence")
    assert explorer.told()[-1]["show"] == "compare-evidence"
    # What a mark of the other side counts is a question in words, not a row of picked findings.
    theirs = chart.locator("a.side[data-mark$=' b']").first
    evidence = theirs.get_attribute("data-mark").removesuffix(" b")
    href = f"#source=coalitions&evidence={evidence}&sort=statement"
    expect(theirs).to_have_attribute("href", href)
    theirs.click()
    assert explorer.told()[-1]["query"] == href.removeprefix("#")
    explorer.host_shows(
        query="category=start&sort=statement", show="compare-evidence", against="source=coalitions"
    )
    page.get_by_role("button", name="Swap sides").click()
    assert {key: explorer.told()[-1][key] for key in ("query", "against")} == {
        "query": "source=coalitions&sort=statement",
        "against": "category=start",
    }
    # One source alone is compared with another one, or with all, by a choice instead.
    to_all = page.get_by_role("button", name="Compare with all findings")
    expect(to_all).to_be_hidden()
    explorer.host_shows(query="category=start&theme=trust", show="compare", against="theme=trust")
    to_all.click()
    assert explorer.told()[-1]["against"] == ""
    explorer.host_shows(show="compare")
    expect(hint).to_have_text(
        f"Both sides hold all {view.of} findings. "
        "Choose a filter: what it leaves is compared with all of them."
    )
    expect(page.get_by_role("button", name="Compare with another selection")).to_be_hidden()


def test_one_option_of_a_facet_is_compared_with_another_in_one_step(mount):
    explorer = mount()
    page = explorer.show(small_world(), "source=talk&sort=statement", show="compare")
    beside = page.get_by_role("combobox", name="Compare with")
    expect(beside.locator("option")).to_have_text(["All 6 findings", "The paper: 2 findings"])
    expect(beside.locator("option:checked")).to_have_text("All 6 findings")
    beside.focus()
    beside.select_option("The paper: 2 findings")
    expect(beside).to_be_focused()
    assert explorer.told()[-1]["against"] == "source=paper"
    sides = page.locator(".sides dd")
    expect(sides).to_have_text(["from The talk: 4 findings", "from The paper: 2 findings"])
    page.get_by_role("button", name="Swap sides").click()
    expect(beside.locator("option:checked")).to_have_text("The talk: 4 findings")
    # What was set aside by other means stays to be seen.
    explorer.host_shows(query="theme=trust", show="compare", against="category=keep")
    expect(beside.locator("option")).to_have_text(
        ["All 6 findings", "Digital: 2 findings", "Public money: 3 findings", "Keep: 2 findings"]
    )
    expect(beside.locator("option:checked")).to_have_text("Keep: 2 findings")
    for query in ("", "theme=trust&theme=digital", "theme=trust&q=loops", "id=loops"):
        explorer.host_shows(query=query, show="compare")
        expect(beside).to_be_hidden()


def test_a_second_selection_that_cannot_be_read_matches_nothing_and_can_be_swapped(mount):
    explorer = mount()
    against = "&".join(["theme=trust"] * 501)
    page = explorer.show(small_world(), "category=keep", show="compare", against=against)
    notice, sides = page.locator(".notice"), page.locator(".sides dd")
    expect(notice).to_have_text("The query has over 500 fields: write fewer.")
    expect(sides.last).to_contain_text("0 findings")
    page.get_by_role("button", name="Swap sides").click()
    expect(sides.first).to_contain_text("0 findings")
    expect(notice).to_have_text("The query has over 500 fields: write fewer.")
    assert explorer.told()[-1]["against"] == "category=keep"
