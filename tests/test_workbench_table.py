"""A table of findings: each cell is judged as in a file, and told by its row and column."""

import csv
import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import insights
from insights.cli import main
from insights.model import Finding, Source
from insights.workbench.adding import outline_text, save, with_source
from insights.workbench.judging import Judge
from insights.workbench.table import RULES, read_table
from insights.workbench.typed import value_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "workshop"
JUDGE = Judge(EXAMPLE, insights.load(EXAMPLE))
HEAD = "statement,category,basis,themes,source,section,item,evidence,level,note,figures,id"
ROW = "Boats came first.,keep,stated,neighbours,flood-page,What helped,1,argued,town,,,"


def taken(text, source=None):
    content = text if isinstance(text, bytes) else text.encode()
    return read_table("t.csv", content, JUDGE, source)


def harbour():
    """The example with a video whose document has one time."""
    video = Source(
        id="harbour", title="Harbour", short="Harbour", kind="video", publisher="Us", rights="Ours."
    )
    with TemporaryDirectory() as folder:
        data = Path(shutil.copytree(EXAMPLE, Path(folder) / "data"))
        before = Judge(data, insights.load(data))
        sections = [{"section": "Boats", "times": ["00:01:12"]}]
        made = with_source(before, video)
        made["outlines/harbour.yaml"] = outline_text("Harbour", sections)
        assert save(before, made).dataset is not None
        return Judge(data, insights.load(data))


def told(text, source=None):
    return [str(fault) for fault in taken(text, source).faults]


def only(text, source=None):
    result = taken(text, source)
    assert result.faults == []
    [found] = result.findings
    return found


def test_a_row_becomes_a_finding():
    assert only(f"{HEAD}\n{ROW}\n") == Finding(
        id="boats-came-first",
        statement="Boats came first.",
        category="keep",
        basis="stated",
        themes=("neighbours",),
        source="flood-page",
        locator={"section": "What helped", "item": 1},
        evidence="argued",
        level="town",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_separators_line_ends_and_marks_of_all_spreadsheets_are_read(separator, line_end, mark):
    written = io.StringIO()
    rows = [HEAD.split(","), ROW.split(",")]
    rows[1][0] = 'Budgets, of 5,500; and "more", came: late.'
    rows[1][3] = "money; neighbours"
    csv.writer(written, delimiter=separator, lineterminator=line_end).writerows(rows)
    found = only(mark + written.getvalue().encode())
    assert found.statement == rows[1][0]
    assert found.themes == ("money", "neighbours")


def test_names_of_columns_may_be_written_as_people_do():
    text = "Statement,Category,Basis,Themes,Section,Item,Evidence,Level,Checked by,\n"
    row = "Boats came first.,keep,stated,neighbours,What helped,1,argued,town,Second reader,\n"
    found = only(text + row, "flood-page")
    assert (found.checked_by, found.source) == ("Second reader", "flood-page")


def test_a_locator_is_a_time_or_a_heading_with_an_item():
    values = {
        "00:10:38": "00:10:38",
        "10:38": "10:38",
        "[00:10:38]": "00:10:38",
        "What helped, 2": {"section": "What helped", "item": 2},
        "What helped": {"section": "What helped"},
        "Boats, and more": {"section": "Boats, and more"},
    }
    for text, value in values.items():
        assert value_of(Finding, "locator", text) == value


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("72%", {"value": 72, "unit": "percent"}),
        ("over 5,500 participants", {"value": 5500, "unit": "participants", "qualifier": "over"}),
        ("1.5 million people", {"value": 1.5, "unit": "million people"}),
        ("at least 3 of 4", {"value": 3, "qualifier": "at least", "of": "4"}),
        (
            "about 60 percent of the people asked",
            {"value": 60, "unit": "percent", "qualifier": "about", "of": "the people asked"},
        ),
        ("5,5 percent", "5,5 percent"),
        ("64% of participants", {"value": 64, "unit": "percent", "of": "participants"}),
        ("over 3,200 households", {"value": 3200, "unit": "households", "qualifier": "over"}),
        (
            "about 400 people of the pilot",
            {"value": 400, "unit": "people", "qualifier": "about", "of": "the pilot"},
        ),
        (
            "{value: 3200, unit: households, qualifier: over, of: the county}",
            {"value": 3200, "unit": "households", "qualifier": "over", "of": "the county"},
        ),
        ("{value: 3", "{value: 3"),
        ("{value: 010, unit: x}", "{value: 010, unit: x}"),
        ("many people", "many people"),
        ("1" * 16 + " people", "1" * 16 + " people"),
    ],
)
def test_a_figure_is_read_as_it_is_said(text, figure):
    assert value_of(Finding, "figures", text) == [figure]


