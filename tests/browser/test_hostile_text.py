"""Hostile text in the dataset is shown letter for letter, and makes nothing on the page."""

import json

import pytest
from playwright.sync_api import expect

import insights
from insights.citation import citation
from tests.browser.screen import drop, expect_findings, main, option

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>window.hit=1</script> <img src=x onerror=alert(1)> *x* **y** $a$ `b` :red[x] :smile: "
    '[x](javascript:alert(1)) https://example.org &lt; {{7*7}} "q" <b>z</b>.'
)
# Signs of Markdown are refused here; what HTML would take for a letter is not.
LABEL = "R&lt D & co (x)"
MADE_NODES = (
    ".stMain :is(script, img, b, i, em, code:not(pre code, dd code), .katex, a[href*=javascript],"
    " a[href*='example.org'], [style*='color: red'])"
)


@pytest.fixture
def hostile(own_data):
    """The bundled dataset with a leading finding and a theme that mean ill."""
    file = own_data / "findings" / "aftershock-learning.yaml"
    finding = {
        "id": "hostile-text",
        "statement": HOSTILE,
        "category": "keep",
        "basis": "inferred",
        "themes": ["trust"],
        "source": "aftershock-learning",
        "locator": "00:00:48",
        "evidence": "counted",
        "level": "local",
        "terms": ["<u>term</u> $b$"],
        "highlight": 1,
        "note": "<iframe src=https://example.org></iframe> :blue[note]",
    }
    text = f"  - {json.dumps(finding)}\n\n"
    before, head, after = file.read_text("utf-8").partition("\nfindings:\n")
    file.write_text(before + head + text + after, "utf-8")
    themes = own_data / "themes.yaml"
    label = json.dumps(LABEL)
    themes.write_text(themes.read_text("utf-8").replace("Trust and openness", label), "utf-8")
    return own_data


def test_hostile_text_stands_letter_for_letter_on_every_page(start, visit, hostile):
    dataset = insights.load(hostile)
    finding = dataset.finding_by_id["hostile-text"]
    assert finding.statement == HOSTILE
    visitor = visit(start(hostile))

    page = visitor.open("/")
    keep = main(page).get_by_role("region", name="Keep", exact=True)
    expect(keep.get_by_role("listitem").locator("a.statement").first).to_have_text(HOSTILE)
    chart = main(page).get_by_role("list", name="Bar chart of findings per theme")
    expect(chart.get_by_role("link", name=LABEL).first).to_be_visible()
    expect(page.locator(MADE_NODES)).to_have_count(0)

    page = visitor.open("/board?theme=trust")
    keep = main(page).get_by_role("region", name="Keep", exact=True)
    expect(keep.get_by_role("link", name=HOSTILE, exact=True)).to_be_visible()
    expect(keep.get_by_role("heading", name=LABEL)).to_be_visible()
    expect(page.locator(MADE_NODES)).to_have_count(0)

    view = dataset.select("theme=trust&category=keep")
    page = visitor.open("/explore?theme=trust&category=keep")
    expect_findings(page, view)
    expect(drop(page, LABEL)).to_be_visible()
    expect(option(page, "theme", LABEL)).to_be_checked()
    chart = main(page).get_by_role("list", name="Bar chart of findings per theme")
    expect(chart.get_by_role("link", name=LABEL).first).to_be_visible()
    main(page).get_by_role("button", name=f"Details of: {HOSTILE}").click()
    for text in (finding.note, finding.terms[0], citation(dataset, finding)):
        expect(main(page).get_by_text(text, exact=True)).to_be_visible()
    expect(page.locator(MADE_NODES)).to_have_count(0)

    page = visitor.open("/finding?id=hostile-text")
    expect(main(page).get_by_role("heading", level=1)).to_have_text(HOSTILE)
    article = main(page).get_by_role("article")
    for text in (finding.note, finding.terms[0], LABEL):
        expect(article.get_by_text(text)).to_be_visible()
    expect(main(page).get_by_text(citation(dataset, finding), exact=True)).to_be_visible()
    expect(page.locator(MADE_NODES)).to_have_count(0)
    assert page.evaluate("window.hit") is None


@pytest.mark.thorough
@pytest.mark.parametrize(
    "label",
    [
        ":red[Trust]",
        *(
            pytest.param(one, marks=pytest.mark.thorough)
            for one in ("*Trust*", "[Trust](https://example.org)")
        ),
    ],
)
def test_a_label_that_markdown_would_change_is_refused(start, visit, own_data, label):
    # Menus and choices are drawn by the platform, which reads Markdown in them.
    themes = own_data / "themes.yaml"
    text = themes.read_text("utf-8").replace("Trust and openness", json.dumps(label))
    themes.write_text(text, "utf-8")
    server = start(own_data)
    assert server.health()[0] == 503
    page = visit(server).open("/")
    expect(main(page).get_by_role("alert")).to_contain_text("themes.yaml")
    expect(page.locator(".stMain :is(em, a)")).to_have_count(0)
