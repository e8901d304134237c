"""What explains the findings: lenses part by part, and tensions, as data before it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from insights.charts.chart import findings as count
from insights.model import (
    CATEGORIES,
    ON_WHAT,
    Category,
    Dataset,
    Finding,
    Lens,
    Part,
    Place,
    Receipt,
    Source,
    Tension,
    listed,
    receipt_for,
)
from insights.selection import Unknown, parse
from insights.view import View


@dataclass(frozen=True)
class PartPicture:
    """One part of a lens: what it says, where, and the findings that bear on it.

    `findings` are those that match, in the curator's order, the strongest first; `hidden` counts
    those that the filters leave out. `is_alone` where all of them, shown or not, stand at the
    part's own place: the source that names the part is then the only one that speaks of it.
    """

    part: Part
    receipt: Receipt
    findings: tuple[Finding, ...]
    hidden: int
    is_alone: bool

    @cached_property
    def split(self) -> tuple[tuple[Category, int], ...]:
        """How many of the findings each category has; a category without one is left out."""
        found = [finding.category for finding in self.findings]
        return tuple((one, found.count(one)) for one in CATEGORIES if one in found)

    @property
    def alt(self) -> str:
        """The marks in words, as in: `2 findings: 1 on what to keep and 1 of context`."""
        if self.part.bare:
            return "No finding bears on it"
        if not self.findings:
            return self.said()
        split = listed(f"{number} {ON_WHAT[one]}" for one, number in self.split)
        hidden = f"; {self.hidden} filtered out" if self.hidden else ""
        return f"{count(len(self.findings))}: {split}{hidden}"

    def said(self, shown: int | None = None) -> str:
        """How many findings there are, where `shown` of them can be seen: `All 7 findings`."""
        number = len(self.findings)
        if not number:
            return f"{'1 finding' if self.hidden == 1 else f'All {self.hidden}'} filtered out"
        if self.hidden:
            return f"{number} of {count(number + self.hidden)}"
        return count(number) if shown is None or number <= shown else f"All {count(number)}"


@dataclass(frozen=True)
class LensPicture:
    """A lens with all its parts; `findings` counts those that match, each once, of `of` in all."""

    lens: Lens
    source: Source
    receipt: Receipt
    parts: tuple[PartPicture, ...]
    findings: int
    of: int

    @property
    def bare(self) -> int:
        """How many parts no finding of the dataset bears on."""
        return sum(1 for part in self.parts if part.part.bare)

    @property
    def alone(self) -> int:
        """How many parts rest on findings of their own place alone."""
        return sum(1 for part in self.parts if part.is_alone)

    @property
    def overlap(self) -> str:
        """Say which findings stand under several parts, so that nobody adds up; empty for none."""
        under = Counter(finding.id for part in self.parts for finding in part.findings)
        several = sum(1 for number in under.values() if number > 1)
        if not several:
            return ""
        stands = "it stands" if self.findings == 1 else f"{several} stand{'s' * (several == 1)}"
        return f"{stands} under several parts, so the parts add up to {under.total()}"

    @property
    def doubt(self) -> str | None:
        """Why places of this lens are doubtful, where one is."""
        places = [self.receipt, *(part.receipt for part in self.parts)]
        return next((place.reason for place in places if place.reason), None)


@dataclass(frozen=True)
class TensionPicture:
    """Two findings that pull against each other; `matches` says which of them the filters show."""

    tension: Tension
    findings: tuple[Finding, Finding]
    matches: tuple[bool, bool]
    source: Source | None
    receipt: Receipt | None


def lens_pictures(view: View) -> tuple[LensPicture, ...]:
    """Every lens of the dataset, in its order, with the findings that the selection matches."""
    shown = _shown(view)
    return tuple(_lens(view.dataset, lens, shown) for lens in view.dataset.lenses)


def lens_to_show(view: View, asked: str) -> Lens | Unknown | None:
    """The lens that a reader looks at, or what they asked for in vain; None where there is none.

    `asked` is an id or a title. Where it is empty it is the first that holds a matching finding,
    of those they filter by or else of all; where none does, the first of these.
    """
    wanted = parse([("lens", asked)], view.dataset)
    if wanted.unknown:
        return wanted.unknown[0]
    lenses, lenses_of = view.dataset.lenses, view.dataset.lenses_of
    ids = wanted.values("lens") or view.selection.values("lens")
    open_to = [lens for lens in lenses if not ids or lens.id in ids]
    holding = {id_ for finding in view.findings for id_ in lenses_of.get(finding.id, ())}
    with_any = (lens for lens in open_to if lens.id in holding)
    return next(with_any, open_to[0] if open_to else None)


def tension_pictures(view: View) -> tuple[TensionPicture, ...]:
    """Every tension; those with both findings in the selection first, then those with one."""
    shown, dataset = _shown(view), view.dataset
    pictures = [_tension(dataset, tension, shown) for tension in dataset.tensions]
    return tuple(sorted(pictures, key=lambda picture: -sum(picture.matches)))


def lenses_headline(view: View, pictures: Sequence[LensPicture]) -> str:
    """How much the lenses explain, as in `2 lenses cover all 6 findings; of 7 parts, 1 …`.

    Over a part of the dataset: how many of its findings stand in how many lenses.
    """
    if not pictures:
        return "No lens is written down here yet"
    taken = sum(1 for finding in view.findings if finding.id in view.dataset.lenses_of)
    if not view.selection.is_empty:
        return _filtered_headline(view.count, taken, pictures)
    cover = "covers" if len(pictures) == 1 else "cover"
    some = f"{taken} of" if 0 < taken < view.of else "all" if taken else "none of the"
    bare = sum(picture.bare for picture in pictures)
    alone = sum(picture.alone for picture in pictures)
    parts = sum(len(picture.parts) for picture in pictures)
    said = _bare(bare, parts) if bare or not alone else _alone(alone, parts)
    return f"{_lenses(pictures)} {cover} {some} {count(view.of)}; {said}"


def _filtered_headline(matching: int, taken: int, pictures: Sequence[LensPicture]) -> str:
    if not matching:
        return "No finding matches, so nothing can be seen through a lens with these filters"
    holding = sum(1 for picture in pictures if picture.findings)
    where = f"in {holding} of {_lenses(pictures)}"
    if matching == 1:
        return f"The one finding shown stands {where if taken else 'in no lens'}"
    if not taken:
        return f"None of the {matching} findings shown stands in a lens"
    some = "All" if taken == matching else f"{taken} of the"
    return f"{some} {matching} findings shown {'stands' if taken == 1 else 'stand'} {where}"


def _lenses(pictures: Sequence[LensPicture]) -> str:
    return "1 lens" if len(pictures) == 1 else f"{len(pictures)} lenses"


def _bare(bare: int, parts: int) -> str:
    if parts == 1:
        return "its one part is bare" if bare else "its one part has a finding"
    if not bare:
        return f"each of the {parts} parts has a finding"
    return f"of {parts} parts, {bare} {'stays' if bare == 1 else 'stay'} bare"


def _alone(alone: int, parts: int) -> str:
    if parts == 1:
        return "its one part is only named"
    return f"{alone} of the {parts} parts {'is' if alone == 1 else 'are'} only named"


def _shown(view: View) -> frozenset[str]:
    return frozenset(finding.id for finding in view.findings)


def _lens(dataset: Dataset, lens: Lens, shown: frozenset[str]) -> LensPicture:
    source = dataset.source_by_id[lens.source]
    found = dataset.finding_by_id
    parts = []
    for part in lens.parts:
        every = [found[one] for one in part.findings]
        matching = tuple(finding for finding in every if finding.id in shown)
        receipt = receipt_for(part.locator, source)
        is_alone = bool(every) and all(
            (finding.source, finding.locator) == (lens.source, part.locator) for finding in every
        )
        parts.append(PartPicture(part, receipt, matching, len(every) - len(matching), is_alone))
    return LensPicture(
        lens=lens,
        source=source,
        receipt=receipt_for(lens.locator, source),
        parts=tuple(parts),
        findings=len({finding.id for part in parts for finding in part.findings}),
        of=len({found[one].id for part in lens.parts for one in part.findings}),
    )


def _tension(dataset: Dataset, tension: Tension, shown: frozenset[str]) -> TensionPicture:
    one, other = (dataset.finding_by_id[id_] for id_ in tension.between)
    source = dataset.source_by_id[tension.source] if tension.source else None
    return TensionPicture(
        tension=tension,
        findings=(one, other),
        matches=(one.id in shown, other.id in shown),
        source=source,
        receipt=_receipt(tension.locator, source),
    )


def _receipt(locator: str | Place | None, source: Source | None) -> Receipt | None:
    return receipt_for(locator, source) if locator and source else None
