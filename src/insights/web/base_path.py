"""Plain routes below the path that the app is served under."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Mount, Route


def also_below(base_path: str, routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """The routes as they are, and once more below `base_path`, where the pages look for them.

    Streamlit puts its own routes below `server.baseUrlPath`, but none that are given to it. At the
    root they stay as well: who watches over a server asks it without the proxy before it.
    """
    base = base_path.strip("/")
    below: list[BaseRoute] = []
    for route in routes if base else ():
        if isinstance(route, Route):
            methods = list(route.methods) if route.methods else None
            below.append(Route(f"/{base}{route.path}", route.endpoint, methods=methods))
        elif isinstance(route, Mount):
            below.append(Mount(f"/{base}{route.path}", app=route.app))
        else:
            raise TypeError(f"A route of a kind that cannot be moved: {route!r}.")
    return [*routes, *below]
