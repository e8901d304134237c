"""What a reader asks for: a query string read, written, and said in words.

The same text works in the address bar, on the command line and in every export. Several values
of one key are OR, different keys are AND, the words of `q` are AND; words in quotation marks are
one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode

from insights.model import (
    BASES,
    BASIS_MEANS,
    CATEGORIES,
    CATEGORY_MEANS,
    EVIDENCE,
    EVIDENCE_MEANS,
    RECEIPT_MEANS,
    RECEIPTS,
    Basis,
    Dataset,
    Finding,
    is_unseen,
    listed,
    slug,
)
from insights.search_words import search_words


class QueryError(ValueError):
    """A query that cannot be read at all; the text says what to write instead."""


class Option(NamedTuple):
    """One value of a facet: its id, its label, other names that mean it, and what it means."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True)
class Facet:
    """One key of the query that picks findings by a value they carry."""

    key: str
    title: str
    phrase: str
    options: Callable[[Dataset], tuple[Option, ...]]
    values: Callable[[Dataset, Finding], tuple[str, ...]]
    note: str = ""


_Name = TypeVar("_Name", bound=str)


def _labelled(
    labels: Mapping[_Name, str],
    means: Mapping[_Name, str],
    aliases: Mapping[_Name, tuple[str, ...]] = MappingProxyType({}),
) -> Callable[[Dataset], tuple[Option, ...]]:
    options = tuple(
        Option(value, label, aliases.get(value, ()), means[value])
        for value, label in labels.items()
    )
    return lambda dataset: options


# Links made before the labels were reworded hold these.
_FORMER_BASES: dict[Basis, tuple[str, ...]] = {
    "stated": ("stated-by-the-source",),
    "inferred": ("inferred-by-the-curator",),
}


def _actors(dataset: Dataset) -> tuple[Option, ...]:
    named = {slug(name): name for finding in dataset.findings for name in finding.actors}
    return tuple(Option(key, name) for key, name in sorted(named.items()))


def _levels(dataset: Dataset) -> tuple[Option, ...]:
    return tuple(
        Option(level, level.replace("-", " ").capitalize()) for level in dataset.about.levels
    )


# The order is the order of a written query and of the words.
FACETS: dict[str, Facet] = {
    facet.key: facet
    for facet in (
        Facet(
            "category",
            "Keep, leave, start",
            "{}",
            _labelled(CATEGORIES, CATEGORY_MEANS),
            lambda dataset, finding: (finding.category,),
        ),
        Facet(
            "theme",
            "Theme",
            "about {}",
            lambda dataset: tuple(
                Option(t.id, t.label, t.aliases, t.definition) for t in dataset.themes
            ),
            lambda dataset, finding: finding.themes,
        ),
        Facet(
            "source",
            "Source",
            "from {}",
            lambda dataset: tuple(Option(s.id, s.short, (slug(s.title),)) for s in dataset.sources),
            lambda dataset, finding: (finding.source,),
        ),
        Facet(
            "evidence",
            "Evidence",
            "evidence: {}",
            _labelled(EVIDENCE, EVIDENCE_MEANS),
            lambda dataset, finding: (finding.evidence,),
        ),
        Facet(
            "basis",
            "Who sorted it",
            "{}",
            _labelled(BASES, BASIS_MEANS, _FORMER_BASES),
            lambda dataset, finding: (finding.basis,) if finding.basis else (),
            "Context is not sorted by anybody, so it is under neither.",
        ),
        Facet(
            "level",
            "Level",
            "level: {}",
            _levels,
            lambda dataset, finding: (finding.level,),
        ),
        Facet(
            "receipt",
            "Receipt",
            "receipt: {}",
            _labelled(RECEIPTS, RECEIPT_MEANS),
            lambda dataset, finding: (dataset.receipt(finding).state,),
        ),
        Facet(
            "actor",
            "Named in it",
            "naming {}",
            _actors,
            lambda dataset, finding: tuple(slug(name) for name in finding.actors),
        ),
        Facet(
            "lens",
            "Lens",
            "in the lens {}",
            lambda dataset: tuple(
                Option(one.id, one.title, (), one.text or "") for one in dataset.lenses
            ),
            lambda dataset, finding: dataset.lenses_of.get(finding.id, ()),
        ),
        Facet(
            "id",
            "Finding",
            "picked: {}",
            lambda dataset: tuple(Option(f.id, f.id, f.aliases) for f in dataset.findings),
            lambda dataset, finding: (finding.id,),
        ),
    )
}

SORTS: dict[str, str] = {
    "": "Leading first",
    "source": "As in the source",
    "evidence": "By evidence",
    "statement": "A to Z",
}

