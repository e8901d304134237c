"""The explorer for everybody: hostile text, long words, small screens, axe, headings, paper."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from insights.citation import citation
from insights.model import About, Theme
from tests.browser.mounted import collect, statements
from tests.worlds import THEMES, finding, small_world, world

AXE = Axe()
SIZES = {"desk": (1280, 720), "phone": (390, 844), "small phone": (320, 640)}


pytestmark = [pytest.mark.browser, pytest.mark.thorough]


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


@pytest.mark.parametrize(
    ("show", "list_as"),
    [("", ""), ("evidence", "table"), ("recordings", ""), ("together", ""), ("compare", "table")],
)
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
    opener = page.locator(".opener")
    expect(opener).to_have_accessible_name("Filters (2)")
    field = page.get_by_role("searchbox", name="Search findings")
    expect(field).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(field).to_be_visible()
    # Their end stays in sight, counts, and leads to what they found.
    data = small_world()
    end = page.locator(".to-results")
    expect(end).to_be_in_viewport()
    expect(end).to_have_text(f"Show {data.select('theme=trust&theme=money').count} findings")
    explorer.facet("Keep, leave, start").get_by_role("checkbox", name="Keep").check()
    expect(end).to_have_text("Show 2 findings")
    end.click()
    expect(field).to_be_hidden()
    expect(page.get_by_role("heading", name="2 findings", exact=True)).to_be_focused()
    opener.click()
    explorer.facet("Source").get_by_role("checkbox", name="The paper").check()
    expect(end).to_have_text("No finding matches: see why")
    end.click()
    expect(page.get_by_role("heading", name="No finding: ")).to_be_in_viewport()
    expect(page.locator(".filtered p")).to_be_focused()


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


@pytest.mark.parametrize("width", [1280, 320])
def test_a_part_of_a_bar_too_narrow_to_hit_has_its_link_in_the_table_as_well(mount, dataset, width):
    page = mount(viewport={"width": width, "height": 800}).show(dataset)
    frames = page.locator(".chart-frame").filter(has=page.locator("a.segment"))
    assert frames.count() == 2  # themes and sources
    for frame in frames.all():
        for folded in frame.locator("summary").filter(visible=True).all():
            folded.click()
        expect(frame.locator("details.table tbody tr").first).to_be_visible()
        parts = frame.locator("a.segment").evaluate_all("all => all.map(one => one.href)")
        cells = frame.locator("details.table td a").evaluate_all(
            "all => all.filter(one => Math.min(one.offsetWidth, one.offsetHeight) >= 24)"
            ".map(one => one.href)"
        )
        assert {*parts} <= {*cells}


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


# A rule broken on the fiftieth card is broken on the twentieth: the fewer, the quicker.
@pytest.mark.parametrize(
    ("size", "mode"), [("desk", "light"), ("phone", "dark"), ("small phone", "light")]
)
def test_no_state_breaks_a_rule_of_axe(mount, dataset, mode, size):
    width, height = SIZES[size]
    dataset = dataset.model_copy(update={"findings": dataset.findings[::7]})
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
