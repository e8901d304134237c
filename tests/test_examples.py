"""The invented dataset to practise with: sound, small, and with one of everything."""

from pathlib import Path

import insights
from insights.cli import main
from insights.model import CATEGORIES
from insights.reading import check

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_example_is_sound_without_a_warning():
    dataset, faults = check(EXAMPLES / "workshop")
    assert dataset is not None
    assert faults == []


def test_the_example_has_one_of_everything_and_says_that_it_is_invented():
    dataset = insights.load(EXAMPLES / "workshop")
    assert dataset.about.title == "An example, invented for practice"
    assert {finding.category for finding in dataset.findings} == set(CATEGORIES)
    assert {source.kind for source in dataset.sources} == {"workshop", "page"}
    assert all("nvented" in source.title for source in dataset.sources)
    assert dataset.outline_by_source.keys() == dataset.source_by_id.keys()
    [lens] = dataset.lenses
    assert sum(part.bare is not None for part in lens.parts) == 1
    assert (len(dataset.tensions), len(dataset.corrections), len(dataset.withdrawn)) == (1, 1, 1)
    assert dataset.about.report_to == "mailto:curator@example.org"


def test_the_example_agrees_with_its_documents(capsys):
    documents = str(EXAMPLES / "notes")
    assert main(["check", str(EXAMPLES / "workshop"), "--sources", documents]) == 0
    assert capsys.readouterr().out.endswith("2 sources; no fault\n")
