"""The stage for the projector and the prompter beside it: `/stage/{run}`, `/stage/{run}/prompter`.

`/stage/{run}.yaml` is the run itself, as composed, to be put into a dataset. No Streamlit: all
scenes of a run are one document, and the next one is there at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from insights.draw.stage import prompter_page, stage_page, trouble_page
from insights.model import Dataset, Run
from insights.reading.faults import Names
from insights.reading.served import served
from insights.selection import QueryError
from insights.stage import Performance, perform, run_yaml
from insights.web.addresses import asked_in
from insights.web.caching import answer, tag

# Scripts, style sheets, fonts and answers of our own, and nothing written into the page.
STAGE_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
MOST_BYTES = 8_000
_YAML = ".yaml"


def performed(dataset: Dataset, run: Run, query: bytes) -> Performance:
    """A run as the query of an address asks for it.

    Raises
    ------
    QueryError: if the query is too long; the text says so.
    """
    if len(query) > MOST_BYTES:
        raise QueryError(f"It takes {len(query)} bytes, and {MOST_BYTES} are the most.")
    return perform(dataset, run, asked_in(query))


async def _stage(request: Request) -> Response:
    name = request.path_params["run"]
    if name.endswith(_YAML):
        return await _answered(request, "../", name.removesuffix(_YAML), _yaml)
    return await _answered(request, "../", name, _page)


async def _prompter(request: Request) -> Response:
    return await _answered(request, "../../", request.path_params["run"], _prompter_page)


async def _answered(
    request: Request,
    home: str,
    name: str,
    make: Callable[[Request, Performance], Response],
) -> Response:
    dataset = served().now().dataset
    if dataset is None:
        return refuse(
            home,
            503,
            "The evidence cannot be shown at the moment",
            "Its files hold a fault, and showing part of it would mislead. Load this page again "
            "once the fault is mended.",
        )
    run = dataset.run_by_id.get(name)
    if run is None:
        return refuse(home, 404, "There is no such run", _instead(dataset, name))
    try:
        performance = performed(dataset, run, request.scope["query_string"])
    except QueryError as error:
        return refuse(home, 414, "This link is too long", f"{error} Choose fewer filters.")
    return await run_in_threadpool(partial(make, request, performance))


def _page(request: Request, performance: Performance) -> Response:
    return _html(request, "stage", performance, lambda: stage_page(performance))


def _prompter_page(request: Request, performance: Performance) -> Response:
    return _html(request, "prompter", performance, lambda: prompter_page(performance))


def _html(
    request: Request, what: str, performance: Performance, make: Callable[[], str]
) -> Response:
    run = performance.run.id
    etag = tag(performance.dataset, what, run, performance.chosen, performance.filters)
    return answer(request, etag, "text/html", lambda: make().encode(), STAGE_HEADERS)


def _yaml(request: Request, performance: Performance) -> Response:
    run: Run = performance.as_run()
    etag = tag(performance.dataset, "yaml", run)
    headers = {
        "Content-Disposition": f'attachment; filename="{run.id}.yaml"',
        "X-Content-Type-Options": "nosniff",
    }
    return answer(request, etag, "application/yaml", lambda: run_yaml(run).encode(), headers)


def _instead(dataset: Dataset, name: str) -> str:
    if not dataset.runs:
        return "This dataset has no run yet. A curator writes one as a file in its folder scenes."
    near = Names(run.id for run in dataset.runs).closest(name)
    perhaps = f"Perhaps “{near}” is meant. " if near else ""
    runs = ", ".join(f"“{run.id}” ({run.title})" for run in dataset.runs)
    return f"{perhaps}The runs are {runs}."


def refuse(home: str, status: int, title: str, sentence: str) -> Response:
    """Why there is nothing on the stage; `home` leads from the address asked for to the app."""
    headers = {**STAGE_HEADERS, "Cache-Control": "no-store"}
    return HTMLResponse(trouble_page(title, sentence, home), status, headers)


routes = [Route("/stage/{run}", _stage), Route("/stage/{run}/prompter", _prompter)]
