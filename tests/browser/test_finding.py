"""One finding: the whole record, the recording after a click, and how to cite it."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

import insights
from insights.citation import citation
from insights.exports.card import FORMS, card_address, claim
from insights.headline import related
from insights.model import BASES, CATEGORIES, EVIDENCE
from insights.report import report
from tests.browser.screen import expect_at_rest, expect_findings, main, search
from tests.browser.test_axe import violations

pytestmark = pytest.mark.browser

VIDEO_HOST = "www.youtube-nocookie.com"


def entry(page, term):
    """What stands beside a term of the record."""
    row = main(page).get_by_role("article").locator("dl > div")
    return row.filter(has=page.get_by_role("term").get_by_text(term, exact=True)).get_by_role(
        "definition"
    )


def first(dataset, state, **fields):
    return next(
        finding
        for finding in dataset.findings
        if dataset.receipt(finding).state == state
        and all(bool(getattr(finding, name)) is wanted for name, wanted in fields.items())
    )


def expect_record(page, dataset, finding):
    source, receipt = dataset.source_by_id[finding.source], dataset.receipt(finding)
    expect(main(page).get_by_role("heading", level=1)).to_have_text(finding.statement)
    expect(page).to_have_title(f"{finding.statement} · {dataset.about.title}")
    expect(entry(page, "Where")).to_contain_text(receipt.text)
    expect(entry(page, "Source")).to_contain_text(source.title)
    expect(entry(page, "Source")).to_contain_text(source.publisher)
    for step in source.via:
        expect(entry(page, "Source")).to_contain_text(step)
    expect(entry(page, "Evidence")).to_contain_text(EVIDENCE[finding.evidence])
    for theme in finding.themes:
        label = dataset.theme_by_id[theme].label
        link = entry(page, "Themes").get_by_role("link", name=label, exact=True)
        expect(link).to_have_attribute("href", "explore?" + urlencode({"theme": label}))
    expect(entry(page, "Level")).to_have_text(finding.level.replace("-", " ").capitalize())
    expect(entry(page, "Checked")).to_contain_text(
        finding.checked_by.replace("-", " ") if finding.checked_by else "Not yet"
    )
    if finding.basis:
        expect(entry(page, "Category")).to_have_text(
            f"{CATEGORIES[finding.category]}: {BASES[finding.basis].lower()}"
        )
    for term, said in (
        ("Named in it", finding.actors),
        ("Their words", finding.terms),
        ("Curator's note", (finding.note,) if finding.note else ()),
    ):
        if said:
            expect(entry(page, term)).to_have_text(", ".join(said))
        else:
            expect(entry(page, term)).to_have_count(0)
    expect(main(page).get_by_text(citation(dataset, finding), exact=True)).to_be_visible()
    for form in FORMS:
        link = main(page).get_by_role("link", name=f"{form.upper()}: picture of this claim")
        expect(link).to_have_attribute("href", card_address(finding.id, form))
    others = related(dataset.select(), finding)
    expect(main(page).get_by_role("heading", level=3).get_by_role("link")).to_have_text(
        [other.statement for other in others]
    )


def test_the_recording_plays_at_the_second_and_only_after_a_click(visitor, dataset):
    finding = first(dataset, "exact", basis=True, figures=False)
    receipt = dataset.receipt(finding)
    page = visitor.open(f"/finding?id={finding.id}")
    expect_record(page, dataset, finding)
    expect(entry(page, "People behind it")).to_contain_text("No share known")
    link = entry(page, "Where").get_by_role("link")
    expect(link).to_have_attribute("href", receipt.url)
    expect(link).to_have_attribute("rel", re.compile(r"\bnoopener\b"))
    assert f"t={receipt.seconds}s" in receipt.url

    with page.expect_download() as download:
        main(page).get_by_role("link", name="PNG: picture of this claim").click()
    assert download.value.suggested_filename == f"{finding.id}.png"
    assert Path(download.value.path()).read_bytes() == claim(dataset, finding, "png")

    # Until the click no other host is asked: the visitor's watch tells, and no frame is there.
    expect(page.locator("iframe")).to_have_count(0)
    visitor.watch.check()
    visitor.watch.expected_hosts.add(VIDEO_HOST)
    asked = []

    def stub(route):
        asked.append(route.request.url)
        route.fulfill(body="<p>the video</p>", content_type="text/html")

    visitor.context.route(f"https://{VIDEO_HOST}/**", stub)
    main(page).get_by_role("button", name=f"Play the recording here at {receipt.text}").click()
    frame = main(page).locator("iframe")
    video = dataset.source_by_id[finding.source].video
    address = f"https://{VIDEO_HOST}/embed/{video}?start={receipt.seconds}&autoplay=1"
    expect(frame).to_have_attribute("src", address)
    expect(frame).to_be_visible()
    expect(page.frame_locator("iframe").get_by_text("the video")).to_be_visible()
    assert asked == [address]


def test_figures_of_a_finding_say_of_what(visitor, dataset):
    people = {"percent", "participants"}
    finding = next(f for f in dataset.findings if any(one.unit in people for one in f.figures))
    page = visitor.open(f"/finding?id={finding.id}")
    expect_record(page, dataset, finding)
    for at, figure in enumerate(finding.figures):
        said = entry(page, "Figure").nth(at)
        expect(said).to_contain_text(figure.text)
        expect(said).to_contain_text(f"of {figure.of}" if figure.of else "does not say of what")
    # Where there is a number, nobody says that none is known.
    expect(entry(page, "People behind it")).to_have_count(0)


def test_a_doubtful_place_is_shown_as_written_and_never_linked(visitor, dataset):
    finding = first(dataset, "doubtful")
    receipt = dataset.receipt(finding)
    page = visitor.open(f"/finding?id={finding.id}")
    expect_record(page, dataset, finding)
    expect(entry(page, "Where")).to_contain_text(receipt.as_written)
    expect(entry(page, "Where")).to_contain_text(receipt.reason)
    expect(entry(page, "Where").get_by_role("link")).to_have_count(0)
    expect(main(page).get_by_role("button", name="Play")).to_have_count(0)


def test_a_section_is_named_and_nothing_is_offered_to_play(visitor, dataset):
    finding = first(dataset, "section")
    page = visitor.open(f"/finding?id={finding.id}")
    expect_record(page, dataset, finding)
    expect(entry(page, "Where")).to_contain_text(dataset.receipt(finding).section)
    expect(main(page).get_by_role("button", name="Play")).to_have_count(0)


def open_report(page):
    """Open the form of a report and return what it holds."""
    opener = main(page).locator("summary").filter(has_text="Report a mistake")
    box = opener.bounding_box()
    assert box["width"] >= 24
    assert box["height"] >= 24
    opener.focus()
    opener.press("Enter")
    return main(page).get_by_role("group").filter(has_text="Report a mistake")


def test_a_report_of_a_mistake_is_folded_away_and_ready_to_copy(visitor, dataset):
    finding = first(dataset, "doubtful")
    page = visitor.open(f"/finding?id={finding.id}")
    text = report(dataset, finding).text
    expect(main(page).get_by_text("What would be right:")).to_be_hidden()
    form = open_report(page)
    expect(form.locator("code")).to_have_text(text)
    assert dataset.about.report_to is None
    expect(form.get_by_text("This dataset names no address for reports.")).to_be_visible()
    expect(form.get_by_role("link")).to_have_count(0)
    broken, _ = violations(page, "report open")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("report_to", "name"),
    [
        ("mailto:findings@example.org", "Write to the curators"),
        ("https://example.org/report?id={id}", "Report it to the curators, opens in a new tab"),
    ],
)
def test_a_report_goes_where_the_dataset_says(start, visit, own_data, report_to, name):
    file = own_data / "dataset.yaml"
    file.write_text(f'{file.read_text("utf-8")}\nreport_to: "{report_to}"\n', "utf-8")
    dataset = insights.load(own_data)
    finding = first(dataset, "exact")
    page = visit(start(own_data)).open(f"/finding?id={finding.id}")
    link = open_report(page).get_by_role("link", name=name, exact=True)
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", report(dataset, finding).address)


@pytest.mark.parametrize("query", ["", "?id=nope"])
def test_a_page_without_a_finding_says_which_state_of_the_data_it_is(visitor, dataset, query):
    page = visitor.open(f"/finding{query}")
    stamp = f"As of {dataset.about.as_of} · {dataset.fingerprint[:8]}"
    expect(main(page).get_by_text(stamp, exact=True)).to_be_visible()


def test_a_related_finding_opens_and_plays_nothing_by_itself(visitor, dataset):
    finding = next(
        f
        for f in dataset.findings
        if related(dataset.select(), f) and dataset.receipt(f).state == "exact"
    )
    other = related(dataset.select(), finding)[0]
    page = visitor.open(f"/finding?id={finding.id}")
    main(page).get_by_role("link", name=other.statement, exact=True).click()
    expect_record(page, dataset, other)
    expect(page.locator("iframe")).to_have_count(0)


def test_a_stranger_learns_what_to_keep_where_it_was_said_and_that_no_share_is_known(
    visitor, dataset
):
    page = visitor.open("/")
    page.get_by_role("button", name="Expand sidebar").click()
    search(page, "feedback loops")
    view = dataset.select("q=feedback loops")
    kept = [finding for finding in view.findings if finding.category == "keep"]
    assert kept, "the dataset says something to keep about feedback loops"
    said = f"Showing {view.count} of {view.of}:"
    expect(main(page).locator(".filtered").get_by_role("paragraph")).to_have_text(said)
    expect_at_rest(page)  # until then the region may hold what it held before
    keep = main(page).get_by_role("region", name="Keep", exact=True)
    keep.get_by_role("link", name=kept[0].statement, exact=True).click()

    expect_record(page, dataset, kept[0])
    receipt = dataset.receipt(kept[0])
    assert receipt.state == "exact"
    where = entry(page, "Where").get_by_role("link")
    expect(where).to_have_accessible_name(
        f"{receipt.text} in the recording of {dataset.source_by_id[kept[0].source].short}, "
        "opens in a new tab"
    )
    expect(entry(page, "People behind it")).to_contain_text(
        "The curators found no number or share of participants for it in the source."
    )
    expect(main(page).get_by_role("article").get_by_text("%")).to_have_count(0)
    main(page).get_by_role("link", name="← Back to").click()
    expect_findings(page, view)
