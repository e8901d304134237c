"""The engine reads, counts and says what Python does, over hundreds of datasets and queries."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import pytest

from insights.explorer.world import letters, world
from insights.headline import summary
from insights.model import Dataset, Finding, slug
from insights.near_words import near_words
from insights.search_words import search_text, search_words
from insights.selection import (
    FACETS,
    LOOK_KEYS,
    MOST_FIELDS,
    OTHER_KEYS,
    SORTS,
    QueryError,
    Selection,
    parse,
    parts,
    words,
)
from insights.selection import _tidy as tidy
from insights.view import View, folded
from tests.worlds import finding, small_world
from tests.worlds import world as world_of
from tests.worlds_generated import ACTORS, WORDS, generated_worlds

pytestmark = pytest.mark.browser

# 160 datasets with eight queries each.
GENERATED = generated_worlds(160, seed=20)
JOINER = "\u200d"
CROSSED = [("theme", "category"), ("source", "category"), ("actor", "lens"), ("id", "source")]

TELL = """
const plainOf = ({ chosen, q, sort, unknown }) => [Object.entries(chosen), q, sort, unknown]
const pairsOf = (counted) => [...counted]
const told = (world, query) => {
  const selection = parse(world, query)
  const view = look(world, selection)
  const keys = [...world.facetOf.keys()]
  return {
    selection: plainOf(selection),
    query: queryOf(world, selection),
    empty: isEmpty(selection),
    parts: parts(world, selection).map(({ key, value, label }) => [key, value, label]),
    words: filterWords(world, selection),
    explained: selection.unknown.map((one) => explain(world, one)),
    without: parts(world, selection).map((part) => plainOf(without(world, selection, part))),
    ids: view.findings.map((finding) => finding.id),
    places: view.places.map((place) => world.findings[place].id),
    has: world.findings.filter((finding, place) => view.has(place)).map((finding) => finding.id),
    count: view.count,
    of: view.of,
    counts: keys.map((key) => [key, pairsOf(view.counts(key))]),
    tally: keys.map((key) => [key, pairsOf(view.tally(key))]),
    cross: given.crossed.map(([key, other]) => {
      const number = view.cross(key, other)
      const options = (facet) => world.facetOf.get(facet).options
      return options(key).flatMap((one) => options(other).map((two) => number(one.id, two.id)))
    }),
    overlap: view.overlap,
    view_words: view.words,
    unknown: view.unknown,
    sentence: view.sentence,
    summary: summary(view),
  }
}
return JSON.stringify(JSON.parse(given.cases).map(([text, queries]) => {
  const world = openWorld(JSON.parse(text))
  return queries.map((query) => told(world, query))
}))
"""


def _plain(selection: Selection) -> list[Any]:
    return [selection.chosen, selection.q, selection.sort, selection.unknown]


def _told(dataset: Dataset, query: str) -> Any:
    selection = parse(query, dataset)
    view = View(dataset, selection)
    named = parts(selection, dataset)
    ids = [finding.id for finding in view.findings]
    return {
        "selection": _plain(selection),
        "query": selection.query,
        "empty": selection.is_empty,
        "parts": named,
        "words": words(selection, dataset),
        "explained": view.unknown,
        "without": [_plain(selection.without(part)) for part in named],
        "ids": ids,
        "places": ids,
        "has": [one.id for one in dataset.findings if one.id in set(ids)],
        "count": view.count,
        "of": view.of,
        "counts": [[key, list(view.counts(key).items())] for key in FACETS],
        "tally": [[key, list(view.tally(key).items())] for key in FACETS],
        "cross": [list(view.cross(*keys).values()) for keys in CROSSED],
        "overlap": view.overlap,
        "view_words": view.words,
        "unknown": view.unknown,
        "sentence": view.sentence,
        "summary": summary(view),
    }


def _as_json(value: Any) -> Any:
    """As it comes out of the browser: tuples are lists."""
    return json.loads(json.dumps(value))


def _differences(engine: Any, cases: Iterable[tuple[Dataset, list[str]]]) -> list[str]:
    """Each answer of the engine that is not Python's, told with its query."""
    cases = list(cases)
    given = json.dumps([[world(dataset).decode(), queries] for dataset, queries in cases])
    answers = json.loads(engine("headline.js", "view.js").ask(TELL, cases=given, crossed=CROSSED))
    found = []
    for at, (dataset, queries) in enumerate(cases):
        for query, answer in zip(queries, answers[at], strict=True):
            expected = _as_json(_told(dataset, query))
            assert answer.keys() == expected.keys()
            found += [
                f"dataset {at}, {query!r}, {name}:\n  engine {answer[name]!r}\n  Python {said!r}"
                for name, said in expected.items()
                if answer[name] != said
            ]
    return found


