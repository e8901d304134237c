"""The explorer on its page: it draws at once; the address and then the server follow."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

import insights
from insights.headline import summary
from insights.selection import address, label_of
from tests.browser.screen import (
    drop,
    expect_address,
    expect_at_rest,
    expect_explore,
    expect_filters,
    expect_findings,
    expect_server,
    facet_of,
    main,
    option,
    search,
)

pytestmark = pytest.mark.browser


def headline(page):
    return main(page).locator(".headline")


def menu(page, name):
    pages = page.get_by_role("navigation", name="App pages")
    return pages.get_by_role("link", name=name, exact=True)


class Line:
    """What browser and server say to each other; where it is cut, neither hears the other."""

    def __init__(self, visitor):
        self.is_cut = False
        visitor.context.route_web_socket(re.compile("/_stcore/stream"), self._between)

    def _between(self, socket):
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if self.is_cut else server.send(message))
        server.on_message(lambda message: None if self.is_cut else socket.send(message))


def test_a_click_is_drawn_whatever_the_server_does(visitor, dataset):
    line = Line(visitor)
    page = visitor.open("/explore")
    expect_explore(page, dataset.select())
    line.is_cut = True
    option(page, "theme", label_of(dataset, "theme", "trust")).click()
    view = dataset.select("theme=trust")
    expect(headline(page)).to_have_text(summary(view))
    expect_filters(page, view)
    expect_findings(page, view)
    # The server knows nothing of it: the sidebar still says what it said before.
    expect_server(page, dataset.select())
    # Nothing is lost by a reload.
    line.is_cut = False
    page.reload()
    expect_explore(page, view)


@pytest.mark.thorough
def test_a_server_that_missed_a_click_is_told_again(visitor, dataset):
    line = Line(visitor)
    page = visitor.open("/explore")
    expect_explore(page, dataset.select())
    line.is_cut = True
    option(page, "theme", label_of(dataset, "theme", "trust")).click()
    # Only once the browser had told it in vain.
    page.evaluate("() => new Promise(told => addEventListener('popstate', told, { once: true }))")
    line.is_cut = False
    expect_explore(page, dataset.select("theme=trust"))


@pytest.mark.thorough
def test_many_clicks_at_once_end_with_explorer_address_and_server_agreed(visitor, dataset):
    page = visitor.open("/explore")
    expect_server(page, dataset.select())
    length = page.evaluate("history.length")
    boxes = facet_of(page, "theme").get_by_role("checkbox").element_handles()
    # As fast as the browser can: on, off, on again, from top to bottom.
    clicks = [0, 1, 2, 1, 3, 4, 5, 4, 6, 0, 7]
    page.evaluate("([boxes, clicks]) => clicks.forEach(at => boxes[at].click())", [boxes, clicks])
    themes = [one.id for at, one in enumerate(dataset.themes) if clicks.count(at) % 2]
    view = dataset.select(urlencode([("theme", theme) for theme in themes]))
    assert 0 < view.count < view.of
    expect_explore(page, view)
    # Taken back in one step.
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect_explore(page, dataset.select())
    page.go_forward()
    expect_explore(page, view)


def test_a_click_on_the_menu_right_after_a_filter_takes_the_filter_along(visitor, dataset):
    page = visitor.open("/explore")
    expect_at_rest(page)
    box = option(page, "theme", label_of(dataset, "theme", "trust"))
    link = menu(page, "Overview")
    page.evaluate(
        "([box, link]) => { box.click(); link.click() }",
        [box.element_handle(), link.element_handle()],
    )
    expect(main(page).get_by_role("heading", level=1)).to_have_text(
        "What should government keep, leave and start?"
    )
    expect_filters(page, dataset.select("theme=trust"))
    page.go_back()
    expect_explore(page, dataset.select("theme=trust"))
    page.go_back()
    expect_explore(page, dataset.select())


def test_a_finding_opened_right_after_a_filter_leads_back_to_the_same_list(visitor, dataset):
    page = visitor.open("/explore?list=table&show=evidence")
    expect_at_rest(page)
    option(page, "category", "Keep").click()
    view = dataset.select("category=keep")
    main(page).get_by_role("link", name=view.findings[0].statement, exact=True).click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(view.findings[0].statement)
    main(page).get_by_role("link", name="← Back to").click()
    expect(headline(page)).to_have_text(summary(view))
    expect_address(
        page, "/explore", [("category", "Keep"), ("list", "table"), ("show", "evidence")]
    )
    expect(main(page).get_by_role("radio", name="Evidence")).to_be_checked()
    expect(main(page).get_by_role("radio", name="Table")).to_be_checked()


@pytest.mark.thorough
def test_the_menu_leads_back_to_explore_as_it_looked(visitor, dataset):
    page = visitor.open("/explore?theme=trust")
    expect_at_rest(page)
    main(page).get_by_role("radio", name="Recordings").check()
    expect_address(
        page,
        "/explore",
        [("theme", label_of(dataset, "theme", "trust")), ("show", "recordings")],
    )
    expect_server(page, dataset.select("theme=trust"))
    page.reload()
    expect(main(page).get_by_role("radio", name="Recordings")).to_be_checked()
    expect_at_rest(page)
    # On the page of the lenses “show” means a lens: the look of Explore stays behind.
    menu(page, "Lenses").click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text("What explains it?")
    expect_address(page, "/lenses", [("theme", label_of(dataset, "theme", "trust"))])
    expect(main(page).get_by_text("There is no")).to_have_count(0)
    expect_at_rest(page)
    menu(page, "Explore").click()
    expect(main(page).get_by_role("radio", name="Recordings")).to_be_checked()


def test_a_look_chosen_right_before_the_menu_is_not_lost(visitor):
    page = visitor.open("/explore")
    expect_at_rest(page)
    radio = main(page).get_by_role("radio", name="Evidence")
    page.evaluate(
        "([radio, link]) => { radio.click(); link.click() }",
        [radio.element_handle(), menu(page, "About").element_handle()],
    )
    expect(main(page).get_by_role("heading", level=1)).to_have_text("How far can I trust this?")
    expect_at_rest(page)
    menu(page, "Explore").click()
    expect(radio).to_be_checked()
    expect_address(page, "/explore", [("show", "evidence")])


def test_who_comes_back_from_a_finding_is_where_she_left_the_list(visitor, dataset):
    page = visitor.open("/explore?offset=50")
    expect_at_rest(page)
    finding = dataset.select().findings[80]
    link = main(page).get_by_role("link", name=finding.statement, exact=True)
    way_back = main(page).get_by_role("link", name="← Back to")
    for come_back in (page.go_back, way_back.click):
        link.scroll_into_view_if_needed()
        link.hover()  # which waits until it stands still
        # The cards around it have their height only now that they have been near the screen.
        link.evaluate("it => it.scrollIntoView({ block: 'center' })")
        link.hover()
        top = link.bounding_box()["y"]
        link.click()
        expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)
        expect_at_rest(page)
        come_back()
        expect(link).to_be_focused()
        expect_at_rest(page)
        link.hover()
        assert abs(link.bounding_box()["y"] - top) <= 1


def test_details_are_open_again_and_the_focus_is_in_sight_for_who_comes_back_from_them(
    visitor, dataset
):
    page = visitor.open("/explore?offset=50")
    expect_at_rest(page)
    finding = dataset.select().findings[80]
    statement = main(page).get_by_role("link", name=finding.statement, exact=True)
    card = main(page).locator(".findings > li").filter(has_text=finding.statement)
    card.get_by_role("button", name="Details of").click()
    own_page = card.get_by_role("link", name="Its own page")
    # Who has read on to the link has the statement behind the menu of the page.
    statement.evaluate(
        "it => document.querySelector('.stMain').scrollBy(0, it.getBoundingClientRect().top - 11)"
    )
    own_page.click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)
    expect_at_rest(page)
    page.go_back()
    expect(statement).to_be_focused()
    expect(own_page).to_be_visible()
    expect_at_rest(page)
    menu_box = page.locator("header.stAppHeader").bounding_box()
    statement.hover()  # which waits until it stands still
    assert statement.bounding_box()["y"] >= menu_box["y"] + menu_box["height"]


def test_on_the_page_nothing_that_stays_in_sight_lies_under_the_menu(visitor, dataset):
    page = visitor.open("/explore?list=table&category=Start")
    expect_at_rest(page)
    menu_box = page.locator("header.stAppHeader").bounding_box()
    end = menu_box["y"] + menu_box["height"]
    count = dataset.select("category=start").count
    main(page).get_by_role("button", name=f"Go to the {count} findings").click()
    assert main(page).locator(".list h2").bounding_box()["y"] >= end
    main(page).locator(".list tbody tr").nth(20).scroll_into_view_if_needed()
    head = main(page).locator(".list thead th").first
    expect(head).to_be_in_viewport()
    assert head.bounding_box()["y"] >= end
    assert page.get_by_role("searchbox", name="Search findings").bounding_box()["y"] >= end


def test_the_state_of_a_file_behind_the_address_becomes_the_query(visitor, dataset):
    page = visitor.open("/explore#theme=trust&category=start&list=table")
    view = dataset.select("theme=trust&category=start")
    shown = [*address(view.selection, dataset), ("list", "table")]
    expect_address(page, "/explore", shown)
    expect(headline(page)).to_have_text(summary(view))
    expect_server(page, view)
    assert "#" not in page.url
    page.evaluate("location.hash = 'explore?theme=nope'")
    view = dataset.select("theme=nope")
    expect(main(page).locator(".notice")).to_have_text(view.unknown)
    expect_address(page, "/explore", address(view.selection, dataset))


def test_a_click_draws_into_the_same_explorer(visitor, dataset):
    page = visitor.open("/explore")
    expect_explore(page, dataset.select())
    page.locator(".explorer").evaluate("element => { element.mine = true }")
    option(page, "theme", label_of(dataset, "theme", "trust")).click()
    expect_explore(page, dataset.select("theme=trust"))
    page.go_back()
    expect_explore(page, dataset.select())
    assert page.locator(".explorer").evaluate("element => element.mine")


@pytest.mark.thorough
def test_two_tabs_do_not_disturb_each_other(visitor, dataset):
    one = visitor.open("/explore?theme=trust")
    other = visitor.context.new_page()
    other.goto(visitor.server.url + "/explore?theme=learning")
    expect_explore(other, dataset.select("theme=learning"))
    option(one, "category", "Start").click()
    option(other, "category", "Keep").click()
    expect_explore(one, dataset.select("theme=trust&category=start"))
    expect_explore(other, dataset.select("theme=learning&category=keep"))


@pytest.mark.thorough
def test_a_search_is_one_entry_in_the_history_however_it_is_typed(visitor, dataset):
    page = visitor.open("/explore?category=keep")
    expect_at_rest(page)
    length = page.evaluate("history.length")
    field = page.get_by_role("searchbox", name="Search findings")
    for text in ("g", "go", "government"):
        field.fill(text)
        expect_server(page, dataset.select(f"category=keep&q={text}"))
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect_explore(page, dataset.select("category=keep"))


@pytest.mark.thorough
def test_engine_and_world_are_asked_for_once_and_kept(visitor, dataset):
    asked = []
    visitor.context.on("request", lambda r: asked.append(r.url) if "/explorer/" in r.url else None)
    page = visitor.open("/explore")
    expect_explore(page, dataset.select())
    assert len(asked) == 2, asked
    assert {url.partition("?")[0].rpartition("/")[2] for url in asked} == {"engine.js", "world.js"}
    menu(page, "Lenses").click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text("What explains it?")
    menu(page, "Explore").click()
    expect_explore(page, dataset.select())
    assert len(asked) == 2, asked


def test_what_cannot_be_loaded_is_said_and_a_reload_brings_it(visitor, dataset):
    visitor.context.route("**/explorer/world.js*", lambda route: route.abort())
    page = visitor.page
    page.goto(visitor.server.url + "/explore?category=keep")
    trouble = main(page).get_by_role("alert")
    expect(trouble).to_have_text("The explorer could not be loaded: reload the page.")
    visitor.context.unroute("**/explorer/world.js*")
    page.reload()
    expect_explore(page, dataset.select("category=keep"))
    expect(trouble).to_have_count(0)
    # Loading failed as asked: the browser has said so in its console.
    visitor.watch.wrong.clear()


def test_an_edit_under_an_open_page_shows_with_the_next_click(start, visit, own_data):
    visitor = visit(start(own_data))
    asked = []
    visitor.context.on("request", lambda r: asked.append(r.url) if "/world.js" in r.url else None)
    page = visitor.open("/explore?theme=trust")
    before = insights.load(own_data)
    expect_explore(page, before.select("theme=trust"))
    themes = own_data / "themes.yaml"
    themes.write_text(themes.read_text("utf-8").replace("Trust and openness", "Trust and candour"))
    after = insights.load(own_data)
    option(page, "category", "Start").click()
    expect_explore(page, after.select("theme=trust&category=start"))
    expect(drop(page, "Trust and candour")).to_be_visible()
    # As data, of which nothing stays behind, not as a module once more.
    assert ["world.json" in url for url in asked] == [False, True]


def test_the_address_keeps_what_is_nobodys_filter(visitor, dataset):
    page = visitor.open("/explore?utm_source=letter&theme=trust")
    expect_at_rest(page)
    search(page, "data")
    view = dataset.select("theme=trust&q=data")
    expect(headline(page)).to_have_text(summary(view))
    expect_address(page, "/explore", [*address(view.selection, dataset), ("utm_source", "letter")])
