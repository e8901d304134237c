"""The schemas that editors use, the examples of the model, and the page made from both."""

import json
import re
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import ValidationError

from insights.cli import main
from insights.reading import folder
from insights.reading.catalogue import all_rules
from insights.reading.words import NOUNS
from insights.workbench import reference
from insights.workbench.documents import RULES as DOCUMENT_RULES
from insights.workbench.reference import MarkerError, page_with_tables
from insights.workbench.schema import FILES, all_schemas, record_schema, schema_files

HOUSE = Path(__file__).parents[1]
FIELDS = [(model, name) for model in NOUNS for name in model.model_fields]
NAMES = [f"{model.__name__}.{name}" for model, name in FIELDS]
BAD = [
    (model, name, one["value"], one["why"])
    for model, name in FIELDS
    for one in (model.model_fields[name].json_schema_extra or {}).get("bad_examples", [])
]
DATASETS = [HOUSE / "data", *(path.parent for path in HOUSE.glob("examples/**/dataset.yaml"))]


def sound(model):
    """A record that holds what is needed and nothing else, made of the first good examples."""
    needed = {name: field for name, field in model.model_fields.items() if field.is_required()}
    return {name: field.examples[0] for name, field in needed.items()}


class EditorLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: `on` is a word."""

    yaml_implicit_resolvers: ClassVar = {
        letter: [one for one in resolvers if not one[0].endswith(":bool")]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"]
)


def loaded(path):
    """A file as an editor reads it: without our reader."""
    return yaml.load(path.read_text("utf-8"), EditorLoader)


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=NAMES)
def test_every_field_is_described_with_examples_that_the_model_and_the_schema_take(model, name):
    field = model.model_fields[name]
    assert field.description.endswith(".")
    assert field.examples
    for example in field.examples:
        record = sound(model) | {name: example}
        model.model_validate(record)
        assert Draft7Validator(record_schema(model)).is_valid(record)


def test_every_field_has_a_bad_example():
    assert {(model, name) for model, name, *_ in BAD} == set(FIELDS)


@pytest.mark.parametrize(("model", "name", "value", "why"), BAD)
def test_a_bad_example_is_refused_by_the_model_and_where_it_can_tell_by_the_schema(
    model, name, value, why
):
    assert why
    record = sound(model) | {name: value}
    with pytest.raises(ValidationError) as refused:
        model.model_validate(record)
    errors = refused.value.errors()
    assert {error["loc"][0] for error in errors} == {name}
    # What a function of ours checks, letter by letter, no schema can say.
    if any(error["type"] != "value_error" for error in errors):
        wrong = list(Draft7Validator(record_schema(model)).iter_errors(record))
        assert {error.absolute_path[0] for error in wrong} == {name}


def test_the_schemas_are_sound_and_know_every_file_that_is_read():
    for schema in all_schemas().values():
        Draft7Validator.check_schema(schema)
        assert "$ref" not in json.dumps(schema)
    read = {*folder.REQUIRED, *folder.OPTIONAL}
    assert {file.path for file in FILES.values() if "/" not in file.path} == read
    assert {file.path for file in FILES.values() if "/" in file.path} == {
        f"{folder.FINDINGS}/*.yaml",
        f"{folder.OUTLINES}/*.yaml",
        f"{folder.SCENES}/*.yaml",
    }


@pytest.mark.parametrize("directory", DATASETS, ids=lambda path: path.name)
def test_the_datasets_of_the_repository_fit_the_schemas(directory):
    looked_at = 0
    for name, file in FILES.items():
        validator = Draft7Validator(all_schemas()[name])
        for path in directory.glob(file.path):
            assert [error.message for error in validator.iter_errors(loaded(path))] == []
            looked_at += 1
    assert looked_at >= 4


@pytest.mark.parametrize(
    ("name", "spoilt"),
    [
        ("themes", {"themes": [{"id": "a", "label": "A", "definition": "A.", "colour": "red"}]}),
        ("themes", {"themes": [{"id": "a", "label": "A"}]}),
        ("themes", {"theme": []}),
        ("withdrawn", {"withdrawn": [], "more": 1}),
        ("dataset", {"format": 1}),
        ("ledger", {"releases": [{"fingerprint": "0" * 64, "as_of": "2026-11-21",
                                  "findings": {"Not an id": "0123456789ab keep"}}]}),
    ],
)  # fmt: skip
def test_a_schema_refuses_what_is_missing_unknown_or_misnamed(name, spoilt):
    assert not Draft7Validator(all_schemas()[name]).is_valid(spoilt)


def test_nothing_that_is_left_out_may_be_written_as_null():
    record = sound(next(iter(NOUNS)))
    schema = record_schema(next(iter(NOUNS)))
    assert Draft7Validator(schema).is_valid(record)
    assert not Draft7Validator(schema).is_valid(record | {"message": None})


def test_the_schemas_in_the_repository_are_those_of_the_model():
    written = {f"schemas/{path.name}" for path in (HOUSE / "schemas").iterdir()}
    assert written == set(schema_files())
    for name, text in schema_files().items():
        assert (HOUSE / name).read_text("utf-8") == text, "run: make schema"


def test_the_editor_settings_bind_every_schema():
    settings = json.loads((HOUSE / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {
        f"./schemas/{name}.json": [f"data/{file.path}", f"examples/**/{file.path}"]
        for name, file in FILES.items()
    }


def test_the_page_for_curators_has_every_field_and_rule_as_the_model_has_them():
    page = (HOUSE / reference.PAGE).read_text("utf-8")
    assert page_with_tables(page) == page, "run: make schema"
    for model, name in FIELDS:
        assert f"| `{name}` | " in page
        assert model.model_fields[name].description in page
    for rule, sentence in (all_rules() | DOCUMENT_RULES).items():
        assert f"| `{rule}` | {sentence} |" in page


def test_the_page_for_curators_names_every_file():
    page = (HOUSE / reference.PAGE).read_text("utf-8")
    table = page.split("## The files")[1].split("\n\n")[1]
    named = {re.sub("<[a-z]+>", "*", name) for name in re.findall(r"^\| `([^`]+)`", table, re.M)}
    assert named == {file.path for file in FILES.values()}


def test_a_page_without_a_marker_is_refused():
    with pytest.raises(MarkerError, match="<!-- fields: begin -->"):
        page_with_tables("# A page")


def test_schema_prints_one_schema_or_all(capsys):
    assert main(["schema", "--file", "themes"]) == 0
    assert json.loads(capsys.readouterr().out) == all_schemas()["themes"]
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == all_schemas()


def test_write_mends_what_is_out_of_date_and_nothing_else(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("insights.cli.schema.HOUSE", tmp_path)
    (tmp_path / "data").mkdir()
    page = (HOUSE / reference.PAGE).read_text("utf-8")
    (tmp_path / reference.PAGE).write_text(page.replace("| `statement` | yes |", "| old |"))
    assert main(["schema", "--write"]) == 0
    assert (tmp_path / reference.PAGE).read_text("utf-8") == page
    assert len(list((tmp_path / "schemas").iterdir())) == len(FILES)
    (tmp_path / "schemas" / "themes.json").write_text("{}")
    capsys.readouterr()
    assert main(["schema", "--write"]) == 0
    assert capsys.readouterr().out == "wrote schemas/themes.json\n"
    assert main(["schema", "--write"]) == 0
    assert capsys.readouterr().out == "schemas and tables are up to date\n"


def test_write_says_what_stands_in_its_way(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("insights.cli.schema.HOUSE", tmp_path)
    assert main(["schema", "--write"]) == 2
    assert "data/README.md cannot be written" in capsys.readouterr().err
    assert main(["schema", "--write", "--file", "themes"]) == 2
    assert "leave --file out" in capsys.readouterr().err
