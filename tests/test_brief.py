"""What an executive takes away is true of any selection of any dataset."""

from hypothesis import given

import insights
from insights.brief import Brief, strongest
from insights.model import SORTED, Dataset, Lens, Tension
from insights.selection import parse
from insights.view import View
from tests.browser.server import ROOT
from tests.worlds import datasets, finding, world


def brief(dataset: Dataset, query: str = "") -> Brief:
    return Brief(View(dataset, parse(query, dataset)))


def test_the_strongest_rest_on_a_count_then_the_curator_ranks_then_the_source_states() -> None:
    order = [
        finding("counted", category="keep", evidence="counted", basis="inferred"),
        finding("ranked", category="keep", evidence="reported", highlight=1),
        finding("named", category="keep", evidence="attributed"),
        finding("told", category="keep", evidence="reported"),
        finding("inferred", category="keep", evidence="reported", basis="inferred"),
        finding("argued", category="keep", evidence="argued", highlight=1),
    ]
    assert [one.id for one in strongest(reversed(order))] == [
        *("counted", "ranked", "told", "named", "inferred", "argued"),
    ]


def test_a_column_says_how_many_its_sources_state() -> None:
    dataset = world(
        finding("one", category="keep"),
        finding("two", category="keep", basis="inferred"),
        finding("three", category="start", basis="inferred"),
    )
    said = {column.category: column.said for column in brief(dataset).columns}
    assert said == {
        "keep": "2 findings, 1 stated by their sources",
        "leave": "0 findings",
        "start": "1 finding",
    }


def test_a_column_that_is_filtered_out_says_so_and_is_not_called_a_gap() -> None:
    dataset = world(finding("one", category="keep"), finding("two", category="context"))
    filtered = brief(dataset, "category=keep")
    assert [column.said for column in filtered.columns][1:] == ["filtered out"] * 2
    assert not [gap for gap in filtered.gaps if "leave" in gap.sentence or "start" in gap.sentence]


def test_a_gap_is_something_no_source_says_not_something_a_filter_hides() -> None:
    dataset = world(
        finding("said", category="keep", evidence="counted", themes=("trust",)),
        finding("other", category="context", evidence="argued", themes=("trust", "digital")),
    )
    argued = [gap.sentence for gap in brief(dataset, "evidence=argued").gaps]
    assert "No finding says what to keep about Digital." in argued
    assert "No finding says what to start about Trust and candour or Digital." in argued
    one_theme = [gap.sentence for gap in brief(dataset, "theme=trust").gaps]
    assert "No finding says what to start about Trust and candour." in one_theme


def test_it_says_how_few_findings_rest_on_a_number() -> None:
    few = world(
        finding("a", category="keep", evidence="polled"),
        finding("b", category="leave", evidence="argued"),
        finding("c", category="leave", evidence="attributed"),
        finding("context", evidence="argued"),
    )
    assert brief(few).gaps[0].sentence == (
        "1 of the 3 findings on what to keep or leave behind rests on a count or a poll: "
        "1 from a named speaker and 1 argued."
    )
    most = world(finding("a", category="keep", evidence="counted"))
    assert not [gap for gap in brief(most).gaps if "poll" in gap.sentence]
    alone = world(finding("a", category="start", evidence="argued"))
    assert "The one finding on what to start rests on no count and no poll." in [
        gap.sentence for gap in brief(alone).gaps
    ]


def test_a_part_of_a_framework_without_a_finding_is_a_gap_where_the_framework_is_in_view() -> None:
    lens = Lens(
        id="steps",
        title="Which steps?",
        source="talk",
        locator="00:00:10",
        number_from="source",
        parts=[
            {
                "id": "one",
                "label": "First",
                "text": "First.",
                "locator": "00:00:10",
                "findings": ["a"],
            },
            {
                "id": "two",
                "label": "Second",
                "text": "Second.",
                "locator": "00:00:10",
                "bare": "Nobody gives a case.",
            },
        ],
    )
    dataset = world(finding("a"), finding("b", themes=("digital",)), lenses=(lens,))
    bare = "Which steps? Second: Nobody gives a case."
    assert bare in [gap.sentence for gap in brief(dataset).gaps]
    assert bare not in [gap.sentence for gap in brief(dataset, "theme=digital").gaps]


