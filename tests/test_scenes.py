"""Runs and their scenes as data: read, judged, written, compared, taken along with a part."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

import insights
from insights.exports import FORMATS
from insights.exports.part import part_of
from insights.model import HIDES, MAY_HIDE, SCENE_CHARTS, SHOW_MEANS, SHOWS, Run, Scene
from insights.reading import check
from insights.reading.folder import signature
from insights.reading.rules import scenes as rules
from insights.selection import FACETS, parse
from insights.stage import CHARTS
from insights.view import select
from insights.workbench.changes import changes_between
from insights.workbench.told import lines
from insights.workbench.yaml_text import files, write
from tests.bad_data import SOUND
from tests.worlds import finding, world

HOUSE = Path(__file__).parents[1]
RUN = "scenes/first-evening.yaml"
DATA = insights.load(SOUND)
BUNDLED = insights.load()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SOUND, tmp_path / "data")


def spoil(folder, old, new, file=RUN):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def told(folder):
    return [(fault.line, fault.rule) for fault in check(folder)[1]]


def scene(id, show, **fields):
    return Scene(**{"id": id, "title": id.capitalize(), "show": show, "minutes": 1, **fields})


def run(*scenes, id="evening"):
    return Run(id=id, title="An evening", audience="Everybody", scenes=scenes)


# --- reading


def test_a_run_is_known_by_the_name_of_its_file_and_has_its_scenes_in_order():
    (found,) = DATA.runs
    assert (found.id, found.title, found.minutes) == ("first-evening", "A first evening", 45)
    assert [one.show for one in found.scenes] == [
        *("words", "view", "chart", "view", "lens", "tension", "finding"),
        *("notes", "beside", "commitments"),
    ]
    assert DATA.run_by_id["first-evening"] is found
    assert found.scene("split").query == "theme=trust&source=talk"
    assert found.scene("nope") is None


def test_a_dataset_without_runs_is_sound_and_keeps_the_fingerprint_it_had(folder):
    shutil.rmtree(folder / "scenes")
    dataset, faults = check(folder)
    assert (dataset.runs, faults) == ((), [])
    assert dataset.fingerprint != DATA.fingerprint
    assert dataset.model_copy(update={"runs": DATA.runs}).fingerprint == DATA.fingerprint
    plain = json.dumps(dataset.model_dump(mode="json", exclude={"runs"}), sort_keys=True)
    assert dataset.fingerprint == hashlib.sha256(plain.encode()).hexdigest()


def test_runs_come_in_the_order_of_their_names(folder):
    text = (folder / RUN).read_text().replace("A first", "A second")
    (folder / "scenes/an-earlier-one.yaml").write_text(text)
    assert [one.id for one in insights.load(folder).runs] == ["an-earlier-one", "first-evening"]


def test_mistakes_in_several_scenes_are_told_at_once_with_those_between_them(folder):
    spoil(folder, "minutes: 5", "minutes: five")
    spoil(folder, "of: two-needs", "of: too-needs")
    spoil(folder, "q=trust", "theme=trst")
    spoil(folder, "show: beside", "show: besides, of: x")
    assert told(folder) == [
        (9, "number-needed"),
        (13, "scene-query-sound"),
        (14, "scene-of-exists"),
        (18, "choice"),
    ]


def test_what_a_broken_field_leaves_open_is_no_mistake_too(folder):
    spoil(folder, "hide: split", "hide: spilt")
    spoil(folder, 'guess: "How many say so?"', "guess: 5")
    spoil(folder, "of: trust-or-money", "of: Trust or money")
    spoil(folder, "prompt: What brought you here?", "prompt: [a]")
    rules_told = {rule for _, rule in told(folder)}
    assert rules_told == {"choice", "text-needed", "id-spelling"}


@pytest.mark.parametrize("file", ["lenses.yaml", "tensions.yaml", "findings/talk.yaml"])
def test_a_file_that_cannot_be_read_makes_no_scene_a_mistake(folder, file):
    (folder / file).write_text("- [\n")
    assert {fault.file for fault in check(folder)[1]} == {file}


def test_a_run_that_breaks_off_is_told_once(folder):
    spoil(folder, '"How many each?", minutes: 3}', '"How many each?", minutes: 3')
    assert [fault.rule for fault in check(folder)[1]] == ["yaml-syntax"]


def test_one_file_of_runs_is_told_to_be_a_folder(folder):
    (folder / "scenes.yaml").write_text("scenes: []\n")
    (folder / "Scene").mkdir()
    advice = {fault.file: fault.advice for fault in check(folder)[1]}
    assert advice == {
        "scenes.yaml": "write scenes/<run>.yaml for each run",
        "Scene": "did you mean the folder scenes?",
    }


def test_scenes_that_are_no_folder_are_told(folder):
    shutil.rmtree(folder / "scenes")
    (folder / "scenes").write_text("title: x\n")
    (fault,) = check(folder)[1]
    assert (fault.rule, fault.advice) == (
        "plain-file",
        "make it a folder with a file for each run",
    )


def test_an_edit_of_a_run_is_noticed_by_a_running_server(folder):
    before = signature(folder)
    spoil(folder, "A first evening", "The first evening of all")
    after = signature(folder)
    assert after != before
    shutil.rmtree(folder / "scenes")
    assert signature(folder) != after


def test_a_figure_is_shown_by_its_finding(folder):
    spoil(folder, "show: view, query: category=keep, hide", "show: figure, of: trust-first, hide")
    assert check(folder)[1] == []


def test_every_key_that_filters_may_stand_in_a_query_and_no_other():
    assert set(rules.KEYS) == {*FACETS, "q"}


def test_every_value_of_every_key_may_stand_in_a_query(folder):
    asked = [
        f"{key}={option.id}" for key, facet in FACETS.items() for option in facet.options(BUNDLED)
    ]
    shutil.copytree(HOUSE / "data", folder, dirs_exist_ok=True)
    for file in ("scenes", "ledger.yaml"):
        path = folder / file
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for file in ("findings", "outlines"):
        for name in ("evening", "report", "talk"):
            (folder / file / f"{name}.yaml").unlink()
    (folder / "scenes").mkdir()
    for number in range(0, len(asked), 60):
        scenes = "".join(
            f"  - {{id: s{at}, title: S{at}, show: view, minutes: 1, query: {one}}}\n"
            for at, one in enumerate(asked[number : number + 60])
        )
        head = f"title: Run {number}\naudience: All\nscenes:\n"
        (folder / f"scenes/run-{number}.yaml").write_text(head + scenes)
    dataset, faults = check(folder)
    assert {fault.rule for fault in faults} <= {"scene-query-matches"}
    read = [one.query for each in dataset.runs for one in each.scenes]
    assert sorted(read) == sorted(asked)
    assert all(parse(one, dataset).unknown == () for one in read)


def test_every_show_chart_and_hide_has_a_label_and_what_may_be_hidden_is_one_of_them():
    assert SHOWS.keys() == SHOW_MEANS.keys()
    assert set(rules.OF) | {"words", "view", "notes", "beside", "commitments"} == set(SHOWS)
    assert MAY_HIDE.keys() <= SHOWS.keys()
    assert {hide for may in MAY_HIDE.values() for hide in may} == HIDES.keys() - {"none"}
    assert CHARTS.keys() == SCENE_CHARTS.keys()


# --- the runs that come with it


def test_the_bundled_runs_take_ten_forty_five_and_sixty_minutes():
    assert {one.id: one.minutes for one in BUNDLED.runs} == {
        "board": 10,
        "built-to-last": 45,
        "keep-leave-start": 60,
    }


def test_every_bundled_scene_asks_something_and_tells_whoever_leads_what_to_do():
    for each in BUNDLED.runs:
        for one in each.scenes:
            assert one.prompt, one.id
            assert one.notes, one.id


def test_no_bundled_prompt_or_note_repeats_a_statement():
    said = {one.statement.rstrip(".?").casefold() for one in BUNDLED.findings}
    for each in BUNDLED.runs:
        for one in each.scenes:
            for text in (one.title, one.prompt, one.guess, one.notes):
                assert not any(statement in (text or "").casefold() for statement in said)


def test_the_readiness_check_has_every_condition_and_every_step():
    scenes = BUNDLED.run_by_id["built-to-last"].scenes
    for lens in ("lasting-change", "steps-to-public-value"):
        parts = [one.part for one in scenes if one.of == lens and one.part]
        assert parts == [part.id for part in BUNDLED.lens_by_id[lens].parts]


def test_the_hour_with_a_team_has_evidence_and_notes_for_each_column():
    scenes = BUNDLED.run_by_id["keep-leave-start"].scenes
    for show in ("view", "notes"):
        asked = [parse_qsl(one.query) for one in scenes if one.show == show]
        assert asked == [[("category", one)] for one in ("keep", "leave", "start")]


# --- writing


def test_a_dataset_with_runs_is_written_and_read_again(tmp_path):
    write(BUNDLED, tmp_path / "again")
    assert insights.load(tmp_path / "again").runs == BUNDLED.runs
    assert files(DATA)[RUN].startswith("# A run")


def test_runs_travel_in_a_dataset_of_one_file(tmp_path):
    path = tmp_path / "whole.yaml"
    path.write_bytes(FORMATS["yaml"].write(select(BUNDLED)))
    dataset, faults = check(path)
    assert dataset.runs == BUNDLED.runs
    assert [fault for fault in faults if fault.level == "error"] == []


def test_a_mistake_in_a_run_is_told_with_its_line_in_the_one_file(tmp_path):
    path = tmp_path / "whole.yaml"
    text = FORMATS["yaml"].write(select(DATA)).decode()
    path.write_text(text.replace("show: beside", "show: beyond"))
    line = text[: text.index("show: beside")].count("\n") + 1
    (fault,) = [one for one in check(path)[1] if one.level == "error"]
    assert (fault.file, fault.line, fault.rule) == ("whole.yaml", line, "choice")


def test_scenes_of_one_file_that_are_no_group_are_told(tmp_path):
    path = tmp_path / "whole.yaml"
    text = FORMATS["yaml"].write(select(DATA)).decode()
    path.write_text(text[: text.index("scenes:")] + "scenes: [a]\n")
    (fault,) = [one for one in check(path)[1] if one.level == "error"]
    assert "`scenes` is no group of fields" in fault.what
    assert "the id of each run" in fault.advice


@pytest.mark.parametrize(
    ("scenes", "rule"), [("*nobody", "reference"), ("[a]\nscenes: [b]", "duplicate-key")]
)
def test_what_yaml_itself_forbids_in_scenes_of_one_file_is_told_alone(tmp_path, scenes, rule):
    path = tmp_path / "whole.yaml"
    text = FORMATS["yaml"].write(select(DATA)).decode()
    path.write_text(text[: text.index("scenes:")] + f"scenes: {scenes}\n")
    assert [one.rule for one in check(path)[1] if one.level == "error"] == [rule]


def test_every_kind_of_scene_on_the_page_for_curators_is_sound(tmp_path):
    page = (HOUSE / "docs/curating.md").read_text("utf-8")
    folder = shutil.copytree(HOUSE / "data", tmp_path / "data")
    (scenes,) = re.findall(r"^```yaml\n(scenes:.*?)^```", page, re.M | re.S)
    (folder / "scenes/ours.yaml").write_text(f"title: Ours\naudience: All\n{scenes}", "utf-8")
    dataset, faults = check(folder)
    assert faults == []
    assert {one.show for one in dataset.run_by_id["ours"].scenes} == SHOWS.keys()


# --- comparing


def test_runs_are_compared_scene_by_scene():
    old = world(finding("a"), runs=(run(scene("one", "words", prompt="A?"), scene("two", "view")),))
    new = world(finding("a"), runs=(run(scene("two", "view"), scene("one", "words", prompt="B?")),))
    found = changes_between(old, new)
    assert [(one.record, one.id, one.field) for one in found] == [
        ("run", "evening", "scenes"),
        ("run", "evening", "scenes/one/prompt"),
    ]
    assert "runs" in list(lines(found))
    assert changes_between(old, old) == []
    gone = changes_between(old, world(finding("a")))
    assert [(one.record, one.kind) for one in gone] == [("run", "removed")]


# --- a part of a dataset


def shows_of(dataset):
    return [(one.id, [scene.id for scene in one.scenes]) for one in dataset.runs]


def test_a_part_keeps_the_scenes_whose_findings_it_has():
    taken = [DATA.finding_by_id["trust-first"]]
    assert shows_of(part_of(DATA, taken)) == [
        (
            "first-evening",
            [
                *("welcome", "guess", "split", "strongest", "hearing"),
                *("ours", "beside", "commit"),
            ],
        )
    ]
    assert shows_of(part_of(DATA, [DATA.finding_by_id["room-says"]])) == [
        ("first-evening", ["welcome", "hearing", "ours", "beside", "commit"])
    ]


def test_a_run_without_evidence_is_left_out_of_a_part():
    one, other = finding("one"), finding("other")
    runs = (
        run(scene("hello", "words", prompt="Hello?"), scene("it", "finding", of="other")),
        run(scene("hello", "words", prompt="Hello?"), scene("all", "view"), id="later"),
    )
    dataset = world(one, other, runs=runs)
    assert shows_of(part_of(dataset, [one])) == [("later", ["hello", "all"])]
    assert part_of(dataset, [one, other]).runs == runs
