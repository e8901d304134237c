"""The explorer as one file: `/explorer.html`, to look at, to save, to send to somebody."""

from __future__ import annotations

import gzip
import hashlib
import threading
from functools import lru_cache
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.explorer.page import page, policy
from insights.model import Dataset
from insights.reading.served import served
from insights.web.caching import is_held

# Many who ask at once for what is not made yet wait for one making of it.
_MAKING = threading.Lock()


class _Sent(NamedTuple):
    plain: bytes
    packed: bytes
    tag: str


@lru_cache(maxsize=2)
def _sent(dataset: Dataset) -> _Sent:
    plain = page(dataset)
    return _Sent(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:32])


def _answer(request: Request) -> Response:
    """The file; what the query asks for is read in the browser, so that one body serves all."""
    dataset = served().now().dataset
    if dataset is None:
        sentence = "There is no sound dataset to explore at the moment: see /healthz."
        return PlainTextResponse(sentence, status_code=503)
    with _MAKING:
        sent = _sent(dataset)
    is_packed = "gzip" in request.headers.get("accept-encoding", "")
    name = f"insights-{dataset.about.as_of}-{dataset.fingerprint[:8]}.html"
    headers = {
        # Weak: packed or not, it is the same page.
        "ETag": f'W/"{sent.tag}"',
        "Cache-Control": "no-cache",
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Security-Policy": f"{policy()}; frame-ancestors 'self'",
        "Vary": "Accept-Encoding",
    }
    if is_held(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    body = sent.packed if is_packed else sent.plain
    return Response(body, media_type="text/html", headers=headers)


routes = [Route("/explorer.html", _answer)]
