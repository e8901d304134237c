"""Ids as the files write them, to tell one that differs from another in its spelling only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import BaseModel

from insights.model import Correction, Finding, Lens, Source, Tension, Theme, Withdrawn, slug
from insights.reading.document import Document
from insights.reading.faults import bare, shown
from insights.reading.places import Path

_LONGEST_ID = 200

# What the ids of a record, and the ids that a field names, are ids of.
_OWN: dict[type[BaseModel], str] = {
    Theme: "themes",
    Source: "sources",
    Finding: "findings",
    Withdrawn: "findings",
    Lens: "lenses",
    Tension: "tensions",
    Correction: "corrections",
}
_NAMED = {
    "themes": "themes",
    "source": "sources",
    "level": "levels",
    "findings": "findings",
    "between": "findings",
    "affects": "findings",
    "see": "findings",
}


class Namesake(NamedTuple):
    """An id and where it is written."""

    id: str
    document: Document
    path: Path


class Namesakes:
    """All ids and aliases of a dataset, compared as links compare them."""

    def __init__(self, documents: Collection[Document] = ()) -> None:
        self._documents = documents

    def words(
        self, model: type[BaseModel], document: Document, path: Path, value: str
    ) -> tuple[str, str] | None:
        """What is wrong with a misspelt id and what to write, where another is spelled right.

        Parameters
        ----------
        model: the model of the record
        path: where the id stands in its file
        """
        name = next(part for part in reversed(path) if isinstance(part, str))
        is_own = name in ("id", "aliases")
        kind = _OWN.get(model) if is_own else _NAMED.get(name)
        alike = self._by_slug.get((kind or "", slug(value[:_LONGEST_ID])), [])
        others = [one for one in alike if one.document is not document or one.path != path]
        if not others:
            return None
        same = others[0]
        line = same.document.place(same.path)[0]
        what = f"{shown(value)} differs from {bare(same.id)} in its spelling only, "
        what += f"in {same.document.file} line {line}"
        if is_own:
            return what, "write an id that is not taken, in kebab-case"
        return what, f"write {slug(same.id)}"

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], list[Namesake]]:
        found: dict[tuple[str, str], list[Namesake]] = {}
        for document in self._documents:
            for kind, path, name in _ids_of(document):
                alike = found.setdefault((kind, slug(name[:_LONGEST_ID])), [])
                # The id that is asked about is one of two at most.
                if len(alike) < 2:
                    alike.append(Namesake(name, document, path))
        return found


def _ids_of(document: Document) -> Iterator[tuple[str, Path, str]]:
    data = document.data if isinstance(document.data, dict) else {}
    for key in (*_OWN.values(), "withdrawn", "levels"):
        records = data.get(key)
        for number, item in enumerate(records if isinstance(records, list) else ()):
            kind = "findings" if key == "withdrawn" else key
            if isinstance(item, str):
                yield kind, (key, number), item
            elif isinstance(item, dict):
                for path, name in _own_ids(item):
                    yield kind, (key, number, *path), name


def _own_ids(item: dict[Any, Any]) -> Iterator[tuple[Path, str]]:
    if isinstance(name := item.get("id"), str):
        yield ("id",), name
    aliases = item.get("aliases")
    for number, alias in enumerate(aliases if isinstance(aliases, list) else ()):
        if isinstance(alias, str):
            yield ("aliases", number), alias
