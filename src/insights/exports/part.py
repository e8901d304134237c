"""Dataset and some of its findings -> a smaller dataset that is sound by itself."""

from __future__ import annotations

from collections.abc import Iterable

from insights.model import About, Correction, Dataset, Finding, Lens, Part, Run, Scene, Source
from insights.selection import FACETS, parse
from insights.view import View

_LONGEST_TITLE = 600
# The format asks for a reason where no finding bears on a part.
_NOT_TAKEN = "Its findings are not among those taken here."


def part_of(dataset: Dataset, findings: Iterable[Finding]) -> Dataset:
    """The dataset with these findings only, in its own order, and with all that they need.

    Nothing names a finding that is left out: a tension needs both of its findings, the message
    all of them, a scene what it shows; a run without evidence is left out. A source of which
    findings are missing is not curated to its end any more. With all findings it is the dataset
    itself, but for what was released before.
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
    part = dataset.model_copy(
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
            "runs": (),
            "ledger": (),
        }
    )
    runs = (_run(run, dataset, part) for run in dataset.runs)
    return part.model_copy(update={"runs": tuple(run for run in runs if run is not None)})


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


def _run(run: Run, dataset: Dataset, part: Dataset) -> Run | None:
    """The run with the scenes that the part can bear; None where none of them shows evidence."""
    scenes = tuple(scene for scene in run.scenes if _is_borne(scene, dataset, part))
    shows_any = any(scene.show not in _WITHOUT_EVIDENCE for scene in scenes)
    return run.model_copy(update={"scenes": scenes}) if shows_any else None


# What a scene shows that needs no finding.
_WITHOUT_EVIDENCE = ("words", "notes", "beside", "commitments")


def _is_borne(scene: Scene, dataset: Dataset, part: Dataset) -> bool:
    if scene.show == "lens":
        return scene.of in part.lens_by_id
    if scene.show == "tension":
        return scene.of in part.tension_by_id
    if scene.show in ("finding", "figure"):
        return scene.of in part.finding_by_id
    selection = parse(scene.query, dataset)
    for key, values in selection.chosen:
        if not {option.id for option in FACETS[key].options(part)}.issuperset(values):
            return False
    if scene.show in _WITHOUT_EVIDENCE:
        return True
    return any(one.id in part.finding_by_id for one in View(dataset, selection).findings)
