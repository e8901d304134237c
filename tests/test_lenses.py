"""Lenses and tensions: what each part shows, what the filters hide, and the words for it."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import insights
from insights.charts.lenses import lens_pictures, lens_to_show, lenses_headline, tension_pictures
from insights.draw.lenses import lens_page
from insights.model import Dataset, Lens, Part, Place, Tension
from insights.selection import Selection, Unknown
from insights.view import View, select
from insights.web.addresses import canonical
from tests.browser.server import ROOT
from tests.test_markup import HOSTILE, Nodes
from tests.worlds import datasets, small_world

TALKED = Lens(
    id="talked",
    title="What did the talk ask for?",
    text="Three things, the talk says.",
    source="talk",
    locator="00:10:00",
    number_from="source",
    parts=(
        Part(
            id="keep",
            label="Hold on",
            text="What works.",
            locator="00:10:10",
            findings=("listening", "loops", "survey", "budgets"),
        ),
        Part(
            id="drop",
            label="Let go",
            text="What is in the way.",
            locator="00:10:20",
            findings=("red-tape", "survey"),
        ),
        Part(
            id="dream",
            label="Dream",
            text="What could be.",
            locator="02:00:00",
            bare="Nobody told of a dream.",
        ),
    ),
)
STEPS = Lens(
    id="steps",
    title="Which steps lead there?",
    source="paper",
    locator=Place(section="Takeaways", item=2),
    number_from="curator",
    ordered=True,
    note="The paper does not number them.",
    parts=tuple(
        Part(
            id=f"step-{at}",
            label=f"Step {at}",
            text=f"What is done at {at}.",
            locator=Place(section="Takeaways"),
            findings=("budgets",),
        )
        for at in range(5)
    ),
)
TENSIONS = (
    Tension(
        id="listen-or-count",
        between=("listening", "deficit"),
        question="Can one listen while the money runs out?",
        basis="inferred",
        note="Neither speaks of the other.",
    ),
    Tension(
        id="loops-or-tape",
        between=("loops", "red-tape"),
        question="What holds the loops together without the tape?",
        basis="stated",
        source="talk",
        locator="00:20:00",
    ),
)


def framed(dataset: Dataset, *lenses: Lens, tensions: tuple[Tension, ...] = ()) -> Dataset:
    return dataset.model_copy(update={"lenses": lenses, "tensions": tensions})


DATA = framed(small_world(), TALKED, STEPS, tensions=TENSIONS)


def drawn(view: View, lens: Lens | None = TALKED) -> str:
    return lens_page(view, lens_pictures(view), lens, tension_pictures(view))


def links(markup: str) -> list[str]:
    return [value or "" for key, value in Nodes(markup).attributes if key == "href"]


def picture(query: str = "", at: int = 0):
    return lens_pictures(select(DATA, query))[at]


def ids(findings):
    return [finding.id for finding in findings]


def test_a_part_holds_its_findings_in_the_curators_order():
    keep, drop, dream = picture().parts
    assert ids(keep.findings) == ["listening", "loops", "survey", "budgets"]
    assert ids(drop.findings) == ["red-tape", "survey"]
    assert (dream.findings, dream.hidden, dream.part.bare) == ((), 0, "Nobody told of a dream.")
    # The order of the selection is for lists.
    assert ids(picture("sort=statement").parts[0].findings) == ids(keep.findings)


def test_what_the_filters_hide_of_a_part_is_counted():
    keep, drop, dream = picture("category=keep").parts
    assert (ids(keep.findings), keep.hidden) == (["listening", "loops"], 2)
    assert (drop.findings, drop.hidden) == ((), 2)
    assert dream.hidden == 0


def test_a_finding_under_two_parts_counts_once_in_its_lens():
    assert (picture().findings, picture().of) == (5, 5)
    assert picture().overlap == "1 stands under several parts, so the parts add up to 6"
    assert picture(at=1).findings == 1
    assert picture(at=1).overlap == "it stands under several parts, so the parts add up to 5"
    filtered = picture("theme=digital")
    assert (filtered.findings, filtered.of, filtered.overlap) == (2, 5, "")


@given(datasets(), st.data())
def test_a_lens_shows_what_its_filter_counts(dataset, data):
    ids_ = [finding.id for finding in dataset.findings]
    chosen = st.lists(st.sampled_from(ids_), unique=True) if ids_ else st.just([])
    parts = []
    for at in range(data.draw(st.integers(1, 4))):
        findings = tuple(data.draw(chosen))
        bare = None if findings else "None."
        part = {"id": f"p-{at}", "label": "A part", "text": "Text.", "locator": "00:00:10"}
        parts.append(Part(**part, findings=findings, bare=bare))
    lens = TALKED.model_copy(update={"parts": tuple(parts)})
    dataset = framed(dataset, lens)
    for query in ("", "category=keep", "theme=trust", f"q=alpha&lens={lens.id}"):
        view = select(dataset, query)
        (shown,) = lens_pictures(view)
        assert shown.findings == view.tally("lens")[lens.id]
        assert shown.of == select(dataset).tally("lens")[lens.id]
        for part in shown.parts:
            assert len(part.findings) + part.hidden == len(part.part.findings)
            assert sum(number for _, number in part.split) == len(part.findings)
        assert lenses_headline(view, (shown,))


@pytest.mark.parametrize(
    ("query", "part", "alt", "said"),
    [
        (
            "",
            0,
            "4 findings: 2 on what to keep, 1 on what to start and 1 of context",
            "All 4 findings",
        ),
        ("", 1, "2 findings: 1 on what to leave behind and 1 of context", "2 findings"),
        ("category=keep", 0, "2 findings: 2 on what to keep; 2 filtered out", "2 of 4 findings"),
        ("category=keep", 1, "All 2 filtered out", "All 2 filtered out"),
        ("q=zebra", 0, "All 4 filtered out", "All 4 filtered out"),
    ],
)
def test_the_marks_of_a_part_are_said_in_words(query, part, alt, said):
    shown = picture(query).parts[part]
    assert (shown.alt, shown.said(3)) == (alt, said)


def test_a_bare_part_and_one_hidden_finding_are_said_in_words():
    assert picture().parts[2].alt == "No finding bears on it"
    assert picture("category=keep", at=1).parts[0].alt == "1 finding filtered out"


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("", "2 lenses cover 5 of 6 findings; of 8 parts, 1 stays bare"),
        ("category=keep", "All 2 findings shown stand in 1 of 2 lenses"),
        ("category=context", "1 of the 2 findings shown stands in 1 of 2 lenses"),
        ("category=start", "The one finding shown stands in 2 of 2 lenses"),
        ("id=deficit", "The one finding shown stands in no lens"),
        ("q=zebra", "No finding matches, so nothing can be seen through a lens with these filters"),
        (
            "theme=nope",
            "No finding matches, so nothing can be seen through a lens with these filters",
        ),
    ],
)
def test_the_headline_counts_what_the_lenses_take_in(query, headline):
    view = select(DATA, query)
    assert lenses_headline(view, lens_pictures(view)) == headline


def one_part(*findings: str) -> Lens:
    bare = None if findings else "Nobody says."
    part = TALKED.parts[0].model_copy(update={"findings": findings, "bare": bare})
    return TALKED.model_copy(update={"parts": (part,)})


@pytest.mark.parametrize(
    ("lenses", "headline"),
    [
        ((), "No lens is written down here yet"),
        (
            (one_part("loops"),),
            "1 lens covers 1 of 6 findings; its one part has a finding",
        ),
        ((one_part(),), "1 lens covers none of the 6 findings; its one part is bare"),
        (
            (one_part(*ids(small_world().findings)), STEPS),
            "2 lenses cover all 6 findings; each of the 6 parts has a finding",
        ),
        (
            (one_part(), one_part()),
            "2 lenses cover none of the 6 findings; of 2 parts, 2 stay bare",
        ),
    ],
)
def test_the_headline_is_right_for_none_one_and_many(lenses, headline):
    view = select(framed(small_world(), *lenses))
    assert lenses_headline(view, lens_pictures(view)) == headline


def test_a_part_that_rests_on_its_own_place_alone_is_told():
    found = small_world().finding_by_id
    place = found["loops"].locator
    alone = TALKED.parts[0].model_copy(
        update={"locator": place, "findings": ("loops", "listening")}
    )
    assert found["listening"].locator == place
    lens = TALKED.model_copy(update={"parts": (alone, TALKED.parts[1])})
    view = select(framed(small_world(), lens))
    [picture] = lens_pictures(view)
    assert [part.is_alone for part in picture.parts] == [True, False]
    assert lenses_headline(view, [picture]) == (
        "1 lens covers 4 of 6 findings; 1 of the 2 parts is only named"
    )
    # What a filter hides does not change what the part rests on.
    [filtered] = lens_pictures(select(view.dataset, "id=loops"))
    assert [part.is_alone for part in filtered.parts] == [True, False]
    # The same place in another source is another place.
    moved = lens.model_copy(update={"source": "paper"})
    assert not lens_pictures(select(framed(small_world(), moved)))[0].parts[0].is_alone


def test_a_filter_may_leave_only_findings_without_a_lens():
    view = select(framed(small_world(), one_part("loops")), "category=context")
    assert lenses_headline(view, lens_pictures(view)) == (
        "None of the 2 findings shown stands in a lens"
    )


@pytest.mark.parametrize(
    ("query", "asked", "shown"),
    [
        ("", "", TALKED),
        ("", "steps", STEPS),
        ("", "Which steps lead there?", STEPS),
        ("lens=steps", "", STEPS),
        ("lens=steps", "talked", TALKED),
        ("lens=steps&lens=talked", "", TALKED),
        ("lens=nope", "", TALKED),
        ("", "nope", Unknown("lens", "nope")),
        ("", "survey", Unknown("lens", "survey")),
    ],
)
def test_the_lens_shown_is_the_one_asked_for_else_one_filtered_by_else_the_first(
    query, asked, shown
):
    assert lens_to_show(select(DATA, query), asked) == shown


def test_where_none_is_asked_for_the_first_lens_with_a_matching_finding_is_shown():
    dataset = framed(small_world(), one_part("loops"), STEPS)
    first, steps = dataset.lenses
    for query, shown in [
        ("", first),
        ("theme=digital", first),
        ("theme=money", steps),
        ("theme=money&lens=talked&lens=steps", steps),
        ("theme=money&lens=talked", first),  # asked for, though it holds nothing
        ("q=zebra", first),
    ]:
        assert lens_to_show(select(dataset, query), "") == shown, query
    assert lens_to_show(select(dataset, "theme=money"), "talked") == first


def test_a_dataset_without_lenses_says_what_one_is_and_where_to_write_it():
    view = select(small_world())
    assert lens_to_show(view, "") is None
    text = Nodes(drawn(view, None)).text
    assert "A lens is a framework that a source brings" in text
    assert "lenses.yaml" in text
    assert "A tension is two findings that pull against each other" in text
    assert "tensions.yaml" in text


def test_tensions_that_touch_the_selection_come_first():
    def order(query):
        shown = tension_pictures(select(DATA, query))
        return [(one.tension.id, one.matches) for one in shown]

    assert order("") == [("listen-or-count", (True, True)), ("loops-or-tape", (True, True))]
    assert order("category=leave") == [
        ("loops-or-tape", (False, True)),
        ("listen-or-count", (False, False)),
    ]
    assert order("theme=digital")[0] == ("loops-or-tape", (True, True))


def test_a_tension_carries_its_two_findings_and_the_receipt_of_who_states_it():
    inferred, stated = tension_pictures(select(DATA))
    assert ids(inferred.findings) == ["listening", "deficit"]
    assert (inferred.source, inferred.receipt) == (None, None)
    assert stated.source is not None
    assert stated.source.id == "talk"
    assert stated.receipt is not None
    assert stated.receipt.text == "20:00"


def test_the_page_shows_each_part_its_place_and_its_first_findings():
    text = " ".join(Nodes(drawn(select(DATA))).text.split())
    for part in TALKED.parts:
        assert f"{part.label} {part.text}" in text
    assert "3 parts, the number is the source’s" in text
    assert "5 findings; 1 stands under several parts, so the parts add up to 6" in text
    assert "Leaders listen." in text
    assert "Bare: no finding bears on it. Nobody told of a dream." in text
    # Three of four are shown, the fourth is one link away.
    assert "All 4 findings under Hold on" in text
    assert "Statement of budgets." not in text.partition("All 2 lenses")[0]


def test_a_doubtful_place_of_a_lens_is_as_written_with_its_reason_and_no_link():
    markup = drawn(select(DATA))
    assert "as written 02:00:00, doubtful" in Nodes(markup).text
    assert "The recording ends there. They are not linked." in Nodes(markup).text
    assert not any("t=7200" in link for link in links(markup))
    assert "not linked" not in Nodes(drawn(select(DATA), STEPS)).text


def test_steps_are_numbered_and_other_parts_are_not():
    steps = Nodes(drawn(select(DATA), STEPS))
    assert "ol" in steps.elements
    assert ("class", "step") in steps.attributes
    assert "1 Step 0" in " ".join(steps.text.split())
    assert "Curator’s note: The paper does not number them." in steps.text
    assert "5 parts, counted by the curator" in steps.text
    plain = Nodes(drawn(select(DATA)))
    assert "ol" not in plain.elements
    assert ("class", "step") not in plain.attributes


@pytest.mark.parametrize("query", ["", "theme=trust", "category=keep&category=start"])
def test_a_part_leads_to_exactly_its_findings_and_a_lens_to_all_of_its_own(query):
    view = select(DATA, query)
    explore = [link for link in links(drawn(view)) if link.startswith("explore?")]
    whole, *parts = [View(DATA, _selection(link)) for link in explore]
    shown = picture(query)
    assert whole.count == shown.findings
    expected = [{f.id for f in part.findings} for part in shown.parts if part.findings]
    assert [{f.id for f in part.findings} for part in parts] == expected


def _selection(link: str) -> Selection:
    return select(DATA, urlsplit(link).query).selection


def test_links_to_lenses_keep_the_filters_and_choose_with_show():
    to_lenses = [link for link in links(drawn(select(DATA, "theme=trust"))) if "lenses" in link]
    index = to_lenses[-2:]
    assert [parse_qs(urlsplit(link).query) for link in index] == [
        {"show": ["talked"], "theme": ["Trust and candour"]},
        {"show": ["steps"], "theme": ["Trust and candour"]},
    ]
    # What is hidden can be seen: the same lens with no filter.
    assert "lenses?show=talked" in to_lenses


def test_findings_filtered_out_are_told_in_part_lens_list_and_tension():
    text = " ".join(Nodes(drawn(select(DATA, "category=leave"))).text.split())
    assert "1 of 5 findings 4 filtered out: see it without the filters" in text
    assert "All 4 filtered out" in text
    assert "1 of 2 findings under Let go" in text
    assert "3 parts · 1 of 5 findings 1 bare" in text
    assert "5 parts · 0 of 1 finding" in text
    assert "1 of 2 touches the findings shown" in text
    assert "1 tension between findings that are filtered out" in text
    assert Nodes(drawn(select(DATA, "category=leave"))).elements.count("details") == 1
    assert "details" not in Nodes(drawn(select(DATA))).elements


def test_hostile_text_in_a_lens_and_a_tension_is_text():
    named = {"title": HOSTILE, "text": HOSTILE, "note": HOSTILE}
    part = {"label": HOSTILE, "text": HOSTILE}
    nasty = framed(
        small_world(),
        TALKED.model_copy(
            update=named
            | {
                "parts": tuple(
                    one.model_copy(update=part | ({"bare": HOSTILE} if one.bare else {}))
                    for one in TALKED.parts
                )
            }
        ),
        STEPS,
        tensions=tuple(
            one.model_copy(update={"question": HOSTILE, "note": HOSTILE}) for one in TENSIONS
        ),
    )
    tame = framed(
        small_world(),
        TALKED.model_copy(update={"note": "A note."}),
        STEPS,
        tensions=tuple(one.model_copy(update={"note": "A note."}) for one in TENSIONS),
    )
    wild, mild = (Nodes(drawn(select(one), one.lenses[0])) for one in (nasty, tame))
    assert wild.elements == mild.elements
    assert [key for key, _ in wild.attributes] == [key for key, _ in mild.attributes]
    # Title twice, sentence, note, three labels (two of them again for their link) and texts, why
    # one is bare; two questions and two notes.
    assert wild.text.count(HOSTILE) == 4 + 3 + 2 + 3 + 1 + 4


def test_headings_follow_one_another_without_a_gap():
    elements = Nodes(drawn(select(DATA))).elements
    levels = [int(one[1]) for one in elements if one in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 2
    assert set(levels) == {2, 3}


def test_the_key_that_chooses_a_lens_filters_nothing_on_any_page():
    asked = [("show", "talked"), ("theme", "trust")]
    assert canonical("lenses", asked, DATA) == [("theme", "Trust and candour"), ("show", "talked")]
    assert canonical("explore", asked, DATA) == [("theme", "Trust and candour"), ("show", "talked")]
    assert (
        select(DATA, "show=talked&theme=trust").selection == select(DATA, "theme=trust").selection
    )


def test_every_lens_and_tension_of_the_bundled_dataset_can_be_drawn():
    data = insights.load(ROOT / "data")
    view = select(data)
    assert data.lenses
    for lens, shown in zip(data.lenses, lens_pictures(view), strict=True):
        text = Nodes(drawn(view, lens)).text
        assert all(part.part.label in text for part in shown.parts)
        assert replace(shown, findings=shown.of) == shown
    text = Nodes(drawn(view, data.lenses[0])).text
    assert all(tension.question in text for tension in data.tensions)
