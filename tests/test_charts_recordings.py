"""All recordings under each other: each finding at its second, and what has no place said."""

import pytest
from hypothesis import given

from insights.charts import along_recordings, along_source
from insights.charts.along_recordings import PlaceRow, Point
from insights.model import Place
from insights.view import select
from tests.worlds import SOURCES, datasets, finding, small_world, world

DATA = small_world()
TALK, PAPER = SOURCES
SECOND = TALK.model_copy(update={"id": "second", "short": "The second talk"})
THREE = (TALK, PAPER, SECOND)
LINES = (
    "Each line ends at the last sound time in its document; how long a recording is, is not known"
)


def at(id, time, **fields):
    return finding(id, locator=time, **fields)


def along(*findings, query="", sources=THREE):
    return along_recordings(select(world(*findings, sources=sources), query))


def test_a_recording_has_its_findings_at_their_seconds():
    chart = along(
        at("b", "00:20:00"),
        at("a", "00:05:00", category="keep"),
        at("c", "00:20:00"),
        finding("d", source="paper"),
    )
    (one,) = chart.recordings
    assert (one.source, one.label, one.end, one.zoom, one.lanes) == ("talk", "The talk", 1200, 1, 2)
    assert one.points == (
        Point("a", "keep", 300, 0.25, 0, "5:00"),
        Point("b", "context", 1200, 1.0, 0, "20:00"),
        Point("c", "context", 1200, 1.0, 1, "20:00"),
    )
    assert [tick.label for tick in one.ticks] == ["0:00", "5:00", "10:00", "15:00", "20:00"]
    assert (one.shown, one.of, one.doubtful, one.untimed, one.note) == (3, 3, 0, 0, "")
    assert chart.title == "The talk: 3 findings lie between 5:00 and 20:00"
    assert chart.subtitle == (
        f"Findings along their recordings, 3 of 4. {LINES}. Without times: The paper (1 finding)"
    )
    assert chart.alt == f"Findings along the recordings they come from. {chart.title}."
    assert (chart.kind, chart.row_title) == ("strips", "Finding")


def test_the_table_holds_each_finding_of_a_recording_also_those_without_a_place_on_it():
    chart = along(
        at("doubt", "02:00:00"),
        finding("untimed", locator=Place(section="Closing", item=2)),
        at("late", "00:10:00"),
        at("early", "00:05:00"),
        at("other", "00:00:30", source="second"),
        finding("paper", source="paper"),
    )
    assert chart.rows == (
        PlaceRow("early", "5:00", "The talk"),
        PlaceRow("late", "10:00", "The talk"),
        PlaceRow("doubt", "as written 02:00:00", "The talk"),
        PlaceRow("untimed", "Closing, 2", "The talk"),
        PlaceRow("other", "0:30", "The second talk"),
    )
    talk, second = chart.recordings
    assert (talk.doubtful, talk.untimed, talk.shown) == (1, 1, 4)
    assert talk.note == "1 with a time in doubt and 1 without one are not drawn"
    assert second.note == ""
    assert chart.title == "3 of 6 findings stand at a second of 2 recordings; 1 has a time in doubt"


@pytest.mark.parametrize(
    ("doubtful", "untimed", "note"),
    [
        (1, 0, "1 with a time in doubt is not drawn"),
        (2, 0, "2 with a time in doubt are not drawn"),
        (0, 1, "1 without a time is not drawn"),
        (2, 3, "2 with a time in doubt and 3 without one are not drawn"),
    ],
)
def test_a_note_says_what_is_not_drawn(doubtful, untimed, note):
    doubted = [at(f"d-{number}", "02:00:00") for number in range(doubtful)]
    bare = [finding(f"u-{n}", locator=Place(section="Closing")) for n in range(untimed)]
    (one,) = along(at("a", "00:10:00"), *doubted, *bare).recordings
    assert one.note == note


def test_what_is_filtered_out_is_faint_and_a_recording_without_a_match_is_named():
    found = (
        at("a", "00:10:00", category="keep"),
        at("b", "00:20:00"),
        at("c", "00:20:00"),
        at("d", "00:01:00", source="second"),
    )
    chart = along(*found, query="category=keep")
    (one,) = chart.recordings
    assert one.faint == (1.0,)
    assert (one.shown, one.of) == (1, 3)
    assert chart.subtitle == (
        "Findings along their recordings, 1 of 1; what the filters leave out is faint. "
        f"{LINES}. No finding to show in The second talk"
    )
    # Who asks for one source asks for no other.
    assert along(*found, query="source=talk").subtitle == (
        f"Findings along their recordings, 3 of 3. {LINES}"
    )


