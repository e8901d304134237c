"""The plain side of the server: routes, headers, compression, addresses. No Streamlit here."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from insights.web import (
    accessibility,
    api,
    brief,
    cards,
    downloads,
    explorer,
    explorer_file,
    first_screen,
    fonts,
    health,
    plain,
    room_pages,
    rooms,
    scripts,
    stage,
    takeaway,
)
from insights.web.addresses import CanonicalAddresses
from insights.web.ahead import AnnounceScripts
from insights.web.base_path import also_below
from insights.web.compression import KeepCompressed
from insights.web.first_screen import FirstScreen
from insights.web.headers import SecurityHeaders
from insights.web.warm_up import lifespan

middleware = [
    Middleware(SecurityHeaders),
    Middleware(CanonicalAddresses),
    Middleware(AnnounceScripts),
    Middleware(KeepCompressed),
    Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6),
]


def around(base_path: str) -> list[Middleware]:
    """All that stands around the app where it is served below `base_path`."""
    return [*middleware, Middleware(FirstScreen, base_path=base_path)]


routes = [
    *health.routes,
    *downloads.routes,
    *explorer.routes,
    *explorer_file.routes,
    *brief.routes,
    *first_screen.routes,
    *cards.routes,
    *plain.routes,
    *accessibility.routes,
    *fonts.routes,
    *scripts.routes,
    *stage.routes,
    *rooms.routes,
    *room_pages.routes,
    *api.routes,
    *takeaway.routes,
]

__all__ = ["also_below", "around", "lifespan", "middleware", "routes"]
