"""What a visit must be free of, written down while it happens."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    WebError,
)

from tests.browser.server import ROOT, Server

# On a deep link Streamlit's frontend looks for its server under the page's own path first.
PROBES = frozenset(
    f"/{page.stem}/_stcore/{name}"
    for page in (ROOT / "pages").glob("*.py")
    for name in ("health", "host-config")
)
OWN_SCHEMES = frozenset({"data", "blob", "about"})


class Watch:
    """Everything that went wrong on the pages of one visitor.

    `expected_hosts` are the other hosts that the visitor has asked for by now.
    """

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.wrong: list[str] = []
        self.expected_hosts: set[str] = set()
        self._server = server
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("dialog", self._dialog)
        context.on("page", self._page)

    def check(self) -> None:
        """Fail where something has gone wrong already."""
        assert not self.wrong, "\n".join(["went wrong during the visit:", *self.wrong])

    def _is_probe(self, url: str) -> bool:
        return url.removeprefix(self._server.url) in PROBES

    def _console(self, message: ConsoleMessage) -> None:
        url = message.location["url"]
        is_probed = self._is_probe(url) and "status of 404" in message.text
        # st.iframe lists permissions that Chromium has dropped; it warns of each by name.
        is_dropped = message.text.startswith("Unrecognized feature: '")
        if message.type in ("error", "warning") and not is_probed and not is_dropped:
            self.wrong.append(f"console {message.type}: {message.text} ({url})")

    def _error(self, error: WebError) -> None:
        self.wrong.append(f"error on the page: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not (response.status == 404 and self._is_probe(response.url)):
            self.wrong.append(f"status {response.status}: {response.url}")

    def _request(self, request: Request) -> None:
        self._check_host(request.url)

    def _failed(self, request: Request) -> None:
        # What is under way when a page is left is given up by the browser: no fault of anybody.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"request failed ({request.failure}): {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._check_host(socket.url))

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        own = urlsplit(self._server.url).netloc
        if parts.scheme not in OWN_SCHEMES and parts.netloc not in {own, *self.expected_hosts}:
            self.wrong.append(f"request to another host: {url}")
