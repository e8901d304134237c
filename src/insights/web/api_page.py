"""The page `/api`: what can be asked, what comes back, with examples that are links."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from insights.citation import citation_of_all, public_address
from insights.draw.html import render
from insights.exports import FORMATS
from insights.model import CATEGORIES, Dataset
from insights.selection import FACETS, MOST_FIELDS, SORTS, Option, Selection
from insights.view import View
from insights.web.api_query import JSON, MOST_AT_ONCE, MOST_BYTES, formats
from insights.web.openapi import openapi
from insights.workbench.ledger import SHORTEST_PREFIX

# A key with more values shows the fullest; the others stand in /api/counts.
MOST_VALUES = 60
_FORMAT_LABELS = {JSON: "The answer itself (JSON)"}


class Example(NamedTuple):
    """Something to ask, and its address below the server's."""

    says: str
    address: str


class Key(NamedTuple):
    """A key of the query, its values with their counts, and how many more there are."""

    key: str
    title: str
    values: tuple[tuple[Option, int], ...]
    more: int


@lru_cache(maxsize=2)
def api_page(dataset: Dataset) -> str:
    """The whole page as HTML."""
    described = openapi(dataset)
    schemas = described["components"]["schemas"]
    responses = {
        status: response["description"]
        for path in described["paths"].values()
        for status, response in path["get"]["responses"].items()
        if status != "200"
    }
    return render(
        "api.html",
        dataset=dataset,
        examples=examples(dataset),
        paths={path: one["get"]["summary"] for path, one in described["paths"].items()},
        keys=_keys(dataset),
        sorts={key: label for key, label in SORTS.items() if key},
        formats={one: _FORMAT_LABELS.get(one) or FORMATS[one].label for one in formats()},
        answer=_fields(schemas["Findings"]),
        finding=_fields(schemas["Finding"]),
        locator=_fields(schemas["Locator"]),
        problem=_fields(schemas["Problem"]),
        responses=dict(sorted(responses.items())),
        most_at_once=MOST_AT_ONCE,
        most_bytes=MOST_BYTES,
        most_fields=MOST_FIELDS,
        cited=citation_of_all(dataset),
        public=public_address(""),
    )


def examples(dataset: Dataset) -> list[Example]:
    """Questions that this dataset has an answer to; to an empty one there is but one."""
    everything = Example("All findings", "api/findings")
    if not dataset.findings:
        return [everything]
    tally = dataset.select().tally("theme")
    theme = max(dataset.themes, key=lambda one: tally[one.id])
    about = Selection().choose("theme", [theme.id])
    sorted_as = View(dataset, about).tally("category")
    category = max(
        CATEGORIES, key=lambda one: (one != "context" and sorted_as[one], sorted_as[one])
    )
    both = about.choose("category", [category])
    word = urlencode({"q": theme.label.split()[0]})
    asked = [
        everything,
        Example(f"Findings about {theme.label}", f"api/findings?{about.query}"),
        Example(f"Of these: {CATEGORIES[category]}", f"api/findings?{both.query}"),
        Example("The same as a table", f"api/findings?{both.query}&format=csv"),
        Example("How many there are, by every key", f"api/counts?{about.query}"),
        Example("Findings that hold a word", f"api/findings?{word}"),
        Example("The second ten", "api/findings?limit=10&offset=10"),
        Example("One finding", f"api/findings/{dataset.select().findings[0].id}"),
    ]
    if dataset.ledger:
        state = dataset.ledger[0].fingerprint[:SHORTEST_PREFIX]
        said = "What changed since the first release"
        asked.append(Example(said, f"api/findings?as_of={state}&limit=0"))
    return asked


def _keys(dataset: Dataset) -> list[Key]:
    view = dataset.select()
    found = []
    for key, facet in FACETS.items():
        if key == "id":  # every id stands in the answer
            continue
        tally = view.tally(key)
        values = [(option, tally[option.id]) for option in facet.options(dataset)]
        if len(values) > MOST_VALUES:
            values.sort(key=lambda pair: -pair[1])
        shown = tuple(values[:MOST_VALUES])
        found.append(Key(key, facet.title, shown, len(values) - len(shown)))
    return found


def _fields(schema: dict[str, dict[str, dict[str, str]]]) -> dict[str, str]:
    return {name: field.get("description", "") for name, field in schema["properties"].items()}
