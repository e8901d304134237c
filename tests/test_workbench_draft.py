"""Notes become an outline and stubs; a stub says exactly that its statement is to be written."""

import re
import shutil
from pathlib import Path

import pytest

import insights
from insights.cli import main
from insights.reading import check
from insights.reading.document import Document
from insights.workbench.drafting import MOST_WORDS

ROOT = Path(__file__).parents[1]
NOTES = ROOT / "examples" / "notes"
HARBOUR = ROOT / "examples" / "harbour" / "notes.txt"


@pytest.fixture
def example(tmp_path):
    """A copy of the example, with a video that has notes but neither outline nor findings."""
    data = Path(shutil.copytree(ROOT / "examples" / "workshop", tmp_path / "data"))
    with open(data / "sources.yaml", "a") as sources:
        sources.write(
            "\n  - {id: harbour-talk, title: An invented talk on the harbour, short: Harbour talk,"
            " kind: video, publisher: Us, video: aaaaaaaaaaa, rights: Invented.}\n"
        )
    return data


def draft(example, notes, *more):
    return main(["draft", str(notes), "--data", str(example), *more])


def written(example, name):
    text = (example / name).read_text("utf-8")
    assert text.endswith("\n")
    return Document(name, text).data


def test_notes_with_times_give_outline_and_stubs(example, capsys):
    assert draft(example, HARBOUR) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "4 sections and 7 stubs drafted (outlines/harbour-talk.yaml, stubs/harbour-talk.yaml)",
        "data: 9 findings, 3 themes, 3 sources; 1 warning",
        "stubs/harbour-talk.yaml can be deleted when its stubs are written and moved",
    ]
    assert printed.err == ""
    assert written(example, "outlines/harbour-talk.yaml") == {
        "outline": [
            {"section": "Introduction", "named_by": "curator", "times": ["00:00:41"]},
            {"section": "What worked", "times": ["00:03:05", "00:04:50"]},
            {"section": "What did not", "times": ["00:09:12", "00:11:30"]},
            {"section": "Wishes", "times": ["00:15:02", "00:16:44"]},
        ]
    }
    stubs = written(example, "stubs/harbour-talk.yaml")["findings"]
    assert [stub["locator"] for stub in stubs] == [
        *("00:00:41", "00:03:05", "00:04:50", "00:09:12", "00:11:30", "00:15:02", "00:16:44")
    ]
    assert stubs[0] == {
        "id": "",
        "statement": "",
        "category": "",
        "themes": [],
        "source": "harbour-talk",
        "locator": "00:00:41",
        "evidence": "",
        "level": "",
    }


def test_notes_without_times_give_items(example):
    (example / "outlines/town-evening.yaml").unlink()
    assert draft(example, NOTES / "town-evening.txt") == 0
    outline = written(example, "outlines/town-evening.yaml")["outline"]
    assert outline[0] == {"section": "What to keep", "items": 2}
    stubs = written(example, "stubs/town-evening.yaml")["findings"]
    assert stubs[1]["locator"] == {"section": "What to keep", "item": 2}
    assert insights.load(example).outline_by_source["town-evening"].sections[0].items == 2


def test_a_stub_holds_few_words_of_the_source_and_the_line_to_find_it(example):
    notes = HARBOUR
    draft(example, notes)
    lines = notes.read_text("utf-8").splitlines()
    text = (example / "stubs/harbour-talk.yaml").read_text("utf-8")
    hints = re.findall(r"^  # line (\d+): \"(.*)\"$", text, re.M)
    assert len(hints) == 7
    for number, words in hints:
        assert 0 < len(words.split()) <= MOST_WORDS <= 8
        assert words.split()[0] in lines[int(number) - 1]


