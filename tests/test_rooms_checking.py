"""What may be entered into a room, and what is said where something may not."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.model.texts import fault_in_text
from insights.rooms.checking import RefusedError, checked, checked_id, tidy
from tests.hostile_texts import TEXTS
from tests.room_events import RUN, Entered, commitment, entered, id_of, note

SCENES = [scene.id for scene in RUN.scenes]


def check(entry: Entered) -> dict[str, Any]:
    return checked(entry["kind"], entry["data"], SCENES)


def test_a_sound_entry_is_kept_as_it_is() -> None:
    for entry in (note(1, theme="trust"), commitment(2, source=f"note:{id_of(1)}")):
        assert check(entry) == entry["data"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("two\nlines\r\nand\ta tab", "two lines and a tab"),
        ("  spaces   everywhere ", "spaces everywhere"),
        ("a\x00b\x07c", "abc"),
        ("left \u202eto right\u202c", "left to right"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("half \ud83d of a pair", "half of a pair"),
        ("lost \ufffd letter", "lost letter"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("hid\u200dden \u200c joiners\u200d", "hidden joiners"),
        ("e\u0301", "é"),
        ("<b>markup</b> & co", "<b>markup</b> & co"),
    ],
)
def test_what_nobody_can_read_is_taken_out(text: str, kept: str) -> None:
    assert check(note(1, text))["text"] == kept


@given(st.text(st.characters(codec=None), max_size=60))
def test_a_tidy_text_could_stand_in_a_dataset_and_stays_as_it_is(text: str) -> None:
    kept = tidy(text)
    assert fault_in_text(kept) is None
    assert unicodedata.is_normalized("NFC", kept)
    assert tidy(kept) == kept


def test_hostile_texts_are_text_and_stay_as_they_are() -> None:
    for text in (one for one in TEXTS if len(one) <= 240):
        assert check(note(1, text))["text"] == tidy(text)
    assert check(note(1, "=1+1"))["text"] == "=1+1"


@pytest.mark.parametrize(
    ("entry", "where", "said"),
    [
        (note(1, " \u200b\n"), "text", "nothing readable"),
        (note(1, "x" * 241), "text", "241 letters, and 240 are the most"),
        (note(1, 7), "text", "“7” is no text"),
        (note(1, category="context"), "category", "Write keep, leave or start"),
        (note(1, category=["keep"]), "category", "cannot stand here"),
        (note(1, theme="No Theme"), "theme", "“No Theme” is no id"),
        (note(1, scene="nowhere"), "scene", "this run has no scene “nowhere”"),
        (note(1, colour="red"), "data", "note.add has no field “colour”"),
        (entered(1, "note.add", note="1"), "note", "is no UUID"),
        (entered(1, "note.edit", note=id_of(1)), "text", "needs it, and it is missing"),
        (entered(1, "note.vote", note=id_of(1), votes=True), "votes", "no number of dots"),
        (entered(1, "note.vote", note=id_of(1), votes=-1), "votes", "from 0 to 999"),
        (entered(1, "note.vote", note=id_of(1), votes=1.5), "votes", "no number of dots"),
        (
            entered(1, "note.move", note=id_of(1), category="keep", order=float("nan")),
            "order",
            "no place",
        ),
        (
            entered(1, "note.move", note=id_of(1), category="keep", order=10**400),
            "order",
            "no place",
        ),
        (entered(1, "verdict", subject="theme:trust", verdict="holds"), "subject", "neither"),
        (entered(1, "verdict", subject="part:lens", verdict="holds"), "subject", "neither"),
        (entered(1, "verdict", subject="finding:a b", verdict="holds"), "subject", "is no id"),
        (entered(1, "verdict", subject=None, verdict="holds"), "subject", "neither"),
        (entered(1, "verdict", subject="finding:a", verdict="maybe"), "verdict", "holds, not or"),
        (entered(1, "reveal", scene="round", shown=1), "shown", "neither true nor false"),
        (entered(1, "scene", scene="round", query=7), "query", "“7” is no query"),
        (entered(1, "scene", scene="round", query="q=\u202ex"), "query", "is no query"),
        (entered(1, "scene", scene="round", query="x" * 2001), "query", "2001 letters, and 2000"),
        (entered(1, "scene", scene="round", query="a&" * 501), "query", "over 500 fields"),
        (commitment(1, who="x" * 81), "who", "81 letters, and 80 are the most"),
        (commitment(1, by="2026-02-30"), "by", "“2026-02-30” is no date"),
        (commitment(1, by="0026-12-24"), "by", "is no date"),
        (commitment(1, by="20261224"), "by", "Write year, month and day"),
        (commitment(1, source="theme:trust"), "source", "neither a finding nor a note"),
        (commitment(1, source="note:7"), "source", "is no UUID"),
        (commitment(1, source=None), "source", "neither a finding nor a note"),
        (
            entered(1, "commitment.mark", commitment=id_of(1), at=30, mark="kept"),
            "at",
            "Write 30 or 90",
        ),
        (entered(1, "undo", event="the last one"), "event", "is no UUID"),
        (entered(1, "note.sing"), "kind", "there is no kind “note.sing”"),
        ({"kind": ["note.add"], "data": {}}, "kind", "there is no kind"),
        ({"kind": "scene", "data": [1]}, "data", "is no mapping"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write_instead(
    entry: Entered, where: str, said: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        check(entry)
    assert refused.value.where == where
    assert said in str(refused.value)
    assert refused.value.instead


def test_240_letters_are_taken_however_many_bytes_they_have() -> None:
    assert check(note(1, "👍" * 240))["text"] == "👍" * 240


@pytest.mark.parametrize("id_", ["", "1", None, id_of(1).upper(), f"{id_of(1)}\n", 7])
def test_an_event_needs_a_uuid(id_: object) -> None:
    with pytest.raises(RefusedError, match="is no UUID"):
        checked_id(id_)


def test_a_refusal_shows_only_the_beginning_of_a_long_value() -> None:
    with pytest.raises(RefusedError) as refused:
        check(note(1, category="\u202e" + "x" * 5000))
    assert len(str(refused.value)) < 200
    assert "\u202e" not in str(refused.value)
