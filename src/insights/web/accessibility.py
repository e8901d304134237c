"""`/accessibility`: what works for whom, what is known not to, and whom to tell."""

from __future__ import annotations

import hashlib
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from insights.draw.html import render
from insights.reading.served import served
from insights.web.caching import answer
from insights.web.plain import PAGE_HEADERS


def page(title: str, contact: str) -> bytes:
    """The page for a dataset of this title; `contact` is an address to write to, or empty."""
    return render("accessibility.html", title=title, contact=contact).encode()


async def _accessibility(request: Request) -> Response:
    dataset = served().now().dataset
    about = dataset.about if dataset else None
    # An address with places to fill in is one for reports of findings.
    to = about.report_to if about and "{" not in (about.report_to or "{") else None
    made = page(about.title if about else "", to or "")
    etag = f'W/"{hashlib.sha256(made).hexdigest()[:32]}"'
    return answer(request, etag, "text/html", partial(bytes, made), PAGE_HEADERS)


routes = [Route("/accessibility", _accessibility)]
