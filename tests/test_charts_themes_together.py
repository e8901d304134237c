"""Themes that occur together: pairs, most first, of how many findings, and why they are none."""

import pytest
from hypothesis import given

from insights.charts import themes_together
from insights.view import select
from tests.worlds import SOURCES, datasets, finding, small_world, world

DATA = small_world()
ALL_THREE = ("money", "trust", "digital")


def carrying(*themes, **fields):
    """A world with a finding for each of these, with these themes."""
    return world(*(finding(f"f-{at}", themes=one, **fields) for at, one in enumerate(themes)))


def test_pairs_stand_in_the_order_of_the_themes_split_by_category_most_first():
    data = world(
        finding("a", themes=("digital", "trust"), category="keep"),
        finding("b", themes=("money", "trust")),
        finding("c", themes=("trust", "money"), category="start"),
        finding("d", themes=("digital",)),
    )
    chart = themes_together(select(data))
    assert [(row.key, row.label, row.values, row.total) for row in chart.rows] == [
        ("trust money", "Trust and candour + Public money", (0, 0, 1, 1), 2),
        ("trust digital", "Trust and candour + Digital", (1, 0, 0, 0), 1),
    ]
    assert chart.title == (
        "Trust and candour + Public money occur together most: 2 of 3 findings with two themes"
    )
    assert chart.subtitle == "Findings per pair of themes, 3 of 4 with several themes"
    assert chart.alt == f"Bar chart of themes that occur together. {chart.title}."
    assert (chart.kind, chart.row_title, chart.most) == ("bars", "Two themes", 2)


def test_three_themes_are_three_pairs_and_the_subtitle_says_so():
    chart = themes_together(select(carrying(ALL_THREE, ("trust",), ("trust", "digital"))))
    assert [(row.key, row.total) for row in chart.rows] == [
        ("trust digital", 2),
        ("trust money", 1),
        ("digital money", 1),
    ]
    assert chart.title == (
        "Trust and candour + Digital occur together in both findings with two or three themes"
    )
    assert chart.subtitle == (
        "Findings per pair of themes, 2 of 3 with several themes; the one with three stands in "
        "three pairs, so the pairs add up to 4"
    )
    assert themes_together(select(carrying(ALL_THREE, ALL_THREE))).subtitle.endswith(
        "; each of the 2 with three stands in three pairs, so the pairs add up to 6"
    )


@pytest.mark.parametrize(
    ("themes", "title"),
    [
        ([], "No finding to count by pairs of themes"),
        ([("trust",), ("money",)], "No two themes occur together in a finding"),
        (
            [("trust", "money"), ("money",)],
            "Trust and candour + Public money occur together in the one finding with two themes",
        ),
        (
            [("trust", "money"), ("trust", "digital")],
            "No two themes occur together in more than one finding",
        ),
        ([ALL_THREE], "No two themes occur together in more than one finding"),
        (
            [("trust", "money"), ("trust", "digital")] * 2,
            "Trust and candour + Digital and Trust and candour + Public money occur together "
            "most, in 2 findings each",
        ),
        ([ALL_THREE] * 2, "3 pairs of themes occur together most, in 2 findings each"),
    ],
)
def test_the_title_is_made_from_the_numbers(themes, title):
    assert themes_together(select(carrying(*themes))).title == title


def test_an_empty_category_of_a_pair_says_why():
    def cells(query, data=DATA):
        return {row.key: row.empty for row in themes_together(select(data, query)).rows}

    # The talk asks for what to keep and leave; the survey, about trust and money, is its context.
    assert cells("")["trust money"] == ("not said", "not said", "not asked", "")
    assert cells("source=talk")["trust digital"] == ("", "not said", "not asked", "not said")
    both = world(
        finding("a", themes=("trust", "money"), category="keep"),
        finding("b", themes=("trust", "money"), evidence="polled"),
    )
    assert cells("evidence=polled", both)["trust money"][0] == "filtered out"
    partly = world(
        finding("a", themes=("trust", "money")),
        sources=(SOURCES[0].model_copy(update={"coverage": "partial"}), SOURCES[1]),
    )
    assert cells("", partly)["trust money"] == ("not curated", "not curated", "not curated", "")


def test_pairs_are_those_of_what_matches():
    chart = themes_together(select(DATA, "category=keep"))
    assert [(row.key, row.values) for row in chart.rows] == [("trust digital", (1,))]
    assert [column.key for column in chart.columns] == ["keep"]
    assert themes_together(select(DATA, "q=zebra")).rows == ()


@given(datasets())
def test_each_pair_is_counted_once_for_each_finding_that_carries_it(dataset):
    view = select(dataset, "evidence=reported&evidence=polled")
    for row in themes_together(view).rows:
        both = set(row.key.split())
        assert row.total == sum(both <= set(one.themes) for one in view.findings) > 0
