"""Every route of ours, asked for with what means ill: a new route is asked as soon as it is there.

Whatever is asked, no route breaks, tells of its inner workings, or gives markup back as markup.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Mount, Route

from insights.reading.served import served
from insights.rooms.kept import kept_rooms
from insights.web import also_below, around, routes
from insights.workbench.yaml_text import write
from tests.api_client import DATA
from tests.room_events import RUN, note
from tests.test_safety import HEADERS

MARKUP = "<script>alert(1)</script>"
# Parts of a path, as they travel.
PARTS = (
    "%ff",  # no UTF-8
    "%ed%a0%80",  # half of a pair
    "%00",
    "a%00.png",
    "%0d%0aSet-Cookie:%20x=1",
    "..%2f..%2fetc%2fpasswd",
    "..",
    "..%5c..%5cwindows",
    "%252e%252e%252f",
    "C:%5cdata",
    "CON",
    "-",
    "%20",
    "%e2%80%ae",  # turns the direction of writing
    MARKUP,
    MARKUP + ".png",
    "%22onmouseover=%22alert(1)",
    "{{7*7}}",
    "__proto__",
    "x" * 5_000,
    "x" * 300 + ".svg",
    "%F0%9F%99%88",
)
QUERIES = (
    "%ff=%ff",
    "q=%ed%a0%80",
    "theme=%00&q=%00",
    "=",
    "&&&;;",
    "%",
    "?q=a",
    "q=" + "x" * 20_000,
    "x" * 20_000,
    "&".join(["q=a"] * 600),
    "theme=trust&theme=trust&theme=digital&sort=source&sort=source",
    "theme[]=trust&theme.0=trust",
    f"q={MARKUP}&theme={MARKUP}&unknown={MARKUP}&{MARKUP}={MARKUP}",
    f"as_of={MARKUP}&format={MARKUP}&limit={MARKUP}&scene={MARKUP}&run={MARKUP}&id={MARKUP}",
    "as_of=%0d%0aSet-Cookie:x=1&id=%0d%0a",
    "limit=-1&offset=-1",
    "limit=" + "9" * 5_000,
    "limit=1e9&offset=%D9%A3",
    "after=-1&after=x",
    "v=../../x&v=" + "0" * 16,
    "sort=__proto__&theme=constructor",
    "id=" + "a" * 5_000 + "&id=..%2f..%2fx",
    "format=pdf%00&format=exe",
    "q=%22%20OR%201=1--&q=*&q=(((((",
    "q=" + "%28" * 200 + "a%2B" * 200,
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get")
JSON = {"content-type": "application/json", "origin": "http://testserver"}
BODIES = {
    "nothing": (JSON, b""),
    "no JSON": (JSON, b"{"),
    "no text": (JSON, b"\xff\xfe\x00"),
    "deep": (JSON, b'{"events":' + b"[" * 60_000 + b"]" * 60_000 + b"}"),
    "a number without end": (JSON, b'{"events": [' + b"9" * 60_000 + b"]}"),
    "no number": (JSON, b'{"events": [NaN, Infinity, -Infinity]}'),
    "one name twice": (JSON, b'{"events": [], "events": [{"kind": null}]}'),
    "names of every object": (JSON, b'{"__proto__": {"events": []}, "constructor": 1}'),
    "half of a pair": (
        JSON,
        b'{"events": [{"id": "\\ud83d", "kind": "\\udc00", "data": "\\u0000"}]}',
    ),
    "too many": (JSON, json.dumps({"events": [note(1)] * 500}).encode()),
    "too large": (JSON, b'{"events": ["' + b"x" * 1_000_000 + b'"]}'),
    "packed": ({**JSON, "content-encoding": "gzip"}, gzip.compress(b" " * 10_000_000)),
    "a form": ({"content-type": "application/x-www-form-urlencoded"}, b"events=1"),
    "a file": ({"content-type": "multipart/form-data; boundary=x"}, b"--x\r\n\r\n--x--"),
    "a kind without end": ({"content-type": "application/json;" * 2_000}, b"{}"),
    "foreign": ({**JSON, "origin": "https://elsewhere.example"}, b'{"events": []}'),
    "from no page": ({**JSON, "origin": "null"}, b'{"events": []}'),
    "across sites": ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, b"{}"),
}


class Answer(NamedTuple):
    status: int
    headers: Headers
    body: bytes


def paths(table: Iterable[BaseRoute], before: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """The path and the methods of every route, also of those below a part."""
    for route in table:
        if isinstance(route, Route):
            yield before + route.path, frozenset(route.methods or ())
        elif isinstance(route, Mount):
            yield from paths(route.routes, before + route.path)
        else:
            raise TypeError(f"A route of an unknown kind: {route!r}.")


TABLE = sorted(dict(paths(routes)).items())
TEMPLATED = [path for path, _ in TABLE if "{" in path]
CHANGING = [path for path, methods in TABLE if methods - {"GET", "HEAD"}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("safety")


@pytest.fixture(scope="module")
def app(folder):
    """All routes with all that stands around them, over a small dataset and one room."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INSIGHTS_DATA", str(folder / "data"))
        environment.setenv("INSIGHTS_ROOMS", str(folder / "rooms"))
        for name in ("INSIGHTS_PUBLIC_URL", "INSIGHTS_HOSTS", "INSIGHTS_ROOM_DAYS"):
            environment.delenv(name, raising=False)
        write(DATA.model_copy(update={"runs": (RUN,)}), folder / "data")
        served.cache_clear()
        yield Starlette(routes=also_below("base", routes), middleware=around("base"))
        served.cache_clear()


