"""The document: read back by a library that knows nothing of how it was made."""

import io
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject

import insights
from insights import typeset
from insights.brief import Brief
from insights.charts import themes_by_category
from insights.exports import document
from insights.model import CATEGORIES, Theme
from insights.selection import slice_of
from insights.typeset.letters import Letters
from insights.view import select
from tests.hostile_texts import TEXTS, hostile
from tests.worlds import datasets, finding, small_world, world

BUNDLED = insights.load(Path(__file__).parents[1] / "data")


def read(view, part=slice(0, None)):
    return pypdf.PdfReader(io.BytesIO(document.write(view, part)))


def dense(text):
    """A text without its spaces, since lines break where the page ends."""
    return "".join(text.split())


def text_of(reader):
    """All the text but the footers, which differ in the number of the page."""
    pages = (page.extract_text() for page in reader.pages)
    return dense("\n".join(re.sub(r"\d+ of \d+ curated findings\. As of .*", "", p) for p in pages))


def bookmarks(reader):
    """The titles of the bookmarks with their depth."""

    def flat(entries, depth=1):
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry, depth + 1)
            else:
                yield depth, entry.title

    return list(flat(reader.outline))


def elements(reader):
    """Each element of the document's structure."""

    def within(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, ArrayObject):
            for one in node:
                yield from within(one)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from within(node["/K"])

    return list(within(reader.trailer["/Root"]["/StructTreeRoot"]))


def listed_findings(reader, view):
    """The text of the part in which all findings are listed."""
    said, counts = text_of(reader), view.tally("category")
    first = next(f"{label} ({counts[key]})" for key, label in CATEGORIES.items() if counts[key])
    listed = said[said.index(dense("Themes by category")) :]
    listed = listed[listed.index(dense(first)) :]
    return listed[: listed.rindex(dense("How this was counted"))]


def categories_in(reader):
    """How many findings the headings of the sections promise."""
    found = re.findall(
        r"^(.+) \((\d+)\)$", "\n".join(t for d, t in bookmarks(reader) if d == 1), re.M
    )
    return {label: int(number) for label, number in found}


# --- what it says of itself, and how