def test_several_figures_are_joined_in_all_their_forms():
    text = "64% of us; {value: 3, unit: boats}; over 20 rafts"
    assert value_of(Finding, "figures", text) == [
        {"value": 64, "unit": "percent", "of": "us"},
        {"value": 3, "unit": "boats"},
        {"value": 20, "unit": "rafts", "qualifier": "over"},
    ]


@pytest.mark.parametrize("figure", ["~400", "roughly 400 people"])
def test_a_figure_that_cannot_be_read_is_told_with_its_forms(figure):
    [only] = told(f"{HEAD}\n{ROW.replace('town,,', f'town,,{figure}')}")
    assert "`64% of participants`" in only
    assert only.endswith("what may stand before a number is over, at least or about")


def test_ids_are_joined_by_commas_too_and_texts_are_not():
    assert value_of(Finding, "themes", "a, b;c") == ["a", "b", "c"]
    assert value_of(Finding, "aliases", "a,b") == ["a", "b"]
    assert value_of(Source, "asks", "keep, leave") == ["keep", "leave"]
    assert value_of(Finding, "actors", "Doe, Jane; B") == ["Doe, Jane", "B"]
    assert value_of(Source, "via", "talk, recorded; notes") == ["talk, recorded", "notes"]


def test_an_apostrophe_that_disarms_a_formula_is_taken_away_and_no_other():
    for cell, statement in (
        ("'=1+1 is no formula.", "=1+1 is no formula."),
        ("'-5 is a number.", "-5 is a number."),
        ("'Twas late.", "'Twas late."),
    ):
        assert only(f"{HEAD}\n{ROW.replace('Boats came first.', cell)}").statement == statement


def test_dates_times_and_numbers_in_a_text_stay_as_written():
    statement = '"On 2025-11-12 at 10:38, 5,500 people and 007 came; 1.10 of 3/4 left."'
    found = only(f"{HEAD}\n{ROW.replace('Boats came first.', statement)}")
    assert found.statement == statement.strip('"')


def test_an_accent_written_as_a_letter_of_its_own_becomes_one_with_its_letter():
    assert value_of(Finding, "statement", "E\u0301te\u0301.") == "Été."
    assert value_of(Finding, "actors", "E\u0301te\u0301; B") == ["Été", "B"]
    assert value_of(Finding, "locator", "E\u0301te\u0301") == {"section": "E\u0301te\u0301"}


def test_every_fault_of_every_row_is_told_with_row_and_column():
    rows = [
        ROW,
        "No end,keep,,trst,flood-page,What helpd,1,argud,town,,,",
        ",,,,,,,,,,,",
        '"Two\nlines.",keep,stated,neighbours,flood-page,What helped,x,argued,town,,many,',
        ROW.replace("Boats", "Ships") + ",more",
        ROW.replace("Boats", "Rafts").replace("town", "city"),
    ]
    result = taken("\n".join([HEAD, *rows]))
    assert [(one.line, one.column, one.rule) for one in result.faults] == [
        (3, 1, "statement-is-sentence"),
        (3, 2, "basis-only-where-sorted"),
        (3, 4, "theme-exists"),
        (3, 6, "locator-in-outline"),
        (3, 8, "choice"),
        (5, 1, "table-cell"),
        (5, 7, "number-needed"),
        (5, 11, "group-needed"),
        (6, 13, "table-row"),
        (7, 9, "level-exists"),
    ]
    assert result.rows == 5
    assert [finding.id for finding in result.findings] == ["boats-came-first"]
    assert result.can_be_parted
    assert str(result.faults[2]) == (
        't.csv:3:4: error theme-exists: in column "themes": there is no theme `trst` in '
        "themes.yaml; write one of money, neighbours or warnings, or add the theme there"
    )


