"""What changed between two states of a dataset: what was added, reworded, taken back, lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from insights.model import Dataset, Finding
from insights.model.record import Record

Kind = Literal[
    "added",
    "reworded",
    "recategorised",
    "rebased",
    "changed",
    "renamed",
    "merged",
    "withdrawn",
    "removed",
    "reordered",
]

_KIND_OF_FIELD: dict[str, Kind] = {
    "statement": "reworded",
    "category": "recategorised",
    "basis": "rebased",
}
LOST = "add it to withdrawn.yaml with the reason, or to the aliases of the finding that says it now"
_NOT_WITHDRAWN = "an old link to it finds nothing now: put it back"


class Change(NamedTuple):
    """One difference.

    `record` is the kind of record (finding, theme, ...; dataset for dataset.yaml) and `id` the one
    meant, empty for all of them. `field` is the field that changed, inner ones behind a stroke
    (`parts/momentum/text`), with its value before and after as plain data. For what is gone or has
    another id, `after` are the ids to look at instead. `why` is the reason, or what to write.
    """

    record: str
    id: str
    kind: Kind
    field: str = ""
    before: Any = None
    after: Any = None
    why: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether something vanished that readers still have links to."""
        return self.kind == "removed" and self.why != ""


def changes_between(old: Dataset, new: Dataset) -> list[Change]:
    """Everything that differs; empty if and only if the two have one fingerprint."""
    return [
        *_fields("dataset", "", old.about, new.about),
        *_findings(old, new),
        *_withdrawn(old, new),
        *_records("theme", old.themes, new.themes),
        *_records("source", old.sources, new.sources),
        *_records("lens", old.lenses, new.lenses),
        *_records("tension", old.tensions, new.tensions),
        *_records("correction", old.corrections, new.corrections),
        *_records("outline", old.outlines, new.outlines),
        *_records("run", old.runs, new.runs),
    ]


def _findings(old: Dataset, new: Dataset) -> Iterator[Change]:
    before = {finding.id for finding in old.findings}
    known: set[str] = set()
    for finding in old.findings:
        now = new.finding_by_id.get(finding.id)
        if now is None:
            yield _gone(finding, new)
            continue
        if now.id != finding.id:
            is_merged = now.id in before or now.id in known
            kind: Kind = "merged" if is_merged else "renamed"
            yield Change("finding", finding.id, kind, "id", finding.id, [now.id])
            if is_merged:
                continue
        known.add(now.id)
        # An id that became an alias was told as renamed or merged.
        aliases = tuple(one for one in now.aliases if one in finding.aliases or one not in before)
        kept = tuple(one for one in finding.aliases if one != now.id)
        yield from _fields(
            "finding",
            now.id,
            finding.model_copy(update={"id": now.id, "aliases": kept}),
            now.model_copy(update={"aliases": aliases}),
        )
    for now in new.findings:
        if now.id not in known:
            yield Change("finding", now.id, "added", after=now.model_dump(mode="json"))
    there = [new.finding_by_id[one.id].id for one in old.findings if one.id in new.finding_by_id]
    order = [finding.id for finding in new.findings if finding.id in known]
    if list(dict.fromkeys(there)) != order:
        yield Change("finding", "", "reordered")


def _gone(finding: Finding, new: Dataset) -> Change:
    gone = new.withdrawn_by_id.get(finding.id)
    if gone is None:
        return Change("finding", finding.id, "removed", "statement", finding.statement, [], LOST)
    see = list(gone.see)
    return Change("finding", finding.id, "withdrawn", "statement", finding.statement, see, gone.why)


def _withdrawn(old: Dataset, new: Dataset) -> Iterator[Change]:
    """Changes to withdrawn.yaml but for what `_findings` tells."""
    told = {finding.id for finding in old.findings}
    for change in _records("withdrawn id", old.withdrawn, new.withdrawn):
        if change.kind == "removed" and change.id not in new.finding_by_id:
            yield change._replace(why=_NOT_WITHDRAWN)
        elif change.kind != "added" or change.id not in told:
            yield change


def _records(noun: str, old: Sequence[Record], new: Sequence[Record]) -> Iterator[Change]:
    """Changes to records that have an id, and perhaps had others before."""
    before = {_name(record): record for record in old}
    now = {_name(record): record for record in new}
    was_called = {
        alias: _name(record) for record in new for alias in getattr(record, "aliases", ())
    }
    known: dict[str, None] = {}
    for name, record in before.items():
        current = name if name in now else was_called.get(name)
        if current is None:
            yield Change(noun, name, "removed", before=record.model_dump(mode="json"))
            continue
        if current != name:
            yield Change(noun, name, "renamed", "id", name, [current])
            if current in before or current in known:
                continue
        known[current] = None
        yield from _fields(noun, current, record, now[current], is_renamed=current != name)
    for name, record in now.items():
        if name not in known:
            yield Change(noun, name, "added", after=record.model_dump(mode="json"))
    if list(known) != [name for name in now if name in known]:
        yield Change(noun, "", "reordered")


def _name(record: Record) -> str:
    # An outline is named by its source: it has no id of its own.
    return str(getattr(record, "id", None) or getattr(record, "source", ""))


def _fields(
    noun: str, name: str, old: Record, new: Record, is_renamed: bool = False
) -> Iterator[Change]:
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    if is_renamed:
        del before["id"], after["id"]
    for field, was, is_now in _differences(before, after):
        kind = _KIND_OF_FIELD.get(field, "changed") if noun == "finding" else "changed"
        yield Change(noun, name, kind, field, was, is_now)


def _differences(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The innermost fields that differ, with both values."""
    if canonical(before) == canonical(after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before | after:
            inner = f"{path}/{name}" if path else name
            yield from _differences(before.get(name), after.get(name), inner)
        return
    was, is_now = _by_name(before), _by_name(after)
    if was is None or is_now is None:
        yield path, before, after
        return
    if list(was) != list(is_now):
        yield path, list(was), list(is_now)
    for name in was:
        if name in is_now:
            yield from _differences(was[name], is_now[name], f"{path}/{name}")


def canonical(value: Any) -> str:
    """Plain data as one text that is equal where the fingerprint is: 72 and 72.0 are not."""
    return json.dumps(value, sort_keys=True)


def _by_name(value: Any) -> dict[str, Any] | None:
    """A list of groups of fields (parts, sections) by what each is called; None for others."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return None
    names = [one.get("id") or one.get("section") for one in value]
    if None in names or len(set(names)) < len(names):
        return None
    return dict(zip(names, value, strict=True))
