"""The description of the API for programs (OpenAPI 3.1), made from the model and the shapes.

Nothing here repeats a field of the dataset or of an answer: what the model says is what stands in
the description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from insights import __version__
from insights.exports import FORMATS
from insights.model import (
    RECEIPT_MEANS,
    Dataset,
    Finding,
    Lens,
    Run,
    Source,
    Tension,
    Theme,
    listed,
)
from insights.selection import FACETS, SORTS, Facet
from insights.web.api_query import JSON, MOST_AT_ONCE, MOST_BYTES, PROBLEM, formats
from insights.web.api_shapes import (
    RECORD,
    Counts,
    Findings,
    Gone,
    Lenses,
    NoSuchFinding,
    OneFinding,
    OneRun,
    Problem,
    Runs,
    Sources,
    Themes,
)

Schema = dict[str, Any]

_MODELS = (Finding, Source, Theme, Lens, Tension, Run)
_SHAPES = (
    *(Counts, Findings, Gone, Lenses, NoSuchFinding, OneFinding, OneRun, Problem, Runs, Sources),
    Themes,
)
_REFERENCE = "#/components/schemas/{model}"
# What the record of a finding leaves to the curators.
_NOT_IN_RECORD = ("aliases", "highlight", "checked_by")
_MOST_EXAMPLES = 2


@lru_cache(maxsize=2)
def openapi(dataset: Dataset) -> Schema:
    """The whole description; its examples are values of the present dataset."""
    about = dataset.about
    info: Schema = {
        "title": f"{about.title}: the findings, for programs",
        "version": __version__,
        "description": "Read-only, without a key. Every answer says of how many findings it "
        "speaks and from which state of the data. A count of findings is no share of people. "
        f"Wording of the findings: {about.licence}; the sources keep their own rights.",
    }
    if re.fullmatch("[A-Za-z0-9.+-]+", about.licence):
        info["license"] = {"name": about.licence, "identifier": about.licence}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": "../api", "description": "The server that gave this description."}],
        "paths": _paths(dataset),
        "components": {"schemas": schemas()},
    }


@lru_cache(maxsize=1)
def schemas() -> dict[str, Schema]:
    """The schema of each record and of each answer, under its name."""
    _, made = TypeAdapter.json_schemas(
        [(one, "serialization", TypeAdapter(one)) for one in (*_MODELS, *_SHAPES)],
        ref_template=_REFERENCE,
    )
    found: dict[str, Schema] = {name: _adapted(one) for name, one in made["$defs"].items()}
    for name in ("Source", "Theme"):
        _add(found[name], "count", {"type": "integer", "description": "How many findings it has."})
    finding = found["Finding"]
    for name in _NOT_IN_RECORD:
        del finding["properties"][name]
        finding["required"].remove(name)
    finding["properties"]["locator"] = {
        "$ref": _REFERENCE.format(model="Locator"),
        "description": "Where it stands in its source.",
    }
    url = {"type": ["string", "null"], "description": "Opens the place; null where none can."}
    _add(finding, "url", url)
    found["Locator"] = _locator()
    return dict(sorted(found.items()))


def _locator() -> Schema:
    """Where a finding stands, as `Dataset.record` resolves it."""
    fields: dict[str, Schema] = {
        "as_written": {"type": "string", "description": "As the source writes it."},
        "seconds": {"type": ["integer", "null"], "description": "From the start of a recording."},
        "section": {"type": ["string", "null"], "description": "The heading it stands under."},
        "item": {"type": ["integer", "null"], "description": "Counted from 1 under the heading."},
        "receipt": {
            "enum": list(RECEIPT_MEANS),
            "description": "; ".join(f"{key}: {means}" for key, means in RECEIPT_MEANS.items()),
        },
        "reason": {"type": ["string", "null"], "description": "Why it is doubtful."},
    }
    return {
        "type": "object",
        "description": "Where a finding stands in its source, and how far that can be trusted.",
        "properties": fields,
        "required": list(fields),
    }


def _add(schema: Schema, name: str, field: Schema) -> None:
    schema["properties"][name] = field
    schema["required"].append(name)


def _adapted(node: Any) -> Any:
    """Without what speaks to curators, and open for fields that later versions add.

    What is answered has every field, also where curators may leave it out.
    """
    if isinstance(node, list):
        return [_adapted(one) for one in node]
    if not isinstance(node, dict):
        return node
    if RECORD in node:
        return {"$ref": _REFERENCE.format(model=node[RECORD])}
    is_object = node.get("type") == "object"
    adapted: Schema = {}
    for key, value in node.items():
        if key == "properties":
            adapted[key] = {name: _adapted(one) for name, one in value.items()}
            adapted["required"] = list(value)
        elif key not in ("title", "bad_examples", "default", "required") and not (
            is_object and key == "additionalProperties" and value is False
        ):
            adapted[key] = _adapted(value)
    return adapted


def _paths(dataset: Dataset) -> Schema:
    ids = [finding.id for finding in dataset.findings[:_MOST_EXAMPLES]]
    question = [
        *(_filter(facet, dataset) for facet in FACETS.values()),
        _parameter(
            "q",
            "Words to look for, and phrases in quotation marks; a finding must hold all of them.",
            {"type": "string"},
        ),
        _parameter("sort", f"The order, one of {_orders()}.", {"type": "string"}),
        _parameter(
            "as_of",
            "The first 8 or more digits of a fingerprint, as copied links have them: since says "
            "what changed.",
            {"type": "string"},
        ),
    ]
    page = [
        _parameter(
            "limit",
            f"How many findings at most: {MOST_AT_ONCE} where it is left out, in a file all.",
            {"type": "integer", "minimum": 0, "maximum": MOST_AT_ONCE},
        ),
        _parameter(
            "offset",
            "How many of the matching findings to pass over.",
            {"type": "integer", "minimum": 0},
        ),
        _parameter("format", "JSON, or a file to take away.", {"enum": list(formats())}),
    ]
    one = _parameter("id", "The id of a finding.", {"type": "string", "examples": ids}, "path")
    runs = [run.id for run in dataset.runs[:_MOST_EXAMPLES]]
    one_run = _parameter("id", "The id of a run.", {"type": "string", "examples": runs}, "path")
    files: Schema = {
        form.media_type.partition(";")[0]: {} for name, form in FORMATS.items() if name != JSON
    }
    misread = {"400": _problem("The request cannot be understood.")}
    long = {"414": _problem(f"The query has over {MOST_BYTES:,} bytes.")}
    no_finding = {
        "301": {
            "description": "The finding has another id by now.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        "404": _problem("There is no such finding.", "NoSuchFinding"),
        "410": _problem("The finding was withdrawn.", "Gone"),
    }
    return {
        "/findings": _get(
            "findings",
            "The findings that match",
            _answer("Findings", files),
            misread | long,
            [*question, *page],
        ),
        "/findings/{id}": _get(
            "finding",
            "One finding, and how to cite it",
            _answer("OneFinding"),
            misread | no_finding,
            [one],
        ),
        "/counts": _get(
            "counts",
            "What matches, counted by every key",
            _answer("Counts"),
            misread | long,
            question,
        ),
        "/sources": _get("sources", "The sources", _answer("Sources"), misread),
        "/themes": _get("themes", "The themes", _answer("Themes"), misread),
        "/lenses": _get("lenses", "The lenses and the tensions", _answer("Lenses"), misread),
        "/runs": _get("runs", "The runs, scene by scene", _answer("Runs"), misread),
        "/runs/{id}": _get(
            "run",
            "One run, scene by scene",
            _answer("OneRun"),
            misread | {"404": _problem("There is no such run.")},
            [one_run],
        ),
        "/openapi.json": _get(
            "openapi", "This API, described for programs (OpenAPI 3.1)", _answer(None), misread
        ),
    }


def _get(
    name: str, summary: str, answer: Schema, problems: Schema, parameters: Sequence[Schema] = ()
) -> Schema:
    always = {
        "304": {"description": "The same as what If-None-Match names."},
        "405": _problem("Something else than GET or HEAD was asked."),
        "503": _problem("There is no sound dataset to answer from at the moment."),
    }
    operation: Schema = {"operationId": name, "summary": summary}
    if parameters:
        operation["parameters"] = list(parameters)
    operation["responses"] = dict(sorted({"200": answer, **problems, **always}.items()))
    return {"get": operation}


def _answer(shape: str | None, files: Mapping[str, Schema] | None = None) -> Schema:
    schema: Schema = {"$ref": _REFERENCE.format(model=shape)} if shape else {"type": "object"}
    return {
        "description": "The answer.",
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": schema}, **(files or {})},
    }


def _problem(description: str, shape: str = "Problem") -> Schema:
    schema = {"$ref": _REFERENCE.format(model=shape)}
    return {"description": description, "content": {PROBLEM: {"schema": schema}}}


def _parameter(name: str, description: str, schema: Schema, place: str = "query") -> Schema:
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, **required, "description": description, "schema": schema}


def _filter(facet: Facet, dataset: Dataset) -> Schema:
    options = facet.options(dataset)
    examples = [[option.id] for option in options[:_MOST_EXAMPLES]]
    schema = {"type": "array", "items": {"type": "string"}, "examples": examples}
    said = f"{facet.title}: an id, an alias or a label. Given several times: any of them."
    return _parameter(facet.key, said, schema)


def _orders() -> str:
    return listed((f"{key} ({label})" for key, label in SORTS.items() if key), "or")
