"""Files that never change are compressed once and kept, not again for each visitor."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 32_000_000


class KeepCompressed:
    """Stand before the compressing middleware and remember what it made of hashed files.

    Only answers under `/static/` that say themselves that they never change: Streamlit puts a hash
    of the content in the names of those files, and answers every other name with its page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, tuple[Message, bytes]] = {}
        self.bytes_kept = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass on and remember."""
        if scope["type"] != "http" or not self._lasts(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path in self.kept:
            start, body = self.kept[path]
            # Outer middleware adds headers to what it is given: give it a list of its own.
            await send({**start, "headers": list(start["headers"])})
            await send({"type": "http.response.body", "body": body})
            return
        started: list[Message] = []
        parts: list[bytes] = []

        async def remember(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append({**message, "headers": list(message["headers"])})
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
                if not message.get("more_body") and started:
                    self._keep(path, started[0], b"".join(parts))
            await send(message)

        await self.app(scope, receive, remember)

    @staticmethod
    def _lasts(scope: Scope) -> bool:
        headers = Headers(scope=scope)
        return (
            scope["method"] == "GET"
            and "/static/" in scope["path"]
            and "gzip" in headers.get("accept-encoding", "")
            and not {"range", "if-none-match", "if-modified-since"} & set(headers.keys())
        )

    def _keep(self, path: str, start: Message, body: bytes) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        packed = headers.get("content-encoding") == "gzip"
        lasts = start["status"] == 200 and "immutable" in headers.get("cache-control", "")
        if not (lasts and packed) or self.bytes_kept + len(body) > MOST_BYTES:
            return
        if path not in self.kept:
            headers["content-length"] = str(len(body))
            self.kept[path] = ({**start, "headers": headers.raw}, body)
            self.bytes_kept += len(body)
