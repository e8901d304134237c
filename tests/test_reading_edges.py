"""What reading does at its bounds and where files change or go under it."""

import logging
import os
import threading

import pytest
import yaml

from insights.exports import FORMATS
from insights.model import Finding
from insights.reading import check, live, places, read, read_draft
from insights.reading.addresses import fault_in_address
from insights.reading.alphabets import stranger_in
from insights.reading.document import Document
from insights.reading.faults import Names, shown
from insights.reading.garbled import repaired
from insights.reading.live import LiveDataset
from insights.reading.places import places_behind
from insights.reading.scalars import Trap, as_timestamp, plain_value
from insights.reading.words import words_for
from tests.bad_data import SOUND, spoil

TALK = "findings/talk.yaml"
START = yaml.Mark("", 0, 0, 0, None, None)


def told(faults):
    return [(fault.file, fault.line, fault.column, fault.rule) for fault in faults]


# --- folders and files that go


def without(monkeypatch, call, name, error):
    """Let a call of the system fail for what is called so."""
    real = getattr(os, call)

    def fail(path, *rest, **more):
        if str(path).endswith(name):
            raise error
        return real(path, *rest, **more)

    monkeypatch.setattr(os, call, fail)


def test_a_folder_that_cannot_be_listed_is_told(world, monkeypatch):
    without(monkeypatch, "scandir", "outlines", PermissionError(13, "Permission denied"))
    [fault] = check(world)[1]
    assert (fault.file, fault.rule) == ("outlines", "unreadable-file")
    assert "permission denied" in fault.what
    assert fault.advice == "let its owner give you the right to read it"


def test_a_file_that_goes_while_it_is_read_is_told_as_one_that_cannot_be_read(world, monkeypatch):
    gone = FileNotFoundError(2, "No such file or directory")
    without(monkeypatch, "lstat", "themes.yaml", gone)
    without(monkeypatch, "open", "themes.yaml", gone)
    assert [(fault.file, fault.rule) for fault in check(world)[1]] == [
        ("themes.yaml", "unreadable-file")
    ]
    assert LiveDataset(world).now().dataset is None


def test_while_one_reads_an_edit_the_others_go_on_with_what_was_there(world, monkeypatch):
    kept = LiveDataset(world)
    before = kept.now()
    reading, go_on = threading.Event(), threading.Event()

    def wait_and_check(folder):
        reading.set()
        assert go_on.wait(20)
        return check(folder)

    monkeypatch.setattr(live, "check", wait_and_check)
    spoil(world, TALK, "people are heard", "people are seen")
    reader = threading.Thread(target=kept.now)
    reader.start()
    assert reading.wait(20)
    assert kept.now() is before
    go_on.set()
    reader.join()
    assert kept.now() is not before


def test_what_is_read_again_and_is_the_same_is_not_logged(world, caplog):
    kept = LiveDataset(world)
    with caplog.at_level(logging.INFO):
        kept.now()
        os.utime(world / TALK, (1, 1))
        kept.now()
    assert len(caplog.records) == 1


# --- places


def test_a_key_that_wears_an_anchor_stands_all_the_same(world):
    spoil(world, TALK, "category: keep", "&a category: keep")
    [fault] = check(world)[1]
    assert fault.rule == "reference"


def test_the_place_behind_very_many_spaces_is_that_of_what_holds_it(world):
    far = " " * 1_200
    spoil(world, "themes.yaml", "themes:", f"themes:{far}# themes")
    assert check(world)[1] == []
    text = (world / TALK).read_text("utf-8")
    (world / TALK).write_text("\n".join(far + line for line in text.splitlines()), "utf-8")
    assert check(world)[1] == []
    spoil(world, TALK, "polled", "rumour")
    [fault] = check(world)[1]
    assert (fault.rule, fault.column) == ("choice", 1_200 + 5)
    assert fault.line == text[: text.index("- id")].count("\n") + 1


