"""A view as YAML: a dataset in one file with the findings that match, sound by itself.

`insights check FILE.yaml` finds no error in it, and `insights.load("FILE.yaml")` has the same
findings, in the order of the dataset. What is counted stands in comments at its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insights.exports.head import EVERYTHING, findings_of, head_of
from insights.exports.part import part_of
from insights.model import Dataset
from insights.model.record import Record
from insights.view import View
from insights.workbench.yaml_text import fields, plain, records, run_file, scalar

# What may stand in no file of a dataset, not even in a comment.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The dataset as YAML in UTF-8.

    Raises
    ------
    ValueError: if a number has more digits than the format allows.
    """
    text = "".join(_head(view, part)) + "\n".join(_chapters(view, part))
    return text.encode()


def _head(view: View, part: slice) -> Iterator[str]:
    head = head_of(view, part)
    lines = [
        head.title,
        head.counted,
        *head.unknown,
        f"Filters: {head.filters or 'none'}",
        f"Query: {head.query or 'none'}",
        f"As of {head.as_of}, fingerprint {head.fingerprint}, {head.licence} for the wording.",
        *([head.address] if head.address else []),
    ]
    for line in lines:
        yield f"# {_FORBIDDEN.sub('?', line)}\n"


def _chapters(view: View, part: slice) -> Iterator[str]:
    dataset = part_of(view.dataset, findings_of(view, part))
    yield f"dataset:\n{fields(plain(dataset.about), 2)}"
    yield _chapter("themes", dataset.themes)
    yield _chapter("sources", dataset.sources)
    yield _chapter("findings", dataset.findings)
    optional: tuple[tuple[str, Sequence[Record]], ...] = (
        ("withdrawn", dataset.withdrawn),
        ("lenses", dataset.lenses),
        ("tensions", dataset.tensions),
        ("corrections", dataset.corrections),
    )
    for key, items in optional:
        if items:
            yield _chapter(key, items)
    if dataset.outlines:
        yield _outlines(dataset)
    if dataset.runs:
        runs = (f"  {scalar(run.id)}:\n{run_file(run, 4)}" for run in dataset.runs)
        yield "scenes:\n" + "\n".join(runs)


def _chapter(key: str, items: Sequence[Record], indent: int = 0) -> str:
    begin = f"{' ' * indent}{key}:"
    return f"{begin}\n{records(map(plain, items), indent + 2)}" if items else f"{begin} []\n"


def _outlines(dataset: Dataset) -> str:
    chapters = (_chapter(scalar(one.source), one.sections, 2) for one in dataset.outlines)
    return "outlines:\n" + "".join(chapters)
