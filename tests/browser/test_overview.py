"""Overview: message, figures and the three columns on the first screen; below, all at a glance."""

import re

import pytest
from playwright.sync_api import expect

from insights.brief import Brief
from insights.charts import findings_by_theme
from insights.draw.first_screen import QUESTION
from insights.exports import BRIEFS, FORMATS, file_name
from insights.model import CATEGORIES
from insights.selection import label_of, parse
from tests.browser.paper import printed, sheet_of
from tests.browser.screen import expect_bars, expect_explore, expect_filters, main

pytestmark = pytest.mark.browser

COLUMNS = ("keep", "leave", "start")
PHRASES = {"keep": "keep", "leave": "leave behind", "start": "start"}


def column(page, category):
    return main(page).get_by_role("region", name=CATEGORIES[category], exact=True)


def figures(page):
    return main(page).get_by_role("region", name="Figures that stand in the sources")


def expect_columns(page, view):
    for one in Brief(view).columns:
        place = column(page, one.category)
        expect(place.locator(".head p")).to_have_text(one.said)
        # The third stands on larger screens, and on this one leaves its place to what is open.
        links = place.locator("li a.statement")
        expect(links).to_have_text([finding.statement for finding in one.findings[:3]])
        marks = place.locator("li .pill")
        expect(marks).to_have_text([finding.basis for finding in one.findings[:3]])


def test_the_front_page_is_the_brief_of_the_library(visitor, dataset):
    view = dataset.select()
    brief = Brief(view)
    page = visitor.open("/")
    expect(main(page).get_by_role("heading", level=1)).to_have_text(
        "What should government keep, leave and start?"
    )
    expect(main(page).get_by_text(dataset.about.message.text)).to_be_visible()
    assert brief.figures
    for finding, figure in brief.figures:
        said = figures(page).get_by_role("link", name=finding.statement, exact=True)
        expect(said).to_have_attribute("href", f"finding?id={finding.id}")
        expect(
            figures(page)
            .get_by_text(figure.text, exact=True)
            .or_(
                figures(page).get_by_text(f"{figure.qualifier} {figure.text} {figure.unit}".strip())
            )
            .first
        ).to_be_visible()
        receipt = dataset.receipt(finding)
        if receipt.url:
            link = figures(page).locator(f'a[href="{receipt.url}"]')
            expect(link).to_contain_text(receipt.text)
        else:
            expect(figures(page).get_by_text(receipt.text)).to_be_visible()
    # No number that is not in a source stands among the figures.
    expect(figures(page).locator(".number")).to_have_count(len(brief.figures))
    expect_columns(page, view)
    contested = main(page).get_by_role("region", name="What is contested")
    questions = [one.tension.question for one in brief.contested[:3]]
    assert questions
    expect(contested.get_by_role("heading", level=3)).to_have_text(questions)
    expect(contested.locator(".side")).to_have_count(2 * len(questions))
    without = main(page).get_by_role("region", name="What nobody has evidence for")
    assert brief.gaps
    for gap in brief.gaps:
        expect(without.get_by_text(gap.sentence).first).to_be_visible()
    said_in = main(page).get_by_role("region", name="Where it was said")
    for source, found in brief.sources:
        row = said_in.get_by_role("listitem").filter(has_text=source.title)
        expect(row).to_contain_text(f"{found} findings")
    expect(main(page).get_by_text(view.sentence)).to_be_visible()
    expect_bars(page, view, "theme", "Bar chart of findings per theme")
    # Nothing of it waits for a chart's script.
    assert not page.evaluate(
        "performance.getEntriesByType('resource').some(one => /plotly/i.test(one.name))"
    )
    expect_filters(page, view)


