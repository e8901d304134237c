"""`/healthz`: whether there is a sound dataset to serve, for machines."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from insights.reading.served import served


def healthz(request: Request) -> JSONResponse:
    """200 while a sound dataset is served, 503 while there is none.

    `stale` says that a newer edit is broken and the last sound dataset is served instead.
    """
    state = served().now()
    faults = sum(fault.level == "error" for fault in state.faults)
    answer: dict[str, object] = {
        "ready": state.dataset is not None,
        "stale": state.is_stale,
        "faults": faults,
    }
    if state.dataset is not None:
        answer |= {
            "findings": len(state.dataset.findings),
            "fingerprint": state.dataset.fingerprint,
            "as_of": state.dataset.about.as_of,
        }
    return JSONResponse(
        answer,
        status_code=200 if state.dataset is not None else 503,
        headers={"Cache-Control": "no-store"},
    )


routes = [Route("/healthz", healthz)]
