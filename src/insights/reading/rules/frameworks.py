"""Rules on lenses, tensions and corrections: their fields fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from insights.reading.draft import Draft, Mistake
from insights.reading.faults import bare


def bare_where_no_finding(draft: Draft) -> Iterator[Mistake]:
    """A part of a lens says why it is bare if and only if no finding bears on it."""
    for entry in draft.lenses:
        for number, part in enumerate(entry.record.parts):
            if not part.findings and part.bare is None:
                what = f"no finding bears on the part {bare(part.id)}, and nothing says why"
                advice = "add `bare:` and the reason, or findings"
                yield Mistake(entry, ("parts", number, "id"), what, advice)
            elif part.findings and part.bare is not None:
                what = f"the part {bare(part.id)} has findings, so it is not bare"
                yield Mistake(entry, ("parts", number, "bare"), what, "take the line out")


def finding_once_in_part(draft: Draft) -> Iterator[Mistake]:
    """A part of a lens names a finding once."""
    for entry in draft.lenses:
        for number, part in enumerate(entry.record.parts):
            seen: set[str] = set()
            for at, finding in enumerate(part.findings):
                if finding in seen:
                    what = f"the finding {bare(finding)} stands twice in this part"
                    path = ("parts", number, "findings", at)
                    yield Mistake(entry, path, what, "keep one of the two")
                seen.add(finding)


def tension_of_two(draft: Draft) -> Iterator[Mistake]:
    """A tension is between two findings that differ."""
    for entry in draft.tensions:
        first, second = entry.record.between
        if first == second:
            what = f"the finding {bare(first)} stands against itself"
            yield Mistake(entry, ("between", 1), what, "write the finding that pulls against it")


def place_where_stated(draft: Draft) -> Iterator[Mistake]:
    """A stated tension names its source and the place there; a place never stands alone."""
    for entry in draft.tensions:
        tension = entry.record
        missing = [name for name in ("source", "locator") if getattr(tension, name) is None]
        if tension.basis == "stated" and missing:
            what = f"the basis is stated, but there is no {' and no '.join(missing)}"
            advice = "add where the source sets the two against each other, or write inferred"
            yield Mistake(entry, ("basis",), what, advice)
        elif missing == ["source"]:
            what = "there is a locator, but no source"
            yield Mistake(entry, ("locator",), what, "add `source:`, or take the locator out")
