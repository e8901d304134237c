"""Curated texts: garbled letters, mixed alphabets and markup are found in every field of texts."""

import shutil
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.model import (
    About,
    Correction,
    Finding,
    Lens,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from insights.reading import check
from insights.reading.alphabets import stranger_in
from insights.reading.garbled import first_garbled, repaired
from insights.reading.texts import texts_in
from tests.bad_data import SOUND

WORDS = [
    "café",
    "naïve",
    "Österreich",
    "Übung",
    "groß",
    "Müller",
    "español",
    "niño",
    "São",
    "não",
    "coração",
    "Ångström",
    "smörgås",
    "garçon",
    "œuvre",
    "hôtel",
    "où",
    "là",
    "propos",
    "être",
    "ça",
    "się",
    "władza",
    "książka",
    "żaba",
    "ığdır",
    "İstanbul",
    "țară",
    "știință",
    "čeština",
    "ŽENA",
    "ÉTÉ",
    "ære",
    "señor",
    "KÖLN",
    "—",
    "–",
    "“quoted”",
    "it’s",
    "…",
    "€",
    "£",
    "°",
    "©",
    "®",
    "™",
    "§",
    "«",
    "»",
    "½",
    "→",
    "≥",
    "Привет",
    "мир",
    "Ελληνικά",
    "日本語",
    "中文",
    "한국어",
    "العربية",
    "עברית",
    "😀",
]


def in_the_wrong_encoding(text):
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("around", ["{}", "a {} b", "The {}."])
def test_a_word_that_was_garbled_is_put_right(word, around):
    text = around.format(word)
    garbled = in_the_wrong_encoding(text)
    if garbled is None or garbled == text:
        return
    assert repaired(garbled) == text
    assert repaired(text) is None


def test_a_text_that_was_garbled_twice_is_put_right():
    twice = in_the_wrong_encoding(in_the_wrong_encoding("cafés – and more"))
    assert repaired(twice) == "cafés – and more"


def test_a_closing_quotation_mark_whose_last_byte_is_lost_is_put_right():
    assert repaired("the â€œplastic hourâ€ came") == "the “plastic hour” came"


HONEST_CAPITALS = [
    "IRMÃ",
    "AMANHÃ",
    "HÄMÄ",
    "Å",
    "Ä",
    "CAFÉ",
    "ÉTÉ",
    "FRANÇ",
    "È",
    "OÙ",
    "Ç",
    "LÂ",
    "São",
    "Zoë",
]
BEHIND = ["”", "’", "’s", "“", "…", "–", "— and", "™", "®", "»", "›", "‘", "\u00a0x"]


@pytest.mark.parametrize("word", HONEST_CAPITALS)
@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("before", ["", "the “", "the „", "«"])
def test_honest_words_with_accents_are_left_alone(before, word, behind):
    assert repaired(f"{before}{word}{behind}") is None


@given(text=st.text(st.characters(codec="ascii")))
def test_plain_text_is_never_garbled(text):
    assert repaired(text) is None


@given(text=st.text())
def test_any_text_can_be_looked_at(text):
    whole = repaired(text)
    assert whole is None or whole != text
    assert len(first_garbled(text, text)) == 2
    found = stranger_in(text)
    assert found is None or found.letter in found.word


@pytest.mark.parametrize(
    ("text", "letter", "alphabet", "looks_like"),
    [
        ("the Bаnk", "а", "Cyrillic", "a"),
        ("Οffice", "Ο", "Greek", "O"),
        ("Москвa", "a", "Latin", "а"),
        ("Ελληvικά", "v", "Latin", "ν"),
        ("10 μm", "μ", "Greek", "µ"),
        ("Δtrust", "Δ", "Greek", None),
        ("e\u0301ditiоn", "о", "Cyrillic", "o"),
    ],
)
def test_a_letter_of_another_alphabet_is_named(text, letter, alphabet, looks_like):
    found = stranger_in(text)
    assert (found.letter, found.alphabet, found.looks_like) == (letter, alphabet, looks_like)


@pytest.mark.parametrize(
    "text",
    [
        "Москва-based",
        "α-helix",
        "10 µm",
        "日本語 and Ελλάδα",
        "x² of Привет",
        "Ångström’s ъ",
        "№ 1",
    ],
)
def test_words_of_one_alphabet_are_left_alone_whichever_it_is(text):
    assert stranger_in(text) is None


# --- every field


MODELS = (About, Theme, Source, Finding, Withdrawn, Lens, Tension, Correction, Section)
PLACE = {"section": "TEXT", "item": 1}
FULL = {
    About: {"title": "TEXT", "licence": "TEXT", "message": {"text": "TEXT"}},
    Theme: {"label": "TEXT", "definition": "TEXT"},
    Source: {
        "title": "TEXT",
        "short": "TEXT",
        "publisher": "TEXT",
        "via": ["TEXT", "TEXT"],
        "rights": "TEXT",
        "latest_locator": {"why": "TEXT"},
    },
    Finding: {
        "statement": "TEXT",
        "locator": PLACE,
        "actors": ["TEXT"],
        "figures": [{"unit": "TEXT", "of": "TEXT"}],
        "terms": ["TEXT"],
        "note": "TEXT",
        "checked_by": "TEXT",
    },
    Withdrawn: {"why": "TEXT"},
    Lens: {
        "title": "TEXT",
        "text": "TEXT",
        "note": "TEXT",
        "locator": PLACE,
        "parts": [{"label": "TEXT", "text": "TEXT", "bare": "TEXT", "locator": PLACE}],
    },
    Tension: {"question": "TEXT", "note": "TEXT", "locator": PLACE},
    Correction: {"likely": "TEXT", "why": "TEXT", "locator": PLACE},
    Section: {"section": "TEXT", "left_out": "TEXT"},
}


def made(model, content):
    """A record of this content alone; what else the model asks for does not matter here."""
    values = {}
    for name, value in content.items():
        annotation = model.model_fields[name].annotation
        if isinstance(value, list) and isinstance(value[0], dict):
            values[name] = tuple(made(inner(annotation), one) for one in value)
        elif isinstance(value, list):
            values[name] = tuple(value)
        else:
            values[name] = made(inner(annotation), value) if isinstance(value, dict) else value
    missing = {name: None for name in model.model_fields if name not in values}
    return model.model_construct(**values, **missing)


def inner(annotation):
    """The model inside an annotation."""
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner(part))), None)


