"""The accessibility statement: with data and without, and whom to tell where that is known."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from insights.reading.live import LiveDataset
from insights.web import accessibility

REAL = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture
def folder(monkeypatch, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(REAL, folder)
    monkeypatch.setattr(accessibility, "served", lambda: LiveDataset(folder))
    return folder


def text_of_page():
    answer = TestClient(Starlette(routes=accessibility.routes)).get("/accessibility")
    assert answer.status_code == 200
    assert "script" not in answer.headers["content-security-policy"]
    return answer.text


def test_the_statement_names_gaps_a_date_and_that_nobody_is_named_to_write_to(folder):
    text = text_of_page()
    [gaps] = re.findall(r"Known gaps</h2><div>\s*<ul>(.*?)</ul>", text, re.S)
    assert gaps.count("<li>") >= 5
    assert "Written on 22 November 2026" in text
    assert "<code>report_to</code>" in text


def test_every_test_that_the_statement_names_is_there(folder):
    named = re.findall(r"<code>(test_\w+\.py)</code>", text_of_page())
    assert len(named) >= 5
    for name in named:
        assert (REAL.parent / "tests" / "browser" / name).exists(), name


def test_where_the_dataset_names_an_address_the_statement_leads_there(folder):
    about = folder / "dataset.yaml"
    about.write_text(about.read_text("utf-8") + "\nreport_to: mailto:a@example.org\n", "utf-8")
    assert '<a href="mailto:a@example.org">' in text_of_page()


def test_an_address_with_places_to_fill_in_is_for_reports_of_findings_alone(folder):
    about = folder / "dataset.yaml"
    to = "https://example.org/report?finding={id}"
    about.write_text(about.read_text("utf-8") + f"\nreport_to: {to}\n", "utf-8")
    assert "example.org" not in text_of_page()


def test_without_data_the_statement_stands(folder):
    (folder / "dataset.yaml").unlink()
    assert "<h1>Can everybody use this?</h1>" in text_of_page()
