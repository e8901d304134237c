"""What somebody takes away in two minutes: message, figures, three columns, disputes and gaps.

A brief is made from a view, like everything else, so it is true of any selection of any dataset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from insights.charts import Chart, findings_by_theme
from insights.charts.chart import Column as ChartColumn
from insights.charts.chart import Row, unfiltered
from insights.charts.chart import findings as counted
from insights.charts.lenses import LensPicture, TensionPicture, lens_pictures, tension_pictures
from insights.headline import bearing, headline, leading_figures, split
from insights.model import (
    CATEGORIES,
    EVIDENCE,
    SORTED,
    VERBS,
    Category,
    Evidence,
    Figure,
    Finding,
    Source,
    Theme,
    listed,
)
from insights.selection import Selection
from insights.view import View

_MEASURED: tuple[Evidence, ...] = ("counted", "polled")
# How far a kind of evidence reaches. A named speaker and a report are testimony alike: a name makes
# a claim easier to check, not truer.
_STRENGTH: dict[Evidence, int] = {
    "counted": 0,
    "polled": 0,
    "attributed": 1,
    "reported": 1,
    "room": 1,
    "argued": 2,
}
_UNRANKED = 1_000


class Column(NamedTuple):
    """One of keep, leave and start: its findings, the strongest first.

    `is_hidden` where the filters leave the category out: then nothing is said about it.
    """

    category: Category
    label: str
    findings: tuple[Finding, ...]
    is_hidden: bool

    @property
    def stated(self) -> int:
        """How many of them the source itself sorts so."""
        return sum(1 for finding in self.findings if finding.basis == "stated")

    @property
    def said(self) -> str:
        """As in `9 findings, 6 stated by the source`."""
        if self.is_hidden:
            return "filtered out"
        source = "its source" if len(self.findings) == 1 else "their sources"
        by = f", {self.stated} stated by {source}" if self.stated else ""
        return f"{counted(len(self.findings))}{by}"


class Gap(NamedTuple):
    """Something that nobody has evidence for, and the query for what there is instead."""

    sentence: str
    query: str


class ThemePart(NamedTuple):
    """One theme: its row of the chart, and its matching findings, the strongest first."""

    theme: Theme
    columns: tuple[ChartColumn, ...]
    row: Row
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """As in `Trust and openness: 2 findings on what to start and 4 of context`."""
        return f"{self.theme.label}: {split(Counter(one.category for one in self.findings))}"

    @property
    def chart(self) -> Chart:
        """Its row alone: how its findings are split by category."""
        return Chart(
            kind="bars",
            title=self.title,
            subtitle=counted(self.row.total),
            alt=f"Bar of the findings of one theme by category. {self.title}.",
            row_title="Theme",
            columns=self.columns,
            rows=(self.row,),
        )

    def in_category(self, category: Category) -> tuple[Finding, ...]:
        """Those of one category, the strongest first."""
        return tuple(one for one in self.findings if one.category == category)


@dataclass(frozen=True)
class Brief:
    """The parts of a brief, each worked out when it is asked for."""

    view: View

    @property
    def title(self) -> str:
        """The name of the dataset, and what it is filtered to."""
        title, words = self.view.dataset.about.title, self.view.words
        return f"{title}: {words}" if words else title

    @cached_property
    def message(self) -> str:
        """The one sentence."""
        return headline(self.view)

    @cached_property
    def bearing(self) -> tuple[str, str] | None:
        """How many findings a curated message rests on, and the query for them."""
        return bearing(self.view)

    @cached_property
    def figures(self) -> list[tuple[Finding, Figure]]:
        """At most four figures that say something about the world."""
        return leading_figures(self.view)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Keep, leave and start."""
        wanted = self.view.selection.values("category")
        return tuple(
            Column(
                category,
                CATEGORIES[category],
                strongest(self.view.in_category(category)),
                bool(wanted) and category not in wanted,
            )
            for category in SORTED
        )

    @property
    def split(self) -> str:
        """The three columns in one sentence."""
        if any(column.findings for column in self.columns):
            return split({column.category: len(column.findings) for column in self.columns})
        shown = [VERBS[column.category] for column in self.columns if not column.is_hidden]
        if not shown:
            return "What to keep, leave behind and start is filtered out"
        return f"No finding says what to {listed(shown, 'or')}"

    @cached_property
    def context(self) -> tuple[Finding, ...]:
        """The findings that the sources leave unsorted, the strongest first."""
        return strongest(self.view.in_category("context"))

    @cached_property
    def contested(self) -> tuple[TensionPicture, ...]:
        """Findings that pull against each other, of which the selection holds at least one.

        Pairs that it holds whole come first, then those that a source itself sets so.
        """
        pictures = [one for one in tension_pictures(self.view) if any(one.matches)]
        pictures.sort(key=lambda one: (-sum(one.matches), one.tension.basis != "stated"))
        return tuple(pictures)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What nobody has evidence for, as far as the sources are curated."""
        return tuple(_gaps(self.view)) if self.view.count else ()

    @cached_property
    def lenses(self) -> tuple[LensPicture, ...]:
        """The lenses that hold a matching finding, those with most first."""
        found = [one for one in lens_pictures(self.view) if one.findings]
        return tuple(sorted(found, key=lambda one: -one.findings))

    @cached_property
    def themes(self) -> Chart:
        """How many findings each theme has, by category."""
        return findings_by_theme(self.view)

    @cached_property
    def by_theme(self) -> tuple[ThemePart, ...]:
        """Each theme with a matching finding, as the chart orders them.

        Of a selection by themes only those asked for: of the others it holds but a part.
        """
        found: dict[str, list[Finding]] = {}
        for finding in strongest(self.view.findings):
            for theme in finding.themes:
                found.setdefault(theme, []).append(finding)
        themes, asked = self.view.dataset.theme_by_id, self.view.selection.values("theme")
        return tuple(
            ThemePart(themes[row.key], self.themes.columns, row, tuple(found[row.key]))
            for row in self.themes.rows
            if not asked or row.key in asked
        )

    @cached_property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """The sources of the matching findings, each with how many it gives."""
        tally = self.view.tally("source")
        return tuple((one, tally[one.id]) for one in self.view.dataset.sources if tally[one.id])


def strongest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By how far their evidence reaches, then as the curator ranked them, then stated ones first.

    Findings that are equal in all of this stay in the order given.
    """

    def rank(finding: Finding) -> tuple[int, int, bool]:
        is_stated = finding.basis == "stated"
        return _STRENGTH[finding.evidence], finding.highlight or _UNRANKED, not is_stated

    return tuple(sorted(findings, key=rank))