def test_check_says_of_each_stub_only_that_its_statement_is_to_be_written(example):
    draft(example, HARBOUR)
    assert check(example)[0] is not None
    shutil.copy(example / "stubs/harbour-talk.yaml", example / "findings/harbour-talk.yaml")
    dataset, faults = check(example)
    assert dataset is None
    assert [fault.file for fault in faults] == ["findings/harbour-talk.yaml"] * 7
    assert {f"{fault.rule}: {fault.what}; {fault.advice}" for fault in faults} == {
        "text-empty: `statement` is empty; write it: one sentence in the curator's own words; "
        "a hedge stays a hedge"
    }


def test_once_its_statement_is_written_the_other_fields_are_told(example):
    draft(example, HARBOUR)
    text = (example / "stubs/harbour-talk.yaml").read_text()
    text = text[: text.index("\n  # line", text.index("- id"))] + "\n"
    text = text.replace('statement: ""', "statement: The harbour asked for this evening.")
    (example / "findings/harbour-talk.yaml").write_text(text)
    _, faults = check(example)
    assert [fault.what.split("`")[1] for fault in faults] == [
        *("id", "category", "themes", "evidence", "level")
    ]


def test_the_source_is_told_by_video_or_title_or_asked_for(example, capsys):
    notes = example.parent / "notes.txt"
    notes.write_text("An invented talk: on the HARBOUR\n\nText of it, at length.\n")
    assert draft(example, notes) == 0
    assert "1 section and 1 stub drafted (outlines/harbour-talk.yaml," in capsys.readouterr().out
    notes.write_text("Something else\n\nText of it, at length.\n")
    assert draft(example, notes) == 2
    assert capsys.readouterr().err == (
        "insights draft: say with --source which source these are notes of: town-evening, "
        "flood-page or harbour-talk; if it is a new one, first `insights new source`\n"
    )
    assert draft(example, notes, "--source", "harbor") == 2
    assert "there is no source `harbor` in sources.yaml; add it with insights new source" in (
        capsys.readouterr().err
    )


def test_a_video_without_times_has_headings_only(example):
    notes = example.parent / "notes.txt"
    notes.write_text("## One\nText.\n\nMore text.\n")
    assert draft(example, notes, "--source", "harbour-talk") == 0
    assert written(example, "outlines/harbour-talk.yaml") == {"outline": [{"section": "One"}]}
    stubs = written(example, "stubs/harbour-talk.yaml")["findings"]
    assert [stub["locator"] for stub in stubs] == [{"section": "One"}] * 2


def test_times_in_the_minutes_of_a_workshop_are_no_places(example):
    (example / "outlines/town-evening.yaml").unlink()
    notes = example.parent / "notes.txt"
    text = (
        (NOTES / "town-evening.txt").read_text().replace("Street lists", "[00:12:00] Street lists")
    )
    notes.write_text(text)
    assert draft(example, notes, "--source", "town-evening") == 0
    assert written(example, "outlines/town-evening.yaml")["outline"][0]["items"] == 2


def test_what_is_no_time_is_named_and_the_rest_is_drafted(example, capsys):
    notes = example.parent / "notes.txt"
    notes.write_text("## One\nText [99:99:99].\n- more [12:30], and [00:00:05].\n")
    assert draft(example, notes, "--source", "harbour-talk") == 0
    assert capsys.readouterr().err.splitlines() == [
        f'{notes}:2:6: warning time-spelling: "[99:99:99]" is not a time, so its stub has none; '
        "write hours, minutes and seconds, like [00:34:43]",
        f'{notes}:3:8: warning time-spelling: "[12:30]" is not a time, so its stub has none; '
        "write hours, minutes and seconds, like [00:12:30]",
    ]
    stubs = written(example, "stubs/harbour-talk.yaml")["findings"]
    place = {"section": "One"}
    assert [stub["locator"] for stub in stubs] == [place, place, "00:00:05"]


@pytest.mark.parametrize(
    "text", ["", "\n \n", "---\ntitle: An invented talk on the harbour\n---\n"]
)
def test_empty_notes_are_told(example, capsys, text):
    notes = example.parent / "notes.txt"
    notes.write_text(text)
    assert draft(example, notes, "--source", "harbour-talk") == 1
    assert "holds no text" in capsys.readouterr().err
    assert not (example / "stubs").exists()


