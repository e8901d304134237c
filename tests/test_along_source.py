"""Findings along their source: at their second, under their heading, apart where doubtful."""

import pytest
from hypothesis import given

from insights.charts import along_source, places
from insights.charts.densest import densest
from insights.charts.strip import MOST_LANES, RAIL, ROOM
from insights.draw import sources
from insights.model import Outline, Place, Section
from insights.view import View, select
from tests.test_markup import Nodes, hostile_world
from tests.worlds import SOURCES, datasets, finding, small_world, world

DATA = small_world()
TALK, PAPER = SOURCES


def at(id, time, **fields):
    return finding(id, locator=time, **fields)


def under(id, section, item=None, **fields):
    return finding(id, source="paper", locator=Place(section=section, item=item), **fields)


def talk(*findings, query="", **fields):
    """The talk of a world of these findings, as far as the query matches."""
    return along_source(select(world(*findings, **fields), query), TALK)


def paper(*findings, query="", **fields):
    return along_source(select(world(*findings, **fields), query), PAPER)


def ids(groups):
    return [(group.label, [one.id for one in group.findings], group.hidden) for group in groups]


OUTLINE = Outline(
    source="talk",
    sections=(
        Section(section="Opening", named_by="curator", times=("00:00:30", "00:20:00")),
        Section(section="The late part", times=("05:00:00", "02:00:00", "00:10:00")),
        Section(section="Thanks", times=(), left_out="Nobody claims anything there."),
    ),
)


def test_a_finding_stands_at_its_second_of_the_last_sound_time():
    strip = talk(at("b", "00:20:00"), at("a", "00:05:00"), at("c", "00:20:00"))
    assert strip.end == 1200
    assert [(spot.finding.id, spot.second, spot.at) for spot in strip.spots] == [
        ("a", 300, 0.25),
        ("b", 1200, 1.0),
        ("c", 1200, 1.0),
    ]


def test_the_line_reaches_the_last_sound_time_of_the_document_also_without_a_finding():
    strip = talk(at("a", "00:05:00"), outlines=(OUTLINE,))
    assert strip.end == 1200
    assert strip.spots[0].at == 0.25
    assert strip.subtitle == (
        "Along the recording, 1 of 1. The line ends at the last sound time in the document, 20:00; "
        "how long the recording is, is not known"
    )


def test_the_same_second_and_neighbours_without_room_are_stacked():
    times = ["00:00:10", "00:00:10", "00:00:40", "00:30:00", "00:30:20", "00:59:59"]
    strip = talk(*(at(f"f-{number}", time) for number, time in enumerate(times)))
    assert [spot.lane for spot in strip.spots] == [0, 1, 2, 0, 1, 0]
    assert strip.lanes == 3


def test_a_line_that_starts_and_ends_at_its_first_second_can_be_drawn():
    strip = talk(at("a", "00:00:00"))
    assert (strip.end, strip.spots[0].at, [tick.label for tick in strip.ticks]) == (0, 0, ["0:00"])


def test_stacks_too_high_make_the_line_longer_but_not_for_the_same_second():
    near = [at(f"f-{second}", f"00:{second // 2:02}:{second % 2 * 30:02}") for second in range(100)]
    crowded = talk(*near, at("end", "01:00:00"))
    assert crowded.zoom == 1
    dense = [at(f"f-{n}", f"00:{n // 60:02}:{n % 60:02}") for n in range(0, 600, 6)]
    longer = talk(*dense, at("end", "01:00:00"))
    assert longer.zoom > 1
    assert longer.lanes <= MOST_LANES
    assert len(longer.ticks) > len(crowded.ticks)
    same = talk(*(at(f"f-{number}", "00:10:00") for number in range(40)), at("end", "01:00:00"))
    assert (same.zoom, same.lanes) == (1, 40)


@given(datasets())
def test_every_finding_stands_in_one_place_and_no_mark_on_another(dataset):
    view = select(dataset, "category=keep&category=context")
    for source in dataset.sources:
        strip = along_source(view, source)
        here = [f for f in view.findings if f.source == source.id]
        assert sorted(f.id for f in strip.in_order) == sorted(f.id for f in here)
        assert strip.shown == len(here)
        assert strip.of == sum(f.source == source.id for f in dataset.findings)
        for one in strip.spots:
            assert 0 <= one.at <= 1
            for other in strip.spots:
                if other is not one and other.lane == one.lane:
                    assert abs(other.at - one.at) >= ROOM / RAIL / strip.zoom


