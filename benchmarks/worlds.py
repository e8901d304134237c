"""Datasets of any size over the themes and sources of the real one, the same each time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from insights.model import CATEGORIES, EVIDENCE, Dataset, Finding, Source

MOST_OF_A_SOURCE = 18_000  # findings in a file of below 8 MB

WORDS = [
    "trust",
    "crisis",
    "service",
    "people",
    "budget",
    "city",
    "school",
    "data",
    "nurse",
    "rule",
    "council",
    "village",
    "change",
    "learn",
    "listen",
    "share",
    "build",
    "loop",
    "team",
    "risk",
    "open",
    "fast",
    "slow",
    "local",
    "public",
]


class Worlds:
    """Datasets of any size, each made once; their files lie in `folder`."""

    def __init__(self, real: Dataset, folder: Path) -> None:
        self.real, self._folder = real, folder
        self._made: dict[int, Dataset] = {}
        self._written: dict[int, Path] = {}

    def dataset(self, size: int) -> Dataset:
        if size not in self._made:
            self._made[size] = enlarged(self.real, size)
        return self._made[size]

    def folder(self, size: int) -> Path:
        if size not in self._written:
            self._written[size] = written(self.dataset(size), self._folder / str(size))
        return self._written[size]


def enlarged(real: Dataset, size: int) -> Dataset:
    """The real dataset with `size` invented findings in place of its own.

    Where a source would have more of them than one file may hold, there are more sources as well.
    """
    dice = random.Random(size)
    times = -(-size // (MOST_OF_A_SOURCE * len(real.sources)))
    sources = tuple(_again(one, number) for number in range(times) for one in real.sources)
    findings = tuple(Finding(**_finding(real, sources, dice, at)) for at in range(size))
    about = real.about.model_copy(update={"message": None})
    return Dataset(about=about, themes=real.themes, sources=sources, findings=findings)


def _again(source: Source, number: int) -> Source:
    if not number:
        return source
    names = {"title": f"{source.title} {number + 1}", "short": f"{source.short[:28]} {number + 1}"}
    return source.model_copy(update={"id": f"{source.id}-{number + 1}", **names})


def _finding(
    real: Dataset, sources: Sequence[Source], dice: random.Random, at: int
) -> dict[str, Any]:
    category = dice.choice(list(CATEGORIES))
    basis = None if category == "context" else dice.choice(["stated", "inferred"])
    source = dice.choice(sources)
    themes = dice.sample([theme.id for theme in real.themes], dice.choice([1, 1, 2, 3]))
    made: dict[str, Any] = {
        "id": f"finding-{at}",
        "statement": f"Finding {at} says {' '.join(dice.choices(WORDS, k=14))}.",
        "category": category,
        "basis": basis,
        "themes": themes,
        "source": source.id,
        "locator": f"{dice.randrange(2):02}:{dice.randrange(60):02}:{dice.randrange(60):02}"
        if source.video
        else {"section": f"Section {dice.randrange(9) + 1}", "item": dice.randrange(9) + 1},
        "evidence": dice.choice([kind for kind in EVIDENCE if kind not in ("room", "attributed")]),
        "level": dice.choice(real.about.levels),
        "checked_by": "second-reader",
    }
    if at % 10 == 0:
        actors = [f"Office {dice.randrange(20) + 1}"]
        made |= {"evidence": "attributed", "actors": actors}
    if basis == "inferred":
        made["note"] = f"It asks to {' '.join(dice.choices(WORDS, k=8))}."
    return {key: value for key, value in made.items() if value is not None}


def written(dataset: Dataset, folder: Path) -> Path:
    """The files of a dataset, one of findings per source, as a curator would write them."""
    (folder / "findings").mkdir(parents=True)
    _write(folder / "dataset.yaml", _plain(dataset.about))
    _write(folder / "themes.yaml", {"themes": [_plain(theme) for theme in dataset.themes]})
    _write(folder / "sources.yaml", {"sources": [_plain(source) for source in dataset.sources]})
    for source in dataset.sources:
        own = [_plain(finding) for finding in dataset.findings if finding.source == source.id]
        _write(folder / "findings" / f"{source.id}.yaml", {"findings": own})
    return folder


def _plain(record: Any) -> Any:
    return record.model_dump(mode="json", exclude_defaults=True) | (
        {"format": 1} if hasattr(record, "format") else {}
    )


class _Quoting(yaml.CSafeDumper):
    """Times stand in double quotes, as the format asks."""


_Quoting.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style='"' if ":" in text or text[:1].isdigit() else None
    ),
)


def _write(path: Path, content: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file, Dumper=_Quoting, sort_keys=False, allow_unicode=True, width=120)
