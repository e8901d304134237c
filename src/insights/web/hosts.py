"""Which names the server answers to, and that no answer repeats a name it was only sent."""

from __future__ import annotations

import os
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Who watches over a server asks it on its own machine; no page from elsewhere has these names.
_OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")
_NAME = r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]"
_TOLD = re.compile(rf"(\*\.)?({_NAME})")
_SENT = re.compile(rf"(?P<name>{_NAME})\.?(:[0-9]{{1,5}})?")


def names() -> tuple[str, ...]:
    """The names of INSIGHTS_HOSTS, as in `insights.example.org,*.example.net`; empty: any.

    Raises
    ------
    ValueError: if one is no name of a host; the text says which.
    """
    told = os.environ.get("INSIGHTS_HOSTS", "")
    found = tuple(name for one in told.split(",") if (name := one.strip().lower()))
    for name in found:
        if not _TOLD.fullmatch(name):
            raise ValueError(
                f"INSIGHTS_HOSTS holds “{name}”, which is no name of a host. Write "
                "insights.example.org, say: no https://, no port, commas between several."
            )
    return found


class KnownHosts:
    """Answer only who asks for one of our names, where INSIGHTS_HOSTS says what they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.names = names()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what names us; refuse the rest with 400, connections as well."""
        if scope["type"] in ("http", "websocket") and not self._is_known(Headers(scope=scope)):
            sentence = "This server has another name than the one asked for.\n"
            await PlainTextResponse(sentence, 400)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_known(self, headers: Headers) -> bool:
        if not self.names:
            return True
        sent = headers.getlist("host")
        found = _SENT.fullmatch(sent[0].lower()) if len(sent) == 1 else None
        if found is None:
            return False
        name = found["name"]
        return name in _OWN_MACHINE or any(
            name.endswith(one[1:]) if one.startswith("*.") else name == one for one in self.names
        )


class NoHostInRedirects:
    """Cut off the scheme and host that a redirect repeats: anybody can make them up.

    Below a base path, Starlette leads from `/insights` to `/insights/` in this way; behind a proxy
    that takes off TLS it would lead out of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only a redirect to where the request came in is touched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = f"{scope['scheme']}://{Headers(scope=scope).get('host', '')}/"

        async def without_host(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                target = headers.get("location", "")
                if target.startswith(sent):
                    headers["location"] = "/" + target.removeprefix(sent).lstrip("/\\")
            await send(message)

        await self.app(scope, receive, without_host)
