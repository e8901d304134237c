"""What a search looks for: words, and phrases in quotation marks."""

import pytest

from insights.search_words import search_text, search_words
from insights.selection import Part, parse, parts, words
from insights.view import View
from tests.worlds import finding, world

DATA = world(
    finding("phrase", statement="Public value is made with people."),
    finding("apart", statement="The value of public trust."),
)


@pytest.mark.parametrize(
    ("q", "sought"),
    [
        ("", ()),
        ("public value", ("public", "value")),
        ('"public value"', ("public value",)),
        ("“public value”", ("public value",)),
        ("„public value“ trust", ("public value", "trust")),
        ("«public  value» trust", ("public value", "trust")),
        ('trust"public value"loops', ("trust", "public value", "loops")),
        ('"one" "two words"', ("one", "two words")),
        ('trust "public val', ("trust", "public", "val")),
        ('"public value" "tru', ("public value", "tru")),
        ('trust "" loops " "', ("trust", "loops")),
        ("it's people's trust", ("it's", "people's", "trust")),
        ('"', ('"',)),
        ('"" “', ('""', "“")),
    ],
)
def test_what_stands_in_quotation_marks_is_one_phrase(q, sought):
    assert search_words(q) == sought


def test_a_search_written_from_words_and_phrases_looks_for_these():
    sought = ("public value", "trust", "it's")
    assert search_text(sought) == '"public value" trust it\'s'
    assert search_words(search_text(sought)) == sought


def test_a_phrase_matches_only_where_its_words_stand_together():
    def ids(q):
        return [one.id for one in View(DATA, parse([("q", q)], DATA)).findings]

    assert ids("public value") == ["phrase", "apart"]
    assert ids('"public value"') == ids("“PUBLIC  value")[:1] == ["phrase"]
    assert ids('"public value" people') == ["phrase"]
    assert ids('"value public"') == []
    # The theme of both is a text of its own: no phrase reaches from one text into the next.
    assert ids('"people. trust"') == []
    assert ids('"trust and candour"') == ["phrase", "apart"]


def test_a_phrase_is_told_as_one_and_words_as_several():
    selection = parse([("q", '"public value" trust')], DATA)
    assert words(selection, DATA) == "containing “public value” and “trust”"
    [part] = parts(selection, DATA)
    assert part == Part("q", '"public value" trust', "“public value” and “trust”")
    assert selection.query == "q=%22public+value%22+trust"
    assert parse(selection.query, DATA) == selection
    assert selection.without(part).is_empty
