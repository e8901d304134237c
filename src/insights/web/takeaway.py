"""What a room takes away: `/room/{token}/minutes.pdf`, its calendar entries, its dataset.

A file is made from the room as it is at that moment, and kept by nobody on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.model import Dataset, slug
from insights.reading.served import served
from insights.rooms.dataset_zip import as_zip
from insights.rooms.kept import kept_rooms
from insights.rooms.minute_taking import minutes_of
from insights.rooms.minutes import NothingToKeepError, day_of
from insights.rooms.room import NoRoomError, NotKeptError, Room
from insights.rooms.state import Event, replay
from insights.rooms.takeaway import FORMATS
from insights.web.caching import in_turn
from insights.web.rooms import HEADERS, status_of

Make = Callable[[Room, tuple[Event, ...], Dataset], bytes]

_LONGEST_NAME = 48


def _minutes(ending: str) -> Make:
    def make(room: Room, events: tuple[Event, ...], dataset: Dataset) -> bytes:
        return FORMATS[ending].write(minutes_of(room, replay(events), dataset, events))

    return make


def _calendar(room: Room, events: tuple[Event, ...], dataset: Dataset) -> bytes:
    # icalendar takes a while to import: nothing else needs it.
    from insights.rooms.calendar import entries

    return entries(room, minutes_of(room, replay(events), dataset, events))


def _dataset(room: Room, events: tuple[Event, ...], dataset: Dataset) -> bytes:
    return as_zip(room, replay(events), dataset)


def _route(name: str, media_type: str, make: Make) -> Route:
    async def respond(request: Request) -> Response:
        token = request.path_params["token"]
        return await in_turn(partial(_answer, token, name, media_type, make))

    return Route(f"/room/{{token}}/{name}", respond)


def _answer(token: str, name: str, media_type: str, make: Make) -> Response:
    dataset = served().now().dataset
    if dataset is None:
        return _refuse("There is no sound dataset to read beside the room: see /healthz.", 503)
    try:
        room, _, events = kept_rooms().look(token)
        content = make(room, events, dataset)
    except (NoRoomError, NotKeptError) as error:
        return _refuse(str(error), status_of(error))
    except NothingToKeepError as error:
        return _refuse(str(error), 404)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{_named(room, name)}"'}
    return Response(content, media_type=media_type, headers=headers)


def _named(room: Room, name: str) -> str:
    """As in `harbour-town_2026-11-22_minutes.pdf`: safe on every system."""
    stem = re.sub("[^a-z0-9]+", "-", slug(room.name))[:_LONGEST_NAME].strip("-")
    return "_".join((stem or "room", day_of(room), name))


def _refuse(sentence: str, status: int) -> Response:
    return PlainTextResponse(f"{sentence}\n", status, HEADERS)


routes = [
    *(
        _route(f"minutes.{one.ending}", one.media_type, _minutes(one.ending))
        for one in FORMATS.values()
    ),
    _route("commitments.ics", "text/calendar; charset=utf-8", _calendar),
    _route("dataset.zip", "application/zip", _dataset),
]
