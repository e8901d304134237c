"""The pages of a room, `/room/{token}` and `/room/{token}/prompter`; and `/rooms`, their list.

The stage of a room is that of its run, as the run was when the room was started.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from insights.draw.rooms import rooms_page
from insights.draw.stage import RoomShown, prompter_page, stage_page
from insights.reading.served import served
from insights.rooms.checking import MOST_LETTERS_OF_QUERY
from insights.rooms.kept import kept_rooms
from insights.rooms.room import NoRoomError, NotKeptError
from insights.selection import QueryError
from insights.stage import Performance
from insights.web.rooms import HEADERS, status_of
from insights.web.stage import STAGE_HEADERS, performed, refuse

# What it is made of may be loaded, but nobody keeps the page or is told its address.
PAGE_HEADERS = {**HEADERS, "Content-Security-Policy": STAGE_HEADERS["Content-Security-Policy"]}

Draw = Callable[[Performance, RoomShown], str]


async def _stage(request: Request) -> Response:
    return await run_in_threadpool(_drawn, request, stage_page, "../")


async def _prompter(request: Request) -> Response:
    return await run_in_threadpool(_drawn, request, prompter_page, "../../")


def _drawn(request: Request, draw: Draw, home: str) -> Response:
    dataset = served().now().dataset
    if dataset is None:
        return refuse(
            home,
            503,
            "The evidence cannot be shown at the moment",
            "Its files hold a fault. What the room entered is safe: load this page again once the "
            "fault is mended.",
        )
    try:
        room = kept_rooms().open(request.path_params["token"])
        performance = performed(dataset, room.run, request.scope["query_string"])
        if (length := len(performance.filters.query)) > MOST_LETTERS_OF_QUERY:
            raise QueryError(
                f"Its filters take {length} letters, and {MOST_LETTERS_OF_QUERY} are the most that "
                "a room remembers."
            )
    except (NoRoomError, NotKeptError) as error:
        is_gone = isinstance(error, NoRoomError)
        title = "This link opens no room" if is_gone else "Rooms cannot be reached at the moment"
        return refuse(home, status_of(error), title, str(error))
    except QueryError as error:
        return refuse(home, 414, "This link is too long", f"{error} Choose fewer filters.")
    shown = RoomShown(room.token, room.name, room.created[:10], room.ends, room.ended)
    return HTMLResponse(draw(performance, shown), headers=PAGE_HEADERS)


def _rooms(request: Request) -> Response:
    return HTMLResponse(rooms_page(served().now().dataset), headers=PAGE_HEADERS)


listing = [Route("/rooms", _rooms)]
routes = [Route("/room/{token}", _stage), Route("/room/{token}/prompter", _prompter)]
