"""The two families of type for plain pages, out of the installed Streamlit: `/fonts.css`.

Nothing is asked of another machine. Where this Streamlit keeps its fonts elsewhere, the sheet is
empty, and pages are set in what the reader's own machine has.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.web.caching import FOR_EVER, answer
from insights.web.streamlit_static import static_folder

# Ours: the name of a file, the family as our sheets call it, and how Streamlit's file begins.
_FILES = {
    "source-sans.woff2": ("Source Sans 3", "SourceSansVF-Upright"),
    "source-serif.woff2": ("Source Serif 4", "SourceSerifVariable-Roman"),
}


@lru_cache(maxsize=1)
def found() -> dict[str, bytes]:
    """The fonts that are there, under our names."""
    static = static_folder()
    if static is None:
        return {}
    folder = static / "static" / "media"
    files = {name: sorted(folder.glob(f"{begins}*.woff2")) for name, (_, begins) in _FILES.items()}
    return {name: files[name][0].read_bytes() for name in files if files[name]}


@lru_cache(maxsize=1)
def sheet() -> str:
    """One `@font-face` for each family; a text is readable before its font is there."""
    return "".join(
        f'@font-face{{font-family:"{_FILES[name][0]}";font-weight:200 900;font-display:swap;'
        f'src:url("fonts/{name}?v={_tag(font)}") format("woff2")}}\n'
        for name, font in found().items()
    )


def _tag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _sheet(request: Request) -> Response:
    content = sheet().encode()
    nosniff = {"X-Content-Type-Options": "nosniff"}
    return answer(request, f'W/"{_tag(content)}"', "text/css", lambda: content, nosniff)


def _font(request: Request) -> Response:
    font = found().get(request.path_params["name"])
    if font is None:
        names = " and ".join(found()) or "none at the moment"
        return PlainTextResponse(f"There is no such font here. There is: {names}.\n", 404)
    headers = {"X-Content-Type-Options": "nosniff", "ETag": f'"{_tag(font)}"'}
    if request.query_params.get("v") == _tag(font):
        headers["Cache-Control"] = FOR_EVER
    return Response(font, media_type="font/woff2", headers=headers)


routes = [Route("/fonts.css", _sheet), Route("/fonts/{name}", _font)]
