"""What a room enters and reads: `/room/{token}/events`, and its end: `/end` and `/erase`.

The token in the address is all that is asked for. Only POST changes anything, only as JSON, and
never for a page of another origin.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from insights.rooms.kept import kept_rooms
from insights.rooms.room import NoRoomError, NotKeptError
from insights.web.origins import is_foreign

MOST_BYTES = 256_000
MOST_AT_ONCE = 200
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class _CannotTakeError(Exception):
    """A request that cannot be taken as it is."""

    def __init__(self, status: int, what: str, instead: str) -> None:
        super().__init__(what)
        self.status, self.what, self.instead = status, what, instead


Endpoint = Callable[[Request], Awaitable[Response]]


def _told(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with every mistake told in words."""

    async def respond(request: Request) -> Response:
        try:
            return await endpoint(request)
        except _CannotTakeError as error:
            return _answer({"what": error.what, "instead": error.instead}, error.status)
        except (NoRoomError, NotKeptError) as error:
            said = {"what": error.what, "instead": error.instead}
            return _answer(said, status_of(error))

    return respond


def status_of(error: NoRoomError | NotKeptError) -> int:
    """The status of the answer that tells of this."""
    if isinstance(error, NoRoomError):
        return 404
    return 507 if error.is_full else 503


async def _events(request: Request) -> Response:
    token = request.path_params["token"]
    if request.method != "POST":
        after = request.query_params.get("after", "0")
        if not re.fullmatch("[0-9]{1,9}", after):
            what = "after= is no number of an event."
            raise _CannotTakeError(400, what, "Write the seq of the last event you have, or 0.")
        room, seq, events = await run_in_threadpool(kept_rooms().look, token, int(after))
        listed = [
            {"seq": one.seq, "id": one.id, "kind": one.kind, "data": one.data, "at": one.at}
            for one in events
        ]
        return _answer({"seq": seq, "events": listed, "ended": room.ended})
    body = await _body(request)
    if set(body) != {"events"} or not isinstance(body["events"], list):
        raise _CannotTakeError(400, "These are no events.", 'Send {"events": [...]}.')
    if len(body["events"]) > MOST_AT_ONCE:
        what = f"These are {len(body['events'])} events, and {MOST_AT_ONCE} at once are the most."
        raise _CannotTakeError(413, what, "Send them in parts.")
    done = await run_in_threadpool(kept_rooms().append, token, body["events"])
    refused = [{"id": id_, "why": why} for id_, why in done.refused]
    is_over = done.ended and bool(refused) and not done.accepted
    said = {"seq": done.seq, "accepted": done.accepted, "refused": refused}
    return _answer(said, 409 if is_over else 200)


async def _end(request: Request) -> Response:
    await _body(request)
    await run_in_threadpool(kept_rooms().end, request.path_params["token"])
    return _answer({"ended": True})


async def _erase(request: Request) -> Response:
    await _body(request)
    await run_in_threadpool(kept_rooms().erase, request.path_params["token"])
    return _answer({"erased": True})


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object that one of our own pages, or a program, sends."""
    if is_foreign(request):
        what = "A page of another site sent this."
        raise _CannotTakeError(403, what, "Enter it on the room's own page.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise _CannotTakeError(415, "This is not sent as JSON.", "Send it as application/json.")
    sent = bytearray()
    async for piece in request.stream():
        sent += piece
        if len(sent) > MOST_BYTES:
            what = f"This has over {MOST_BYTES:,} bytes."
            raise _CannotTakeError(413, what, "Send it in parts.")
    try:
        # Deep brackets and endless numbers are mistakes like others.
        body = json.loads(bytes(sent))
    except (ValueError, RecursionError) as error:
        raise _CannotTakeError(400, "This is no JSON.", "Send {...}.") from error
    if not isinstance(body, dict):
        raise _CannotTakeError(400, "This is no JSON object.", "Send {...}.")
    return body


def _answer(content: object, status: int = 200) -> Response:
    return JSONResponse(content, status, HEADERS)


_post = partial(Route, methods=["POST"])
routes = [
    Route("/room/{token}/events", _told(_events), methods=["GET", "POST"]),
    _post("/room/{token}/end", _told(_end)),
    _post("/room/{token}/erase", _told(_erase)),
]
