"""What the API says of itself is so: every answer, also of what goes wrong, fits its own schema."""

import re

import pytest
from jsonschema import Draft202012Validator

import insights
from insights.exports import FORMATS
from insights.selection import FACETS
from insights.web.api_query import MOST_AT_ONCE, OWN_KEYS
from insights.web.openapi import openapi
from tests.api_client import DATA, client
from tests.browser.server import ROOT
from tests.worlds import world
from tests.worlds_generated import generated_worlds

# A request for every answer that is described: the path, its status, the address, headers, method.
REQUESTS = [
    *(("/findings", 200, f"/findings{query}") for query in ("", "?theme=nope&as_of=0&limit=2")),
    ("/findings", 400, "/findings?limit=x"),
    ("/findings", 414, "/findings?q=" + "a" * 20_000),
    ("/findings/{id}", 200, "/findings/survey"),
    ("/findings/{id}", 301, "/findings/poll"),
    ("/findings/{id}", 400, "/findings/survey?limit=1"),
    ("/findings/{id}", 404, "/findings/surveys"),
    ("/findings/{id}", 410, "/findings/old-claim"),
    ("/counts", 200, "/counts"),
    ("/counts", 400, "/counts?format=csv"),
    ("/counts", 414, "/counts?q=" + "a" * 20_000),
    ("/sources", 200, "/sources"),
    ("/sources", 400, "/sources?a=b"),
    ("/themes", 200, "/themes"),
    ("/themes", 400, "/themes?a=b"),
    ("/lenses", 200, "/lenses"),
    ("/lenses", 400, "/lenses?a=b"),
    ("/runs", 200, "/runs"),
    ("/runs", 400, "/runs?a=b"),
    ("/runs/{id}", 200, "/runs/evening"),
    ("/runs/{id}", 400, "/runs/evening?a=b"),
    ("/runs/{id}", 404, "/runs/evenin"),
    ("/openapi.json", 200, "/openapi.json"),
    ("/openapi.json", 400, "/openapi.json?a=b"),
]
PATHS = sorted({path for path, _, _ in REQUESTS})


def strictly(node):
    """A schema without the leave to add fields: later versions may, this one has none."""
    if isinstance(node, list):
        return [strictly(one) for one in node]
    if not isinstance(node, dict):
        return node
    strict = {key: strictly(value) for key, value in node.items()}
    if "properties" in node and node.get("type") == "object":
        strict["additionalProperties"] = False
    return strict


def faults(described, schema, value):
    """What in a value does not fit a schema of the description."""
    whole = strictly({**schema, "components": described["components"]})
    return [
        f"{one.json_path}: {one.message}" for one in Draft202012Validator(whole).iter_errors(value)
    ]


def expect_as_described(described, path, answer):
    [(_, operation)] = described["paths"][path].items()
    response = operation["responses"][str(answer.status_code)]
    for name in response.get("headers", {}):
        assert answer.headers[name]
    content = response.get("content")
    if content is None:
        assert not answer.content
        return
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in content
    if kind.endswith("json"):
        assert faults(described, content[kind]["schema"], answer.json()) == []


def test_every_answer_that_is_described_is_given_and_fits(monkeypatch):
    asked, described = client(monkeypatch, DATA), openapi(DATA)
    given = set()
    for path, status, address in REQUESTS:
        answer = asked.get(f"/api{address}")
        assert answer.status_code == status, address
        expect_as_described(described, path, answer)
        given.add((path, status))
    for path in PATHS:
        address = next(one for name, status, one in REQUESTS if (name, status) == (path, 200))
        etag = asked.get(f"/api{address}").headers["etag"]
        for answer in (
            asked.get(f"/api{address}", headers={"If-None-Match": etag}),
            asked.post(f"/api{address}"),
            client(monkeypatch, None).get(f"/api{address}"),
        ):
            expect_as_described(described, path, answer)
            given.add((path, answer.status_code))
        asked = client(monkeypatch, DATA)
    said = {
        (path, int(status))
        for path, item in described["paths"].items()
        for status in item["get"]["responses"]
    }
    assert given == said


def test_every_file_is_described(monkeypatch):
    asked, described = client(monkeypatch, DATA), openapi(DATA)
    for ending in FORMATS:
        answer = asked.get(f"/api/findings?format={ending}")
        assert answer.status_code == 200
        expect_as_described(described, "/findings", answer)


