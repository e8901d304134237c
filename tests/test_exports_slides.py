"""The slides, opened again by python-pptx: what they say is what the library says."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

import insights
from insights.brief import Brief
from insights.charts.chart import findings as counted
from insights.exports import FORMATS
from insights.exports.slides.columns import IN_COLUMN, MOST_THEMES
from insights.exports.slides.words import Paragraph, Run, clean, cut, height, lines, one
from insights.model import CATEGORIES, EVIDENCE, Place, Tension, Theme
from insights.view import select
from tests.browser.server import ROOT
from tests.hostile_texts import TEXTS, hostile
from tests.test_exports import a_query
from tests.worlds import ABOUT, THEMES, datasets, finding, small_world, world

BUNDLED = insights.load(ROOT / "data")
LONG = f"{'Sixtyletters' * 5} and then many words more, {'as long as they may be ' * 6}".strip()
SCRIPTS = (
    "الثقة هي ما يقرر نجاح التدابير في أثناء الأزمة وبعدها.",
    "האמון קובע אם הצעדים מצליחים בעת משבר.",
    "信頼が措置の成否を決めた。" * 12,
    "🎉👩‍🚀👍🏽🇫🇷" * 20,
    "Довіра вирішує; η εμπιστοσύνη αποφασίζει.",
)


def opened(view):
    return Presentation(io.BytesIO(FORMATS["pptx"].write(view)))


def paragraphs(shape):
    """The texts that a shape shows, from above to below."""
    if shape.has_text_frame:
        return [one.text for one in shape.text_frame.paragraphs]
    if shape.has_table:
        cells = (cell for row in shape.table.rows for cell in row.cells)
        return [one.text for cell in cells for one in cell.text_frame.paragraphs]
    return []


def texts(slide):
    return [text for shape in slide.shapes for text in paragraphs(shape)]


def notes(slide):
    return [one.text for one in slide.notes_slide.notes_text_frame.paragraphs]


def titled(deck, start):
    return [one for one in deck.slides if one.shapes.title.text_frame.text.startswith(start)]


def charts(slide):
    return [shape for shape in slide.shapes if shape.has_chart]


def told(shape):
    """The description of a shape, which is read aloud instead of its looks."""
    return shape._element.xpath(".//p:cNvPr/@descr")


def numbers(shape):
    """The numbers of a chart: for each row its name, its columns' values and the total."""
    plot = shape.chart.plots[0]
    columns = [list(series.values) for series in plot.series]
    return [(name, *values) for name, *values in zip(plot.categories, *columns, strict=True)]


def rows_of(chart):
    return [(row.label, *map(float, row.values), float(row.total)) for row in chart.rows]


def is_foot(shape):
    return shape.is_placeholder and shape.placeholder_format.type in (13, 15)