def test_a_record_of_very_many_fields_is_looked_through_to_a_bound(world, monkeypatch):
    monkeypatch.setattr(places, "MOST_NODES_LOOKED_AT", 8)
    spoil(world, TALK, "polled", "rumour")
    text = (world / TALK).read_text("utf-8")
    [fault] = check(world)[1]
    assert (fault.rule, fault.line) == ("choice", text[: text.index("- id")].count("\n") + 1)


@pytest.mark.parametrize("text", ["{[a]: 1, b: 2}", "? [a]\n: 1\n"])
def test_places_end_where_a_key_is_no_text(text):
    assert places_behind(text, START).keys == {}


def test_the_place_of_what_a_list_does_not_hold_is_that_of_the_list():
    document = Document("a.yaml", "findings:\n  - id: a\n  - id: b\n")
    assert document.place(("findings", 1)) == (3, 5)
    assert document.place(("findings", 7)) == document.place(("findings", "id")) == (2, 3)


def test_places_of_a_single_text_are_its_own():
    assert places_behind("word", START).values == {(): (1, 1)}


# --- names that are nearly others


def test_ids_that_are_no_texts_do_not_keep_a_namesake_from_being_named(world):
    text = (world / "themes.yaml").read_text("utf-8")
    odd = "  - 7\n  - [trust]\n  - {id: 8, aliases: [9, true]}\n  - {id: Trust, label: x}\n"
    (world / "themes.yaml").write_text(text + odd, "utf-8")
    said = [fault.what for fault in check(world)[1] if fault.rule == "id-spelling"]
    assert len(said) == 1
    assert '"Trust" differs from `trust` in its spelling only' in said[0]


# --- drafts and files that break off


def test_a_text_in_quotes_that_a_line_of_dashes_breaks_off_is_told_where_it_begins(world):
    spoil(world, TALK, "statement: Trust grows", 'statement: "Trust\n---\ngrows"\n    x: Trust')
    assert told(check(world)[1]) == [(TALK, 3, 16, "yaml-syntax")]


def test_a_draft_without_what_the_dataset_is_makes_none(world):
    (world / "dataset.yaml").unlink()
    draft, faults = read_draft(world)
    assert [fault.rule for fault in faults] == ["missing-file"]
    with pytest.raises(ValueError, match=r"without dataset\.yaml"):
        draft.dataset()


def test_a_group_that_is_cut_off_in_a_single_file_is_told_once(tmp_path):
    file = tmp_path / "whole.yaml"
    file.write_text("outlines: 7\nscenes: [\n", "utf-8")
    assert [fault.rule for fault in check(file)[1]] == ["yaml-syntax"]


# --- letters


def test_letters_that_no_letter_is_made_of_are_left_as_they_are():
    assert repaired("à€€ and ð€€€ stand") is None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ÃŠtre", "Être"),
        ("le ÃŽle", "le Île"),
        ("SÃŠ", None),
        ("ÃŠRE", None),
        ("IdÄ”", "IdĔ"),
        ("IDÄ”", None),
    ],
)
def test_a_capital_that_was_garbled_into_two_is_put_right_outside_words_in_capitals(text, whole):
    assert repaired(text) == whole


def test_a_text_garbled_again_and_again_is_put_right_three_times_over():
    text = "é"
    for _ in range(4):
        text = text.encode("utf-8").decode("cp1252")
    assert repaired(text) == "é".encode().decode("cp1252")


def test_a_sign_that_only_looks_like_markup_may_stand_in_a_text(world):
    spoil(world, TALK, "people are heard", "people &nobody; are heard")
    assert check(world)[1] == []
    spoil(world, TALK, "people &nobody;", "people &nobody; &amp;")
    assert [fault.rule for fault in check(world)[1]] == ["text-without-markup"]


def test_a_long_bare_text_is_a_text_whatever_it_begins_with():
    assert plain_value("1:" * 100 + "1") == "1:" * 100 + "1"
    assert plain_value("1:10") != "1:10"


# --- what the words say


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "there is no folder `nowhere`; name the folder of a dataset"),
        ("file", "`file` is not a folder; name the folder that holds dataset.yaml"),
        ("file/in", "`in` is not a folder; name the folder that holds dataset.yaml"),
        ("x" * 300, "cannot be read (file name too long); let its owner give you the right"),
        ("nul\0", "cannot be read (its name is no name of a file)"),
    ],
)
def test_what_is_no_folder_is_told_as_what_it_is(tmp_path, name, said):
    (tmp_path / "file").touch()
    [fault] = check(tmp_path / name)[1]
    assert said in str(fault)


