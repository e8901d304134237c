"""A citation leads back to the place and to the state of the data."""

import pytest

from insights.citation import citation, public_address
from tests.worlds import small_world

DATA = small_world()
FOUND = DATA.finding_by_id


def test_a_citation_names_statement_state_source_and_second(monkeypatch):
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)
    assert citation(DATA, FOUND["listening"]) == (
        "Leaders listen. Finding “listening” in: A small world, as of 2026-01-31, fingerprint "
        f"{DATA.fingerprint[:8]}, CC-BY-4.0 for the wording. Source: A long talk, Somebody, "
        "00:00:10. https://www.youtube.com/watch?v=abcdefghijk&t=10s"
    )


def test_a_doubtful_place_is_cited_as_written_and_not_linked():
    said = citation(DATA, FOUND["red-tape"])
    assert "02:00:00 (as written, doubtful)" in said
    assert "youtube" not in said


def test_the_public_address_comes_from_the_setting_alone(monkeypatch):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights/")
    assert citation(DATA, FOUND["budgets"]).endswith(
        "Takeaways, 1. https://example.org/insights/finding?id=budgets"
    )


@pytest.mark.parametrize("base", ["", "javascript:alert(1)", "example.org"])
def test_without_a_web_address_none_is_made_up(monkeypatch, base):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", base)
    assert public_address("finding?id=x") is None
