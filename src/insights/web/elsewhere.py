"""What is answered in our own folders where nothing stands, or nothing that is asked in this way.

Without it Streamlit would answer there with a page of its own, as if all were well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from insights.model import listed
from insights.web.rooms import HEADERS
from insights.web.stage import refuse

_MOST_SHOWN = 60


def with_elsewhere(folder: str, routes: Sequence[Route], hint: str) -> list[Route]:
    """The routes, and behind them an answer to all else that is asked of `folder` and below it.

    `hint` says to people where to go instead.
    """
    elsewhere = _Elsewhere(folder, tuple(routes), hint)
    return [*routes, Route(folder, elsewhere), Route(f"{folder}/{{rest:path}}", elsewhere)]


class _Elsewhere:
    """204 to OPTIONS, 405 where an address takes other methods, 404 where there is none."""

    def __init__(self, folder: str, routes: tuple[Route, ...], hint: str) -> None:
        self.folder, self.routes, self.hint = folder, routes, hint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request; nothing is changed by it."""
        request = Request(scope)
        response = self._answer(request)
        response.headers.update(HEADERS | dict(response.headers))
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        rest = request.path_params.get("rest")
        path = self.folder if rest is None else f"{self.folder}/{rest}"
        methods = sorted({*self._methods(request, path)})
        if methods and request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join([*methods, "OPTIONS"])})
        if methods:
            what = f"This address takes {listed(methods, 'or')}, and it was asked {request.method}."
            refused = self._refuse(request, path, 405, f"{what} Nothing was changed.")
            refused.headers["Allow"] = ", ".join([*methods, "OPTIONS"])
            return refused
        name = path.removeprefix(self.folder).strip("/").partition("/")[2]
        shown = name if len(name) <= _MOST_SHOWN else f"{name[:_MOST_SHOWN]}…"
        what = f"There is no “{shown}” here." if name else "This link is not whole."
        return self._refuse(request, path, 404, what)

    def _methods(self, request: Request, path: str) -> Iterator[str]:
        asked = {**request.scope, "path": path, "root_path": ""}
        for route in self.routes:
            if route.matches(asked)[0] is not Match.NONE:
                yield from route.methods or ()

    def _refuse(self, request: Request, path: str, status: int, what: str) -> Response:
        """A page for people, and the same in two fields for programs."""
        if "text/html" not in request.headers.get("accept", ""):
            return JSONResponse({"what": what, "instead": self.hint}, status)
        title = "Nothing stands here" if status == 404 else "Opening this address does nothing"
        return refuse("../" * (path.count("/") - 1), status, title, f"{what} {self.hint}")
