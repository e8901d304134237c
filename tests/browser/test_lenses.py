"""Lenses: one framework as a picture, the list of all, tensions; which one is in the address."""

import shutil

import pytest
from playwright.sync_api import expect

from insights.charts.lenses import lens_pictures, lenses_headline, tension_pictures
from insights.model import CATEGORIES
from insights.selection import Unknown, explain
from tests.browser.screen import (
    drop,
    expect_address,
    expect_at_rest,
    expect_filters,
    expect_findings,
    fields_of,
    main,
    open_filters,
    pill,
)
from tests.browser.test_keyboard import tab_to

pytestmark = pytest.mark.browser

QUESTION = "What explains it?"


def lens(page):
    """The lens looked at."""
    return main(page).locator("section.lens")


def index(page):
    """The list of all lenses."""
    return main(page).get_by_role("navigation", name="lens").last


def tensions(page):
    return main(page).get_by_role("region", name="tension")


def shown(view, lens_id):
    """What the library says of a lens."""
    return next(one for one in lens_pictures(view) if one.lens.id == lens_id)


def expect_lens(page, picture):
    """The lens stands there with its parts, their marks and their first findings."""
    expect(lens(page).get_by_role("heading", level=2)).to_have_text(picture.lens.title)
    labels = [part.part.label for part in picture.parts]
    if picture.lens.ordered:
        labels = [f"{at} {label}" for at, label in enumerate(labels, start=1)]
    expect(lens(page).get_by_role("heading", level=3)).to_have_text(labels)
    parts = lens(page).locator("li.part")
    expect(parts).to_have_count(len(labels))
    most = 3 if len(labels) <= 4 else 2
    for at, part in enumerate(picture.parts):
        statements = [f"{CATEGORIES[f.category]}: {f.statement}" for f in part.findings[:most]]
        expect(parts.nth(at).locator("a.statement")).to_have_text(statements)
        if part.part.bare:
            expect(parts.nth(at)).to_contain_text(part.part.bare)
        else:
            expect(parts.nth(at).get_by_role("img", name=part.alt, exact=True)).to_be_visible()
            expect(parts.nth(at)).to_contain_text(part.said(most))
    expect(index(page).locator("[aria-current]")).to_contain_text(picture.lens.title)


