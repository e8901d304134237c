"""New records put into the files of a dataset: all of them, or nothing where it gets unsound."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from insights.model import Dataset, Finding, Source
from insights.reading import Fault, check
from insights.reading.faults import shown
from insights.reading.folder import FINDINGS, OUTLINES
from insights.workbench.appending import NoRoomError, appended, is_empty
from insights.workbench.files import replace, write_new
from insights.workbench.judging import Judge, tried
from insights.workbench.yaml_text import plain, records

SOURCES = "sources.yaml"

Changes = dict[str, bytes]

_OUTLINE = """\
# Every heading of {title} in the order of the document, with the times or
# the number of items under it, so that every place a finding names can be checked.
# `insights draft NOTES.txt` writes it. By hand, each section is one of:
#   - {{section: A heading as written, times: ["00:10:38", "00:11:30"]}}
#   - {{section: A heading as written, items: 3}}
outline: []
"""


class Outcome(NamedTuple):
    """What adding gave: the dataset as it is now, or None where nothing was written.

    `faults` are all that it has or would have; `brought` are those that the addition brought.
    """

    dataset: Dataset | None
    faults: list[Fault]
    brought: list[Fault]


def with_findings(judge: Judge, findings: Sequence[Finding]) -> Changes:
    """The files of findings with these added, each to the file of its source.

    Raises
    ------
    NoRoomError: if the records of a file stand in brackets.
    """
    changes = {}
    for source in dict.fromkeys(finding.source for finding in findings):
        items = [plain(finding) for finding in findings if finding.source == source]
        path = judge.directory / FINDINGS / f"{source}.yaml"
        if path.exists():
            content = _appended(path, "findings", items)
        else:
            head = _head(judge.dataset.source_by_id[source])
            content = f"{head}findings:\n{records(items)}".encode()
        changes[f"{FINDINGS}/{source}.yaml"] = content
    return changes


def with_source(judge: Judge, source: Source) -> Changes:
    """sources.yaml with this source, and its files for findings and for the outline, still empty.

    Raises
    ------
    NoRoomError: if the sources stand in brackets.
    """
    changes = {SOURCES: _appended(judge.directory / SOURCES, "sources", [plain(source)])}
    skeletons = {
        f"{FINDINGS}/{source.id}.yaml": f"{_head(source)}findings: []\n",
        f"{OUTLINES}/{source.id}.yaml": _OUTLINE.format(title=shown(source.title)),
    }
    for name, text in skeletons.items():
        # What somebody wrote before there was a source stays.
        if not (judge.directory / name).exists():
            changes[name] = text.encode()
    return changes


def outline_text(title: str, sections: Sequence[Mapping[str, object]]) -> bytes:
    """A new file of an outline."""
    return appended(_OUTLINE.format(title=shown(title)), "outline", sections).encode()


def with_outline(judge: Judge, source: Source, sections: Sequence[Mapping[str, object]]) -> Changes:
    """The outline of a source with these sections; one that has none yet keeps its comments.

    Raises
    ------
    FileExistsError: if the outline has sections already.
    """
    name = f"{OUTLINES}/{source.id}.yaml"
    path = judge.directory / name
    if not path.exists():
        return {name: outline_text(source.title, sections)}
    if not is_empty(_text(path)[1], "outline"):
        raise FileExistsError(f"{name} has sections already; take it away, or use --out")
    return {name: _appended(path, "outline", sections)}


def save(judge: Judge, changes: Changes) -> Outcome:
    """Write the files if the dataset is sound with them, else nothing.

    Raises
    ------
    OSError: if a file cannot be written; those before it are as they were.
    """
    dataset, faults = tried(judge.directory, changes)
    _, before = check(judge.directory)
    known = {(fault.file, fault.rule, fault.what) for fault in before}
    brought = [fault for fault in faults if (fault.file, fault.rule, fault.what) not in known]
    if dataset is not None:
        _write(judge.directory, changes)
    return Outcome(dataset, faults, brought)


def _write(directory: Path, changes: Changes) -> None:
    written: dict[Path, bytes | None] = {}
    try:
        for name, content in changes.items():
            path = directory / name
            old = path.read_bytes() if path.exists() else None
            if old is None:
                write_new(path, content)
            else:
                replace(path, content)
            written[path] = old
    except OSError:
        for path, old in written.items():
            path.unlink() if old is None else replace(path, old)
        raise


def _head(source: Source) -> str:
    return f"# Findings from {shown(source.title)}.\n"


def _appended(path: Path, key: str, items: Sequence[Mapping[str, object]]) -> bytes:
    mark, text = _text(path)
    try:
        return mark + appended(text, key, items).encode()
    except NoRoomError as error:
        raise NoRoomError(f"{path.name}: {error}") from None


def _text(path: Path) -> tuple[bytes, str]:
    """The text of a sound file, and the mark with which Windows editors begin one."""
    content = path.read_bytes()
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark, content[len(mark) :].decode()
