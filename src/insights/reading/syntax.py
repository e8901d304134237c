"""What YAML's parser stumbles over, said in plain words with what to write instead."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from insights.reading.faults import bare, shown

RULES = {"yaml-syntax": "A file is sound YAML."}

_NO_SPACE = re.compile(r"\s*(?:- +)*([A-Za-z_]\w*):(?!/)(\S+)")
_KEY = re.compile(r"\s*(?:- +)*([\w-]+): +")
_QUOTED_THEN_MORE = re.compile(
    r"""(?:^|[:\-,\[{])\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s,\]}#:]"""
)
# A line of a file that people write is shorter; what follows is not looked at for an explanation.
_MOST_LETTERS = 2_000
_INDENTATION = "begin it exactly under the line it belongs with; count the spaces"


class Stumble(NamedTuple):
    """Where the parser gave up (line and column from 1), and the words for it."""

    line: int
    column: int
    what: str
    advice: str


class Opened(NamedTuple):
    """A `[` or `{` that is not closed yet (line and column from 1)."""

    line: int
    column: int
    bracket: str


class Quoted(NamedTuple):
    """A text in quotes that runs over several lines (lines and column from 1)."""

    line: int
    column: int
    last_line: int


def explain(
    error: yaml.YAMLError, lines: list[str], opened: Opened | None, quoted_before: Quoted | None
) -> Stumble:
    """Turn an error of YAML's parser into a place, what is wrong and what to write."""
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    here = _place(getattr(error, "problem_mark", None), lines)
    began = _place(getattr(error, "context_mark", None), lines)
    text = lines[here[0] - 1]
    rest = text[here[1] - 1 :][:_MOST_LETTERS]
    if "cannot start any token" in problem:
        what = f"a text cannot begin with {rest[:1]} unless it is in quotes"
        return Stumble(*here, what, f"write it in quotes: {_in_quotes(rest)}")
    if "escape" in problem:
        return _bad_escape(here, rest)
    if "quoted scalar" in context and "end of stream" in problem:
        quote = lines[began[0] - 1][began[1] - 1 : began[1]]
        what = f"the text that begins here with {quote} never ends"
        return Stumble(*began, what, f"write {quote} at its end")
    if quoted_before is not None and quoted_before.last_line == here[0]:
        line, column, last_line = quoted_before
        quote = lines[line - 1][column - 1]
        what = f"the text that begins here with {quote} goes on to line {last_line}"
        return Stumble(line, column, what, f"write {quote} where it ends")
    if "quoted scalar" in context:
        return Stumble(*began, "the text in quotes does not end well", "write it on one line")
    if (stumble := _missing_space(here, began, lines)) is not None:
        return stumble
    if "alias" in context or "anchor" in context:
        what = (
            f"a text cannot begin with {lines[began[0] - 1][began[1] - 1 :][:1]} unless in quotes"
        )
        return Stumble(*began, what, "write the whole text in quotes")
    if "block scalar" in context:
        what = "a text cannot begin with | or > unless it is in quotes"
        return Stumble(*here, what, "write the whole text in quotes")
    if opened is not None:
        return _unclosed(here, opened, lines)
    if "mapping values are not allowed" in problem:
        return _colon(here, lines)
    if "sequence entries are not allowed" in problem:
        what = "a list cannot begin with `- ` behind a key"
        advice = "put each item on its own line, or the text in quotes if it is one"
        return Stumble(*here, what, advice)
    if (quoted := _QUOTED_THEN_MORE.search(text[:_MOST_LETTERS])) is not None:
        what = f"the text goes on after the closing quotation mark of {shown(quoted[1][1:-1])}"
        column = quoted.start(1) + 1
        advice = "put the whole text in single quotes, and write '' for each ' inside it"
        return Stumble(here[0], column, what, advice)
    if "could not find expected ':'" in problem:
        row, column = began
        what = f"{shown(lines[row - 1].strip())} is neither `key: value` nor an item of a list"
        advice = "put a text that runs over several lines in quotes, or write it on one line"
        return Stumble(row, column, what, advice)
    if "expected node content" in problem or "expected the node content" in problem:
        what = f"a text cannot begin with {rest[:1] or 'nothing'} unless it is in quotes"
        return Stumble(*here, what, "write it in quotes")
    if "incompatible YAML" in problem or "directive" in problem + context:
        what = "a line that begins with % is an instruction to YAML"
        return Stumble(*here, what, "take the line out")
    if "tag" in context:
        what = "a text cannot begin with ! unless it is in quotes"
        return Stumble(*began, what, "write it in quotes")
    what = "this line does not fit the lines above it"
    return Stumble(*here, what, _INDENTATION)


def _place(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    """Line and column from 1; the end of a file is the end of its last line with text."""
    if mark is None:
        return 1, 1
    line, column = mark.line, mark.column
    if line >= len(lines) or not any(text.strip() for text in lines[line:]):
        line = min(line, len(lines) - 1)
        while line > 0 and not lines[line].strip():
            line -= 1
        column = len(lines[line])
    return line + 1, column + 1


def _in_quotes(rest: str) -> str:
    text = rest.strip()
    return '"..."' if len(text) > 60 or '"' in text or "\\" in text else shown(text)


def _bad_escape(here: tuple[int, int], rest: str) -> Stumble:
    if re.match(r"(?:\\?u)?[dD][89a-fA-F]", rest):
        what = "half a letter (a lone surrogate) is written as \\u"
        return Stumble(*here, what, "write the letter itself")
    what = "a backslash in double quotes begins a code, and this one is unknown"
    return Stumble(*here, what, "write two backslashes, or put the text in single quotes")


def _missing_space(
    here: tuple[int, int], began: tuple[int, int], lines: list[str]
) -> Stumble | None:
    """The parser notices `key:value` only lines later, so the lines before are looked at too."""
    for row in dict.fromkeys((here[0], began[0], here[0] - 1)):
        if row >= 1 and (found := _NO_SPACE.match(lines[row - 1][:_MOST_LETTERS])) is not None:
            what = f"a space is missing after the colon of {bare(found[1] + ':' + found[2])}"
            column = found.start(1) + 1
            return Stumble(row, column, what, f"write `{found[1]}: ` and then the value")
    return None


def _unclosed(here: tuple[int, int], opened: Opened, lines: list[str]) -> Stumble:
    closing = "]" if opened.bracket == "[" else "}"
    line = lines[here[0] - 1]
    if (
        here[0] == opened.line
        and (quoted := _QUOTED_THEN_MORE.search(line[:_MOST_LETTERS])) is not None
    ):
        what = f"the text goes on after the closing quotation mark of {shown(quoted[1][1:-1])}"
        advice = "put the whole text in quotes, and a comma before the next one"
        return Stumble(here[0], quoted.start(1) + 1, what, advice)
    what = f"the {opened.bracket} that opens here is not closed, or a comma is missing inside it"
    advice = f"write {closing} at its end, and put texts with , : [ ] {{ }} in quotes"
    return Stumble(opened.line, opened.column, what, advice)


def _colon(here: tuple[int, int], lines: list[str]) -> Stumble:
    line = lines[here[0] - 1]
    key = _KEY.match(line[:_MOST_LETTERS])
    if key is not None and key.end() < here[1] - 1:
        what = f"the text of {bare(key[1])} holds a colon and a space"
        return Stumble(*here, what, "put the whole text in quotes")
    row = here[0]
    column = len(line) - len(line.lstrip()) + 1
    what = "this line is indented differently from the line it belongs with"
    return Stumble(row, column, what, _INDENTATION)
