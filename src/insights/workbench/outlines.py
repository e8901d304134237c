"""An outline beside its document: headings, times and items that are missing or too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from insights.model import Section, listed, slug
from insights.reading.draft import Mistake
from insights.reading.faults import closest, shown
from insights.reading.schema import Entry
from insights.workbench.notes import Notes, NotesSection
from insights.workbench.yaml_text import flow


def compared(entries: Sequence[Entry[Section]], notes: Notes, name: str) -> Iterator[Mistake]:
    """What is wrong with an outline, seen beside its document; `name` is that of the document."""
    # A heading of ours stands for the text before the first heading, whatever it is called.
    written = [_key(entry.record.section, entry.record.named_by == "source") for entry in entries]
    found = [_key(section.heading, section.is_named_by_source) for section in notes.sections]
    matcher = SequenceMatcher(None, written, found, autojunk=False)
    for kind, start, end, start_found, end_found in matcher.get_opcodes():
        there = notes.sections[start_found:end_found]
        if kind == "equal":
            for entry, section in zip(entries[start:end], there, strict=True):
                yield from _inside(entry, section, notes.has_times, name)
            continue
        keys = found[start_found:end_found]
        missing = [one for one, key in zip(there, keys, strict=True) if key not in written]
        for entry, key in zip(entries[start:end], written[start:end], strict=True):
            if key in found:
                yield _misplaced(entry, _heading_before(notes, found.index(key)), name)
            else:
                yield _unknown(entry, missing, name)
        for section in missing:
            yield _missing(entries[max(start - 1, 0)], section, notes, name)


def _key(heading: str, is_named_by_source: bool) -> str | None:
    return heading if is_named_by_source else None


def _heading_before(notes: Notes, place: int) -> str | None:
    return notes.sections[place - 1].heading if place else None


def _unknown(entry: Entry[Section], missing: Sequence[NotesSection], name: str) -> Mistake:
    heading = entry.record.section
    advice = "take it out, or write `named_by: curator` if the heading is ours"
    near = closest(slug(heading), [slug(one.heading) for one in missing])
    for one in missing:
        if slug(one.heading) == near:
            advice = f"did you mean {shown(one.heading)}? otherwise {advice}"
    return Mistake(entry, ("section",), f"{name} has no heading {shown(heading)}", advice)


def _misplaced(entry: Entry[Section], before: str | None, name: str) -> Mistake:
    what = f"{shown(entry.record.section)} stands elsewhere in {name}"
    advice = f"move it behind {shown(before)}" if before else "move it to the beginning"
    return Mistake(entry, ("section",), what, advice)


def _missing(entry: Entry[Section], section: NotesSection, notes: Notes, name: str) -> Mistake:
    fields: dict[str, object] = {"section": section.heading}
    what = f"the heading {shown(section.heading)} of {name} is missing"
    if not section.is_named_by_source:
        fields["named_by"] = "curator"
        what = f"the text before the first heading of {name} is missing"
    if notes.has_times:
        fields["times"] = section.times
    else:
        fields["items"] = section.items
    before = _heading_before(notes, notes.sections.index(section))
    where = f"behind {shown(before)}" if before else "at the beginning"
    return Mistake(entry, ("section",), what, f"write {where}: - {flow(fields)}")


def _inside(
    entry: Entry[Section], found: NotesSection, has_times: bool, name: str
) -> Iterator[Mistake]:
    section = entry.record
    heading = shown(section.section)
    if section.times != found.times:
        what = f"{heading} {_other_times(section.times, found.times, name)}"
        advice = f"write `times: {flow(found.times)}`" if found.times else "take the times out"
        yield Mistake(entry, ("times",), what, advice)
    if not has_times and section.items != found.items:
        have = (
            "says nothing of its items" if section.items is None else f"has {section.items} items"
        )
        what = f"{heading} {have}, in {name} there are {found.items}"
        yield Mistake(entry, ("items",), what, f"write `items: {found.items}`")


def _other_times(written: Sequence[str], found: Sequence[str], name: str) -> str:
    lacking = list((Counter(found) - Counter(written)).elements())
    extra = list((Counter(written) - Counter(found)).elements())
    told = [f"lacks {listed(lacking)} of {name}"] if lacking else []
    told += [f"has {listed(extra)}, which {name} has not there"] if extra else []
    return " and ".join(told) or f"has its times in another order than {name}"