def test_a_missing_cell_is_told_where_it_would_stand():
    assert told(f"{HEAD}\n{ROW.replace('argued', '')}") == [
        't.csv:2:8: error missing-field: in column "evidence": the finding has no `evidence`; '
        "add it: on what kind of evidence the source rests it"
    ]


def test_ids_are_made_from_the_statements_and_never_twice():
    rows = [
        ROW,
        ROW.replace("Boats came first.", "Boats came first?"),
        ROW.replace(",,,", ",,,x", 1),
    ]
    text = "\n".join([HEAD, rows[0], rows[1].replace("Boats", "The boats")])
    faults = taken(text).faults
    assert [fault.rule for fault in faults] == []
    assert [one.id for one in taken(text).findings] == ["boats-came-first", "boats-came-first-2"]
    taken_before = f"{HEAD}\n{ROW}street-lists\n{ROW.replace('Boats', 'Ships')}streets-that-knew"
    assert [fault[1:5] for fault in taken(taken_before).faults] == [
        (2, 12, "error", "finding-id-unique"),
        (3, 12, "error", "finding-id-unique"),
    ]


def test_an_id_that_was_withdrawn_spoils_the_whole_table():
    result = taken(f"{HEAD}\n{ROW}lists-and-rehearsals")
    assert [fault.rule for fault in result.faults] == ["withdrawn-id-not-alive"]
    assert not result.can_be_parted


def test_a_place_that_is_given_twice_is_told():
    head, row = HEAD + ",locator", ROW + ",What helped"
    assert told(f"{head}\n{row}") == [
        't.csv:2:6: error table-row: in column "section": the place is given twice, as a locator '
        "and as a section with an item; keep one of the two"
    ]


def test_a_column_that_is_no_field_is_told_with_the_nearest_one():
    [first, second, third] = told(f"{HEAD.replace('themes', 'theem')},level,\n{ROW},town,x")
    assert first.startswith(
        "t.csv:1:4: error table-columns: a finding has no field `theem`; did you mean `themes`? "
        "the columns are id, aliases, statement,"
    )
    assert second == (
        "t.csv:1:13: error table-columns: the column `level` stands twice; keep one of the two"
    )
    assert third.startswith("t.csv:1:14: error table-columns: column 14 has no name; write one of")


def test_a_column_that_is_needed_is_told_once_for_the_table():
    needed = {
        "category": "keep, leave or start where the text bears it",
        "source": None,
        "locator": "where it stands: a quoted time as written, or section and item",
        "evidence": "on what kind of evidence the source rests it",
        "level": "the level of government it is about, one of dataset.yaml",
    }
    assert told("statement,themes\nA.,b\nB.,c") == [
        f"t.csv:1:1: error table-columns: there is no column `{name}`; add it"
        + (f": {description}" if description else ", or give --source ID")
        for name, description in needed.items()
    ]


def test_a_misspelt_column_is_not_told_as_missing_too():
    [only] = told(f"{HEAD.replace('evidence', 'evidenc')}\n{ROW}")
    assert "did you mean `evidence`?" in only


def test_a_column_with_another_name_for_a_field_is_one_mistake():
    for written in ("where", "Time", "found on"):
        head = f"statement,category,basis,themes,source,{written},evidence,level"
        row = "Boats came first.,keep,stated,neighbours,flood-page,What helped,argued,town"
        [only] = told(f"{head}\n{row}")
        assert only.startswith(
            f"t.csv:1:6: error table-columns: a finding has no field `{written}`; "
            "did you mean `locator`? "
        )


def test_a_misspelt_section_stands_for_the_place():
    [only] = told(f"{HEAD.replace('section', 'secton')}\n{ROW}")
    assert "did you mean `section`?" in only


def test_a_fault_names_its_column_as_the_table_does():
    head = HEAD.replace("themes", " Themes ")
    [only] = told(f"{head}\n{ROW.replace('neighbours', 'trst')}")
    assert only.startswith('t.csv:2:4: error theme-exists: in column "Themes": there is no theme')


def test_a_place_that_lacks_is_told_at_the_section():
    [only] = told(f"{HEAD}\n{ROW.replace('What helped,1', ',')}")
    assert only.startswith('t.csv:2:6: error missing-field: in column "section": the finding has')


