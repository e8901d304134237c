"""The minutes of a room, opened again by libraries that know nothing of how they were made."""

import csv
import io
import re
from itertools import pairwise

import pypdf
import pytest
from markdown_it import MarkdownIt
from pptx import Presentation
from pptx.util import Pt

import insights
from insights import typeset
from insights.exports.csv_text import disarmed
from insights.exports.markdown import escaped
from insights.exports.slides.master import BOTTOM, EMU
from insights.rooms.minute_taking import A_NOTE_IS, minutes_of
from insights.rooms.minutes import shortened
from insights.rooms.takeaway import FORMATS
from insights.stage import perform
from insights.typeset.letters import Letters
from tests.browser.server import ROOT
from tests.hostile_texts import TEXTS
from tests.room_sessions import RUN, Session, another_world, crowded, filled, of_texts

LONG = f"{'Sixtyletters' * 5} and then many words more, {'as long as they may be ' * 7}".strip()[
    :240
]
HOSTILE = (
    *(text.strip() for text in TEXTS),
    LONG,
    "W" * 240,
    "الثقة هي ما يقرر نجاح التدابير في أثناء الأزمة وبعدها",
    "האמון קובע אם הצעדים מצליחים בעת משבר",
    "信頼が措置の成否を決めた" * 20,
    "🎉👩‍🚀👍🏽🇫🇷" * 20,
)
BUNDLED = insights.load(ROOT / "data")
SESSIONS = {
    "some of everything": filled(),
    "nothing": Session(),
    "very much": crowded(),
    "hostile texts": of_texts(HOSTILE),
    "a hostile name": Session(
        name='<script>alert("1")</script> =1+1 | *Team* العربية 漢字 ' + "W" * 20
    ),
}
EACH = pytest.mark.parametrize("name", SESSIONS)


def told(room, world=None):
    return minutes_of(room.room, room.state, world or room.world, room.events)


def written(room, ending):
    return FORMATS[ending].write(told(room))


def entered(room):
    """Every text that was entered and is still there."""
    state = room.state
    yield from (one.text for one in state.notes)
    yield from state.guesses.values()
    for one in state.commitments:
        yield from (one.who, one.what)


# --- what they hold


def test_notes_stand_under_their_category_those_with_most_dots_first():
    keep, leave, start = told(filled()).columns
    assert [(one.text, one.dots, one.theme) for one in keep.notes] == [
        ("listening first", "5 dots", "Trust and candour"),
        ("Stand-ups of ten minutes", "3 dots", "Trust and candour"),
    ]
    assert [(one.text, one.dots, one.scene) for one in leave.notes] == [
        ("Paper forms", "1 dot", "What do we leave?"),
        ("Fewer signatures", "", "What do we leave?"),
    ]
    assert [(one.number, one.theme) for one in start.notes] == [(5, "")]
    assert (keep.said, leave.said) == ("2 notes, 8 dots", "2 notes, 1 dot")


def test_a_guess_stands_beside_the_answer_and_its_receipt():
    minutes = told(filled())
    [guess] = minutes.guesses
    assert (guess.question, guess.guess, guess.answer) == (
        "What share said so?",
        "about half",
        "72%",
    )
    assert guess.sentence.startswith("Of participants")
    assert guess.was_shown
    assert [(one.id, one.place) for one in guess.receipts] == [("survey", "The talk, 0:10")]


def test_a_guess_on_a_count_says_of_how_many_and_that_its_answer_was_never_shown():
    room = Session()
    room.enter("guess", scene="split", text="keep 9, leave 1, start 0")
    [guess] = told(room).guesses
    assert guess.sentence == room.world.select().sentence
    assert not guess.receipts
    assert not guess.was_shown
    assert "The answer was not shown in the room." in written(room, "md").decode()


def test_a_number_is_that_of_the_filters_under_which_the_room_saw_it():
    room = Session()
    room.enter("scene", scene="split", query="theme=trust")
    room.enter("guess", scene="split", text="Keep 9")
    room.enter("reveal", scene="split", shown=True)
    room.enter("scene", scene="keeping")
    minutes = told(room)
    [guess] = minutes.guesses
    on_stage = perform(room.world, RUN, "theme=trust").staged[2].answer
    assert (guess.answer, guess.sentence) == (on_stage.text, on_stage.sentence)
    assert guess.answer != told_of_all("split", room)
    assert minutes.filtered == (
        "Some scenes showed only: about Trust and candour (in “Which is the longest?”)."
    )
    room.enter("scene", scene="split")  # seen again without filters, and so told
    assert told(room).guesses[0].answer == told_of_all("split", room)
    assert told(room).filtered == ""


