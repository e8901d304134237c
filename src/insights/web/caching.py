"""Answers that are sent again only where they would differ."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from insights import __version__
from insights.citation import public_address
from insights.model import Dataset


def tag(dataset: Dataset, *parts: object) -> str:
    """The tag of an answer made from a dataset and from what was asked (anything with a `repr`).

    Weak, since an answer is the same whether it travels compressed or not.
    """
    asked = repr((__version__, public_address(""), *parts)).encode("utf-8", "backslashreplace")
    return f'W/"{dataset.fingerprint[:16]}-{hashlib.sha256(asked).hexdigest()[:16]}"'


def answer(
    request: Request,
    etag: str,
    media_type: str,
    make: Callable[[], bytes],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What `make` makes, or 304 where the asker has it already: then it is not even made."""
    sent = {**(headers or {}), "ETag": etag, "Cache-Control": "no-cache"}
    held = ", ".join(request.headers.getlist("if-none-match"))
    if held.strip() == "*" or etag.removeprefix("W/") in re.findall('"[^"]*"', held):
        # Where there is a body, the compressing middleware says so.
        return Response(status_code=304, headers={**sent, "Vary": "Accept-Encoding"})
    return Response(make(), media_type=media_type, headers=sent)
