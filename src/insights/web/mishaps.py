"""What breaks is told in one sentence; the exception itself goes to the log and nowhere else."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SENTENCE = (
    "This could not be answered, for a reason of the program's own. "
    "Whoever runs it finds the reason in its log.\n"
)


class ToldInWords:
    """Answer in the place of a part that broke, inside of what adds the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on. An exception is passed on too, for the server to note it."""
        has_begun = False

        async def noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception:
            if scope["type"] == "http" and not has_begun:
                await PlainTextResponse(SENTENCE, 500)(scope, receive, send)
            raise