@pytest.mark.parametrize("dataset", [insights.load(ROOT / "data"), world(), DATA])
def test_all_of_a_dataset_fits_the_description(monkeypatch, dataset):
    asked, described = client(monkeypatch, dataset), openapi(dataset)
    for path in (
        "/findings",
        "/counts",
        "/sources",
        "/themes",
        "/lenses",
        "/runs",
        "/openapi.json",
    ):
        expect_as_described(described, path, asked.get(f"/api{path}"))
    for finding in dataset.findings:
        expect_as_described(described, "/findings/{id}", asked.get(f"/api/findings/{finding.id}"))
    for run in dataset.runs:
        expect_as_described(described, "/runs/{id}", asked.get(f"/api/runs/{run.id}"))


def test_whatever_a_record_can_hold_fits_the_description(monkeypatch):
    for dataset, queries in generated_worlds(12, seed=3):
        asked, described = client(monkeypatch, dataset), openapi(dataset)
        for path in ("/findings", "/counts", "/sources", "/themes", "/lenses", "/runs"):
            expect_as_described(described, path, asked.get(f"/api{path}"))
        for query in queries[1:4]:
            fields = dataset.select(query).selection.query
            expect_as_described(described, "/counts", asked.get(f"/api/counts?{fields}"))


def test_the_description_is_sound_by_itself():
    described = openapi(DATA)
    assert re.fullmatch(r"3\.1\.\d+", described["openapi"])
    assert set(described) == {"openapi", "info", "servers", "paths", "components"}
    assert {"title", "version"} <= set(described["info"])
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
        assert schema["description"], schema
    names = [item["get"]["operationId"] for item in described["paths"].values()]
    assert len(set(names)) == len(names)
    for path, item in described["paths"].items():
        assert path.startswith("/")
        operation = item["get"]
        assert operation["summary"]
        given = operation.get("parameters", [])
        assert len({(one["name"], one["in"]) for one in given}) == len(given)
        assert re.findall(r"\{(\w+)\}", path) == [
            one["name"] for one in given if one["in"] == "path" and one["required"]
        ]
        for parameter in given:
            assert parameter["description"]
            schema = parameter["schema"]
            Draft202012Validator.check_schema(schema)
            for example in schema.get("examples", []):
                assert Draft202012Validator(schema).is_valid(example)
        for status, response in operation["responses"].items():
            assert re.fullmatch("[1-5][0-9][0-9]", status)
            assert response["description"]


def test_a_licence_is_named_as_such_only_where_it_has_a_short_name():
    assert openapi(DATA)["info"]["license"] == {"name": "CC-BY-4.0", "identifier": "CC-BY-4.0"}
    about = DATA.about.model_copy(update={"licence": "All rights reserved"})
    info = openapi(DATA.model_copy(update={"about": about}))["info"]
    assert "license" not in info
    assert "All rights reserved" in info["description"]


def test_every_reference_of_the_description_leads_somewhere():
    described = openapi(DATA)
    found = references(described)
    assert "#/components/schemas/Finding" in found
    named = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert found == named


def references(node):
    if isinstance(node, list):
        return {one for item in node for one in references(item)}
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
    return own | {one for item in node.values() for one in references(item)}


def test_every_key_of_the_query_is_described_and_no_other():
    parameters = openapi(DATA)["paths"]["/findings"]["get"]["parameters"]
    assert {one["name"] for one in parameters} == {*FACETS, *OWN_KEYS, "q", "sort"}
    by_name = {one["name"]: one["schema"] for one in parameters}
    assert by_name["limit"]["maximum"] == MOST_AT_ONCE
    assert set(by_name["format"]["enum"]) == set(FORMATS)
    for key, facet in FACETS.items():
        known = [option.id for option in facet.options(DATA)]
        assert by_name[key]["examples"] == [[one] for one in known[:2]]


def test_every_field_of_an_answer_says_what_it_holds():
    for name, schema in openapi(DATA)["components"]["schemas"].items():
        for field, says in schema["properties"].items():
            assert "$ref" in says or says.get("description"), f"{name}.{field}"


def test_nothing_of_the_curators_workshop_is_published():
    text = str(openapi(DATA))
    for word in ("bad_examples", "x-record", "checked_by", "#/$defs"):
        assert word not in text
