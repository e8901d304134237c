"""Two selections beside each other: shares with their counts, what they share, what says little."""

import pytest
from hypothesis import given

from insights.charts import NOUNS, compared
from insights.charts.compare import FEWEST, ComparedRow, Side
from insights.view import select
from tests.worlds import datasets, finding, small_world, world


def many(prefix, count, **fields):
    return [finding(f"{prefix}-{number}", **fields) for number in range(count)]


def beside(findings, query, other, key="theme"):
    data = world(*findings)
    return compared(select(data, query), select(data, other), key)


# 20 local findings, of which 6 about trust and money; 40 national, of which 3 about trust.
LOCAL = [*many("lt", 6, themes=("trust", "money")), *many("lm", 14, themes=("money",))]
NATIONAL = [
    *many("nt", 3, themes=("trust",), level="national"),
    *many("nd", 37, themes=("digital",), level="national", category="start"),
]
BOTH = [*LOCAL, *NATIONAL]


def test_rows_hold_counts_and_shares_the_greatest_difference_first():
    chart = beside(BOTH, "level=local", "level=national")
    assert chart.rows == (
        ComparedRow("money", "Public money", 20, 0, 1.0, 0.0, False),
        ComparedRow("digital", "Digital", 0, 37, 0.0, 37 / 40, False),
        ComparedRow("trust", "Trust and candour", 6, 3, 6 / 20, 3 / 40, False),
    )
    assert (chart.a, chart.b) == (Side("level: Local", 20), Side("level: National", 40))
    assert chart.title == "Public money: all 20 findings here, none of 40 there"
    assert chart.subtitle == (
        "Findings per theme, here of 20 (level: Local), there of 40 (level: National). No finding "
        "is on both sides. A finding can carry several themes, so shares add up to more than the "
        "whole. A finding is not a vote"
    )
    assert chart.alt == f"Two selections by theme. {chart.title}."
    assert (chart.kind, chart.key, chart.row_title) == ("compare", "theme", "Theme")
    assert (chart.most, chart.is_few) == (1.0, False)


def test_what_neither_side_has_is_left_out():
    chart = beside(BOTH, "level=local", "level=national", "category")
    assert [(row.key, row.a, row.b) for row in chart.rows] == [("start", 0, 37), ("context", 20, 3)]
    assert chart.title == "Start: none of 20 findings here, 37 of 40 there"
    assert "several themes" not in chart.subtitle


def test_equal_differences_stay_in_the_order_of_the_facet():
    here = [*many("hd", 2, themes=("digital",)), *many("hm", 8, themes=("money",))]
    there = [
        *many("tt", 1, themes=("trust",), level="national"),
        *many("td", 2, themes=("digital",), level="national"),
        *many("tm", 12, themes=("money",), level="national"),
    ]
    chart = beside([*here, *there], "level=local", "level=national")
    # Both differ by 1 of 15, although decimals say that the second does by a little more.
    assert [(row.key, row.a, row.b) for row in chart.rows] == [
        ("trust", 0, 1),
        ("digital", 2, 2),
        ("money", 8, 12),
    ]
    assert chart.rows[1].share_a - chart.rows[1].share_b > chart.rows[0].share_b
    assert chart.title == "Trust and candour: none of 10 findings here, 1 of 15 there"


def test_what_is_on_both_sides_is_told():
    chart = beside(BOTH, "theme=trust", "level=local", "source")
    assert chart.shared == tuple(f"lt-{number}" for number in range(6))
    assert chart.only_a == ("nt-0", "nt-1", "nt-2")
    assert chart.only_b == tuple(f"lm-{number}" for number in range(14))
    assert chart.overlap == "6 findings on both sides, 3 only here, 14 only there"
    assert chart.overlap in chart.subtitle
    part = beside(BOTH, "level=local", "", "source")
    assert part.overlap == "20 findings on both sides, none only here, 40 only there"
    assert part.b.words == "All findings"