@pytest.fixture
def token(app):
    return kept_rooms().create("Retreat", RUN, DATA).token


def ask(
    app: Starlette,
    path: str,
    query: str = "",
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes = b"",
) -> Answer:
    """What the app answers, asked as a server asks it: nothing is tidied up on the way."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [
            (name.encode(), value.encode())
            for name, value in {"host": "testserver", **(headers or {})}.items()
        ],
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 50_000),
    }
    sent: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start = sent[0]
    content = b"".join(one.get("body", b"") for one in sent[1:])
    return Answer(start["status"], Headers(raw=start["headers"]), content)


def expect_sound(answer: Answer, asked: str) -> None:
    assert answer.status < 500, f"{asked}: {answer.status} {answer.body[:200]!r}"
    assert set(HEADERS) <= set(answer.headers), asked
    for name, value in answer.headers.items():
        assert "\r" not in value, f"{asked}: {name}"
        assert "\n" not in value, f"{asked}: {name}"
    assert "set-cookie" not in answer.headers, asked
    location = answer.headers.get("location", "")
    assert not re.match(r"[a-z]+:|[/\\]{2}", location, re.I), f"{asked}: {location}"
    disposition = answer.headers.get("content-disposition")
    named = r'(attachment|inline); filename="[A-Za-z0-9][A-Za-z0-9._-]{0,120}"'
    assert disposition is None or re.fullmatch(named, disposition), f"{asked}: {disposition}"
    for sign in (b"Traceback", b'File "', b"site-packages", b"insights/web"):
        assert sign not in answer.body, f"{asked}: {answer.body[:200]!r}"
    if "html" in answer.headers.get("content-type", "html"):
        assert MARKUP.encode() not in answer.body, asked
        assert b'"onmouseover="alert' not in answer.body, asked


def filled(path: str, part: str) -> str:
    return re.sub(r"\{[^}]*\}", lambda _: part, path)


def usual(path: str, token: str) -> str:
    """The path with what its routes are there for."""
    by_name = {"token": token, "run": RUN.id, "id": "loops", "name": "brief.svg"}
    if "/card/" not in path:
        by_name["name"] = "looks.css"
    return re.sub(r"\{([^}:]*)[^}]*\}", lambda found: by_name.get(found[1], found[1]), path)


def test_the_table_holds_what_it_should():
    assert len(TABLE) > 30
    assert {path.rpartition("/")[2] for path in CHANGING} == {"events", "end", "erase"}
    assert {"/brief", "/api/findings/{id}", "/room/{token}/events"} <= {path for path, _ in TABLE}


@pytest.mark.parametrize("part", PARTS, ids=lambda one: one[:24])
def test_no_part_of_a_path_does_harm(app, part):
    for path in (*TEMPLATED, "/{unknown}", "/api/{unknown}", "/base/stage/{unknown}"):
        asked = filled(path, part)
        expect_sound(ask(app, asked), asked)


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one[:24])
def test_no_query_does_harm(app, token, query):
    for path, methods in TABLE:
        # A room's files are made anew for each who asks, and take no query.
        is_file = "{token}" in path and "." in path
        if "GET" in methods:
            asked = usual(path, "nobody" if is_file else token)
            expect_sound(ask(app, asked, query), f"{asked}?{query[:60]}")


@pytest.mark.parametrize("method", METHODS)
def test_no_method_does_harm(app, token, method):
    for path, methods in TABLE:
        asked = usual(path, token if "." not in path else "nobody")
        answer = ask(app, asked, method=method)
        expect_sound(answer, f"{method} {asked}")
        # Which methods there are may be asked; the API tells every origin.
        if methods and method not in {*methods, "OPTIONS"} and not path.startswith("/api"):
            assert answer.status == 405, f"{method} {asked}"
    assert kept_rooms().look(token)[1] == 0


@pytest.mark.parametrize("name", BODIES)
def test_no_body_does_harm_or_enters_anything(app, token, name):
    headers, body = BODIES[name]
    for path in CHANGING:
        expect_sound(
            ask(app, usual(path, "nobody"), method="POST", headers=headers, body=body),
            f"{name} to {path}",
        )
    answer = ask(app, f"/room/{token}/events", method="POST", headers=headers, body=body)
    expect_sound(answer, name)
    said = json.loads(answer.body)
    assert said.get("what") or said.get("refused")
    assert kept_rooms().look(token)[1] == 0


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://testserver:81"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_each_route_that_changes_something_refuses_pages_from_elsewhere(app, token, path, headers):
    sent = {"content-type": "application/json", **headers}
    body = b'{"events": []}' if path.endswith("events") else b"{}"
    answer = ask(app, usual(path, token), method="POST", headers=sent, body=body)
    assert answer.status == 403
    assert kept_rooms().look(token)[:2] == (kept_rooms().open(token), 0)