def test_a_fault_of_what_has_no_column_names_none():
    head, row = HEAD.replace(",source", ""), ROW.replace(",flood-page", "")
    [only] = told(f"{head}\n{row}", "nowhere")
    assert only.startswith("t.csv:2:1: error source-exists: there is no source `nowhere`")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1:12", "00:01:12"),
        ("1:12:00 AM", "00:01:12"),
        ("12:01:12 AM", "00:01:12"),
        ("0.0008333", "00:01:12"),
        ("0,000833333333333333", "00:01:12"),
        ("8.33333E-04", "00:01:12"),
        ("0.05", "00:01:12"),
        ("1:12:00", "00:01:12"),
        ("2:03:04", "02:03:04"),
        ("75:10", "01:15:10"),
        ("2:03:04 PM", "14:03:04"),
    ],
)
def test_a_time_that_a_spreadsheet_changed_is_told_with_the_time_that_was_meant(written, meant):
    head = "statement,category,themes,source,locator,evidence,level"
    row = f'Boats came.,context,neighbours,harbour,"{written}",argued,town'
    [only] = read_table("t.csv", f"{head}\n{row}".encode(), harbour()).faults
    assert str(only) == (
        't.csv:2:5: error table-cell: in column "locator": a spreadsheet has changed this time to '
        f'"{written}"; format the column as text and write {meant}'
    )


def test_a_time_one_place_too_far_is_told_with_the_time_of_the_outline():
    head = "statement,category,themes,source,locator,evidence,level"
    rows = [
        f"Boats {number}.,context,neighbours,harbour,{time},argued,town"
        for number, time in enumerate(("01:12:00", "[00:01:12]", "00:01:13"), 1)
    ]
    result = read_table("t.csv", "\n".join([head, *rows]).encode(), harbour())
    shifted, unknown = map(str, result.faults)
    assert shifted.startswith('t.csv:2:5: error locator-in-outline: in column "locator": ')
    assert shifted.endswith("; did you mean 00:01:12?")
    assert unknown.startswith("t.csv:4:5: error locator-in-outline: ")
    assert "did you mean" not in unknown
    assert [finding.locator for finding in result.findings] == ["00:01:12"]


def test_a_percentage_of_nobody_is_a_warning_and_taken():
    text = f"{HEAD}\n{ROW.replace('town,,', 'town,,64%')}\n"
    result = taken(text)
    assert [str(fault) for fault in result.faults] == [
        't.csv:2:11: warning percent-of: in column "figures": a percentage does not say of '
        "whom it is; write `64% of ...`, or `{value: 64, unit: percent}` if the source is silent"
    ]
    assert len(result.findings) == 1
    on_purpose = text.replace("64%", '"{value: 64, unit: percent}"')
    assert only(on_purpose).figures[0].of is None


def test_a_table_that_is_not_utf_8_is_told_how_excel_saves_it():
    [only] = told(f"{HEAD}\n{ROW}".encode() + b"\xff")
    assert only.endswith("(in Excel: Save as, CSV UTF-8)")


@pytest.mark.parametrize("text", ["", "\n", "a,b\nc,d", "{}", "\ufeff"])
def test_what_is_no_table_of_findings_is_told(text):
    [first, *_] = told(text)
    assert first.startswith("t.csv:1:")
    assert "table-columns" in first
    assert taken(text).findings == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (f"{HEAD}\n{ROW}".encode("utf-16"), "encoding"),
        (f"{HEAD}\n{ROW}".encode() + b"\xff", "encoding"),
        (f"{HEAD}\n{ROW}\0".encode(), "control-letter"),
        (f'{HEAD}\n{ROW}\n"Never ends,keep,stated'.encode(), "table-row"),
        (f'{HEAD}\n{ROW}\n"Ends" early,keep,stated'.encode(), "table-row"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_table_is_told(content, rule):
    result = taken(content)
    assert [fault.rule for fault in result.faults] == [rule]
    assert not result.can_be_parted


def test_a_table_of_a_head_alone_has_no_rows():
    assert taken(HEAD) == ([], [], 0, True)


def test_each_rule_of_tables_says_in_a_sentence_what_must_hold():
    assert all(text[0].isupper() and text.endswith(".") for text in RULES.values())


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(st.lists(st.text(max_size=12) | st.sampled_from(['"', ",", "\n", HEAD, ROW, "'"])))
def test_no_table_makes_the_import_raise(pieces):
    result = taken("".join(pieces).encode("utf-8", "surrogatepass"))
    assert result.rows >= len(result.findings)


def run(example, text, *more):
    table = example.parent / "t.csv"
    table.write_text(text, "utf-8")
    return main(["import", str(table), "--data", str(example), *more])


def test_a_sound_table_is_taken_whole(example, capsys):
    before = (example / "findings/flood-page.yaml").read_text()
    assert run(example, f"{HEAD}\n{ROW}\n{ROW.replace('Boats', 'Ships')}\n") == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 findings of 2 rows added (findings/flood-page.yaml)",
        "data: 11 findings, 3 themes, 2 sources; no fault",
    ]
    after = (example / "findings/flood-page.yaml").read_text()
    assert after.startswith(before)
    assert after[len(before) :].startswith("\n  - id: boats-came-first\n    statement: Boats came")


