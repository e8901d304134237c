"""Dataset and some of its findings -> a smaller dataset that is sound by itself."""

from __future__ import annotations

from collections.abc import Iterable

from insights.model import About, Correction, Dataset, Finding, Lens, Part, Source

_LONGEST_TITLE = 600
# The format asks for a reason where no finding bears on a part.
_NOT_TAKEN = "Its findings are not among those taken here."


def part_of(dataset: Dataset, findings: Iterable[Finding]) -> Dataset:
    """The dataset with these findings only, in its own order, and with all that they need.

    Nothing names a finding that is left out: a tension needs both of its findings, the message
    all of them. A source of which findings are missing is not curated to its end any more. With
    all findings it is the dataset itself, but for what was released before.
    """
    taken = {finding.id for finding in findings}
    if len(taken) == len(dataset.findings):
        return dataset.model_copy(update={"ledger": ()})
    kept = tuple(one for one in dataset.findings if one.id in taken)
    themes = {theme for one in kept for theme in one.themes}
    lenses = tuple(_lens(one, taken) for one in dataset.lenses if _bears(one, taken))
    tensions = tuple(one for one in dataset.tensions if taken.issuperset(one.between))
    needed = {one.source for one in kept} | {one.source for one in lenses}
    needed |= {one.source for one in tensions if one.source is not None}
    whole = {one.source for one in kept} - {
        one.source for one in dataset.findings if one.id not in taken
    }
    return dataset.model_copy(
        update={
            "about": _about(dataset, taken),
            "themes": tuple(one for one in dataset.themes if one.id in themes),
            "sources": tuple(
                one if one.id in whole else _partial(one)
                for one in dataset.sources
                if one.id in needed
            ),
            "findings": kept,
            "withdrawn": tuple(
                one.model_copy(update={"see": _only(one.see, taken)}) for one in dataset.withdrawn
            ),
            "lenses": lenses,
            "tensions": tensions,
            "corrections": tuple(
                _correction(one, taken) for one in dataset.corrections if one.source in needed
            ),
            "outlines": tuple(one for one in dataset.outlines if one.source in needed),
            "ledger": (),
        }
    )


def _about(dataset: Dataset, taken: set[str]) -> About:
    about = dataset.about
    of = f" ({len(taken)} of {len(dataset.findings)} findings)"
    title = about.title[: _LONGEST_TITLE - len(of)].rstrip() + of
    is_borne = about.message is not None and taken.issuperset(about.message.findings)
    message = about.message if is_borne else None
    return about.model_copy(update={"title": title, "message": message})


def _only(names: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in taken)


def _bears(lens: Lens, taken: set[str]) -> bool:
    return any(_only(part.findings, taken) for part in lens.parts)


def _lens(lens: Lens, taken: set[str]) -> Lens:
    return lens.model_copy(update={"parts": tuple(_lens_part(one, taken) for one in lens.parts)})


def _lens_part(part: Part, taken: set[str]) -> Part:
    findings = _only(part.findings, taken)
    bare = part.bare if findings or part.bare else _NOT_TAKEN
    return part.model_copy(update={"findings": findings, "bare": bare})


def _partial(source: Source) -> Source:
    return source.model_copy(update={"coverage": "partial"})


def _correction(correction: Correction, taken: set[str]) -> Correction:
    return correction.model_copy(update={"affects": _only(correction.affects, taken)})
