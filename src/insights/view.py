"""Dataset times selection: what matches, what choosing would give, and the denominator sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from insights.model import CATEGORIES, EVIDENCE, Category, Dataset, Finding
from insights.search_words import search_words
from insights.selection import FACETS, Selection, explain, parse, words

if TYPE_CHECKING:
    import pandas as pd


def folded(text: str) -> str:
    """Text as the search compares it: no case, no accents.

    >>> folded("Éducation")
    'education'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare or plain


class _Index:
    """Sets of findings as the bits of one number, so that a selection is a few ANDs and ORs."""

    def __init__(self, dataset: Dataset) -> None:
        findings = dataset.findings
        self.all = (1 << len(findings)) - 1
        self.having: dict[str, dict[str, int]] = {}
        for facet in FACETS.values():
            having = {option.id: 0 for option in facet.options(dataset)}
            for place, finding in enumerate(findings):
                for value in facet.values(dataset, finding):
                    having[value] = having.get(value, 0) | 1 << place
            self.having[facet.key] = having
        labels = {theme.id: theme.label for theme in dataset.themes}
        self.text = [
            folded("\n".join((f.statement, *f.actors, *f.terms, *(labels[t] for t in f.themes))))
            for f in findings
        ]
        categories, evidence = list(CATEGORIES), list(EVIDENCE)
        sources = [source.id for source in dataset.sources]

        def leading(place: int) -> tuple[int, ...]:
            one = findings[place]
            return (one.highlight or 100, categories.index(one.category), place)

        places = range(len(findings))
        self.order = {
            "": sorted(places, key=leading),
            "source": sorted(places, key=lambda p: (sources.index(findings[p].source), p)),
            "evidence": sorted(
                places, key=lambda p: (evidence.index(findings[p].evidence), *leading(p))
            ),
            "statement": sorted(places, key=lambda p: (folded(findings[p].statement), p)),
        }


@lru_cache(maxsize=8)
def _index(dataset: Dataset) -> _Index:
    return _Index(dataset)


def orders(dataset: Dataset) -> dict[str, list[int]]:
    """For each way to sort: the places of all findings in the dataset, in that order."""
    return _index(dataset).order


def searched_texts(dataset: Dataset) -> list[str]:
    """For each finding in the order of the dataset: all that the search looks in, folded."""
    return _index(dataset).text


def _every(number: int) -> str:
    if number > 2:
        return f"All {number} curated findings are counted"
    few = (
        "No finding yet",
        "The one curated finding is counted",
        "Both curated findings are counted",
    )
    return few[number]


def _places(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


@dataclass(frozen=True)
class View:
    """The findings of a dataset that a selection matches, and all that is counted about them."""

    dataset: Dataset
    selection: Selection

    @cached_property
    def _by_key(self) -> dict[str, int]:
        """For each key that filters: the set of findings it alone lets through."""
        index, selection = _index(self.dataset), self.selection
        passed = {}
        for key, values in selection.chosen:
            passed[key] = 0
            for value in values:
                passed[key] |= index.having[key].get(value, 0)
        for one in selection.unknown:
            if one.key != "sort":  # an unknown order hides nothing
                passed.setdefault(one.key, 0)
        if selection.q:
            sought = [folded(word) for word in search_words(selection.q)]
            passed["q"] = sum(
                1 << place
                for place, text in enumerate(index.text)
                if all(word in text for word in sought)
            )
        return passed

    def _mask(self, leaving_out: str | None = None) -> int:
        mask = _index(self.dataset).all
        for key, passed in self._by_key.items():
            if key != leaving_out:
                mask &= passed
        return mask

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that match, in the order the selection asks for."""
        mask, order = self._mask(), _index(self.dataset).order[self.selection.sort]
        every = self.dataset.findings
        if mask.bit_count() == len(every):
            return tuple(every[place] for place in order)
        wanted = set(_places(mask))
        return tuple(every[place] for place in order if place in wanted)

    @cached_property
    def count(self) -> int:
        """How many findings match."""
        return self._mask().bit_count()

    @property
    def of(self) -> int:
        """How many findings the dataset holds."""
        return len(self.dataset.findings)

    def counts(self, key: str) -> dict[str, int]:
        """For each option of a facet: how many findings choosing it would give.

        The other filters stay; within the facet the option stands alone.
        """
        mask = self._mask(leaving_out=key)
        having = _index(self.dataset).having[key]
        return {value: (mask & places).bit_count() for value, places in having.items()}

    def tally(self, key: str) -> dict[str, int]:
        """For each option of a facet: how many of the matching findings carry it."""
        mask = self._mask()
        having = _index(self.dataset).having[key]
        return {value: (mask & places).bit_count() for value, places in having.items()}

    def cross(self, key: str, other: str) -> dict[tuple[str, str], int]:
        """How many matching findings carry each pair of values of two facets."""
        mask, having = self._mask(), _index(self.dataset).having
        return {
            (one, two): (mask & ones & twos).bit_count()
            for one, ones in having[key].items()
            for two, twos in having[other].items()
        }

    def in_category(self, category: Category) -> tuple[Finding, ...]:
        """The matching findings of one category, in the order of the selection."""
        return tuple(finding for finding in self.findings if finding.category == category)

    @cached_property
    def overlap(self) -> str:
        """Say how theme tags overlap, so that nobody adds up the bars; empty where they do not."""
        tags = sum(self.tally("theme").values())
        several = sum(1 for finding in self.findings if len(finding.themes) > 1)
        if not several:
            return ""
        most = max(len(finding.themes) for finding in self.findings)
        how_many = "two themes" if most == 2 else "two or three themes"
        carry = "carries" if several == 1 else "carry"
        return f"{several} {carry} {how_many}, so theme counts add up to {tags}"

    @cached_property
    def words(self) -> str:
        """The filters in words; empty where nothing is filtered."""
        return words(self.selection, self.dataset)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """A sentence for each value of the query that means nothing here."""
        return tuple(explain(one, self.dataset) for one in self.selection.unknown)

    @cached_property
    def sentence(self) -> str:
        """The denominator sentence: what is counted, of how many, filtered how, overlapping how."""
        if self.selection.is_empty:
            said = _every(self.of)
        else:
            noun = "finding" if self.of == 1 else "findings"
            number = self.count or "None"
            match = "matches" if self.count == 1 else "match"
            said = f"{number} of {self.of} curated {noun} {match}: {self.words}"
        said += f"; {self.overlap}. " if self.overlap else ". "
        return said + "A finding is not a vote."

    @property
    def frame(self) -> pd.DataFrame:
        """One row per matching finding; list columns hold tuples, absent values are None."""
        import pandas as pd  # slow to import: only who asks for a frame pays

        dataset = self.dataset
        rows = []
        for finding in self.findings:
            receipt = dataset.receipt(finding)
            rows.append(
                {
                    "id": finding.id,
                    "statement": finding.statement,
                    "category": finding.category,
                    "basis": finding.basis,
                    "themes": finding.themes,
                    "source": finding.source,
                    "locator": receipt.as_written,
                    "receipt": receipt.state,
                    "url": receipt.url,
                    "evidence": finding.evidence,
                    "level": finding.level,
                    "actors": finding.actors,
                    "note": finding.note,
                }
            )
        return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = [
    "id",
    "statement",
    "category",
    "basis",
    "themes",
    "source",
    "locator",
    "receipt",
    "url",
    "evidence",
    "level",
    "actors",
    "note",
]


def select(dataset: Dataset, query: str = "") -> View:
    """The view that a query string asks for."""
    return View(dataset, parse(query, dataset))