def test_a_faulty_row_keeps_all_rows_out_unless_a_part_is_asked_for(example, capsys):
    text = f"{HEAD}\n{ROW}\n{ROW.replace('Boats', 'Ships').replace('town', 'city')}\n"
    before = (example / "findings/flood-page.yaml").read_text()
    assert run(example, text) == 1
    printed = capsys.readouterr().out.splitlines()
    assert "t.csv:3:9: error level-exists" in printed[0]
    assert printed[1:] == ["nothing is written: 1 of 2 rows could be taken (--partial takes them)"]
    assert (example / "findings/flood-page.yaml").read_text() == before
    assert run(example, text, "--partial") == 1
    assert "1 finding of 2 rows added" in capsys.readouterr().out
    assert "boats-came-first" in insights.load(example).finding_by_id


def test_a_large_table_is_taken_and_of_very_many_faults_the_first_are_told(example, capsys):
    rows = [ROW.replace("Boats", f"Boat {number}") for number in range(600)]
    assert run(example, "\n".join([HEAD, *rows])) == 0
    assert len(insights.load(example).findings) == 609
    capsys.readouterr()
    others = [row.replace("Boat", "Ship").replace("town", "city") for row in rows]
    sound = ROW.replace("Boats", "Rafts")
    before = (example / "findings/flood-page.yaml").read_bytes()
    assert run(example, "\n".join([HEAD, *others, sound]), "--partial") == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "and 401 more faults: --all prints all",
        "nothing is written: mend the table and import it again",
    ]
    assert (example / "findings/flood-page.yaml").read_bytes() == before


def test_the_table_of_the_example_is_taken_by_its_source_alone(example, capsys):
    assert run(example, f"{HEAD}\n", "--source", "flood-page") == 0
    assert capsys.readouterr().out == "the table has no rows\n"
    assert run(example, "x", "--partial") == 1
    assert capsys.readouterr().out.endswith("mend the table and import it again\n")


def test_a_source_that_is_not_there_is_told_before_the_rows(example, capsys):
    assert run(example, f"{HEAD}\n{ROW}\n", "--source", "page") == 2
    assert capsys.readouterr().err == (
        "insights import: there is no source `page` in sources.yaml; write town-evening or "
        "flood-page; if it is a new one, first `insights new source`\n"
    )


def test_a_warning_of_a_table_keeps_nothing_out(example, capsys):
    assert run(example, f"{HEAD}\n{ROW.replace('town,,', 'town,,64%')}\n") == 0
    printed = capsys.readouterr().out
    assert "warning percent-of" in printed
    assert "1 finding of 1 row added" in printed


def test_a_table_that_is_not_there_and_a_dataset_that_is_not_sound_are_told(example, capsys):
    assert main(["import", str(example / "no.csv"), "--data", str(example)]) == 2
    assert "No such file" in capsys.readouterr().err
    (example / "themes.yaml").unlink()
    assert run(example, f"{HEAD}\n{ROW}\n") == 1
    printed = capsys.readouterr()
    assert "themes.yaml:1:1: error missing-file" in printed.err
    assert "nothing can be added before that" in printed.err