def crowded():
    """Long words, many alphabets, many figures and themes: all that can be too much for a slide."""
    said = [LONG, *SCRIPTS, "W" * 240, "x" * 240]
    figure = {
        "value": -1234567890.5,
        "unit": "kilometres per inhabitant and year",
        "of": "base " * 50 + "x",
    }
    findings = [
        finding(
            f"f-{at}",
            category=list(CATEGORIES)[at % 4],
            statement=said[at // 4],
            themes=("trust",) if at % 2 else ("digital", "money"),
            evidence=list(EVIDENCE)[at % 6],
            note=("A doubt. " * 60).strip(),
            highlight=at + 1,
            figures=(figure,) if at < 4 else (),
            source="talk" if at % 3 else "paper",
            locator="00:00:10" if at % 3 else Place(section="A heading " * 50 + "x", item=2),
        )
        for at in range(32)
    ]
    pairs = [("f-0", "f-5"), ("f-8", "f-12"), ("f-16", "f-24"), ("f-28", "f-31"), ("f-1", "f-2")]
    tensions = tuple(
        Tension(id=f"t-{at}", between=pair, question=said[at], basis="inferred", note="Why not?")
        for at, pair in enumerate(pairs)
    )
    themes = (
        Theme(id="trust", label="Label " * 9 + "x", definition="To define " * 50 + "x"),
        *THEMES[1:],
    )
    about = ABOUT.model_copy(update={"title": "A title of many words " * 20 + "x"})
    return world(*findings, tensions=tensions, themes=themes, about=about)


VIEWS = {
    "everything": select(BUNDLED),
    "a theme": select(BUNDLED, "theme=trust"),
    "one category": select(BUNDLED, "category=start&source=public-value"),
    "one finding": select(BUNDLED, "id=over-65-events"),
    "nothing": select(small_world(), "theme=nope&q=zebra"),
    "no dataset": select(world(themes=(), sources=())),
    "only context": select(hostile()),
    "too much": select(crowded()),
}
EACH = pytest.mark.parametrize("name", VIEWS)


@pytest.fixture(scope="module")
def decks():
    return {name: opened(view) for name, view in VIEWS.items()}


# --- What they say ------------------------------------------------------------------------------


def test_the_slides_of_everything_stand_in_this_order(decks):
    brief = Brief(VIEWS["everything"])
    said = [slide.shapes.title.text_frame.text for slide in decks["everything"].slides]
    pairs = f"What is contested: {len(brief.contested)} pairs of findings pull against each other"
    assert said == [
        BUNDLED.about.title,
        "4 figures as their sources give them",
        brief.split,
        f"{pairs} (1 of 2)",
        f"{pairs} (2 of 2)",
        f"What nobody has evidence for: {len(brief.gaps)} gaps",
        brief.themes.title,
        *(part.title for part in brief.by_theme),
        f"{len(BUNDLED.sources)} sources of {counted(len(BUNDLED.findings))}",
        "Licence and how to cite",
    ]


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_every_number_is_that_of_the_library(data):
    dataset = data.draw(datasets())
    view = select(dataset, data.draw(a_query(dataset)))
    deck, brief = opened(view), Brief(view)
    first = texts(deck.slides[0])
    assert brief.message in first
    assert view.sentence in first
    assert deck.core_properties.title == brief.title
    for slide in deck.slides:
        assert any(f"{view.count} of {counted(view.of)}" in text for text in texts(slide)[-2:])
    if view.count:
        [three] = titled(deck, brief.split)
        shown = Counter(line[:-1].split(": ")[0] for line in notes(three) if line[:1].isupper())
        for column in brief.columns:
            mine = shown[CATEGORIES[column.category]]
            part = f"{mine} of " if mine < len(column.findings) else ""
            assert f"{part}{column.said}" in texts(three)
    drawn = [shape for slide in deck.slides for shape in charts(slide)]
    expected = [brief.themes, *(part.chart for part in brief.by_theme)] if view.count else []
    assert [numbers(shape) for shape in drawn] == [rows_of(chart) for chart in expected]
    assert [told(shape) for shape in drawn] == [[chart.alt] for chart in expected]
    tables = [
        shape.table
        for slide in titled(deck, f"{len(brief.sources)} source")
        for shape in slide.shapes
        if shape.has_table
    ]
    given_ = [
        [cell.text_frame.text for cell in row.cells][:2]
        for table in tables
        for row in list(table.rows)[1:]
    ]
    assert [(name.split("\n")[0], number) for name, number in given_] == [
        (source.title, str(count)) for source, count in brief.sources
    ]


@pytest.mark.parametrize("query", ["", "theme=trust&theme=digital-and-data", "category=leave"])
def test_the_bundled_numbers_are_those_of_the_library(query):
    view = select(BUNDLED, query)
    brief, deck = Brief(view), opened(view)
    [themes] = titled(deck, brief.themes.title)
    assert numbers(charts(themes)[0]) == rows_of(brief.themes)
    for part in brief.by_theme:
        [slide] = titled(deck, part.title)
        assert numbers(charts(slide)[0]) == rows_of(part.chart)


def test_every_finding_shown_has_its_receipt_below_and_all_of_it_in_the_notes(decks):
    view, deck = VIEWS["everything"], decks["everything"]
    for slide in deck.slides:
        said, noted = texts(slide), notes(slide)
        ids = [line.split()[1] for line in noted if line.startswith("Finding: ")]
        for found in (BUNDLED.finding_by_id[id_] for id_ in ids):
            receipt, source = BUNDLED.receipt(found), BUNDLED.source_by_id[found.source]
            assert f"{CATEGORIES[found.category]}: {found.statement}" in noted
            assert any(source.title in line for line in noted)
            assert any(receipt.as_written in line for line in noted)
            assert receipt.url is None or f"Link: {receipt.url}" in noted
            assert any(EVIDENCE[found.evidence].lower() in line for line in noted)
            if found.statement in said:
                basis = f", {found.basis}" if found.basis else ""
                end = f" · {source.short} · {EVIDENCE[found.evidence].lower()}{basis}"
                assert any(receipt.text + end in text for text in said)
    [three] = titled(deck, Brief(view).split)
    for column in Brief(view).columns:
        assert column.findings[0].statement in texts(three)


def test_a_figure_keeps_its_hedge_its_base_and_its_receipt(decks):
    [slide] = titled(decks["everything"], "4 figures")
    said = texts(slide)
    for text in ("over 65 events", "over 5,500 participants", "72%", "of participants"):
        assert text in said
    assert any(text.startswith("33:30 · After Shock") and "polled" in text for text in said)
    assert any("neither the base nor the wording" in text for text in said)


def test_an_empty_category_of_a_theme_says_why(decks):
    [slide] = titled(decks["a theme"], "Trust and openness: 3 findings")
    assert "Keep: none; nobody said it, as far as the sources in view are curated." in texts(slide)


def test_a_selection_by_themes_has_a_slide_for_those_alone(decks):
    deck = decks["a theme"]
    assert len([slide for slide in deck.slides if charts(slide)]) == 2
    assert len(rows_of(Brief(VIEWS["a theme"]).themes)) > 1


def test_the_last_slide_says_how_many_findings_the_slides_leave_out(decks):
    for name, said in (
        ("one finding", "These slides show the one finding, with its receipt in the notes."),
        ("too much", "All 32 stand on the page Explore of the dashboard. There “Take away” gives"),
    ):
        assert any(said in text for text in texts(decks[name].slides[-1]))
    held = {
        line.split()[1]
        for slide in list(decks["everything"].slides)[1:]
        for line in notes(slide)
        if line.startswith("Finding: ")
    }
    [told_] = [
        text for text in texts(decks["everything"].slides[-1]) if text.startswith("These slides")
    ]
    assert told_.startswith(f"These slides show {len(held)} of {counted(len(BUNDLED.findings))}, ")
    assert f"at most {IN_COLUMN}, those with the strongest evidence first" in told_
    assert not any("insights export" in text for text in texts(decks["everything"].slides[-1]))


def test_the_last_slide_says_where_all_findings_are_once_the_server_knows_its_address(monkeypatch):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights")
    said = texts(opened(select(BUNDLED, "category=start")).slides[-1])
    number = len(select(BUNDLED, "category=start").findings)
    where = f"All {number} stand, with these filters, on the page Explore at the address below."
    assert any(text.startswith(where) for text in said)
    state = f"as_of={BUNDLED.fingerprint[:8]}"
    assert f"Seen at: https://example.org/insights/explore?category=start&{state}" in said


def test_no_word_of_a_table_s_header_breaks_even_in_a_wider_typeface(decks):
    for name, deck in decks.items():
        shapes = [shape for slide in deck.slides for shape in slide.shapes]
        for table in (shape.table for shape in shapes if shape.has_table):
            for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
                [run] = cell.text_frame.paragraphs[0].runs
                wide = Run(run.text, run.font.size.pt * 1.3, bold=True)
                room = (column.width - cell.margin_right) / Pt(1)
                for word in run.text.split():
                    one_word = Paragraph((replace(wide, text=word),))
                    assert lines(one_word, room) == 1, (name, word)


def test_where_nothing_is_sorted_the_context_is_shown(decks):
    [slide] = titled(decks["only context"], "No finding says what to keep, leave behind or start")
    assert f"4 of {len(TEXTS)} findings of context" in texts(slide)


def test_an_unknown_filter_and_an_empty_answer_are_said(decks):
    deck, view = decks["nothing"], VIEWS["nothing"]
    said = texts(deck.slides[0])
    assert view.sentence in said
    assert set(view.unknown) <= set(said)
    assert len(deck.slides) == 2
    assert len(decks["no dataset"].slides) == 2


def test_many_themes_are_limited_and_the_slides_say_so():
    themes = tuple(
        Theme(id=f"t-{at}", label=f"Theme {at}", definition="A theme.")
        for at in range(MOST_THEMES + 9)
    )
    dataset = world(
        *(finding(f"f-{at}", themes=(one.id,)) for at, one in enumerate(themes)), themes=themes
    )
    deck = opened(select(dataset))
    drawn = [slide for slide in deck.slides if charts(slide)]
    assert len(drawn) == 1 + MOST_THEMES
    shown = len(numbers(charts(drawn[0])[0]))
    [subtitle] = [text for text in texts(drawn[0]) if text.startswith("Findings per theme")]
    assert f"{len(themes) - shown} smaller themes are left out here" in subtitle
    assert f"the first {MOST_THEMES} have a slide of their own" in subtitle
    assert sum(line.startswith("Theme ") for line in notes(drawn[0])) == len(themes)


# --- For who cannot see them, and for who edits them ---------------------------------------------


@EACH
def test_every_slide_has_a_title_of_its_own_which_is_read_first(name, decks):
    said = []
    for slide in decks[name].slides:
        title = slide.shapes.title
        assert title.shape_id == slide.shapes[0].shape_id
        said.append(title.text_frame.text)
    assert all(text.strip() for text in said)
    assert len(set(said)) == len(said)


@EACH
def test_no_placeholder_is_empty_and_no_layout_is_a_stranger_s(name, decks):
    deck = decks[name]
    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))
    assert [layout.name for layout in deck.slide_layouts] == [
        *("Opening", "Heading and text", "Three columns", "Chart", "Heading"),
    ]
    for slide in deck.slides:
        for place in slide.placeholders:
            assert place._element.xpath(".//a:t[normalize-space()]"), place.name
        for shape in slide.shapes:
            assert (
                not shape.has_text_frame
                or shape.text_frame.text.strip()
                or told(shape)
                or (shape._element.xpath(".//*[local-name()='decorative']"))
            ), shape.name
        for place in slide.notes_slide.placeholders:
            assert place.placeholder_format.type == 101 or place.text_frame.text.strip()