def _gaps(view: View) -> Iterator[Gap]:
    yield from _unmeasured(view)
    yield from _silent(view)
    yield from _bare(view)


def _unmeasured(view: View) -> Iterator[Gap]:
    """How few of the sorted findings rest on a number."""
    found = [one for one in view.findings if one.category in SORTED]
    kinds = Counter(one.evidence for one in found)
    measured = sum(kinds[kind] for kind in _MEASURED)
    if not found or measured * 2 > len(found):
        return
    shown = [one for one in SORTED if any(finding.category == one for finding in found)]
    subject = f"on what to {listed([VERBS[one] for one in shown], 'or')}"
    told = listed(
        [f"{kinds[kind]} {_TOLD[kind]}" for kind in EVIDENCE if kinds[kind] and kind in _TOLD]
    )
    query = view.selection.choose("category", shown).query
    if len(found) == 1:
        yield Gap(f"The one finding {subject} rests on no count and no poll.", query)
        return
    verb = "rests" if measured <= 1 else "rest"
    yield Gap(
        f"{measured or 'None'} of the {len(found)} findings {subject} {verb} on a count or a poll: "
        f"{told}.",
        query,
    )


_TOLD: dict[Evidence, str] = {
    "attributed": "from a named speaker",
    "reported": "reported",
    "argued": "argued",
    "room": "said in a room",
}


def _silent(view: View) -> Iterator[Gap]:
    """For each of the three: the themes in view about which no source in view says anything."""
    everything = unfiltered(view).cross("theme", "category")
    here, selection = view.tally("theme"), view.selection
    asked, wanted = selection.values("theme"), selection.values("category")
    labels = {
        theme.id: theme.label
        for theme in view.dataset.themes
        if here[theme.id] and (not asked or theme.id in asked)
    }
    for category in SORTED:
        missing = [id_ for id_ in labels if not everything[id_, category]]
        if missing and (not wanted or category in wanted):
            names = listed([labels[id_] for id_ in missing], "or")
            instead = Selection().choose("source", selection.values("source"))
            yield Gap(
                f"No finding says what to {VERBS[category]} about {names}.",
                instead.choose("theme", missing).query,
            )


def _bare(view: View) -> Iterator[Gap]:
    """Parts of frameworks in view that no finding bears on."""
    lenses = view.dataset.lenses_of
    in_view = {lens for finding in view.findings for lens in lenses.get(finding.id, ())}
    for lens in view.dataset.lenses:
        for part in lens.parts if lens.id in in_view else ():
            if part.bare:
                query = Selection().choose("lens", [lens.id]).query
                yield Gap(f"{lens.title} {part.label}: {part.bare}", query)
