"""What the page Explore runs in the browser: the engine with its style, and the world it holds.

Both are named by their content, so that a browser asks for each only once.
The world is there as plain JSON too, for a page that is open while the dataset is edited.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.explorer import engine, style, world
from insights.model import Dataset
from insights.reading.served import served
from insights.web.caching import Packed, once, packed, send_named

ENTRY = "page_host.js"
ENGINE, WORLD, RENEWED = "explorer/engine.js", "explorer/world.js", "explorer/world.json"
_SCRIPT = "text/javascript"


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


@lru_cache(maxsize=2)
def sent_renewed(dataset: Dataset) -> Packed:
    """The dataset as plain JSON, under the same name as the module."""
    return packed(world(dataset))._replace(tag=sent_world(dataset).tag)


def addresses(dataset: Dataset) -> tuple[str, str]:
    """Where engine and world are, relative to the page Explore."""
    return f"{ENGINE}?v={sent_engine().tag}", f"{WORLD}?v={sent_world(dataset).tag}"


async def _send_world(request: Request) -> Response:
    dataset = served().now().dataset
    if dataset is None:
        sentence = "There is no sound dataset to explore at the moment: see /healthz."
        return PlainTextResponse(sentence, status_code=503)
    if request.url.path.endswith(".json"):
        return send_named(request, await once(partial(sent_renewed, dataset)), "application/json")
    return send_named(request, await once(partial(sent_world, dataset)), _SCRIPT)


routes = [
    Route(f"/{ENGINE}", lambda request: send_named(request, sent_engine(), _SCRIPT)),
    *(Route(f"/{address}", _send_world) for address in (WORLD, RENEWED)),
]