def test_the_first_screen_of_a_projector_holds_the_whole_answer(visitor, dataset):
    page = visitor.open("/")
    brief = Brief(dataset.select())
    parts = [main(page).get_by_text(dataset.about.message.text)]
    parts += figures(page).locator(".figure").all()
    assert len(parts) > 1
    for category in COLUMNS:
        parts.append(column(page, category).get_by_role("heading", level=2))
        parts += column(page, category).get_by_role("listitem").all()
    open_questions = main(page).locator(".open-questions p")
    expect(open_questions).to_have_count(2)
    expect(open_questions.first).to_contain_text(brief.contested[0].tension.question)
    expect(open_questions.last).to_contain_text(brief.gaps[0].sentence)
    parts += open_questions.all()
    parts.append(main(page).get_by_role("navigation", name="Take it with you"))
    for part in parts:
        expect(part).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
    # No sidebar over it: the filters wait behind their button.
    expect(page.get_by_role("toolbar", name="Theme")).not_to_be_in_viewport()
    expect(page.get_by_role("button", name="Expand sidebar")).to_be_in_viewport(ratio=1)
    # What is open in short leads to where it stands in full.
    main(page).get_by_role("link", name="No evidence").click()
    without = main(page).get_by_role("region", name="What nobody has evidence for")
    expect(without.get_by_role("heading")).to_be_in_viewport()


PLACES = """(root, parts) => parts.map(part => {
  const { x, y, width } = root.querySelector(part).getBoundingClientRect()
  return [x, y, width].map(Math.round)
})"""
PARTS = ["h1", ".headline", ".taking", ".columns", ".column li", ".open-questions"]


def test_the_front_page_is_there_before_the_app_and_stays_where_it_is(visit, dataset):
    brief = Brief(dataset.select("theme=trust"))
    for size in ({"width": 1280, "height": 720}, {"width": 390, "height": 844}):
        # Without a script nothing starts: what was sent is what can be read.
        reader = visit(java_script_enabled=False, viewport=size)
        reader.page.goto(f"{reader.server.url}/?theme=Trust+and+openness")
        early = reader.page.locator("#first-screen")
        expect(early.locator(".headline")).to_have_text(brief.message)
        expect(reader.page).to_have_title(f"{QUESTION} · {dataset.about.title}")
        expect(early.locator("li .statement").first).to_be_visible()
        reader.page.evaluate("document.fonts.ready.then(() => true)")
        before = early.evaluate(PLACES, PARTS)
        reader.page.close()
        reader.watch.wrong.clear()  # the scripts that were not to run
        page = visit(viewport=size).open("/?theme=Trust+and+openness")
        # The menu takes no room from the page, and of the early screen nothing is left.
        assert page.locator(".stMain").evaluate(PLACES, PARTS) == before
        for left in ("#first-screen", "#first-screen-style", "#first-screen-script"):
            expect(page.locator(left)).to_have_count(0)
        assert not page.evaluate("'firstScreen' in document.documentElement.dataset")


def test_the_early_screen_wears_the_theme_chosen_before(visit):
    visitor = visit(color_scheme="light")
    visitor.context.add_init_script(
        "localStorage.setItem('stActiveTheme-/-v2', JSON.stringify('Dark'))"
    )
    # Held back, so that the early screen can be looked at.
    visitor.context.route_web_socket(re.compile("/_stcore/stream"), lambda socket: None)
    page = visitor.page
    page.goto(visitor.server.url)
    early = page.locator("#first-screen")
    expect(early).to_have_css("background-color", "rgb(23, 22, 20)")


@pytest.mark.thorough
def test_what_the_front_page_names_leads_there(visitor, dataset):
    for category in COLUMNS:
        view = dataset.select(f"category={category}")
        page = visitor.open("/")
        name = f"All {view.count} on what to {PHRASES[category]}"
        column(page, category).get_by_role("link", name=name, exact=True).click()
        expect(main(page).get_by_role("heading", level=1)).to_have_text("What is there about …?")
        expect_explore(page, view)

    page = visitor.open("/")
    gap = Brief(dataset.select()).gaps[-1]
    without = main(page).get_by_role("region", name="What nobody has evidence for")
    without.get_by_role("link", name=gap.sentence).click()
    expect_explore(page, dataset.select(gap.query))

    page = visitor.open("/")
    label = label_of(dataset, "theme", "trust")
    chart = main(page).get_by_role("list", name="Bar chart of findings per theme")
    chart.get_by_role("link", name=label).click()
    expect_explore(page, dataset.select("theme=trust"))

    page = visitor.open("/")
    contested = main(page).get_by_role("region", name="What is contested")
    contested.get_by_role("link", name="Both sides of all").click()
    expect(main(page).get_by_role("heading", level=1)).to_have_text("What explains it?")


