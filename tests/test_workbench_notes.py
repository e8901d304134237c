"""Notes: headings, times and items of a document, found as a reader would."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import insights
from insights.workbench.notes import INTRODUCTION, parse

HOUSE = Path(__file__).parents[1]
NOTES = HOUSE / "examples" / "notes"


def headings(text):
    return [section.heading for section in parse(text).sections]


def times(text):
    return [time for section in parse(text).sections for time in section.times]


@pytest.mark.parametrize("source", ["town-evening", "flood-page"])
def test_the_documents_of_the_example_give_its_outlines(source):
    outline = insights.load(HOUSE / "examples/workshop").outline_by_source[source]
    notes = parse((NOTES / f"{source}.txt").read_text("utf-8"))
    assert notes.title == insights.load(HOUSE / "examples/workshop").source_by_id[source].title
    assert [
        (section.heading, section.is_named_by_source, section.items) for section in notes.sections
    ] == [
        (section.section, section.named_by == "source", section.items)
        for section in outline.sections
    ]


def test_front_matter_gives_title_and_video():
    notes = parse('---\ntitle: "A talk"\nvideoId: abcdefghijk\n---\n\nText [00:00:01].\n')
    assert (notes.title, notes.video) == ("A talk", "abcdefghijk")
    assert notes.sections[0].timed[0].line == 6
    assert parse("---\nvideoId: too short\n---\nText.").video is None


def test_the_text_before_the_first_heading_is_named_by_us():
    [first, second] = parse("Before [00:00:01].\n\n## After\nText [00:00:02].").sections
    assert (first.heading, first.is_named_by_source) == (INTRODUCTION, False)
    assert (second.heading, second.is_named_by_source) == ("After", True)
    assert headings("## Only\nText.") == ["Only"]


def test_a_first_heading_of_its_own_level_is_the_title():
    notes = parse("# The title\n\n## One\nText.\n\n## Two\nText.")
    assert notes.title == "The title"
    assert [section.heading for section in notes.sections] == ["One", "Two"]
    assert parse("# One\nText.\n\n# Two\nText.").title is None


def test_headings_stand_without_their_signs_and_markup():
    assert headings("## **Bold** [[a_page | and linked]] ##\nText.\n\n##\nText.\n\n#no\n") == [
        "Bold and linked"
    ]


def test_times_are_found_inside_links_and_tags():
    text = (
        "## T\n"
        'One <a class="t" data-t="00:00:01">[00:00:01]</a>, two [00:00:02](https://a.b/?t=2), '
        "three ([00:00:03]).\nFour, twice [00:00:04] [00:00:04]."
    )
    assert times(text) == ["00:00:01", "00:00:02", "00:00:03", "00:00:04", "00:00:04"]


def test_what_is_no_time_is_named_with_its_place():
    notes = parse("\n## T\nA [99:99:99] b [1:02:03] c [12:30].\nGood [00:00:09].")
    assert [(stray.line, stray.column, stray.text) for stray in notes.stray_times] == [
        (3, 3, "99:99:99"),
        (3, 16, "1:02:03"),
        (3, 28, "12:30"),
    ]
    assert times("[1] [a] 00:00:01 [00:00:02") == []
    [section] = notes.sections
    assert [place.time for place in section.timed] == [None, None, None, "00:00:09"]


def test_a_stray_time_in_a_list_has_the_column_of_its_line():
    notes = parse("## T [5:5]\n  * some [9:99:99]\n    more [8:8]\n\n[7:7]\nbehind it\n")
    assert [(stray.line, stray.column) for stray in notes.stray_times] == [
        (1, 6),
        (2, 10),
        (3, 10),
        (5, 1),
    ]
    assert notes.sections[0].timed[-1].line == 6


def test_a_time_in_a_heading_is_the_first_of_its_section():
    [one, two] = parse("## One [00:00:01]\nText [00:00:02].\n### [00:00:03]\n## Two\n").sections
    assert (one.heading, one.times) == ("One", ("00:00:01", "00:00:02", "00:00:03"))
    assert (two.heading, two.times, two.items) == ("Two", (), 0)


def test_the_words_of_a_place_are_those_of_its_sentence():
    [section] = parse(
        "## T\nFirst one. The **second** [[a|sentence]] here [00:00:01], and more [00:00:02]. "
        "Third. [00:00:03]"
    ).sections
    assert [(place.words, place.time) for place in section.timed] == [
        ("The second sentence here", "00:00:01"),
        ("and more", "00:00:02"),
        ("Third.", "00:00:03"),
    ]


def test_where_times_come_first_their_words_come_behind_them():
    [section] = parse(
        "## T\n- [00:00:01] First text.\n  [00:00:02] Second.\n\nThird\nline [00:00:03].\n"
    ).sections
    assert [(place.words, place.line) for place in section.timed] == [
        ("First text.", 2),
        ("Second.", 3),
        ("Third line", 5),
    ]


def test_items_are_bullets_then_numbers_then_paragraphs():
    [bullets] = parse("## T\nLead in:\n• one\n  1. inner\n  2. inner\n• two\n  - inner").sections
    assert bullets.items == 2
    assert [place.line for place in bullets.counted] == [3, 6]
    assert parse("## T\n1. one\n2) two\n").sections[0].items == 2
    paragraphs = parse("## T\none\nstill one\n\ntwo\n").sections[0]
    assert [place.words for place in paragraphs.counted] == ["one still one", "two"]


def test_a_document_without_markup_has_headings_that_stand_alone():
    text = (
        "A title\n\nBy Somebody\n\nMay 3, 2022\n\nThis page says a lot, and it says it at length.\n"
        "\nFirst heading\n\nText, which ends with a full stop.\n\nWhy so?\n\n- a\n- b\n\n"
        "Second heading\n- c\n\n“A short quote”\n\nThe end of it all, as a sentence.\n\nThe last\n"
    )
    notes = parse(text)
    assert notes.title == "A title"
    assert [(section.heading, section.items) for section in notes.sections] == [
        (INTRODUCTION, 1),
        ("First heading", 1),
        ("Why so?", 2),
        ("Second heading", 1),
    ]


def test_notes_that_begin_with_a_heading_do_not_lose_it_as_a_title():
    assert headings("Morning\n- one\n\nAfternoon\n- two\n") == ["Morning", "Afternoon"]
    assert parse("Notes\n\nMorning\n- one\n").title == "Notes"


def test_line_ends_of_other_systems_and_a_byte_order_mark_change_nothing():
    text = "---\ntitle: A\n---\n\n## T\nText [00:00:01].\n\n- more [00:00:02]\n"
    assert parse("\ufeff" + text.replace("\n", "\r\n")) == parse(text)
    assert parse(text.replace("\n", "\r")) == parse(text)


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: x\n---\n", "# Only a title\n", "\ufeff"])
def test_empty_notes_have_no_sections(text):
    assert parse(text).sections == ()
    assert not parse(text).has_times


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["# ", "## x", "- ", "• a", "1. ", "[00:00:01]", "[9:9]", "\n", "\n\n", " "]
        )
        | st.text(max_size=9)
    ).map("".join)
)
def test_any_text_is_parsed_and_no_time_is_lost(text):
    notes = parse(text)
    for section in notes.sections:
        assert section.heading == section.heading.strip() != ""
        assert all("\n" not in place.words for place in (*section.timed, *section.counted))
    assert len(times(text)) == text.count("[00:00:01]")


def test_a_long_line_is_parsed_in_time():
    notes = parse("## T\n" + "a. [00:00:01] <b [[c " * 20_000)
    assert len(notes.sections[0].times) == 20_000
