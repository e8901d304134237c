"""The page /api: every example and every link on it answers, and no text of the data is markup."""

import html
import re

import pytest

import insights
from insights.exports import FORMATS
from insights.model import Withdrawn
from insights.selection import FACETS, SORTS
from insights.web.api_page import MOST_VALUES, api_page, examples
from insights.web.api_query import OWN_KEYS
from insights.web.openapi import openapi
from tests.api_client import DATA, client
from tests.browser.server import ROOT
from tests.test_markup import HOSTILE, Nodes, hostile_world
from tests.worlds import finding, world
from tests.worlds_generated import generated_worlds

REAL = insights.load(ROOT / "data")


def links(page):
    """The addresses that the page leads to."""
    return [html.unescape(one) for one in re.findall(r'href="([^"#]+)"', page)]


@pytest.mark.parametrize("dataset", [REAL, DATA, world()], ids=["real", "small", "empty"])
def test_every_link_of_the_page_answers_below_any_path(monkeypatch, dataset):
    asked = client(monkeypatch, dataset, "/base")
    page = asked.get("/base/api")
    found = set(links(page.text)) - {".", "favicon.png", "dataset.zip", "dataset.json"}
    assert {"plain.css", "explorer.html", "api/findings", "api/openapi.json"} <= found
    for link in found:
        assert not link.startswith(("/", "http")), link
        answer = asked.get(page.url.join(link))
        assert answer.status_code == 200, link
        if "json" in answer.headers["content-type"]:
            assert not answer.json().get("unknown"), link


@pytest.mark.parametrize("dataset", [REAL, DATA], ids=["real", "small"])
def test_every_example_finds_something(monkeypatch, dataset):
    asked = client(monkeypatch, dataset)
    shown = examples(dataset)
    assert len(shown) == 9
    for example in shown:
        answer = asked.get(f"/{example.address}")
        assert answer.status_code == 200
        if "json" in answer.headers["content-type"]:
            assert answer.json().get("count", 1) > 0, example
    assert len({example.says for example in shown}) == len(shown)


def test_examples_hold_in_datasets_of_every_kind(monkeypatch):
    for dataset, _ in generated_worlds(25, seed=11):
        asked = client(monkeypatch, dataset)
        for example in examples(dataset):
            answer = asked.get(f"/{example.address}")
            assert answer.status_code == 200
            if "json" in answer.headers["content-type"]:
                assert not answer.json().get("unknown"), example.address


def test_each_value_of_each_key_stands_there_with_its_count():
    text = Nodes(api_page(DATA)).text
    view = DATA.select()
    for key, facet in FACETS.items():
        assert re.search(rf"\b{key}\b", text)
        if key == "id":
            continue
        tally = view.tally(key)
        for option in facet.options(DATA):
            assert f"{option.id}{option.label}{tally[option.id]}" in text


def test_every_address_key_format_field_and_status_stands_there():
    text, described = Nodes(api_page(DATA)).text, openapi(DATA)
    for path, item in described["paths"].items():
        assert f"/api{path}" in text
        for status in set(item["get"]["responses"]) - {"200"}:
            assert status in text
    for name in (*OWN_KEYS, *FORMATS, *(key for key in SORTS if key), "q", "sort"):
        assert f"<code>{name}</code>" in api_page(DATA)
    for shape in ("Findings", "Finding", "Locator", "Problem"):
        for field, says in described["components"]["schemas"][shape]["properties"].items():
            assert f"{field}{says['description']}" in text


def test_a_key_with_very_many_values_shows_the_fullest():
    many = world(
        *(finding(f"finding-{at}", actors=(f"Person {at}", "Everybody")) for at in range(100))
    )
    page = api_page(many)
    assert page.count("api/findings?actor=") == MOST_VALUES
    assert "api/findings?actor=everybody" in page
    assert f"the other {101 - MOST_VALUES} stand in" in page


def test_no_text_of_the_data_becomes_markup(monkeypatch):
    plain, nasty = hostile_world()
    tame, wild = Nodes(api_page(plain)), Nodes(api_page(nasty))
    assert wild.elements == tame.elements
    assert [key for key, _ in wild.attributes] == [key for key, _ in tame.attributes]
    assert HOSTILE in wild.text
    assert not {"script", "style"} & set(wild.elements)
    assert not any(key == "style" or key.startswith("on") for key, _ in wild.attributes)


def test_the_page_loads_nothing_but_its_style_sheet(monkeypatch):
    asked = client(monkeypatch, DATA)
    page = asked.get("/api")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert "unsafe" not in policy
    sheet = asked.get("/plain.css")
    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    assert "--paper:light-dark(" in sheet.text
    assert "url(" not in sheet.text
    etag = sheet.headers["etag"]
    assert asked.get("/plain.css", headers={"If-None-Match": etag}).status_code == 304


def test_absolute_addresses_come_from_the_setting_alone(monkeypatch):
    asked = client(monkeypatch, DATA)
    page = asked.get("/api", headers={"Host": "evil.example"}).text
    assert "evil.example" not in page
    assert "ADDRESS/api/findings" in page
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://insights.example/base")
    api_page.cache_clear()
    page = asked.get("/api").text
    assert "curl 'https://insights.example/base/api/findings'" in html.unescape(page)
    api_page.cache_clear()


def test_a_withdrawn_id_is_no_example():
    first = DATA.select().findings[0]
    gone = Withdrawn(id=first.id, on="2026-01-01", why="It was wrong.")
    left = tuple(one for one in DATA.findings if one.id != first.id)
    without = DATA.model_copy(update={"findings": left, "withdrawn": (gone,)})
    assert not any(first.id in example.address for example in examples(without))
