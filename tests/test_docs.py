"""What the documents name exists, and what exists is named."""

import re
from pathlib import Path

import pytest

from insights.cli import parser
from insights.selection import FACETS, parse
from tests.worlds import small_world

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
    named = set(re.findall(r"^insights (\w+)", README, re.M))
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


def test_the_example_query_of_the_readme_is_understood():
    [query] = re.findall(r"insights find '([^']+)'", README)
    assert {part.split("=")[0] for part in query.split("&")} <= {*FACETS, "q", "sort"}
    assert not parse("category=start&q=listening", small_world()).unknown
