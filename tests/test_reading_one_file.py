"""A dataset in one file: read like a folder, and told by its own lines."""

import pytest

import insights
from insights.cli import main
from insights.exports import FORMATS
from insights.reading import check
from insights.reading.live import LiveDataset
from insights.view import select
from tests.bad_data import SOUND


@pytest.fixture
def file(tmp_path):
    """The sound dataset of the tests in one file."""
    path = tmp_path / "whole.yaml"
    path.write_bytes(FORMATS["yaml"].write(select(insights.load(SOUND))))
    return path


def spoil(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def told(path):
    dataset, faults = check(path)
    assert dataset is None
    return [str(fault) for fault in faults if fault.level == "error"]


def line_of(file, text):
    before, found, _ = file.read_text("utf-8").partition(text)
    assert found
    return before.count("\n") + 1


def test_mistakes_are_told_with_their_line_in_the_file(file):
    themes = "    themes: ["
    line = line_of(file, themes)
    spoil(file, themes, "    themes: [nope, ")
    assert told(file)[0].startswith(
        f"whole.yaml:{line}:14: error theme-exists: there is no theme `nope`"
    )


def test_mistakes_in_an_outline_and_in_what_the_dataset_is_are_told_there_too(file):
    spoil(file, "as_of: ", "as_off: ")
    outlines = line_of(file, "outlines:")
    spoil(file, "    - section: ", "    - sektion: ")
    first, second = told(file)
    assert first.startswith(f"whole.yaml:{line_of(file, 'as_off')}:3: error ")
    assert "did you mean `as_of`?" in first
    assert second.startswith(f"whole.yaml:{outlines + 2}:7: error ")
    assert "did you mean `section`?" in second


def test_an_outline_of_no_source_is_told(file):
    spoil(file, "outlines:\n", "outlines:\n  nowhere: []\n")
    assert any("there is no source `nowhere`" in one for one in told(file))


@pytest.mark.parametrize("key", ["themes", "sources", "findings"])
def test_a_part_that_is_needed_and_missing_is_told(file, key):
    spoil(file, f"\n{key}:", f"\n{key[:-1]}:")
    faults = told(file)
    assert any(f"there is no `{key}` in this file" in one for one in faults)
    assert any(f"did you mean `{key}`?" in one for one in faults)


def test_a_file_of_a_folder_is_no_dataset_and_the_folder_is_asked_for():
    [fault] = told(SOUND / "themes.yaml")
    assert "name the folder that holds dataset.yaml" in fault
    [fault] = told(SOUND / "dataset.yaml")
    assert "there is no `dataset` in this file" in fault


@pytest.mark.parametrize("text", ["", "- a\n", "x\n", "dataset: [\n", "dataset: 3\n", "\0"])
def test_what_is_no_dataset_at_all_is_told_without_a_crash(tmp_path, text):
    (tmp_path / "x.yaml").write_text(text)
    assert told(tmp_path / "x.yaml")


def test_outlines_that_are_no_group_are_told(file):
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("outlines:")] + "outlines: [a]\n", "utf-8")
    assert any("`outlines` is no group of fields" in one for one in told(file))


def test_a_link_to_a_file_is_not_followed(file):
    link = file.with_name("link.yaml")
    link.symlink_to(file)
    [fault] = told(link)
    assert "link.yaml is a link" in fault


def test_a_server_follows_the_file(file):
    live = LiveDataset(file)
    assert live.now().dataset.fingerprint == insights.load(SOUND).fingerprint
    first = live.now().dataset.findings[0]
    spoil(file, first.statement, "It was said in another way.")
    assert live.now().dataset.finding_by_id[first.id].statement == "It was said in another way."


def test_a_file_becomes_a_folder_to_go_on_with(file, tmp_path, capsys):
    folder = tmp_path / "part"
    assert main(["new", "dataset", str(folder), "--from", str(file)]) == 0
    assert "a dataset (dataset.yaml, themes.yaml" in capsys.readouterr().out
    assert insights.load(folder).fingerprint == insights.load(SOUND).fingerprint
    assert main(["new", "dataset", str(folder), "--from", str(file)]) == 2
    assert "is not empty" in capsys.readouterr().err
    spoil(file, "dataset:", "datum:")
    assert main(["new", "dataset", str(tmp_path / "other"), "--from", str(file)]) == 1
    assert "there is no `dataset`" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("command", [["new", "finding"], ["new", "source"], ["release"]])
def test_nothing_is_added_to_a_file_and_a_way_is_named(file, command, capsys):
    before = file.read_bytes()
    assert main([*command, "--data", str(file)]) != 0
    assert "insights new dataset DIR --from FILE.yaml" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_the_wording_of_a_file_is_compared_with_documents_too(file, tmp_path, capsys):
    documents = tmp_path / "documents"
    documents.mkdir()
    words = "one two three four five six seven eight nine ten eleven twelve thirteen"
    (documents / "talk.txt").write_text(f"A talk\n\n{words}\n")
    file.write_text(f"# {words}\n{file.read_text('utf-8')}", "utf-8")
    assert main(["check", str(file), "--sources", str(documents)]) == 1
    assert "whole.yaml:1:3: error own-words: 13 words in a row" in capsys.readouterr().out
