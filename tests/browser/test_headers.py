"""Security headers on everything, however the server is started, and a policy nothing offends."""

import http.client
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.screen import expect_at_rest, main

pytestmark = pytest.mark.browser

HEADERS = {
    "Content-Security-Policy": r"default-src 'self'.*frame-ancestors 'self'.*object-src 'none'"
    r"|default-src 'none'.*frame-ancestors '(self|none)'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": r"strict-origin-when-cross-origin|same-origin|no-referrer",
    "X-Frame-Options": "SAMEORIGIN|DENY",
    "Permissions-Policy": "camera=",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("mode", ["streamlit", "uvicorn"])
def test_every_answer_carries_the_security_headers(start, visit, mode):
    server = start(mode=mode)
    visitor = visit(server)
    page = visitor.open("/explore?theme=trust")
    expect(main(page).get_by_role("list", name="Bar chart of findings per theme")).to_be_visible()
    expect_at_rest(page)
    page = visitor.open("/")
    expect(main(page).get_by_role("list", name="Bar chart of findings per theme")).to_be_visible()
    script = page.locator("script[src]").first.get_attribute("src")
    paths = {"/": 200, "/healthz": 200, "/explore": 200, "/explore?theme=trust": 307}
    paths |= {"/" + script.removeprefix(".").lstrip("/"): 200, "/no/such/file.js": None}
    for path, wanted in paths.items():
        status, headers, _ = plainly(server, path)
        assert wanted in (None, status), path
        expect_headers(headers, path)
        policy = headers["Content-Security-Policy"]
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "unsafe" not in scripts
        assert "*" not in policy
    for path, wanted in PARTS.items():
        status, headers, _ = plainly(server, path)
        assert status == wanted, path
        expect_headers(headers, path)
    for method in ("POST", "PUT", "OPTIONS", "TRACE"):
        for path in ("/", "/brief", "/_stcore/host-config"):
            status, headers, _ = plainly(server, path, method)
            assert status == 405, f"{method} {path}"
            expect_headers(headers, f"{method} {path}")
    held = plainly(server, "/brief")[1]["ETag"]
    status, headers, _ = plainly(server, "/brief", sent={"If-None-Match": held})
    assert status == 304
    expect_headers(headers, "a page that is held already")
    for origin in ("https://elsewhere.example", "http://localhost", "null"):
        status, headers, said = plainly(
            server, "/_stcore/stream", sent={**CONNECTING, "Origin": origin}
        )
        assert (status, said) == (403, b"A page of another site opened this connection.\n")
        expect_headers(headers, f"a connection from {origin}")
    # The platform would ask a host outside who it is itself.
    assert "external IP" not in server.log.read_text("utf-8", "replace")


# The platform's own parts, errors and redirects.
PARTS = {
    "/_stcore/health": 200,
    "/_stcore/metrics": 200,
    "/_stcore/host-config": 200,
    "/_stcore/bidi-components/x/y.js": 404,
    "/_stcore/agent/mcp": 405,
    "/media/none.png": 404,
    "/component/x/y.js": 404,
    "/healthz/": 301,
    "/explore?" + "q=a&" * 600: 400,
    "//elsewhere.example": 400,
    "/..%2f..%2fpasswd": 400,
    "/%00": 400,
    "/api/none": 404,
    "/stage/none": 404,
    "/room/none": 404,
    "/room/none/events": 404,
    "/card/none.png": 404,
    "/fonts/none": 404,
}
CONNECTING = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Version": "13",
}


def expect_headers(headers, asked):
    for name, value in HEADERS.items():
        assert re.search(value, headers.get(name, "")), f"{asked}: {name}: {headers.get(name)}"


def plainly(server, path, method="GET", sent=None):
    """The answer itself: a redirect is not followed."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        connection.request(method, path, headers=sent or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
