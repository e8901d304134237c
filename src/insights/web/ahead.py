"""What a page will need is announced with the page, so that it loads while Streamlit starts.

Modules all of them: unlike other files that a page announces, one that is not needed yet in a few
seconds is no fault of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from insights.reading.served import served
from insights.web import explorer
from insights.web.streamlit_static import static_folder

# What our pages are made of: pieces of HTML, and components. Streamlit's frontend asks for these
# scripts only once it has heard from the server, one after the other.
_DRAWN_WITH = ("Html", "BidiComponent")
_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@lru_cache(maxsize=1)
def scripts() -> tuple[str, ...]:
    """Scripts of Streamlit's frontend that its own page does not announce, relative to the page.

    Empty where this Streamlit calls them otherwise: then they load when they are asked for.
    """
    static = static_folder()
    if static is None:
        return ()
    page = (static / "index.html").read_text("utf-8")
    folder = static / "static" / "js"
    known = set(re.findall(r"static/js/([\w.-]+\.js)", page))
    found: dict[str, None] = {}
    for name in _DRAWN_WITH:
        for file in sorted(folder.glob(f"{name}.*.js")):
            _gather(folder, file.name, found)
    return tuple(f"static/js/{name}" for name in found if name not in known)


def _gather(folder: Path, name: str, found: dict[str, None]) -> None:
    if name in found or not (folder / name).is_file():
        return
    found[name] = None
    for other in _IMPORTED.findall((folder / name).read_text("utf-8")):
        _gather(folder, other, found)


class AnnounceScripts:
    """Let the browser load what a page needs; on Explore that is engine and world as well."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only pages get a header more."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        found = list(scripts())
        if str(scope["path"]).endswith("/explore") and (dataset := served().now().dataset):
            # After an edit of 10,000 findings this takes a second, in which others are answered.
            found = [*await run_in_threadpool(explorer.addresses, dataset), *found]
        link = ", ".join(f"<{address}>; rel=modulepreload" for address in found)

        async def with_link(message: Message) -> None:
            if message["type"] == "http.response.start" and link:
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                # The plain pages bring a policy of their own with them, and need none of this.
                if is_page and "content-security-policy" not in headers:
                    headers.append("Link", link)
            await send(message)

        await self.app(scope, receive, with_link)
