"""Answers that are sent again only where they would differ, and files that are made in turn."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from insights import __version__
from insights.citation import public_address
from insights.model import Dataset

FOR_EVER = "public, max-age=31536000, immutable"
_Made = TypeVar("_Made")
# Many large files at once would take every thread and gigabytes, and nothing else were answered.
_WRITER = ThreadPoolExecutor(1, "files")
_MAKING = asyncio.Lock()


def tag(dataset: Dataset, *parts: object) -> str:
    """The tag of an answer made from a dataset and from what was asked (anything with a `repr`).

    Weak, since an answer is the same whether it travels compressed or not.
    """
    # What was released is no part of the fingerprint, but links and files tell of it.
    released = [(one.as_of, one.fingerprint) for one in dataset.ledger]
    made_of = (__version__, public_address(""), released, *parts)
    asked = repr(made_of).encode("utf-8", "backslashreplace")
    return f'W/"{dataset.fingerprint[:16]}-{hashlib.sha256(asked).hexdigest()[:16]}"'


def is_held(request: Request, etag: str) -> bool:
    """Whether the asker says that what bears this tag is there already."""
    held = ", ".join(request.headers.getlist("if-none-match"))
    return held.strip() == "*" or etag.removeprefix("W/") in re.findall('"[^"]*"', held)


def answer(
    request: Request,
    etag: str,
    media_type: str,
    make: Callable[[], bytes],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What `make` makes, or 304 where the asker has it already: then it is not even made."""
    sent = {**(headers or {}), "ETag": etag, "Cache-Control": "no-cache"}
    if is_held(request, etag):
        # Where there is a body, the compressing middleware says so.
        return Response(status_code=304, headers={**sent, "Vary": "Accept-Encoding"})
    return Response(make(), media_type=media_type, headers=sent)


class Packed(NamedTuple):
    """A text as it is sent: its bytes, the same compressed, and a name made from them."""

    plain: bytes
    packed: bytes
    tag: str


def packed(text: bytes, level: int = 6) -> Packed:
    """A text that is sent often, compressed once."""
    return Packed(text, gzip.compress(text, level, mtime=0), hashlib.sha256(text).hexdigest()[:16])


def send_packed(
    request: Request, sent: Packed, media_type: str, headers: Mapping[str, str]
) -> Response:
    """The text in the form that the asker reads, or 304 where it is there already."""
    # The tag is weak: compressed or not, it is the same text.
    said = {"Cache-Control": "no-cache", "ETag": f'W/"{sent.tag}"', "Vary": "Accept-Encoding"}
    said |= headers
    if is_held(request, said["ETag"]):
        return Response(status_code=304, headers=said)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(sent.plain, media_type=media_type, headers=said)
    said["Content-Encoding"] = "gzip"
    return Response(sent.packed, media_type=media_type, headers=said)


def send_named(request: Request, sent: Packed, media_type: str) -> Response:
    """A text that is never another under `?v=` and the name made from it; else as any other."""
    lasts = request.query_params.get("v") == sent.tag
    return send_packed(request, sent, media_type, {"Cache-Control": FOR_EVER} if lasts else {})


async def once(make: Callable[[], _Made]) -> _Made:
    """What `make` makes or remembers; many who ask while it is made wait, and take no thread."""
    async with _MAKING:
        return await run_in_threadpool(make)


async def in_turn(make: Callable[[], Response]) -> Response:
    """An answer that takes a while, after those that were asked for before it."""
    return await asyncio.get_running_loop().run_in_executor(_WRITER, make)
