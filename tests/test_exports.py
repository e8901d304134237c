"""Every format holds the same findings and says the same of itself, for any selection."""

import csv
import html
import io
import json
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader

import insights
from insights.exports import FORMATS, file_name
from insights.exports.table import COLUMN_MEANS, COLUMNS, figure_in_words
from insights.model import CATEGORIES, Figure
from insights.selection import FACETS, QueryError, slice_of
from insights.view import View, select
from tests.worlds import ABOUT, datasets, small_world, world
from tests.worlds_generated import generated_worlds

DATA = Path(__file__).parents[1] / "data"
BUNDLED = insights.load(DATA)
TEXTS = ("csv", "json", "yaml", "md", "bib")
WITHOUT_PAGE = (*TEXTS, "xlsx")


def rows_of(content):
    """The rows of the CSV as Python reads them."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def sheets_of(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def said_by_slides(content):
    """The texts of all slides and of their notes."""
    frames = [
        shape.text_frame
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in (*slide.shapes, slide.notes_slide.notes_placeholder)
        if shape.has_text_frame
    ]
    return "\n".join(frame.text for frame in frames)


def found_in(view, part=slice(0, None)):
    """For each format: the ids of its findings with their categories, in their order."""
    content = {ending: FORMATS[ending].write(view, part) for ending in WITHOUT_PAGE}
    found = {"csv": [(row["id"], row["category"]) for row in rows_of(content["csv"]) if row["id"]]}
    table = pd.read_csv(io.BytesIO(content["csv"]), encoding="utf-8-sig", keep_default_na=False)
    assert [*zip(table["id"], table["category"], strict=True)] == (found["csv"] or [("", "")])
    found["json"] = [
        (one["id"], one["category"]) for one in json.loads(content["json"])["findings"]
    ]
    cells = sheets_of(content["xlsx"])["Findings"].iter_rows(min_row=2, values_only=True)
    found["xlsx"] = [(row[0], row[2]) for row in cells]
    text, headings = content["md"].decode(), {label: key for key, label in CATEGORIES.items()}
    found["md"] = []
    for heading, block in re.findall(r"^## ([\w ]+) \(\d+\)\n(.*?)(?=^## )", text, re.M | re.S):
        ids = re.findall(r", `([a-z0-9-]+)`$", block, re.M)
        assert f"## {heading} ({len(ids)})\n" in text
        found["md"] += [(one, headings[heading]) for one in ids]
    of_id = {finding.id: finding for finding in view.dataset.findings}
    keys = re.findall(r"^@misc\{([a-z0-9-]+),$", content["bib"].decode(), re.M)
    found["bib"] = [(key, of_id[key].category) for key in keys]
    return found


def expected_of(view, part=slice(0, None)):
    return [(finding.id, finding.category) for finding in view.findings[part]]


def assert_same(view, part=slice(0, None)):
    expected = expected_of(view, part)
    for ending, found in found_in(view, part).items():
        if ending == "md":  # grouped by category
            order = list(CATEGORIES)
            assert found == sorted(expected, key=lambda pair: order.index(pair[1])), ending
        else:
            assert found == expected, ending


def a_query(dataset):
    """Queries of values that the dataset knows, with words and orders."""
    options = [
        (key, option.id) for key, facet in FACETS.items() for option in facet.options(dataset)
    ]
    pairs = st.lists(st.sampled_from(options), max_size=3) if options else st.just([])
    words = st.sampled_from([[], [("q", "a")], [("q", "be")], [("sort", "statement")]])
    return st.builds(lambda one, two: "&".join(f"{k}={v}" for k, v in [*one, *two]), pairs, words)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_format_holds_the_findings_of_any_selection(data):
    dataset = data.draw(datasets())
    assert_same(select(dataset, data.draw(a_query(dataset))))


@settings(max_examples=25, deadline=None)
@given(a_query(BUNDLED), st.none() | st.integers(0, 9), st.integers(0, 9))
def test_every_format_holds_the_findings_of_any_part_of_the_bundled_data(query, limit, offset):
    limited = query + (f"&limit={limit}" if limit is not None else "") + f"&offset={offset}"
    assert_same(select(BUNDLED, limited), slice_of(limited))


@pytest.mark.parametrize("at", range(0, 60, 3))
def test_every_format_holds_the_findings_whatever_their_texts(at):
    dataset, queries = generated_worlds(at + 1, seed=5)[at]
    for query in queries:
        assert_same(select(dataset, query))


@pytest.mark.parametrize("ending", FORMATS)
def test_equal_selections_of_equal_data_give_equal_bytes(ending):
    query = "theme=trust&theme=money&sort=statement"
    first = FORMATS[ending].write(select(small_world(), query))
    assert first == FORMATS[ending].write(select(small_world(), query))
    assert first == FORMATS[ending].write(
        select(small_world(), "sort=A to Z&theme=public money&theme=openness")
    )


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_says_what_it_counts_and_of_which_state(ending, monkeypatch):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights")
    view = select(small_world(), "theme=trust&theme=digital")
    content = FORMATS[ending].write(view)
    if ending == "xlsx":
        cells = sheets_of(content)["About"].iter_rows(values_only=True)
        said = "\n".join(str(cell) for row in cells for cell in row)
    elif ending == "pptx":
        said = said_by_slides(content)
    elif ending == "pdf":
        said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        said = content.decode()
        if ending == "bib":
            said = said.replace("\\&", "&")
        if ending == "brief.html":
            said = html.unescape(said)
    assert view.words == "about Trust and candour or Digital"
    facts = [view.sentence, view.words, view.dataset.fingerprint, ABOUT.as_of, ABOUT.licence]
    address = f"explore?theme=digital&theme=trust&as_of={view.dataset.fingerprint[:8]}"
    if ending == "pdf":  # its lines end where the page does
        for fact in (*facts, ABOUT.title, f"https://example.org/insights/{address}"):
            assert "".join(fact.split()).casefold() in "".join(said.split()).casefold(), fact
        return
    for fact in (*facts, ABOUT.title):
        assert fact in said, fact
    if ending == "brief.html":
        assert "https://example.org/insights/brief?theme=digital&theme=trust" in said
    elif ending != "html":
        assert "theme=digital&theme=trust" in said
        assert f"https://example.org/insights/{address}" in said


@pytest.mark.parametrize("ending", WITHOUT_PAGE)
def test_where_nothing_matches_the_file_says_so(ending):
    view = select(small_world(), "theme=nope")
    content = FORMATS[ending].write(view)
    assert view.sentence.startswith("None of 6")
    if ending == "xlsx":
        book = sheets_of(content)
        assert book["Findings"].max_row == 1
        said = [cell for row in book["About"].iter_rows(values_only=True) for cell in row]
        assert view.sentence in said
        assert view.unknown[0] in said
    elif ending == "csv":
        [row] = rows_of(content)
        assert row["counted"] == view.sentence
        assert not any(row[name] for name in COLUMNS)
    else:
        assert view.sentence in content.decode()


@pytest.mark.parametrize("ending", WITHOUT_PAGE)
def test_a_dataset_without_findings_can_be_taken_too(ending):
    assert FORMATS[ending].write(select(world(themes=(), sources=()))).strip()


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("limit=2&offset=1", "This file holds 2 of them: number 2 to 3."),
        ("limit=1&offset=5", "This file holds 1 of them: number 6."),
        ("offset=9", "This file holds none of them."),
        ("limit=0", "This file holds none of them."),
        ("limit=6", ""),
        ("limit=99", ""),
    ],
)
def test_a_file_with_a_part_of_the_findings_says_which(limits, said):
    view = select(small_world(), limits)
    told = json.loads(FORMATS["json"].write(view, slice_of(limits)))
    assert told["sentence"] == " ".join(filter(None, (view.sentence, said)))
    assert told["count"] == told["of"] == 6
    assert [one["id"] for one in told["findings"]] == [
        one.id for one in view.findings[slice_of(limits)]
    ]


@pytest.mark.parametrize("ending", ["html", "brief.html", "pptx"])
def test_a_page_cannot_hold_a_part(ending):
    with pytest.raises(QueryError, match="leave “limit” and “offset” out"):
        FORMATS[ending].write(select(small_world()), slice_of("limit=2"))


def test_each_format_stands_under_its_ending_with_a_media_type():
    for ending, format_ in FORMATS.items():
        assert format_.ending == ending
        assert re.fullmatch(r"[\w.-]+/[\w.+-]+(; charset=utf-8)?", format_.media_type)
        assert format_.label


def test_the_json_is_that_of_the_interface_and_more():
    view = select(BUNDLED, "theme=trust")
    told = json.loads(FORMATS["json"].write(view))
    assert told["findings"] == [BUNDLED.record(one) for one in view.findings]
    assert {"findings", "count", "of", "sentence", "fingerprint", "as_of"} <= set(told)
    assert (told["title"], told["licence"]) == (BUNDLED.about.title, BUNDLED.about.licence)


def test_every_column_is_explained():
    assert list(COLUMN_MEANS) == list(COLUMNS)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": 5500, "unit": "participants", "qualifier": "over"}, "over 5,500 participants"),
        ({"value": 72, "unit": "percent", "of": "the rooms"}, "72% of the rooms"),
        ({"value": 1.5, "unit": "months"}, "1.5 months"),
    ],
)
def test_a_figure_is_said_with_its_hedge_and_unit(fields, said):
    assert figure_in_words(Figure(**fields)) == said


# --- the name of the file


def test_the_name_of_a_file_says_what_is_in_it():
    view = select(small_world(), "theme=trust&category=keep&q=listen")
    stamp = view.dataset.fingerprint[:8]
    assert file_name(view, "csv") == (
        f"a-small-world_keep-about-trust-and-candour-containing-listen_2026-01-31_{stamp}.csv"
    )
    assert file_name(select(small_world()), "bib") == f"a-small-world_2026-01-31_{stamp}.bib"


@pytest.mark.parametrize(
    ("title", "begin"),
    [
        ("政府改革", "insights_"),
        ("../../etc/passwd\\x: y", "etc-passwd-x-y_"),
        ("CON", "con_"),
        ("Été — à Paris", "ete-a-paris_"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word_"),
        ("x" * 100, "x" * 48 + "_"),
    ],
)
def test_the_name_of_a_file_is_safe_whatever_the_title(title, begin):
    dataset = world(about=ABOUT.model_copy(update={"title": title}))
    name = file_name(select(dataset, "q=%22%3B..%2F%00"), "csv")
    assert name.startswith(begin)
    assert re.fullmatch(r"[a-z0-9_-]+\.csv", name)
    assert len(name) < 140


def test_the_counts_of_the_spreadsheet_are_those_of_the_findings():
    for query in ("", "theme=trust", "category=keep&category=leave", "source=paper", "q=zebra"):
        view = View(BUNDLED, select(BUNDLED, query).selection)
        cells = sheets_of(FORMATS["xlsx"].write(view))["Counts"].iter_rows(values_only=True)
        rows = {row[0]: row[1:] for row in cells if row[0]}
        by_theme = Counter(theme for one in view.findings for theme in one.themes)
        for theme in BUNDLED.themes:
            if by_theme[theme.id]:
                numbers = [number for number in rows[theme.label] if number is not None]
                assert numbers[-1] == by_theme[theme.id] == sum(numbers[:-1])
        once = [number for number in rows["All findings, each once"] if number is not None]
        assert once[-1] == view.count == sum(once[:-1])
        if view.overlap:
            assert any(view.overlap in str(row) for row in rows)


@pytest.mark.parametrize("letter", ["\ufffe", "\uffff", "\ue000", "\ufffd", "\U0010ffff"])
@pytest.mark.parametrize("ending", WITHOUT_PAGE)
def test_what_somebody_searches_for_spoils_no_file(ending, letter):
    view = select(small_world(), f"q=a{letter}b")
    content = FORMATS[ending].write(view)
    if ending == "xlsx":
        assert sheets_of(content)["About"].max_row > 3
    elif ending == "json":
        assert json.loads(content)["filters"] == view.words
    else:
        assert content.decode()
