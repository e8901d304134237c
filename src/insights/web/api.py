"""The API: `/api` for people, and below it the findings and what stands around them as JSON.

Read-only. It answers what the pages answer to the same query, and a request without an answer is
told why. Every origin may ask: the data are public, and nobody is logged in anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache, partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from insights.draw.html import render
from insights.exports import FORMATS, file_name
from insights.model import Dataset, listed, slug
from insights.reading.faults import Names
from insights.reading.served import served
from insights.selection import QueryError, Unknown, explain
from insights.view import View
from insights.web import api_answers as answers
from insights.web.api_page import api_page
from insights.web.api_query import (
    JSON,
    MOST_AT_ONCE,
    PROBLEM,
    Question,
    RequestError,
    formats,
    no_question,
    question,
    shown,
)
from insights.web.api_shapes import Gone, NoSuchFinding, Problem
from insights.web.caching import answer, in_turn, tag
from insights.web.headers import SecurityHeaders
from insights.web.openapi import openapi
from insights.web.plain import PAGE_HEADERS

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag",
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
# For browsers, which ask first where a page of another origin sends If-None-Match.
_MAY_BE_SENT = {
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Max-Age": "86400",
}
_NEAREST = 3
_MOST_LETTERS_OF_ID = 80


def _page(request: Request) -> Response:
    dataset = served().now().dataset
    if dataset is None:
        problem = _no_dataset()
        made = render(
            "api_trouble.html", title="", what=problem.what, instead=problem.write_instead
        )
        return HTMLResponse(made, problem.status, {**PAGE_HEADERS, "Cache-Control": "no-store"})
    etag = tag(dataset, "page")
    return answer(request, etag, "text/html", lambda: api_page(dataset).encode(), PAGE_HEADERS)


async def _findings(request: Request) -> Response:
    asked = await run_in_threadpool(_asked, request)
    if asked.format != JSON:
        return await in_turn(partial(_file, request, asked))
    return await run_in_threadpool(_part, request, asked)


def _asked(request: Request) -> Question:
    return question(request, _dataset(), formats())


def _part(request: Request, asked: Question) -> Response:
    view, offset = asked.view, asked.offset
    dataset = view.dataset
    limit = MOST_AT_ONCE if asked.limit is None else asked.limit
    end = offset + limit
    following = f"findings?{asked.address(end, limit)}" if limit and end < view.count else None
    changed = answers.changes(dataset, asked.as_of) if asked.as_of else None
    return _json(
        request,
        tag(dataset, "findings", view.selection, offset, limit, asked.as_of, changed),
        lambda: answers.findings(view, changed, offset, limit, following),
    )


def _counts(request: Request) -> Response:
    dataset = _dataset()
    asked = question(request, dataset, (JSON,))
    changed = answers.changes(dataset, asked.as_of) if asked.as_of else None
    return _json(
        request,
        tag(dataset, "counts", asked.view.selection, changed),
        lambda: answers.counts(asked.view, changed),
    )


def _finding(request: Request) -> Response:
    no_question(request)
    dataset, asked = _dataset(), request.path_params["id"]
    name = slug(asked[:_MOST_LETTERS_OF_ID])
    finding = dataset.finding_by_id.get(name)
    if finding is None:
        raise RequestError(_missing(dataset, asked, name))
    if finding.id != asked:  # an alias, or the id in other letters
        return Response(status_code=301, headers={"Location": finding.id})
    etag = tag(dataset, "finding", finding.id)
    return _json(request, etag, lambda: answers.one_finding(dataset, finding))


def _run(request: Request) -> Response:
    no_question(request)
    dataset, asked = _dataset(), request.path_params["id"]
    run = dataset.run_by_id.get(asked)
    if run is None:
        near = Names(dataset.run_by_id).closest(asked[:_MOST_LETTERS_OF_ID])
        what = f"There is no run {shown(asked)} in this dataset."
        instead = f"Perhaps {near}." if near else "Every run stands in /api/runs."
        raise RequestError(Problem(404, "no-such-run", what, instead))
    return _json(request, tag(dataset, "run", run.id), lambda: answers.one_run(dataset, run))


def _missing(dataset: Dataset, asked: str, name: str) -> Problem:
    if gone := dataset.withdrawn_by_id.get(name):
        what = explain(Unknown("id", gone.id), dataset)
        instead = f"Ask for {listed(gone.see)}." if gone.see else "Nothing stands in its place."
        return Gone(410, "withdrawn", what, instead, gone.id, gone.on, gone.why, gone.see)
    nearest = _nearest(dataset, name)
    what = f"There is no finding {shown(asked)} in this dataset."
    instead = (
        f"Perhaps {listed(nearest, 'or')}." if nearest else "Every id stands in /api/findings."
    )
    return NoSuchFinding(404, "no-such-finding", what, instead, nearest)


def _nearest(dataset: Dataset, name: str) -> tuple[str, ...]:
    """The ids most like a name, the likest first; quick however many there are."""
    ids = [finding.id for finding in dataset.findings]
    found: list[str] = []
    while len(found) < _NEAREST and (near := Names(ids).closest(name)):
        found.append(near)
        ids.remove(near)
    return tuple(found)


def _same(path: str, make: Callable[[Dataset], object]) -> Route:
    """An address without a query, which answers the same until the data change."""

    def endpoint(request: Request) -> Response:
        no_question(request)
        dataset = _dataset()
        return _json(request, tag(dataset, path), lambda: make(dataset))

    return Route(path, endpoint)


def _file(request: Request, asked: Question) -> Response:
    view, form = asked.view, FORMATS[asked.format]
    etag = tag(view.dataset, "file", asked.format, view.selection, asked.offset, asked.limit)
    # The name holds nothing but letters, digits and - _ . of ASCII.
    headers = {"Content-Disposition": f'attachment; filename="{file_name(view, form.ending)}"'}

    def written() -> bytes:
        try:
            return _written(asked.format, view, asked.offset, asked.limit)
        except QueryError as error:
            instead = "Leave limit and offset out, or write another format."
            raise RequestError(Problem(400, "no-parts", str(error), instead)) from error

    return answer(request, etag, form.media_type, written, headers)


@lru_cache(maxsize=8)
def _written(form: str, view: View, offset: int, limit: int | None) -> bytes:
    """A file, kept for who asks for it again: that of 10,000 findings takes a while."""
    return FORMATS[form].write(view, slice(offset, None if limit is None else offset + limit))


def _json(request: Request, etag: str, make: Callable[[], object]) -> Response:
    return answer(request, etag, "application/json", lambda: _encoded(make()))


def _encoded(value: object) -> bytes:
    return json.dumps(value, default=vars, ensure_ascii=False, separators=(",", ":")).encode()


def _dataset() -> Dataset:
    dataset = served().now().dataset
    if dataset is None:
        raise RequestError(_no_dataset())
    return dataset


def _no_dataset() -> Problem:
    what = "There is no sound dataset to answer from at the moment."
    return Problem(503, "no-dataset", what, "Ask again later; /healthz says when there is one.")


def _refuse(request: Request, why: Exception) -> Response:
    """Say why there is no answer."""
    headers = None
    if isinstance(why, RequestError):
        problem = why.problem
    elif isinstance(why, HTTPException) and why.status_code == 405:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**(why.headers or {}), **_MAY_BE_SENT})
        problem = Problem(405, "read-only", "The API is only read.", "Use GET or HEAD.")
        headers = why.headers
    elif isinstance(why, HTTPException):
        what = f"There is nothing at this address of the API: {shown(request.url.path)}."
        problem = Problem(404, "no-such-address", what, "Every address stands on the page /api.")
    else:  # the server notes the error itself in its log
        what = "The answer could not be made, for a reason of the program's own."
        problem = Problem(500, "internal", what, "Report it, with the address you asked.")
    return Response(_encoded(problem), problem.status, headers, PROBLEM)


def _to_page(request: Request) -> Response:
    return Response(status_code=308, headers={"Location": "../api"})


_below = Starlette(
    routes=[
        Route("/", _to_page),
        Route("/findings", _findings),
        Route("/findings/{id}", _finding),
        Route("/counts", _counts),
        _same("/sources", answers.sources),
        _same("/themes", answers.themes),
        _same("/lenses", answers.lenses),
        _same("/runs", answers.runs),
        Route("/runs/{id}", _run),
        _same("/openapi.json", openapi),
    ],
    middleware=[Middleware(SecurityHeaders, special=HEADERS)],
    exception_handlers={RequestError: _refuse, HTTPException: _refuse, Exception: _refuse},
)
# A redirect of Starlette's own would name the host, which anybody can make up.
_below.router.redirect_slashes = False

routes: list[BaseRoute] = [Route("/api", _page), Mount("/api", app=_below)]