def test_disputes_in_view_come_first_and_those_out_of_view_do_not_come() -> None:
    def tension(id: str, one: str, other: str) -> Tension:
        return Tension(
            id=id, between=(one, other), question="Which?", basis="inferred", note="They differ."
        )

    dataset = world(
        finding("a"),
        finding("b", themes=("digital",)),
        finding("c", themes=("digital",)),
        finding("d", themes=("money",)),
        tensions=(tension("half", "a", "b"), tension("whole", "b", "c"), tension("out", "a", "d")),
    )
    shown = [one.tension.id for one in brief(dataset, "theme=digital").contested]
    assert shown == ["whole", "half"]


@given(datasets())
def test_every_finding_of_the_three_stands_in_one_column(dataset: Dataset) -> None:
    made = brief(dataset)
    inside = [one.id for column in made.columns for one in column.findings]
    wanted = [one.id for one in dataset.findings if one.category in SORTED]
    assert sorted(inside + [one.id for one in made.context]) == sorted(
        one.id for one in dataset.findings
    )
    assert sorted(inside) == sorted(wanted)
    assert all(gap.sentence.endswith(".") for gap in made.gaps)


def test_each_gap_of_the_bundled_data_leads_to_what_there_is_instead() -> None:
    dataset = insights.load(ROOT / "data")
    gaps = brief(dataset).gaps
    assert gaps
    assert all(dataset.select(gap.query).count for gap in gaps)


def test_one_sentence_stands_over_the_three_columns() -> None:
    dataset = world(
        finding("one", category="keep"),
        finding("two", category="start"),
        finding("three", category="start"),
        finding("context", themes=("digital",)),
    )
    assert brief(dataset).split == "2 findings on what to start and 1 on what to keep"
    nothing = brief(dataset, "theme=digital")
    assert nothing.split == "No finding says what to keep, leave behind or start"
    assert brief(dataset, "theme=digital&category=keep&category=context").split == (
        "No finding says what to keep"
    )
    hidden = brief(dataset, "category=context")
    assert hidden.split == "What to keep, leave behind and start is filtered out"


def test_a_theme_has_its_findings_the_strongest_first_and_its_counts_as_title() -> None:
    dataset = world(
        finding("argued", category="keep", evidence="argued"),
        finding("both", category="start", themes=("digital", "trust")),
        finding("counted", category="keep", evidence="counted"),
    )
    first, second = brief(dataset).by_theme
    assert (first.theme.id, second.theme.id) == ("trust", "digital")
    assert first.title == ("Trust and candour: 2 findings on what to keep and 1 on what to start")
    assert [one.id for one in first.in_category("keep")] == ["counted", "argued"]
    assert first.row.total == len(first.findings) == 3
    assert [one.theme.id for one in brief(dataset, "theme=digital").by_theme] == ["digital"]


def test_the_lenses_that_hold_a_matching_finding_come_with_the_fullest_first() -> None:
    def lens(id: str, *findings: str) -> Lens:
        part = {"id": "one", "label": "One", "text": "One.", "locator": "00:00:10"}
        return Lens(
            id=id,
            title=f"Lens {id}?",
            source="talk",
            locator="00:00:10",
            number_from="source",
            parts=[{**part, "findings": list(findings)}],
        )

    dataset = world(
        finding("a"),
        finding("b", themes=("digital",)),
        finding("c", themes=("digital",)),
        lenses=(lens("few", "b"), lens("other", "a"), lens("full", "b", "c")),
    )
    assert [one.lens.id for one in brief(dataset, "theme=digital").lenses] == ["full", "few"]