def told_of_all(scene, room):
    """The answer of a scene over all findings."""
    [found] = [one for one in perform(room.world, RUN, "").staged if one.scene.id == scene]
    return found.answer.text


def test_the_room_is_set_beside_what_it_saw_and_the_minutes_say_so_in_every_form():
    room = filled()
    room.enter("scene", scene="keeping", query="theme=trust")
    minutes = told(room)
    assert minutes.filtered == "The stage showed only: about Trust and candour."
    assert minutes.beside.of == "Set beside 3 of 6 findings: about Trust and candour."
    room.enter("scene", scene="promises")  # weeks later, by the link of a calendar
    assert (told(room).beside, told(room).filtered) == (minutes.beside, minutes.filtered)
    assert {one.id for cell in minutes.beside.cells for one in cell.findings} <= {
        one.id for one in room.world.select("theme=trust").findings
    }
    text = written(room, "md").decode()
    for said in (minutes.filtered, minutes.beside.of, "No finding of these speaks of it."):
        assert escaped(said) in text
    assert dense(minutes.filtered) in text_of(pypdf.PdfReader(io.BytesIO(written(room, "pdf"))))
    assert minutes.filtered in [
        text for shape in deck(room).slides[0].shapes for text in paragraphs(shape)
    ]


def test_the_room_is_set_beside_what_its_own_scenes_ask_for():
    scenes = tuple(
        RUN.scenes[3].model_copy(update={"id": theme, "show": "beside", "query": f"theme={theme}"})
        for theme in ("money", "digital")
    )
    room = Session(run=RUN.model_copy(update={"scenes": scenes}))
    beside = told(room).beside
    assert {one.id for cell in beside.cells for one in cell.findings} == {
        one.id
        for one in room.world.findings
        if {"money", "digital"} & {*one.themes} and one.category != "context"
    }
    assert beside.of == (
        "Set beside 3 of 6 findings: about Public money. Set beside 2 of 6 findings: about Digital."
    )


def test_filters_that_fill_pages_are_cut_and_the_document_is_made():
    room = filled()
    room.enter("scene", scene="keeping", query=f"q={'words+' * 390}")
    assert told(room).filtered.endswith("….")
    assert all(FORMATS[ending].write(told(room)) for ending in FORMATS)


def test_a_verdict_comes_with_the_statement_and_its_receipt():
    verdicts = {one.subject: one for one in told(filled()).verdicts}
    loops = verdicts["finding:loops"]
    assert (loops.label, loops.about.said) == (
        "Holds here",
        "Short feedback loops help the front line.",
    )
    assert loops.about.place == "The talk, 0:10"
    assert loops.about.address == "https://www.youtube.com/watch?v=abcdefghijk&t=10s"
    part = verdicts["part:lasting/proof"].about
    assert part.said == "What lasts? Proof: Somebody shows that it works."
    assert (part.place, part.address) == ("The talk, as written 02:00:00", None)


def test_a_finding_that_was_renamed_withdrawn_or_never_there_is_named_as_such():
    since = {one.subject: one.about.since for one in told(filled()).verdicts}
    assert since["finding:poll"] == "It was called “poll” when the room spoke of it."
    assert since["finding:old-claim"] == (
        "“old-claim” was withdrawn on 2026-03-01: It held two claims. What is said now: Short "
        "feedback loops help the front line."
    )
    assert since["finding:never-was"] == "There is no finding “never-was” in the dataset now."
    assert since["finding:loops"] == ""


def test_a_lens_or_a_part_that_is_gone_is_named_as_such():
    room = Session()
    room.enter("verdict", subject="part:gone/roots", verdict="holds")
    room.enter("verdict", subject="part:lasting/gone", verdict="holds")
    assert [one.about.since for one in told(room).verdicts] == [
        "There is no lens “gone” in the dataset now.",
        "The lens “What lasts?” has no part “gone” now.",
    ]


