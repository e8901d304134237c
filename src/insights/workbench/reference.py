"""The reference of the format in `data/README.md`: its tables are made from the model and rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from insights.reading.catalogue import all_rules
from insights.reading.words import NOUNS, model_at
from insights.workbench.documents import RULES as DOCUMENT_RULES
from insights.workbench.files import replace
from insights.workbench.schema import FILES, Schema, as_yaml, record_schema, schema_files

PAGE = "data/README.md"


class MarkerError(Exception):
    """A page has not the pair of markers between which a part of it is written."""


def write(house: Path) -> list[str]:
    """Write the schemas and the tables of the page into a copy of the repository.

    Returns
    -------
    The paths of the files that were not up to date, in the repository.

    Raises
    ------
    OSError: if a file cannot be read or written.
    MarkerError: if the page lacks a marker.
    """
    texts = schema_files()
    texts[PAGE] = page_with_tables((house / PAGE).read_text(encoding="utf-8"))
    (house / "schemas").mkdir(exist_ok=True)
    written = []
    for name, text in texts.items():
        path = house / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            replace(path, text.encode())
            written.append(name)
    return written


def page_with_tables(page: str) -> str:
    """The page with its tables as the model and the rules make them now.

    Raises
    ------
    MarkerError: if the page lacks a marker.
    """
    parts = {
        "fields": "\n".join(_all_fields()),
        "rules": _rules(all_rules()),
        "document rules": _rules(DOCUMENT_RULES),
    }
    for name, text in parts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        if page.count(begin) != 1 or page.count(end) != 1:
            raise MarkerError(f"write {begin} and {end} once each")
        head, _, rest = page.partition(begin)
        page = f"{head}{begin}\n{text}\n{end}{rest.partition(end)[2]}"
    return page


def _all_fields() -> Iterator[str]:
    """A table for each record; a group of fields follows the first record that holds it."""
    told: set[type[BaseModel]] = set()
    for file in FILES.values():
        where = f"each item under `{file.key}:`" if file.key else "the file itself"
        yield f"### `{file.path}`: {where}\n"
        for model in _models(file.record):
            if model not in told:
                told.add(model)
                if model is not file.record:
                    yield f"#### Inside: {NOUNS[model]}\n"
                yield from _fields(model)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for name in model.model_fields:
        inner = model_at(model, (name,))
        if inner is not model:
            yield from _models(inner)


def _fields(model: type[BaseModel]) -> Iterator[str]:
    schema = record_schema(model)
    yield f"{schema['description']}\n"
    yield "| field | needed | what it is | good | not so |"
    yield "| --- | --- | --- | --- | --- |"
    for name, field in schema["properties"].items():
        needed = "yes" if name in schema.get("required", ()) else ""
        good = "<br>".join(_code(one) for one in field["examples"])
        bad = "<br>".join(
            f"{_code(one['value'])} ({one['why']})" for one in field["x-bad-examples"]
        )
        cells = (f"`{name}`", needed, _described(field), good, bad)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def _described(field: Schema) -> str:
    words = field.get("enum") or field.get("items", {}).get("enum")
    if not words:
        return str(field["description"])
    means = field.get("enumDescriptions", [""] * len(words))
    told = "".join(
        f"<br>{_code(word)}" + (f": {meaning}" if meaning else "")
        for word, meaning in zip(words, means, strict=True)
    )
    return f"{field['description']}{told}"


def _code(value: Any) -> str:
    return f"`{as_yaml(value)}`"


def _rules(rules: Mapping[str, str]) -> str:
    lines = (f"| `{name}` | {sentence} |" for name, sentence in sorted(rules.items()))
    return "\n".join(("| rule | what must hold |", "| --- | --- |", *lines))
