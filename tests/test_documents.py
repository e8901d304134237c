"""A dataset beside its documents: copied words, outlines, damaged texts, terms and numbers."""

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.cli import main
from insights.workbench.copying import SHORTEST_RUN, Index, holds, words_of
from insights.workbench.documents import RULES, check_documents
from insights.workbench.source_documents import DocumentsError, read_documents

ROOT = Path(__file__).parents[1]

TALK = """\
---
title: Named otherwise
videoId: abcdefghijk
---

People are trusted who listen, said 72% of the four hundred participants [00:34:43]. There was
a "quiet hour" in which nobody spokeâ€”and that was fine [00:35:00].

## Losing it
Where nobody answers for a week, a whole town stops asking, and then trust is gone [00:40:00].
"""
REPORT = """\
A report on money

By somebody

2020

The year before

It was a bad year.

Key takeaways

  • There was no money.
  • There was too little money in the year before.
"""
OUTLINE_OF_TALK = """\
outline:
  - {section: Introduction, named_by: curator, times: ["00:34:43", "00:35:00"]}
  - {section: Losing it, times: ["00:40:00"]}
"""
OUTLINE_OF_REPORT = """\
outline:
  - {section: The year before, items: 1}
  - {section: Key takeaways, items: 2}
"""
CORRECTIONS = """\
corrections:
  - id: damaged-dash
    source: talk
    locator: "00:35:00"
    as_written: "spokeâ€”and"
    occurs: 1
    likely: "spoke, and"
    sure: certain
    why: A dash was damaged.
    status: open
"""


DATASET = """\
format: 1
title: A small world
as_of: "2026-11-21"
licence: CC-BY-4.0
levels: [local]
message: {text: Trust comes first., findings: [trust-first]}
"""
THEMES = """\
themes:
  - id: trust
    label: Trust
    definition: When people believe each other.
"""
SOURCES = """\
sources:
  - id: talk
    title: A talk on trust
    short: Talk
    kind: video
    publisher: A broadcaster
    video: abcdefghijk
    rights: Unknown.
    latest_locator: {at: "01:00:00", why: The recording ends there.}
  - {id: report, title: A report on money, short: Report, kind: report, publisher: P, rights: Ours.}
  - {id: evening, title: An evening, short: Evening, kind: workshop, publisher: T, rights: Ours.}
"""
WITHDRAWN = """\
withdrawn:
  - {id: old-claim, on: "2026-11-20", why: It held two claims., see: [trust-first]}
"""
FINDINGS = """\
findings:
  - id: trust-first
    statement: Trust grows where people are heard.
    category: context
    themes: [trust]
    source: talk
    locator: "00:34:43"
    evidence: polled
    level: local
    figures: [{value: 72, unit: percent, of: participants}]
  - id: trust-lost
    statement: Trust is lost where nobody answers.
    category: context
    themes: [trust]
    source: talk
    locator: "00:40:00"
    evidence: argued
    level: local
    note: The speaker only implies it.
"""
OUTLINE_OF_EVENING = """\
outline:
  - {section: Key takeaways, items: 2}
"""
OTHER_FINDING = """\
findings:
  - id: said-in-{source}
    statement: Said in the {source}.
    category: context
    themes: [trust]
    source: {source}
    locator: {{section: Key takeaways, item: 2}}
    evidence: reported
    level: local
"""