def expect_page(page, view, lens_id):
    """Everything on the page is the library's: headline, filters, lens, list, tensions."""
    pictures = lens_pictures(view)
    expect(main(page).get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(main(page).locator(".headline")).to_have_text(lenses_headline(view, pictures))
    expect_lens(page, shown(view, lens_id))
    expect(index(page).locator(".title")).to_have_text([one.lens.title for one in pictures])
    pairs = tension_pictures(view)
    touched = [one for one in pairs if any(one.matches)]
    expect(tensions(page).get_by_role("heading", level=3)).to_have_text(
        [one.tension.question for one in touched]
    )
    expect(main(page).get_by_text(view.sentence)).to_be_visible()
    expect_at_rest(page)


def test_the_first_lens_stands_there_with_the_list_and_the_tensions(visitor, dataset):
    view = dataset.select()
    page = visitor.open("/lenses")
    expect_page(page, view, dataset.lenses[0].id)
    stamp = f"As of {dataset.about.as_of} · {dataset.fingerprint[:8]}"
    expect(main(page).get_by_text(stamp)).to_be_visible()
    for pair in tension_pictures(view):
        row = tensions(page).get_by_role("listitem").filter(has_text=pair.tension.question)
        expect(row.locator("a.statement")).to_have_text(
            [f"{CATEGORIES[f.category]}: {f.statement}" for f in pair.findings]
        )
        if pair.tension.note:
            expect(row).to_contain_text(pair.tension.note)


@pytest.mark.thorough
def test_on_a_projector_a_lens_reads_as_a_picture(visitor, dataset):
    small = [one for one in lens_pictures(dataset.select()) if len(one.parts) <= 4]
    assert len(small) > 3
    # Those with the most to show: the others have more room.
    for picture in sorted(small, key=lambda one: -sum(len(p.findings) for p in one.parts))[:4]:
        page = visitor.open(f"/lenses?show={picture.lens.id}")
        expect_lens(page, picture)
        for heading in lens(page).get_by_role("heading").all():
            expect(heading).to_be_in_viewport(ratio=1)
        for marks in lens(page).get_by_role("img").all():
            expect(marks).to_be_in_viewport(ratio=1)


@pytest.mark.thorough
def test_a_lens_chosen_is_one_step_in_the_history_and_filters_no_other_page(visitor, dataset):
    view = dataset.select()
    first, second, third = dataset.lenses[:3]
    page = visitor.open("/lenses")
    expect_page(page, view, first.id)
    page.evaluate("window.sameDocument = true")
    length = page.evaluate("history.length")
    index(page).get_by_role("link", name=third.title).click()
    expect_page(page, view, third.id)
    expect_address(page, "/lenses", [("show", third.id)])
    lens(page).get_by_role("link", name=f"Previous: {second.title}").click()
    expect_page(page, view, second.id)
    assert page.evaluate("history.length") == length + 2
    assert page.evaluate("window.sameDocument")
    page.go_back()
    expect_page(page, view, third.id)
    page.go_back()
    expect_page(page, view, first.id)
    page.go_forward()
    expect_page(page, view, third.id)
    page.reload()
    expect_page(page, view, third.id)

    menu = page.get_by_role("navigation", name="App pages")
    menu.get_by_role("link", name="Explore").click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text("What is there about …?")
    expect_filters(page, view)
    expect_address(page, "/explore", [])
    page.go_back()
    expect_page(page, view, third.id)


@pytest.mark.thorough
def test_the_filter_of_a_lens_opens_that_lens(visitor, dataset):
    chosen = dataset.lenses[1]
    view = dataset.select(f"lens={chosen.id}")
    page = visitor.open(f"/lenses?lens={chosen.id}")
    expect_page(page, view, chosen.id)
    expect_filters(page, view)
    # Dropping the filter keeps what is looked at.
    drop(page, chosen.title).click()
    expect_page(page, dataset.select(), chosen.id)
    expect_address(page, "/lenses", [("show", chosen.id)])


def test_a_lens_and_a_part_lead_to_their_findings_on_explore(visitor, dataset):
    chosen = dataset.lenses[0]
    page = visitor.open(f"/lenses?show={chosen.id}&category=keep&category=leave")
    view = dataset.select("category=keep&category=leave")
    picture = shown(view, chosen.id)
    expect_page(page, view, chosen.id)
    part = next(part for part in picture.parts if part.findings)
    lens(page).get_by_role("link", name=f"under {part.part.label}").click()
    ids = "&".join(f"id={finding.id}" for finding in part.findings)
    expect(main(page).get_by_role("heading", level=1)).to_have_text("What is there about …?")
    expect_findings(page, dataset.select(f"category=keep&category=leave&{ids}"))
    page.go_back()
    expect_page(page, view, chosen.id)
    name = f"{picture.findings} of {picture.of} findings"
    lens(page).get_by_role("link", name=name, exact=True).click()
    expect_findings(page, dataset.select(f"category=keep&category=leave&lens={chosen.id}"))


def test_a_filter_set_beside_a_lens_changes_its_findings_and_not_the_lens(visitor, dataset):
    chosen = dataset.lenses[0]
    page = visitor.open(f"/lenses?show={chosen.id}")
    expect_page(page, dataset.select(), chosen.id)
    open_filters(page)
    pill(page, "category", "Start").click()
    view = dataset.select("category=start")
    expect_page(page, view, chosen.id)
    expect_address(page, "/lenses", [("show", chosen.id), ("category", "Start")])
    expect(tensions(page).get_by_text("touch the findings shown")).to_be_visible()
    lens(page).get_by_role("link", name="see it without the filters").click()
    expect_page(page, dataset.select(), chosen.id)
    page.go_back()
    expect_page(page, view, chosen.id)


def test_filtered_to_nothing_the_framework_stays_and_says_so(visitor, dataset):
    chosen = dataset.lenses[0]
    view = dataset.select("q=zebra")
    page = visitor.open(f"/lenses?show={chosen.id}&q=zebra")
    expect_page(page, view, chosen.id)
    folded = tensions(page).get_by_role("group")
    expect(folded.get_by_role("heading")).to_have_count(0)
    folded.get_by_text("between findings that are filtered out").click()
    expect(folded.get_by_role("heading")).to_have_count(len(dataset.tensions))


@pytest.mark.thorough
def test_a_lens_that_is_not_there_is_named_and_the_others_offered(visitor, dataset):
    page = visitor.open("/lenses?show=nope")
    notice = main(page).get_by_role("status").filter(has_text="nope")
    expect(notice).to_contain_text(explain(Unknown("lens", "nope"), dataset))
    expect(lens(page)).to_have_count(0)
    chosen = dataset.lenses[-1]
    index(page).get_by_role("link", name=chosen.title).click()
    expect_page(page, dataset.select(), chosen.id)
    expect(notice).to_have_count(0)
    # As a filter it matches nothing, and says the same.
    page = visitor.open("/lenses?lens=nope")
    expect(main(page).get_by_role("status").filter(has_text="nope")).to_be_visible()
    expect_page(page, dataset.select("lens=nope"), dataset.lenses[0].id)


@pytest.mark.thorough
def test_a_copied_link_opens_the_same_lens_with_the_same_filters(visit, dataset):
    chosen = dataset.lenses[2]
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open(
        f"/lenses?show={chosen.id}&category=context"
    )
    expect_at_rest(page)
    main(page).get_by_role("button", name="Copy link").click()
    expect(main(page).get_by_role("button", name="Link copied")).to_be_visible()
    theirs = visit().page
    theirs.goto(page.evaluate("navigator.clipboard.readText()"))
    expect_page(theirs, dataset.select("category=context"), chosen.id)
    assert ("as_of", dataset.fingerprint[:8]) in fields_of(theirs)
    assert ("show", chosen.id) in fields_of(theirs)


@pytest.mark.thorough
def test_a_finding_of_a_tension_opens_its_page(visitor, dataset):
    page = visitor.open("/lenses")
    finding = dataset.finding_by_id[dataset.tensions[0].between[1]]
    name = f"{CATEGORIES[finding.category]}: {finding.statement}"
    tensions(page).get_by_role("link", name=name, exact=True).first.click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)