def test_nothing_is_written_over(example, capsys):
    assert draft(example, NOTES / "flood-page.txt") == 1
    assert "outlines/flood-page.yaml has sections already" in capsys.readouterr().err
    assert not (example / "stubs").exists()
    assert draft(example, HARBOUR) == 0
    before = (example / "outlines/harbour-talk.yaml").read_bytes()
    (example / "outlines/harbour-talk.yaml").unlink()
    assert draft(example, HARBOUR) == 1
    assert "stubs/harbour-talk.yaml is there already; take it away, or use --out" in (
        capsys.readouterr().err
    )
    assert not (example / "outlines/harbour-talk.yaml").exists()
    assert before


def test_an_outline_still_to_be_written_keeps_its_comments(example):
    (example / "outlines/harbour-talk.yaml").write_text("# mine\noutline: [] # soon\n")
    assert draft(example, HARBOUR) == 0
    text = (example / "outlines/harbour-talk.yaml").read_text()
    assert text.startswith("# mine\noutline: # soon\n  - section: Introduction\n")


def test_an_outline_that_does_not_fit_the_findings_is_not_kept(example, capsys):
    (example / "outlines/town-evening.yaml").unlink()
    notes = example.parent / "notes.txt"
    notes.write_text("## Something else\n- one\n")
    assert draft(example, notes, "--source", "town-evening") == 1
    assert "error locator-in-outline" in capsys.readouterr().err
    assert not (example / "outlines/town-evening.yaml").exists()
    assert not (example / "stubs").exists()


def test_elsewhere_a_draft_needs_no_source_in_the_dataset(example, capsys):
    out = example.parent / "out"
    notes = HARBOUR
    assert draft(example, notes, "--source", "new-talk", "--out", str(out)) == 0
    assert "4 sections and 7 stubs drafted" in capsys.readouterr().out
    assert written(out, "outlines/new-talk.yaml")["outline"][1]["times"][0] == "00:03:05"
    assert written(out, "stubs/new-talk.yaml")["findings"][0]["source"] == "new-talk"
    assert draft(example, notes, "--source", "new-talk", "--out", str(out)) == 1
    assert "is there already" in capsys.readouterr().err
    assert draft(example, notes, "--source", "New Talk", "--out", str(out)) == 2
    assert not (example / "stubs").exists()


def test_a_dataset_with_faults_is_told_first(example, capsys):
    (example / "themes.yaml").unlink()
    assert draft(example, HARBOUR) == 1
    assert "nothing can be added before that" in capsys.readouterr().err


def test_notes_that_cannot_be_read_are_told(example, capsys):
    assert draft(example, example / "no.txt") == 2
    assert "No such file" in capsys.readouterr().err
    notes = example.parent / "notes.txt"
    notes.write_bytes(b"Text \xff.")
    assert draft(example, notes) == 2
    assert "is not UTF-8 (byte 6); save it as UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("source", ["harbour-talk", "town-evening"])
def test_a_heading_that_the_format_cannot_hold_is_told(example, capsys, source):
    (example / "outlines/town-evening.yaml").unlink()
    notes = example.parent / "notes.txt"
    notes.write_text(f"## {'word ' * 130}\nText [00:00:01].\n")
    assert draft(example, notes, "--source", source) == 1
    assert "error text-long: `section` is" in capsys.readouterr().err


def test_a_hostile_title_or_name_of_a_file_stays_in_its_comment(example):
    notes = example.parent / "no\ntes: [.txt"
    notes.write_text('---\ntitle: "a\\uFFFE: [ \ufffe {title} # "\n---\n\n## {T}: [\nText.\n')
    out = example.parent / "out"
    assert draft(example, notes, "--source", "x", "--out", str(out)) == 0
    assert written(out, "outlines/x.yaml") == {"outline": [{"section": "{T}: [", "items": 1}]}
    [stub] = written(out, "stubs/x.yaml")["findings"]
    assert stub["locator"] == {"section": "{T}: [", "item": 1}
