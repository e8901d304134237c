"""Overview: the message, the figures and the three columns, on the first screen."""

import pytest
from playwright.sync_api import expect

from insights.headline import leading_figures, summary
from insights.model import CATEGORIES
from insights.selection import label_of
from tests.browser.screen import expect_bars, expect_explore, expect_filters, main

pytestmark = pytest.mark.browser

COLUMNS = ("keep", "leave", "start")
PHRASES = {"keep": "keep", "leave": "leave behind", "start": "start"}


def column(page, category):
    return main(page).get_by_role("region", name=CATEGORIES[category], exact=True)


def figures(page):
    return main(page).get_by_role("region", name="Figures that stand in the sources")


def expect_columns(page, view):
    for category in COLUMNS:
        findings = view.in_category(category)
        stated = sum(finding.basis == "stated" for finding in findings)
        noun = "finding" if len(findings) == 1 else "findings"
        said = column(page, category).get_by_text(f"{len(findings)} {noun}, {stated} stated")
        expect(said).to_be_visible()
        links = column(page, category).get_by_role("listitem").locator("a.statement")
        expect(links).to_have_text([finding.statement for finding in findings[:3]])


def test_the_message_the_figures_and_the_columns_are_those_of_the_library(visitor, dataset):
    view = dataset.select()
    page = visitor.open("/")
    expect(main(page).get_by_role("heading", level=1)).to_have_text(
        "What should government keep, leave and start?"
    )
    expect(main(page).get_by_text(dataset.about.message.text)).to_be_visible()
    shown = leading_figures(view)
    assert shown
    for finding, figure in shown:
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
    expect(figures(page).locator(".number")).to_have_count(len(shown))
    expect_columns(page, view)
    expect_filters(page, view)
    expect(main(page).get_by_text(view.sentence)).to_be_visible()
    expect_bars(page, view, "theme", "Bar chart of findings per theme")


def test_the_first_screen_of_a_projector_holds_the_whole_answer(visitor, dataset):
    page = visitor.open("/")
    parts = [main(page).get_by_text(dataset.about.message.text)]
    parts += figures(page).locator(".figure").all()
    assert len(parts) > 1
    for category in COLUMNS:
        parts.append(column(page, category).get_by_role("heading", level=2))
        parts.append(column(page, category).get_by_role("listitem").first)
    for part in parts:
        expect(part).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
    # No sidebar over it: the filters wait behind their button.
    expect(page.get_by_role("toolbar", name="Theme")).not_to_be_in_viewport()
    expect(page.get_by_role("button", name="Expand sidebar")).to_be_in_viewport(ratio=1)


def test_all_of_a_column_opens_explore_with_that_category(visitor, dataset):
    for category in COLUMNS:
        view = dataset.select(f"category={category}")
        page = visitor.open("/")
        name = f"All {view.count} on what to {PHRASES[category]}"
        column(page, category).get_by_role("link", name=name, exact=True).click()
        expect(main(page).get_by_role("heading", level=1)).to_have_text("What is there about …?")
        expect_explore(page, view)


def test_a_filtered_overview_counts_only_what_matches(visitor, dataset):
    view = dataset.select("theme=trust")
    page = visitor.open("/?theme=trust")
    expect(main(page).locator(".headline")).to_have_text(summary(view))
    expect_filters(page, view)
    expect_columns(page, view)
    expect_bars(page, view, "theme", "Bar chart of findings per theme")
    # The message of the whole might not be true of a part: it is not shown.
    expect(main(page).get_by_text(dataset.about.message.text)).to_have_count(0)
    name = label_of(dataset, "theme", "trust")
    expect(main(page).get_by_role("link", name=f"Drop the filter {name}")).to_be_visible()
