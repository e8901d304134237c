"""A dataset in one file: what the files of a folder hold, each under a key of its own.

`insights export` writes such a file, so that a part of a dataset travels as one piece of text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from insights.model import listed
from insights.reading.document import Document
from insights.reading.faults import Fault, bare, closest
from insights.reading.folder import FINDINGS, OUTLINES, SCENES
from insights.reading.places import Path as Inside
from insights.reading.places import Place

ABOUT = "dataset"
REQUIRED = ("themes", "sources", "findings")
OPTIONAL = ("withdrawn", "lenses", "tensions", "corrections", "releases")
KEYS = (ABOUT, *REQUIRED, *OPTIONAL, OUTLINES, SCENES)

# What the file of a chapter is called in a folder, where that is not its key.
_OTHERWISE_CALLED = {"findings": f"{FINDINGS}/all", "releases": "ledger"}


class Chapter(Document):
    """A part of a file that is read like a file of its own; its places are those in the whole.

    Parameters
    ----------
    outer: where in the whole file the chapter stands
    inner: how many keys of a place in the chapter the whole file does not have
    """

    def __init__(self, whole: Document, data: Any, outer: Inside = (), inner: int = 0) -> None:
        self.file = whole.file
        self.data = data
        self.faults = whole.faults
        self.events = 0  # they are counted once, with the whole
        self.was_read_to_the_end = whole.was_read_to_the_end
        self._whole = whole
        self._outer = outer
        self._inner = inner

    def place(self, path: Inside, at_key: bool = False) -> Place:
        """Line and column, from 1, in the whole file."""
        return self._whole.place((*self._outer, *path[self._inner :]), at_key)

    def spelled(self, path: Inside) -> str | None:
        """How an unquoted number, true or false is written in the file."""
        return self._whole.spelled((*self._outer, *path[self._inner :]))


def is_one_file(path: Path) -> bool:
    """Whether this is a file that may hold a whole dataset, and not the folder of one."""
    return path.suffix == ".yaml" and path.is_file()


def chapters(document: Document) -> tuple[dict[str, Chapter], list[Fault]]:
    """What stands in the file, under the names that its files have in a folder."""
    data = document.data if isinstance(document.data, dict) else {}
    if ABOUT not in data:
        what = f"there is no {bare(ABOUT)} in this file"
        advice = f"name the folder that holds dataset.yaml, or begin with a line `{ABOUT}:`"
        was_cut = not document.was_read_to_the_end
        return {}, [] if was_cut else [_fault(document, (), what, advice)]
    # A key that was found faulty already is no text any more.
    strange = [key for key in data if isinstance(key, str) and key not in KEYS]
    faults = [_strange(document, key) for key in strange]
    found = {f"{ABOUT}.yaml": Chapter(document, data[ABOUT], (ABOUT,))}
    for key in (*REQUIRED, *OPTIONAL):
        if key in data or key in REQUIRED:
            name = _OTHERWISE_CALLED.get(key, key)
            found[f"{name}.yaml"] = Chapter(document, {key: data[key]} if key in data else {})
    for source, sections in _group(document, OUTLINES, faults).items():
        chapter = Chapter(document, {"outline": sections}, (OUTLINES, source), 1)
        found[f"{OUTLINES}/{source}.yaml"] = chapter
    for run, fields in _group(document, SCENES, faults).items():
        found[f"{SCENES}/{run}.yaml"] = Chapter(document, fields, (SCENES, run))
    return found, faults


# What stands under a key with a group of chapters.
_IN_GROUP = {
    OUTLINES: "the id of each source, and behind that its list of headings",
    SCENES: "the id of each run, and under that its fields",
}


def _group(document: Document, key: str, faults: list[Fault]) -> dict[str, Any]:
    """The chapters that stand under one key, each under its own; a fault where there are none."""
    group = document.data.get(key, {})
    if isinstance(group, dict):
        return {name: chapter for name, chapter in group.items() if isinstance(name, str)}
    if not document.faults:
        what = f"{bare(key)} is no group of fields"
        faults.append(_fault(document, (key,), what, f"write under it {_IN_GROUP[key]}"))
    return {}


def _strange(document: Document, key: str) -> Fault:
    meant = closest(key, KEYS)
    advice = f"did you mean {bare(meant)}? " if meant else ""
    advice += f"what can stand there is {listed(KEYS)}"
    what = f"{bare(key)} cannot stand at the left edge of this file"
    return _fault(document, (key,), what, advice, at_key=True)


def _fault(
    document: Document, path: Inside, what: str, advice: str, *, at_key: bool = False
) -> Fault:
    place = document.place(path, at_key)
    return Fault(document.file, *place, "error", "file-shape", what, advice)