def test_the_engine_says_what_python_says_of_generated_datasets(engine):
    differences = _differences(engine, GENERATED)
    assert not differences, "\n".join([f"{len(differences)} differences", *differences[:10]])


def test_the_generated_questions_are_of_every_kind():
    views = [
        View(dataset, parse(query, dataset)) for dataset, asked in GENERATED for query in asked
    ]
    asked = [view.selection for view in views]
    kinds = {
        "matching some": sum(0 < view.count < view.of for view in views),
        "matching none": sum(view.of > 0 == view.count for view in views),
        "of an empty dataset": sum(not view.of for view in views),
        "of overlapping themes": sum(bool(view.overlap and view.words) for view in views),
        "unknown": sum(bool(one.unknown) and bool(one.chosen) for one in asked),
        "withdrawn": sum("withdrawn on" in said for view in views for said in view.unknown),
        "sorted": sum(bool(one.sort) for one in asked),
        "many picked": sum(len(one.values("id")) > 2 for one in asked),
        "of several words": sum(view.count > 0 and " " in view.selection.q for view in views),
        "of several facets": sum(len(one.chosen) > 1 for one in asked),
    }
    assert min(kinds.values()) >= 10, kinds


def _bundled_queries(dataset: Dataset) -> list[str]:
    """Each option of each facet alone and with a neighbour, each order, and searches."""
    asked = ["", *(f"sort={sort}" for sort in SORTS), "id=nope&id=", "theme=nope&theme=trust"]
    facets = {key: facet.options(dataset) for key, facet in FACETS.items()}
    for key, options in facets.items():
        few = options[:: max(1, len(options) // 12)]
        asked += [f"{key}={option.id}" for option in few]
        asked += [f"{key}={one.label}&{key}={two.id}" for one, two in pairwise(few)]
        asked += [f"{key}={option.id}&category=keep&q=the&sort=statement" for option in few[:3]]
    asked.append("&".join(f"id={finding.id}" for finding in dataset.findings[::7]))
    asked += [f"q={quote(finding.statement)}" for finding in dataset.findings[::9]]
    return asked + [f"q={word}&evidence=reported" for word in ("a e", "TRUST", "not", "é", "zebra")]


def test_the_engine_says_what_python_says_of_the_bundled_dataset(engine, dataset):
    asked = _bundled_queries(dataset)
    assert len(asked) > 150
    differences = _differences(engine, [(dataset, asked)])
    assert not differences, "\n".join([f"{len(differences)} differences", *differences[:10]])


def test_any_query_is_read_the_same(engine):
    pieces = [
        "theme",
        "trust",
        "q",
        "sort",
        "unknown",
        "id",
        "=",
        "=",
        "&",
        "&",
        "?",
        "+",
        ":",
        "%",
    ]
    pieces += [
        "%3D",
        "%26",
        "%3A",
        "%25",
        "%20",
        "%C3",
        "%A9",
        "%F0%9F%8E",
        "%89",
        "%ED%A0%80",
        "%00",
    ]
    pieces += [
        "%zz",
        "%e2%80",
        "%8B",
        "\ud83c",
        "\udf89",
        "é",
        "政",
        "\t",
        "\x1c",
        "\u2028",
        ";",
        "people",
    ]
    dice = random.Random(7)
    asked = ["".join(dice.choices(pieces, k=dice.randint(1, 14))) for _ in range(3000)]
    # A half of a letter pair beside the other one is one letter in a browser, and two to Python.
    asked = [query for query in asked if "\ud83c\udf89" not in query]
    data = small_world()
    body = """
    return JSON.stringify(JSON.parse(given.asked).map((query) => {
      const { chosen, q, sort, unknown } = parse(world, query)
      return [Object.entries(chosen), q, sort, unknown, queryOf(world, parse(world, query))]
    }))"""
    answers = json.loads(engine("view.js").ask_of(data, body, asked=json.dumps(asked)))
    for query, answer in zip(asked, answers, strict=True):
        selection = parse(query, data)
        assert answer == _as_json([*_plain(selection), selection.query]), query


def test_too_many_fields_are_refused_in_the_same_words(engine):
    body = """
    const refusal = (number) => {
      const query = Array(number).fill("q=a").join("&")
      try { parse(world, query) } catch (error) { return error.message }
    }
    return [refusal(given.most), refusal(given.over)]"""
    numbers = {"most": MOST_FIELDS, "over": MOST_FIELDS + 1}
    most, over = engine("view.js").ask_of(small_world(), body, **numbers)
    assert not most
    with pytest.raises(QueryError) as refused:
        parse("&".join(["q=a"] * (MOST_FIELDS + 1)), small_world())
    assert over == str(refused.value)


def test_the_keys_that_choose_no_finding_are_the_same(engine):
    look_keys, other_keys = engine("selection.js").ask("return [LOOK_KEYS, OTHER_KEYS]")
    assert tuple(look_keys) == LOOK_KEYS
    assert set(other_keys) == OTHER_KEYS


def test_choosing_gives_another_selection_and_changes_none(engine):
    body = """
    const asked = parse(world, "theme=trust&q=people&sort=nope")
    const others = choose(world, asked, "theme", ["money", "digital", "money"])
    const chosen = choose(world, others, "id", ["loops"])
    const bare = choose(world, asked, "theme", [])
    const dropped = without(world, bare, { key: "q", value: "people" })
    const hidden = [asked, asked.chosen, asked.chosen.theme, asked.unknown, EMPTY_SELECTION]
    return {
      queries: [asked, chosen, dropped, EMPTY_SELECTION].map((one) => queryOf(world, one)),
      empty: [asked, chosen, dropped, EMPTY_SELECTION].map(isEmpty),
      frozen: hidden.every(Object.isFrozen),
    }"""
    assert engine("view.js").ask_of(small_world(), body) == {
        "queries": [
            "theme=trust&sort=nope&q=people",
            "theme=digital&theme=money&id=loops&sort=nope&q=people",
            "sort=nope",
            "",
        ],
        "empty": [False, False, True, True],
        "frozen": True,
    }


def test_a_search_is_split_into_words_and_phrases_the_same(engine):
    dice = random.Random(3)
    blanks = [" ", " ", "  ", "\u00a0", "\u3000", "\t"]
    pieces = [*'"“”„‟«»＂', *WORDS[:6], "it’s", "'", "", *blanks, *blanks]
    asked = ["", *("".join(dice.choices(pieces, k=dice.randint(1, 16))) for _ in range(3000))]
    body = """
    return given.asked.map((q) => [searchWords(q), searchText(searchWords(q)), holdsWords(q)])"""
    answers = engine("search_words.js").ask(body, asked=asked)
    phrases = 0
    for q, (sought, text, is_more) in zip(asked, answers, strict=True):
        assert sought == list(search_words(q)), q
        assert text == search_text(sought), q
        assert is_more == any(not set(word) <= set('"“”„‟«»＂') for word in sought), q
        phrases += any(" " in word for word in sought)
    assert phrases > 150


def _phrase_of(one: Finding, dice: random.Random) -> str:
    """Some words that follow each other in the statement, in marks of one kind or another."""
    words_of_it = one.statement.split()
    start = dice.randrange(len(words_of_it))
    phrase = " ".join(words_of_it[start : start + dice.randint(1, 3)])
    return dice.choice(['"{}"', "“{}”", "„{}“", "«{}»", '"{}']).format(phrase)


def test_a_search_for_phrases_finds_and_says_the_same(engine):
    dice = random.Random(8)
    cases = []
    for dataset, _ in GENERATED[::3]:
        if dataset.findings:
            some = dice.choices(dataset.findings, k=4)
            asked = [quote(_phrase_of(one, dice)) for one in some]
            cases.append((dataset, [f"q={asked[0]}+{asked[1]}", *(f"q={one}" for one in asked)]))
    found = [View(data, parse(query, data)).count for data, asked in cases for query in asked]
    assert sum(map(bool, found)) > 60
    differences = _differences(engine, cases)
    assert not differences, "\n".join([f"{len(differences)} differences", *differences[:10]])


STEMS = (
    *("silo", "govern", "listen", "coalition", "trust", "Éducat", "straß", "policy", "x1y2"),
    *("ΔΗΜΟΚΡΑΤ", "𝔤𝔬𝔳𝔢𝔯𝔫", "𐐐𐐯𐑊𐐬𐑅", "𠮷野家屋敷", "मंत्रालय", "öffentlich"),
)
ENDINGS = ("", "", "s", "ed", "ing", "ment", "ies", "e", "’s", "ию", "-led", "屋")


def _miswritten(word: str, dice: random.Random) -> str:
    """The word with some slips of the pen."""
    letters_of_it = list(word)
    for _ in range(dice.choice([0, 1, 1, 1, 2, 2, 3])):
        at = dice.randrange(len(letters_of_it))
        kind = dice.choice(["swap", "lose", "add", "change"])
        if kind == "swap":
            letters_of_it[at : at + 2] = reversed(letters_of_it[at : at + 2])
        elif kind != "lose":
            letters_of_it[at : at + (kind == "change")] = dice.choice("aeiost𐐯屋")
        elif len(letters_of_it) > 1:
            del letters_of_it[at]
    return "".join(letters_of_it)


def _world_of_endings(dice: random.Random) -> tuple[Dataset, list[str]]:
    def text(most: int) -> str:
        many = dice.randint(1, most)
        return " ".join(dice.choice(STEMS) + dice.choice(ENDINGS) for _ in range(many))

    dataset = world_of(
        *(
            finding(
                f"finding-{at}",
                statement=text(6),
                category=dice.choice(["keep", "context"]),
                themes=(dice.choice(["trust", "money"]),),
                actors=(text(2),),
                terms=(text(1),),
            )
            for at in range(dice.randint(1, 14))
        )
    )
    asked = []
    for _ in range(8):
        word = _miswritten(dice.choice(STEMS) + dice.choice(ENDINGS), dice)
        more = dice.choice(["", "", "", " trust", f" {dice.choice(STEMS)}", f' "{text(2)}"'])
        asked.append(f"q={quote(word + more)}{dice.choice(['', '', '&category=keep'])}")
    return dataset, asked


def test_words_near_those_of_a_search_are_the_same(engine):
    dice = random.Random(12)
    cases = [*(_world_of_endings(dice) for _ in range(150)), *GENERATED[:80]]
    given = json.dumps([[world(dataset).decode(), asked] for dataset, asked in cases])
    body = """
    return JSON.stringify(JSON.parse(given.cases).map(([text, queries]) => {
      const world = openWorld(JSON.parse(text))
      return queries.map((query) => nearWords(look(world, parse(world, query)))
        .map(({ word, instead, slips, q, found }) => [word, instead, slips, q, found]))
    }))"""
    answers = json.loads(engine("near_words.js").ask(body, cases=given))
    kinds = {0: 0, 1: 0, 2: 0}
    for (dataset, asked), answer in zip(cases, answers, strict=True):
        for query, told in zip(asked, answer, strict=True):
            view = View(dataset, parse(query, dataset))
            expected = near_words(view)
            assert told == _as_json(expected), query
            for one in expected:
                kinds[one.slips] += 1
                tried = View(dataset, replace(view.selection, q=one.q))
                assert tried.count == one.found
                assert set(tried.findings) - set(view.findings)
    assert min(kinds.values()) > 30, kinds


def _assigned() -> list[int]:
    """Every code point that is a letter, a sign or a control, as this Python knows them."""
    return [code for code in range(0xF0000) if unicodedata.category(chr(code)) not in {"Cn", "Cs"}]


def test_every_letter_is_folded_and_tidied_the_same(engine):
    codes = _assigned()
    assert len(codes) > 130_000
    body = """
    const { folded, slug, tidy } = readLetters(given.letters)
    return JSON.stringify(given.codes.map((code) => {
      const letter = String.fromCodePoint(code)
      const between = `a${letter}b`
      return [folded, slug, tidy].flatMap((how) => [how(letter), how(between)])
    }))"""
    answers = json.loads(engine("letters.js").ask(body, letters=letters(), codes=codes))
    strange = []
    for code, answer in zip(codes, answers, strict=True):
        letter, between = chr(code), f"a{chr(code)}b"
        expected = [how(text) for how in (folded, slug, tidy) for text in (letter, between)]
        if answer != expected:
            strange.append(f"U+{code:04X}: engine {answer}, Python {expected}")
    assert not strange, "\n".join([f"{len(strange)} letters", *strange[:20]])


def _texts() -> list[str]:
    """Texts of words of many scripts, with signs and accents between and on them."""
    dice = random.Random(11)
    between = [" ", "-", "", "\u0301", "\u0345", "\u00a0", "\u200d", "\n", "  ", "\u05bc"]
    made = []
    for _ in range(1500):
        words_of_it = dice.choices([*WORDS, *ACTORS, "Σ", "ΑΣ", "ς", "İ", "ΐ", "\ufe0f"], k=5)
        made.append("".join(word + dice.choice(between) for word in words_of_it))
    return made


def test_texts_of_many_scripts_are_folded_split_and_sorted_the_same(engine):
    texts = _texts()
    body = """
    const { folded, slug, tidy } = readLetters(given.letters)
    const read = given.texts.map((text) => [folded(text), slug(text), tidy(text), wordsOf(text)])
    return [read, [...given.texts].sort(byCodePoint)]"""
    read, in_order = engine("letters.js").ask(body, letters=letters(), texts=texts)
    assert read == [[folded(text), slug(text), tidy(text), text.split()] for text in texts]
    assert in_order == sorted(texts)
    assert in_order != sorted(texts, key=lambda text: text.encode("utf-16-be"))


def _bare(text: str) -> str:
    """The folded text, even where nothing but accents was there."""
    return folded(f"a{text}")[1:]


def _belongs_before(text: str, at: int) -> bool:
    """Whether the letter at this place is part of the one before it, as people see it."""
    is_sign = unicodedata.category(text[at])[0] == "M" or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
    return is_sign or text[at] == JOINER or text[at - 1] == JOINER


def _marked(text: str, sought: Iterable[str]) -> set[int]:
    """The places of the letters that a mark must cover, found by trying every piece of the text."""
    marked: set[int] = set()
    for word in map(folded, sought):
        for start in range(len(text)):
            ends = range(start + 1, len(text) + 1)
            end = next((end for end in ends if word in _bare(text[start:end])), None)
            if end is None:
                break
            if word in _bare(text[start + 1 : end]):
                continue
            while end < len(text) and _belongs_before(text, end):
                end += 1
            marked.update(range(start, end))
    return marked


def test_what_was_searched_is_marked_and_nothing_else(engine):
    cases = [
        (finding.statement, list(search_words(query.q)))
        for dataset, queries in generated_worlds(60, seed=21)
        for query in (parse(text, dataset) for text in queries)
        for finding in dataset.findings[:6]
        if query.q
    ]
    dice = random.Random(5)
    for text in _texts()[:150]:
        start = dice.randrange(len(text))
        sought = text[start : start + dice.randint(1, 5)].split()
        cases.append((text, [*sought, dice.choice(WORDS)]))
    cases += [("aaa aab", ["aa", "AB"]), ("Ça\u0301va", ["ca"]), ("ΟΔΟΣ", ["οδος"]), ("a", [])]
    body = """
    const { hits } = readLetters(given.letters)
    return JSON.parse(given.cases).map(([text, words]) => hits(text, words))"""
    answers = engine("letters.js").ask(body, letters=letters(), cases=json.dumps(cases))
    seen = 0
    for (text, sought), ranges in zip(cases, answers, strict=True):
        units = text.encode("utf-16-le")
        starts = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text))]
        marked = {
            at for at, start in enumerate(starts) for low, high in ranges if low <= start < high
        }
        assert marked == _marked(text, sought), (text, sought, ranges)
        ends = [end for one in ranges for end in one]
        assert ends == sorted(set(ends)), "the ranges stand in order and do not touch"
        assert all(end in starts or end == len(units) // 2 for end in ends), "no letter is cut"
        for low, high in ranges:
            said = folded(units[2 * low : 2 * high].decode("utf-16-le"))
            assert any(folded(word) in said for word in sought)
            seen += 1
    assert seen > 300
