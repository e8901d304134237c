"""The modules and style sheets of the stage, the prompter and the room: `/scripts/{name}`.

Plain files of the folder `scripts/` beside this, which import each other by their names, and the
one module of the explorer's engine that they share with it.
`looks.css` is made: the colours of looks.py, and a class for each width of a bar in percent, since
nothing may be styled in the page itself.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.explorer.bundle import ENGINE
from insights.looks import colour_variables
from insights.web.caching import Packed, packed, send_packed

FOLDER = Path(__file__).with_name("scripts")
SHARED = ENGINE / "dom.js"
LOOKS = "looks.css"
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}


def _send(request: Request) -> Response:
    name = request.path_params["name"]
    sent = _sent(name)
    if sent is None:
        return PlainTextResponse("There is no such script or style sheet.\n", 404)
    nosniff = {"X-Content-Type-Options": "nosniff"}
    return send_packed(request, sent, _MEDIA_TYPES[Path(name).suffix], nosniff)


def _sent(name: str) -> Packed | None:
    if name == LOOKS:
        return _looks()
    file = _found(name)
    return _packed(file, file.stat().st_mtime_ns) if file else None


def _found(name: str) -> Path | None:
    """The file of this name; None where there is none.

    Only what stands in the folder itself under exactly this name is a file of ours.
    """
    files = (SHARED, *FOLDER.iterdir())
    return next((one for one in files if one.name == name and one.suffix in _MEDIA_TYPES), None)


@lru_cache(maxsize=64)
def _packed(file: Path, written: int) -> Packed:
    """A file as it was `written` last: so an edit is seen."""
    return packed(file.read_bytes(), level=9)


@lru_cache(maxsize=1)
def _looks() -> Packed:
    widths = "".join(f".w{percent}{{width:{percent}%}}" for percent in range(1, 101))
    return packed(f":root{{{colour_variables()}}}\n{widths}\n".encode(), level=9)


routes = [Route("/scripts/{name}", _send)]
