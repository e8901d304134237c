"""What a request asks of the API; what cannot be read is refused in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request

from insights.exports import FORMATS
from insights.model import Dataset, is_unseen, listed
from insights.selection import MOST_FIELDS, QueryError, parse
from insights.view import View
from insights.web.addresses import asked_in
from insights.web.api_shapes import Problem

MOST_BYTES = 20_000
MOST_AT_ONCE = 1_000
PROBLEM = "application/problem+json"
JSON = "json"
# What stands in the query beside the filters.
OWN_KEYS = ("limit", "offset", "format", "as_of")
_MOST = 10**9 - 1
_MOST_SHOWN = 80

Field = tuple[str, str]


class RequestError(Exception):
    """A request that gets no answer, and the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


class Question(NamedTuple):
    """A view, which part of it is asked for (`limit` None: not said), and in which format."""

    view: View
    offset: int
    limit: int | None
    format: str
    as_of: str | None

    def address(self, offset: int, limit: int) -> str:
        """The query of another page of the same question."""
        own = {"as_of": self.as_of, "offset": offset, "limit": limit}
        fields = urlencode({key: value for key, value in own.items() if value is not None})
        return "&".join(part for part in (self.view.selection.query, fields) if part)


def formats() -> tuple[str, ...]:
    """Every value that `format` takes, JSON first."""
    return (JSON, *(name for name in FORMATS if name != JSON))


def question(request: Request, dataset: Dataset, known: tuple[str, ...]) -> Question:
    """Read a request against a dataset, for an address that answers in the `known` formats.

    Raises
    ------
    RequestError
        where the query is too long, has too many fields, or where limit, offset or format cannot
        be understood. Filters that mean nothing are no such case: they match nothing.
    """
    fields = _fields(request)
    own = {key: _one(key, fields) for key in OWN_KEYS}
    form = (own["format"] or JSON).lower()
    if form not in known:
        raise RequestError(
            Problem(
                400,
                "unknown-format",
                f"There is no format {shown(form)} here.",
                f"Write {listed((f'format={name}' for name in known), 'or')}.",
            )
        )
    offset = _number("offset", own["offset"], _MOST)
    limit = _number("limit", own["limit"], MOST_AT_ONCE if form == JSON else _MOST)
    view = View(dataset, parse(fields, dataset))
    return Question(view, offset or 0, limit, form, own["as_of"])


def no_question(request: Request) -> None:
    """Make sure that nothing is asked of an address that answers always the same.

    Raises
    ------
    RequestError
        where there is a query: leaving it out of account would look like an answer to it.
    """
    if fields := _fields(request):
        raise RequestError(
            Problem(
                400,
                "no-query-here",
                f"This address takes no query, so {shown(fields[0][0])} cannot be answered here.",
                "Leave the query out, or ask findings or counts with it.",
            )
        )


def shown(text: str) -> str:
    """A text of the request as it may stand in a sentence: in quotes, short, nothing unseen."""
    seen = "".join(letter for letter in text if not is_unseen(letter))
    return f"“{seen[:_MOST_SHOWN]}{'…' if len(seen) > _MOST_SHOWN else ''}”"


def _fields(request: Request) -> list[Field]:
    raw: bytes = request.scope["query_string"]
    if len(raw) > MOST_BYTES:
        raise RequestError(
            Problem(
                414,
                "query-too-long",
                f"The query has {len(raw)} bytes; it may have {MOST_BYTES}.",
                "Ask with fewer filters, or take dataset.json and choose from it.",
            )
        )
    try:
        return asked_in(raw)
    except QueryError:
        raise RequestError(
            Problem(
                400,
                "too-many-fields",
                f"The query has over {MOST_FIELDS} fields.",
                "Write fewer, or take dataset.json and choose from it.",
            )
        ) from None


def _one(key: str, fields: Iterable[Field]) -> str | None:
    values = [value.strip() for name, value in fields if name.strip() == key and value.strip()]
    if len(values) > 1:
        raise RequestError(
            Problem(
                400,
                "twice",
                f"“{key}” stands there {len(values)} times: {listed(map(shown, values[:3]))}.",
                f"Write {key} once.",
            )
        )
    return values[0] if values else None


def _number(key: str, written: str | None, most: int) -> int | None:
    if written is None:
        return None
    if not re.fullmatch("[0-9]+", written):
        raise RequestError(
            Problem(
                400,
                "no-number",
                f"{shown(f'{key}={written}')} is no whole number of 0 or more.",
                f"Write {key}=25, say.",
            )
        )
    if len(written) > _MOST_SHOWN or int(written) > most:
        raise RequestError(
            Problem(
                400,
                "too-great",
                f"{shown(f'{key}={written}')} is too great: {most} is the most.",
                f"Write {key}={most} or less. What follows stands at the address under “next”.",
            )
        )
    return int(written)
