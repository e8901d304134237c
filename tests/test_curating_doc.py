"""The curator's page keeps its word: every command in it runs, and prints what is shown there."""

import os
import re
import select
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.server import free_port

HOUSE = Path(__file__).parents[1]
PAGE = (HOUSE / "docs" / "curating.md").read_text("utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", PAGE, re.M | re.S)
SECONDS = 60


def commands(block):
    """Each command of a block with the lines shown under it."""
    parts = re.split(r"^\$ ", block, flags=re.M)
    assert parts[0] == "", "a block begins with a command"
    for part in parts[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def pattern(shown):
    """What is shown as a pattern: `…` stands for any letters, on a line of its own for lines."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in shown.splitlines()
    ]
    return re.compile("".join(lines))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The project as a curator has it, in a copy, with the command on the path."""
    directory = tmp_path_factory.mktemp("curating")
    for name in ("data", "examples", "docs"):
        shutil.copytree(HOUSE / name, directory / name)
    programs = directory / "programs"
    programs.mkdir()
    command = programs / "insights"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m insights.cli "$@"\n')
    command.chmod(0o755)
    return directory


@pytest.fixture(scope="module")
def environment(place):
    kept = {name: text for name, text in os.environ.items() if not name.startswith("INSIGHTS_")}
    path = f"{place / 'programs'}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONPATH": str(HOUSE / "src"), "PYTHONUNBUFFERED": "1"}


def served(command, shown, place, environment):
    """Start the server of a command, see its address and that it answers, and end it."""
    process = subprocess.Popen(
        ["bash", "-c", f"exec {command} --port {free_port()}"],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    printed = ""
    try:
        until = time.monotonic() + SECONDS
        while not pattern(shown).search(printed):
            assert select.select([process.stdout], [], [], until - time.monotonic())[0], printed
            piece = os.read(process.stdout.fileno(), 4096).decode()
            assert piece, printed
            printed += piece
        address = re.search(r"http://localhost:\d+", printed)[0]
        with urllib.request.urlopen(f"{address}/healthz", timeout=SECONDS) as answer:
            assert answer.status == 200
    finally:
        os.killpg(process.pid, 15)
        process.wait(SECONDS)
        process.stdout.close()


def test_every_command_of_the_page_prints_what_is_shown_there(place, environment):
    assert len(BLOCKS) >= 8
    for block in BLOCKS:
        for command, shown in commands(block):
            if command.startswith("insights serve"):
                served(command, shown, place, environment)
                continue
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=place,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            assert pattern(shown).fullmatch(done.stdout), f"$ {command}\n{done.stdout}"
            assert "Traceback" not in done.stdout


def test_every_command_is_in_a_block_that_runs():
    ran = {
        tuple(command.split()[1:3])
        for block in BLOCKS
        for command, _ in commands(block)
        if command.startswith("insights ")
    }
    named = {
        tuple(command.split()[1:3])
        for command in re.findall(r"`(insights \w[^`]*)`", PAGE)
        if "COMMAND" not in command
    }
    assert {one[:1] for one in named} <= {one[:1] for one in ran}


def test_what_is_not_a_dataset_is_left_as_it_was(place):
    for name in ("data", "examples"):
        for file in (HOUSE / name).rglob("*"):
            if file.is_file():
                assert (place / name / file.relative_to(HOUSE / name)).read_bytes() == (
                    file.read_bytes()
                )