@EACH
def test_what_is_no_text_is_described_or_called_decoration(name, decks):
    for slide in decks[name].slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.name.startswith("Mark"):
                assert told(shape)[0].strip()
            if shape.name == "Rule":
                assert shape._element.xpath(".//*[local-name()='decorative']/@val") == ["1"]


@EACH
def test_shapes_are_read_in_the_order_in_which_they_are_seen(name, decks):
    for slide in decks[name].slides:
        shapes = [one for one in slide.shapes if not is_foot(one)]
        for before, behind in pairwise(shapes):
            goes_back = behind.top + Pt(4) < before.top and behind.left <= before.left
            assert not goes_back, (slide.shapes.title.text_frame.text, before.name, behind.name)
        assert [is_foot(one) for one in slide.shapes][-2:] == [True, True]


@EACH
def test_nothing_lies_on_anything_else_or_leaves_the_slide(name, decks):
    deck = decks[name]
    for slide in deck.slides:
        boxes = [
            (one.left, one.top, one.left + one.width, one.top + one.height, one.name)
            for one in slide.shapes
        ]
        for left, top, right, bottom, who in boxes:
            assert left >= 0, who
            assert top >= 0, who
            assert right <= deck.slide_width, who
            assert bottom <= deck.slide_height, who
        for at, one_ in enumerate(boxes):
            for other in boxes[at + 1 :]:
                across = min(one_[2], other[2]) - max(one_[0], other[0])
                down = min(one_[3], other[3]) - max(one_[1], other[1])
                assert across <= Pt(1) or down <= Pt(1), (one_[4], other[4])


