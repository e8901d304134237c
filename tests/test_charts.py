"""Charts as data: true titles, honest subtitles, reasons for empty cells."""

import pytest
from hypothesis import given

import insights
from insights.charts import (
    findings_by_evidence,
    findings_by_source,
    findings_by_theme,
    themes_by_category,
)
from insights.draw.plotly import figure
from insights.looks import INKS, MARKS
from insights.view import select
from tests.worlds import datasets, finding, small_world, world

DATA = small_world()


def test_bars_per_theme_are_sorted_and_split_by_category():
    chart = findings_by_theme(select(DATA))
    assert [(row.label, row.values, row.total) for row in chart.rows] == [
        ("Trust and candour", (2, 0, 0, 1), 3),
        ("Public money", (0, 0, 1, 2), 3),
        ("Digital", (1, 1, 0, 0), 2),
    ]
    assert chart.title == "Trust and candour and Public money lead with 3 findings each"
    assert chart.subtitle == (
        "Findings per theme, 6 of 6; 2 carry two themes, so theme counts add up to 8"
    )
    assert chart.alt.endswith("lead with 3 findings each.")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("category=leave", "The one finding is about Digital"),
        ("category=keep", "Both findings are about Trust and candour"),
        ("source=paper", "Both findings are about Public money"),
        ("q=zebra", "No finding to count by theme"),
        ("source=talk", "3 of 4 findings are about Trust and candour"),
        ("id=deficit&id=loops", "No theme has more than 1 of 2 findings"),
        ("id=survey", "The one finding is about Trust and candour and Public money"),
    ],
)
def test_the_title_is_made_from_the_numbers(query, title):
    assert findings_by_theme(select(DATA, query)).title == title


def test_what_every_finding_carries_leads_nothing():
    data = world(finding("a", themes=("trust", "digital", "money")))
    assert findings_by_theme(select(data)).title == (
        "The one finding is about Trust and candour, Digital and Public money"
    )


@pytest.mark.parametrize(
    ("from_talk", "from_paper", "title"),
    [
        (3, 1, "Trust and candour leads with 4 of 6 findings, 3 of them from The talk"),
        (1, 3, "Trust and candour leads with 4 of 6 findings, 3 of them from The paper"),
        (4, 0, "Trust and candour leads with 4 of 6 findings, all of them from The talk"),
        # Two thirds are no more than two thirds.
        (2, 1, "Trust and candour leads with 3 of 5 findings"),
        (2, 2, "Trust and candour leads with 4 of 6 findings"),
    ],
)
def test_a_theme_that_leads_by_one_source_says_so(from_talk, from_paper, title):
    many = {"talk": from_talk, "paper": from_paper}
    trust = [finding(f"{s}-{at}", source=s) for s, n in many.items() for at in range(n)]
    data = world(
        *trust, finding("x", themes=("money",)), finding("y", source="paper", themes=("digital",))
    )
    assert findings_by_theme(select(data)).title == title


def test_where_all_is_from_one_source_a_leading_theme_does_not_name_it():
    trust = [finding(f"trust-{at}") for at in range(4)]
    data = world(*trust, finding("money", themes=("money",)), finding("b", source="paper"))
    title = "Trust and candour leads with 4 of 5 findings"
    assert findings_by_theme(select(data, "source=talk")).title == title


def test_bars_per_source_keep_a_source_with_nothing():
    chart = findings_by_source(select(DATA, "category=keep"))
    assert [(row.label, row.total) for row in chart.rows] == [("The talk", 2), ("The paper", 0)]
    assert chart.title == "Both findings come from The talk"
    assert [column.key for column in chart.columns] == ["keep"]


def test_a_tie_between_sources_has_no_leader():
    data = world(finding("a"), finding("b", source="paper"))
    assert findings_by_source(select(data)).title == "No source gives more than 1 of 2 findings"


def test_bars_per_kind_of_evidence_stand_in_the_order_of_the_kinds():
    chart = findings_by_evidence(select(DATA))
    assert [(row.key, row.label, row.values, row.total) for row in chart.rows] == [
        ("polled", "Polled", (0, 0, 0, 1), 1),
        ("attributed", "Named speaker", (0, 0, 1, 0), 1),
        ("reported", "Reported", (2, 1, 0, 1), 4),
    ]
    assert chart.title == "Reported is the most frequent kind of evidence: 4 of 6 findings"
    assert chart.subtitle == (
        "Findings per kind of evidence, 6 of 6; each has one kind, and the kinds are no ranks of "
        "people"
    )
    assert chart.alt == f"Bar chart of findings per kind of evidence. {chart.title}."


def test_a_kind_of_evidence_that_only_the_filters_hide_stays_with_0():
    chart = findings_by_evidence(select(DATA, "source=talk"))
    assert [(row.key, row.total) for row in chart.rows] == [
        ("polled", 1),
        ("attributed", 0),
        ("reported", 3),
    ]
    assert chart.rows[1].empty == ("not said", "not said", "not asked", "not said")
    hidden = findings_by_evidence(select(DATA, "source=talk&evidence=polled"))
    assert hidden.rows[2].empty == ("filtered out", "filtered out", "not asked", "not said")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("evidence=polled", "The one finding is of one kind of evidence: Polled"),
        ("category=keep", "Both findings are of one kind of evidence: Reported"),
        ("id=survey&id=budgets", "No kind of evidence has more than 1 of 2 findings"),
        ("q=zebra", "No finding to count by evidence"),
    ],
)
def test_the_title_of_evidence_is_made_from_the_numbers(query, title):
    assert findings_by_evidence(select(DATA, query)).title == title


