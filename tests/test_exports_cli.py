"""`insights export`, and the formats of `insights find`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import insights
from insights.cli import main
from insights.exports import FORMATS, file_name
from insights.view import select
from tests.bad_data import SOUND
from tests.test_cli import run

DATA = ["--data", str(SOUND)]


def view_of(query):
    return select(insights.load(SOUND), query)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_says_what_is_written(ending, tmp_path, capsys):
    file = tmp_path / f"out.{ending}"
    assert main(["export", "category=keep", str(file), *DATA]) == 0
    assert file.read_bytes() == FORMATS[ending].write(view_of("category=keep"))
    printed = capsys.readouterr()
    assert printed.out == f"written: {file}\n"
    assert printed.err.strip() == view_of("category=keep").sentence


def test_whoever_exports_many_findings_is_told_while_they_are_written(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("insights.cli.export.MANY", 0)
    assert main(["export", "category=keep", str(tmp_path / "out.csv"), *DATA]) == 0
    view = view_of("category=keep")
    assert (
        capsys.readouterr().err == f"writing {view.count} findings as .csv ...\n{view.sentence}\n"
    )


@pytest.mark.parametrize("name", ["trust.brief.html", "brief.html", "Trust.Brief.HTML"])
def test_a_brief_is_told_from_the_explorer_by_its_longer_ending(name, tmp_path):
    assert main(["export", "category=keep", str(tmp_path / name), *DATA]) == 0
    written = (tmp_path / name).read_bytes()
    assert written == FORMATS["brief.html"].write(view_of("category=keep"))


def test_an_ending_in_capitals_is_understood(tmp_path):
    assert main(["export", "", str(tmp_path / "OUT.CSV"), *DATA]) == 0
    assert (tmp_path / "OUT.CSV").read_bytes() == FORMATS["csv"].write(view_of(""))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("out.xls", "no format ends with `.xls`; did you mean .xlsx?"),
        ("out.yml", "did you mean .yaml?"),
        ("out.jsn", "did you mean .json?"),
        ("out.doc", "a name can end with .csv, .xlsx, .json, .yaml, .md, .bib, .pptx"),
        ("out", "`out` has no ending"),
    ],
)
def test_an_unknown_ending_lists_those_there_are(name, said, tmp_path, capsys):
    assert main(["export", "", str(tmp_path / name), *DATA]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_format_wins_over_the_ending(tmp_path):
    assert main(["export", "", str(tmp_path / "notes.txt"), "--format", "md", *DATA]) == 0
    assert (tmp_path / "notes.txt").read_bytes() == FORMATS["md"].write(view_of(""))


def test_a_file_that_is_there_stays(tmp_path, capsys):
    file = tmp_path / "out.csv"
    file.write_text("mine")
    assert main(["export", "", str(file), *DATA]) == 1
    assert "nothing is written: there is a file out.csv already" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_in_a_folder_the_file_is_named_by_what_is_in_it(tmp_path, capsys):
    assert main(["export", "category=keep", str(tmp_path), "--format", "bib", *DATA]) == 0
    [file] = tmp_path.iterdir()
    assert file.name == file_name(view_of("category=keep"), "bib")
    assert str(file) in capsys.readouterr().out


@pytest.mark.parametrize("place", ["-", "."])
def test_where_no_name_says_the_format_it_is_asked_for(place, capsys):
    assert main(["export", "", place, *DATA]) == 2
    assert "say with --format what is written" in capsys.readouterr().err


@pytest.mark.parametrize("ending", FORMATS)
def test_the_standard_output_gets_the_same_bytes_and_nothing_else(ending):
    done = run("export", "category=keep", "-", "--format", ending, *DATA)
    assert done.returncode == 0
    assert done.stdout == FORMATS[ending].write(view_of("category=keep"))
    assert done.stderr.decode().strip() == view_of("category=keep").sentence


def test_what_the_query_does_not_mean_is_named_and_a_file_says_that_nothing_matches(
    tmp_path, capsys
):
    file = tmp_path / "out.json"
    assert main(["export", "theme=nope", str(file), *DATA]) == 0
    error = capsys.readouterr().err
    assert "no theme “nope”" in error
    assert "None of 4 curated findings match" in error
    told = json.loads(file.read_bytes())
    assert (told["count"], told["findings"]) == (0, [])
    assert told["unknown"] == ["There is no theme “nope” in this dataset: it matches nothing."]


def test_limit_and_offset_leave_a_part_and_the_file_says_which(tmp_path):
    file = tmp_path / "out.json"
    assert main(["export", "limit=2&offset=1", str(file), *DATA]) == 0
    told = json.loads(file.read_bytes())
    assert [one["id"] for one in told["findings"]] == [one.id for one in view_of("").findings[1:3]]
    assert told["sentence"].endswith("This file holds 2 of them: number 2 to 3.")


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("limit=x", "a.csv", "write limit=25"),
        ("format=csv", "a.csv", "write --format"),
        ("limit=2", "a.html", "leave “limit” and “offset” out"),
        ("&".join(["q=a"] * 501), "a.csv", "over 500 fields"),
    ],
)
def test_a_query_that_cannot_be_answered_writes_nothing(query, name, said, tmp_path, capsys):
    assert main(["export", query, str(tmp_path / name), *DATA]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_unsound_data_and_a_folder_that_cannot_be_are_told(tmp_path, capsys):
    assert main(["export", "", str(tmp_path / "a.csv"), "--data", str(tmp_path / "nowhere")]) == 1
    assert "there is no folder `nowhere`" in capsys.readouterr().err
    (tmp_path / "file").write_text("x")
    assert main(["export", "", str(tmp_path / "file" / "a.csv"), *DATA]) == 1
    assert "nothing is written" in capsys.readouterr().err


def test_a_name_too_long_for_a_file_is_told(tmp_path, capsys):
    assert main(["export", "", str(tmp_path / f"{'a' * 300}.csv"), *DATA]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.partition(":")[0]) == ("", "nothing is written")


@pytest.mark.parametrize("ending", ["csv", "yaml"])
def test_find_prints_the_same_as_export_writes(ending):
    done = run("find", "category=keep&limit=1", "--format", ending, *DATA)
    assert done.stdout == FORMATS[ending].write(view_of("category=keep"), slice(0, 1))


def test_the_command_starts_without_what_only_a_spreadsheet_or_a_page_needs():
    script = (
        "import sys, insights.cli; "
        "large = ('xlsxwriter', 'pptx', 'typst', 'segno', 'pandas', 'jinja2'); "
        "print([name for name in large if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stdout.strip() == "[]"