@EACH
def test_every_text_fits_its_place_and_none_is_small(name, decks):
    for slide in decks[name].slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or is_foot(shape) or shape.name.startswith("Mark"):
                continue
            written = []
            for paragraph in shape.text_frame.paragraphs:
                runs = tuple(
                    Run(
                        run.text,
                        run.font.size.pt,
                        serif="+mj-lt" in (run.font.name or ""),
                        bold=bool(run.font.bold),
                    )
                    for run in paragraph.runs
                )
                assert all(run.size >= 14 for run in runs)
                before = paragraph.space_before
                written.append(Paragraph(runs, before.pt if before else 0))
            room = shape.height / Pt(1) + 2
            assert height(written, shape.width / Pt(1)) <= room, (shape.name, shape.text_frame.text)


@EACH
def test_every_run_names_its_language(name, decks):
    for slide in decks[name].slides:
        for part in (slide, slide.notes_slide):
            runs = part._element.xpath(".//a:r/a:rPr")
            assert {run.get("lang") for run in runs} <= {"en-GB", "ar-SA", "he-IL"}
            assert len(runs) == len(part._element.xpath(".//a:r"))


def test_a_text_from_right_to_left_is_written_so(decks):
    slides = decks["too much"].slides
    found = {
        (run.get("lang"), run.getparent().getparent().pPr.get("rtl"))
        for slide in slides
        for run in slide._element.xpath(".//a:r/a:rPr")
    }
    assert found == {("en-GB", "0"), ("ar-SA", "1"), ("he-IL", "1")}


