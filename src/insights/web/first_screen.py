"""The front page is sent with its first screen in it, to be read while the app starts.

The platform's page is empty until its script has run, a connection stands and the server has drawn
the page: most of a second on a desk, several on a phone. Where the script never runs, what is sent
stays, so the front page can be read without one.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache, partial
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from insights.brief import Brief
from insights.citation import public_address
from insights.draw import first_screen as drawn
from insights.draw.front import taking
from insights.exports import BRIEFS
from insights.model import Dataset
from insights.reading.served import served
from insights.selection import QueryError, parse
from insights.view import View
from insights.web.addresses import asked_in
from insights.web.caching import Packed, once, packed, send_named, tag

# A page repeats its query in a handful of links, and is to stay small.
MOST_BYTES = 4_000
MOST_KEPT = 64
_TITLE = b"<title>Streamlit</title>"
_END_OF_HEAD = b"</head>"
_ROOT = b'<div id="root"></div>'
# What a browser holds already may be of another state of the data.
_CONDITIONS = (b"if-none-match", b"if-modified-since", b"range")


class FirstScreen:
    """Put the first screen into the page of the app where its front page is asked for."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self.app = app
        base = base_path.strip("/")
        self.fronts = {"/", f"/{base}/" if base else "/"}
        self.kept: OrderedDict[str, tuple[bytes, bytes]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but the front page."""
        parts = await self._parts(scope)
        if parts is None:
            await self.app(scope, receive, send)
            return
        headers = [one for one in scope["headers"] if one[0] not in _CONDITIONS]
        started: list[Message] = []
        body: list[bytes] = []

        async def insert(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
                return
            body.append(message.get("body", b""))
            if message.get("more_body"):
                return
            start, page = started[0], b"".join(body)
            answer = MutableHeaders(raw=list(start["headers"]))
            whole = _put_into(page, *parts) if _is_page(start["status"], answer) else None
            if whole is not None:
                page = whole
                answer["content-length"] = str(len(page))
                for name in ("etag", "last-modified", "accept-ranges"):
                    del answer[name]
            await send({**start, "headers": answer.raw})
            await send({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": headers}, receive, insert)

    async def _parts(self, scope: Scope) -> tuple[bytes, bytes] | None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self.fronts:
            return None
        state, query = served().now(), scope["query_string"]
        # What is older than the files must be said, and only the app says it.
        if state.dataset is None or state.is_stale or len(query) > MOST_BYTES:
            return None
        name = tag(state.dataset, "first screen", query)
        if (found := self.kept.get(name)) is None:
            try:
                found = await once(partial(_made, state.dataset, query))
            except QueryError:
                return None
            self.kept[name] = found
            while len(self.kept) > MOST_KEPT:
                self.kept.popitem(last=False)
        self.kept.move_to_end(name)
        return found


def _is_page(status: int, headers: Headers) -> bool:
    is_html = headers.get("content-type", "").startswith("text/html")
    return status == 200 and is_html and "content-encoding" not in headers


def _put_into(page: bytes, head: bytes, screen: bytes) -> bytes | None:
    """The page with both parts, or None where it is another page than we know."""
    if any(page.count(part) != 1 for part in (_TITLE, _END_OF_HEAD, _ROOT)):
        return None
    page = page.replace(_TITLE, head).replace(_END_OF_HEAD, _links() + _END_OF_HEAD)
    return page.replace(_ROOT, _ROOT + screen)


def _made(dataset: Dataset, query: bytes) -> tuple[bytes, bytes]:
    view = View(dataset, parse(asked_in(query), dataset))
    own = f"?{view.selection.query}" if view.selection.query else ""
    head = drawn.head(view, public_address(own), public_address(f"card/brief.png{own}"))
    screen = drawn.first_screen(view, taking(Brief(view), BRIEFS.items()))
    return head.encode(), screen.encode()


@lru_cache(maxsize=1)
def _links() -> bytes:
    style, script = _style().tag, _script().tag
    return (
        f'<link rel="stylesheet" id="first-screen-style" href="first-screen.css?v={style}">\n'
        f'<script id="first-screen-script" src="first-screen.js?v={script}"></script>\n'
    ).encode()


@lru_cache(maxsize=1)
def _style() -> Packed:
    return packed(drawn.sheet().encode(), level=9)


@lru_cache(maxsize=1)
def _script() -> Packed:
    return packed(Path(__file__).with_suffix(".js").read_bytes(), level=9)


routes = [
    Route("/first-screen.css", lambda request: send_named(request, _style(), "text/css")),
    Route("/first-screen.js", lambda request: send_named(request, _script(), "text/javascript")),
]
