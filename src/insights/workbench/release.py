"""Adding a release to the text of ledger.yaml; what stands there already is kept to the letter."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from insights.model import Dataset
from insights.workbench.appending import appended
from insights.workbench.files import replace
from insights.workbench.ledger import release_of, vanished
from insights.workbench.yaml_text import plain

FILE = "ledger.yaml"

_HEAD = """\
# The released states, the oldest first, written by `insights release`: for each finding 12 digits
# for its content, and its category. So an old link can say what changed since it was made.
"""


class Lost(NamedTuple):
    """A finding of the last release that is gone without a word, and what to write."""

    id: str
    advice: str


def is_released(dataset: Dataset) -> bool:
    """Whether the ledger holds the present state already."""
    return any(release.fingerprint == dataset.fingerprint for release in dataset.ledger)


def lost(dataset: Dataset) -> list[Lost]:
    """What stands in the way of a release: findings that vanished since the last one."""
    if not dataset.ledger:
        return []
    day = dataset.about.as_of
    return [
        Lost(
            name,
            f'add `- {{id: {name}, on: "{day}", why: ..., see: []}}` to withdrawn.yaml, '
            f"or {name} to the aliases of the finding that says it now",
        )
        for name in vanished(dataset, dataset.ledger[-1])
    ]


def write_release(directory: Path, dataset: Dataset) -> None:
    """Add the present state of a sound dataset to its ledger.yaml, or write the first one.

    Raises
    ------
    NoRoomError: if nothing can be added without changing what is written there.
    OSError: if the file cannot be read or written.
    """
    path = directory / FILE
    content = path.read_bytes() if path.exists() else b""
    replace(path, with_release(content.decode(), dataset).encode())


def with_release(text: str, dataset: Dataset) -> str:
    """The text of ledger.yaml (empty for none) with the present state behind it.

    Raises
    ------
    NoRoomError: if nothing can be added without changing what is written there.
    """
    return appended(text or f"{_HEAD}releases: []\n", "releases", [plain(release_of(dataset))])
