"""The board: every finding once, in its column, under one theme."""

import re
from urllib.parse import quote

from hypothesis import given

from insights.board import MOST_IN_FULL, MOST_OF_THEME, MOST_THEMES, Board
from insights.draw.board import MOST_AT_FOOT, board, foot
from insights.model import CATEGORIES, Dataset, Theme
from insights.selection import parse
from insights.view import View
from tests.hostile_texts import TEXTS
from tests.test_markup import Nodes
from tests.worlds import datasets, finding, world


def board_of(dataset: Dataset, query: str = "") -> Board:
    return Board(View(dataset, parse(query, dataset)))


def ids(shown: Board, category: str) -> dict[str, list[str]]:
    """The findings of a column under the ids of their themes."""
    return {group.theme.id: [one.id for one in group.findings] for group in shown.groups(category)}


@given(datasets())
def test_every_matching_finding_stands_there_once(dataset: Dataset) -> None:
    for query in ("", "theme=digital", "category=keep&category=context"):
        shown = board_of(dataset, query)
        found = [one for key in CATEGORIES for group in ids(shown, key).values() for one in group]
        assert sorted(found) == sorted(one.id for one in shown.view.findings)
        assert not any(shown.left_out(category) for category in CATEGORIES)


def test_a_finding_stands_under_its_first_theme_or_the_first_that_is_asked_for() -> None:
    dataset = world(
        finding("both", category="keep", themes=("trust", "digital")),
        finding("one", category="keep", themes=("digital",)),
    )
    assert ids(board_of(dataset), "keep") == {"trust": ["both"], "digital": ["one"]}
    assert ids(board_of(dataset, "theme=digital"), "keep") == {"digital": ["both", "one"]}
    assert "also Digital" in Nodes(board(board_of(dataset))).text
    assert "also Trust and candour" in Nodes(board(board_of(dataset, "theme=digital"))).text


def test_themes_stand_in_one_order_in_all_columns_and_the_strongest_finding_first() -> None:
    dataset = world(
        finding("argued", category="keep", themes=("money",), evidence="argued"),
        finding("told", category="keep", themes=("money",)),
        finding("other", category="keep", themes=("trust",)),
        finding("late", category="start", themes=("money",)),
        finding("early", category="start", themes=("trust",)),
    )
    shown = board_of(dataset)
    assert ids(shown, "keep") == {"money": ["told", "argued"], "trust": ["other"]}
    assert list(ids(shown, "start")) == ["money", "trust"]


def test_only_columns_that_the_filters_let_through_are_drawn_and_context_stays_apart() -> None:
    dataset = world(
        finding("one", category="keep", basis="inferred", note="It asks for it."),
        finding("two", category="leave"),
        finding("three"),
    )
    whole = Nodes(board(board_of(dataset))).text
    for said in ("Keep", "Leave behind", "No finding here says what to start.", "stated"):
        assert said in whole
    assert "inferred" in whole
    assert "Not sorted: 1 finding of context" in whole
    kept = Nodes(board(board_of(dataset, "category=keep"))).text
    assert "Leave behind" not in kept
    assert "Not sorted" not in kept
    context = Nodes(board(board_of(dataset, "category=context"))).text
    assert "Keep" not in context
    assert "Not sorted: 1 finding of context" in context


def test_of_very_many_findings_the_strongest_stand_there_and_the_others_are_counted() -> None:
    themes = tuple(
        Theme(id=f"theme-{at}", label=f"Theme {at}", definition="It.") for at in range(30)
    )
    dataset = world(
        *(
            finding(f"finding-{at}", category="start", themes=(f"theme-{at % 30}",))
            for at in range(10_000)
        ),
        themes=themes,
    )
    shown = board_of(dataset)
    groups = shown.groups("start")
    assert len(groups) == MOST_THEMES
    assert {len(group.findings) for group in groups} == {MOST_OF_THEME}
    left = shown.left_out("start")
    assert sum(group.in_all for group in (*groups, *left)) == 10_000
    page = board(shown)
    text = Nodes(page).text
    assert f"and {groups[0].more} more in Explore" in text
    assert f"{sum(group.in_all for group in left)} findings of 6 more themes, in Explore" in text
    assert len(page.encode()) < 150_000
    # What a page shows in full is not much longer.
    few = board_of(dataset, "&".join(f"id=finding-{at}" for at in range(MOST_IN_FULL)))
    assert sum(len(group.findings) for group in few.groups("start")) == MOST_IN_FULL
    assert not any(group.more for group in few.groups("start"))


def test_texts_of_every_kind_stand_letter_for_letter() -> None:
    statements = [text.strip() for text in TEXTS]
    dataset = world(
        *(
            finding(f"finding-{at}", category="keep", statement=statement)
            for at, statement in enumerate(statements)
        )
    )
    nodes = Nodes(board(board_of(dataset)))
    assert all(statement in nodes.text for statement in statements)
    assert not {"script", "img", "b", "em"} & set(nodes.elements)


def said_at_foot(dataset: Dataset, query: str = "") -> str:
    """What a browser reads between the quotes of the style sheet."""
    sheet = foot(View(dataset, parse(query, dataset)))
    # Nothing but plain letters and numbers stands there, so that nothing can end it early.
    [inside] = re.findall(
        r'<style>@page board\{@bottom-left\{content:"([A-Za-z0-9 \\]*)"\}\}</style>', sheet
    )
    return re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), inside)


def test_the_foot_of_a_sheet_says_what_is_filtered_how_many_and_which_state() -> None:
    dataset = world(finding("one", category="keep"), finding("two"))
    state = f"as of {dataset.about.as_of} · {dataset.fingerprint[:8]}"
    assert said_at_foot(dataset) == f"{dataset.about.title} · 2 of 2 findings · {state}"
    assert said_at_foot(dataset, "category=keep") == f"Keep · 1 of 2 findings · {state}"
    long = said_at_foot(dataset, f"q={'long' * 100}")
    assert "… · 0 of 2 findings" in long
    assert len(long) < MOST_AT_FOOT + 80


def test_no_text_ends_the_style_sheet_of_the_foot() -> None:
    dataset = world(finding("one"))
    for text in (*TEXTS, '"}}</style><script>alert(1)</script>', "\\22 }", "é 漢 🌍"):
        said_at_foot(dataset, f"q={quote(text)}")
    assert "“é”, “漢” and “🌍”" in said_at_foot(dataset, f"q={quote('é 漢 🌍')}")