def test_a_commitment_says_where_it_came_from_and_what_became_of_it():
    first, second, third = told(filled()).commitments
    assert first.became == "After 30 days: kept. After 90 days: not marked yet."
    assert (first.about.said, first.about.place) == (
        "Stand-ups of ten minutes",
        "the room's note 1",
    )
    assert second.about.id == "budgets"
    assert second.became == "Not marked yet."
    assert third.about.kind == "nothing"


def test_a_commitment_from_a_note_that_was_removed_says_so():
    room = Session()
    note = room.note("Gone soon")
    room.commitment("Ana", "Does it anyway", source=f"note:{note}")
    room.enter("note.remove", note=note)
    [one] = told(room).commitments
    assert one.about.since == "The note that it came from was removed."
    assert one.about.since in written(room, "md").decode()


def test_a_note_whose_theme_is_gone_keeps_its_name_and_says_so():
    room = Session()
    room.note("Something", theme="old-theme")
    [note] = told(room).columns[0].notes
    assert note.theme == "old-theme (no theme of the dataset now)"


def test_they_end_with_the_state_of_the_dataset_and_what_a_note_is():
    room = filled()
    same, other = told(room).closing, told(room, another_world()).closing
    print_ = room.world.fingerprint[:8]
    assert A_NOTE_IS in same
    assert f"Findings are those of A small world, as of 2026-01-31, fingerprint {print_}." in same
    assert any("The talk: times after 01:00:00 stand as they are written" in one for one in same)
    assert any(f"The room began with another state, fingerprint {print_}" in one for one in other)


def test_they_say_when_the_room_was_filled_and_marks_of_later_weeks_do_not_count():
    room = filled()
    assert told(room).entered == "Entered from 2026-02-10 09:01 to 09:19 UTC."
    assert told(Session()).entered == ""


@pytest.mark.parametrize("run", BUNDLED.runs, ids=lambda run: run.id)
def test_each_run_of_the_dataset_gives_minutes_with_an_answer_to_each_of_its_guesses(run):
    room = Session(run=run, world=BUNDLED)
    hidden = [scene for scene in run.scenes if scene.hide != "none"]
    for scene in hidden:
        room.enter("guess", scene=scene.id, text="Something else")
    minutes = told(room)
    assert [one.question for one in minutes.guesses] == [scene.guess for scene in hidden]
    assert all(one.answer and one.sentence for one in minutes.guesses)
    content = written(room, "md").decode()
    assert all(escaped(scene.title) in content for scene in run.scenes)
    assert all(FORMATS[ending].write(minutes) for ending in FORMATS)


# --- as text


@EACH
def test_the_text_reads_as_it_was_entered(name):
    room = SESSIONS[name]
    tokens = MarkdownIt().parse(written(room, "md").decode())
    inline = [token for token in tokens if token.type == "inline"]
    read = {"".join(child.content for child in token.children) for token in inline}
    whole = "\n".join(read)
    assert {one.text for one in room.state.notes} <= read
    for text in entered(room):
        assert text in whole
    assert not [token for token in tokens if token.type in ("html_block", "code_block", "fence")]
    kinds = {child.type for token in inline for child in token.children}
    assert kinds <= {"text", "link_open", "link_close", "code_inline", "text_special"}


def test_its_headings_go_down_one_step_at_a_time():
    tokens = MarkdownIt().parse(written(filled(), "md").decode())
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_its_links_lead_to_the_places_of_findings_alone():
    tokens = MarkdownIt().parse(written(of_texts(HOSTILE), "md").decode())
    links = {
        child.attrs["href"]
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    }
    assert links
    assert all(link.startswith("https://www.youtube.com/watch?v=abcdefghijk&t=") for link in links)


# --- as a table


@EACH
def test_the_table_holds_each_entry_once(name):
    room = SESSIONS[name]
    content = written(room, "csv")
    assert content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    state = room.state
    parts = {part: [row for row in rows if row["part"] == part] for part in _PARTS}
    assert sorted(row["text"] for row in parts["note"]) == sorted(
        disarmed(one.text) for one in state.notes
    )
    assert {int(row["number"]): int(row["dots"]) for row in parts["note"]} == {
        one.number: one.votes for one in state.notes
    }
    assert len(parts["verdict"]) == len(state.verdicts)
    assert [row["text"] for row in parts["guess"]] == [
        disarmed(one) for one in state.guesses.values()
    ]
    assert [(row["who"], row["text"], row["by"]) for row in parts["commitment"]] == [
        (disarmed(one.who), disarmed(one.what), one.by) for one in state.commitments
    ]
    assert len(rows) == max(sum(map(len, parts.values())), 1)


