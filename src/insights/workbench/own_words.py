"""The curator's own words: whether a file of the dataset copies a document of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from insights.reading.document import Document
from insights.reading.faults import Fault
from insights.workbench.copying import Index, Word, holds, words_of
from insights.workbench.source_documents import SourceDocument, texts_in

_ESCAPING = (".yaml", ".yml", ".json")
# What is the source's own by its nature.
_EXEMPT = frozenset({"as_written", "section", "terms"})
_MOST_WORDS_SHOWN = 16


def copied_words(directory: Path, documents: Sequence[SourceDocument]) -> Iterator[Fault]:
    """Runs of words that a file of the dataset, comments included, shares with a document."""
    index = Index([document.words for document in documents])
    for name, text in texts_in(directory).items():
        words = words_of(text, has_escapes=name.endswith(_ESCAPING))
        exempt: list[list[Word]] | None = None
        for run in index.runs(words):
            if exempt is None:
                exempt = [words_of(one) for one in _exempt(Document(name, text).data)]
            copied = words[run.start : run.start + run.length]
            if any(holds(one, copied) for one in exempt):
                continue
            yield _copy(name, text, copied, documents[run.document], run.start_in_document)


def _copy(
    name: str, text: str, copied: Sequence[Word], document: SourceDocument, start: int
) -> Fault:
    offset = copied[0].offset
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    told = " ".join(word.plain for word in copied[:_MOST_WORDS_SHOWN])
    told += " …" if len(copied) > _MOST_WORDS_SHOWN else ""
    where = document.text.count("\n", 0, document.words[start].offset) + 1
    what = f"{len(copied)} words in a row are those of {document.name} line {where}: {told}"
    return Fault(name, line, column, "error", "own-words", what, "say it in other words")


def _exempt(data: Any, is_exempt: bool = False) -> Iterator[str]:
    """The texts of a file that are the source's own."""
    if isinstance(data, str) and is_exempt:
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _exempt(value, key in _EXEMPT)
    elif isinstance(data, list):
        for value in data:
            yield from _exempt(value, is_exempt)