def test_a_filtered_overview_counts_only_what_matches_and_is_taken_along_so(visitor, dataset):
    view = dataset.select("theme=trust")
    page = visitor.open("/?theme=trust")
    expect(main(page).locator(".headline")).to_have_text(Brief(view).message)
    expect_filters(page, view)
    expect_columns(page, view)
    expect_bars(page, view, "theme", "Bar chart of findings per theme")
    # The message of the whole might not be true of a part: it is not shown.
    expect(main(page).get_by_text(dataset.about.message.text)).to_have_count(0)
    name = label_of(dataset, "theme", "trust")
    expect(main(page).get_by_role("link", name=f"Drop the filter {name}")).to_be_visible()
    taking = main(page).get_by_role("navigation", name="Take it with you").get_by_role("link")
    expect(taking).to_have_text(["Brief", *BRIEFS.values()])
    for at, ending in enumerate(BRIEFS, start=1):
        expect(taking.nth(at)).to_have_attribute(
            "href", f"api/findings?format={ending}&theme=trust"
        )
    taking.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(Brief(view).message)
    assert page.url.endswith("/brief?theme=trust")


def test_a_file_that_takes_a_while_says_so_until_it_is_there(visitor, dataset):
    page = visitor.open("/?theme=trust")
    held = []
    page.route("**/api/findings?format=pptx*", lambda route: held.append(route))
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()  # the script is there
    taking = main(page).get_by_role("navigation", name="Take it with you")
    slides = taking.get_by_role("link", name="Slides")
    with page.expect_request("**/api/findings?format=pptx*"):
        slides.click()
    expect(slides).to_have_text("Slides: being made …")
    expect(slides).to_have_attribute("aria-busy", "true")
    slides.click()  # asked for once is enough
    with page.expect_download() as download:
        held.pop().continue_()
    name = download.value.suggested_filename
    assert name == file_name(dataset.select("theme=trust"), "pptx")
    assert download.value.path().read_bytes() == FORMATS["pptx"].write(
        dataset.select("theme=trust")
    )
    expect(slides).to_have_text("Slides")
    expect(page.get_by_text("Slides: ready")).to_have_count(1)
    assert not held


def test_where_nothing_matches_the_front_page_offers_ways_out(visitor, dataset):
    page = visitor.open("/?q=zebra&theme=trust")
    expect(main(page).locator(".column")).to_have_count(0)
    rest = dataset.select("theme=trust")
    way = main(page).get_by_role("link", name=f"Without “zebra”: {rest.count} findings")
    way.click()
    expect_explore(page, dataset.select(parse("theme=trust", dataset).query))


def test_the_themes_can_be_opened_as_a_chart_to_point_at(visitor, dataset):
    page = visitor.open("/?source=coalitions")
    plot = main(page).locator(".js-plotly-plot")
    rows = findings_by_theme(dataset.select("source=coalitions")).rows
    expect(plot).to_have_count(0)
    main(page).get_by_text("Themes as an interactive chart").click()
    expect(plot.locator(".textpoint")).to_have_text([str(row.total) for row in rows])
    # Plotly listens on a layer of its own over the bars.
    bar = plot.locator(".barlayer .trace").last.locator(".point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(plot.locator(".hoverlayer .hovertext")).to_have_text(f"{rows[0].values[-1]} context")


def test_on_paper_each_part_of_the_front_page_is_whole(visitor, dataset):
    brief = Brief(dataset.select())
    page = visitor.open("/")
    sheets = printed(page)
    contested = sheet_of(sheets, "What is contested")
    for one in brief.contested[:3]:
        assert contested.holds(one.tension.question)
    chart = sheet_of(sheets, brief.themes.title)
    assert [row.label for row in brief.themes.rows if not chart.holds(row.label)] == []
    # What a click opens is of no use there.
    assert not any(sheet.holds("interactive chart") or sheet.holds("Table:") for sheet in sheets)