# How Explore shows what is chosen: which charts, beside which other question, the list and how.
LOOK_KEYS = ("show", "against", "list", "columns", "offset")
# Keys that travel in the same text but choose no finding.
OTHER_KEYS = frozenset({"limit", "format", "as_of", *LOOK_KEYS})
# Where the address bar keeps values that the widgets cannot show: `unknown=theme:nope`.
ASIDE = "unknown"
MOST_FIELDS = 500
# So many picked findings are one filter with one word for it: nobody reads a row of ids.
_MANY_PICKED = 3


class Unknown(NamedTuple):
    """A value that means nothing in this dataset: it matches nothing and is named."""

    key: str
    value: str


class Part(NamedTuple):
    """One filter as the reader sees it, which can be dropped by itself."""

    key: str
    value: str
    label: str


@dataclass(frozen=True)
class Selection:
    """A question to a dataset. Ids are kept sorted, so equal questions are equal values."""

    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    q: str = ""
    sort: str = ""
    unknown: tuple[Unknown, ...] = ()

    def values(self, key: str) -> tuple[str, ...]:
        """The ids chosen under this key."""
        return dict(self.chosen).get(key, ())

    def choose(self, key: str, values: Iterable[str]) -> Selection:
        """The same question with exactly these ids under `key`."""
        chosen = dict(self.chosen) | {key: tuple(sorted(set(values)))}
        kept = tuple((name, chosen[name]) for name in FACETS if chosen.get(name))
        return replace(self, chosen=kept)

    def without(self, part: Part) -> Selection:
        """The same question with one part dropped."""
        if part.key == "q":
            return replace(self, q="")
        if part.key == "id" and not part.value:
            return self.choose("id", ())
        gone = Unknown(part.key, part.value)
        if gone in self.unknown:
            return replace(self, unknown=tuple(one for one in self.unknown if one != gone))
        return self.choose(part.key, (v for v in self.values(part.key) if v != part.value))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered; an order, known or not, filters nothing."""
        return not (self.chosen or self.q or any(one.key != "sort" for one in self.unknown))

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The question as the fields of a query, in ids."""
        fields = [(key, value) for key, values in self.chosen for value in values]
        fields += [(one.key, one.value) for one in self.unknown]
        fields += [("q", self.q)] if self.q else []
        return fields + ([("sort", self.sort)] if self.sort else [])

    @property
    def query(self) -> str:
        """The question as a query string of ids; empty where it is the default."""
        return urlencode(self.fields)


def address(selection: Selection, dataset: Dataset) -> list[tuple[str, str]]:
    """The fields of the address bar: labels, which is what bound widgets read and write."""
    fields = [
        (key, value if key == "id" else label_of(dataset, key, value))
        for key, values in selection.chosen
        for value in values
    ]
    fields += [("q", selection.q)] if selection.q else []
    fields += [("sort", SORTS[selection.sort])] if selection.sort else []
    return fields + [(ASIDE, f"{quote(one.key)}:{one.value}") for one in selection.unknown]


@lru_cache(maxsize=8)
def _ids_by_slug(dataset: Dataset) -> dict[str, dict[str, str]]:
    """For each facet: every slug that means a value, and the id it means."""
    found: dict[str, dict[str, str]] = {}
    for facet in FACETS.values():
        names = found.setdefault(facet.key, {})
        options = facet.options(dataset)
        for option in options:
            for name in (option.label, *option.aliases):
                names.setdefault(slug(name), option.id)
        # An id always means itself, whatever label or alias looks like it.
        names.update((slug(option.id), option.id) for option in options)
    return found


