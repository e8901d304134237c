"""Words near those of a search that finds little."""

import pytest

from insights.near_words import FEW_FINDINGS, MOST_NEAR, near_words, slips_between
from insights.selection import parse
from insights.view import View
from tests.worlds import finding, world

DATA = world(
    finding("a", statement="Services stay siloed.", category="start"),
    finding("b", statement="Siloed money is lost.", category="leave"),
    finding("c", statement="Every silo has a budget.", category="leave"),
    finding("d", statement="The government listens.", actors=("Éducation Office",)),
    finding("e", statement="Governments listened.", terms=("loopholes",)),
    finding("f", statement="Budgets grow."),
)


def near(query, dataset=DATA):
    view = View(dataset, parse(query, dataset))
    return [(one.instead, one.slips, one.q, one.found) for one in near_words(view)]


@pytest.mark.parametrize(
    ("word", "other", "slips"),
    [
        ("silos", "siloed", 0),
        ("policies", "policy", 0),
        ("participate", "participation", 0),
        ("part", "participation", None),
        ("listen", "listening", 0),
        ("trsut", "trust", 1),
        ("turst", "trust", 1),
        ("truts", "trust", 1),
        ("trst", "trust", 1),
        ("ttrust", "trust", 1),
        ("thrast", "trust", None),
        ("goverment", "government", 1),
        ("gvoermnent", "government", 2),
        ("gvermnt", "government", None),
        ("equal", "equal", None),
        ("cat", "cats", None),
        ("catt", "cat", None),
    ],
)
def test_near_is_another_ending_or_one_slip_in_a_short_word_and_two_in_a_long(word, other, slips):
    assert slips_between(word, other) == slips


def test_the_nearest_comes_first_then_what_finds_most():
    assert near("q=silos") == [("silo", 0, "silo", 3), ("siloed", 0, "siloed", 2)]
    assert near("q=goverments") == [
        ("governments", 1, "governments", 1),
        ("government", 2, "government", 2),
    ]
    assert near("q=edcuation") == [("education", 1, "education", 1)]
    assert near("q=Budgeting") == [("budget", 0, "budget", 2), ("budgets", 0, "budgets", 1)]


def test_the_other_words_and_filters_stay_and_are_counted_with():
    assert near("q=silos&category=leave") == [("silo", 0, "silo", 2), ("siloed", 0, "siloed", 1)]
    assert near("q=silos+%22money+is%22") == [
        ("silo", 0, 'silo "money is"', 1),
        ("siloed", 0, 'siloed "money is"', 1),
    ]
    assert near("q=silos&category=keep") == []
    assert near("q=silos&theme=nope") == []


def test_a_word_is_told_only_where_it_brings_another_finding():
    assert near("q=silo") == []  # all that is siloed has silo in it
    assert near("q=siloed") == [("silo", 0, "silo", 3)]
    assert near("q=siloed&category=start") == []
    assert near("") == []


def test_phrases_signs_and_short_words_have_no_neighbours():
    for q in ('"siloed mony"', "it's", "mon", "£1", "silo-ed", '"'):
        view = View(DATA, parse([("q", q)], DATA))
        assert near_words(view) == (), q


def test_a_word_that_finds_much_was_not_mistaken_and_few_are_told():
    words = ["trusts"] * FEW_FINDINGS + ["trusted", "trusting", "trustee", "truster", "trustful"]
    data = world(
        *(
            finding(f"finding-{at}", statement=word, themes=("digital",))
            for at, word in enumerate(words)
        )
    )
    told = near("q=trusts", data)
    assert [instead for instead, *_ in told] == ["trusted", "trustee", "truster", "trustful"]
    assert len(told) == MOST_NEAR
    more = finding("once-more", statement="Trusts", themes=("digital",))
    assert near("q=trusts", world(*data.findings, more)) == []
