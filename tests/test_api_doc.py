"""docs/api.md keeps its word: what it asks is answered so, and what it lists is all there is."""

import re
from pathlib import Path

import pytest

import insights
from insights.exports import FORMATS
from insights.selection import FACETS, MOST_FIELDS
from insights.web.api_query import MOST_AT_ONCE, MOST_BYTES, OWN_KEYS
from insights.web.openapi import openapi
from tests.api_client import client

HOUSE = Path(__file__).parents[1]
PAGE = (HOUSE / "docs" / "api.md").read_text("utf-8")
DATA = insights.load(HOUSE / "data")
ASKED = [
    (address, "".join(shown.splitlines()))
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.M | re.S)
    for address, shown in re.findall(r"^\$ GET (\S+)\n(.*?)(?=^\$ |\Z)", block, re.M | re.S)
]


@pytest.mark.parametrize(("address", "shown"), ASKED, ids=[address for address, _ in ASKED])
def test_what_the_page_asks_is_answered_as_it_shows(monkeypatch, address, shown):
    answer = client(monkeypatch, DATA).get(address).text
    assert re.fullmatch(re.escape(shown).replace("…", ".*"), answer), answer[:600]


def test_the_page_asks_something():
    assert len(ASKED) == 6


def test_the_page_names_every_address_status_format_and_key_and_no_other():
    described = openapi(DATA)["paths"]
    named = set(re.findall(r"^\| `/api(/[^`]*)` \|", PAGE, re.M))
    assert named == set(described)
    statuses = set(re.findall(r"^\| ([1-5]\d\d) \|", PAGE, re.M))
    assert statuses == {
        status for item in described.values() for status in item["get"]["responses"]
    } - {"200"}
    for name in (*FORMATS, *FACETS, *OWN_KEYS, "q", "sort"):
        assert f"`{name}`" in PAGE, name


def test_the_page_names_the_limits_as_they_are():
    assert f"(0 to {MOST_AT_ONCE:,})" in PAGE
    assert f"over {MOST_FIELDS} fields" in PAGE
    assert f"over {MOST_BYTES:,} bytes" in PAGE