_PARTS = ("note", "verdict", "guess", "commitment")


def test_no_cell_of_the_table_is_a_formula():
    text = written(of_texts(HOSTILE), "csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not re.match(r"\s*[=+\-@＝＋－＠−⁺]", cell), cell


# --- as a document


def dense(text):
    return "".join(text.split())


def text_of(reader):
    pages = (page.extract_text() for page in reader.pages)
    return dense("\n".join(re.sub(r"Page \d+ of \d+", "", page) for page in pages))


@EACH
def test_the_document_is_tagged_and_names_itself(name):
    room = SESSIONS[name]
    reader = pypdf.PdfReader(io.BytesIO(written(room, "pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == Letters().settable(room.name)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize("name", ["some of everything", "very much"])
def test_the_document_holds_every_text_that_was_entered(name):
    room = SESSIONS[name]
    said = text_of(pypdf.PdfReader(io.BytesIO(written(room, "pdf"))))
    for text in entered(room):
        assert dense(text) in said
    for finding in ("Leaders listen.", "Statement of budgets."):
        assert dense(finding) in said


def test_letters_that_no_typeface_has_are_named_and_the_others_are_there():
    room = of_texts(("信頼", "Довіра вирішує", "η εμπιστοσύνη", LONG))
    said = text_of(pypdf.PdfReader(io.BytesIO(written(room, "pdf"))))
    assert "[U+4FE1][U+983C]" in said
    assert "Lettersthatarenamed" in said
    for text in ("Довіра вирішує", "η εμπιστοσύνη", LONG):
        assert dense(text) in said


def test_its_headings_say_what_the_minutes_hold_in_order():
    reader = pypdf.PdfReader(io.BytesIO(written(filled(), "pdf")))
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles == [
        "Who does what by when",
        "What the room says",
        "The room beside the events",
        "What holds here",
        "What the room guessed, and what is known",
        "What was asked",
        "What this is",
    ]


# --- as slides


def deck(room):
    return Presentation(io.BytesIO(written(room, "pptx")))


def paragraphs(shape):
    if shape.has_text_frame:
        return [one.text for one in shape.text_frame.paragraphs]
    if shape.has_table:
        cells = (cell for row in shape.table.rows for cell in row.cells)
        return [one.text for cell in cells for one in cell.text_frame.paragraphs]
    return []


@EACH
def test_every_text_stands_on_a_slide_in_full(name):
    room = SESSIONS[name]
    shown = {
        text for slide in deck(room).slides for shape in slide.shapes for text in paragraphs(shape)
    }
    assert set(entered(room)) - shown <= set(room.state.guesses.values())
    for guess in room.state.guesses.values():
        assert any(guess[:20] in text for text in shown)


@EACH
def test_each_slide_has_a_title_and_notes_and_nothing_runs_over_its_foot(name):
    for slide in deck(SESSIONS[name]).slides:
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.is_placeholder and shape.placeholder_format.type in (13, 15):
                continue
            assert shape.top + shape.height <= BOTTOM * EMU + Pt(1), shape.name


def test_tables_are_spread_evenly_over_as_few_slides_as_they_need():
    room = Session(run=BUNDLED.runs[0], world=BUNDLED)
    themes = [one.id for one in BUNDLED.themes]
    for at in range(6):
        room.note(f"Reason {at}", ("keep", "leave", "start")[at % 3], themes[at], 6 - at)
    for finding in BUNDLED.findings[:12]:
        room.enter("verdict", subject=f"finding:{finding.id}", verdict="holds")
    tables = {}
    for slide in deck(room).slides:
        title = slide.shapes.title.text_frame.text.partition(" (")[0]
        for shape in slide.shapes:
            if shape.has_table:
                tables.setdefault(title, []).append(len(shape.table.rows) - 1)
    assert {title.partition(":")[0] for title in tables} == {
        "The room beside the events",
        "Only the events",
        "What holds here",
    }
    assert any(len(rows) > 2 for rows in tables.values())
    for rows in tables.values():
        assert len(rows) == 1 or min(rows) * 2 >= max(rows), rows
    assert sum(map(len, tables.values())) <= 10


def test_no_slide_says_less_than_14_points_but_at_its_foot():
    for slide in deck(crowded()).slides:
        for shape in slide.shapes:
            is_foot = shape.is_placeholder and shape.placeholder_format.type in (13, 15)
            if shape.has_text_frame and not is_foot:
                sizes = [run.font.size for one in shape.text_frame.paragraphs for run in one.runs]
                assert all(size >= Pt(14) for size in sizes)


def test_the_notes_of_slides_hold_the_receipts():
    said = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck(filled()).slides)
    for line in (
        "Link: https://www.youtube.com/watch?v=abcdefghijk&t=10s",
        "Finding: budgets",
        "Place: The paper, Takeaways, 1",
        "It was called “poll” when the room spoke of it.",
    ):
        assert line in said


def test_many_notes_go_on_on_the_next_slide_without_one_lost():
    room = crowded()
    slides = [
        slide
        for slide in deck(room).slides
        if slide.shapes.title.text_frame.text.startswith("What the room says")
    ]
    assert len(slides) > 5
    texts = [text for one in slides for shape in one.shapes for text in paragraphs(shape)]
    said = [text for text in texts if text.startswith("Note ")]
    assert sorted(said) == sorted(one.text for one in room.state.notes)


def test_the_first_slide_of_notes_has_all_three_columns_even_where_nothing_was_said():
    room = Session()
    for at in range(40):
        room.note(f"Note {at}", "leave")
    slides = [
        one
        for one in deck(room).slides
        if one.shapes.title.text_frame.text.startswith("What the room says")
    ]
    first = [text for shape in slides[0].shapes for text in paragraphs(shape)]
    assert first.count("The room wrote no note.") == 2
    later = [text for one in slides[1:] for shape in one.shapes for text in paragraphs(shape)]
    assert "The room wrote no note." not in later


# --- where there is very much


def test_shortened_minutes_keep_the_notes_with_most_dots_and_say_what_is_left_out():
    room = crowded(30)
    for at in range(4):
        room.commitment("Ana", f"Does number {at}")
    whole = told(room)
    short = shortened(whole, 10, 3)
    kept = [note for column in short.columns for note in column.notes]
    left = {note.number for column in whole.columns for note in column.notes} - {
        one.number for one in kept
    }
    assert len(kept) == 10
    assert min(one.votes for one in kept) >= max(
        note.votes for note in whole.notes.values() if note.number in left
    )
    assert [one.said for one in short.columns] == [one.said for one in whole.columns]
    assert short.counted == whole.counted
    assert short.closing[0] == (
        "This file holds 10 of 30 notes (those with most dots) and 3 of 4 commitments; the table "
        "(CSV) holds all."
    )
    assert shortened(whole, 30, 4) is whole


def test_a_point_names_five_notes_and_says_how_many_more_there_are():
    room = Session()
    for at in range(8):
        room.note(f"Reason {at} for trust", "start", "trust", 8 - at)
    text = written(room, "md").decode()
    point = text.partition("#### Trust and candour: start")[2]
    assert point.count("- The room: Reason") == 5
    assert "- and 3 more notes" in point


# --- all of them


@pytest.mark.parametrize("ending", FORMATS)
def test_equal_rooms_give_equal_bytes_and_no_file_holds_the_rooms_link(ending):
    room = filled()
    content = written(room, ending)
    assert content == written(filled(), ending)
    assert room.token.encode() not in content


def test_a_run_whose_finding_is_gone_still_gives_minutes():
    scene = RUN.scenes[1].model_copy(update={"of": "old-claim"})
    room = Session(run=RUN.model_copy(update={"scenes": (scene,)}))
    room.enter("guess", scene="share", text="a third")
    [guess] = told(room).guesses
    assert "withdrawn" in guess.answer
    assert not guess.receipts
    assert all(FORMATS[ending].write(told(room)) for ending in FORMATS)


def test_a_letter_is_named_only_where_none_of_the_typefaces_has_it():
    assert typeset.document("minutes.typ", _data(filled())).named == 0


def _data(room):
    from insights.rooms.takeaway.document import document_data

    return document_data(told(room))