def test_the_charts_are_bars_that_can_be_edited_with_their_numbers_beside_them(decks):
    brief = Brief(VIEWS["everything"])
    drawn = [shape for slide in decks["everything"].slides for shape in charts(slide)]
    for shape, chart in zip(
        drawn, [brief.themes, *(part.chart for part in brief.by_theme)], strict=True
    ):
        book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
        header, *rows = book["Sheet1"].iter_rows(values_only=True)
        assert list(header) == ["Theme", *(column.label for column in chart.columns), "All"]
        assert rows == [(row.label, *row.values, row.total) for row in chart.rows]
        series = shape.chart.plots[0].series
        assert [one.name for one in series] == list(header[1:])
        forms = shape.chart._chartSpace.xpath(".//c:ser/c:dLbls/c:numFmt/@formatCode")
        assert [form[:3] for form in forms[:-1]] == [
            f'"{column.label[0]}"' for column in chart.columns
        ]


def test_a_bar_too_narrow_for_its_letter_has_a_pattern():
    many = [finding(f"k-{at}", category="keep") for at in range(150)]
    deck = opened(select(world(*many, finding("one", category="leave"))))
    [first, _] = [shape for slide in deck.slides for shape in charts(slide)]
    space = first.chart._chartSpace
    assert space.xpath(".//c:dPt//a:pattFill/@prst") == ["wdUpDiag"]
    assert space.xpath(".//c:dLbl/c:delete/@val") == ["1"]


# --- Texts that could break something ------------------------------------------------------------