def test_it_is_tagged_and_names_itself_its_language_and_the_standard():
    reader = read(select(BUNDLED, "theme=trust"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == BUNDLED.about.title
    assert reader.metadata.subject == select(BUNDLED, "theme=trust").sentence
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert all(page["/Tabs"] == "/S" for page in reader.pages)


def test_headings_go_down_one_step_at_a_time_and_tables_have_heads():
    kinds = [str(one["/S"]) for one in elements(read(select(BUNDLED, "theme=trust")))]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert Counter(kinds)["/Title"] == 1
    assert {"/TH", "/TD", "/LI", "/P", "/Link", "/Figure"} <= set(kinds)


def test_the_chart_is_drawn_and_says_its_numbers_to_who_cannot_see_it():
    view = select(BUNDLED, "")
    reader = read(view)
    [figure] = [one for one in elements(reader) if one["/S"] == "/Figure"]
    chart = Brief(view).themes
    assert figure["/Alt"].startswith(chart.alt)
    assert all(f"{row.label} {row.total}" in figure["/Alt"] for row in chart.rows)
    assert not any(page.images for page in reader.pages)


def test_bookmarks_name_each_category_and_below_it_each_theme():
    view = select(BUNDLED, "category=keep&category=start")
    marks = bookmarks(read(view))
    assert (1, f"Keep ({len(view.in_category('keep'))})") in marks
    assert (1, f"Start ({len(view.in_category('start'))})") in marks
    assert not any(title.startswith(("Leave", "Context")) for _, title in marks)
    at = marks.index((1, f"Keep ({len(view.in_category('keep'))})"))
    firsts = Counter(one.themes[0] for one in view.in_category("keep"))
    below = {f"{BUNDLED.theme_by_id[theme].label} ({count})" for theme, count in firsts.items()}
    assert {title for depth, title in marks[at + 1 : at + 1 + len(below)] if depth == 2} == below


def test_it_holds_the_brief_its_receipts_and_how_it_was_counted():
    view = select(BUNDLED, "")
    said, brief = text_of(read(view)), Brief(view)
    for finding_, figure in brief.figures:
        assert dense(figure.text) in said
        assert dense(finding_.statement) in said
    for pair in brief.contested[: document.MOST_CONTESTED]:
        assert dense(pair.tension.question) in said
    facts = [
        brief.message,
        *(gap.sentence for gap in brief.gaps),
        *(column.said for column in brief.columns),
        brief.themes.title,
        themes_by_category(view).title,
        view.sentence,
        BUNDLED.fingerprint,
        BUNDLED.about.licence,
        *(source.title for source in BUNDLED.sources),
    ]
    for fact in facts:
        assert dense(fact) in said, fact
    of = len(brief.contested)
    assert dense(f"{document.MOST_CONTESTED} of {of} pairs") in said


def test_a_figure_stands_with_its_caveat_before_the_columns():
    view = select(BUNDLED, "")
    said = text_of(read(view))
    with_figures = said[said.index("Figures") : said.index(dense("What to keep, leave behind"))]
    caveats = [one.note for one, _ in Brief(view).figures if one.note]
    assert any(note.startswith("The source gives neither the base") for note in caveats)
    for note in caveats:
        assert dense(note) in with_figures


def test_the_table_of_themes_begins_below_what_stands_before_it_and_goes_on_under_its_header():
    themes = tuple(Theme(id=f"t-{at}", label=f"T{at}", definition="A theme.") for at in range(40))
    findings = (
        finding(f"{category}-{one.id}", category=category, themes=(one.id,))
        for category in ("keep", "leave", "start")
        for one in themes
    )
    pages = [dense(p.extract_text()) for p in read(select(world(*findings, themes=themes))).pages]
    before = next(at for at, text in enumerate(pages) if "Whatnobodyhasevidencefor" in text)
    header = "Theme" + "".join(f"{one[0]}{dense(one)}" for one in CATEGORIES.values()) + "All"
    assert dense("Themes by category") in pages[before]
    assert [header in text for text in pages[before : before + 2]] == [True, True]
    assert not any(dense("Themes at a glance") in text for text in pages[: before + 1])


def test_where_the_page_has_room_for_it_the_chart_comes_before_the_table():
    said = text_of(read(select(small_world())))
    assert said.index(dense("Themes at a glance")) < said.index(dense("Themes by category"))


def test_every_page_says_of_what_state_it_is():
    reader = read(select(BUNDLED, "theme=trust"))
    for at, page in enumerate(reader.pages, start=1):
        foot = dense(page.extract_text())
        assert dense(f"of 144 curated findings. As of {BUNDLED.about.as_of}") in foot
        assert dense(f"fingerprint {BUNDLED.fingerprint[:8]}") in foot
        assert f"Page{at}of{len(reader.pages)}" in foot


def test_a_place_is_a_link_where_it_can_be_trusted_and_nothing_else_is():
    view = select(small_world(), "")
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in read(view).pages
        for annotation in page.get("/Annots", ())
    }
    receipts = {view.dataset.receipt(one).url for one in view.findings} - {None}
    addresses = {source.address for source in view.dataset.sources} - {None}
    assert links == receipts | addresses


def test_an_address_stands_in_it_where_the_server_knows_its_own(monkeypatch):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights")
    view = select(small_world(), "theme=trust")
    said = text_of(read(view))
    stamp = view.dataset.fingerprint[:8]
    assert f"https://example.org/insights/explore?theme=trust&as_of={stamp}" in said


# --- the findings


@pytest.mark.parametrize("query", ["", "theme=trust", "category=start&sort=statement"])
def test_every_finding_of_the_selection_is_listed_once_with_its_receipt(query):
    view = select(BUNDLED, query)
    said = listed_findings(read(view), view)
    for one in view.findings:
        place = BUNDLED.receipt(one).text
        assert said.count(dense(one.statement)) == 1, one.id
        assert dense(place) in said
        if one.note:
            assert dense(one.note) in said
    last = [said.index(dense(one.statement)) for one in view.findings]
    if "sort" in query:  # all of one category: in the order that was asked for
        assert last == sorted(last)


@settings(max_examples=25, deadline=None)
@given(datasets(), st.sampled_from(["", "theme=trust", "category=keep", "sort=statement"]))
def test_its_numbers_are_those_of_any_selection(dataset, query):
    view = select(dataset, query)
    reader = read(view)
    tally = view.tally("category")
    assert categories_in(reader) == {
        CATEGORIES[key]: tally[key] for key in CATEGORIES if tally[key]
    }
    said = text_of(reader)
    assert dense(view.sentence) in said
    for one in view.findings:
        assert dense(one.id) in said
    if view.count:
        for row in themes_by_category(view).rows:
            cells = (
                str(value) if value else why or "0"
                for value, why in zip(row.values, row.empty, strict=True)
            )
            assert dense(row.label + "".join(cells) + str(row.total)) in said


def test_a_part_holds_these_findings_and_says_so():
    view, limits = select(small_world()), "limit=2&offset=1"
    said = text_of(read(view, slice_of(limits)))
    assert dense("This file holds 2 of them: number 2 to 3.") in said
    taken = {one.id for one in view.findings[1:3]}
    lists = said[said.index(dense("Themes by category")) :]
    assert {one.id for one in view.findings if dense(one.statement) in lists} == taken


def test_more_findings_than_a_document_holds_are_left_out_and_it_says_where_they_are(monkeypatch):
    monkeypatch.setattr(document, "MOST_FINDINGS", 4)
    view = select(small_world())
    reader = read(view)
    assert sum(categories_in(reader).values()) == 4
    said = text_of(reader)
    assert dense("This document holds the first 4 of 6 findings") in said
    assert "limit=4&offset=4" in said


@pytest.mark.parametrize("dataset", [small_world(), world(themes=(), sources=())])
def test_where_nothing_matches_it_says_so(dataset):
    view = select(dataset, "theme=nope")
    said = text_of(read(view))
    assert dense(view.sentence) in said
    assert dense(view.unknown[0]) in said
    assert categories_in(read(view)) == {}


def test_equal_views_give_equal_bytes_and_other_data_others():
    first = document.write(select(small_world(), "theme=trust"))
    assert first == document.write(select(small_world(), "theme=trust"))
    other = small_world().model_copy(update={"withdrawn": ()})
    renamed = other.model_copy(
        update={"about": other.about.model_copy(update={"as_of": "2026-02-01"})}
    )
    assert first != document.write(select(renamed, "theme=trust"))


# --- letters


def said_of(*statements) -> str:
    findings = [finding(f"f-{at}", statement=one) for at, one in enumerate(statements)]
    return text_of(read(select(world(*findings))))


@pytest.mark.parametrize(
    "statement",
    [
        "Η εμπιστοσύνη έκρινε την κρίση.",
        "Доверие решило исход кризиса.",
        "Économie, naïveté, Größe, Łódź, Đà Nẵng.",
        "Trust 🎉 👍🏽 👩‍🚀 won.",
    ],
)
def test_letters_of_greek_cyrillic_latin_and_emoji_are_read_back(statement):
    assert dense(statement) in said_of(statement)


@pytest.mark.parametrize("statement", ["الثقة حددت نتيجة الأزمة", "האמון הכריע את המשבר"])
def test_texts_from_right_to_left_are_read_back_word_by_word(statement):
    said = said_of(statement)
    for word in statement.split():
        assert word in said or word[::-1] in said, word
    assert "U+" not in said


def test_a_letter_that_no_typeface_has_is_named_and_counted():
    said = said_of("The sign 漢字 stands for it.")
    assert "Thesign[U+6F22][U+5B57]standsforit." in said
    assert "2lettersofthisdocumentstandinnoneofitstypefaces." in said
    assert "typefaces" not in said_of("Nothing is missing.")


def test_hostile_texts_stand_there_letter_for_letter():
    dataset = hostile()
    said = text_of(read(select(dataset)))
    assert dense(dataset.about.title) in said
    for text in TEXTS:
        if text.isascii():
            assert dense(text) in said, text


def test_every_letter_that_counts_as_covered_is_set_alone_and_under_any_mark():
    """A letter without a shape would stop the whole document."""
    known = [chr(at) for at in range(0x20, 0x20000) if Letters().settable(chr(at)) == chr(at)]
    assert len(known) > 3_000
    marks = [one for one in known if unicodedata.category(one)[0] == "M"]
    bases = ["a", "ж", "ώ", "ب", "ש", "ے", "🎉", "1", "ộ", "€"]
    texts = [*known, *(Letters().settable(base + mark) for base in bases for mark in marks)]
    data = document.document_data(select(small_world()))
    rows = [" ".join(texts[at : at + 100]) for at in range(0, len(texts), 100)]
    made = typeset.document("document.typ", data | {"gaps": rows})
    assert made.named == 0
    assert made.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("letter", ["\ufffe", "\uffff", "\ue000", "\ufffd", "\U0010ffff", "\u200b"])
def test_what_somebody_searches_for_stops_no_document(letter):
    view = select(small_world(), f"q=a{letter}b")
    assert dense("None of 6 curated findings match") in text_of(read(view))


def test_long_statements_and_long_words_stay_on_the_page():
    word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt"
    statement = f"A {word} {'and so on ' * 17}."[:239] + "."
    view = select(
        world(
            finding("long", statement=statement, category="keep"), finding("x", statement="W" * 240)
        )
    )
    reader = read(view)
    assert dense(statement) in text_of(reader)
    assert "W" * 240 in text_of(reader)
    edges: list[float] = []
    for page in reader.pages:
        width = float(page.mediabox.width)
        page.extract_text(visitor_text=lambda text, _, matrix, *__: edges.append(matrix[4]))
        assert all(0 <= edge < width - 60 for edge in edges)