def test_what_is_filtered_out_keeps_a_faint_place_and_takes_no_room():
    strip = talk(
        at("a", "00:10:00", category="keep"),
        at("b", "00:10:00"),
        at("c", "00:20:00"),
        at("d", "02:00:00"),
        query="category=keep",
    )
    assert [(spot.finding.id, spot.lane) for spot in strip.spots] == [("a", 0)]
    assert strip.faint == (0.5, 1.0)
    assert ids(strip.apart) == [("02:00:00", [], 1)]
    assert (strip.shown, strip.of) == (1, 4)
    assert strip.subtitle.startswith("Along the recording, 1 of 4; the others are faint. ")


def test_doubtful_times_stand_apart_as_written_in_the_order_of_the_document():
    found = (at("a", "02:00:00"), at("b", "05:00:00"), at("c", "02:00:00"), at("d", "00:10:00"))
    strip = talk(*found, outlines=(OUTLINE,))
    assert ids(strip.apart) == [("05:00:00", ["b"], 0), ("02:00:00", ["a", "c"], 0)]
    # Also those at which nothing is curated.
    assert ids(talk(found[3], outlines=(OUTLINE,)).apart) == [
        ("05:00:00", [], 0),
        ("02:00:00", [], 0),
    ]
    assert [spot.finding.id for spot in strip.spots] == ["d"]
    assert strip.end == 1200
    assert "the last sound time in the document, 20:00" in strip.subtitle
    # Without an outline the order of the findings is all that is known.
    assert ids(talk(*found).apart) == [("02:00:00", ["a", "c"], 0), ("05:00:00", ["b"], 0)]


def test_a_recording_of_which_no_time_can_be_right_has_no_line():
    strip = talk(at("a", "02:00:00"), finding("b", locator=Place(section="Closing")))
    assert (strip.end, strip.ticks, strip.spots) == (None, (), ())
    assert ids(strip.apart) == [("02:00:00", ["a"], 0)]
    assert ids(strip.untimed) == [("Closing", ["b"], 0)]
    assert strip.title == "1 of 2 findings have a time in doubt"
    assert strip.subtitle.endswith("No time in the document can be right, so there is no line")


def test_headings_have_their_sound_span_their_findings_and_why_they_are_left_out():
    strip = talk(
        at("late", "00:10:00"), at("odd", "05:00:00"), at("first", "00:00:30"), outlines=(OUTLINE,)
    )
    opening, late, thanks = strip.headings
    assert (opening.title, opening.is_ours, opening.first, opening.last) == (
        "Opening",
        True,
        30,
        1200,
    )
    assert (late.is_ours, late.first, late.last) == (False, 600, 600)
    # In the order of the document, not of the clock.
    assert [one.id for one in late.findings] == ["odd", "late"]
    assert (thanks.first, thanks.findings, thanks.hidden) == (None, (), 0)
    assert thanks.left_out == "Nobody claims anything there."


def test_a_source_without_times_has_its_headings_with_an_entry_for_each_item():
    outline = Outline(
        source="paper",
        sections=(
            Section(section="Takeaways", items=3),
            Section(section="Authors", items=1, left_out="Names only."),
        ),
    )
    strip = paper(
        under("c", "Takeaways", 3),
        under("whole", "Takeaways"),
        under("a", "Takeaways", 1, category="keep"),
        query="category=context",
        outlines=(outline,),
    )
    assert (strip.end, strip.spots, strip.untimed, strip.ticks) == (None, (), (), ())
    takeaways, authors = strip.headings
    assert ids(takeaways.groups) == [
        ("", ["whole"], 0),
        ("1", [], 1),
        ("2", [], 0),
        ("3", ["c"], 0),
    ]
    assert takeaways.hidden == 1
    assert ids(authors.groups) == [("1", [], 0)]
    assert strip.subtitle == (
        "By heading and item, in the order of the document, 2 of 3; the others are faint"
    )


