"""The explorer as one file: what it holds, that it may load nothing, the route that serves it."""

import base64
import gzip
import hashlib
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.testclient import TestClient

import insights
from insights.citation import citation_of_all
from insights.explorer import world as world_of
from insights.explorer.page import MOST_WITHOUT_SCRIPT, page, policy
from insights.model import Dataset
from insights.reading.live import LiveDataset
from insights.selection import QueryError
from insights.web import explorer_file
from insights.web.headers import SecurityHeaders
from tests.worlds import ABOUT, SOURCES, THEMES, finding, small_world, world

REAL = Path(__file__).parents[1] / "data"
HOSTILE = (
    "</script><script>window.hit=1</script> <!-- <script> ]]> </style> </noscript><b> \"q\" 'q' "
    "&lt; {{7*7}} ${1} \u2028\u2029 \u202eright to left\u202c `x` \\u003c \U0001f389 �"
)


class Outline(HTMLParser):
    """The elements of a page with their attributes and the text inside them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attrs}, []))
        if tag not in {"meta", "input", "br", "link"}:
            self._open.append(self.found[-1][2])

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for text in self._open:
            text.append(data)

    def all(self, tag: str) -> list[tuple[dict[str, str], str]]:
        return [(attrs, "".join(text)) for name, attrs, text in self.found if name == tag]


def outline(dataset: Dataset, query: str = "") -> Outline:
    return Outline(page(dataset, query).decode())


def embedded(found: Outline) -> dict[str, Any]:
    [text] = [text for attrs, text in found.all("script") if attrs.get("id") == "world"]
    held: dict[str, Any] = json.loads(text)
    return held


def hostile_world() -> Dataset:
    """A dataset that means ill in every text; the rules of reading would refuse some of it."""
    return world(
        finding("one", category="keep").model_copy(
            update={
                "statement": HOSTILE,
                "actors": (HOSTILE,),
                "terms": (HOSTILE,),
                "note": HOSTILE,
            }
        ),
        about=ABOUT.model_copy(update={"title": HOSTILE, "licence": HOSTILE}),
        themes=tuple(
            theme.model_copy(update={"label": HOSTILE, "definition": HOSTILE}) for theme in THEMES
        ),
        sources=tuple(
            source.model_copy(
                update={key: HOSTILE for key in ("title", "short", "publisher", "rights")}
            )
            for source in SOURCES
        ),
    )


def test_equal_input_gives_equal_bytes():
    assert page(small_world(), "theme=trust") == page(small_world(), "theme=trust")
    page.__globals__["policy"].cache_clear()
    assert page(small_world()) == page(small_world())


def test_the_file_holds_the_world_as_the_engine_reads_it():
    dataset = insights.load(REAL)
    assert embedded(outline(dataset)) == json.loads(world_of(dataset))


def test_hostile_text_ends_no_element_and_begins_none():
    dataset = hostile_world()
    found, tame = outline(dataset), outline(small_world())
    assert embedded(found) == json.loads(world_of(dataset))
    assert len(found.all("script")) == 2
    for tag in ("style", "noscript", "b", "title"):
        assert len(found.all(tag)) == len(tame.all(tag))
    [(_, list_without_script)] = found.all("noscript")
    assert HOSTILE in list_without_script
    text = page(dataset).decode()
    [raw] = [part for part in text.split("<script ") if part.startswith('type="application/json"')]
    inside = raw.partition(">")[2].partition("</script>")[0]
    assert not {"<", "\u2028", "\u2029"} & set(inside)


def test_only_the_files_own_script_and_style_are_allowed_and_nothing_is_loaded():
    found = outline(small_world())
    [said] = [
        attrs["content"]
        for attrs, _ in found.all("meta")
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert said == policy()
    allowed = dict(part.split(" ", 1) for part in said.split("; "))
    assert allowed["default-src"] == "'none'"
    assert "unsafe" not in said
    assert "http" not in said
    [script] = [text for attrs, text in found.all("script") if attrs["type"] == "module"]
    [(_, style)] = found.all("style")
    for kind, text in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert allowed[kind] == f"'sha256-{digest}'"
    assert "\r" not in script + style  # a browser would turn it into another letter
    assert "<!--" not in script
    assert "url(" not in style
    assert "@import" not in style
    for tag, attrs, _ in found.found:
        assert "src" not in attrs, tag
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert tag not in {"link", "img", "iframe", "base", "object", "form"}


def test_the_policy_stands_before_anything_that_it_must_judge():
    head = page(small_world()).decode()
    assert head.startswith("<!DOCTYPE html>")
    assert head.index('charset="utf-8"') < 1024
    assert head.index("Content-Security-Policy") < head.index("<style")


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("", ""),
        ("?theme=openness&category=Keep", "category=keep&theme=trust"),
        ("id=poll&show=evidence&list=table", "id=survey&show=evidence&list=table"),
        ("theme=nope&colour=red", "theme=nope&colour=red"),
        ("unknown=theme:nope&as_of=abcdef12&limit=2", "theme=nope"),
        (
            "show=compare&against=theme%3Ddigital%26q%3Da",
            "show=compare&against=theme%3Ddigital%26q%3Da",
        ),
    ],
)
def test_the_file_opens_with_what_the_query_asks_for_in_ids(query, start):
    [(attrs, _)] = outline(small_world(), query).all("main")
    assert attrs["data-start"] == start


def test_a_query_of_too_many_fields_is_refused():
    with pytest.raises(QueryError, match="over 500 fields"):
        page(small_world(), "&".join(["q=a"] * 501))


def test_without_javascript_the_asked_findings_are_listed_in_their_order():
    dataset = small_world()
    view = dataset.select("theme=trust")
    found = outline(dataset, "theme=trust")
    statements = [text for _, text in found.all("h3")]
    assert statements == [one.statement for one in view.findings]
    [(_, text)] = found.all("noscript")
    assert view.sentence in text
    links = [attrs["href"] for attrs, _ in found.all("a")]
    assert dataset.receipt(view.findings[0]).url in links


def test_without_javascript_what_the_query_means_nothing_by_is_named():
    [(_, text)] = outline(small_world(), "theme=nope").all("noscript")
    assert "There is no theme “nope” in this dataset: it matches nothing." in text
    assert "None of 6 curated findings match" in text


def test_a_large_dataset_is_listed_in_part_and_says_so():
    many = MOST_WITHOUT_SCRIPT + 7
    found = outline(world(*(finding(f"finding-{at}") for at in range(many))))
    assert len(found.all("h3")) == MOST_WITHOUT_SCRIPT
    [(_, text)] = found.all("noscript")
    assert "The other 7 are in the file too" in text


def test_a_dataset_without_a_finding_makes_a_file_too():
    found = outline(world())
    [(_, text)] = found.all("noscript")
    assert "No finding yet" in text
    assert found.all("h3") == []
    [(_, said)] = found.all("footer")
    assert "There is nothing to trust yet" in said


def test_the_file_says_what_it_is_how_old_and_whose():
    dataset = insights.load(REAL)
    found = outline(dataset)
    [(_, head)] = found.all("header")
    for said in (dataset.about.title, dataset.about.as_of, dataset.fingerprint[:8]):
        assert said in head
    [(_, foot)] = found.all("footer")
    for said in (
        "does not update itself",
        dataset.fingerprint,
        "A finding is not a vote",
        citation_of_all(dataset),
        dataset.about.licence,
        *(source.rights for source in dataset.sources),
        *(", then ".join(source.via) for source in dataset.sources),
    ):
        assert said in foot
    [(attrs, _)] = found.all("html")
    assert attrs["lang"] == "en"


def test_the_file_names_where_it_came_from_if_the_server_knows(monkeypatch):
    nowhere, somewhere = world(finding("one")), world(finding("two"))
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)
    assert embedded(outline(nowhere))["home"] is None
    assert "taken from" not in page(nowhere).decode()
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://findings.example.org/base/")
    found = outline(somewhere)
    assert embedded(found)["home"] == "https://findings.example.org/base/"
    [(_, foot)] = found.all("footer")
    assert "It was taken from https://findings.example.org/base/" in foot


@pytest.mark.parametrize(
    ("to", "address"),
    [
        ("mailto:findings@example.org", "mailto:findings@example.org"),
        (
            "https://example.org/report?finding={id}&state={fingerprint}",
            "https://example.org/report?finding=&state=",
        ),
    ],
)
def test_a_mistake_can_be_reported_where_the_dataset_says(to, address):
    dataset = world(finding("one"), about=ABOUT.model_copy(update={"report_to": to}))
    [link] = [attrs["href"] for attrs, text in outline(dataset).all("a") if "curators" in text]
    assert link.startswith(address)
    [(_, foot)] = outline(world()).all("footer")
    assert "The dataset names no address" in foot


def test_the_file_of_the_bundled_dataset_can_be_sent_by_mail():
    whole = page(insights.load(REAL))
    assert len(whole) < 400_000
    assert len(gzip.compress(whole)) < 120_000


@pytest.fixture
def asked(monkeypatch):
    """The route between the middleware, on the real dataset."""
    live = LiveDataset(REAL)
    monkeypatch.setattr(explorer_file, "served", lambda: live)
    middleware = [Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=10)]
    return TestClient(Starlette(routes=explorer_file.routes, middleware=middleware))


def test_the_route_serves_the_same_file_whatever_is_asked(asked):
    expected = page(insights.load(REAL))
    for address in ("/explorer.html", "/explorer.html?theme=trust&theme=nope"):
        for accepted in ("gzip", "identity"):
            answer = asked.get(address, headers={"Accept-Encoding": accepted})
            assert answer.content == expected
            assert answer.headers.get("content-encoding", "identity") == accepted
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            assert answer.headers["content-disposition"].startswith("inline")
            assert "Accept-Encoding" in answer.headers["vary"]


def test_the_route_sends_a_policy_of_its_own(asked):
    said = asked.get("/explorer.html").headers["content-security-policy"]
    assert said == f"{policy()}; frame-ancestors 'self'"


def test_a_file_that_did_not_change_is_not_sent_again(asked):
    tag = asked.get("/explorer.html").headers["etag"]
    strong = tag.removeprefix("W/")
    for held in (tag, strong, f'"other", {tag}', "*"):
        again = asked.get("/explorer.html", headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
    for held in ('"other"', strong.strip('"'), f'"{strong[1:-1]}x"'):
        assert asked.get("/explorer.html", headers={"If-None-Match": held}).status_code == 200


def test_without_a_sound_dataset_the_route_says_so(asked, monkeypatch, tmp_path):
    live = LiveDataset(tmp_path / "nowhere")
    monkeypatch.setattr(explorer_file, "served", lambda: live)
    answer = asked.get("/explorer.html")
    assert answer.status_code == 503
    assert "/healthz" in answer.text