def _tidy(text: str) -> str:
    """White space folded, and no letter that could turn or break the text around it.

    The dataset holds no such letter, so none is missed; half a letter pair becomes a `?`.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    kept = "".join(one for one in " ".join(whole.split()) if not is_unseen(one))
    # Nothing left of something is still something: it matches nothing, and is not dropped.
    return " ".join(kept.split()) or ("\ufffd" if text.strip() else "")


def fields_of(query: str) -> list[tuple[str, str]]:
    """The fields of a query string, in its order.

    Raises
    ------
    QueryError
        where the text has more than 500 fields.
    """
    try:
        return parse_qsl(
            query.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise QueryError(f"The query has over {MOST_FIELDS} fields: write fewer.") from error


def parse(query: str | Iterable[tuple[str, str]], dataset: Dataset) -> Selection:
    """Read a query string (or its fields) against a dataset.

    Values may be ids, aliases or labels. What means nothing here is kept in `unknown`.

    Raises
    ------
    QueryError
        where the text has more than 500 fields.
    """
    if isinstance(query, str):
        query = fields_of(query)
    names = _ids_by_slug(dataset)
    chosen: dict[str, set[str]] = {}
    unknown: list[Unknown] = []
    q: list[str] = []
    sort = ""
    for key, raw in query:
        key, value = _tidy(key), _tidy(raw)
        while key == ASIDE and ":" in value:
            key, _, value = value.partition(":")
            key, value = _tidy(unquote(key)), value.strip()
        if not value or key in OTHER_KEYS:
            continue
        if key == "q":
            q.append(value)
        elif key == "sort":
            known = {slug(name): id_ for id_, label in SORTS.items() for name in (id_, label)}
            if slug(value) and slug(value) in known:
                sort = known[slug(value)]
            else:
                unknown.append(Unknown(key, value))
        elif key in FACETS and slug(value) and (found := names[key].get(slug(value))):
            chosen.setdefault(key, set()).add(found)
        else:
            unknown.append(Unknown(key, value))
    kept = tuple((key, tuple(sorted(chosen[key]))) for key in FACETS if key in chosen)
    return Selection(kept, " ".join(q), sort, tuple(dict.fromkeys(unknown)))


def slice_of(query: str) -> slice:
    """Which of the matching findings `limit` and `offset` ask for; all where they stand not.

    Raises
    ------
    QueryError
        where one of them is no whole number, or `format` is asked for here.
    """
    asked = dict(parse_qsl(query.removeprefix("?")))
    if "format" in asked:
        raise QueryError("“format” does not belong in this query: write --format instead.")
    numbers = {}
    for key in ("offset", "limit"):
        written = asked.get(key, "")
        if written and not re.fullmatch("[0-9]{1,9}", written):
            raise QueryError(f"“{key}={written}” is no whole number: write {key}=25, say.")
        numbers[key] = int(written) if written else None
    start = numbers["offset"] or 0
    return slice(start, None if numbers["limit"] is None else start + numbers["limit"])


def label_of(dataset: Dataset, key: str, value: str) -> str:
    """The label people read for an id."""
    return _labels(dataset)[key].get(value, value)


@lru_cache(maxsize=8)
def _labels(dataset: Dataset) -> dict[str, dict[str, str]]:
    return {
        key: {option.id: option.label for option in facet.options(dataset)}
        for key, facet in FACETS.items()
    }


def parts(selection: Selection, dataset: Dataset) -> tuple[Part, ...]:
    """Each filter by itself, in the order of the facets and of their options."""
    found = []
    for key, values in selection.chosen:
        if key == "id" and len(values) >= _MANY_PICKED:
            found.append(Part(key, "", f"{len(values)} picked findings"))
            continue
        order = list(_labels(dataset)[key])
        found += [
            Part(key, value, label_of(dataset, key, value))
            for value in sorted(values, key=order.index)
        ]
    if selection.q:
        found.append(Part("q", selection.q, _quoted(selection.q)))
    found += [Part(one.key, one.value, f"“{one.value}” (unknown)") for one in selection.unknown]
    return tuple(found)


def _quoted(q: str) -> str:
    return listed(f"“{word}”" for word in search_words(q))


def words(selection: Selection, dataset: Dataset) -> str:
    """The filters in words, as in: Keep or Start, about Trust and openness. Empty for none."""
    said = []
    named = parts(selection, dataset)
    for key, facet in FACETS.items():
        labels = [part.label for part in named if part.key == key]
        if labels:
            is_bundle = any(part.key == key and not part.value for part in named)
            phrase = "{}" if is_bundle else facet.phrase
            said.append(phrase.format(listed(labels, "or")))
    if selection.q:
        said.append(f"containing {_quoted(selection.q)}")
    strange = [part for part in named if part.key not in {*FACETS, "q", "sort"}]
    said += [f"{part.key} {part.label}" for part in strange]
    return ", ".join(said)


def explain(unknown: Unknown, dataset: Dataset) -> str:
    """Say to the reader what a value that matches nothing was, and what to do."""
    key, value = unknown
    if key not in FACETS and key != "sort":
        known = listed([*FACETS, "q", "sort"])
        return f"“{key}” is not a filter, so “{key}={value}” matches nothing. Filters are {known}."
    if key == "id" and (gone := dataset.withdrawn_by_id.get(slug(value))):
        see = f" See {listed(gone.see)}." if gone.see else ""
        return f"The finding “{gone.id}” was withdrawn on {gone.on}: {gone.why}{see}"
    if key == "sort":
        return f"There is no order “{value}”, so the usual one is shown."
    noun = "finding" if key == "id" else key
    return f"There is no {noun} “{value}” in this dataset: it matches nothing."