@pytest.mark.parametrize("end", ".?!…。？！؟।")
def test_a_sentence_ends_as_its_script_ends_one(world, end):
    spoil(world, TALK, "people are heard.", f"people are heard{end}")
    assert check(world)[1] == []
    spoil(world, TALK, f"people are heard{end}", f"people are heard{end},")
    assert [fault.rule for fault in check(world)[1]] == ["statement-is-sentence"]


@pytest.mark.parametrize(
    "mark", ['"', "'", "”", "“", "’", "‘", "»", "›", "«", "」", "』", ")", "]"]
)
def test_a_sentence_may_end_inside_quotation_marks_and_brackets(world, mark):
    written = mark.replace('"', r"\"")
    spoil(world, TALK, "Trust grows where people are heard.", f'"Trust grows (so “heard.{written}"')
    assert check(world)[1] == []


@pytest.mark.parametrize(
    "marks", ['""', "''", "“”", "„“", "‟”", "‘’", "‚‘", "«»", "»«", "‹›", "「」", "『』"]
)
def test_a_statement_in_quotation_marks_is_told_whatever_the_marks(world, marks):
    quoted = f"{marks[0]}Trust grows{marks[1]}.".replace("\\", "").replace('"', r"\"")
    spoil(world, TALK, "Trust grows where people are heard.", f'"{quoted}"')
    assert [fault.rule for fault in check(world)[1]] == ["statement-not-quoted"]


def test_lists_may_nest_twenty_deep_and_no_deeper():
    assert Document("a.yaml", "a: " + "[" * 19 + "]" * 19 + "\n").faults == []
    [fault] = Document("a.yaml", "a: " + "[" * 20 + "]" * 20 + "\n").faults
    assert (fault.rule, fault.line, fault.column) == ("depth", 1, 3 + 20)


def test_a_hundred_names_are_guessed_and_no_more():
    names = Names(["trust"])
    assert [names.closest(f"trus{at}") for at in range(101)] == ["trust"] * 100 + [None]
    assert names.closest("TRUST") == "trust"


@pytest.mark.parametrize(
    ("port", "is_sound"),
    [("1", True), ("65535", True), ("0", False), ("65536", False), ("", False), ("8a", False)],
)
def test_a_port_of_an_address_is_one_that_exists(port, is_sound):
    assert (fault_in_address(f"https://example.org:{port}/page") is None) is is_sound


def test_a_stranger_is_found_behind_words_that_are_at_home():
    found = stranger_in("the café of the Bаnk")
    assert (found.letter, found.alphabet, found.home) == ("а", "Cyrillic", "Latin")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_without_a_mark_are_told_by_their_zeros(world, encoding):
    text = (world / "themes.yaml").read_text("utf-8")
    (world / "themes.yaml").write_bytes(text.encode(encoding))
    [fault] = check(world)[1]
    assert encoding[:6].upper() in fault.what
    assert "UTF-32" not in fault.what or "32" in encoding


def test_fifteen_digits_are_a_number_and_more_are_not():
    assert plain_value("9" * 15) == 10**15 - 1
    assert isinstance(plain_value("9" * 16), Trap)


def test_half_a_letter_is_told_at_the_text_and_not_at_its_key():
    detail = {"type": "string_unicode", "loc": ("statement",), "msg": "", "input": "a", "ctx": {}}
    rule, is_key, what, _ = words_for(Finding, ("statement",), detail, "a")
    assert (rule, is_key, what) == ("text-letters", False, "`statement` holds half a letter")