def leaves(content, path=()):
    if isinstance(content, str):
        return {path}
    items = content.items() if isinstance(content, dict) else enumerate(content)
    found = {leaf for key, value in items for leaf in leaves(value, (*path, key))}
    return {leaf for leaf in found if leaf[-1] != "item"}


def count_of_text_fields(model):
    """How many fields of texts a model has, told by what its texts may hold."""
    count = 0
    for field in model.model_fields.values():
        group = inner(field.annotation)
        if group is not None:
            count += count_of_text_fields(group)
        elif "_one_line" in repr(field.annotation) + repr(field.metadata):
            count += 1
    return count


def no_numbers(value):
    if isinstance(value, dict):
        return {key: no_numbers(one) for key, one in value.items() if not isinstance(one, int)}
    return [no_numbers(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_text_of_a_record_is_looked_at(model):
    content = no_numbers(FULL[model])
    assert {path for path, _ in texts_in(made(model, content))} == leaves(content)
    names = {tuple(part for part in leaf if isinstance(part, str)) for leaf in leaves(content)}
    assert len(names) == count_of_text_fields(model)


def test_what_a_source_wrote_faultily_is_no_curated_text():
    correction = Correction(
        id="a",
        source="b",
        as_written="â€” <b> Bаnk",
        occurs=1,
        sure="unsure",
        why="Because.",
        status="open",
    )
    assert [text for _, text in texts_in(correction)] == ["Because."]


SPOILT = {
    "text-not-garbled": "cafÃ©",
    "word-of-one-alphabet": "Bаnk",
    "text-without-markup": "<b>bold</b>",
    "text-not-formula": "=1+1",
    "text-composed": "cafe\u0301",
}
FIELDS = [
    ("dataset.yaml", "A small world"),
    ("themes.yaml", "When people believe each other."),
    ("sources.yaml", "Unknown."),
    ("findings/talk.yaml", "The speaker only implies it."),
    ("withdrawn.yaml", "It held two claims."),
    ("lenses.yaml", "Somebody listens."),
    ("lenses.yaml", "The talk gives no case."),
    ("tensions.yaml", "Rooms cost money."),
    ("corrections.yaml", "A dash was damaged."),
    ("outlines/talk.yaml", "Nothing is claimed in it."),
]


@pytest.mark.parametrize("rule", SPOILT)
@pytest.mark.parametrize(("file", "text"), FIELDS)
def test_a_text_is_judged_in_every_file(tmp_path, rule, file, text):
    world = Path(shutil.copytree(SOUND, tmp_path / "data"))
    content = (world / file).read_text("utf-8")
    assert text in content
    (world / file).write_text(content.replace(text, f'"{SPOILT[rule]}"', 1), "utf-8")
    (fault,) = check(world)[1]
    assert (fault.file, fault.rule) == (file, rule)
