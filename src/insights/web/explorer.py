"""What the page Explore runs in the browser: the engine with its style, and the world it holds.

Both are named by their content, so that a browser asks for each only once. Both are modules: unlike
other files that a page announces, one that is not needed yet in a few seconds is no fault of it.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from insights.explorer import engine, style, world
from insights.model import Dataset
from insights.reading.served import served
from insights.web.caching import Packed, once, packed, send_packed

ENTRY = "page_host.js"
ENGINE, WORLD = "explorer/engine.js", "explorer/world.js"
_FOR_EVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1)
def sent_engine() -> Packed:
    """The engine as a module: `openPage` begins, `STYLE` is what it wears."""
    parts = [engine(ENTRY), f"const STYLE = {json.dumps(style())}", "export { openPage, STYLE }\n"]
    return packed("\n".join(parts).encode())


@lru_cache(maxsize=2)
def sent_world(dataset: Dataset) -> Packed:
    """The dataset as the engine holds it, the one thing that the module exports."""
    # A browser reads JSON faster than the same as a script.
    text = json.dumps(world(dataset).decode(), ensure_ascii=False)
    return packed(f"export default JSON.parse({text})\n".encode())


def addresses(dataset: Dataset) -> tuple[str, str]:
    """Where engine and world are, relative to the page Explore."""
    return f"{ENGINE}?v={sent_engine().tag}", f"{WORLD}?v={sent_world(dataset).tag}"


class AnnounceExplorer:
    """Let the browser load engine and world while the page Explore itself still starts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only the page Explore gets a header more."""
        dataset = served().now().dataset if self._is_explore(scope) else None
        if dataset is None:
            await self.app(scope, receive, send)
            return
        # After an edit of 10,000 findings this takes a second, in which others are answered.
        found = await run_in_threadpool(addresses, dataset)
        link = ", ".join(f"<{address}>; rel=modulepreload" for address in found)

        async def with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", link)
            await send(message)

        await self.app(scope, receive, with_link)

    @staticmethod
    def _is_explore(scope: Scope) -> bool:
        return scope["type"] == "http" and str(scope["path"]).endswith("/explore")


def _answer(request: Request, sent: Packed) -> Response:
    lasts = request.query_params.get("v") == sent.tag
    headers = {"Cache-Control": _FOR_EVER} if lasts else {}
    return send_packed(request, sent, "text/javascript", headers)


async def _send_world(request: Request) -> Response:
    dataset = served().now().dataset
    if dataset is None:
        sentence = "There is no sound dataset to explore at the moment: see /healthz."
        return PlainTextResponse(sentence, status_code=503)
    return _answer(request, await once(partial(sent_world, dataset)))


routes = [
    Route(f"/{ENGINE}", lambda request: _answer(request, sent_engine())),
    Route(f"/{WORLD}", _send_world),
]
