"""Links: the first after a start, a shared one, one with values that mean nothing here."""

import re
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

import insights
from insights.selection import Unknown, address, explain, label_of
from insights.workbench.release import write_release
from tests.browser.screen import (
    drop,
    expect_address,
    expect_explore,
    expect_filters,
    expect_findings,
    fields_of,
    main,
    option,
    search,
)

pytestmark = pytest.mark.browser


def test_the_first_link_after_a_start_is_answered_in_full(start, visit, dataset):
    own = start()
    page = visit(own).open("/explore?theme=trust&category=start")
    expect_explore(page, dataset.select("theme=trust&category=start"))
    menu = page.get_by_role("navigation", name="App pages").get_by_role("link")
    expect(menu).to_have_text(
        [
            *("Overview", "Board", "Explore", "Lenses", "Sources", "About"),
            *("Present", "Workshop"),
        ]
    )
    # No word of a page that was not found.
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_copied_link_and_the_address_bar_give_the_same_findings(visit, dataset):
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open("/explore")
    option(page, "theme", label_of(dataset, "theme", "collaboration")).click()
    expect_filters(page, dataset.select("theme=collaboration"))
    option(page, "category", "Keep").click()
    expect_filters(page, dataset.select("theme=collaboration&category=keep"))
    search(page, "government")
    view = dataset.select("theme=collaboration&category=keep&q=government")
    assert view.count > 0
    expect_explore(page, view)

    # At once: the link holds what is shown, whatever the server has been told of it.
    main(page).get_by_role("button", name="Copy link").click()
    expect(main(page).get_by_role("button", name="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    stamp = ("as_of", dataset.fingerprint[:8])
    assert f"{stamp[0]}={stamp[1]}" in copied

    for link, extra in ((page.url, []), (copied, [stamp])):
        theirs = visit().page
        theirs.goto(link)
        expect_findings(theirs, view)
        expect_address(theirs, "/explore", address(view.selection, dataset) + extra)
        expect(main(theirs).get_by_text(view.sentence)).to_be_visible()
        # Nothing in it is strange to them.
        expect(main(theirs).get_by_text("unknown")).to_have_count(0)


@pytest.mark.thorough
def test_a_copied_link_to_a_finding_opens_that_finding(visit, dataset):
    finding = dataset.findings[0]
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(
        f"/finding?id={finding.id}&theme={finding.themes[0]}"
    )
    main(page).get_by_role("button", name="Copy link").click()
    expect(main(page).get_by_role("button", name="Link copied")).to_be_visible()
    theirs = visit().page
    theirs.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(main(theirs).get_by_role("heading", level=1)).to_have_text(finding.statement)
    assert ("as_of", dataset.fingerprint[:8]) in fields_of(theirs)
    assert ("id", finding.id) in fields_of(theirs)


def test_a_link_followed_before_the_facets_are_loaded_keeps_its_filters(visitor, dataset):
    held, is_over = [], []
    visitor.context.route(
        re.compile("/(ButtonGroup|Multiselect)[.]"),
        lambda route: route.continue_() if is_over else held.append(route),
    )
    page = visitor.page
    with page.expect_request(re.compile("/ButtonGroup[.]")):
        page.goto(visitor.server.url + "/")
    view = dataset.select("category=start")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    main(page).get_by_role("link", name=f"All {view.count} on what to start").click()
    expect_address(page, "/explore", [("category", "Start")])
    assert held
    is_over.append(True)  # what is asked for from now on passes
    for route in held:
        route.continue_()
    expect_explore(page, view)


def test_ids_aliases_and_labels_all_work_in_links(visitor, dataset):
    theme = next(theme for theme in dataset.themes if theme.aliases)
    view = dataset.select(f"theme={theme.id}&category=leave")
    assert view.count
    spellings = [
        (theme.id, "leave"),
        (theme.aliases[0], "leave"),
        (theme.label, "Leave behind"),
        (theme.label.upper(), "LEAVE-BEHIND"),
    ]
    for name, category in spellings:
        page = visitor.open("/explore?" + urlencode({"category": category, "theme": name}))
        expect_findings(page, view)
        expect_address(page, "/explore", address(view.selection, dataset))
        expect(main(page).get_by_text("unknown")).to_have_count(0)
    # The same on the other page that has filters.
    page = visitor.open(f"/?theme={theme.aliases[0]}")
    expect_filters(page, dataset.select(f"theme={theme.id}"))


@pytest.mark.parametrize(
    ("key", "value"), [("theme", "nope"), ("themes", "trust"), ("lens", "no-such-lens")]
)
def test_what_means_nothing_is_named_until_the_filters_change(visitor, dataset, key, value):
    sentence = explain(Unknown(key, value), dataset)
    view = dataset.select(f"category=keep&{key}={value}")
    assert view.count == 0
    page = visitor.open(f"/explore?category=keep&{key}={value}")
    for reload in (False, True):
        if reload:
            page.reload()
        expect(main(page).locator(".notice").get_by_text(sentence)).to_be_visible()
        expect(main(page).get_by_text(view.sentence)).to_be_visible()
        expect_filters(page, view)
        # It is neither dropped nor widened: no finding is listed.
        expect(main(page).get_by_role("heading", level=3)).to_have_count(0)
    option(page, "category", "Start").click()
    expect_explore(page, dataset.select("category=keep&category=start"))
    expect(main(page).get_by_text(sentence).filter(visible=True)).to_have_count(0)


@pytest.mark.thorough
def test_an_unknown_value_can_be_dropped_by_its_own_link(visitor, dataset):
    page = visitor.open("/explore?category=keep&theme=nope")
    drop(page, "“nope” (unknown)").click()
    expect_explore(page, dataset.select("category=keep"))
    expect(main(page).get_by_text("nope").filter(visible=True)).to_have_count(0)


def test_an_unknown_finding_is_named(visitor, dataset):
    page = visitor.open("/finding?id=nope")
    expect(main(page).get_by_text(explain(Unknown("id", "nope"), dataset))).to_be_visible()
    expect(main(page).get_by_role("article")).to_have_count(0)


def test_a_withdrawn_finding_says_why_and_what_says_it_now(start, visit, own_data, dataset):
    successor = dataset.findings[0]
    (own_data / "withdrawn.yaml").write_text(
        "withdrawn:\n"
        '  - {id: old-split-claim, on: "2026-11-20", why: It held two claims.,'
        f" see: [{successor.id}]}}\n"
    )
    visitor = visit(start(own_data))
    page = visitor.open("/finding?id=old-split-claim")
    notice = main(page).get_by_role("status").filter(has_text="withdrawn")
    expect(notice).to_contain_text("“old-split-claim” was withdrawn on 2026-11-20")
    expect(notice).to_contain_text("It held two claims.")
    expect_findings_listed(page, [successor.statement])
    expect(main(page).get_by_role("article")).to_have_count(0)
    # As a filter it matches nothing, and says the same.
    page = visitor.open("/explore?id=old-split-claim")
    expect(main(page).locator(".notice").filter(has_text="withdrawn")).to_be_visible()
    expect_findings_listed(page, [])
    assert urlsplit(page.url).path == "/explore"


def expect_findings_listed(page, statements):
    links = main(page).get_by_role("heading", level=3).get_by_role("link")
    expect(links).to_have_text(statements)


def test_a_link_from_an_older_release_says_what_changed_since(start, visit, own_data):
    (own_data / "ledger.yaml").unlink(missing_ok=True)
    before = insights.load(own_data)
    write_release(own_data, before)
    file = own_data / "findings" / "public-value.yaml"
    [finding] = [one for one in before.findings if one.id == "complex-adaptive-systems"]
    text = file.read_text("utf-8")
    assert text.count(finding.statement) == 1
    file.write_text(text.replace(finding.statement, "Governments are systems."), "utf-8")

    page = visit(start(own_data)).open(f"/?as_of={before.fingerprint[:8]}")
    notice = main(page).get_by_role("status").filter(has_text="Since this link was made")
    expect(notice).to_contain_text("1 finding was changed.")
    notice.get_by_role("link", name="Look at it").click()
    expect_findings(page, insights.load(own_data).select(f"id={finding.id}"))
    # On Explore it is said once, by the page.
    visitor = visit(start(own_data))
    page = visitor.open(f"/explore?as_of={before.fingerprint[:8]}&category=keep")
    expect(main(page).get_by_text("Since this link was made")).to_have_count(1)
    expect_findings(page, insights.load(own_data).select("category=keep"))

    page = visitor.open("/?as_of=ffffffff")
    strange = main(page).get_by_role("status").filter(has_text="not among the released ones")
    expect(strange).to_be_visible()
