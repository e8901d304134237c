"""YAML: what is taken is a dataset again, sound by itself, and all that it names is in it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import insights
from insights.exports import FORMATS
from insights.exports.part import part_of
from insights.model import Correction, Lens, Message, Outline, Section, Tension, Withdrawn
from insights.reading import check
from insights.selection import FACETS, Selection
from insights.view import View, select
from tests.bad_data import SOUND
from tests.worlds import ABOUT, SOURCES, datasets, finding, small_world, world

ROOT = Path(__file__).parents[1]
SOUND_DATA = [insights.load(one) for one in (ROOT / "data", ROOT / "examples/workshop", SOUND)]


def read_again(content, folder):
    """The dataset that the file holds, which has no error, and its warnings."""
    file = folder / "part.yaml"
    file.write_bytes(content)
    dataset, faults = check(file)
    assert dataset is not None, "\n".join(map(str, faults))
    return dataset, faults


def options(dataset):
    return [(key, one.id) for key, facet in FACETS.items() for one in facet.options(dataset)]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_part_of_a_dataset_is_sound_and_has_the_same_findings(tmp_path, data):
    dataset = data.draw(st.sampled_from(SOUND_DATA))
    selection = Selection()
    for key, value in data.draw(st.lists(st.sampled_from(options(dataset)), max_size=3)):
        selection = selection.choose(key, [*selection.values(key), value])
    view = View(dataset, selection)
    part, faults = read_again(FORMATS["yaml"].write(view), tmp_path)
    assert part.findings == tuple(one for one in dataset.findings if one in view.findings)
    assert {fault.rule for fault in faults} <= {"source-used", "date-not-ahead"}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(datasets(), st.sampled_from(["", "theme=trust", "category=keep", "q=a", "theme=nope"]))
def test_any_invented_dataset_can_be_read_again(tmp_path, dataset, query):
    findings = tuple(
        one.model_copy(update={"statement": f"Statement {at}."})
        for at, one in enumerate(dataset.findings)
    )
    view = select(dataset.model_copy(update={"findings": findings}), query)
    part, _ = read_again(FORMATS["yaml"].write(view), tmp_path)
    assert set(part.findings) == set(view.findings)


@pytest.mark.parametrize("dataset", SOUND_DATA, ids=["data", "workshop", "sound"])
def test_the_whole_dataset_is_the_same_dataset(dataset, tmp_path):
    again, _ = read_again(FORMATS["yaml"].write(select(dataset)), tmp_path)
    assert again.fingerprint == dataset.fingerprint
    assert insights.load(tmp_path / "part.yaml") == again


def test_an_empty_part_can_be_read_again(tmp_path):
    part, faults = read_again(FORMATS["yaml"].write(select(small_world(), "theme=nope")), tmp_path)
    assert (part.findings, part.themes, part.sources, faults) == ((), (), (), [])


@pytest.mark.parametrize(
    "query", ["q=a%0Ab: [%23", "q=%EF%BF%BE", "%22x=%27", "q=%E2%80%A8x", "nope={a: *b}"]
)
def test_what_somebody_asked_for_stays_a_comment(query, tmp_path):
    view = select(small_world(), query)
    content = FORMATS["yaml"].write(view).decode()
    head = content.partition("dataset:\n")[0]
    assert all(line.startswith("# ") for line in head.splitlines())
    read_again(content.encode(), tmp_path)


@pytest.mark.parametrize("id", ["no", "2020", "1e3", "null", "true", "00", "a-1"])
def test_a_source_may_be_called_as_it_likes(id, tmp_path):
    source = SOURCES[0].model_copy(update={"id": id})
    outline = Outline(source=id, sections=(Section(section="All", times=("00:00:10",)),))
    dataset = world(
        finding("one", source=id, locator="00:00:10"), sources=(source,), outlines=(outline,)
    )
    again, _ = read_again(FORMATS["yaml"].write(select(dataset)), tmp_path)
    assert again.outlines == (outline,)


# --- what a part leaves out


PART = {"id": "a", "label": "A", "text": "A.", "locator": "00:00:10"}


def whole():
    """The small world with everything that names a finding."""
    lens = {"source": "talk", "locator": "00:00:10", "number_from": "curator"}
    return small_world().model_copy(
        update={
            "about": ABOUT.model_copy(
                update={"message": Message(text="One.", findings=("loops", "budgets"))}
            ),
            "withdrawn": (
                Withdrawn(id="gone", on="2026-01-01", why="Two.", see=("loops", "deficit")),
            ),
            "lenses": (
                Lens(
                    **lens,
                    id="ways",
                    title="Ways",
                    parts=(
                        {**PART, "findings": ("loops", "budgets")},
                        {**PART, "id": "b", "findings": ("budgets",)},
                        {**PART, "id": "c", "bare": "No source gives a case."},
                    ),
                ),
                Lens(
                    **lens, id="other", title="Other", parts=({**PART, "findings": ("deficit",)},)
                ),
            ),
            "tensions": (
                Tension(
                    id="t",
                    between=("loops", "red-tape"),
                    question="A?",
                    basis="inferred",
                    note="N.",
                ),
                Tension(
                    id="u", between=("loops", "budgets"), question="B?", basis="inferred", note="N."
                ),
            ),
            "corrections": (
                Correction(
                    **{"id": "c", "source": "talk", "as_written": "x", "occurs": 1, "why": "W."},
                    **{"sure": "certain", "status": "open", "affects": ("loops", "survey")},
                ),
                Correction(
                    **{"id": "d", "source": "paper", "as_written": "x", "occurs": 1, "why": "W."},
                    **{"sure": "certain", "status": "open"},
                ),
            ),
        }
    )


def test_a_part_names_no_finding_that_is_not_in_it():
    dataset = whole()
    part = part_of(dataset, [dataset.finding_by_id["loops"], dataset.finding_by_id["red-tape"]])
    assert [one.id for one in part.findings] == ["loops", "red-tape"]
    assert [one.id for one in part.themes] == ["trust", "digital"]
    assert [one.id for one in part.sources] == ["talk"]
    assert part.about.message is None
    assert part.about.title == "A small world (2 of 6 findings)"
    assert [one.see for one in part.withdrawn] == [("loops",)]
    [lens] = part.lenses
    assert [(one.findings, one.bare) for one in lens.parts] == [
        (("loops",), None),
        ((), "Its findings are not among those taken here."),
        ((), "No source gives a case."),
    ]
    assert [one.id for one in part.tensions] == ["t"]
    assert [(one.id, one.affects) for one in part.corrections] == [("c", ("loops",))]


def test_a_source_of_which_findings_are_left_out_is_not_curated_to_its_end():
    dataset = whole()
    of_paper = [one for one in dataset.findings if one.source == "paper"]
    part = part_of(dataset, [dataset.finding_by_id["loops"], *of_paper])
    assert {one.id: one.coverage for one in part.sources} == {
        "talk": "partial",
        "paper": "complete",
    }
    assert part.about.message == dataset.about.message


def test_with_all_findings_a_part_is_the_dataset_without_its_ledger():
    dataset = SOUND_DATA[0]
    assert dataset.ledger
    part = part_of(dataset, dataset.findings)
    assert part.ledger == ()
    assert part.fingerprint == dataset.fingerprint


def test_the_title_of_a_part_fits_however_long_that_of_the_whole_is():
    about = ABOUT.model_copy(update={"title": "x" * 600})
    dataset = small_world().model_copy(update={"about": about})
    part = part_of(dataset, dataset.findings[:1])
    assert len(part.about.title) == 600
    assert part.about.title.endswith("x (1 of 6 findings)")
