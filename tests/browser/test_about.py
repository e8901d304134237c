"""About: how far the data can be trusted, with every known fault, for visitors and for curators."""

import pytest
from playwright.sync_api import expect

from insights.coverage import answer, by_source, coverage
from insights.model import CATEGORIES
from tests.browser.screen import main

pytestmark = pytest.mark.browser


def section(page, title):
    return main(page).get_by_role("region", name=title, exact=True)


def row(page, title, name):
    return (
        section(page, title)
        .get_by_role("row")
        .filter(has=page.get_by_role("rowheader").filter(has_text=name))
    )


def test_what_the_page_counts_is_what_the_library_counts(visitor, dataset):
    page = visitor.open("/about")
    whole = coverage(dataset)
    expect(main(page).get_by_role("heading", level=1)).to_have_text("How far can I trust this?")
    expect(main(page).locator(".headline")).to_have_text(answer(dataset))
    for category, label in CATEGORIES.items():
        cells = row(page, "Keep, leave, start, context", label).get_by_role("cell")
        expect(cells.first).to_have_text(str(whole.categories[category]))
        if category != "context":
            expect(cells.nth(1)).to_have_text(str(whole.sorted_by[category, "stated"]))
    for one in by_source(dataset):
        cells = row(page, "What is covered", one.source.title).get_by_role("cell")
        expect(cells).to_have_text(
            [
                str(one.coverage.findings),
                str(one.coverage.compared),
                str(one.coverage.receipts["doubtful"]),
                str(len(one.corrections)),
            ]
        )
    expect(main(page).get_by_text(dataset.fingerprint).first).to_be_visible()


def test_every_known_fault_of_a_source_is_shown_as_written_and_leads_to_its_findings(
    visitor, dataset
):
    assert dataset.corrections
    page = visitor.open("/about")
    known = section(page, "Known faults of the sources")
    for source in dataset.sources:
        faults = [one for one in dataset.corrections if one.source == source.id]
        known.get_by_text(f"{source.title}: ").click()
        listed = known.get_by_role("group").filter(has_text=f"{source.title}: ")
        expect(listed.locator("q").first).to_have_text(faults[0].as_written)
        for fault in faults:
            expect(listed.get_by_text(fault.why, exact=True)).to_be_visible()
    affected = next(one for one in dataset.corrections if one.affects)
    known.get_by_role("link", name=affected.affects[0], exact=True).first.click()
    statement = dataset.finding_by_id[affected.affects[0]].statement
    expect(main(page).get_by_role("heading", level=1)).to_have_text(statement)


def test_filters_do_not_change_the_page_and_outlive_it(visitor, dataset):
    page = visitor.open("/about?theme=trust")
    expect(main(page).locator(".headline")).to_have_text(answer(dataset))
    main(page).get_by_role("link", name="← Back to").click()
    expect(main(page).locator(".headline")).to_contain_text("Trust and openness")


def test_a_curator_sees_each_fault_of_a_broken_edit_and_visitors_keep_the_last_sound_data(
    start, visit, own_data
):
    server = start(own_data)
    page = visit(server).open("/about")
    expect(section(page, "Open faults of this dataset")).to_contain_text("None")
    themes = own_data / "themes.yaml"
    sound = themes.read_text("utf-8")
    themes.write_text(sound.replace("label:", "lable:", 2), "utf-8")
    page.reload()
    faults = section(page, "Open faults of this dataset").get_by_role("listitem")
    expect(faults.filter(has_text="did you mean `label`?")).to_have_count(2)
    expect(faults.first).to_contain_text("themes.yaml, line ")
    expect(main(page).get_by_role("status").filter(has_text="cannot be read")).to_be_visible()

    themes.write_text(sound, "utf-8")
    page.reload()
    expect(section(page, "Open faults of this dataset")).to_contain_text("None")


def test_the_whole_dataset_can_be_taken_away(visitor, dataset):
    page = visitor.open("/about")
    with page.expect_download() as started:
        main(page).get_by_role("link", name="The dataset as YAML files (.zip)").click()
    assert started.value.suggested_filename.endswith(".zip")
    answer = page.request.get(f"{visitor.server.url}/dataset.json")
    assert answer.json()["fingerprint"] == dataset.fingerprint
    assert len(answer.json()["findings"]) == len(dataset.findings)
