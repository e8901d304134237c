"""Changes between two states of a dataset as lines of text, and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from insights.model import Dataset
from insights.workbench.changes import Change, Kind
from insights.workbench.yaml_text import flow

_LONGEST = 160
_LONGEST_ON_LINE = 40
_INDENT = " " * 16

_PLURALS = {
    "dataset": "dataset.yaml",
    "finding": "findings",
    "withdrawn id": "withdrawn ids",
    "theme": "themes",
    "source": "sources",
    "lens": "lenses",
    "tension": "tensions",
    "correction": "corrections",
    "outline": "outlines",
    "run": "runs",
}


def lines(changes: Sequence[Change]) -> Iterator[str]:
    """The changes, record kind by record kind, in the order they come in."""
    for noun, group in groupby(changes, key=lambda change: change.record):
        yield _PLURALS[noun]
        for change in group:
            yield from _lines(change)


def counts(changes: Sequence[Change]) -> str:
    """How many findings were added, reworded, ...; and how many other changes there are."""
    of_findings = {(one.kind, one.id): one for one in changes if one.record == "finding"}
    kinds = Counter[Kind](kind for kind, _ in of_findings)
    told = [f"{number} {kind}" for kind, number in kinds.items() if kind != "reordered"]
    said = f"findings: {', '.join(told)}" if told else "no finding changed"
    others = sum(change.record != "finding" or change.kind == "reordered" for change in changes)
    return f"{said}; {others} other {'change' if others == 1 else 'changes'}"


def plain(old: Dataset, new: Dataset, changes: Sequence[Change]) -> dict[str, Any]:
    """Both states and the changes as plain data, for JSON."""
    return {
        "old": _plain_state(old),
        "new": _plain_state(new),
        "is_same": not changes,
        "changes": [change._asdict() | {"is_fault": change.is_fault} for change in changes],
    }


def state(dataset: Dataset) -> str:
    """What a state of a dataset is known by."""
    count = f"{len(dataset.findings):,} findings"
    return f"{count}, as of {dataset.about.as_of}, fingerprint {dataset.fingerprint}"


def _plain_state(dataset: Dataset) -> dict[str, Any]:
    return {
        "fingerprint": dataset.fingerprint,
        "as_of": dataset.about.as_of,
        "findings": len(dataset.findings),
    }


def _lines(change: Change) -> Iterator[str]:
    head = f"  {change.kind:<14}"
    # The other kinds say themselves which field it is.
    field = change.field if change.kind == "changed" else ""
    name = ", ".join(filter(None, (change.id, field)))
    before, after = change.before, change.after
    if change.kind == "reordered":
        yield f"{head}the same, in another order"
    elif change.kind in ("renamed", "merged"):
        link = "->" if change.kind == "renamed" else "into"
        yield f"{head}{change.id} {link} {after[0]}"
    elif change.kind == "withdrawn":
        see = f" See {', '.join(after)}." if after else ""
        yield f"{head}{change.id}: {change.why}{see}"
    elif change.kind == "removed":
        yield f"{head}{change.id}" + (f": {change.why}" if change.is_fault else "")
    elif change.kind == "added":
        yield f"{head}{change.id}"
        if isinstance(after, dict) and change.record == "finding":
            yield f"{_INDENT}{after['statement']}"
    elif isinstance(before, list) and isinstance(after, list):
        yield f"{head}{name}: {_list_change(before, after)}"
    elif change.kind == "reworded" or _is_long(before) or _is_long(after):
        yield f"{head}{name}"
        yield f"{_INDENT}- {_short(before)}"
        yield f"{_INDENT}+ {_short(after)}"
    else:
        yield f"{head}{name}: {_short(before)} -> {_short(after)}"


def _list_change(before: list[Any], after: list[Any]) -> str:
    gone = [f"- {_short(one)}" for one in before if one not in after]
    new = [f"+ {_short(one)}" for one in after if one not in before]
    return ", ".join(gone + new) or f"{_short(before)} -> {_short(after)}"


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > _LONGEST_ON_LINE


def _short(value: Any) -> str:
    if value in (None, [], ""):
        return "nothing"
    if isinstance(value, str):
        return value
    told = flow(_filled(value))
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def _filled(value: Any) -> Any:
    """Plain data without the fields that say nothing."""
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one is not None}
    return [_filled(one) for one in value] if isinstance(value, list) else value
