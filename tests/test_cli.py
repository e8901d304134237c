"""The command: exit codes, what it prints, and terminals that are not as one wishes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import insights
from insights.cli import main
from tests.bad_data import BAD_DATA, SOUND, build

ROOT = Path(__file__).parents[1]


def run(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-m", "insights.cli", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **more.pop("env", {})},
        capture_output=True,
        timeout=30,
        check=False,
        **more,
    )


def test_a_sound_dataset_is_counted(capsys):
    assert main(["check", str(SOUND)]) == 0
    assert capsys.readouterr().out == "_sound: 4 findings, 2 themes, 3 sources; no fault\n"


def test_faults_are_printed_and_counted(tmp_path, capsys):
    world = build(BAD_DATA / "time-minutes.yaml", tmp_path / "data")
    assert main(["check", str(world)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first == (
        "findings/talk.yaml:10:14: error time-quoted: the time 10:38 is not in quotes; "
        'write it in quotes as hours, minutes and seconds: "00:10:38"'
    )
    assert last == "data: 1 error, in 1 file; mend the errors and check again"


def test_warnings_alone_are_sound(tmp_path, capsys):
    world = build(BAD_DATA / "theme-unused.yaml", tmp_path / "data")
    assert main(["check", str(world)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "data: 4 findings, 3 themes, 3 sources; 1 warning"
    )


def test_json_holds_the_same(tmp_path, capsys):
    assert main(["check", str(SOUND), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "is_sound": True,
        "counts": {"findings": 4, "themes": 2, "sources": 3},
        "total": 0,
        "faults": [],
    }
    world = build(BAD_DATA / "choice.yaml", tmp_path / "data")
    assert main(["check", str(world), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] is None
    assert [(one["file"], one["line"], one["rule"]) for one in report["faults"]] == [
        ("findings/talk.yaml", 6, "choice")
    ]


def test_after_a_hundred_faults_the_others_are_counted(tmp_path, capsys):
    world = build(BAD_DATA / "theme-unused.yaml", tmp_path / "data")
    one = "\n  - {id: a%s, label: A%s, definition: Nobody uses it.}"
    themes = "".join(one % (number, number) for number in range(149))
    (world / "themes.yaml").write_text((world / "themes.yaml").read_text() + themes)
    (world / "zzz.yaml").write_text("x: 1\n")
    assert main(["check", str(world)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 102
    assert lines[-2:] == [
        "and 51 more faults: insights check --all prints all",
        "data: 4 findings, 152 themes, 3 sources; 151 warnings",
    ]
    assert main(["check", str(world), "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 152
    assert main(["check", str(world), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["total"] == len(report["faults"]) == 151


def test_a_hundred_warnings_do_not_hide_an_error(tmp_path, capsys):
    world = build(BAD_DATA / "choice.yaml", tmp_path / "data")
    for number in range(120):
        (world / f"a{number}.yml").write_text("x: 1\n")
    assert main(["check", str(world)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum(" error " in line for line in lines) == 1
    assert lines[-2] == "and 21 more faults: insights check --all prints all"


def test_a_module_of_the_package_is_the_command_too():
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"insights {insights.__version__}\n".encode())


def test_without_a_folder_the_environment_says_which(monkeypatch, capsys):
    monkeypatch.setenv("INSIGHTS_DATA", str(SOUND))
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("_sound: 4 findings")


def test_a_missing_folder_is_a_fault(tmp_path, capsys):
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert ".:1:1: error folder: there is no folder `nowhere`" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "a", "b"], ["check", "--format=x"]])
def test_misuse_is_told_apart_from_faults(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: insights" in capsys.readouterr().err


def test_the_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"insights {insights.__version__}\n"


def test_a_terminal_that_knows_only_ascii_does_not_crash_it(tmp_path):
    world = build(BAD_DATA / "statement-in-curly-quotes.yaml", tmp_path / "data")
    (world / "人々.yaml").write_text("x: 1\n")
    done = run("check", world, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert b"\\u4eba\\u3005.yaml:1:1: warning unknown-file" in done.stdout
    assert done.stderr == b""


def test_a_reader_that_leaves_early_does_not_crash_it(tmp_path):
    world = build(BAD_DATA / "choice.yaml", tmp_path / "data")
    (world / "findings/talk.yaml").write_text("findings: [" + "~, " * 600 + "]\n")
    command = (
        f'"{sys.executable}" -m insights.cli check "{world}" | head -1; echo ${{PIPESTATUS[0]}}'
    )
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "1"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_disk_behind_the_output_does_not_crash_it():
    command = f'"{sys.executable}" -m insights.cli find "" > /dev/full'
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "The output is cut short: No space left on device.\n"


def test_the_command_starts_without_the_heavy_libraries():
    script = (
        "import sys, insights.cli; "
        "print([name for name in ('pandas', 'streamlit', 'plotly') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_find_lists_what_matches_and_says_of_how_many(capsys):
    assert main(["find", "category=keep", "--data", str(SOUND)]) == 0
    printed = capsys.readouterr()
    data = insights.load(SOUND)
    view = data.select("category=keep")
    assert view.count > 0
    assert all(finding.statement in printed.out for finding in view.findings)
    assert printed.err.strip() == view.sentence


def test_find_in_json_gives_the_records_in_order(capsys):
    assert main(["find", "sort=statement", "--format", "json", "--data", str(SOUND)]) == 0
    data = insights.load(SOUND)
    records = json.loads(capsys.readouterr().out)
    assert records == [data.record(f) for f in data.select("sort=statement").findings]
    assert records


def test_find_gives_the_part_that_limit_and_offset_ask_for(capsys):
    everything = [finding.id for finding in insights.load(SOUND).select().findings]
    assert len(everything) > 2
    query = "limit=1&offset=1"
    assert main(["find", query, "--format", "json", "--data", str(SOUND)]) == 0
    assert [record["id"] for record in json.loads(capsys.readouterr().out)] == everything[1:2]


@pytest.mark.parametrize("query", ["limit=x", "offset=-1", "format=csv"])
def test_find_says_what_to_write_instead(capsys, query):
    assert main(["find", query, "--data", str(SOUND)]) == 2
    assert "write" in capsys.readouterr().err


def test_find_names_what_it_does_not_know(capsys):
    assert main(["find", "theme=nope", "--data", str(SOUND)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no theme “nope”" in printed.err


def test_find_tells_words_near_the_search_only_where_nothing_is_found(capsys):
    assert main(["find", "q=Meetngs+open&sort=source", "--data", str(SOUND)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    told = "Did you mean 'q=meetings+open&sort=source' (1 finding)?"
    assert printed.err.splitlines()[1:] == [told]
    assert main(["find", "q=zzzzzz", "--data", str(SOUND)]) == 0
    assert "Did you mean" not in capsys.readouterr().err


def test_find_refuses_what_it_cannot_read(capsys, tmp_path):
    assert main(["find", "&".join(["q=a"] * 501), "--data", str(SOUND)]) == 2
    assert "over 500 fields" in capsys.readouterr().err
    assert main(["find", "--data", str(tmp_path / "nowhere")]) == 1
    assert "error" in capsys.readouterr().err


def test_serve_starts_the_dashboard_with_the_data_named(monkeypatch, tmp_path):
    started = []

    def run(command, cwd, env, check):
        started.append((command, cwd, env))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert main(["serve", "--data", str(tmp_path), "--port", "8777"]) == 0
    [(command, folder, environment)] = started
    assert command[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert (folder / command[4]).is_file()
    assert "--server.port=8777" in command
    assert environment["INSIGHTS_DATA"] == str(tmp_path)
