"""The model: what a record takes, and where a finding stands in its source."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from insights.model import (
    CATEGORIES,
    EVIDENCE,
    Figure,
    Finding,
    LatestLocator,
    Place,
    Source,
    Theme,
    fault_in_text,
    receipt_for,
    seconds_of,
    slug,
)
from insights.reading import read
from tests.bad_data import SOUND

TALK = Source(
    id="talk",
    title="A talk",
    short="Talk",
    kind="video",
    publisher="Somebody",
    video="abcdefghijk",
    rights="Unknown.",
    latest_locator=LatestLocator(at="01:00:00", why="The recording ends there."),
)


def test_each_field_says_what_it_is_for():
    for model in (Finding, Place, Figure, Source, Theme, LatestLocator):
        for name, field in model.model_fields.items():
            assert field.description, f"{model.__name__}.{name}"
            assert field.description.endswith((".", "`."))


def test_a_record_cannot_be_changed_and_has_no_other_fields():
    theme = Theme(id="a", label="A", definition="What it is.")
    with pytest.raises(ValidationError):
        theme.label = "B"
    with pytest.raises(ValidationError):
        Theme(id="a", label="A", definition="What it is.", colour="red")


def test_a_whole_number_stays_whole_and_a_text_is_no_number():
    assert repr(Figure(value=72, unit="percent").value) == "72"
    assert repr(Figure(value=0.5, unit="percent").value) == "0.5"
    for value in ("72", True, float("nan"), float("inf")):
        with pytest.raises(ValidationError):
            Figure(value=value, unit="percent")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(72, "percent", "72%"), (5500, "participants", "5,500"), (1.5, "months", "1.5")],
)
def test_a_figure_is_written_as_people_write_it(value, unit, text):
    assert Figure(value=value, unit=unit).text == text


@pytest.mark.parametrize("name", ["", "A", "a--b", "-a", "a-", "a_b", "a b", "ä", "a\n", "a" * 61])
def test_an_id_is_in_kebab_case(name):
    with pytest.raises(ValidationError):
        Theme(id=name, label="A", definition="What it is.")


@given(text=st.text())
def test_a_text_is_judged_by_each_of_its_letters(text):
    unseen = {0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F}
    unseen |= {*range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x2800, 0x3164, 0xFEFF, 0xFFA0}
    unseen |= {*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)}
    is_faulty = text != text.strip() or any(
        unicodedata.category(letter) in {"Cc", "Cs", "Co"}
        or ord(letter) in unseen
        or ord(letter) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(letter) <= 0xFDEF
        or letter == "\ufffd"
        or (letter in "\u200c\u200d" and min(f" {text} "[at], f" {text} "[at + 2]) < "\u0590")
        for at, letter in enumerate(text)
    )
    assert (fault_in_text(text) is not None) == is_faulty


@pytest.mark.parametrize("letter", ["\n", "\r", "\t", "\x1b", "\u202e", "\u200b", "\ufffe", "\x85"])
def test_letters_that_cannot_be_seen_are_refused(letter):
    assert fault_in_text(f"a{letter}b") is not None


@pytest.mark.parametrize(
    "letter", ["\xad", "\u3164", "\u2800", "\u200d", "\ufffd", "\ue000", "\ufdd0", "\U000e0041"]
)
def test_letters_that_hide_though_they_count_as_printable_are_refused(letter):
    assert fault_in_text(f"a{letter}b") is not None


@pytest.mark.parametrize("text", ["👩‍👩‍👧", "می‌خواهم", "क्‍ष", "❤️"])
def test_letters_that_join_others_are_taken_where_they_do(text):
    assert fault_in_text(text) is None


@given(text=st.text())
def test_a_slug_is_its_own_slug(text):
    assert slug(slug(text)) == slug(text)


def test_labels_compare_without_accents_and_signs():
    assert slug("Égalité, fraternité!") == "egalite-fraternite"
    assert slug("  Trust & Openness ") == "trust-openness"
    assert slug("信頼") == "信頼"


def test_a_time_within_the_recording_is_exact_and_links_there():
    receipt = receipt_for("00:34:43", TALK)
    assert receipt.state == "exact"
    assert receipt.seconds == seconds_of("00:34:43") == 2083
    assert receipt.url == "https://www.youtube.com/watch?v=abcdefghijk&t=2083s"
    assert receipt.text == "34:43"


@pytest.mark.parametrize(("time", "state"), [("01:00:00", "exact"), ("01:00:01", "doubtful")])
def test_a_time_beyond_the_last_believable_one_is_doubtful_and_never_a_link(time, state):
    receipt = receipt_for(time, TALK)
    assert receipt.state == state
    assert (receipt.url is None) == (state == "doubtful")
    assert (receipt.reason is None) == (state == "exact")


def test_a_section_counts_its_items():
    receipt = receipt_for(Place(section="Key takeaways", item=2), TALK)
    assert (receipt.state, receipt.text) == ("section", "Key takeaways, 2")
    assert receipt_for(Place(section="Intro"), TALK).text == "Intro"


def test_a_dataset_finds_findings_by_the_ids_they_had():
    dataset = read(SOUND)
    assert dataset.finding_by_id["trust-gone"] is dataset.finding_by_id["trust-lost"]
    assert set(dataset.receipts) == {one.id for one in dataset.findings}
    assert dataset.withdrawn_by_id["old-claim"].see == ("trust-first",)


def test_the_fingerprint_follows_the_content():
    dataset = read(SOUND)
    changed = dataset.model_copy(update={"themes": dataset.themes[:1]})
    assert len(dataset.fingerprint) == 64
    assert changed.fingerprint != dataset.fingerprint
    assert hash(dataset) == hash(read(SOUND))


def test_a_record_of_a_finding_holds_what_the_interfaces_promise():
    dataset = read(SOUND)
    record = dataset.record(dataset.finding_by_id["money-short"])
    assert record["locator"] == {
        "as_written": "Key takeaways, 2",
        "seconds": None,
        "section": "Key takeaways",
        "item": 2,
        "receipt": "section",
        "reason": None,
    }
    assert record["url"] == "https://example.org/report"
    assert "checked_by" not in record


def test_the_words_for_categories_and_evidence_cover_all_of_them():
    assert list(CATEGORIES) == ["keep", "leave", "start", "context"]
    assert len(EVIDENCE) == 6
