"""The front page as it is sent: its first screen in it, whatever the platform's page holds."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import insights
from insights.brief import Brief
from insights.reading.live import LiveDataset
from insights.web import first_screen
from insights.web.first_screen import FirstScreen

REAL = Path(__file__).resolve().parents[1] / "data"
DATA = insights.load(REAL)
PLATFORM = Path(importlib.util.find_spec("streamlit").origin).parent / "static" / "index.html"
PAGE = PLATFORM.read_text("utf-8")


@pytest.fixture
def folder(monkeypatch, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(REAL, folder)
    live = LiveDataset(folder)
    monkeypatch.setattr(first_screen, "served", lambda: live)
    return folder


def client(page=PAGE, base_path=""):
    def answer(request):
        return HTMLResponse(page, headers={"ETag": '"of-the-platform"', "Last-Modified": "then"})

    paths = ("/", "/explore", "/below/", "/other/")
    app = Starlette(
        routes=[*(Route(path, answer) for path in paths), *first_screen.routes],
        middleware=[Middleware(FirstScreen, base_path=base_path)],
    )
    return TestClient(app)


@pytest.mark.parametrize("query", ["", "theme=trust", "source=coalitions&category=leave"])
def test_the_page_carries_message_columns_and_what_is_open_of_its_selection(folder, query):
    brief = Brief(DATA.select(query))
    answer = client().get(f"/?{query}")
    assert f'<meta property="og:title" content="{brief.message}">' in answer.text
    for column in brief.columns:
        for finding in column.findings[:3]:
            assert f"finding?id={finding.id}" in answer.text
    assert "<title>Streamlit</title>" not in answer.text
    assert len(answer.content) == int(answer.headers["content-length"])
    # The rest of the page is the platform's, to the letter.
    without = re.sub(r'<div class="first-screen".*</div></div>\n?', "", answer.text, flags=re.S)
    assert PAGE.split("<title>")[0] == without.split("<title>")[0]
    assert '<div id="root"></div>' in without


def test_what_a_browser_holds_of_an_older_state_is_not_shown_again(folder):
    answer = client().get("/", headers={"If-None-Match": '"of-the-platform"'})
    assert answer.status_code == 200
    assert not {"etag", "last-modified", "accept-ranges"} & set(answer.headers)
    assert 'id="first-screen"' in answer.text
    about = folder / "dataset.yaml"
    about.write_text(
        re.sub(
            "(?m)^  text: .*$", "  text: Another message stands here.", about.read_text("utf-8")
        ),
        "utf-8",
    )
    assert "Another message stands here." in client().get("/").text


def test_other_pages_and_other_addresses_stay_as_they_are(folder):
    for path in ("/explore", "/below/", "/other/"):
        assert client().get(path).text == PAGE
    assert client().post("/").status_code == 405
    assert 'id="first-screen"' in client(base_path="/below").get("/below/").text


def test_where_nothing_matches_or_can_be_read_the_app_says_it(folder):
    assert 'id="first-screen"' not in client().get("/?q=zebra").text
    assert client().get("/?" + "theme=a&" * 600).text == PAGE
    assert client().get("/?q=" + "a" * 5_000).text == PAGE
    (folder / "themes.yaml").write_text("themes: [", "utf-8")
    # An older state is shown by the app alone, which says so.
    assert client().get("/").text == PAGE
    (folder / "dataset.yaml").unlink()
    assert client().get("/").text == PAGE


def test_a_page_that_is_built_in_another_way_is_left_alone(folder):
    for unknown in ("<title>Streamlit</title>", "</head>", '<div id="root"></div>'):
        page = PAGE.replace(unknown, "")
        assert client(page).get("/").text == page
    assert client("plain").get("/").text == "plain"


def test_hostile_text_is_text_on_the_early_screen_too(folder):
    answer = client().get("/", params={"q": "government", "theme": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text
    about = folder / "dataset.yaml"
    title = DATA.about.title
    about.write_text(about.read_text("utf-8").replace(title, "Title <b onclick=x()>"), "utf-8")
    answer = client().get("/")
    assert "Title &lt;b onclick=x()&gt;" in answer.text
    assert "<b onclick" not in answer.text


def test_style_and_script_are_named_by_their_content_and_kept_for_good(folder):
    page = client().get("/").text
    for name, kind in (("first-screen.css", "text/css"), ("first-screen.js", "text/javascript")):
        [address] = re.findall(rf'"({name}\?v=[0-9a-f]+)"', page)
        answer = client().get(f"/{address}")
        assert answer.headers["content-type"].startswith(kind)
        assert "immutable" in answer.headers["cache-control"]
        assert "immutable" not in client().get(f"/{name}").headers["cache-control"]


def test_the_link_of_the_front_page_shows_message_and_picture_where_it_has_an_address(
    folder, monkeypatch
):
    assert "og:image" not in client().get("/").text
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://insights.example")
    page = client().get("/?theme=trust").text
    assert (
        '<meta property="og:image" content="https://insights.example/card/brief.png?theme=trust">'
        in page
    )