def test_the_tensions_are_one_jump_away_and_back(visitor, dataset):
    page = visitor.open("/lenses?show=" + dataset.lenses[1].id)
    heading = tensions(page).get_by_role("heading", level=2)
    lens(page).get_by_role("link", name="tensions").click()
    expect(heading).to_be_in_viewport(ratio=1)
    page.go_back()
    expect_page(page, dataset.select(), dataset.lenses[1].id)


@pytest.mark.thorough
@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.thorough)])
def test_on_the_phone_the_lens_comes_first_and_nothing_is_cut(visit, dataset, width):
    visitor = visit(viewport={"width": width, "height": 844})
    steps = next(one for one in dataset.lenses if one.ordered)
    longest = max(dataset.lenses, key=lambda one: len(one.parts))
    for chosen in (dataset.lenses[0], steps, longest):
        page = visitor.open(f"/lenses?show={chosen.id}")
        expect_lens(page, shown(dataset.select(), chosen.id))
        tops = [part.bounding_box()["y"] for part in (lens(page), index(page), tensions(page))]
        assert tops == sorted(tops)
        over = page.evaluate(
            """() => [...document.querySelectorAll(".lenses *")]
              .filter(e => !e.closest(".unseen") && e.getBoundingClientRect().right > innerWidth)
              .map(e => e.className + " " + e.textContent.slice(0, 40))"""
        )
        assert not over


@pytest.mark.thorough
def test_by_keyboard_from_lens_to_lens_and_to_a_finding(visitor, dataset):
    second = dataset.lenses[1]
    page = visitor.open("/lenses")
    expect_page(page, dataset.select(), dataset.lenses[0].id)
    tab_to(page, f"Next: {second.title}")
    page.keyboard.press("Enter")
    expect_page(page, dataset.select(), second.id)
    finding = shown(dataset.select(), second.id).parts[0].findings[0]
    tab_to(page, f"{CATEGORIES[finding.category]}: {finding.statement[:40]}")
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)


@pytest.mark.thorough
def test_a_bare_part_says_why_and_its_lens_is_marked_in_the_list(start, visit, own_data):
    lenses = own_data / "lenses.yaml"
    lenses.write_text(
        lenses.read_text("utf-8")
        + """
  - id: bare-lens
    title: What does nobody speak of?
    source: coalitions
    locator: "01:18:24"
    number_from: source
    ordered: true
    parts:
      - id: silence
        label: Silence
        text: What is kept quiet.
        locator: "02:29:00"
        findings: []
        bare: No source gives a case.
      - id: roots
        label: Roots
        text: Where it comes from.
        locator: "01:18:31"
        findings: [change-has-roots]
""",
        "utf-8",
    )
    page = visit(start(own_data)).open("/lenses?show=bare-lens")
    expect(main(page).locator(".headline")).to_contain_text("1 stays bare")
    part = lens(page).get_by_role("listitem").filter(has_text="Silence")
    expect(part).to_contain_text("Bare: no finding bears on it. No source gives a case.")
    expect(part).to_contain_text("as written 02:29:00, doubtful")
    expect(lens(page)).to_contain_text("They are not linked.")
    expect(index(page).locator("[aria-current]")).to_contain_text("2 parts · 1 finding 1 bare")
    expect(lens(page).get_by_role("link", name="Next")).to_have_count(0)


def test_without_lenses_the_page_says_what_one_is_and_where_to_write_it(start, visit, own_data):
    (own_data / "lenses.yaml").unlink()
    (own_data / "tensions.yaml").unlink()
    shutil.rmtree(own_data / "scenes")  # they show both
    page = visit(start(own_data)).open("/lenses")
    expect(main(page).locator(".headline")).to_have_text("No lens is written down here yet")
    expect(main(page).get_by_role("heading", name="No lens yet")).to_be_visible()
    expect(main(page).get_by_text("lenses.yaml")).to_be_visible()
    expect(main(page).get_by_text("tensions.yaml")).to_be_visible()
