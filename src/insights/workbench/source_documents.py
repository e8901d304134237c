"""The documents of the sources: text files in a folder that is no part of the dataset."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from insights.reading.faults import bare
from insights.reading.folder import MOST_BYTES
from insights.workbench.copying import Word, words_of
from insights.workbench.notes import Notes, parse

_ABOUT = "dataset.yaml"  # what makes a folder one of a dataset


class DocumentsError(Exception):
    """The folder of documents cannot be used; the message says why and what to name instead."""


class SourceDocument(NamedTuple):
    """A document: the name of its file, its text with plain line ends, what stands where in it."""

    name: str
    text: str
    notes: Notes
    words: list[Word]

    @property
    def title(self) -> str:
        """The title at its head, else its first line."""
        first = next((line for line in self.text.split("\n") if line.strip()), "")
        return self.notes.title or first.strip()


def read_documents(directory: Path, dataset: Path) -> list[SourceDocument]:
    """All text files in a folder of documents, in the order of their names.

    Parameters
    ----------
    dataset: the folder of the dataset, which compared with itself would be all copies

    Raises
    ------
    DocumentsError: if there is no such folder, no text in it, or a dataset.
    """
    name = bare(directory.name or str(directory))
    if directory.is_file():
        raise DocumentsError(f"{name} is a file; name the folder it lies in")
    if not directory.is_dir():
        raise DocumentsError(f"there is no folder {name}: name one with documents")
    advice = "put the documents in a folder of their own"
    here, itself = directory.resolve(), dataset.resolve()
    if here.is_relative_to(itself) or itself.is_relative_to(here):
        raise DocumentsError(f"{name} holds the dataset itself; {advice}")
    texts = texts_in(directory)
    if any(PurePosixPath(one).name == _ABOUT for one in texts):
        raise DocumentsError(f"{name} holds a dataset; {advice}")
    if not texts:
        raise DocumentsError(f"the folder {name} holds no text file")
    return [SourceDocument(name, text, parse(text), words_of(text)) for name, text in texts.items()]


def texts_in(directory: Path) -> dict[str, str]:
    """The text files under a folder, hidden ones left out, under their names in it.

    Of a dataset in one file: that file.
    """
    if directory.is_file():
        return {directory.name: text} if (text := _text(directory)) else {}
    found: dict[str, str] = {}
    for folder, folders, names in os.walk(directory):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if not name.startswith(".") and (text := _text(path)):
                found[path.relative_to(directory).as_posix()] = text
    return found


def _text(path: Path) -> str | None:
    """The text of a file with plain line ends; None for what is no text or cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", errors="replace")
    elif b"\0" in content:
        return None
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
