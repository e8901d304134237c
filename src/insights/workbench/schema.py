"""The model -> a JSON Schema for each kind of file, so that an editor helps while one writes.

In the words of draft 07 and without references, which is what the YAML support of every editor
understands. A schema sees one file: what must fit across files and fields, `insights check` tells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from insights.model import (
    CATEGORY_MEANS,
    EVIDENCE_MEANS,
    SHOW_MEANS,
    About,
    Correction,
    Finding,
    Lens,
    Release,
    RunFile,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from insights.workbench.yaml_text import flow, scalar

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_MEANINGS: tuple[Mapping[Any, str], ...] = (CATEGORY_MEANS, EVIDENCE_MEANS, SHOW_MEANS)


class DataFile(NamedTuple):
    """A kind of file: its path in a dataset, the key over its list (None: fields), its record."""

    path: str
    key: str | None
    record: type[BaseModel]


FILES = {
    "dataset": DataFile("dataset.yaml", None, About),
    "themes": DataFile("themes.yaml", "themes", Theme),
    "sources": DataFile("sources.yaml", "sources", Source),
    "findings": DataFile("findings/*.yaml", "findings", Finding),
    "lenses": DataFile("lenses.yaml", "lenses", Lens),
    "tensions": DataFile("tensions.yaml", "tensions", Tension),
    "corrections": DataFile("corrections.yaml", "corrections", Correction),
    "withdrawn": DataFile("withdrawn.yaml", "withdrawn", Withdrawn),
    "outlines": DataFile("outlines/*.yaml", "outline", Section),
    "scenes": DataFile("scenes/*.yaml", None, RunFile),
    "ledger": DataFile("ledger.yaml", "releases", Release),
}


def schema_of(name: str) -> Schema:
    """The JSON Schema of a kind of file; `name` is a key of FILES."""
    file = FILES[name]
    record = record_schema(file.record)
    if file.key is None:
        return {"$schema": _DRAFT, **record}
    records = {"description": "One record after another.", "type": "array", "items": record}
    return {
        "$schema": _DRAFT,
        "description": f"The file {file.path} of a dataset.",
        "type": "object",
        "properties": {file.key: records},
        "required": [file.key],
        "additionalProperties": False,
    }


def record_schema(model: type[BaseModel]) -> Schema:
    """The JSON Schema of one record."""
    made = model.model_json_schema(schema_generator=_InOrder)
    return _adapted(made, made.get("$defs", {}))


def text_of(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def all_schemas() -> dict[str, Schema]:
    """The schema of each kind of file, under its name."""
    return {name: schema_of(name) for name in FILES}


def schema_files() -> dict[str, str]:
    """The text of each file of `schemas/`, under its path in the repository."""
    return {f"schemas/{name}.json": text_of(schema) for name, schema in all_schemas().items()}


def as_yaml(value: Any) -> str:
    """An example as it stands behind its key."""
    return flow(value) if isinstance(value, dict | list) else scalar(value)


class _InOrder(GenerateJsonSchema):
    """Leaves all in the order of the model, in which people read it."""

    def sort(self, value: Any, parent_key: str | None = None) -> Any:
        """Sort nothing."""
        return value


def _adapted(node: Schema, models: dict[str, Schema]) -> Schema:
    """A schema as pydantic makes it -> draft 07, without references, titles and null."""
    if "$ref" in node:
        model = models[node["$ref"].rpartition("/")[2]]
        node = model | {key: value for key, value in node.items() if key != "$ref"}
    if choices := [one for one in node.get("anyOf", []) if one != {"type": "null"}]:
        others = {key: value for key, value in node.items() if key != "anyOf"}
        if len(choices) == 1:
            return _adapted(choices[0] | others, models)
        node = others | {"anyOf": choices}
    adapted: Schema = {}
    for key, value in node.items():
        if key in ("properties", "patternProperties"):
            adapted[key] = {name: _adapted(one, models) for name, one in value.items()}
        elif key in ("items", "propertyNames"):
            adapted[key] = _adapted(value, models)
        elif key == "prefixItems":
            # All items of the one tuple there is are of one kind.
            adapted["items"] = _adapted(value[0], models)
        elif key == "anyOf":
            adapted[key] = [_adapted(one, models) for one in value]
        elif key == "bad_examples":
            adapted["markdownDescription"] = _with_examples(node["description"], value)
            adapted["x-bad-examples"] = value
        elif key not in ("title", "$defs") and not (key == "default" and value in (None, [])):
            adapted[key] = value
    if "patternProperties" in node:
        adapted["additionalProperties"] = False
    for meanings in _MEANINGS:
        if node.get("enum") == list(meanings):
            adapted["enumDescriptions"] = list(meanings.values())
    return adapted


def _with_examples(description: str, refused: list[dict[str, Any]]) -> str:
    """The description with the bad examples: editors show the good ones themselves."""
    told = "".join(f"\n- `{as_yaml(one['value'])}` ({one['why']})" for one in refused)
    return f"{description}\n\nNot so:\n{told}"
