"""The ledger of released states: writing a release, and what changed since one.

A release keeps for each finding 12 hexadecimal digits over its *content* (statement, basis,
themes, source, locator, evidence, level, figures, actors and note) and, apart from them, its
category. What does not change what a finding says (aliases, terms, rank, who checked it) is left
out. So a link that carries the first digits of a fingerprint can say what changed since.
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from insights.model import Dataset, Finding, Release, listed

CONTENT = frozenset(
    {
        "statement",
        "basis",
        "themes",
        "source",
        "locator",
        "evidence",
        "level",
        "figures",
        "actors",
        "note",
    }
)
SHORTEST_PREFIX = 8


class Since(NamedTuple):
    """What changed since a release, as ids in the order of the dataset (gone ones: of the release).

    A finding with another category is in `recategorised` alone, whatever else changed in it.
    `missing` are those that vanished without being withdrawn. `is_known` is False where no
    release begins with the digits asked for, `is_same` True where the whole dataset is the same.
    """

    is_known: bool
    is_same: bool = False
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    recategorised: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def touched(self) -> tuple[str, ...]:
        """The findings that changed and can still be read."""
        return self.changed + self.recategorised + self.added

    @property
    def sentence(self) -> str | None:
        """What to tell the reader of an old link; None where the dataset is the same.

        >>> Since(True, changed=("a", "b"), withdrawn=("c",)).sentence
        'Since this link was made, 2 findings were changed and 1 was withdrawn.'
        """
        if self.is_same:
            return None
        if not self.is_known:
            return (
                "This link names a state of the data that is not among the released ones, so what "
                "changed since it was made cannot be told."
            )
        counted = [
            (len(self.changed), "changed"),
            (len(self.recategorised), "sorted into another category"),
            (len(self.withdrawn), "withdrawn"),
            (len(self.missing), "taken out"),
            (len(self.added), "added"),
        ]
        told = [(number, done) for number, done in counted if number]
        if not told:
            return "Since this link was made, no finding changed, only what stands around them."
        parts = [f"{number} {'was' if number == 1 else 'were'} {done}" for number, done in told]
        number, done = told[0]
        noun = "finding was" if number == 1 else "findings were"
        parts[0] = f"{number} {noun} {done}"
        return f"Since this link was made, {listed(parts)}."


def content(finding: Finding) -> str:
    """12 hexadecimal digits that change if and only if what a finding says changes."""
    plain = finding.model_dump(mode="json", include=set(CONTENT))
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def release_of(dataset: Dataset) -> Release:
    """The present state of a dataset, as the ledger keeps it."""
    return Release(
        fingerprint=dataset.fingerprint,
        as_of=dataset.about.as_of,
        findings={one.id: f"{content(one)} {one.category}" for one in dataset.findings},
    )


def since(dataset: Dataset, prefix: str) -> Since:
    """What changed since the release whose fingerprint begins with `prefix`, the latest such one.

    Parameters
    ----------
    prefix: at least 8 hexadecimal digits; anything else is no known release
    """
    prefix = prefix.strip().lower()
    if len(prefix) < SHORTEST_PREFIX:
        return Since(is_known=False)
    if dataset.fingerprint.startswith(prefix):
        return Since(is_known=True, is_same=True)
    for release in reversed(dataset.ledger):
        if release.fingerprint.startswith(prefix):
            return _since(dataset, release)
    return Since(is_known=False)


def vanished(dataset: Dataset, release: Release) -> list[str]:
    """The findings of a release that are neither alive, under whatever id, nor withdrawn."""
    known = dataset.finding_by_id.keys() | dataset.withdrawn_by_id.keys()
    return [name for name in release.findings if name not in known]


def _since(dataset: Dataset, release: Release) -> Since:
    changed: dict[str, None] = {}
    recategorised: dict[str, None] = {}
    known: set[str] = set()
    for name, kept in release.findings.items():
        if (finding := dataset.finding_by_id.get(name)) is None:
            continue
        digits, _, category = kept.partition(" ")
        # Of two that were merged, the one that kept its id is compared.
        if finding.id != name and finding.id in release.findings:
            continue
        known.add(finding.id)
        if category != finding.category:
            recategorised[finding.id] = None
        elif digits != content(finding):
            changed[finding.id] = None
    gone = [name for name in release.findings if name not in dataset.finding_by_id]
    in_order = [finding.id for finding in dataset.findings]
    return Since(
        is_known=True,
        added=tuple(name for name in in_order if name not in known),
        changed=tuple(name for name in in_order if name in changed),
        recategorised=tuple(name for name in in_order if name in recategorised),
        withdrawn=tuple(name for name in gone if name in dataset.withdrawn_by_id),
        missing=tuple(name for name in gone if name not in dataset.withdrawn_by_id),
    )
