"""Adding records to files: every letter that stood there stays, and nothing is half done."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import insights
from insights.model import Source
from insights.reading.document import Document
from insights.workbench.adding import save, with_findings, with_outline, with_source
from insights.workbench.appending import NoRoomError, appended
from insights.workbench.files import replace, write_new
from insights.workbench.judging import Judge, tried
from insights.workbench.naming import proposed_id
from tests.worlds import finding

EXAMPLE = Path(__file__).parents[1] / "examples" / "workshop"
NEW = [{"id": "new", "why": "Because: so."}]

FILES = {
    "an empty list": "findings: []\n",
    "an empty list and comments": "# Head\n\nfindings: [ ]  # none yet\n# foot\n",
    "an empty list over lines": "findings:\n  [\n  ]\n",
    "no line end": "findings:\n  - id: a\n    why: x",
    "no indentation": "findings:\n- id: a\n  why: x\n",
    "deep indentation": "findings:\n\n      -   id: a\n          why: x\n\n\n",
    "a folded text at the end": "findings:\n  - id: a\n    why: >-\n      one\n      two\n",
    "a comment at the end": "findings:\n  - id: a\n    why: x # why\n# the end",
    "an end of the document": "findings:\n  - id: a\n    why: x\n...\n# behind it\n",
    "a beginning of the document": "---\nfindings:\n  - {id: a, why: x}\n",
    "letters of all kinds": "# 🧭 ثقة\nfindings:\n  - id: a\n    why: 👩‍👩‍👧 信頼\n",
    "an empty list behind letters": "# 🧭 ثقة\nfindings: []\n",
}


def judge(directory):
    return Judge(directory, insights.load(directory))


def contents(directory):
    return {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("kind", FILES)
def test_what_stood_there_stays_letter_for_letter(kind, line_end):
    text = FILES[kind].replace("\n", line_end)
    result = appended(text, "findings", NEW)
    before = Document("f", FILES[kind]).data["findings"]
    plain = result.replace(line_end, "\n")
    assert Document("f", plain).data == {"findings": [*before, *NEW]}
    if line_end != "\n":
        assert "\n" not in result.replace(line_end, "")
    kept = iter(plain)
    held = FILES[kind].replace("[ ]", "").replace("[]", "").replace("[\n  ]", "").rstrip()
    assert all(letter in kept for letter in held if not letter.isspace())


def test_a_second_record_stands_after_a_blank_line_and_a_first_one_does_not():
    assert appended("f:\n- a: 1\n", "f", [{"a": 2}, {"a": 3}]) == "f:\n- a: 1\n\n- a: 2\n\n- a: 3\n"
    assert appended("f: []", "f", [{"a": 2}]) == "f:\n  - a: 2\n"


@pytest.mark.parametrize("text", ["findings: [{id: a}]\n", "{findings: []}\n"])
def test_a_list_in_brackets_is_told_and_left_alone(text):
    with pytest.raises(NoRoomError, match="stand"):
        appended(text, "findings", NEW)


@settings(deadline=None)
@given(
    head=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=9),
    indent=st.integers(0, 8),
    blanks=st.integers(0, 3),
    many=st.integers(0, 3),
)
def test_any_indentation_and_number_of_records_is_gone_on_with(head, indent, blanks, many):
    head = "".join(letter for letter in head if letter.isprintable())
    items = "".join(f"\n{' ' * indent}- id: a{number}" for number in range(many)) or " []"
    text = f"# {head}\nfindings:{items}" + "\n" * blanks
    result = appended(text, "findings", NEW)
    assert Document("f", result).data["findings"][-1:] == NEW
    assert len(Document("f", result).data["findings"]) == many + 1
    assert not many or result.startswith(text)


def test_findings_go_into_the_file_of_their_source(example):
    before = contents(example)
    one, two = (
        finding(name, source=source, themes=("money",), level="town", locator={"section": section})
        for name, source, section in (
            ("one", "town-evening", "What to keep"),
            ("two", "flood-page", "What helped"),
        )
    )
    held = judge(example)
    outcome = save(held, with_findings(held, [one, two]))
    assert outcome.faults == []
    assert {one, two} < {*insights.load(example).findings}
    for path, content in contents(example).items():
        assert content.startswith(before[path])
        assert (content != before[path]) == (path.parent.name == "findings")


def test_an_addition_that_makes_the_dataset_unsound_is_not_kept(example):
    before = contents(example)
    held = judge(example)
    bad = finding("street-lists", source="flood-page", themes=("nothing",), level="town")
    outcome = save(held, with_findings(held, [bad]))
    assert outcome.dataset is None
    assert {fault.rule for fault in outcome.faults} >= {"theme-exists", "finding-id-unique"}
    assert contents(example) == before


def test_a_source_without_a_file_of_findings_gets_one(example):
    with open(example / "sources.yaml", "a") as sources:
        sources.write(
            "\n  - {id: x, title: 'X: y', short: X, kind: page, publisher: X, rights: None.}\n"
        )
    held = judge(example)
    new = finding("one", source="x", themes=("money",), level="town", locator={"section": "S"})
    assert save(held, with_findings(held, [new])).dataset is not None
    text = (example / "findings/x.yaml").read_text()
    assert text.startswith('# Findings from "X: y".\nfindings:\n  - id: one\n')


def test_a_source_comes_with_its_files(example):
    held = judge(example)
    source = Source(
        id="harbour",
        title="A: harbour",
        short="Harbour",
        kind="page",
        publisher="X",
        rights="None.",
    )
    outcome = save(held, with_source(held, source))
    assert outcome.dataset == insights.load(example)
    assert outcome.dataset.source_by_id["harbour"] == source
    assert outcome.dataset.outline_by_source["harbour"].sections == ()
    assert [fault.rule for fault in outcome.faults] == ["source-used"]
    assert (example / "findings/harbour.yaml").read_text().endswith("findings: []\n")


def test_a_warning_that_was_there_before_is_not_told_again(example):
    with open(example / "themes.yaml", "a") as themes:
        themes.write("\n  - {id: unused, label: Unused, definition: Nobody uses it.}\n")
    held = judge(example)
    place = {"section": "What helped"}
    new = finding("one", source="flood-page", themes=("money",), level="town", locator=place)
    assert save(held, with_findings(held, [new])).brought == []
    assert [fault.rule for fault in tried(example, {})[1]] == ["theme-used"]


def test_a_file_saved_by_a_windows_editor_stays_one(example):
    file = example / "findings/flood-page.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    held = judge(example)
    place = {"section": "In numbers", "item": 2}
    new = finding("one", source="flood-page", themes=("money",), level="town", locator=place)
    assert save(held, with_findings(held, [new])).dataset is not None
    assert file.read_bytes().startswith(before)
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")


def test_the_sections_of_an_outline_are_written_once(example):
    held = judge(example)
    source = held.dataset.source_by_id["flood-page"]
    with pytest.raises(FileExistsError, match="has sections already"):
        with_outline(held, source, [{"section": "A"}])
    (example / "outlines/flood-page.yaml").write_text("# mine\noutline: []\n")
    [(name, content)] = with_outline(judge(example), source, [{"section": "A"}]).items()
    assert (name, content) == ("outlines/flood-page.yaml", b"# mine\noutline:\n  - section: A\n")


def test_where_a_file_cannot_be_written_the_others_are_as_they_were(example, monkeypatch):
    held = judge(example)
    source = Source(id="x", title="X", short="X", kind="page", publisher="X", rights="None.")
    changes = with_source(held, source)
    before = contents(example)
    real, calls = os.replace, []

    def full(old, new):
        calls.append(new)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(old, new)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save(held, changes)
    assert contents(example) == before


def test_replacing_a_file_keeps_its_rights_and_leaves_nothing_beside_it(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("old")
    file.chmod(0o640)
    replace(file, b"new")
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.yaml"]
    with pytest.raises(FileExistsError, match=r"a\.yaml"):
        write_new(file, b"other")
    assert file.read_text() == "new"


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        (
            "The trust of citizens is earned in small steps.",
            set(),
            "trust-citizens-earned-small-steps",
        ),
        ("Trust grows.", {"trust-grows", "trust-grows-2"}, "trust-grows-3"),
        ("It is to be.", set(), "it-is-to-be"),
        ("Éducation für alle!", set(), "education-fur-alle"),
        ("ثقة الناس", {"talk-1"}, "talk-2"),
        ("x" * 90, set(), "talk-1"),
        ("", set(), "talk-1"),
    ],
)
def test_an_id_is_proposed_from_what_is_said(text, taken, expected):
    assert proposed_id(text, taken, "talk") == expected