def test_empty_cells_of_the_matrix_say_why():
    chart = themes_by_category(select(DATA))
    cells = {row.key: row.empty for row in chart.rows}
    assert cells["money"] == ("not said", "not said", "", "")
    assert cells["digital"] == ("", "", "not asked", "not said")
    assert set(chart.gaps) == {"not said", "not asked"}


def test_the_reason_of_an_empty_cell_is_that_of_the_sources_in_view():
    def cells(query, data=DATA):
        return {row.key: row.empty for row in themes_by_category(select(data, query)).rows}

    assert cells("source=paper")["money"] == ("not asked", "not asked", "", "")
    # The talk has findings on trust to keep; another filter hides them.
    assert cells("source=talk&evidence=polled")["trust"][0] == "filtered out"
    # Only the paper has one to start: in the talk alone nothing is hidden.
    assert cells("source=talk")["money"] == ("not said", "not said", "not asked", "")
    talk, paper = DATA.sources
    partly = world(*DATA.findings, sources=(talk.model_copy(update={"coverage": "partial"}), paper))
    assert cells("", partly)["digital"][2:] == ("not curated", "not curated")
    assert cells("source=paper", partly)["money"][0] == "not asked"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("category=keep", "2 findings about 2 themes: both to keep"),
        ("category=context", "2 findings about 2 themes: both context"),
        ("category=start", "1 finding about Public money: to start"),
        ("q=zebra", "No finding to set out by theme and category"),
        ("id=survey", "1 finding about 2 themes: context"),
        ("theme=money", "3 findings about 2 themes: 1 to start and 2 context"),
        ("source=paper", "2 findings about Public money: 1 to start and 1 context"),
    ],
)
def test_the_matrix_tells_a_few_findings_as_they_are(query, title):
    assert themes_by_category(select(DATA, query)).title == title


def test_the_matrix_of_a_part_names_the_fullest_cell():
    kept = [finding(f"keep-{at}", category="keep") for at in range(4)]
    left = [finding(f"leave-{at}", category="leave", themes=("digital",)) for at in range(2)]
    data = world(*kept, *left)
    title = "Trust and candour has most to keep: 4 findings"
    assert themes_by_category(select(data, "source=talk")).title == title
    # One cell alone is not the fullest of any.
    alone = world(*kept, finding("keep-4", category="keep"))
    title = "5 findings about Trust and candour: all to keep"
    assert themes_by_category(select(alone, "category=keep")).title == title


def test_equal_cells_of_the_matrix_have_no_leader():
    each = [(theme.id, at) for theme in DATA.themes for at in range(2)]
    data = world(*(finding(f"f-{t}-{at}", themes=(t,), category="keep") for t, at in each))
    chart = themes_by_category(select(data, "category=keep"))
    assert chart.title == "No theme has more than 2 findings in one category"


def test_the_matrix_leaves_out_themes_without_a_match_and_says_so():
    chart = themes_by_category(select(DATA, "category=keep"))
    assert [row.key for row in chart.rows] == ["trust", "digital"]
    assert chart.subtitle.endswith("; 1 theme without a match left out")
    assert len(themes_by_category(select(DATA)).rows) == 3


def test_the_matrix_names_a_gap():
    assert themes_by_category(select(DATA)).title == (
        "None of the 3 findings on Trust and candour says what to leave behind or start"
    )


@given(datasets())
def test_drawings_hold_the_chart_and_nothing_else(dataset):
    for chart in (findings_by_theme(select(dataset)), findings_by_source(select(dataset))):
        drawn = figure(chart, "dark")
        *bars, totals = drawn["data"]
        assert [bar["x"] for bar in bars] == [
            [row.values[at] for row in chart.rows] for at in range(len(chart.columns))
        ]
        assert totals["text"] == [f" {row.total}" for row in chart.rows]
        assert figure(chart, "dark") == drawn


def test_a_label_is_text_in_a_drawing():
    trust = DATA.themes[0].model_copy(update={"label": "<b>Trust</b> & more"})
    data = world(*DATA.findings, themes=(trust, *DATA.themes[1:]))
    labels = figure(findings_by_theme(select(data)), "light")["layout"]["yaxis"]["ticktext"]
    assert labels[0] == "&lt;b&gt;Trust&lt;/b&gt; &amp; more"


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("category", list(MARKS))
def test_colours_have_enough_contrast(mode, category):
    mark, inks = MARKS[category], INKS[mode]
    assert contrast(mark.fill[mode], inks.paper) >= 3.05
    assert contrast(mark.text[mode], inks.paper) >= 4.5
    assert contrast(mark.on_fill[mode], mark.fill[mode]) >= 4.5
    assert contrast(inks.quiet, inks.paper) >= 4.5


def test_each_category_has_a_second_mark_of_its_own():
    for second in ("pattern", "letter"):
        assert len({getattr(mark, second) for mark in MARKS.values()}) == len(MARKS)


def test_the_title_of_the_matrix_never_denies_a_cell_of_it():
    view = insights.load().select("source=coalitions")
    chart = themes_by_category(view)
    assert chart.title == "No theme has more than 2 findings in Keep, Leave behind or Start"
    context = [column.key for column in chart.columns].index("context")
    assert max(row.values[context] for row in chart.rows) > 2
