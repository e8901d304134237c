"""Who may change something here, or hold a connection: our own pages, and programs."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from insights.citation import public_address

_USUAL_PORTS = {"http": 80, "https": 443}
_OWN_SITES = (None, "same-origin")
_OF_ANY_MACHINE = ("localhost", "127.0.0.1", "0.0.0.0", "")


def is_foreign(request: HTTPConnection) -> bool:
    """Whether a page of another origin had a browser send this.

    A browser says with everything that changes something which page it comes from; a request that
    says nothing was sent by no page. Own is what the request was sent to, or INSIGHTS_PUBLIC_URL.
    """
    origins = request.headers.getlist("origin")
    if not origins:
        return request.headers.get("sec-fetch-site") not in _OWN_SITES
    named = _place(origins[0])
    if len(origins) > 1 or named is None:
        return True
    if (public := public_address("")) is not None and named == _place(public):
        return False
    # A proxy in front may have taken off TLS, so the scheme is whatever the page says it is.
    scheme = named[0]
    return named != _place(f"{scheme}://{request.headers.get('host', '')}")


class OwnPagesOnly:
    """Refuse connections that a page of another origin opens, before the platform judges them.

    The platform takes more for its own than it should: each port of this machine. And for a name
    it does not know it asks a host outside what it is called itself; until that has answered,
    nobody here is answered.

    `called` is the name that the platform was told it has, for a proxy that changes the Host.
    """

    def __init__(self, app: ASGIApp, called: str = "") -> None:
        self.app = app
        self.called = called if called not in _OF_ANY_MACHINE else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on requests, and connections of our own."""
        if scope["type"] == "websocket" and self._is_foreign(HTTPConnection(scope)):
            refused = PlainTextResponse("A page of another site opened this connection.\n", 403)
            await refused(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_foreign(self, connection: HTTPConnection) -> bool:
        if not is_foreign(connection):
            return False
        origins = connection.headers.getlist("origin")
        named = _place(origins[0]) if len(origins) == 1 else None
        return named is None or named[1] != self.called


def _place(address: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address; None where it is none, as `null` is."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _USUAL_PORTS or not host or parts.username is not None:
        return None
    return parts.scheme, host, port or _USUAL_PORTS[parts.scheme]
