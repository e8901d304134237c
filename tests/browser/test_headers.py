"""Security headers on everything, however the server is started, and a policy nothing offends."""

import http.client
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.screen import expect_at_rest, main

pytestmark = pytest.mark.browser

HEADERS = {
    "Content-Security-Policy": r"default-src 'self'.*frame-ancestors 'self'.*object-src 'none'",
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
        for name, value in HEADERS.items():
            assert re.search(value, headers.get(name, "")), f"{path}: {name}: {headers.get(name)}"
        policy = headers["Content-Security-Policy"]
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "unsafe" not in scripts
        assert "*" not in policy


def plainly(server, path):
    """The answer itself: a redirect is not followed."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
