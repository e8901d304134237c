"""The brief as a page: the same for everybody who asks the same, small, whole without a script."""

import gzip
import html
import re
import shutil
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

import insights
from insights import web
from insights.brief import Brief
from insights.draw.brief_page import file_page, sheet
from insights.draw.html import source_hash
from insights.exports import BRIEFS, FORMATS
from insights.model import Dataset, Source, Theme
from insights.reading.live import LiveDataset
from insights.selection import parse
from insights.view import View, select
from insights.web import brief as served_brief
from tests.api_client import DATA, Serving
from tests.browser.server import ROOT
from tests.hostile_texts import hostile
from tests.test_exports import a_query
from tests.test_markup import HOSTILE, Nodes, hostile_world
from tests.worlds import ABOUT, datasets, finding, small_world, world

REAL = insights.load(ROOT / "data")
LONG = f"{'A' * 60} {'word ' * 36}"[:239].strip() + "."


def client(patch: pytest.MonkeyPatch, dataset: Dataset | None, below: str = "") -> TestClient:
    """A client of all plain routes with all middleware; `below` is where they are mounted."""
    patch.setattr(served_brief, "served", lambda: Serving(dataset))
    routes = [Mount(below, routes=web.routes)] if below else web.routes
    return TestClient(Starlette(routes=routes, middleware=web.middleware), follow_redirects=False)


def page_of(dataset: Dataset, query: str = "") -> str:
    return served_brief.page(dataset, query.encode()).decode()


def large_world() -> Dataset:
    """10,000 findings with the longest statements, many themes and many sources."""
    themes = tuple(
        Theme(id=f"theme-{at}", label=f"Theme number {at} of very many", definition="It.")
        for at in range(60)
    )
    sources = tuple(
        Source(
            id=f"source-{at}",
            title=f"A very long title of the source number {at}",
            short=f"Source {at}",
            kind="page",
            publisher="Somebody",
            rights="Unknown.",
        )
        for at in range(100)
    )
    categories = ("keep", "leave", "start", "context")
    return world(
        *(
            finding(
                f"finding-{at}",
                statement=LONG,
                category=categories[at % 4],
                themes=(f"theme-{at % 60}", f"theme-{(at + 1) % 60}"),
                source=f"source-{at % 100}",
                locator={"section": "Takeaways"},
                figures=({"value": at, "unit": "cases", "of": "all"},),
                highlight=at % 9 + 1,
                note=LONG,
            )
            for at in range(10_000)
        ),
        themes=themes,
        sources=sources,
    )


def shown_in(brief: Brief) -> list[str]:
    """The sentences that a page of this brief must hold."""
    said = [brief.message, brief.view.sentence]
    if brief.view.count:
        said += [f"{f.qualifier} {f.text}".strip() for _, f in brief.figures]
        said += [one.statement for one, _ in brief.figures]
        said += [one.statement for column in brief.columns for one in column.findings[:3]]
        said += [column.said for column in brief.columns]
        said += [one.tension.question for one in brief.contested[:3]]
        said += [gap.sentence for gap in brief.gaps[:6]]
        said += [row.label for row in brief.themes.rows]
        said += [source.title for source, _ in brief.sources]
    return said


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_page_and_the_file_say_what_the_brief_says(data):
    dataset = data.draw(datasets())
    brief = Brief(select(dataset, data.draw(a_query(dataset))))
    for page in (page_of(dataset, brief.view.selection.query), file_page(brief)):
        text = Nodes(page).text
        for said in shown_in(brief):
            assert said in text