class World:
    """A small dataset with documents for two of its three sources; a test may spoil either."""

    def __init__(self, folder):
        self.data, self.docs = folder / "data", folder / "docs"
        for directory in (self.data / "findings", self.data / "outlines", self.docs):
            directory.mkdir(parents=True)
        self.write("data/dataset.yaml", DATASET)
        self.write("data/themes.yaml", THEMES)
        self.write("data/sources.yaml", SOURCES)
        self.write("data/findings/talk.yaml", FINDINGS)
        for source in ("report", "evening"):
            self.write(f"data/findings/{source}.yaml", OTHER_FINDING.format(source=source))
        self.write("data/withdrawn.yaml", WITHDRAWN)
        self.write("data/corrections.yaml", CORRECTIONS)
        self.write("data/outlines/talk.yaml", OUTLINE_OF_TALK)
        self.write("data/outlines/report.yaml", OUTLINE_OF_REPORT)
        self.write("data/outlines/evening.yaml", OUTLINE_OF_EVENING)
        self.write("docs/0001.md", TALK)
        self.write("docs/0002.txt", REPORT)

    def write(self, name, text):
        (self.data.parent / name).write_text(text, "utf-8")

    def spoil(self, name, old, new):
        text = (self.data.parent / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def faults(self):
        return self.compared().faults

    def compared(self):
        return check_documents(self.data, read_documents(self.docs, self.data))

    def told(self):
        """All faults but that of the source that has no document."""
        return [str(one) for one in self.faults() if "no document of `evening`" not in one.what]


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


# --- what is sound


def test_a_dataset_that_fits_its_documents_has_no_fault_but_the_missing_document(world):
    assert world.told() == []
    assert [str(one) for one in world.faults()] == [
        "sources.yaml:11:10: warning source-has-document: there is no document of `evening`; "
        "put it into the folder as evening.txt"
    ]


@pytest.mark.parametrize("name", ["talk.md", "talk.txt"])
def test_a_document_is_found_by_the_id_of_its_source(world, name):
    world.write(f"docs/{name}", TALK.replace("videoId: abcdefghijk\n", ""))
    (world.docs / "0001.md").unlink()
    assert world.told() == []


def test_a_document_is_found_by_its_title(world):
    world.spoil("docs/0001.md", "videoId: abcdefghijk\n", "")
    world.spoil("docs/0001.md", "Named otherwise", "a Talk, on TRUST")
    assert world.told() == []


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
    ],
    ids=["crlf", "mark", "utf-16"],
)
def test_a_document_may_be_saved_in_several_ways(world, encode):
    (world.docs / "0001.md").write_bytes(encode(TALK))
    assert world.told() == []


def test_an_old_encoding_is_read_too(world):
    (world.docs / "0002.txt").write_bytes(REPORT.encode("cp1252"))
    assert world.told() == []


# --- which document is whose


def test_a_document_of_no_source_is_a_warning(world):
    world.write("docs/other.txt", "Another document\n")
    assert world.told() == [
        "other.txt:1:1: warning document-of-source: the document `other.txt` belongs to no source; "
        "name it by the id of its source, or take it out of the folder"
    ]


def test_a_second_document_of_a_source_is_a_warning(world):
    shutil.copy(world.docs / "0001.md", world.docs / "talk.md")
    [said] = world.told()
    assert "the document `talk.md` is of `talk`, as `0001.md` is; keep one of the two" in said


def test_a_document_is_not_called_a_stranger_while_a_source_has_faults(world):
    world.spoil("data/sources.yaml", "kind: workshop", "kind: party")
    world.write("docs/other.txt", "Another document\n")
    assert world.told() == []


def test_what_is_no_text_is_not_read(world):
    (world.docs / "picture.png").write_bytes(b"\x89PNG\0")
    (world.docs / ".hidden").write_text("Another document")
    assert world.told() == []


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_documents_is_refused(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentsError, match=name):
        read_documents(tmp_path / name, tmp_path / "data")


# --- outlines


def test_a_missing_heading_is_told_with_the_line_to_write(world):
    world.spoil("data/outlines/talk.yaml", '  - {section: Losing it, times: ["00:40:00"]}\n', "")
    assert world.told() == [
        'outlines/talk.yaml:2:15: error outline-as-document: the heading "Losing it" of 0001.md is '
        'missing; write behind "Introduction": - {section: Losing it, times: ["00:40:00"]}'
    ]


