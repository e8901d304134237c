"""The sentence over a selection, the leading figures, and what is related."""

import pytest

from insights.headline import bearing, headline, leading_figures, related, summary
from insights.model import Message
from insights.view import select
from tests.worlds import ABOUT, SOURCES, finding, small_world, world

DATA = small_world()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "",
            "2 findings on what to keep, 1 on what to leave behind, 1 on what to start and 2 of "
            "context",
        ),
        ("theme=trust", "Trust and candour: 2 findings on what to keep and 1 of context"),
        (
            "theme=trust&theme=digital&category=leave",
            "Trust and candour or Digital: 1 finding on what to leave behind",
        ),
        ("source=paper", "From The paper: 1 finding on what to start and 1 of context"),
        ("theme=trust&category=keep&sort=nope", "Trust and candour: 2 findings on what to keep"),
        ("category=keep", "2 findings on what to keep"),
        ("evidence=polled", "Evidence: Polled – 1 finding of context"),
        ("evidence=polled&category=keep", "Keep, evidence: Polled – no finding matches"),
        ("q=zebra", "Containing “zebra”: no finding matches"),
        ("category=keep&theme=money", "Keep, about Public money: no finding matches"),
        (
            "category=keep&category=leave&source=paper",
            "Keep or Leave behind, from The paper: no finding matches",
        ),
    ],
)
def test_a_selection_is_summed_up_from_its_counts(query, said):
    assert summary(select(DATA, query)) == said


def test_a_dataset_without_findings_blames_no_filter():
    assert headline(select(world(), "")) == "No finding is written down yet"
    assert summary(select(world(), "theme=trust")) == "No finding is written down yet"


def test_the_curated_message_stands_over_the_whole_dataset_only():
    message = Message(text="Listen.", findings=("listening",))
    data = world(*DATA.findings, about=ABOUT.model_copy(update={"message": message}))
    assert headline(select(data)) == "Listen."
    assert headline(select(data, "sort=statement")) == "Listen."
    assert headline(select(data, "theme=trust")).startswith("Trust and candour: 2 findings")
    assert headline(select(DATA)).startswith("2 findings on what to keep")


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (("listening",), "Rests on 1 finding, from The talk"),
        (("listening", "loops"), "Rests on 2 findings, both from The talk"),
        (("listening", "loops", "survey"), "Rests on 3 findings, all from The talk"),
        (("listening", "loops", "budgets"), "Rests on 3 findings from 2 sources"),
    ],
)
def test_the_message_says_on_how_many_findings_of_which_sources_it_rests(ids, said):
    about = ABOUT.model_copy(update={"message": Message(text="Listen.", findings=ids)})
    data = world(*DATA.findings, about=about)
    query = "&".join(f"id={id_}" for id_ in ids)
    assert bearing(select(data)) == (said, select(data, query).selection.query)
    assert bearing(select(data, "theme=trust")) is None


def test_a_message_over_the_only_source_does_not_name_it():
    about = ABOUT.model_copy(update={"message": Message(text="Do.", findings=("one", "two"))})
    data = world(finding("one"), finding("two"), about=about, sources=SOURCES[:1])
    assert bearing(select(data)) == ("Rests on 2 findings", "id=one&id=two")


def test_leading_figures_are_those_the_curator_ranked():
    [(survey, figure)] = leading_figures(select(DATA))
    assert (survey.id, figure.text, figure.of) == ("survey", "72%", "participants")
    assert leading_figures(select(DATA, "category=keep")) == []


def test_related_findings_share_most():
    data = world(
        finding("one", themes=("trust", "digital"), terms=("plastic hour",), category="keep"),
        finding("same-theme", themes=("trust",)),
        finding("same-theme-and-category", themes=("trust",), category="keep"),
        finding("same-term", themes=("money",), terms=("plastic hour",)),
        finding("both-themes", themes=("trust", "digital")),
    )
    close = related(select(data), data.findings[0])
    assert [other.id for other in close] == [
        "same-term",
        "both-themes",
        "same-theme-and-category",
    ]
