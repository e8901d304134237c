"""The drawing of the architecture says what the code is, and what `make check` holds it to."""

import re
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
PAGE = (HOUSE / "docs" / "architecture.md").read_text("utf-8")
DRAWING, TEXT = PAGE.split("```\n")[1:3]
SETTINGS = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
LAYERS = SETTINGS["tool"]["importlinter"]["contracts"][0]["layers"]

# A row: what comes in from the left, a name, what it is.
ROW = re.compile(r"(?:  (\w+)(/?) +──►)? +(\w+)(/|\.py)  +\S.*")


def steps():
    """The drawing from above: for each step its rows, as matches of `ROW`."""
    found = [[]]
    for line in DRAWING.splitlines():
        if line.strip() == "▼":
            found.append([])
        else:
            row = ROW.fullmatch(line)
            assert row, f"neither a row nor an arrow: {line!r}"
            found[-1].append(row)
    return found


def drawn(step):
    return sorted(row[3] for row in step)


def test_each_step_of_the_drawing_is_a_layer_of_the_imports_in_their_order():
    layers = [sorted(re.findall(r"\w+", layer)) for layer in reversed(LAYERS)]
    assert [drawn(step) for step in steps()[:-1]] == layers


def test_every_room_is_drawn_once_as_the_folder_or_file_that_it_is():
    rows = [row[3] + row[4] for step in steps()[:-1] for row in step]
    code = HOUSE / "src" / "insights"
    packages = {f"{file.parent.name}/" for file in code.glob("*/__init__.py")}
    modules = {file.name for file in code.glob("*.py")} - {"__init__.py"}
    assert sorted(rows) == sorted(packages | modules)


def test_what_stands_on_the_rooms_is_drawn_last():
    assert drawn(steps()[-1]) == ["dashboard", "pages"]
    assert all((HOUSE / (row[3] + row[4])).exists() for row in steps()[-1])


def test_every_folder_of_the_project_is_drawn_or_named_beside_the_drawing():
    here = {place.name for place in HOUSE.iterdir() if place.is_dir() and place.name[0] not in "._"}
    ignored = re.findall(r"^/?(\w+)/$", (HOUSE / ".gitignore").read_text("utf-8"), re.M)
    [beside] = re.findall(r"Beside the drawing: (.*?)\n\n", TEXT, re.S)
    named = set(re.findall(r"`(\w+)/`", beside))
    named |= {row[1] for step in steps() for row in step if row[2]}
    named |= {row[3] for row in steps()[-1] if row[4] == "/"}
    assert named | {"src"} == here - set(ignored)


def test_the_exceptions_from_the_direction_of_imports_are_those_that_the_page_names():
    [exception] = SETTINGS["tool"]["importlinter"]["contracts"][0]["ignore_imports"]
    assert exception == "insights.model.dataset -> insights.view"
    assert "`Dataset.select`" in TEXT


FILES = r"`([\w/.*{}-]+\.(?:py|js|css|json|toml|typ|sqlite3))`"


@pytest.mark.parametrize("name", sorted(set(re.findall(FILES, TEXT))))
def test_each_file_that_the_page_names_is_there(name):
    assert any(HOUSE.glob(name)) or any((HOUSE / "src" / "insights").rglob(name))
