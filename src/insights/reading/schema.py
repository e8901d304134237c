"""Plain data of a file -> records of the model, and a fault for each field that does not fit."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from insights.model import About, Finding, RunFile, Scene
from insights.reading.document import Document
from insights.reading.faults import MOST_FAULTS, Fault, bare, closest, shown
from insights.reading.namesakes import Namesakes
from insights.reading.nodes import BROKEN, NOTHING
from insights.reading.places import Path
from insights.reading.stand_ins import stand_in
from insights.reading.words import NOUNS, is_id, words_for

RULES = {
    "empty-file": "A file holds something.",
    "file-shape": "A file holds one key with a list of records; dataset.yaml and a file of scenes/ "
    "hold only fields.",
}

R = TypeVar("R", bound=BaseModel)

_NOBODY = Namesakes()


class Entry(NamedTuple, Generic[R]):
    """A record and where it stands; what is said of its broken fields does not count."""

    record: R
    document: Document
    path: Path
    broken: frozenset[str] = frozenset()


class Records(NamedTuple, Generic[R]):
    """What a file gave: its records, the ids of all of them, and the faults.

    A faulty finding, lens, tension or correction is there as a stand-in, so that its sound fields
    are judged as well.

    `ids` also holds the ids and aliases of faulty records, so that one mistake in a record does
    not make every reference to it a mistake too; None where not even they can be told.
    """

    entries: list[Entry[R]]
    ids: frozenset[str] | None
    faults: list[Fault]


def read_about(document: Document, namesakes: Namesakes) -> tuple[Entry[About] | None, list[Fault]]:
    """The one record of dataset.yaml."""
    data = document.data
    if not isinstance(data, dict):
        return None, _not_a_mapping(document, "format")
    return _record(document, (), data, About, document.was_read_to_the_end, namesakes)


def read_run(
    document: Document, namesakes: Namesakes
) -> tuple[Entry[RunFile] | None, list[Entry[Scene]], list[Fault]]:
    """The one run of a file of scenes/, and its scenes; a faulty one is there as a stand-in."""
    data, is_whole = document.data, document.was_read_to_the_end
    if not isinstance(data, dict):
        return None, [], _not_a_mapping(document, "title")
    entry, faults = _record(document, (), data, RunFile, is_whole, namesakes)
    items = data.get("scenes")
    scenes = []
    for number, item in enumerate(items if isinstance(items, list) else ()):
        # What is wrong with a scene was said with the run.
        scene, _ = _record(document, ("scenes", number), item, Scene, is_whole, namesakes)
        if scene is not None:
            unknown = scene.broken - Scene.model_fields.keys()
            missing = Scene.model_fields.keys() - item.keys() if unknown else ()
            # A field that is missing may be the one that is misspelt.
            scenes.append(scene._replace(broken=scene.broken.union(missing)))
    return entry, scenes, faults


def read_records(
    document: Document, key: str, model: type[R], namesakes: Namesakes = _NOBODY
) -> Records[R]:
    """All records of a file that holds `key:` and a list.

    Parameters
    ----------
    namesakes: the ids of all files, which a misspelt id is compared with
    """
    data = document.data
    if not isinstance(data, dict):
        return Records([], None, _not_a_mapping(document, key))
    faults = [
        _fault(
            document,
            (other,),
            "file-shape",
            f"{bare(other)} cannot stand at the left edge of this file",
            f"did you mean {bare(key)}?"
            if closest(other, [key])
            else f"the one key there is {bare(key)}; indent what belongs to a {NOUNS[model]}",
            at_key=True,
        )
        for other in itertools.islice(data, MOST_FAULTS)
        # A key that was found faulty already is no text any more.
        if other != key and isinstance(other, str)
    ]
    records = data.get(key, NOTHING)
    if records is NOTHING:
        # Where a key was misspelt, saying so once is enough.
        if document.was_read_to_the_end and not faults:
            what = f"there is no {bare(key)} in this file"
            faults.append(_fault(document, (), "file-shape", what, f"begin with a line `{key}:`"))
        return Records([], None, faults)
    if not isinstance(records, list):
        if records is not BROKEN and document.was_read_to_the_end:
            what = f"{bare(key)} is {_kind(records)}, a list is needed"
            advice = f"begin each {NOUNS[model]} with `- `, or write `{key}: []` for none"
            faults.append(_fault(document, (key,), "file-shape", what, advice))
        return Records([], None, faults)
    entries: list[Entry[R]] = []
    ids: set[str] = set()
    for number, item in enumerate(records):
        path = (key, number)
        is_whole = document.was_read_to_the_end or number < len(records) - 1
        entry, found = _record(document, path, item, model, is_whole, namesakes)
        entries += [entry] if entry is not None else []
        faults += found
        ids.update(_ids_in(item))
        if len(faults) > MOST_FAULTS:
            what = f"there are more than {MOST_FAULTS} mistakes"
            last = _fault(document, path, "too-many", what, "mend the first ones")
            return Records(entries, None, [*faults[:MOST_FAULTS], last])
    # A record without a sound id could be the one that others refer to.
    are_all_known = document.was_read_to_the_end and all(map(_has_id, records))
    return Records(entries, frozenset(ids) if are_all_known else None, faults)


def _record(
    document: Document,
    path: Path,
    data: Any,
    model: type[R],
    is_whole: bool,
    namesakes: Namesakes,
) -> tuple[Entry[R] | None, list[Fault]]:
    """One record, or its faults; a record cut off by bad YAML is not judged."""
    if data is BROKEN or not is_whole:
        return None, []
    try:
        return Entry(model.model_validate(data), document, path), []
    except ValidationError as error:
        if error.error_count() > MOST_FAULTS:
            what = f"this {NOUNS[model]} has {error.error_count():,} mistakes"
            advice = "compare it with the description of the format, and write it again"
            return None, [_fault(document, path, "too-many", what, advice)]
        details = error.errors(include_url=False, include_context=True)
    faults = []
    for where, detail in _one_per_place(details, data):
        if _is_stub(model, data) and where != ("statement",):
            continue
        whole = (*path, *where)
        rule, at_key, what, advice = words_for(model, where, detail, document.spelled(whole))
        if rule == "id-spelling":
            same = namesakes.words(model, document, whole, detail["input"])
            what, advice = same or (what, advice)
        faults.append(_fault(document, whole, rule, what, advice, at_key))
    if isinstance(data, dict):
        broken = frozenset(str(detail["loc"][0]) for detail in details if detail["loc"])
        if (record := stand_in(model, data, broken)) is not None:
            return Entry(record, document, path, broken), faults
    return None, faults


def _is_stub(model: type[BaseModel], data: Any) -> bool:
    """Whether this is a finding whose statement is to be written; the rest comes after that."""
    return model is Finding and isinstance(data, dict) and data.get("statement") == ""


def _one_per_place(details: list[ErrorDetails], data: Any) -> Iterator[tuple[Path, ErrorDetails]]:
    """The errors that a person would see: one per place, the deepest where kinds are a choice.

    A field that takes either a text or a group of fields gives the errors of both readings; the
    names of the readings stand in the location too, and are left out here.
    """
    located = [(*_location(detail, data), detail) for detail in details]
    misspelt = set(_misspelt(located))
    seen: set[Path] = set()
    for where, value, detail in located:
        is_told = where in seen or (value is BROKEN and detail["type"] != "extra_forbidden")
        is_other_reading = detail["type"] == "string_type" and any(
            len(other) > len(where) and other[: len(where)] == where for other, _, _ in located
        )
        # The library counts sound items only, and would say that a list of one has none.
        is_long_enough = (
            detail["type"] == "too_short"
            and isinstance(value, list)
            and len(value) >= detail["ctx"]["min_length"]
        )
        if not (is_told or is_other_reading or is_long_enough or where in misspelt):
            seen.add(where)
            yield where, detail


def _misspelt(located: list[tuple[Path, Any, ErrorDetails]]) -> Iterator[Path]:
    """The fields that are missing because an unknown key is a misspelling of theirs."""
    missing = [where for where, _, detail in located if detail["type"] == "missing"]
    for where, _, detail in located:
        if detail["type"] == "extra_forbidden" and missing:
            beside = {str(one[-1]): one for one in missing if one and one[:-1] == where[:-1]}
            meant = closest(str(where[-1]), beside)
            if meant is not None:
                yield beside[meant]


def _location(detail: ErrorDetails, data: Any) -> tuple[Path, Any]:
    path: list[str | int] = []
    value = data
    parts = detail["loc"]
    for number, part in enumerate(parts):
        is_missing = detail["type"] == "missing" and number == len(parts) - 1
        if isinstance(value, dict) and (part in value or is_missing):
            path.append(part)
            value = value.get(part, NOTHING)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            path.append(part)
            value = value[part]
    return tuple(path), value


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str) and is_id(item["id"])


def _ids_in(item: Any) -> Iterator[str]:
    if isinstance(item, dict):
        aliases = item.get("aliases")
        for value in (item.get("id"), *(aliases if isinstance(aliases, list) else ())):
            if isinstance(value, str):
                yield value


def _not_a_mapping(document: Document, key: str) -> list[Fault]:
    if document.faults:
        return []
    if document.data is NOTHING:
        advice = f"begin it with a line `{key}:`"
        return [_fault(document, (), "empty-file", "the file holds nothing", advice)]
    what = f"the file is {_kind(document.data)}, not fields with values"
    return [_fault(document, (), "file-shape", what, f"begin it with `{key}:`")]


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group of fields"
    return f"the text {shown(value)}" if isinstance(value, str) else f"the value {shown(value)}"


def _fault(
    document: Document, path: Path, rule: str, what: str, advice: str, at_key: bool = False
) -> Fault:
    place = document.place(path, at_key)
    return Fault(document.file, *place, "error", rule, what, advice)