def test_a_missing_beginning_is_told_as_ours(world):
    line = OUTLINE_OF_TALK.splitlines(keepends=True)[1]
    world.spoil("data/outlines/talk.yaml", line, "")
    [said] = world.told()
    assert (
        "the text before the first heading of 0001.md is missing; write at the beginning: " in said
    )
    assert '- {section: Introduction, named_by: curator, times: ["00:34:43", "00:35:00"]}' in said


def test_a_heading_that_is_not_there_is_told_with_the_nearest(world):
    world.spoil("data/outlines/report.yaml", "Key takeaways", "Key take-aways")
    assert sorted(said.partition("error ")[2] for said in world.told()) == [
        'outline-as-document: 0002.txt has no heading "Key take-aways"; did you mean '
        '"Key takeaways"? otherwise take it out, or write `named_by: curator` if the heading is '
        "ours",
        'outline-as-document: the heading "Key takeaways" of 0002.txt is missing; write behind '
        '"The year before": - {section: Key takeaways, items: 2}',
    ]


def test_a_heading_in_the_wrong_place_is_told_with_the_right_one(world):
    first, last = OUTLINE_OF_REPORT.splitlines(keepends=True)[1:]
    world.write("data/outlines/report.yaml", f"outline:\n{last}{first}")
    [said] = world.told()
    assert "stands elsewhere in 0002.txt; move it " in said


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (', "00:35:00"', "", '"Introduction" lacks 00:35:00 of 0001.md'),
        ('"00:35:00"', '"00:35:00", "00:36:00"', "has 00:36:00, which 0001.md has not there"),
        ('"00:34:43", "00:35:00"', '"00:35:00", "00:34:43"', "has its times in another order"),
    ],
)
def test_other_times_are_told_with_those_to_write(world, old, new, what):
    world.spoil("data/outlines/talk.yaml", old, new)
    [said] = world.told()
    assert what in said
    assert said.endswith('; write `times: ["00:34:43", "00:35:00"]`')


@pytest.mark.parametrize(
    ("written", "what"), [("items: 3", "has 3 items"), ("items: 0", "has 0 items")]
)
def test_another_number_of_items_is_told(world, written, what):
    world.spoil("data/outlines/report.yaml", "items: 2", written)
    [said] = world.told()
    assert f'"Key takeaways" {what}, in 0002.txt there are 2; write `items: 2`' in said


def test_items_that_are_not_counted_are_told(world):
    world.spoil("data/outlines/report.yaml", ", items: 2", "")
    assert "says nothing of its items, in 0002.txt there are 2" in world.told()[0]


@pytest.mark.parametrize("outline", [None, "outline: []\n"])
def test_where_there_is_no_outline_nothing_is_compared(world, outline):
    (world.data / "outlines/talk.yaml").unlink()
    if outline:
        world.write("data/outlines/talk.yaml", outline)
    assert world.told() == []


# --- damaged texts, terms, numbers


def test_a_damaged_text_is_counted_in_the_document(world):
    world.spoil("data/corrections.yaml", "occurs: 1", "occurs: 2")
    assert world.told() == [
        'corrections.yaml:6:13: error as-written-occurs: "spokeâ€”and" stands in 0001.md once, '
        "`occurs` says 2; write `occurs: 1`"
    ]
    world.spoil("data/corrections.yaml", "spokeâ€”and", "o")
    [said] = world.told()
    assert f"stands in 0001.md {TALK.count('o')} times, `occurs` says 2" in said


def test_a_damaged_text_that_is_nowhere_is_told_at_the_text(world):
    world.spoil("data/corrections.yaml", "spokeâ€”and", "spoke and")
    [said] = world.told()
    assert said.startswith("corrections.yaml:5:17: error as-written-occurs: ")
    assert "stands in 0001.md nowhere, `occurs` says 1; copy it letter by letter" in said


def test_a_damaged_text_of_a_source_without_a_document_is_not_judged(world):
    world.spoil("data/corrections.yaml", "source: talk", "source: evening")
    world.spoil("data/corrections.yaml", "occurs: 1", "occurs: 5")
    assert world.told() == []