@pytest.mark.parametrize("at", range(0, len(TEXTS), 3))
def test_hostile_texts_are_shown_letter_for_letter(at):
    said = [text.strip() for text in TEXTS[at : at + 3]]
    findings = [
        finding(f"f-{number}", category=category, statement=text, note=text)
        for number, (category, text) in enumerate(
            zip(("keep", "leave", "start"), said, strict=False)
        )
    ]
    deck = opened(select(world(*findings)))
    [three] = titled(deck, Brief(select(world(*findings))).split)
    for text in said:
        assert text in texts(three)
        assert f"Note: {text}" in notes(three)


def test_a_statement_too_long_for_its_place_is_cut_there_and_whole_in_the_notes(decks):
    [slide] = titled(decks["too much"], "Label")[-1:]
    said = texts(slide)
    assert any(text.endswith(" …") for text in said)
    for line in notes(slide):
        assert "…" not in line


@pytest.mark.parametrize("letter", ["\ufffe", "\uffff", "\x0b", "\ud800"])
def test_letters_that_xml_forbids_are_replaced(letter):
    deck = opened(select(small_world(), f"q=a{letter}b"))
    assert "containing “a\ufffdb”" in texts(deck.slides[0])[2] or letter in "\x0b\ud800"
    assert all(clean(text) == text for slide in deck.slides for text in texts(slide))


def test_a_label_like_a_formula_is_a_text_in_the_workbook():
    theme = THEMES[0].model_copy(update={"label": "=1+1"})
    dataset = world(finding("one", category="keep"), themes=(theme, *THEMES[1:]))
    deck = opened(select(dataset))
    [shape, _] = [one for slide in deck.slides for one in charts(slide)]
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    cell = book["Sheet1"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_links_lead_to_the_sources_and_to_our_own_address_where_there_is_one(monkeypatch):
    def links(view):
        return {
            rel.target_ref
            for slide in opened(view).slides
            for rel in slide.part.rels.values()
            if rel.is_external
        }

    view = select(BUNDLED, "theme=trust")
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)
    plain = links(view)
    assert plain
    assert all(link.startswith("https://www.youtube.com/watch?v=") for link in plain)
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights")
    ours = links(view) - plain
    state = f"as_of={BUNDLED.fingerprint[:8]}"
    assert f"https://example.org/insights/explore?category=leave&theme=trust&{state}" in ours
    assert all(link.startswith("https://example.org/insights/explore?") for link in ours)


# --- The file -----------------------------------------------------------------------------------


def test_no_time_stands_in_the_file_but_the_date_of_the_data():
    def times(content):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            for part in file.infolist():
                yield part.date_time
                if part.filename.endswith(".xlsx"):
                    yield from times(file.read(part))
                if part.filename.endswith("core.xml"):
                    dates = re.findall(rb">(\d{4}-\d\d-\d\dT[\d:]+Z)<", file.read(part))
                    assert set(dates) == {b"2026-01-31T00:00:00Z"}

    content = FORMATS["pptx"].write(select(small_world()))
    assert set(times(content)) == {(1980, 1, 1, 0, 0, 0)}
    told_ = Presentation(io.BytesIO(content)).core_properties
    assert told_.created == told_.modified == datetime(2026, 1, 31)
    assert (told_.title, told_.language) == ("A small world", "en-GB")
    assert told_.subject == select(small_world()).sentence
    assert told_.author
    assert told_.identifier == small_world().fingerprint


# --- Measuring ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 100, 1),
        ("one", 100, 1),
        ("one two three four five", 60, 3),
        ("x" * 100, 100, 8),
        ("漢" * 20, 105, 4),
        ("e\u0301" * 10, 100, 1),
    ],
)
def test_lines_are_counted_rather_too_many_than_too_few(text, width, expected):
    assert expected <= lines(one(text, 16), width) <= expected + 1


@given(st.text(max_size=200), st.integers(60, 400), st.integers(1, 6))
def test_a_text_that_is_cut_fits_and_says_that_it_goes_on(text, width, most):
    whole = one(clean(text), 16)
    short = cut(whole, width, most)
    assert lines(short, width) <= most
    assert short == whole or short.runs[0].text.endswith(" …")
