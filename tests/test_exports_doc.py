"""The page on exports keeps its word: its commands print what is shown, its code runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import insights
from insights.exports import FORMATS
from tests.test_curating_doc import commands, pattern

HOUSE = Path(__file__).parents[1]
PAGE = (HOUSE / "docs" / "exports.md").read_text("utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def test_every_command_of_the_page_prints_what_is_shown_there(tmp_path):
    command = tmp_path / "insights"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m insights.cli "$@"\n')
    command.chmod(0o755)
    kept = {name: text for name, text in os.environ.items() if not name.startswith("INSIGHTS_")}
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    environment = {**kept, "PATH": path, "PYTHONPATH": str(HOUSE / "src"), "PYTHONUNBUFFERED": "1"}
    ran = [pair for block in blocks("console") for pair in commands(block)]
    assert len(ran) >= 6
    for text, shown in ran:
        done = subprocess.run(
            ["bash", "-c", text],
            cwd=tmp_path,
            # Unbuffered, a line and its end are written apart, and another may come between.
            env=environment | ({"PYTHONUNBUFFERED": ""} if " | " in text else {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        # What goes to a pipe and what goes past it come in no fixed order.
        printed = done.stdout if " | " not in text else "\n".join(sorted(done.stdout.splitlines()))
        wanted = shown if " | " not in text else "\n".join(sorted(shown.splitlines()))
        assert pattern(wanted).fullmatch(printed.rstrip("\n") + "\n"), f"$ {text}\n{done.stdout}"


def test_the_code_of_the_page_runs(tmp_path, monkeypatch):
    first, second = blocks("python")
    monkeypatch.chdir(HOUSE)
    given: dict = {}
    exec(second, given)
    assert given["content"] == FORMATS["csv"].write(insights.load("data").select("theme=trust"))
    (tmp_path / "trust.csv").write_bytes(given["content"])
    monkeypatch.chdir(tmp_path)
    exec(first, given)
    assert [row["id"] for row in given["rows"]] == [one.id for one in given["view"].findings]


def test_the_page_names_every_format_and_no_other():
    assert re.findall(r"^\| `\.([\w.]+)` \|", PAGE, re.M) == list(FORMATS)
