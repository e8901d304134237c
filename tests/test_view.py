"""What matches, what choosing would give, and the denominator sentence."""

from hypothesis import given
from hypothesis import strategies as st

from insights.model import Dataset
from insights.search_words import search_words
from insights.selection import FACETS, SORTS, Selection, parse
from insights.view import View, folded, select
from tests.worlds import datasets, finding, small_world, world

DATA = small_world()


def brute_force(dataset: Dataset, selection: Selection) -> set[str]:
    """What matches, found the slow and plain way."""
    found = set()
    for one in dataset.findings:
        matches = all(
            set(facet.values(dataset, one)) & set(selection.values(key))
            for key, facet in FACETS.items()
            if selection.values(key)
        )
        labels = [dataset.theme_by_id[theme].label for theme in one.themes]
        text = folded("\n".join([one.statement, *one.actors, *one.terms, *labels]))
        matches &= all(folded(word) in text for word in search_words(selection.q))
        unmet = [o for o in selection.unknown if o.key != "sort" and not selection.values(o.key)]
        if matches and not unmet:
            found.add(one.id)
    return found


@st.composite
def questions(draw, dataset):
    fields = []
    for key, facet in FACETS.items():
        values = [option.id for option in facet.options(dataset)] + ["nope"]
        chosen = draw(st.lists(st.sampled_from(values), max_size=2))
        fields += [(key, value) for value in chosen if draw(st.booleans())]
    fields.append(("q", draw(st.sampled_from(["", "", "alpha", "beta delta", "jane", "%", "zz"]))))
    fields.append(("sort", draw(st.sampled_from(list(SORTS)))))
    return parse(fields, dataset)


@given(datasets(), st.data())
def test_matches_and_counts_equal_brute_force(dataset, data):
    selection = data.draw(questions(dataset))
    view = View(dataset, selection)
    matching = brute_force(dataset, selection)
    assert {finding.id for finding in view.findings} == matching
    assert view.count == len(view.findings) == len(matching)
    for key, facet in FACETS.items():
        without = Selection(
            selection.chosen,
            selection.q,
            selection.sort,
            tuple(one for one in selection.unknown if one.key != key),
        )
        assert view.counts(key) == {
            option.id: len(brute_force(dataset, without.choose(key, [option.id])))
            for option in facet.options(dataset)
        }
        assert view.tally(key) == {
            option.id: sum(option.id in facet.values(dataset, f) for f in view.findings)
            for option in facet.options(dataset)
        }
    pairs = view.cross("theme", "category")
    assert all(
        count == sum(t in f.themes and c == f.category for f in view.findings)
        for (t, c), count in pairs.items()
    )


@given(datasets(), st.data())
def test_the_sentence_holds_the_true_counts(dataset, data):
    view = View(dataset, data.draw(questions(dataset)))
    assert "A finding is not a vote." in view.sentence
    if view.selection.is_empty and dataset.findings:
        few = {1: "The one curated finding is", 2: "Both curated findings are"}
        every = few.get(view.of, f"All {view.of} curated findings are")
        assert view.sentence.startswith(f"{every} counted")
    elif not view.selection.is_empty:
        assert view.sentence.startswith(f"{view.count or 'None'} of {len(dataset.findings)} ")
    tags = sum(len(finding.themes) for finding in view.findings)
    assert (f"add up to {tags}" in view.sentence) == (tags > view.count)


def ids(query: str) -> list[str]:
    return [finding.id for finding in select(DATA, query).findings]


def test_values_of_one_key_are_or_and_keys_are_and():
    assert set(ids("theme=trust&theme=money")) == {
        "loops",
        "listening",
        "survey",
        "budgets",
        "deficit",
    }
    assert ids("theme=trust&theme=money&category=start") == ["budgets"]


def test_words_of_the_search_are_and_and_plain_text():
    assert ids("q=feedback+LOOPS") == ["loops"]
    assert ids("q=education") == ["deficit"]
    assert ids("q=%3Cb%3E") == ["deficit"]
    assert ids("q=%25+%241") == ["deficit"]
    assert ids("q=jane") == ["budgets"]
    assert ids("q=(") == []


def test_basis_never_matches_context():
    assert set(ids("basis=stated&basis=inferred")) == {"loops", "listening", "red-tape", "budgets"}


def test_an_unknown_value_matches_nothing_but_keeps_its_neighbours():
    assert ids("theme=nope") == []
    assert ids("theme=nope&theme=digital") == ids("theme=digital") != []
    assert ids("colour=red") == []
    assert ids("sort=magic") == ids("")


def test_an_alias_of_a_finding_finds_it():
    assert ids("id=poll") == ["survey"]


def test_receipts_can_be_chosen_by_their_state():
    assert ids("receipt=doubtful") == ["red-tape"]
    assert set(ids("receipt=section")) == {"budgets", "deficit"}


def test_orders():
    assert ids("")[:3] == ["listening", "loops", "survey"]
    assert ids("")[3:] == ["red-tape", "budgets", "deficit"]
    assert ids("sort=source")[-2:] == ["budgets", "deficit"]
    assert ids("sort=evidence")[:2] == ["survey", "budgets"]
    assert ids("sort=statement")[0] == "deficit"


def test_a_count_beside_an_option_ignores_its_own_facet_only():
    view = select(DATA, "category=keep&theme=digital")
    assert view.counts("category") == {"keep": 1, "leave": 1, "start": 0, "context": 0}
    assert view.counts("theme") == {"trust": 2, "digital": 1, "money": 0}


def test_the_denominator_sentence():
    assert select(DATA).sentence == (
        "All 6 curated findings are counted; 2 carry two themes, so theme counts add up to 8. "
        "A finding is not a vote."
    )
    assert select(DATA, "theme=digital").sentence == (
        "2 of 6 curated findings match: about Digital; 1 carries two themes, "
        "so theme counts add up to 3. A finding is not a vote."
    )
    assert select(DATA, "category=leave").sentence == (
        "1 of 6 curated findings matches: Leave behind. A finding is not a vote."
    )
    assert select(DATA, "q=zebra").sentence == (
        "None of 6 curated findings match: containing “zebra”. A finding is not a vote."
    )
    assert select(world()).sentence == "No finding yet. A finding is not a vote."
    one, two = finding("one"), finding("two")
    assert select(world(one)).sentence == (
        "The one curated finding is counted. A finding is not a vote."
    )
    assert select(world(one, two)).sentence == (
        "Both curated findings are counted. A finding is not a vote."
    )


def test_the_frame_has_one_row_per_matching_finding():
    frame = DATA.select("theme=money&sort=statement").frame
    assert list(frame["id"]) == ["deficit", "budgets", "survey"]
    assert frame.loc[1, "themes"] == ("money",)
    assert frame.loc[0, "locator"] == "Takeaways, 1"
    empty = DATA.select("q=zebra").frame
    assert len(empty) == 0
    assert list(empty.columns) == list(frame.columns)


def test_a_changed_copy_of_a_dataset_is_another_dataset():
    before = DATA.fingerprint
    other = DATA.model_copy(update={"findings": DATA.findings[:2]})
    assert other.fingerprint != before == DATA.fingerprint
    assert len(other.receipts) == 2
    assert (select(other).count, select(DATA).count) == (2, 6)


def test_a_view_is_made_anew_and_never_changed():
    view = select(DATA, "theme=trust")
    before = view.findings
    View(DATA, view.selection.choose("theme", ["money"]))
    assert view.findings == before