def test_a_term_must_stand_in_the_document_whatever_its_capitals(world):
    figures = "figures: [{value: 72, unit: percent, of: participants}]"
    world.spoil("data/findings/talk.yaml", figures, f"{figures}\n    terms: [Quiet Hour]")
    assert world.told() == []
    world.spoil("data/findings/talk.yaml", "Quiet Hour", "quiet week")
    [said] = world.told()
    assert said.startswith("findings/talk.yaml:11:13: warning term-in-document: ")
    assert 'the term "quiet week" does not stand in 0001.md' in said


@pytest.mark.parametrize("number", ["72", "72.0", "4"])
def test_a_number_may_stand_in_digits_or_as_a_word(world, number):
    world.spoil("data/findings/talk.yaml", "value: 72", f"value: {number}")
    assert world.told() == []


@pytest.mark.parametrize(
    ("written", "value", "is_there"),
    [("5,500", "5500", True), ("1.5", "1.5", True), ("15", "1.5", False), ("172", "17", False)],
)
def test_a_number_is_the_same_with_and_without_its_comma(world, written, value, is_there):
    world.spoil("docs/0001.md", "72%", f"over {written}")
    world.spoil("data/findings/talk.yaml", "value: 72, unit: percent", f"value: {value}, unit: it")
    said = world.told()
    assert (said == []) == is_there
    assert is_there or "warning figure-in-document: the number" in said[0]


ACTORS = "level: local\n    actors: [{}]\n    figures"


def test_an_actor_must_stand_in_the_document(world):
    world.spoil("data/findings/talk.yaml", "level: local\n    figures", ACTORS.format("People"))
    assert world.told() == []
    world.spoil("data/findings/talk.yaml", "[People]", "[Jane Doe]")
    [said] = world.told()
    assert said.startswith("findings/talk.yaml:10:14: warning actor-in-document: ")
    assert 'the actor "Jane Doe" does not stand in 0001.md; write the name as the source' in said


@pytest.mark.parametrize(
    ("affects", "likely", "is_told"),
    [
        ("[trust-first]", "Jane Doe", False),
        ("[trust-first]", "Jane Doe of the town", False),
        ("[trust-first]", "Something else", True),
        ("[trust-lost]", "Jane Doe", True),
    ],
)
def test_an_actor_whom_the_document_misspells_is_not_told(world, affects, likely, is_told):
    world.spoil("data/findings/talk.yaml", "level: local\n    figures", ACTORS.format("Jane Doe"))
    affected = f"{likely}\n    affects: {affects}"
    world.spoil("data/corrections.yaml", '"spoke, and"', affected)
    assert ["actor-in-document" in said for said in world.told()] == [True] * is_told


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("Of the people 72% trust.", []),
        ("Of the people 73% trust.", ["73"]),
        ("The 400 and 1,500.5 of 72 came.", ["1,500.5", "400"]),
        ("At 10:38 and 1 place in 4.", []),
        ("In the G20 and the 21st year.", []),
    ],
)
def test_a_number_in_a_statement_must_stand_in_the_document(world, statement, missing):
    world.spoil("docs/0001.md", "four hundred", "one of four")
    world.spoil("data/findings/talk.yaml", "Trust grows where people are heard.", statement)
    told = world.told()
    assert [said.split('"')[1] for said in told] == missing
    assert all("talk.yaml:3:16: warning statement-number-in-document: " in said for said in told)


def test_what_is_told_of_a_faulty_field_anyway_is_not_told_twice(world):
    figure = "{value: 72, unit: percent, of: participants}"
    world.spoil("data/findings/talk.yaml", figure, "{value: 13, unit: percent, off: people}")
    assert world.told() == []


# --- copied words

COPIED = "Where nobody answers for a week, a whole town stops asking and then trust fades."