def test_without_an_outline_the_headings_are_those_that_findings_name():
    strip = paper(under("b", "Second", 2), under("a", "First"), under("c", "Second", 1))
    assert [(heading.title, ids(heading.groups)) for heading in strip.headings] == [
        ("Second", [("1", ["c"], 0), ("2", ["b"], 0)]),
        ("First", [("", ["a"], 0)]),
    ]


def test_in_a_recording_what_names_a_heading_alone_has_no_place_on_the_line():
    strip = talk(at("a", "00:10:00"), finding("b", locator=Place(section="Closing", item=2)))
    assert [spot.finding.id for spot in strip.spots] == ["a"]
    assert ids(strip.untimed) == [("Closing, 2", ["b"], 0)]
    assert [one.id for one in strip.in_order] == ["a", "b"]


@pytest.mark.parametrize(
    ("times", "title"),
    [
        ([], "No finding of this source is curated yet"),
        (["00:09:14"], "The one finding stands at 9:14"),
        (["00:09:14"] * 3, "All 3 findings stand at 9:14"),
        (["00:01:00", "00:50:01"], "2 findings lie between 1:00 and 50:01"),
        (
            ["00:01:00", "00:09:08", "00:10:00", "00:13:18", "00:59:00"],
            "3 of 5 findings lie between 9:00 and 14:00",
        ),
        (["00:01:00", "00:01:30", "00:01:40"], "All 3 findings lie between 1:00 and 2:00"),
        (
            ["00:01:00", "00:01:30", "00:02:00", "00:40:00", "00:40:01", "00:41:00"],
            "No 5 minutes hold more than 3 of 6 findings",
        ),
        (
            ["00:01:00", "00:01:00", "00:01:00", "00:03:00", "00:03:00", "00:03:00"],
            "No minute holds more than 3 of 6 findings",
        ),
        (["02:00:00"], "The one finding has a time in doubt"),
        (["02:00:00", "03:00:00"], "Both findings have a time in doubt"),
        (
            ["00:01:00", "00:01:30", "00:01:40", "02:00:00"],
            "All 3 findings with a sound time lie between 1:00 and 2:00; 1 has one in doubt",
        ),
    ],
)
def test_the_title_says_what_the_times_are(times, title):
    assert talk(*(at(f"f-{number}", time) for number, time in enumerate(times))).title == title


@pytest.mark.parametrize(
    ("sections", "title"),
    [
        (["One"], "The one finding stands under One"),
        (["One", "One"], "Both findings stand under One"),
        (["One", "Two", "Two"], "2 of 3 findings stand under Two"),
        (["One", "Two"], "No heading has more than 1 of 2 findings"),
    ],
)
def test_the_title_names_the_fullest_heading(sections, title):
    strip = paper(*(under(f"f-{number}", name) for number, name in enumerate(sections)))
    assert strip.title == title
    assert strip.alt == f"Findings of The paper by heading and item. {title}."


def test_the_title_counts_what_matches():
    found = (at("a", "00:10:00", category="keep"), at("b", "00:20:00"))
    assert talk(*found, query="category=keep").title == "The one finding stands at 10:00"
    assert talk(*found, query="category=leave").title == "No finding of this source matches"
    mixed = talk(at("a", "00:10:00"), finding("b", locator=Place(section="Closing")))
    assert mixed.title == "The one finding with a time stands at 10:00"


def test_only_a_stretch_that_the_title_names_is_drawn():
    run = ["00:09:08", "00:10:00", "00:13:18"]
    strip = talk(*(at(f"f-{n}", time) for n, time in enumerate([*run, "01:00:00"])))
    assert strip.stretch == (9 / 60, 14 / 60)
    assert talk(at("a", "00:01:00"), at("b", "00:50:00")).stretch is None
    assert talk().stretch is None


def test_of_stretches_that_overlap_the_shortest_counts_and_apart_they_are_several():
    # 8:05 to 12:25 and 9:08 to 13:18 both hold three.
    assert densest([485, 548, 745, 798], 3600) == [(540, 840, 3)]
    assert densest([60, 70, 80, 2400, 2410, 2420], 3600) == [(60, 120, 3), (2400, 2460, 3)]


