"""Dataset -> YAML files as a person would write them, and single records for the commands.

Fields stand in the order of the model, what is the default is left out, a text is quoted only
where a reader of YAML would take it for something else. What is written reads as the same letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from insights.model import Dataset, Run
from insights.model.record import Record
from insights.reading.folder import FINDINGS, OUTLINES, SCENES
from insights.reading.scalars import MOST_DIGITS, plain_value
from insights.workbench.files import write_new

_WIDEST = 160  # columns up to which a value stands on one line
_FOLDED_AT = 116
_ON_ONE_LINE = "statement"  # however long: it is what people search a file for

_FIRST_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`.")
_SIGNS_IN_FLOW = frozenset(",:?[]{}")
# What the reader refuses in a file, and what an editor would not show as it is.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)

Plain = Mapping[str, Any]


def write(dataset: Dataset, directory: Path) -> None:
    """Write a dataset into a folder that is new or empty; reading it gives the same dataset.

    Findings stand in one file for each source, so that they come back sorted by its id.

    Raises
    ------
    FileExistsError: if the folder holds anything; nothing is written then.
    ValueError: if a number has more digits than the format allows; nothing is written then.
    """
    texts = files(dataset)
    if directory.exists() and any(directory.iterdir()):
        raise FileExistsError(f"{directory.name} is not empty")
    for name, text in texts.items():
        write_new(directory / name, text.encode())


def files(dataset: Dataset) -> dict[str, str]:
    """The files of a dataset, each with its text, under their names inside the folder."""
    texts = {
        "dataset.yaml": f"# What this dataset is.\n{fields(plain(dataset.about), 0)}",
        "themes.yaml": _file("The themes a finding can carry.", "themes", dataset.themes),
        "sources.yaml": _file("The sources of the findings.", "sources", dataset.sources),
    }
    more = (
        ("Findings taken back, with the reason.", "withdrawn", dataset.withdrawn),
        ("Frameworks of the sources, with their parts.", "lenses", dataset.lenses),
        ("Findings that pull against each other.", "tensions", dataset.tensions),
        ("Faults of the sources, never of ours.", "corrections", dataset.corrections),
    )
    for head, key, records in more:
        if records:
            texts[f"{key}.yaml"] = _file(head, key, records)
    if dataset.ledger:
        head = "What was released, so that old links can say what changed."
        texts["ledger.yaml"] = _file(head, "releases", dataset.ledger)
    for source in dataset.sources:
        of_source = [one for one in dataset.findings if one.source == source.id]
        texts[f"{FINDINGS}/{source.id}.yaml"] = _file(
            f'Findings from "{source.title}".', "findings", of_source
        )
    for outline in dataset.outlines:
        texts[f"{OUTLINES}/{outline.source}.yaml"] = _file(
            "Every heading of the document in its order.", "outline", outline.sections
        )
    texts |= {f"{SCENES}/{run.id}.yaml": run_file(run) for run in dataset.runs}
    return texts


def run_file(run: Run, indent: int = 0) -> str:
    """A run as the text of its file, which is named after its id."""
    head = {key: value for key, value in plain(run).items() if key not in ("id", "scenes")}
    margin = " " * indent
    comment = "" if indent else "# A run: what a room is led through, scene by scene.\n"
    scenes = records(map(plain, run.scenes), indent + 2)
    return f"{comment}{fields(head, indent)}{margin}scenes:\n{scenes}"


def plain(record: Record) -> dict[str, Any]:
    """A record as plain data, without the fields that have their default."""
    return record.model_dump(exclude_defaults=True)


def records(items: Iterable[Plain], indent: int = 2) -> str:
    """Records as items of a list, a blank line between them.

    >>> print(records([{"id": "no", "locator": "00:10:38"}]), end="")
      - id: "no"
        locator: "00:10:38"
    """
    return "\n".join(_item(item, indent) for item in items)


def fields(group: Plain, indent: int) -> str:
    """Fields with their values, a line or more each, ending with a line break."""
    return "".join(_field(key, value, indent) for key, value in group.items())


def scalar(value: str | int | float | bool, in_flow: bool = False) -> str:
    """A value as it is written; `in_flow` inside brackets, where more has to be quoted.

    >>> scalar("72% of all"), scalar("1.10"), scalar("a: b"), scalar("a, b", in_flow=True)
    ('72% of all', '"1.10"', '"a: b"', '"a, b"')

    Raises
    ------
    ValueError: if a number has more digits than the format allows.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if _ESCAPED.search(value) is None:
        if _is_plain(value, in_flow):
            return value
        if '"' in value or "\\" in value:
            return "'" + value.replace("'", "''") + "'"
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted) + '"'


def flow(value: Any) -> str:
    """A value, list or group of fields on one line, as it is written inside brackets.

    >>> flow({"section": "Key takeaways, again", "item": 2})
    '{section: "Key takeaways, again", item: 2}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, in_flow=True)


def _file(head: str, key: str, items: Sequence[Record]) -> str:
    if not items:
        return f"# {head}\n{key}: []\n"
    return f"# {head}\n{key}:\n{records(map(plain, items))}"


def _item(item: Plain, indent: int) -> str:
    text = fields(item, indent + 2)
    return " " * indent + "- " + text[indent + 2 :]


def _field(key: str, value: Any, indent: int) -> str:
    begin = f"{' ' * indent}{key}:"
    if not isinstance(value, Mapping | list | tuple):
        line = f"{begin} {scalar(value)}\n"
        is_short = len(line) <= _WIDEST or key == _ON_ONE_LINE or not isinstance(value, str)
        if is_short or _ESCAPED.search(value):
            return line
        return f"{begin} >-\n{_folded(value, indent + 2)}"
    line = f"{begin} {flow(value)}\n"
    if len(line) <= _WIDEST or not value:
        return line
    if isinstance(value, Mapping):
        return f"{begin}\n{fields(value, indent + 2)}"
    return f"{begin}\n" + "".join(_list_item(item, indent + 2) for item in value)


def _list_item(item: Any, indent: int) -> str:
    if not isinstance(item, Mapping):
        return f"{' ' * indent}- {scalar(item)}\n"
    line = f"{' ' * indent}- {flow(item)}\n"
    return line if len(line) <= _WIDEST else _item(item, indent)


def _folded(text: str, indent: int) -> str:
    """A text over several lines, broken where one space stands between two words."""
    margin = " " * indent
    lines, line = [], ""
    for word in re.split("(?<! ) (?! )", text):
        if line and indent + len(line) + 1 + len(word) > _FOLDED_AT:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "".join(f"{margin}{line}\n" for line in [*lines, line])


def _is_plain(text: str, in_flow: bool) -> bool:
    return (
        text == text.strip()
        and plain_value(text) == text
        and text[0] not in _FIRST_SIGNS
        and text[-1] != ":"
        and ": " not in text
        and " #" not in text
        and not (in_flow and _SIGNS_IN_FLOW.intersection(text))
    )


def _number(value: int | float) -> str:
    # Written out in full: 1e-07 would be a number to some readers and text to others.
    text = f"{Decimal(repr(value)):f}"
    if isinstance(value, float) and "." not in text:
        text = f"{text}.0"
    if sum(letter.isdigit() for letter in text) > MOST_DIGITS:
        raise ValueError(f"the number {value} has more than {MOST_DIGITS} digits")
    return text
