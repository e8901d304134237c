"""Files made to crash or to stall a reader: each ends as a report of moderate length."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from insights.reading import check, folder, gathering
from insights.reading.faults import MOST_FAULTS, MOST_FAULTS_IN_ALL, Names

ROOT = Path(__file__).parents[1]
TALK = "findings/talk.yaml"
MOST_BYTES_OF_MEMORY = 600_000_000

READ = """
import sys
from insights.reading import check
dataset, faults = check(sys.argv[1])
print(dataset is None, len(faults), *sorted({fault.rule for fault in faults}))
"""


def finding(number, **fields):
    """A sound finding of the talk, but for what is said otherwise."""
    whole = {
        "id": f"f-{number}",
        "statement": f"Statement number {number} is here.",
        "category": "context",
        "themes": "[trust]",
        "source": "talk",
        "locator": '"00:34:43"',
        "evidence": "argued",
        "level": "local",
        **fields,
    }
    return "  - " + "\n    ".join(f"{key}: {value}" for key, value in whole.items()) + "\n"


def findings(count, **fields):
    return "findings:\n" + "".join(finding(number, **fields) for number in range(count))


def large(unit, size=7_900_000):
    return unit * (size // len(unit.encode()))


HOSTILE = {
    "a list of very many texts": lambda: f"findings: [{large('a,', 1_700_000)}]",
    "a million mistakes": lambda: f"findings: [{large('~,')}]",
    "one record with 480,000 fields": lambda: (
        "findings:\n  - " + "\n    ".join(f"k{number}: v" for number in range(480_000))
    ),
    "one list with 300,000 numbers": lambda: findings(1, actors=f"[{large('1,', 600_000)}]"),
    "450,000 keys at the left edge": lambda: "".join(
        f"k{number}: 1\n" for number in range(450_000)
    ),
    "one key again and again": lambda: f"findings:\n  - {{{large('a: 1,')}}}",
    "100,000 brackets": lambda: "findings: " + "[" * 100_000,
    "4 million dashes": lambda: "findings:\n" + large("- "),
    "question marks": lambda: "findings: " + large("? "),
    "a text of 8 MB": lambda: findings(1, statement=large("word ")),
    "a text of 8 MB over many lines": lambda: findings(1, statement=large("word\n      ")),
    "a line of 8 MB with a comment": lambda: "findings: [" + large("a, ") + " b] # c",
    "a number of 8 MB": lambda: "findings:\n  - " + large("1"),
    "a time of 8 MB": lambda: "findings:\n  - 1" + large(":1"),
    "a key of 8 MB": lambda: "findings:\n  - ? " + large("k") + "\n    : 1",
    "300,000 instructions to YAML": lambda: (
        "".join(f"%TAG !a{number}! tag:x,2000:\n" for number in range(300_000)) + "---\na: b\n"
    ),
    "instructions behind the end": lambda: (
        "findings: []\n...\n"
        + "".join(f"%TAG !a{number}! tag:x,2000:\n" for number in range(300_000))
        + "---\na: b\n"
    ),
    "anchors": lambda: "findings:\n" + "".join(f"  - &a{n} x\n" for n in range(400_000)),
    "merge keys": lambda: "findings:\n" + large("  - {<<: *a}\n"),
    "ligatures that become 18 letters": lambda: (
        "findings:\n"
        + "".join(finding(n, statement=f"{chr(0xFDFA) * 230}{n}.") for n in range(9000))
    ),
    "30,000 unknown themes": lambda: (
        "findings:\n" + "".join(finding(n, themes=f"[thame-{n}]") for n in range(30_000))
    ),
    "30,000 wrong categories": lambda: findings(30_000, category="contextt"),
    "30,000 ids in capitals": lambda: (
        "findings:\n" + "".join(finding(n, id=f"F-{n}") for n in range(30_000))
    ),
    "records of 1,200 fields": lambda: (
        "findings:\n" + f"  - {{{','.join(f'k{n}: [v]' for n in range(1200))}}}\n" * 150
    ),
}


def run(world):
    """Read in a process of its own, with little memory and little time."""
    limits = (MOST_BYTES_OF_MEMORY, MOST_BYTES_OF_MEMORY)
    done = subprocess.run(
        [sys.executable, "-c", READ, world],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, limits),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    is_faulty, count, *rules = done.stdout.split()
    assert is_faulty == "True"
    assert int(count) <= MOST_FAULTS_IN_ALL + 2 * MOST_FAULTS
    return int(count), set(rules)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_as_a_report(world, name):
    (world / TALK).write_bytes(HOSTILE[name]().encode())
    count, rules = run(world)
    assert count >= 1
    assert "internal" not in rules


def test_reading_stops_in_a_large_dataset_with_mistakes(world):
    for number in range(8):
        text = findings(33_000, source=f"s{number}", category="contextt")
        (world / f"findings/s{number}.yaml").write_text(text)
    _, rules = run(world)
    assert {"choice", "too-many"} <= rules
    assert "dataset-size" not in rules


def test_texts_of_wide_letters_do_not_fill_the_memory(world):
    for number in range(7):
        comment = "# 🙂" + large("x # \n", 7_000_000)
        (world / f"findings/s{number}.yaml").write_text(f"{comment}\nfindings: []\n")
    assert "yaml-syntax" in run(world)[1]


def test_a_withdrawal_for_each_of_many_findings_is_checked_at_once(world):
    (world / TALK).write_text(findings(20_000))
    gone = "".join(
        f'  - {{id: gone-{n}, on: "2020-01-01", why: It was, see: [f-{n}x]}}\n'
        for n in range(40_000)
    )
    (world / "withdrawn.yaml").write_text(f"withdrawn:\n{gone}")
    assert "see-exists" in run(world)[1]


def test_misspelt_headings_among_many_are_told_at_once(world):
    headings = "".join(f"  - {{section: Heading {n}, items: 1}}\n" for n in range(60_000))
    (world / "outlines/report.yaml").write_text(f"outline:\n{headings}")
    wrong = (
        finding(n, source="report", themes="[budget]", locator=f"{{section: Haeding {n}}}")
        for n in range(15_000)
    )
    (world / "findings/report.yaml").write_text("findings:\n" + "".join(wrong))
    assert "locator-in-outline" in run(world)[1]


# --- the bounds themselves


def rules_of(world):
    return [(fault.file, fault.rule) for fault in check(world)[1]]


def test_a_file_just_too_large_is_told_and_one_just_small_enough_is_read(world):
    with open(world / "withdrawn.yaml", "ab") as file:
        file.write(b"#" * (folder.MOST_BYTES - file.tell()))
    assert check(world)[1] == []
    with open(world / "withdrawn.yaml", "ab") as file:
        file.write(b"#")
    assert rules_of(world) == [("withdrawn.yaml", "file-size")]


def test_whoever_has_too_many_findings_of_a_source_is_not_told_to_divide_the_file(world):
    with open(world / TALK, "ab") as file:
        file.write(b"#" * folder.MOST_BYTES)
    (fault,) = check(world)[1]
    assert (fault.file, fault.rule) == (TALK, "file-size")
    assert fault.advice.endswith("or divide its source, or the dataset, in two")


def test_a_dataset_too_large_in_all_is_not_read(world):
    for number in range(9):
        with open(world / f"findings/s{number}.yaml", "wb") as file:
            file.truncate(folder.MOST_BYTES)
    assert rules_of(world) == [(".", "dataset-size")]
    assert "the files have 72 MB, 64 are allowed" in check(world)[1][0].what


def test_a_dataset_of_too_many_files_is_not_read(world):
    for number in range(folder.MOST_FILES):
        (world / f"findings/s{number}.yaml").touch()
    assert rules_of(world) == [(".", "dataset-size")]
    assert "files, 1,000 are allowed" in check(world)[1][0].what


def test_strangers_among_the_files_are_told_up_to_a_point_and_hide_no_mistake(world):
    for number in range(folder.MOST_FILES + 50):
        for place in ("", "findings/", "outlines/"):
            (world / f"{place}x{number}.yml").touch()
    dataset, faults = check(world)
    assert dataset is not None
    assert 2 * folder.MOST_FILES < len(faults) <= 3 * folder.MOST_FILES
    text = (world / TALK).read_text()
    (world / TALK).write_text(text.replace("level: national", "level: galactic"))
    assert [fault.rule for fault in check(world)[1] if fault.level == "error"] == ["level-exists"]


def test_a_rule_that_is_broken_again_and_again_is_told_up_to_a_point(world):
    (world / TALK).write_text(findings(600, level="galactic") + finding("last", level="galaxy"))
    found = [fault for fault in check(world)[1] if fault.file == TALK]
    assert [fault.rule for fault in found[:-1]] == ["level-exists"] * MOST_FAULTS
    assert found[-1].rule == "too-many"
    assert "more than 500 mistakes against the rule level-exists" in found[-1].what


def test_a_field_that_is_wrong_again_and_again_is_told_up_to_a_point(world):
    (world / TALK).write_text(findings(600, category="contextt"))
    found = [fault for fault in check(world)[1] if fault.file == TALK]
    assert [fault.rule for fault in found[:-1]] == ["choice"] * MOST_FAULTS
    assert (found[-1].rule, found[-1].advice) == ("too-many", "mend the first ones")


def test_reading_stops_after_many_mistakes(world):
    (world / TALK).write_text(f"findings: [{'~, ' * 5000}]\n")
    faults = check(world)[1]
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1].rule == "too-many"


@pytest.mark.parametrize(
    "text", ["findings: [" + "~, " * 600 + "]\n", findings(600, evidence="nought")]
)
def test_reading_stops_after_many_mistakes_in_all(world, text):
    for number in range(6):
        (world / f"findings/s{number}.yaml").write_text(text)
    faults = check(world)[1]
    of_files = {fault.file for fault in faults if fault.rule in ("no-value", "choice")}
    assert len(of_files) == 4
    assert MOST_FAULTS_IN_ALL < len(faults) <= MOST_FAULTS_IN_ALL + MOST_FAULTS


def test_a_file_with_too_many_values_is_told(world):
    (world / TALK).write_text(f"findings:\n  - {{actors: [{'a,' * 800_000}]}}\n")
    assert (TALK, "file-values") in rules_of(world)


def test_files_behind_many_mistakes_are_not_read(world, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_EVENTS_WITH_FAULTS", 300)
    text = (world / "findings/report.yaml").read_text()
    (world / "findings/report.yaml").write_text(text.replace("context", "contextt"))
    told = rules_of(world)
    assert told[0] == ("findings/report.yaml", "choice")
    assert told[1:] == [(TALK, "too-many")]
    assert "and 4 behind it" in check(world)[1][1].what


def test_a_large_dataset_without_mistakes_is_read_to_its_end(world, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_EVENTS_WITH_FAULTS", 1)
    assert check(world)[1] == []


def test_mistakes_of_files_read_later_are_found_in_a_large_dataset_too(world, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_EVENTS_WITH_FAULTS", 1)
    text = (world / TALK).read_text()
    (world / TALK).write_text(text.replace("level: national", "level: galactic"))
    assert rules_of(world) == [(TALK, "level-exists")]


# --- guesses among many names


def test_a_guess_among_many_names_finds_the_nearest():
    names = Names([*(f"finding-{n % 7}-{n}" for n in range(5000)), "trust-decided-outcomes"])
    assert names.closest("trust-decided-outcome") == "trust-decided-outcomes"
    assert names.closest("rust-decided-outcomes") == "trust-decided-outcomes"
    assert names.closest("TRUST-decided-outcomes") == "trust-decided-outcomes"
    assert names.closest("zzz") is None
    assert len(names) == len(list(names)) == 5001


def test_guesses_come_to_an_end_but_capitals_are_still_seen_through():
    names = Names(["keep", "leave"])
    assert names.closest("keap") == "keep"
    for number in range(200):
        names.closest(f"kep{number}")
    assert names.closest("keap") is None
    assert names.closest("KEEP") == "keep"


# --- harmless all the same


def test_billion_laughs_stay_one_small_report(world):
    laughs = "".join(f"    l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 9))
    (world / TALK).write_text('findings:\n  - l0: &l0 ["lol"]\n' + laughs)
    faults = [fault for fault in check(world)[1] if fault.file == TALK]
    assert {one.rule for one in faults} == {"reference", "unknown-key", "missing-field"}
    assert len(faults) < 150


def test_a_tag_executes_nothing(world, tmp_path):
    text = (world / TALK).read_text()
    tag = f"level: !!python/object/apply:os.mkdir [{tmp_path}/made]"
    (world / TALK).write_text(text.replace("level: local", tag, 1))
    assert "type-tag" in {rule for _, rule in rules_of(world)}
    assert not (tmp_path / "made").exists()
