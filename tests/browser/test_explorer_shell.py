"""The screen of the explorer, alone in a page: filters, what they say, charts."""

import re
from importlib import import_module

import pytest
from playwright.sync_api import expect

from insights.headline import summary
from insights.model import Release, Theme
from insights.selection import FACETS
from insights.workbench.ledger import since
from tests.browser.mounted import statements, status
from tests.worlds import finding, small_world, world

pytestmark = pytest.mark.browser

PER_PAGE = 50
# The package has a function of the same name.
explorer_world = import_module("insights.explorer.world")


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
    # Who types slowly is answered before the end: then the status is the same already.
    expect(page.locator("h3 mark")).to_have_text(["loops", "front"])
    assert explorer.told()[-1]["query"] == "q=loops+FR%C3%96NT"
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
    explorer.show(many_themes(37))
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
    themes.get_by_role("checkbox", name="Theme 00 1").press("Space")
    expect(themes.get_by_role("checkbox", name="Theme 00 1")).to_be_focused()
    expect(boxes).to_have_count(11)
    themes.get_by_role("checkbox", name="Theme 36 37").check()
    expect(boxes).to_have_count(10)


def test_a_lesser_facet_opens_when_something_in_it_is_chosen(mount):
    explorer = mount()
    page = explorer.show(small_world())
    expect(explorer.facet("Evidence").get_by_role("checkbox")).to_have_count(0)
    explorer.host_shows(query="evidence=polled")
    expect(explorer.facet("Evidence").get_by_role("checkbox", name="Polled 1")).to_be_checked()
    expect(page.locator(".facet-more > summary").filter(has_text="Evidence")).to_have_text(
        "Evidence1 chosen"
    )


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


def test_an_old_link_leads_to_the_findings_that_changed(mount):
    kept = {"loops": f"{'0' * 12} keep", "budgets": f"{'0' * 12} leave"}
    release = Release(fingerprint="ab" * 32, as_of="2025-01-31", findings=kept)
    now = small_world().findings
    data = world(*now, ledger=(release,))
    explorer = mount()
    page = explorer.show(data, "theme=trust&sort=statement", as_of="ABABABAB")
    expect(page.locator(".notice")).to_contain_text(since(data, "abababab").sentence)
    page.locator(".notice").get_by_role("link", name="Look at them").click()
    told = explorer.told()[-1]["query"]
    ids = "&".join(f"id={id_}" for id_ in sorted(since(data, "abababab").touched))
    assert told == f"{ids}&sort=statement"


def test_more_changed_findings_than_a_link_can_carry_are_not_linked(mount):
    release = Release(fingerprint="ab" * 32, as_of="2025-01-31", findings={})
    data = world(*(finding(f"finding-{at}") for at in range(151)), ledger=(release,))
    page = mount().show(data, as_of="abababab")
    assert len(since(data, "abababab").touched) == 151
    expect(page.locator(".notice")).to_have_text(since(data, "abababab").sentence)


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


def test_a_search_with_several_words_is_offered_without_each_of_them(mount):
    data = small_world()
    explorer = mount()
    page = explorer.show(data, "source=talk&q=leaders+zebra+%22front+line%22")
    links = page.locator(".nothing").get_by_role("link")
    expect(links).to_have_text(["Without “leaders”, “zebra” and “front line”: 4 findings"])
    explorer.host_shows(query="category=keep&q=%22front+line%22+leaders")
    expect(links).to_have_text(
        [
            "Without “front line”: 1 finding",
            "Without “leaders”: 1 finding",
            "Without “front line” and “leaders”: 2 findings",
        ]
    )
    links.nth(1).click()
    assert explorer.told()[-1]["query"] == "category=keep&q=%22front+line%22"
    expect_view(explorer, data.select("category=keep&q=%22front+line%22"))


def test_an_empty_dataset_says_that_nothing_is_written_down_yet(mount):
    explorer = mount()
    page = explorer.show(world())
    expect(page.get_by_role("heading", level=2)).to_have_text("No finding is written down yet")
    expect(page.locator(".headline")).to_have_text("No finding is written down yet")
    explorer.host_shows(show="compare", list="table")
    expect(page.get_by_role("table")).to_have_count(0)