def test_ticks_are_round_and_at_most_nine():
    strip = talk(at("a", "00:59:59"))
    assert [tick.label for tick in strip.ticks] == ["0:00", *(f"{n}0:00" for n in range(1, 6))]
    assert [round(tick.at, 4) for tick in strip.ticks][1] == round(600 / 3599, 4)
    endless = TALK.model_copy(update={"latest_locator": None})
    for time in ("00:00:59", "00:08:00", "07:59:59", "99:59:59"):
        data = world(at("a", time), sources=(endless, PAPER))
        assert 1 <= len(along_source(select(data), endless).ticks) <= 9 or time == "99:59:59"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "5 of 6 findings name a place that is not in doubt"),
        ("source=paper", "Both findings name a place that is not in doubt"),
        ("category=start", "The one finding names a place that is not in doubt"),
        ("category=leave", "The one finding has a time in doubt"),
        ("q=zebra", "No finding matches"),
    ],
)
def test_one_sentence_says_how_many_places_can_be_right(query, said):
    assert places(select(DATA, query)) == said


def test_of_an_empty_dataset_and_of_doubtful_times_alone_nothing_is_promised():
    assert places(select(world())) == "No finding yet"
    doubtful = world(at("a", "02:00:00"), at("b", "03:00:00"))
    assert places(select(doubtful)) == "None of 2 findings name a place that is not in doubt"


def drawn(view):
    strips = [along_source(view, source) for source in view.dataset.sources]
    return [Nodes(part) for part in sources.parts(view, strips)]


def links(nodes):
    return [value for key, value in nodes.attributes if key == "href"]


def test_each_mark_leads_to_its_finding_and_a_doubtful_time_never_into_the_recording():
    page = drawn(select(DATA))
    talk_links = links(page[0])
    for one in ("loops", "listening", "survey", "red-tape"):
        assert f"finding?id={one}" in talk_links
    out = [link for link in talk_links if link.startswith("http")]
    assert {link.partition("&t=")[2] for link in out} == {"", "10s"}
    assert "as written 02:00:00, Leave behind: Statement of red-tape." in page[0].text
    assert "0:10, Keep: Leaders listen." in page[0].text
    assert TALK.latest_locator.why in page[0].text


def test_what_the_filters_leave_out_is_listed_with_a_link():
    shown, rest = drawn(select(DATA, "source=paper"))
    assert "A short paper" in shown.text
    assert "A long talk" not in shown.text
    assert "4 findings, not chosen" in " ".join(rest.text.split())
    assert links(rest) == ["sources?source=The+talk"]
    only_talk = drawn(select(DATA, "category=keep"))
    assert "none of 2 findings matches" in only_talk[1].text
    # The filter that leaves nothing of it is dropped on the way to it.
    assert links(only_talk[1]) == ["sources?source=The+paper"]
    # Nothing matches at all: no source is drawn, all are named.
    (named,) = drawn(select(DATA, "q=zebra"))
    assert len(links(named)) == 2


def test_a_source_without_any_finding_is_described_all_the_same():
    data = world(at("a", "00:10:00"))
    page = drawn(select(data))
    assert len(page) == 2
    assert "A short paper" in page[1].text
    assert "No finding of this source is curated yet" in page[1].text
    assert "No finding of this source is curated yet" in drawn(select(data, "source=paper"))[0].text
    # Asked for something else, it is only named.
    assert "no finding yet" in drawn(select(data, "category=context"))[1].text


def test_many_sources_begin_with_a_list_of_them():
    many = tuple(
        PAPER.model_copy(update={"id": f"p-{number}", "short": f"P {number}"})
        for number in range(12)
    )
    page = drawn(select(world(at("a", "00:10:00"), sources=(TALK, *many))))
    assert len(page) == 14
    assert len(links(page[0])) == 13
    assert "Sources on this page" in page[0].text


def test_hostile_text_of_a_source_is_text():
    tame, wild = (drawn(View(data, select(data).selection)) for data in hostile_world())
    assert [one.elements for one in wild] == [one.elements for one in tame]
    for one in wild:
        assert not any(key.startswith("on") for key, _ in one.attributes)