@pytest.mark.parametrize("blank", ["", "\n", "\n\n   \n"])
def test_what_is_cut_off_is_told_at_the_end_of_the_last_line_with_text(world, blank):
    (world / "withdrawn.yaml").write_text(f"withdrawn: [{blank}", "utf-8")
    [fault] = check(world)[1]
    assert (fault.rule, fault.line) == ("yaml-syntax", 1)
    (world / "withdrawn.yaml").write_text(f"\n\nwithdrawn:\n  - {{id: a{blank}", "utf-8")
    [fault] = check(world)[1]
    assert (fault.rule, fault.line) == ("yaml-syntax", 4)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("1:10", "00:01:10"),
        ("1:59:59", "01:59:59"),
        ("1:60", None),
        ("1:60:00", None),
        ("00:00:60", None),
        ("10", None),
        ("1:02:03:04", None),
        ("1:023", None),
    ],
)
def test_a_time_written_short_is_one_of_two_or_three_parts_below_sixty(written, time):
    assert as_timestamp(written) == time


def test_a_value_is_shown_in_sixty_letters_and_as_yaml_writes_it():
    assert shown("x" * 60) == f'"{"x" * 60}"'
    assert shown("x" * 61) == f'"{"x" * 59}…"'
    assert (shown(True), shown(False), shown(7)) == ("true", "false", "7")
    assert (shown({}), shown([])) == ("a group of fields", "a list")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_would_calculate_is_told(world, sign):
    spoil(world, TALK, "Trust grows where people are heard.", f'"{sign}Trust grows."')
    [fault] = check(world)[1]
    assert (fault.rule, fault.line, fault.column) == ("text-not-formula", 3, 16)


@pytest.mark.parametrize("word", ["Yes", "NO", "on", "off", "y", "N", "True", "FALSE", "Null", "~"])
def test_a_word_that_yaml_readers_take_for_a_truth_is_told(word):
    assert isinstance(plain_value(word), Trap)


def test_a_key_that_cannot_stand_in_a_single_file_is_told_with_those_that_can(tmp_path):
    file = tmp_path / "whole.yaml"
    file.write_bytes(FORMATS["yaml"].write(read(SOUND).select()))
    file.write_text("     \nthemse: []\n" + file.read_text("utf-8"), "utf-8")
    [fault] = [one for one in check(file)[1] if one.level == "error"]
    assert (fault.rule, fault.line, fault.column) == ("file-shape", 2, 1)
    assert fault.what == "`themse` cannot stand at the left edge of this file"
    assert fault.advice.startswith("did you mean `themes`? what can stand there is ")
    assert fault.advice.endswith(" and scenes")


@pytest.mark.parametrize("file", ["lenses.yaml", "tensions.yaml"])
def test_without_a_file_there_is_none_of_what_scenes_show_from_it(world, file):
    (world / file).unlink()
    told_of_scenes = [one for one in check(world)[1] if one.file.startswith("scenes/")]
    assert [fault.rule for fault in told_of_scenes] == ["scene-of-exists"]


def test_a_mistake_in_one_finding_does_not_hide_the_same_in_the_next(world):
    spoil(world, TALK, '"00:34:43"', "00:34:43")
    spoil(world, TALK, '"00:40:00"', '"00:40:01"')
    rules = [fault.rule for fault in check(world)[1]]
    assert rules[0] == "time-quoted"
    assert len(rules) == 2


def test_a_lens_with_a_broken_part_does_not_make_the_scene_of_that_part_a_mistake(world):
    spoil(world, "lenses.yaml", "label: To be heard", "labell: To be heard")
    assert {fault.file for fault in check(world)[1]} == {"lenses.yaml"}


def test_a_finding_of_very_many_mistakes_is_told_as_one(world):
    spoil(world, TALK, "category: keep", f"category: keep\n    actors: [{'1, ' * 600}1]")
    [fault] = check(world)[1]
    assert (fault.rule, fault.line, fault.column) == ("too-many", 2, 5)
    assert fault.what == "this finding has 601 mistakes"


def test_of_a_stub_only_the_statement_is_told_whatever_else_is_missing(world):
    text = (world / TALK).read_text("utf-8")
    (world / TALK).write_text(text + '  - id: One-More\n    statement: ""\n', "utf-8")
    [fault] = check(world)[1]
    assert (fault.rule, fault.line) == ("text-empty", text.count("\n") + 2)
