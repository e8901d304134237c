"""docs/python.md keeps its word: each block runs, and gives what stands below it.

Where it does not any more, the message of the failing test has the block as it should be.
"""

import ast
import contextlib
import io
import re
from pathlib import Path

HOUSE = Path(__file__).parents[1]
PAGE = (HOUSE / "docs" / "python.md").read_text("utf-8")
FENCED = re.findall(r"^```(python|text)\n(.*?)^```$", PAGE, re.M | re.S)


def outcome(code, names):
    """What a notebook shows under a cell: what it prints, then its last expression."""
    tree, printed = ast.parse(code), io.StringIO()
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        value = None
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    return printed.getvalue() + ("" if value is None else f"{value!r}\n")


def cells():
    """Each block of code with what stands below it; empty where nothing does."""
    for at, (kind, code) in enumerate(FENCED):
        if kind == "python":
            below = FENCED[at + 1] if at + 1 < len(FENCED) else ("python", "")
            yield code, below[1] if below[0] == "text" else ""


def test_the_blocks_of_the_page_run_and_give_what_it_shows(monkeypatch):
    monkeypatch.chdir(HOUSE)
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)
    names: dict[str, object] = {}
    for code, shown in cells():
        given = outcome(code, names)
        pattern = re.escape(shown).replace("…", ".*")
        assert re.fullmatch(pattern, given), f"{code}\n```text\n{given}```"


def test_the_page_shows_what_the_library_is_for():
    code = "".join(code for code, _ in cells())
    for name in ("load(", ".select(", ".sentence", ".counts(", ".tally(", ".cross(", ".frame"):
        assert name in code
    for name in ("citation(", "themes_by_category(", "FORMATS", "DatasetFaults"):
        assert name in code
    assert len(list(cells())) > 15