def test_twelve_copied_words_are_told_with_both_places(world):
    world.spoil("data/findings/talk.yaml", "Trust is lost where nobody answers.", COPIED)
    assert world.told() == [
        "findings/talk.yaml:12:16: error own-words: 14 words in a row are those of 0001.md line "
        "10: where nobody answers for a week a whole town stops asking and then trust; say it in "
        "other words"
    ]


def test_eleven_words_may_be_the_same(world):
    few = "Where nobody answers for a week, a whole town stops, trust is lost."
    world.spoil("data/findings/talk.yaml", "Trust is lost where nobody answers.", few)
    assert world.told() == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("findings/talk.yaml", "The speaker only implies it.", "COPIED"),
        ("themes.yaml", "When people believe each other.", "COPIED"),
        ("themes.yaml", "themes:\n", "# COPIED\nthemes:\n"),
        ("dataset.yaml", "Trust comes first.", '"COPIED"'),
        ("sources.yaml", "The recording ends there.", '"COPIED"'),
        ("withdrawn.yaml", "It held two claims.", '"COPIED"'),
        ("corrections.yaml", "A dash was damaged.", "COPIED"),
    ],
)
def test_words_are_copied_wherever_they_stand(world, file, old, new):
    # A folded text goes over lines; quotation marks, case and commas do not count.
    copied = COPIED.replace(",", "").replace("nobody", "NoBody").replace("fades.", "is gone")
    world.spoil(f"data/{file}", old, new.replace("COPIED", copied))
    [said] = world.told()
    assert f"{file}:" in said
    assert "16 words in a row are those of 0001.md line 10" in said


def test_words_are_copied_over_the_lines_of_a_folded_text_and_behind_escapes(world):
    folded = COPIED.replace("week, a", "week, a\n      ")
    world.spoil("data/findings/talk.yaml", "The speaker only implies it.", f">-\n      {folded}")
    assert len(world.told()) == 1
    world.spoil("data/findings/talk.yaml", f">-\n      {folded}", f'"{COPIED}"')
    world.spoil("data/findings/talk.yaml", "for a week", "for \\u0061 week")
    assert len(world.told()) == 1


def test_words_are_copied_in_a_page_beside_the_files_too(world):
    world.write("data/README.md", f"# Notes\n\n{COPIED}\n")
    [said] = world.told()
    assert said.startswith("README.md:3:1: error own-words: 14 words")


def test_a_damaged_text_may_be_as_long_as_the_fault(world):
    text = TALK[TALK.index("Where nobody") : TALK.index(" [00:40:00]")]
    world.spoil("data/corrections.yaml", "spokeâ€”and", text)
    assert world.told() == []


def test_unsound_files_are_compared_all_the_same(world):
    world.spoil("data/findings/talk.yaml", "Trust is lost where nobody answers.", COPIED)
    world.write("data/dataset.yaml", "- [")
    assert len(world.told()) == 1


PIECES = st.sampled_from(["alpha ", "beta, ", "Gamma ", "\n", "’", "5,500 ", "é"])
TEXTS = st.lists(PIECES).map("".join)


@given(text=TEXTS, before=TEXTS, behind=TEXTS)
def test_a_run_is_found_whatever_stands_around_it(text, before, behind):
    index = Index([words_of(f"{behind} {text}\n{before}")])
    runs = list(index.runs(words_of(f"{before}\n{text} {behind}")))
    assert bool(runs) or len(words_of(text)) < SHORTEST_RUN
    assert all(run.length >= SHORTEST_RUN for run in runs)


def test_a_run_is_told_once_at_its_greatest_length():
    document = words_of(" ".join(f"w{number}" for number in range(30)))
    text = words_of("before " + " ".join(f"w{number}" for number in range(3, 25)) + " behind")
    [run] = Index([document, document[:20]]).runs(text)
    assert (run.start, run.length, run.document, run.start_in_document) == (1, 22, 0, 3)


