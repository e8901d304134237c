"""How far a dataset can be trusted: counted over the whole, said in one true sentence."""

import pytest
from hypothesis import given

from insights.coverage import answer, by_source, coverage
from insights.model import Correction, Outline, Section
from tests.worlds import datasets, finding, small_world, world

DATA = small_world()


def test_the_coverage_counts_kinds_of_findings():
    whole = coverage(DATA)
    assert (whole.findings, whole.compared) == (6, 0)
    assert whole.categories == {"keep": 2, "leave": 1, "start": 1, "context": 2}
    assert whole.sorted_by["keep", "stated"] == 2
    assert whole.sorted_by["start", "inferred"] == 1
    assert whole.evidence["polled"] == 1
    assert whole.receipts == {"exact": 3, "section": 2, "doubtful": 1}


@given(datasets())
def test_every_split_adds_up_to_the_whole_and_every_source_to_its_findings(dataset):
    whole = coverage(dataset)
    for split in (whole.categories, whole.evidence, whole.receipts):
        assert sum(split.values()) == whole.findings == len(dataset.findings)
    assert sum(whole.sorted_by.values()) == whole.findings - whole.categories["context"]
    parts = by_source(dataset)
    assert sum(one.coverage.findings for one in parts) == whole.findings
    assert sum(one.coverage.receipts["doubtful"] for one in parts) == whole.receipts["doubtful"]


def test_a_source_has_its_faults_and_what_was_left_out_of_it():
    fault = Correction(
        id="odd",
        source="paper",
        as_written="teh",
        occurs=1,
        likely="the",
        sure="certain",
        why="A slip.",
        status="open",
    )
    outline = Outline(
        source="paper",
        sections=(
            Section(section="Takeaways", items=2),
            Section(section="Imprint", items=1, left_out="Names nobody cites."),
        ),
    )
    talk, paper = by_source(world(*DATA.findings, corrections=(fault,), outlines=(outline,)))
    assert paper.corrections == (fault,)
    assert [section.section for section in paper.left_out] == ["Imprint"]
    assert paper.has_outline
    assert talk.corrections == talk.left_out == ()
    assert not talk.has_outline


@pytest.mark.parametrize(
    ("findings", "sentence"),
    [
        ([], "There is nothing to trust yet: the dataset holds no finding"),
        (
            [finding("a", checked_by="ann")],
            "The one finding was compared with the document by a second reader",
        ),
        (
            [finding("a")],
            "The one finding was not yet compared with the document by a second reader",
        ),
        (
            [finding("a", checked_by="ann"), finding("b", checked_by="ann", locator="02:00:00")],
            "Both findings were compared with the document by a second reader; 1 stands at a "
            "doubtful place",
        ),
        (
            [finding("a", checked_by="ann"), finding("b"), finding("c")],
            "1 of 3 findings was compared with the document by a second reader",
        ),
    ],
)
def test_the_answer_is_made_from_the_counts(findings, sentence):
    assert answer(world(*findings)) == sentence