def test_the_arrow_keys_walk_through_the_charts(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset, "source=coalitions")
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


def test_what_is_unfolded_in_a_chart_stays_so_when_it_gets_fewer_rows(mount):
    explorer = mount()
    page = explorer.show(many_themes(17))
    chart = page.locator("[data-chart=by-theme]")
    chart.locator(".more-rows > summary").click()
    explorer.host_shows(query="theme=theme-1&theme=theme-2")
    expect(chart.locator("details")).to_have_count(2)
    expect(chart.locator("details[open]")).to_have_count(0)
    chart.locator(".table > summary").click()
    explorer.host_shows()
    expect(chart.locator("details")).to_have_count(3)
    expect(chart.locator("details[open]")).to_have_class("table")


def test_order_and_pages_leave_the_charts_as_they_are_but_their_links_follow(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset, "category=start")
    page.evaluate("document.querySelector('[data-chart]').isSame = true")
    mark = page.locator("[data-chart=by-source] a.label").first
    before = mark.get_attribute("href")
    page.get_by_role("combobox", name="Order").select_option("A to Z")
    explorer.host_shows(query="category=start&sort=statement", offset="50")
    assert page.evaluate("document.querySelector('[data-chart]').isSame") is True
    expect(mark).to_have_attribute("href", f"{before}&sort=statement")


def test_one_step_leads_over_the_charts_to_the_list(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset, "theme=trust")
    heading = page.locator(".list h2")
    expect(heading).not_to_be_in_viewport()
    count = dataset.select("theme=trust").count
    button = page.get_by_role("button", name=f"Go to the {count} findings", exact=True)
    button.press("Enter")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    # For the keyboard the results begin with the same.
    button.focus()
    page.keyboard.press("Shift+Tab")
    skip = page.get_by_role("button", name="Skip charts")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(heading).to_be_focused()
    expect(skip).to_have_css("opacity", "0")


def test_the_first_stop_of_the_keyboard_leads_over_everything_to_the_list(mount, dataset):
    explorer = mount()
    page = explorer.show(dataset)
    page.keyboard.press("Tab")
    skip = page.get_by_role("button", name="Skip to the findings")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator(".list h2")).to_be_focused()
    expect(page.locator(".list h2")).to_be_in_viewport()
    explorer.host_shows(query="q=zebra")
    expect(skip).to_be_hidden()


def test_a_few_findings_stand_before_their_charts(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=trust")
    headings = page.get_by_role("heading", level=2)
    expect(headings.first).to_have_text("3 findings")
    over_charts = page.get_by_role("button", name=re.compile("^(Skip charts|Go to the )"))
    expect(over_charts).to_have_count(0)
    page.get_by_role("button", name="Clear all").click()
    expect(headings.last).to_have_text("6 findings")
    expect(over_charts).to_have_text(["Skip charts", "Go to the 6 findings"])


def test_clearing_all_leaves_no_other_side_that_nobody_sees(mount):
    explorer = mount()
    page = explorer.show(small_world(), "theme=trust", against="category=keep")
    page.get_by_role("button", name="Clear all").click()
    assert explorer.told()[-1]["against"] == ""
    explorer.host_shows(query="theme=trust", show="compare", against="category=keep")
    page.get_by_role("button", name="Clear all").click()
    assert explorer.told()[-1]["against"] == "category=keep"
    expect(page.locator(".sides dd").last).to_have_text("Keep: 2 findings")


def test_a_dataset_too_large_to_be_quick_is_said_to_be_so(mount, dataset, monkeypatch):
    monkeypatch.setattr(explorer_world, "MOST_FINDINGS", len(dataset.findings))
    page = mount().show(dataset.model_copy(update={"findings": dataset.findings[:-1]}))
    expect(page.locator(".notice")).to_have_count(0)
    monkeypatch.setattr(explorer_world, "MOST_FINDINGS", 100)
    page = mount().show(dataset.model_copy(update={"findings": dataset.findings[:-2]}))
    expect(page.locator(".notice")).to_have_text(explorer_world.too_many(len(dataset.findings) - 2))
    expect(page.locator(".notice")).to_contain_text("142 findings")