def test_what_wrong_encodings_and_markup_leave_behind_does_not_count():
    plain = [word.plain for word in words_of("The state's 5,500 cafés: stop")]
    for text in (
        "the stateâ€™s 5500 cafés â€” stop",
        "The state’s <b>5,500</b> [[some_page | cafés]] stop [00:10:38]",
        "THE states 5,500 cafés](https://example.org/a) stop",
    ):
        assert [word.plain for word in words_of(text)] == plain
    escaped = words_of(r"The state\u2019s 5,500 caf\u00e9s\nstop", has_escapes=True)
    assert [word.plain for word in escaped] == plain


def test_a_term_is_held_by_whole_words():
    words = words_of("A plastic hour")
    assert holds(words, words_of("Plastic HOUR"))
    assert not holds(words, words_of("lastic hour"))
    assert not holds(words, words_of("hour plastic"))


# --- the command


def test_check_compares_with_the_documents_when_asked(world, capsys):
    assert main(["check", str(world.data), "--sources", str(world.docs)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "source-has-document" in printed[0]
    assert printed[-1].endswith("1 warning")
    world.spoil("data/corrections.yaml", "occurs: 1", "occurs: 2")
    assert main(["check", str(world.data)]) == 0
    capsys.readouterr()
    assert main(["check", str(world.data), "--sources", str(world.docs)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert "as-written-occurs" in printed[0]
    assert printed[-1] == "data: 1 error, 1 warning, in 1 file; mend the errors and check again"


def test_check_tells_what_both_looks_find_in_the_order_of_the_files(world, capsys):
    world.spoil("data/corrections.yaml", "occurs: 1", "occurs: 2")
    world.spoil("data/findings/talk.yaml", "evidence: polled", "evidence: rumour")
    sources = ["--sources", str(world.docs), "--format", "json"]
    assert main(["check", str(world.data), *sources]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["is_sound"] is False
    assert [one["rule"] for one in report["faults"]] == [
        "as-written-occurs",
        "choice",
        "source-has-document",
    ]


def test_check_refuses_a_folder_without_documents(world, capsys):
    assert main(["check", str(world.data), "--sources", str(world.docs / "nowhere")]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_check_names_which_document_was_compared_with_which_source(world, capsys):
    for more in ([], ["--format", "json"]):
        assert main(["check", str(world.data), "--sources", str(world.docs), *more]) == 0
        printed = capsys.readouterr()
        assert printed.err.splitlines() == [
            "compared talk with 0001.md",
            "compared report with 0002.txt",
        ]
        assert "compared" not in printed.out


@pytest.mark.parametrize("where", ["data", "data/findings", "."])
def test_check_refuses_the_dataset_itself_as_documents(world, capsys, where):
    folder = world.data.parent / where
    assert main(["check", str(world.data), "--sources", str(folder)]) == 2
    told = capsys.readouterr().err
    assert "holds the dataset itself; put the documents in a folder of their own" in told


def test_check_refuses_another_dataset_as_documents(world, capsys):
    shutil.copytree(world.data, world.docs / "old")
    assert main(["check", str(world.data), "--sources", str(world.docs)]) == 2
    assert "`docs` holds a dataset; put the documents in a folder" in capsys.readouterr().err


def test_check_refuses_a_file_as_documents(world, capsys):
    assert main(["check", str(world.data), "--sources", str(world.docs / "0001.md")]) == 2
    told = capsys.readouterr().err
    assert told == "insights check: `0001.md` is a file; name the folder it lies in\n"


def test_every_rule_is_a_sentence():
    assert len(RULES) == 9
    assert all(sentence.endswith(".") for sentence in RULES.values())


@pytest.mark.skipif(
    not os.environ.get("INSIGHTS_SOURCES"),
    reason="INSIGHTS_SOURCES names no folder with the documents of the sources",
)
def test_the_bundled_dataset_fits_its_documents():
    documents = read_documents(Path(os.environ["INSIGHTS_SOURCES"]), ROOT / "data")
    assert len(documents) >= 3
    assert [str(fault) for fault in check_documents(ROOT / "data", documents).faults] == []
