"""What the documents name exists, and what exists is named."""

import re
import shlex
from pathlib import Path

import pytest

from insights.cli import main, parser
from tests.test_curating_doc import commands, pattern

HOUSE = Path(__file__).parents[1]
README = (HOUSE / "README.md").read_text(encoding="utf-8")
ALL_DOCS = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *(HOUSE / "docs").glob("*.md")]


def test_the_readme_names_every_page_and_no_other():
    table = README.split("## What it answers")[1].split("\n\n")[1]
    named = re.findall(r"^\| (\w+) \|", table, re.M)[1:]
    assert sorted(name.lower() for name in named) == sorted(
        file.stem for file in (HOUSE / "pages").glob("*.py")
    )


def test_each_page_says_its_question_as_the_readme_does():
    for name, question in re.findall(r"^\| (\w+) \| ([^|]+\?) \|", README, re.M):
        page = (HOUSE / "pages" / f"{name.lower()}.py").read_text(encoding="utf-8")
        assert page.startswith(f'"""{question}"""')


def test_the_readme_names_every_command_and_no_other():
    named = set(re.findall(r"^(?:\$ )?insights (\w+)", README, re.M))
    help_text = parser().format_help()
    assert named == set(re.findall(r"^    (\w+) ", help_text, re.M)) != set()


@pytest.mark.parametrize("document", ALL_DOCS, ids=lambda path: path.name)
def test_files_that_documents_name_exist(document):
    text = document.read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:src|app|web|draw|reading|data|tests|pages|tools|docs)/[\w./]+)`", text
    )
    for name in named:
        assert any((place / name).exists() for place in (HOUSE, HOUSE / "src" / "insights")), name
    for target in re.findall(r"\]\(([\w/]+\.(?:md|png))\)", text):
        assert (document.parent / target).exists() or (HOUSE / target).exists(), target


def test_every_make_target_that_documents_name_exists():
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(), re.M))
    for document in ALL_DOCS:
        named = set(re.findall(r"(?:`|^)make ([a-z]+)", document.read_text("utf-8"), re.M))
        assert named <= targets, document.name


# --- the README keeps its word

PROMISES = README.split("## What it promises")[1].split("\n\n")[1].splitlines()[2:]
SHOWN = {  # what each command of the README that can be run at once has to print
    "insights find 'receipt=doubtful'": r"as written 03:32:00\n(.*\n)*29 of 144 .* Doubtful place",
    "insights find 'category=keep'": r"\d+ of 144 curated findings match: Keep.* is not a vote\.$",
    "insights find 'theme=Trust and openness'": r"\d+ of 144 .* about Trust and openness",
    "insights find 'colour=red'": r"^None of 144 (.*\n)*“colour” is not a filter",
    "insights check": r"^data: 144 findings, 14 themes, 3 sources; no fault$",
}


def test_beside_every_promise_of_the_readme_stands_a_command():
    assert len(PROMISES) >= 12
    for row in PROMISES:
        assert re.fullmatch(r"\| [A-Z].*\. \| `(insights|make) [^|]*`[^|]* \|", row), row


def test_what_the_readme_tells_to_run_prints_what_it_promises(capsys, monkeypatch):
    monkeypatch.chdir(HOUSE)
    told = {one for row in PROMISES for one in re.findall(r"`(insights [^`]+)`", row)}
    assert told == SHOWN.keys()
    for command, promised in SHOWN.items():
        assert main(shlex.split(command)[1:]) == 0
        printed = capsys.readouterr()
        assert re.search(promised, (printed.out + printed.err).strip(), re.M), command


def test_the_examples_of_the_readme_print_what_is_shown(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [block] = re.findall(r"^```console\n(.*?)^```$", README, re.M | re.S)
    for command, shown in commands(block):
        assert main(shlex.split(command, comments=True)[1:]) == 0
        printed = capsys.readouterr()
        assert pattern(shown).fullmatch(printed.out + printed.err), command
    [code] = re.findall(r"^```python\n(.*?)^```$", README, re.M | re.S)
    monkeypatch.chdir(HOUSE)
    exec(compile(code, "README.md", "exec"), names := {})
    assert len(names["view"].frame) == names["view"].count > 0


@pytest.mark.parametrize("document", ALL_DOCS, ids=lambda path: path.name)
def test_every_test_that_a_document_tells_to_run_is_there(document):
    named = re.findall(r"ARGS='?\"?((?:tests|proof)/[\w/]+\.py)(?:::(\w+))?", document.read_text())
    for file, test in named:
        assert f"def {test}" in (HOUSE / file).read_text("utf-8"), file


def test_every_page_in_the_readme_names_its_test():
    for file in re.findall(r"^\| \w+ \|.*\| `(\w+\.py)` \|$", README, re.M):
        marks = (HOUSE / "tests" / "browser" / file).read_text("utf-8")
        assert not re.search(r"^pytestmark.*thorough", marks, re.M), f"make test leaves out {file}"


def test_what_the_readme_tells_to_run_is_not_left_out_by_its_target():
    for target, file in re.findall(r"make (test|thorough) ARGS=([\w/]+\.py)", README):
        marks = (HOUSE / file).read_text("utf-8")
        whole = re.search(r"^pytestmark.*thorough", marks, re.M) is not None
        assert (not whole) if target == "test" else ("mark.thorough" in marks), file
