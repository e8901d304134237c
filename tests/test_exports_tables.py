"""CSV and spreadsheets: no text is a formula, a number stays a number, nothing breaks the table."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from insights.exports import FORMATS
from insights.exports.excel import MOST_LETTERS
from insights.exports.table import COLUMNS
from insights.view import select
from tests.hostile_texts import FORMULAS, TEXTS, hostile
from tests.worlds import ABOUT, small_world

VIEW = select(hostile(), "sort=source")


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


# --- CSV


def test_no_cell_of_the_csv_is_a_formula():
    rows = csv.reader(io.StringIO(FORMATS["csv"].write(VIEW).decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row]
    assert len(cells) > 1000
    for cell in cells:
        for text in cell.split(";"):
            assert not text.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")), cell


def test_what_was_disarmed_in_the_csv_has_one_apostrophe_more_and_the_rest_is_the_text():
    for row, one in zip(read_csv(FORMATS["csv"].write(VIEW)), VIEW.findings, strict=True):
        is_formula = one.statement in FORMULAS or one.statement[0] in "-+@="
        disarmed = one.statement.replace("; --", "; '--")
        assert row["statement"] == ("'" if is_formula else "") + disarmed
        assert row["note"] == row["statement"]


def test_a_formula_that_an_unknown_filter_brings_is_disarmed_as_well():
    view = select(small_world(), "%3Dcmd%7C=x")
    [row] = read_csv(FORMATS["csv"].write(view))
    assert row["filters"] == "'" + view.words
    assert view.words.startswith("=cmd|")


def test_the_csv_is_what_excel_and_pandas_expect():
    content = FORMATS["csv"].write(VIEW)
    assert content.startswith("\ufeffid,statement,category,".encode())
    lines = content.split(b"\r\n")
    assert len(lines) == len(TEXTS) + 2
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    table = pd.read_csv(io.BytesIO(content), keep_default_na=False)
    assert list(table["id"]) == [one.id for one in VIEW.findings]
    assert list(table["seconds"]) == [10] * len(TEXTS)
    assert set(table["counted"]) == {VIEW.sentence}
    assert list(table.columns)[: len(COLUMNS)] == list(COLUMNS)


def test_a_number_in_the_csv_stays_a_number_and_an_absent_value_is_empty():
    view = select(small_world(), "id=red-tape&id=loops&id=budgets&sort=source")
    loops, red_tape, budgets = read_csv(FORMATS["csv"].write(view))
    assert (loops["seconds"], loops["place"], loops["receipt"]) == ("10", "00:00:10", "exact")
    assert loops["themes"] == "Trust and candour; Digital"
    assert loops["theme_ids"] == "trust; digital"
    assert (red_tape["seconds"], red_tape["url"]) == ("", "")
    assert red_tape["place"] == "as written 02:00:00"
    assert (budgets["place"], budgets["actors"]) == ("Takeaways, 1", "Jane Doe")
    assert (budgets["figures"], budgets["address"]) == ("", "")


# --- spreadsheet


def sheets(view):
    return openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(view)))


def test_every_cell_of_the_spreadsheet_is_the_text_itself_and_none_a_formula():
    book = sheets(VIEW)
    assert book.sheetnames == ["Findings", "Counts", "About"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    header, *rows = book["Findings"].iter_rows(values_only=True)
    assert list(header) == list(COLUMNS)
    for row, one in zip(rows, VIEW.findings, strict=True):
        assert row[1] == row[17] == one.statement
        assert row[14] == "; ".join(one.actors)
        assert row[10] == 10


def test_only_addresses_of_the_web_are_links_in_the_spreadsheet():
    book = sheets(VIEW)
    links = {
        (sheet.title, cell.value): cell.hyperlink.target
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links
    for (_, value), target in links.items():
        assert value == target
        assert target.startswith("https://")
    assert sum(name == "Findings" for name, _ in links) == 1  # all of one second
    of_findings = [cell for [cell] in book["Findings"]["L2:L200"] if cell.hyperlink]
    assert len(of_findings) == len(TEXTS)


def test_a_doubtful_place_is_no_link_in_the_spreadsheet():
    [row] = list(sheets(select(small_world(), "id=red-tape"))["Findings"].iter_rows(min_row=2))
    assert not any(cell.hyperlink for cell in row)
    assert row[8].value == "as written 02:00:00"


def test_the_sheets_have_tables_with_a_header_that_stays_in_view():
    book = sheets(select(small_world()))
    findings = book["Findings"]
    assert findings.freeze_panes == "C2"
    [table] = findings.tables.values()
    assert table.ref == "A1:R7"
    assert table.autoFilter is not None
    assert all(cell.font.bold for cell in findings[1])
    assert {table.name for table in book["Counts"].tables.values()} == {
        "Themes",
        "Sources",
        "Evidence",
    }
    assert not any(sheet.merged_cells.ranges for sheet in book)
    assert book.properties.title == ABOUT.title
    assert str(book.properties.created) == "2026-01-31 00:00:00"
    assert book.properties.created == book.properties.modified


def test_a_sheet_prints_legibly_with_its_header_its_ids_its_state_and_page_numbers():
    dataset = small_world()
    book = sheets(select(dataset))
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        # One page wide, which the format takes for granted, the findings two; high as it takes.
        wide = 2 if sheet.title == "Findings" else None
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (wide, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        foot = sheet.oddFooter
        assert foot.left.text == f"As of 2026-01-31, fingerprint {dataset.fingerprint[:8]}"
        assert foot.right.text == "Page &P of &N"
    findings = book["Findings"]
    assert (findings.print_title_rows, findings.print_title_cols) == ("$1:$1", "$A:$A")
    assert all(cell.alignment.wrap_text for row in findings["A2:B7"] for cell in row)


@pytest.mark.parametrize("letter", ["x", "é", "🎉"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(letter):
    query = "q=" + letter * 40_000
    view = select(small_world(), query)
    assert len(view.sentence) > MOST_LETTERS
    cells = [cell for row in sheets(view)["About"].iter_rows(values_only=True) for cell in row]
    [cut] = [cell for cell in cells if cell and cell.startswith("None of 6")]
    assert cut.endswith(f" … (cut; {len(view.sentence):,} letters in all)")
    assert MOST_LETTERS - 2 < len(cut.encode("utf-16-le")) / 2 <= MOST_LETTERS
