"""What the page Explore loads beside itself: engine and world, announced, kept, compressed once."""

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import insights
from insights.explorer import engine, style, world
from insights.reading.live import LiveDataset
from insights.web import ahead, explorer
from insights.web.ahead import AnnounceScripts

REAL = Path(__file__).parents[1] / "data"
LASTS = "public, max-age=31536000, immutable"


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """A copy of the real dataset, served by the routes under test."""
    folder = tmp_path / "data"
    shutil.copytree(REAL, folder)
    live = LiveDataset(folder)
    for module in (ahead, explorer):
        monkeypatch.setattr(module, "served", lambda: live)
    return folder


@pytest.fixture
def asked(folder):
    async def page(request):
        return HTMLResponse("<title>page</title>")

    async def plain(request):
        return HTMLResponse(
            "<title>plain</title>", headers={"Content-Security-Policy": "default-src 'none'"}
        )

    async def other(request):
        return PlainTextResponse("no page")

    pages = [Route("/explore", page), Route("/base/explore", page), Route("/lenses", page)]
    return TestClient(
        Starlette(
            routes=[*explorer.routes, *pages, Route("/x/explore", other), Route("/plain", plain)],
            middleware=[
                Middleware(AnnounceScripts),
                Middleware(GZipMiddleware, minimum_size=10),
            ],
        )
    )


def announced(answer):
    """The addresses of the modules of ours that a page announces."""
    links = answer.headers.get("link", "")
    found = re.findall(r"<([^>]+)>; rel=modulepreload", links)
    assert links == ", ".join(f"<{one}>; rel=modulepreload" for one in found)
    return [one for one in found if one.startswith("explorer/")]


def test_explore_announces_engine_and_world_relative_to_itself(asked):
    for page in ("/explore", "/base/explore"):
        engine_at, world_at = announced(asked.get(page))
        assert re.fullmatch(r"explorer/engine\.js\?v=[0-9a-f]{16}", engine_at)
        assert re.fullmatch(r"explorer/world\.js\?v=[0-9a-f]{16}", world_at)
        for address in (engine_at, world_at):
            assert asked.get(f"/{address}").headers["cache-control"] == LASTS


@pytest.mark.parametrize("path", ["/lenses", "/x/explore", "/explore/none"])
def test_nothing_else_announces_engine_and_world(asked, path):
    assert announced(asked.get(path)) == []


def test_every_page_announces_what_streamlit_would_ask_for_late(asked):
    found = asked.get("/lenses").headers["link"]
    names = re.findall(r"<static/js/(\w+)[\w.-]*\.js>; rel=modulepreload", found)
    assert {"Html", "BidiComponent"} <= set(names)
    assert len(names) == len(set(names)) == found.count("<")
    folder = Path(streamlit.__file__).parent / "static"
    page = (folder / "index.html").read_text("utf-8")
    for address in re.findall("<([^>]+)>", found):
        assert (folder / address).is_file()
        assert address not in page


def test_what_is_no_page_of_streamlit_announces_nothing(asked):
    assert "link" not in asked.get("/x/explore").headers
    assert "link" not in asked.get("/plain").headers


def test_the_engine_comes_with_its_style_as_one_module(asked):
    text = asked.get("/explorer/engine.js").text
    assert text.startswith(engine(explorer.ENTRY))
    assert f"const STYLE = {json.dumps(style())}\n" in text
    assert text.endswith("export { openPage, STYLE }\n")
    assert "\nimport " not in text


def test_the_world_is_the_one_of_the_dataset(asked, folder):
    text = asked.get("/explorer/world.js").text
    written = re.fullmatch(r"export default JSON\.parse\((.*)\)\n", text, re.S)
    assert written
    assert json.loads(written[1]) == world(insights.load(folder)).decode()


def test_the_world_is_there_as_plain_json_under_the_same_name(asked, folder):
    module = announced(asked.get("/explore"))[1]
    answer = asked.get("/" + module.replace("world.js", "world.json"))
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == LASTS
    assert answer.content == world(insights.load(folder))
    assert asked.get("/explorer/world.json?v=other").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["engine", "world"])
def test_what_is_named_by_its_content_is_kept_and_anything_else_is_asked_for_again(asked, name):
    plain = asked.get(f"/explorer/{name}.js")
    assert plain.headers["cache-control"] == "no-cache"
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    version = plain.headers["etag"].removeprefix('W/"').removesuffix('"')
    assert asked.get(f"/explorer/{name}.js?v={version}").headers["cache-control"] == LASTS
    assert asked.get(f"/explorer/{name}.js?v=other").headers["cache-control"] == "no-cache"
    again = asked.get(f"/explorer/{name}.js", headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["engine", "world"])
def test_it_travels_compressed_once_and_plain_to_who_asks_so(asked, name):
    address = f"/explorer/{name}.js"
    with asked.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as packed:
        body = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    plain = asked.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(body) == plain.content
    assert len(body) < len(plain.content) / 2


def test_an_edit_of_the_dataset_gives_the_world_another_name(asked, folder):
    before = announced(asked.get("/explore"))
    themes = folder / "themes.yaml"
    themes.write_text(themes.read_text("utf-8").replace("Trust and openness", "Trust"), "utf-8")
    after = announced(asked.get("/explore"))
    assert before[0] == after[0]
    assert before[1] != after[1]
    assert "Trust and openness" not in asked.get(f"/{after[1]}").text
    # Who still has the old name gets the new world, and does not keep it under that name.
    assert asked.get(f"/{before[1]}").headers["cache-control"] == "no-cache"


def test_without_a_sound_dataset_there_is_no_world_and_nothing_is_announced(
    asked, folder, monkeypatch
):
    (folder / "themes.yaml").write_text("themes: [", "utf-8")
    live = LiveDataset(folder)  # it never had a sound one
    for module in (ahead, explorer):
        monkeypatch.setattr(module, "served", lambda: live)
    answer = asked.get("/explorer/world.js")
    assert answer.status_code == 503
    assert "/healthz" in answer.text
    assert announced(asked.get("/explore")) == []
