"""The plain side of the server: routes, headers, compression, addresses. No Streamlit here."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

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
from insights.web.elsewhere import with_elsewhere
from insights.web.first_screen import FirstScreen
from insights.web.headers import SecurityHeaders
from insights.web.hosts import KnownHosts, NoHostInRedirects
from insights.web.mishaps import ToldInWords
from insights.web.origins import OwnPagesOnly
from insights.web.warm_up import lifespan

middleware = [
    Middleware(SecurityHeaders),
    Middleware(ToldInWords),
    Middleware(KnownHosts),
    Middleware(NoHostInRedirects),
    Middleware(CanonicalAddresses),
    Middleware(AnnounceScripts),
    Middleware(KeepCompressed),
    Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6),
]


def around(base_path: str, called: str = "") -> list[Middleware]:
    """All that stands around the app where it is served below `base_path`.

    `called` is the name that the platform was told it has on the web.
    """
    return [
        *middleware,
        Middleware(OwnPagesOnly, called=called),
        Middleware(FirstScreen, base_path=base_path),
    ]


routes: list[BaseRoute] = [
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
    *with_elsewhere("/stage", stage.routes, "Choose a run on the page Present."),
    *with_elsewhere(
        "/room",
        [*rooms.routes, *room_pages.routes, *takeaway.routes],
        "Open the room itself by its whole link: under “Take away” it gives its files, is ended, "
        "and is erased.",
    ),
    *with_elsewhere("/rooms", room_pages.listing, "The list of rooms stands at /rooms."),
    *api.routes,
]

__all__ = ["also_below", "around", "lifespan", "middleware", "routes"]
