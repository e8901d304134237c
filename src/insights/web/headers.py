"""Security headers on everything the server answers."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from insights.web.streamlit_static import static_folder

VIDEO_HOST = "https://www.youtube-nocookie.com"
_STARTS = ("http.response.start", "websocket.http.response.start")


def _inline_scripts() -> list[str]:
    """The hashes of the scripts inside Streamlit's own page, so that no other inline one runs."""
    static = static_folder()
    if static is None:
        return []
    page = (static / "index.html").read_bytes()
    scripts = re.findall(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.S)
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    return [f"'sha256-{digest}'" for digest in digests]


def content_security_policy() -> str:
    """What a page of ours may load: our own files, and the video a reader asks for.

    Styles are inline in Streamlit's frontend, and components of its second version come as blobs.
    """
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {' '.join(_inline_scripts())}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            f"frame-src {VIDEO_HOST}",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


class SecurityHeaders:
    """Add the headers to each answer that does not carry them already.

    A part of the server with `special` headers of its own stands inside, so that its own win.
    """

    def __init__(self, app: ASGIApp, special: Mapping[str, str] | None = None) -> None:
        self.app = app
        self.headers = special or {
            "Content-Security-Policy": content_security_policy(),
            "X-Content-Type-Options": "nosniff",
            # Not "no-referrer": the video player refuses to play for an unnamed page.
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Frame-Options": "SAMEORIGIN",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only the start of an answer is touched, or a connection refused."""
        with_headers = self._adding(send)
        if scope["type"] == "websocket":
            await self.app(scope, receive, _refusing_in_words(scope, receive, with_headers))
        else:
            await self.app(scope, receive, with_headers)

    def _adding(self, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] in _STARTS:
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return with_headers


def _refusing_in_words(scope: Scope, receive: Receive, send: Send) -> Send:
    """A connection that is closed before it stands gets an answer, which can carry headers."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        return send
    is_open = False

    async def in_words(message: Message) -> None:
        nonlocal is_open
        if message["type"] == "websocket.close" and not is_open:
            await PlainTextResponse("This connection is refused.\n", 403)(scope, receive, send)
            return
        is_open = is_open or message["type"] == "websocket.accept"
        await send(message)

    return in_words
