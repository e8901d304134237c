"""What a message says of a wrong value is true, whichever field of whichever record holds it."""

import json
import re

import pytest

from insights.model import (
    Correction,
    Finding,
    Lens,
    Release,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from insights.reading import check
from insights.reading.catalogue import all_rules
from insights.reading.document import Document
from insights.reading.schema import read_records
from tests.bad_data import SOUND

RELEASE = {
    "fingerprint": "0123456789abcdef" * 4,
    "as_of": "2020-01-01",
    "findings": {"trust-first": "0123456789ab keep"},
}


def first_of(file, key):
    return Document(file, (SOUND / file).read_text("utf-8")).data[key][0]


SOUND_RECORDS = {
    Theme: ("themes", first_of("themes.yaml", "themes")),
    Source: ("sources", first_of("sources.yaml", "sources")),
    Finding: ("findings", first_of("findings/talk.yaml", "findings")),
    Withdrawn: ("withdrawn", first_of("withdrawn.yaml", "withdrawn")),
    Lens: ("lenses", first_of("lenses.yaml", "lenses")),
    Tension: ("tensions", first_of("tensions.yaml", "tensions")),
    Correction: ("corrections", first_of("corrections.yaml", "corrections")),
    Section: ("outline", first_of("outlines/talk.yaml", "outline")),
    Release: ("releases", RELEASE),
}
ODD = [
    *(0, 1, -1, 1.5, 10**14, True, False),
    *("", " ", "x", "Trust-First", "x" * 700, "two\nlines", "a: b", "12:30", "2020-13-45", "yes"),
    *([], ["x"], [1], [True], [[]], [{}], ["x"] * 2, ["x"] * 5, ["x", 1], [""], [{"id": "x"}]),
    *({}, {"x": 1}, {"section": 1}, {"section": "x", "item": "y"}, {"Bad": "x"}, {"x": {}}),
]
FIELDS = [(model, name) for model in SOUND_RECORDS for name in model.model_fields]
JARGON = re.compile(r"\b(None|class|Undefined|pydantic|tuple|dict|str|int|input)\b|\[key\]")


def faults_in(model, key, record):
    document = Document("a.yaml", f"{key}: [{json.dumps(record)}]\n")
    assert document.faults == []
    return read_records(document, key, model).faults


def at_least(what):
    found = re.search(r"has (\d+) items?, at least (\d+)", what)
    return (int(found[1]), int(found[2])) if found else (0, 1)


@pytest.mark.parametrize(
    ("model", "name"), FIELDS, ids=lambda part: part if isinstance(part, str) else part.__name__
)
def test_what_is_said_of_a_wrong_value_is_true(model, name):
    key, sound = SOUND_RECORDS[model]
    assert faults_in(model, key, sound) == []
    for value in ODD:
        for fault in faults_in(model, key, {**sound, name: value}):
            words = str(fault)
            assert fault.rule in all_rules()
            assert words.isprintable(), words
            assert not JARGON.search(words), words
            assert f"has no `{name}`" not in words, words
            if f"`{name}` is " in words or f"`{name}` has " in words:
                is_said = {
                    "a list": isinstance(value, list),
                    "a group of fields": isinstance(value, dict),
                    "the text": isinstance(value, str),
                    "the value": isinstance(value, int | float),
                    "empty": value == "",
                }
                for kind, is_true in is_said.items():
                    if f"`{name}` is {kind}" in words and "an item" not in words:
                        assert is_true, words
            have, needed = at_least(fault.what)
            assert have < needed, words


@pytest.mark.parametrize("model", SOUND_RECORDS, ids=lambda model: model.__name__)
def test_a_field_that_is_missing_or_misspelt_is_told_once(model):
    key, sound = SOUND_RECORDS[model]
    for name, field in model.model_fields.items():
        if name not in sound or len(name) < 4:
            continue
        rest = {other: value for other, value in sound.items() if other != name}
        rules = [fault.rule for fault in faults_in(model, key, rest)]
        assert rules == (["missing-field"] if field.is_required() else [])
        misspelt = {f"{name}x": sound[name], **rest}
        (fault,) = faults_in(model, key, misspelt)
        assert fault.rule == "unknown-key"
        assert f"did you mean `{name}`?" in fault.advice


@pytest.mark.parametrize("model", SOUND_RECORDS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("record", ["x", 3, True, [], ["x"]])
def test_a_record_that_is_none_is_told(model, record):
    key, _ = SOUND_RECORDS[model]
    (fault,) = faults_in(model, key, record)
    assert fault.rule == "group-needed"
    assert "a group of fields is needed; its fields are " in str(fault)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("[trust-first]", "`between` has 1 item, at least 2 are needed"),
        ("[]", "`between` has 0 items, at least 2 are needed"),
        ("[a, b, c]", "`between` has 3 items, 2 are allowed"),
        ("trust-first", "write `between: [trust-first, ...]`"),
        ("{a: b}", "`between` is a group of fields, a list is needed; write `between: [..., ...]`"),
        ("[a, A]", 'an item of `between` "A" is not in kebab-case'),
    ],
)
def test_a_pair_is_told_as_a_list_of_two(value, words):
    text = f"tensions: [{{id: a, between: {value}, question: Why?, basis: stated}}]\n"
    (fault,) = read_records(Document("a.yaml", text), "tensions", Tension).faults
    assert words in str(fault)


def test_a_key_that_is_no_id_is_told_at_the_key():
    text = 'releases:\n  - fingerprint: "{}"\n    as_of: "2020-01-01"\n    findings:\n'
    text = text.format("0" * 64) + '      Trust_First: "0123456789ab keep"\n'
    (fault,) = read_records(Document("a.yaml", text), "releases", Release).faults
    assert (fault.line, fault.column) == (5, 7)
    assert 'a key of `findings` "Trust_First" is not in kebab-case' in fault.what


def test_mistakes_in_one_lens_tension_or_correction_are_told_at_once(tmp_path):
    for file in ("dataset.yaml", "themes.yaml", "sources.yaml", "withdrawn.yaml"):
        (tmp_path / file).write_bytes((SOUND / file).read_bytes())
    for folder in ("findings", "outlines"):
        (tmp_path / folder).mkdir()
        for file in (SOUND / folder).iterdir():
            (tmp_path / folder / file.name).write_bytes(file.read_bytes())
    (tmp_path / "lenses.yaml").write_text("""
lenses:
  - {id: a, title: Why?, source: tlak, locator: 12, number_from: us, ordered: maybe, parts: [
      {id: b, label: B, text: It is., locator: "00:34:44", findings: [trust-frist, trust-gone]}]}
""")
    (tmp_path / "tensions.yaml").write_text("""
tensions:
  - {id: A, between: [trust-first, trust-first], question: 3, basis: state, locator: "00:34:44"}
""")
    (tmp_path / "corrections.yaml").write_text("""
corrections:
  - {id: a, source: talk, locator: "00:34:44", as_written: 3, occurs: 0, sure: sure, why: It is.,
     status: open, affects: [trust-frist]}
""")
    rules = {}
    for fault in check(tmp_path)[1]:
        rules.setdefault(fault.file, []).append(fault.rule)
    assert rules == {
        "corrections.yaml": [
            "locator-in-outline",
            "text-needed",
            "number-needed",
            "choice",
            "affected-finding-exists",
        ],
        "lenses.yaml": [
            "source-exists",
            "text-needed",
            "choice",
            "choice",
            "part-finding-exists",
            "part-finding-exists",
        ],
        "tensions.yaml": [
            "id-spelling",
            "tension-of-two",
            "text-needed",
            "choice",
            "place-where-stated",
        ],
    }