@pytest.mark.parametrize("query", ["", "theme=trust", "category=leave", "q=zebra", "theme=nope"])
def test_the_brief_of_the_bundled_data_is_whole_and_in_order(query):
    brief = Brief(select(REAL, query))
    page = page_of(REAL, query)
    nodes = Nodes(page)
    for said in shown_in(brief):
        assert said in nodes.text
    for sentence in brief.view.unknown:
        assert sentence in nodes.text
    levels = [int(one[1]) for one in nodes.elements if re.fullmatch("h[1-6]", one)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "script" not in nodes.elements
    links = [value for key, value in nodes.attributes if key == "href"]
    for column in brief.columns:
        for one in column.findings[:3]:
            assert f"finding?id={one.id}" in links
            place = REAL.receipt(one)
            assert place.url is None or place.url in links
    # Nothing is styled in place, which the page's own policy would forbid.
    assert not {"style"} & {key for key, _ in nodes.attributes}
    assert not any(key.startswith("on") for key, _ in nodes.attributes)


def test_each_face_of_the_brief_is_linked_with_the_same_question():
    links = [v for k, v in Nodes(page_of(REAL, "theme=trust")).attributes if k == "href"]
    for ending in BRIEFS:
        assert f"api/findings?format={ending}&theme=trust" in links
    assert "board?theme=Trust+and+openness" in links
    assert "explore?theme=Trust+and+openness" in links
    assert "./?theme=Trust+and+openness" in links
    assert all(ending in FORMATS for ending in BRIEFS)


def test_a_filter_of_the_empty_result_can_be_dropped_on_the_page_itself():
    page = Nodes(page_of(DATA, "theme=money&category=keep"))
    assert "Without Keep: 3 findings" in page.text
    assert ("href", "brief?theme=Public+money") in page.attributes


def test_a_dataset_without_findings_says_so():
    assert "No finding is written down yet" in Nodes(page_of(world())).text


def test_hostile_text_makes_no_element_and_no_attribute_and_stands_letter_for_letter():
    plain, nasty = hostile_world()
    for make in (page_of, lambda dataset: file_page(Brief(select(dataset)))):
        tame, wild = Nodes(make(plain)), Nodes(make(nasty))
        assert wild.elements == tame.elements
        assert [key for key, _ in wild.attributes] == [key for key, _ in tame.attributes]
        assert HOSTILE in wild.text
    shown = Nodes(page_of(hostile()))
    assert not {"script", "img", "b", "em"} & set(shown.elements)


def test_a_pasted_link_shows_the_message_and_with_an_address_its_picture(monkeypatch):
    brief = Brief(select(DATA, "theme=trust"))

    def meta() -> dict[str, str]:
        found = re.findall(
            r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page_of(DATA, "theme=trust")
        )
        return {key: html.unescape(value) for key, value in found}

    told = meta()
    assert told["og:title"] == brief.message
    assert told["og:description"] == told["description"] == brief.view.sentence
    assert not {"og:image", "og:url", "twitter:card"} & set(told)
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://insights.example/base/")
    told = meta()
    assert told["og:url"] == "https://insights.example/base/brief?theme=trust"
    assert told["og:image"] == "https://insights.example/base/card/brief.png?theme=trust"
    assert told["og:image:alt"] == brief.message
    # On paper links are told by their address, which can be typed.
    text = Nodes(page_of(DATA)).text
    assert "insights.example/base/finding?id=loops" in text
    assert "youtube.com/watch?v=abcdefghijk&t=10s" in text


def test_the_file_needs_nothing_and_links_only_to_what_has_an_address(monkeypatch):
    brief = Brief(select(small_world(), "theme=trust"))
    page = file_page(brief)
    nodes = Nodes(page)
    assert "link" not in nodes.elements
    assert f"<style>{sheet()}</style>" in page
    assert "style-src 'sha256-" in html.unescape(page)
    hrefs = [v for k, v in nodes.attributes if k == "href" and not v.startswith("#")]
    assert hrefs
    assert all(one.startswith("https://www.youtube.com/") for one in hrefs)
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://insights.example")
    hrefs = [v for k, v in Nodes(file_page(brief)).attributes if k == "href" and v[0] != "#"]
    assert "https://insights.example/finding?id=loops" in hrefs
    assert "https://insights.example/?theme=Trust+and+candour" in hrefs
    assert all(one.startswith("https://") for one in hrefs)


# --- How it is sent --------------------------------------------------------------------------


def test_the_page_is_compressed_and_sent_again_only_where_it_differs(monkeypatch):
    asked = client(monkeypatch, REAL, "/base")
    page = asked.get("/base/brief?theme=trust")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-encoding"] == "gzip"
    assert page.content == served_brief.page(REAL, b"theme=trust")
    etag = page.headers["etag"]
    again = asked.get("/base/brief?theme=trust", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    plain = asked.get("/base/brief?theme=trust", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == page.content
    head = asked.head("/base/brief")
    assert (head.status_code, head.content) == (200, b"")
    policy = page.headers["content-security-policy"]
    assert policy.startswith(f"default-src 'none'; style-src {source_hash(sheet())}; ")
    assert "script" not in policy
    assert f"<style>{sheet()}</style>" in page.text
    assert "stylesheet" not in page.text


@pytest.mark.parametrize(
    ("dataset", "query"),
    [(REAL, ""), (REAL, "&".join(f"id={one.id}" for one in REAL.findings[:100])), (hostile(), "")],
)
def test_the_page_stays_small(dataset, query):
    assert len(served_brief.page(dataset, query.encode())) < 150_000


def test_ten_thousand_findings_and_the_longest_query_make_no_longer_page():
    dataset = large_world()
    for query in ("", "theme=theme-1", "q=" + "y" * (served_brief.MOST_BYTES - 2)):
        page = served_brief.page(dataset, query.encode())
        assert len(page) < 150_000
        assert len(gzip.compress(page)) < 20_000


def test_however_many_questions_are_asked_only_the_latest_are_kept(monkeypatch):
    monkeypatch.setattr(served_brief, "MOST_KEPT", 5)
    served_brief._kept.clear()
    asked = client(monkeypatch, DATA)
    first = asked.get("/brief").headers["etag"]
    for number in range(12):
        assert asked.get(f"/brief?q=word{number}").status_code == 200
        assert asked.get("/brief").headers["etag"] == first
        assert len(served_brief._kept) <= 5
    # What is asked for again and again stays.
    kept = set(served_brief._kept.values())
    assert first in {f'W/"{one.tag}"' for one in kept}


def test_the_page_follows_the_data(monkeypatch):
    before = client(monkeypatch, DATA).get("/brief").text
    less = DATA.model_copy(update={"about": ABOUT.model_copy(update={"title": "Another"})})
    after = client(monkeypatch, less).get("/brief").text
    assert "Another" in after
    assert "Another" not in before


def test_keys_of_trackers_and_states_filter_nothing(monkeypatch):
    asked = client(monkeypatch, DATA)
    plain = asked.get("/brief").text
    assert asked.get("/brief?utm_source=mail&fbclid=x&as_of=0a1b2c3d&show=compare").text == plain
    assert "no theme “nope”" in asked.get("/brief?unknown=theme:nope").text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("q=" + "x" * 5_000, 414, "4000 are the most"),
        ("&".join(["q=a"] * 501), 400, "over 500 filters"),
    ],
)
def test_a_link_that_cannot_be_answered_says_why(monkeypatch, query, status, said):
    answer = client(monkeypatch, DATA).get(f"/brief?{query}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert said in Nodes(answer.text).text


def test_without_a_sound_dataset_the_page_says_so_and_is_not_kept(monkeypatch):
    answer = client(monkeypatch, None).get("/brief")
    assert answer.status_code == 503
    assert answer.headers["cache-control"] == "no-store"
    assert "The evidence cannot be shown at the moment" in Nodes(answer.text).text


def test_while_a_newer_edit_is_broken_the_page_says_that_it_is_older(monkeypatch, tmp_path):
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    live = LiveDataset(data)
    monkeypatch.setattr(served_brief, "served", lambda: live)
    asked = TestClient(Starlette(routes=served_brief.routes))
    said = re.compile(
        r"The newest edit of the dataset cannot be read, so the last sound one, "
        r"read on \d{4}-\d\d-\d\d at \d\d:\d\d UTC is shown."
    )
    before = asked.get("/brief")
    assert not said.search(before.text)
    sound = (data / "themes.yaml").read_bytes()
    (data / "themes.yaml").write_text("themes: [", "utf-8")
    older = asked.get("/brief", headers={"If-None-Match": before.headers["etag"]})
    assert older.status_code == 200
    main = older.text.partition("<main")[2]
    # It comes before anything that it bears on.
    assert said.search(Nodes(main.partition("<h1>")[0]).text)
    # A file says of itself which state it is, and lasts longer than the fault.
    assert "cannot be read" not in file_page(Brief(select(live.now().dataset)))
    (data / "themes.yaml").write_bytes(sound)
    assert asked.get("/brief").text == before.text


def test_bytes_that_are_no_text_do_no_harm(monkeypatch):
    asked = client(monkeypatch, DATA)
    assert asked.get("/brief?theme=%ff%fe%00&q=%ff").status_code == 200
    assert asked.get("/brief?q=\ud800".encode("utf-8", "replace").decode()).status_code == 200


def test_many_unknown_values_are_counted_rather_than_listed():
    query = "&".join(f"theme=nope{at}" for at in range(12))
    text = Nodes(page_of(DATA, query)).text
    assert View(DATA, parse(query, DATA)).unknown[0] in text
    assert "7 more parts of the link mean nothing here." in text
