"""The query grammar: read, written, said in words."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.model import Lens
from insights.selection import (
    FACETS,
    SORTS,
    Part,
    QueryError,
    Selection,
    Unknown,
    address,
    explain,
    fields_of,
    parse,
    parts,
    slice_of,
    words,
)
from tests.worlds import small_world, world

DATA = small_world()
IDS = {key: [option.id for option in facet.options(DATA)] for key, facet in FACETS.items()}


@st.composite
def fields(draw):
    """Fields of a query: known ids, made-up values, made-up keys, search text of any letters."""
    anything = st.text(max_size=12)
    known = [st.tuples(st.just(k), st.sampled_from(ids)) for k, ids in IDS.items() if ids]
    made_up = st.tuples(st.sampled_from([*FACETS, "q", "sort", "unknown", "colour"]), anything)
    return draw(st.lists(st.one_of(*known, made_up, st.tuples(anything, anything)), max_size=8))


@given(fields())
def test_a_selection_written_and_parsed_again_is_the_same(asked):
    selection = parse(asked, DATA)
    assert parse(selection.query, DATA) == selection
    assert parse(address(selection, DATA), DATA) == selection


@given(fields())
def test_no_part_of_a_query_is_lost(asked):
    selection = parse(asked, DATA)
    for key, value in asked:
        if key in FACETS and value.strip():
            kept = selection.values(key)
            assert kept or any(one.key == key for one in selection.unknown)


@given(fields(), st.data())
def test_dropping_every_part_leaves_nothing(asked, data):
    selection = parse(asked, DATA)
    while left := parts(selection, DATA):
        smaller = selection.without(data.draw(st.sampled_from(left)))
        assert len(parts(smaller, DATA)) == len(left) - 1
        selection = smaller
    assert selection.is_empty
    assert selection.query == ("sort=" + selection.sort if selection.sort else "")


@pytest.mark.parametrize(
    "spelling", ["trust", "openness", "Trust and candour", "TRUST AND CANDOUR", "Trust-and_candour"]
)
def test_ids_aliases_and_labels_mean_the_same(spelling):
    assert parse([("theme", spelling)], DATA).values("theme") == ("trust",)


def test_a_written_query_holds_ids_in_the_order_of_the_facets():
    query = "source=The+talk&theme=Digital&theme=openness&category=start&category=keep&q=a++b"
    written = "category=keep&category=start&theme=digital&theme=trust&source=talk&q=a+b"
    assert parse(query, DATA).query == written


def test_the_address_holds_labels_and_puts_unknown_values_aside():
    selection = parse("theme=trust&theme=nope&category=leave&sort=statement", DATA)
    assert address(selection, DATA) == [
        ("category", "Leave behind"),
        ("theme", "Trust and candour"),
        ("sort", "A to Z"),
        ("unknown", "theme:nope"),
    ]


def test_defaults_leave_the_query_empty():
    assert parse("", DATA).query == ""
    assert parse("theme=&q=&sort=leading-first&limit=5&as_of=abcdef12", DATA) == Selection()


def test_unknown_values_and_keys_are_kept_and_named():
    selection = parse("theme=nope&themes=trust&sort=magic", DATA)
    assert selection.unknown == (
        Unknown("theme", "nope"),
        Unknown("themes", "trust"),
        Unknown("sort", "magic"),
    )
    said = [explain(one, DATA) for one in selection.unknown]
    assert "no theme “nope”" in said[0]
    assert "“themes” is not a filter" in said[1]
    assert "category, theme, source" in said[1]
    assert "no order “magic”" in said[2]


def test_a_withdrawn_finding_is_named_with_its_reason():
    gone = {"id": "old-claim", "on": "2026-01-02", "why": "Held two claims.", "see": ["loops"]}
    data = world(*DATA.findings, withdrawn=(gone,))
    [unknown] = parse("id=old-claim", data).unknown
    said = explain(unknown, data)
    assert (
        said == "The finding “old-claim” was withdrawn on 2026-01-02: Held two claims. See loops."
    )


def test_a_lens_picks_the_findings_of_all_its_parts():
    parts = [
        {"id": at, "label": at, "text": "It.", "locator": "00:00:10", "findings": findings}
        for at, findings in (("one", ("loops", "survey")), ("two", ("survey", "budgets")))
    ]
    lens = Lens(
        id="pairs",
        title="What comes in pairs?",
        source="talk",
        locator="00:00:10",
        number_from="curator",
        parts=parts,
    )
    data = world(*DATA.findings, lenses=(lens,))
    for query in ("lens=pairs", "lens=What+comes+in+pairs%3F"):
        view = data.select(query)
        assert {one.id for one in view.findings} == {"loops", "survey", "budgets"}
        assert view.words == "in the lens What comes in pairs?"
    assert parse("lens=pairs", DATA).unknown == (Unknown("lens", "pairs"),)


@pytest.mark.parametrize(
    ("value", "id_"),
    [
        ("Stated", "stated"),
        ("Stated by the source", "stated"),
        ("Sorted by the source", "stated"),
        ("inferred", "inferred"),
        ("Inferred+by+the+curator", "inferred"),
        ("sorted-by-the-curator", "inferred"),
    ],
)
def test_who_sorted_it_is_understood_under_its_former_labels(value, id_):
    assert parse(f"basis={value}", DATA) == Selection().choose("basis", [id_])


def test_each_option_of_a_facet_with_words_of_our_own_says_what_it_means():
    for key in ("category", "evidence", "basis", "receipt", "theme"):
        assert all(option.means for option in FACETS[key].options(DATA)), key
    assert "Context" in FACETS["basis"].note


@pytest.mark.parametrize("key", ["theme ", " theme", "the\u200bme", "unknown"])
def test_a_key_is_tidied_before_it_is_understood(key):
    value = " theme :trust" if key == "unknown" else "trust"
    selection = parse([(key, value)], DATA)
    assert selection == Selection().choose("theme", ["trust"])
    assert parse([(" q", "people")], DATA) == Selection(q="people")


def test_a_value_of_signs_alone_means_nothing():
    assert parse([("theme", "!!!"), ("sort", "?")], DATA).unknown == (
        Unknown("theme", "!!!"),
        Unknown("sort", "?"),
    )


def test_half_a_letter_pair_is_text():
    selection = parse([("q", "a\ud800b")], DATA)
    assert parse(selection.query, DATA) == selection


def test_a_query_of_too_many_fields_is_refused():
    with pytest.raises(QueryError, match="over 500 fields"):
        parse("&".join(["theme=trust"] * 501), DATA)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", ""),
        ("category=start&category=keep", "Keep or Start"),
        ("theme=digital", "about Digital"),
        (
            "category=keep&theme=trust&theme=digital&source=paper&q=loop+end",
            "Keep, about Trust and candour or Digital, from The paper, containing “loop” and “end”",
        ),
        ("basis=inferred&level=national", "Sorted by the curator, level: National"),
        ("theme=nope", "about “nope” (unknown)"),
        ("colour=red", "colour “red” (unknown)"),
    ],
)
def test_a_selection_is_said_in_words(query, said):
    assert words(parse(query, DATA), DATA) == said


def test_parts_stand_in_the_order_people_know():
    named = parts(parse("category=context&category=keep&theme=money&q=x", DATA), DATA)
    assert named == (
        Part("category", "keep", "Keep"),
        Part("category", "context", "Context"),
        Part("theme", "money", "Public money"),
        Part("q", "x", "“x”"),
    )


def test_choosing_returns_a_new_selection():
    selection = parse("theme=trust", DATA)
    assert selection.choose("category", ["keep"]).query == "category=keep&theme=trust"
    assert selection.choose("theme", []).is_empty
    assert selection.query == "theme=trust"


def test_each_order_has_a_label():
    assert all(parse([("sort", label)], DATA).sort == key for key, label in SORTS.items())


def test_many_picked_findings_are_one_filter_with_one_word():
    few = parse("id=loops&id=survey", DATA)
    assert [part.label for part in parts(few, DATA)] == ["loops", "survey"]
    many = parse("id=loops&id=survey&id=budgets&theme=trust", DATA)
    theme, picked = parts(many, DATA)
    assert picked == Part("id", "", "3 picked findings")
    assert words(many, DATA) == "about Trust and candour, 3 picked findings"
    assert many.without(picked) == parse("theme=trust", DATA)
    assert many.without(theme).values("id") == ("budgets", "loops", "survey")


def test_only_what_filters_makes_a_question_of_a_selection():
    assert parse("", DATA).is_empty
    assert parse("sort=magic", DATA).is_empty
    assert not parse("theme=nope", DATA).is_empty
    assert not parse("sort=magic&colour=red", DATA).is_empty
    assert not parse("q=people", DATA).is_empty


def test_of_two_picked_findings_one_can_be_dropped():
    few = parse("id=loops&id=survey", DATA)
    first, second = parts(few, DATA)
    assert few.without(first).values("id") == (second.value,)


def test_of_two_values_that_mean_nothing_one_can_be_dropped():
    strange = parse("theme=nope&colour=red", DATA)
    first, _ = parts(strange, DATA)
    assert strange.without(first).unknown == (Unknown("colour", "red"),)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("theme=trust", slice(0, None)),
        ("limit=2", slice(0, 2)),
        ("?offset=3", slice(3, None)),
        ("offset=3&limit=2", slice(3, 5)),
        ("limit=0", slice(0, 0)),
        ("limit=&offset=", slice(0, None)),
        ("limit=999999999", slice(0, 999_999_999)),
    ],
)
def test_limit_and_offset_say_which_of_the_findings_are_asked_for(query, asked):
    assert slice_of(query) == asked


@pytest.mark.parametrize("written", ["-1", "1.5", "ten", "+1", " 1", "1234567890", "٣"])
@pytest.mark.parametrize("key", ["limit", "offset"])
def test_a_number_that_is_none_is_told_with_what_to_write(key, written):
    with pytest.raises(QueryError) as refused:
        slice_of(f"{key}={quote(written)}")
    assert str(refused.value) == f"“{key}={written}” is no whole number: write {key}=25, say."


def test_a_format_in_a_query_is_told_where_it_belongs():
    with pytest.raises(QueryError, match="“format” does not belong in this query: write --format"):
        slice_of("format=csv&limit=1")


def test_the_longest_query_that_is_read_has_500_fields():
    assert len(fields_of("?" + "&".join(["a="] * 500))) == 500
    with pytest.raises(QueryError, match="write fewer"):
        fields_of("&".join(["a="] * 501))


def test_a_query_and_an_address_hold_all_that_was_asked():
    asked = parse("theme=trust&theme=nope&colour=red&q=a+b&sort=evidence", DATA)
    assert asked.query == "theme=trust&theme=nope&colour=red&q=a+b&sort=evidence"
    assert address(asked, DATA) == [
        ("theme", "Trust and candour"),
        ("q", "a b"),
        ("sort", "By evidence"),
        ("unknown", "theme:nope"),
        ("unknown", "colour:red"),
    ]


def test_a_level_of_two_words_reads_as_two_words():
    about = DATA.about.model_copy(update={"levels": ("national", "not-said")})
    data = world(*DATA.findings, about=about)
    assert [option.label for option in FACETS["level"].options(data)] == ["National", "Not said"]


def test_a_facet_of_the_dataset_says_what_its_options_mean_where_the_dataset_does():
    fields = {"title": "A lens", "source": "talk", "locator": "00:00:10", "number_from": "curator"}
    part = {"id": "one", "label": "One", "text": "It.", "locator": "00:00:10", "findings": []}
    lenses = (
        Lens(id="told", text="What it is.", parts=[part], **fields),
        Lens(id="bare", parts=[part], **fields),
    )
    data = world(*DATA.findings, lenses=lenses)
    assert [one.means for one in FACETS["lens"].options(data)] == ["What it is.", ""]


def test_a_finding_that_nobody_sorted_stands_under_no_basis():
    sorted_by = {one.id: FACETS["basis"].values(DATA, one) for one in DATA.findings}
    assert sorted_by == {one.id: (one.basis,) if one.basis else () for one in DATA.findings}
    assert set(sorted_by.values()) == {("stated",), ("inferred",), ()}