def test_many_sources_without_times_are_counted_not_named():
    papers = [PAPER.model_copy(update={"id": f"p-{n}", "short": f"P {n}"}) for n in range(4)]
    found = [finding(f"f-{n}", source=f"p-{n}", locator=Place(section="One")) for n in range(4)]
    chart = along(*found, sources=(TALK, *papers))
    assert chart.subtitle == (
        "Findings along their recordings, 0 of 4. Without times: 4 sources (4 findings)"
    )


@pytest.mark.parametrize(
    ("times", "query", "title"),
    [
        (["00:01:00"], "q=zebra", "No finding to place along a recording"),
        ([], "", "No finding to place along a recording"),
        (["00:01:00"], "", "The talk: The one finding stands at 1:00"),
        (["02:00:00"], "", "The talk: The one finding has a time in doubt"),
        (["02:00:00"] * 2, "", "The talk: Both findings have a time in doubt"),
        (
            ["00:01:00", "00:01:30", "00:01:40", "02:00:00"],
            "",
            "The talk: All 3 findings with a sound time lie between 1:00 and 2:00; 1 has one in "
            "doubt",
        ),
    ],
)
def test_the_title_of_one_recording_is_that_of_its_line(times, query, title):
    assert along(*(at(f"f-{n}", time) for n, time in enumerate(times)), query=query).title == title


def test_the_title_of_several_recordings_counts_what_stands_on_a_line():
    def title(*times):
        found = [at(f"f-{n}", time, source=source) for n, (source, time) in enumerate(times)]
        return along(*found).title

    sound = [("talk", "00:01:00"), ("second", "00:02:00")]
    doubtful = [("talk", "02:00:00"), ("second", "02:00:00")]
    assert title(*sound) == "Both findings stand at a second of 2 recordings"
    assert title(sound[0], doubtful[1]) == (
        "1 of 2 findings stands at a second of 2 recordings; 1 has a time in doubt"
    )
    assert title(*doubtful) == (
        "None of 2 findings stands at a second of 2 recordings; 2 have a time in doubt"
    )


def test_without_any_recording_the_title_says_that_there_is_no_time():
    assert along_recordings(select(DATA, "source=paper")).title == ("None of 2 findings has a time")
    one = along_recordings(select(DATA, "id=deficit"))
    assert one.title == "The one finding has no time"
    assert (one.recordings, one.rows) == ((), ())
    assert one.subtitle == (
        "Findings along their recordings, 0 of 1. Without times: The paper (1 finding). "
        "No finding to show in The talk"
    )


def test_a_recording_of_which_only_findings_without_a_time_match_has_an_empty_line():
    def only(count):
        found = [finding(f"f-{n}", locator=Place(section="Closing")) for n in range(count)]
        chart = along(at("a", "00:10:00"), *found, query="receipt=section")
        return chart.recordings[0]

    assert only(1).title == "The one finding has no time"
    assert only(2).title == "None of 2 findings has a time"
    assert (only(2).points, only(2).faint, only(2).end) == ((), (1.0,), 600)


def test_a_recording_of_which_no_time_can_be_right_has_no_line():
    chart = along(at("a", "02:00:00"))
    (one,) = chart.recordings
    assert (one.end, one.ticks, one.points) == (None, (), ())
    assert chart.subtitle == "Findings along their recordings, 0 of 1"


@given(datasets())
def test_each_line_is_that_of_the_source_and_each_matching_finding_is_drawn_or_counted(dataset):
    view = select(dataset, "category=keep&category=context")
    chart = along_recordings(view)
    shown = {one.source: one for one in chart.recordings}
    for source in dataset.sources:
        strip = along_source(view, source)
        assert (source.id in shown) == (strip.has_times and strip.shown > 0)
        if source.id in shown:
            one = shown[source.id]
            assert len(one.points) + one.doubtful + one.untimed == one.shown == strip.shown
            assert [point.finding for point in one.points] == [s.finding.id for s in strip.spots]
    here = [one.id for one in view.findings if one.source in shown]
    assert sorted(row.finding for row in chart.rows) == sorted(here)