@pytest.mark.parametrize(
    ("query", "other", "title"),
    [
        ("", "", "Both sides ask for the same 60 findings"),
        ("sort=source", "sort=statement", "Both sides ask for the same 60 findings"),
        ("theme=digital", "category=start", "Both sides hold the same 37 findings"),
        ("q=zebra", "", "Nothing to compare: no finding matches here"),
        ("", "q=zebra", "Nothing to compare: no finding matches there"),
        ("q=zebra", "q=zebra", "Nothing to compare: no finding matches on either side"),
        ("theme=trust", "", "Too few findings to compare shares: 9 here, 60 there"),
        ("", "theme=trust", "Too few findings to compare shares: 60 here, 9 there"),
        ("level=local", "", "Public money: all 20 findings here, 20 of 60 there"),
    ],
)
def test_the_title_says_what_can_be_said(query, other, title):
    assert beside(BOTH, query, other).title == title


def test_nine_findings_are_too_few_and_ten_are_not():
    data = many("a", 10)
    few = beside(data, "&".join(f"id=a-{number}" for number in range(9)), "")
    assert (few.is_few, few.a.count) == (True, FEWEST - 1)
    assert not beside([*data, finding("b", level="national")], "level=local", "").is_few
    # Where a side is empty there is nothing to compare, be it little or much.
    assert not beside(data, "q=zebra", "").is_few


def test_the_same_findings_and_empty_sides_have_no_overlap_to_tell():
    assert beside(BOTH, "", "").overlap == "Each finding is on both sides"
    assert beside(BOTH, "q=zebra", "").overlap == ""
    empty = beside([], "", "")
    assert (empty.rows, empty.most, empty.shared) == ((), 0, ())
    assert empty.subtitle == (
        "Findings per theme, here of 0 (All findings), there of 0 (All findings). A finding is "
        "not a vote"
    )


def test_a_difference_that_the_filters_make_is_marked_and_not_the_title():
    chart = beside(BOTH, "theme=money", "level=local&level=national")
    assert [(row.key, row.a, row.b, row.by_filter) for row in chart.rows] == [
        ("money", 20, 20, True),
        ("digital", 0, 37, False),
        ("trust", 6, 9, False),
    ]
    assert chart.title == "Digital: none of 20 findings here, 37 of 60 there"
    # A finding has one category: a filter for one of them decides about all.
    by_category = beside(BOTH, "category=start", "", "category")
    assert all(row.by_filter for row in by_category.rows)
    assert by_category.title == "Every difference by category is made by the filters"
    # The same filter on both sides makes no difference.
    alike = beside(BOTH, "theme=trust&theme=money", "theme=money&theme=trust&level=local")
    assert not any(row.by_filter for row in alike.rows)


def test_equal_shares_are_no_difference():
    data = [*many("a", 10), *many("b", 10, level="national")]
    chart = beside(data, "level=local", "level=national", "evidence")
    assert chart.title == "No kind of evidence has another share here than there"
    assert chart.row_title == "Kind of evidence"


@given(datasets())
def test_swapped_sides_are_the_same_comparison(dataset):
    one, other = select(dataset, "category=keep&category=context"), select(dataset, "theme=trust")
    for key in NOUNS:
        there, back = compared(one, other, key), compared(other, one, key)
        assert [(row.key, row.a, row.b) for row in there.rows] == [
            (row.key, row.b, row.a) for row in back.rows
        ]
        assert (there.shared, there.only_a, there.only_b) == (back.shared, back.only_b, back.only_a)
        assert len(there.shared) + len(there.only_a) == one.count


def test_a_row_counts_what_the_selection_narrowed_to_it_would_show():
    data = small_world()
    here, there = select(data, "source=talk"), select(data)
    for key in NOUNS:
        for row in compared(here, there, key).rows:
            assert row.a == select(data, f"source=talk&{key}={row.key}").count or key == "source"
            assert row.b == select(data, f"{key}={row.key}").count
