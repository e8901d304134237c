"""Who is answered, by which name and from whose pages; and what is told where something breaks."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse

from insights.web import around
from insights.web.headers import SecurityHeaders
from insights.web.hosts import KnownHosts, NoHostInRedirects, names
from insights.web.mishaps import SENTENCE, ToldInWords
from insights.web.origins import OwnPagesOnly

HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "permissions-policy",
    "cross-origin-opener-policy",
)


def page(request):
    return PlainTextResponse("answered")


def breaks(request):
    raise RuntimeError("known only to the log")


async def connection(websocket):
    await websocket.accept()
    await websocket.send_text("connected")
    await websocket.close()


async def closed(websocket):
    await websocket.close()


def client(*middleware: Middleware, **more) -> TestClient:
    routes = [
        Route("/", page),
        Route("/breaks", breaks),
        WebSocketRoute("/stream", connection),
        WebSocketRoute("/closed", closed),
        Mount("/insights", routes=[Route("/", page)]),
    ]
    app = Starlette(routes=routes, middleware=list(middleware))
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False, **more)


@pytest.fixture
def known(monkeypatch):
    """A server that was told its names."""
    monkeypatch.setenv("INSIGHTS_HOSTS", "insights.example.org, *.example.net,[2001:db8::1]")
    return client(Middleware(SecurityHeaders), Middleware(KnownHosts))


@pytest.mark.parametrize(
    "host",
    [
        "insights.example.org",
        "INSIGHTS.Example.ORG:443",
        "insights.example.org.",
        "a.example.net",
        "[2001:db8::1]:8501",
        "localhost:8501",  # whoever watches over the server, on its own machine
        "127.0.0.1",
        "[::1]:8501",
    ],
)
def test_a_server_that_knows_its_names_answers_to_each_of_them(known, host):
    assert known.get("/", headers={"Host": host}).text == "answered"
    with known.websocket_connect("/stream", headers={"Host": host}) as socket:
        assert socket.receive_text() == "connected"


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example",
        "insights.example.org.elsewhere.example",
        "not-insights.example.org",
        "example.net",
        "elsewhere.example/insights.example.org",
        "insights.example.org@elsewhere.example",
        "insights.example.org:port",
        "localhost.elsewhere.example",
        "127.0.0.1.elsewhere.example",
        "",
    ],
)
def test_a_server_that_knows_its_names_refuses_every_other(known, host):
    answer = known.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "another name" in answer.text
    assert set(HEADERS) <= set(answer.headers)
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        known.websocket_connect("/stream", headers={"Host": host}),
    ):
        pass
    assert refused.value.status_code == 400
    assert set(HEADERS) <= set(refused.value.headers)


def test_two_hosts_are_as_bad_as_a_foreign_one(known):
    both = [("Host", "insights.example.org"), ("Host", "elsewhere.example")]
    assert known.get("/", headers=both).status_code == 400


@pytest.mark.parametrize("told", [None, "", " , "])
def test_a_server_that_was_told_no_name_answers_to_any(monkeypatch, told):
    monkeypatch.delenv("INSIGHTS_HOSTS", raising=False)
    if told is not None:
        monkeypatch.setenv("INSIGHTS_HOSTS", told)
    answer = client(Middleware(KnownHosts)).get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 200


@pytest.mark.parametrize("told", ["https://example.org", "example.org:80", "a*.org", "*", "a/b"])
def test_what_is_no_name_is_told_when_the_server_starts(monkeypatch, told):
    monkeypatch.setenv("INSIGHTS_HOSTS", f"localhost,{told}")
    with pytest.raises(ValueError, match="which is no name of a host") as error:
        names()
    assert f"“{told}”" in str(error.value)


@pytest.mark.parametrize("host", ["elsewhere.example", "insights.example.org:8501"])
def test_no_redirect_repeats_the_host_it_was_sent(host):
    answer = client(Middleware(NoHostInRedirects)).get("/insights", headers={"Host": host})
    assert (answer.status_code, answer.headers["location"]) == (307, "/insights/")


def test_no_redirect_leads_to_another_site():
    async def elsewhere(scope, receive, send):
        target = f"http://testserver/{scope['path']}"
        await PlainTextResponse("", 307, {"Location": target})(scope, receive, send)

    asked = TestClient(NoHostInRedirects(elsewhere), follow_redirects=False)
    assert asked.get("/evil.example/").headers["location"] == "/evil.example/"


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        ("http://testserver", True),
        ("https://testserver", True),  # a proxy in front took off TLS
        (None, True),  # a program
        ("https://told.example", True),  # the name that the platform was told
        ("https://told.example:8443", True),
        ("https://insights.example", True),  # INSIGHTS_PUBLIC_URL
        ("https://elsewhere.example", False),
        ("http://testserver:8080", False),
        ("http://localhost", False),
        ("http://127.0.0.1:3000", False),
        ("http://testserver.elsewhere.example", False),
        ("null", False),
        ("file://", False),
        ("", False),
    ],
)
def test_only_our_own_pages_hold_a_connection(monkeypatch, origin, is_own):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://insights.example/dashboard")
    asked = client(Middleware(SecurityHeaders), Middleware(OwnPagesOnly, called="told.example"))
    headers = {} if origin is None else {"Origin": origin}
    if is_own:
        with asked.websocket_connect("/stream", headers=headers) as socket:
            assert socket.receive_text() == "connected"
        return
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        asked.websocket_connect("/stream", headers=headers),
    ):
        pass
    assert refused.value.status_code == 403
    assert set(HEADERS) <= set(refused.value.headers)
    assert asked.get("/", headers=headers).status_code == 200  # reading is for everybody


@pytest.mark.parametrize("called", ["localhost", "127.0.0.1", ""])
def test_a_name_that_every_machine_has_is_nobodys(called):
    asked = client(Middleware(OwnPagesOnly, called=called))
    with (
        pytest.raises(WebSocketDenialResponse),
        asked.websocket_connect("/stream", headers={"Origin": f"http://{called}:3000"}),
    ):
        pass


def test_a_connection_that_the_app_refuses_gets_the_headers_as_well():
    asked = client(Middleware(SecurityHeaders))
    with pytest.raises(WebSocketDenialResponse) as refused, asked.websocket_connect("/closed"):
        pass
    assert refused.value.status_code == 403
    assert set(HEADERS) <= set(refused.value.headers)
    with asked.websocket_connect("/stream") as socket:
        assert socket.receive_text() == "connected"


def test_what_breaks_is_told_in_words_and_with_the_headers():
    answer = client(Middleware(SecurityHeaders), Middleware(ToldInWords)).get("/breaks")
    assert (answer.status_code, answer.text) == (500, SENTENCE)
    assert set(HEADERS) <= set(answer.headers)


def test_what_breaks_is_still_noted_by_the_server():
    app = Starlette(routes=[Route("/", breaks)], middleware=[Middleware(ToldInWords)])
    with pytest.raises(RuntimeError, match="known only to the log"):
        TestClient(app).get("/")


def test_the_headers_stand_outermost_around_the_app():
    first, second, third = around("")[:3]
    assert (first.cls, second.cls, third.cls) == (SecurityHeaders, ToldInWords, KnownHosts)
