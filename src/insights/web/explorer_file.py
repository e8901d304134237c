"""The explorer as one file: `/explorer.html`, to look at, to save, to send to somebody."""

from __future__ import annotations

from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.explorer.page import page, policy
from insights.model import Dataset
from insights.reading.served import served
from insights.web.caching import Packed, once, packed, send_packed


@lru_cache(maxsize=2)
def _sent(dataset: Dataset) -> Packed:
    return packed(page(dataset), level=9)


async def _answer(request: Request) -> Response:
    """The file; what the query asks for is read in the browser, so that one body serves all."""
    dataset = served().now().dataset
    if dataset is None:
        sentence = "There is no sound dataset to explore at the moment: see /healthz."
        return PlainTextResponse(sentence, status_code=503)
    sent = await once(partial(_sent, dataset))
    name = f"insights-{dataset.about.as_of}-{dataset.fingerprint[:8]}.html"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Security-Policy": f"{policy()}; frame-ancestors 'self'",
    }
    return send_packed(request, sent, "text/html", headers)


routes = [Route("/explorer.html", _answer)]
