"""The API answers what the library answers, and says plainly why where it gives no answer."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import given
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Host
from starlette.testclient import TestClient

from insights.exports import FORMATS, Format
from insights.selection import FACETS, LOOK_KEYS, address
from insights.web import routes
from insights.web.api_query import MOST_BYTES, RequestError, question
from insights.web.base_path import also_below
from tests.api_client import DATA, client
from tests.test_selection import fields
from tests.worlds import finding, world
from tests.worlds_generated import generated_worlds


@pytest.fixture
def asked(monkeypatch):
    return client(monkeypatch, DATA)


def findings(asked, query):
    answer = asked.get(f"/api/findings?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


# --- What is answered ---------------------------------------------------------------------------


def test_findings_come_with_all_that_makes_a_count_honest(asked):
    found = findings(asked, "theme=trust&category=keep")
    view = DATA.select("theme=trust&category=keep")
    assert found["findings"] == [DATA.record(one) for one in view.findings]
    assert (found["count"], found["of"]) == (2, 6)
    assert found["sentence"] == view.sentence
    assert found["query"] == "category=keep&theme=trust"
    assert found["filters"] == [
        {"key": "category", "value": "keep", "label": "Keep"},
        {"key": "theme", "value": "trust", "label": "Trust and candour"},
    ]
    assert (found["unknown"], found["since"], found["next"]) == ([], None, None)
    assert (found["fingerprint"], found["as_of"]) == (DATA.fingerprint, "2026-01-31")


def test_every_query_gets_the_findings_and_the_sentence_of_the_library(monkeypatch):
    told = 0
    for dataset, queries in generated_worlds(40, seed=7):
        asked = client(monkeypatch, dataset)
        for query in queries:
            sent = quote(query.encode("utf-8", "replace"), safe="%&=+;?/:@!$'()*,~")
            answer = asked.get(f"/api/findings?{sent}")
            assert answer.status_code in (200, 400), query
            if answer.status_code == 400:
                assert answer.json()["error"] in {"no-number", "unknown-format", "twice"}
                continue
            view = dataset.select(query)
            found, told = answer.json(), told + 1
            assert [one["id"] for one in found["findings"]] == [one.id for one in view.findings]
            assert (found["count"], found["of"]) == (view.count, view.of)
            assert found["sentence"] == view.sentence
            assert found["unknown"] == list(view.unknown)
            assert dataset.select(found["query"]).selection == view.selection
    assert told > 250


@given(fields())
def test_no_query_at_all_makes_the_server_fail(asked_once):
    with pytest.MonkeyPatch.context() as patch:
        asked = client(patch, DATA)
        for path in ("/api/findings", "/api/counts", "/api/themes"):
            answer = asked.get(path, params=asked_once)
            assert answer.status_code in (200, 400)
            assert answer.headers["content-type"].startswith("application/")
            assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("limit", [1, 2, 4, 6, 7])
def test_following_next_gives_every_finding_once(asked, limit):
    address, seen = f"findings?sort=statement&as_of=00000000&limit={limit}", []
    for _ in range(7):
        page = asked.get(f"/api/{address}").json()
        seen += page["findings"]
        assert len(page["findings"]) <= limit
        assert page["since"]["is_known"] is False
        if (address := page["next"]) is None:
            break
    assert [one["id"] for one in seen] == [one.id for one in DATA.select("sort=statement").findings]


def test_ten_thousand_findings_come_a_thousand_at_a_time(monkeypatch):
    many = world(*(finding(f"finding-{at}") for at in range(2_500)))
    asked = client(monkeypatch, many)
    first = asked.get("/api/findings").json()
    assert (len(first["findings"]), first["limit"], first["count"]) == (1_000, 1_000, 2_500)
    last = asked.get(f"/api/{asked.get('/api/' + first['next']).json()['next']}").json()
    assert (len(last["findings"]), last["offset"], last["next"]) == (500, 2_000, None)
    table = asked.get("/api/findings?format=csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(table)))) == 2_501


def test_a_page_beyond_the_end_is_empty_and_says_how_many_there_are(asked):
    found = findings(asked, "offset=600")
    assert (found["findings"], found["count"], found["next"]) == ([], 6, None)
    found = findings(asked, "limit=0")
    assert (found["findings"], found["count"], found["next"]) == ([], 6, None)


def test_one_finding_comes_with_its_citation(asked):
    found = asked.get("/api/findings/survey").json()
    assert found["finding"] == DATA.record(DATA.finding_by_id["survey"])
    assert found["aliases"] == ["poll"]
    assert "Finding “survey” in: A small world" in found["citation"]
    assert asked.get("/api/findings/loops").json()["lenses"] == ["asked"]


def test_runs_are_those_of_the_dataset_one_by_one_and_all(asked):
    plain = [one.model_dump(mode="json") for one in DATA.runs]
    answer = asked.get("/api/runs").json()
    assert (answer["runs"], answer["fingerprint"]) == (plain, DATA.fingerprint)
    assert asked.get("/api/runs/evening").json()["run"] == plain[0]
    gone = asked.get("/api/runs/evning")
    assert gone.status_code == 404
    assert gone.json() == {
        "status": 404,
        "error": "no-such-run",
        "what": "There is no run “evning” in this dataset.",
        "write_instead": "Perhaps evening.",
    }
    told = asked.get("/api/runs/nothing-like-it").json()
    assert told["write_instead"] == "Every run stands in /api/runs."


def test_sources_themes_lenses_and_tensions_are_those_of_the_dataset(asked):
    sources = asked.get("/api/sources").json()["sources"]
    assert [(one["id"], one["count"]) for one in sources] == [("talk", 4), ("paper", 2)]
    themes = asked.get("/api/themes").json()["themes"]
    assert [(one["label"], one["count"]) for one in themes] == [
        ("Trust and candour", 3),
        ("Digital", 2),
        ("Public money", 3),
    ]
    frameworks = asked.get("/api/lenses").json()
    assert frameworks["lenses"] == [one.model_dump(mode="json") for one in DATA.lenses]
    assert frameworks["tensions"] == [one.model_dump(mode="json") for one in DATA.tensions]


def test_counts_say_what_choosing_gives_what_matches_and_why_a_cell_is_empty(asked):
    query = "theme=trust&category=keep"
    counted, view = asked.get(f"/api/counts?{query}").json(), DATA.select(query)
    assert [one["key"] for one in counted["facets"]] == [key for key in FACETS if key != "id"]
    for facet in counted["facets"]:
        choosing, matching = view.counts(facet["key"]), view.tally(facet["key"])
        for option in facet["options"]:
            assert option["choosing"] == choosing[option["id"]]
            assert option["matching"] == matching[option["id"]]
    assert (counted["count"], counted["sentence"]) == (2, view.sentence)
    everything = asked.get("/api/counts").json()["themes_by_category"]
    money = next(row for row in everything["rows"] if row["id"] == "money")
    assert money["counts"] == {"keep": 0, "leave": 0, "start": 1, "context": 2}
    assert money["empty"] == {"keep": "not said", "leave": "not said"}
    assert set(everything["empty_means"]) == {"not said", "not asked"}


# --- A link of the app --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["theme=digital&category=leave&q=red", "sort=statement", "theme=nope&id=poll"]
)
def test_what_stands_behind_a_page_works_here_in_ids_and_in_labels(asked, query):
    wanted = DATA.select(query)
    in_ids = wanted.selection.query
    in_labels = address(wanted.selection, DATA)
    looks = [(key, "x") for key in LOOK_KEYS if key != "offset"]
    shared = [("utm_source", "letter"), ("fbclid", "1")]
    for pasted in (parse_qsl(in_ids), in_labels, [*in_labels, *looks, *shared]):
        answer = asked.get("/api/findings", params=pasted).json()
        assert answer["query"] == in_ids
        assert [one["id"] for one in answer["findings"]] == [one.id for one in wanted.findings]
        assert answer["unknown"] == list(wanted.unknown)


def test_a_question_mark_pasted_along_does_no_harm(asked):
    assert findings(asked, "?theme=digital")["query"] == "theme=digital"


def test_the_state_of_a_copied_link_says_what_changed_since(asked):
    state = DATA.ledger[0].fingerprint[:8]
    for path in ("findings", "counts"):
        told = asked.get(f"/api/{path}?theme=trust&as_of={state}").json()["since"]
        assert told["sentence"] == (
            "Since this link was made, 1 finding was changed, 1 was sorted into another category, "
            "1 was withdrawn and 1 was added."
        )
        assert told["touched"] == ["loops", "red-tape", "deficit"]
        assert told["withdrawn"] == ["old-claim"]
        assert told["is_known"] is True
    same = findings(asked, f"as_of={DATA.fingerprint[:8]}")["since"]
    assert (same["sentence"], same["touched"], same["is_known"]) == (None, [], True)
    strange = findings(asked, "as_of=nonsense")["since"]
    assert strange["is_known"] is False
    assert "not among the released ones" in strange["sentence"]


# --- Unknown, odd and hostile -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("theme=nope", "There is no theme “nope” in this dataset: it matches nothing."),
        ("themes=trust", "“themes” is not a filter"),
        ("id=old-claim", "was withdrawn on 2026-01-15: It held two claims. See survey."),
        ("theme=%ff%fe", "There is no theme “\ufffd\ufffd”"),
        ("theme=%00", "There is no theme “\ufffd”"),
        ("theme=<script>alert(1)</script>", "There is no theme “<script>alert(1)</script>”"),
        ("theme=%ED%A0%80", "There is no theme “\ufffd\ufffd\ufffd”"),
        ("theme=" + "x" * 5_000, "There is no theme “xxx"),
    ],
)
def test_a_value_that_means_nothing_matches_nothing_and_is_named(asked, query, said):
    answer = asked.get(f"/api/findings?{query}")
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert (found["findings"], found["count"]) == ([], 0)
    assert said in found["unknown"][0]


@pytest.mark.parametrize("query", ["", "&&&", "=", "theme=", "theme=&q=+", "%", "limit=&format="])
def test_nothing_asked_is_everything(asked, query):
    assert findings(asked, query)["count"] == 6


def test_the_same_twice_is_the_same_once(asked):
    assert findings(asked, "theme=trust&theme=openness&theme=trust")["query"] == "theme=trust"


@pytest.mark.parametrize(
    ("path", "status", "error", "what"),
    [
        ("findings?limit=ten", 400, "no-number", "“limit=ten” is no whole number"),
        ("findings?limit=-1", 400, "no-number", "“limit=-1”"),
        ("findings?limit=1e3", 400, "no-number", "“limit=1e3”"),
        ("findings?limit=٣", 400, "no-number", "“limit=٣”"),
        ("findings?offset=1.5", 400, "no-number", "“offset=1.5”"),
        ("findings?limit=1001", 400, "too-great", "1000 is the most"),
        ("findings?offset=" + "9" * 5_000, 400, "too-great", "9…” is too great"),
        ("findings?limit=1&limit=2", 400, "twice", "“limit” stands there 2 times: “1” and “2”."),
        ("findings?format=json&format=csv", 400, "twice", "“format” stands there 2 times"),
        ("findings?as_of=a&as_of=b", 400, "twice", "“as_of” stands there 2 times"),
        ("findings?format=docx", 400, "unknown-format", "There is no format “docx” here."),
        ("findings?format=<b>%00", 400, "unknown-format", "There is no format “<b>” here."),
        ("findings?format=html&limit=2", 400, "no-parts", "leave “limit” and “offset” out"),
        ("counts?format=csv", 400, "unknown-format", "There is no format “csv” here."),
        ("findings?" + "&".join(["q=a"] * 501), 400, "too-many-fields", "over 500 fields"),
        ("findings?q=" + "a" * 20_000, 414, "query-too-long", "20002 bytes; it may have 20000"),
        ("themes?theme=trust", 400, "no-query-here", "“theme” cannot be answered here"),
        ("findings/survey?limit=1", 400, "no-query-here", "“limit” cannot be answered here"),
        ("findings/surveys", 404, "no-such-finding", "There is no finding “surveys”"),
        ("findings/%00%ff", 404, "no-such-finding", "There is no finding “\ufffd”"),
        ("findings/" + "a" * 5_000, 404, "no-such-finding", "There is no finding “aaa"),
        ("findings/lost-claim", 410, "withdrawn", "was withdrawn on 2026-01-16: Nobody said it."),
        ("findings/", 404, "no-such-address", "“/api/findings/”"),
        ("findings/survey/more", 404, "no-such-address", "“/api/findings/survey/more”"),
        ("nope", 404, "no-such-address", "“/api/nope”"),
        ("<script>", 404, "no-such-address", "“/api/<script>”"),
    ],
)
def test_what_cannot_be_answered_is_told_in_plain_words(asked, path, status, error, what):
    answer = asked.get(f"/api/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["error"]) == (status, error)
    assert what in problem["what"]
    assert problem["write_instead"].endswith(".")
    assert len(answer.content) < 700


def test_an_unknown_id_comes_with_those_that_look_like_it(asked):
    assert asked.get("/api/findings/buget").json()["nearest"] == ["budgets"]
    assert asked.get("/api/findings/zzz").json()["nearest"] == []
    many = asked.get("/api/findings/listenings").json()
    assert many["nearest"][0] == "listening"
    assert many["write_instead"].startswith("Perhaps listening")


def test_a_withdrawn_finding_says_why_and_what_to_read_now(asked):
    gone = asked.get("/api/findings/old-claim")
    assert gone.status_code == 410
    assert gone.json() | {"what": ""} == {
        "status": 410,
        "error": "withdrawn",
        "what": "",
        "write_instead": "Ask for survey.",
        "id": "old-claim",
        "on": "2026-01-15",
        "why": "It held two claims.",
        "see": ["survey"],
    }


@pytest.mark.parametrize("name", ["poll", "POLL", "Survey"])
def test_another_name_of_a_finding_leads_to_its_id(asked, name):
    moved = asked.get(f"/api/findings/{name}", headers={"Host": "evil.example"})
    assert (moved.status_code, moved.headers["location"]) == (301, "survey")
    assert asked.get(f"/api/findings/{name}", follow_redirects=True).json()["finding"]["id"] == (
        "survey"
    )


def test_raw_bytes_in_a_query_are_read_as_utf8_or_replaced():
    scope = {"type": "http", "headers": []}
    query = "q=Éducation".encode()
    read = question(Request({**scope, "query_string": query}), DATA, ("json",))
    assert read.view.count == 1
    read = question(Request({**scope, "query_string": b"theme=\xff\xfe"}), DATA, ("json",))
    assert read.view.count == 0


def test_a_query_of_exactly_the_most_bytes_is_read():
    scope = {"type": "http", "headers": []}
    longest = b"q=" + b"a" * (MOST_BYTES - 2)
    read = question(Request({**scope, "query_string": longest}), DATA, ("json",))
    assert read.view.count == 0
    with pytest.raises(RequestError):
        question(Request({**scope, "query_string": longest + b"a"}), DATA, ("json",))


# --- Reading only, caching, other origins -------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_whatever_would_change_something_is_refused(asked, method):
    for path in ("findings", "findings/survey", "counts", "openapi.json"):
        answer = asked.request(method, f"/api/{path}")
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
        assert answer.json()["error"] == "read-only"
    assert asked.request(method, "/api").status_code == 405


@pytest.mark.parametrize("path", ["findings?format=csv", "findings/survey", "counts", "themes"])
def test_a_page_of_another_origin_may_ask_with_the_tag_it_holds(asked, path):
    tag = asked.get(f"/api/{path}").headers["etag"]
    origin = {"Origin": "https://elsewhere.example"}
    wanted = {"Access-Control-Request-Method": "GET"}
    wanted["Access-Control-Request-Headers"] = "if-none-match"
    may = asked.options(f"/api/{path}", headers={**origin, **wanted})
    assert (may.status_code, may.content) == (204, b"")
    assert may.headers["access-control-allow-origin"] == "*"
    assert may.headers["access-control-allow-headers"] == "*"
    assert may.headers["access-control-allow-methods"] == "GET, HEAD"
    again = asked.get(f"/api/{path}", headers={**origin, "If-None-Match": tag})
    assert (again.status_code, again.headers["access-control-allow-origin"]) == (304, "*")


@pytest.mark.parametrize(
    "path",
    [
        *("", "/findings?theme=trust", "/findings/survey", "/counts", "/sources", "/themes"),
        *("/lenses", "/openapi.json", "/findings?format=csv", "/findings?format=html"),
    ],
)
def test_an_answer_that_did_not_change_is_not_sent_again(asked, path):
    first = asked.get(f"/api{path}")
    etag = first.headers["etag"]
    assert etag.startswith(f'W/"{DATA.fingerprint[:16]}-')
    assert first.headers["cache-control"] == "no-cache"
    strong = etag.removeprefix("W/")
    for held in (etag, strong, f'"other", {etag}', f'{strong},"other"', "*"):
        again = asked.get(f"/api{path}", headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["vary"] == "Accept-Encoding"
    for held in ('"other"', strong.strip('"'), strong[:-3] + '"', ""):
        assert asked.get(f"/api{path}", headers={"If-None-Match": held}).status_code == 200


def test_each_question_format_and_state_of_the_data_has_its_own_tag(monkeypatch):
    paths = (
        *("findings", "findings?theme=trust", "findings?limit=1", "findings?offset=1", "counts"),
        *("findings?q=trust", "findings?sort=source", "findings?theme=nope", "findings/survey"),
        *("findings?format=csv", "findings?format=md", "findings?format=csv&limit=1", "themes"),
        *("findings?as_of=00000000", f"findings?as_of={DATA.fingerprint[:8]}", "openapi.json"),
    )
    changed = DATA.model_copy(update={"about": DATA.about.model_copy(update={"title": "Other"})})
    tags = [
        client(monkeypatch, dataset).get(f"/api/{path}").headers["etag"]
        for dataset in (DATA, changed)
        for path in paths
    ]
    assert len(set(tags)) == len(tags)


def test_a_new_release_changes_the_tag_of_what_tells_of_it(monkeypatch):
    unreleased = DATA.model_copy(update={"ledger": ()})
    assert unreleased.fingerprint == DATA.fingerprint
    state = DATA.ledger[0].fingerprint[:8]
    for path in (f"/findings?as_of={state}", f"/counts?as_of={state}", "", "/findings?format=html"):
        before = client(monkeypatch, DATA).get(f"/api{path}")
        after = client(monkeypatch, unreleased).get(f"/api{path}")
        assert before.content != after.content
        assert before.headers["etag"] != after.headers["etag"]


def test_two_spellings_of_a_question_are_one_answer(asked):
    one = asked.get("/api/findings?theme=openness&category=keep")
    other = asked.get("/api/findings?category=Keep&theme=Trust+and+candour")
    assert one.headers["etag"] == other.headers["etag"]
    assert one.json() == other.json()


@pytest.mark.parametrize("path", ["findings?theme=trust", "findings/poll", "nope", "themes"])
def test_every_origin_may_read_and_no_answer_can_be_taken_for_a_page(asked, path):
    answer = asked.get(f"/api/{path}", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "html" not in answer.headers.get("content-type", "")


def test_other_routes_stay_closed_to_other_origins(asked):
    for path in ("/healthz", "/api", "/plain.css"):
        assert "access-control-allow-origin" not in asked.get(path).headers


def test_head_tells_the_same_without_the_body(asked):
    for path in ("", "/findings", "/findings/survey", "/findings?format=csv"):
        whole, head = asked.get(f"/api{path}"), asked.head(f"/api{path}")
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "content-type"):
            assert head.headers[name] == whole.headers[name]


# --- Files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [one for one in FORMATS if one != "json"])
def test_each_format_comes_as_a_file_with_a_safe_name(asked, ending):
    answer = asked.get(f"/api/findings?theme=trust&format={ending}")
    view = DATA.select("theme=trust")
    assert answer.status_code == 200
    assert answer.content == FORMATS[ending].write(view)
    assert answer.headers["content-type"] == FORMATS[ending].media_type
    [name] = re.findall(
        r'^attachment; filename="([A-Za-z0-9._-]+)"$', answer.headers["content-disposition"]
    )
    assert name.endswith(f".{ending}")
    assert asked.get(f"/api/findings?theme=trust&format={ending.upper()}").content == answer.content


def test_however_many_files_are_asked_for_the_rest_is_answered_and_one_is_written_at_a_time(
    monkeypatch,
):
    begun, at_once, most = Event(), Semaphore(1), 45  # over 40, the threads of a server

    def written(view, part):
        assert at_once.acquire(blocking=False)
        begun.set()
        assert go_on.wait(60)
        at_once.release()
        return view.selection.query.encode()

    go_on = Event()
    monkeypatch.setitem(FORMATS, "slow", Format("slow", "text/plain", "Takes a while", written))
    with client(monkeypatch, DATA) as asked, ThreadPoolExecutor(most + 1) as readers:
        files = [
            readers.submit(asked.get, f"/api/findings?format=slow&q={number}")
            for number in range(most)
        ]
        try:
            assert begun.wait(60)
            for path in ("/api/findings", "/api/counts", "/api/themes", "/api"):
                assert readers.submit(asked.get, path).result(60).status_code == 200
            assert not any(file.done() for file in files)
        finally:
            go_on.set()
        assert [file.result().text for file in files] == [f"q={at}" for at in range(most)]


def test_the_name_of_a_file_is_safe_whatever_the_dataset_is_called(monkeypatch):
    title = 'Ünï"\r\nSet-Cookie: a=b; 政府 ../../etc/passwd'
    about = DATA.about.model_copy(update={"title": title})
    asked = client(monkeypatch, DATA.model_copy(update={"about": about}))
    headers = asked.get("/api/findings", params={"format": "csv", "q": 'x"; y=政府\n'}).headers
    assert re.fullmatch(r'attachment; filename="[a-z0-9._-]+\.csv"', headers["content-disposition"])
    assert "set-cookie" not in headers


def test_a_file_of_a_part_holds_that_part(asked):
    table = asked.get("/api/findings?sort=statement&format=csv&limit=2&offset=1").content
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    ids = [one.id for one in DATA.select("sort=statement").findings]
    assert [row["id"] for row in rows] == ids[1:3]


def test_a_file_of_what_matches_nothing_still_says_what_was_asked(asked):
    text = asked.get("/api/findings?theme=nope&format=md").text
    assert "There is no theme “nope” in this dataset" in text


# --- Where it stands ----------------------------------------------------------------------------


def test_without_a_sound_dataset_every_address_says_so(monkeypatch):
    asked = client(monkeypatch, None)
    for path in ("/findings", "/findings/survey", "/counts", "/openapi.json", "/sources"):
        answer = asked.get(f"/api{path}")
        assert (answer.status_code, answer.json()["error"]) == (503, "no-dataset")
        assert "/healthz" in answer.json()["write_instead"]
    page = asked.get("/api")  # for people
    assert (page.status_code, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "<h1>The API cannot answer at the moment</h1>" in page.text
    assert "/healthz" in page.text


def test_an_error_of_our_own_shows_nothing_of_the_inside(monkeypatch):
    # The rules of reading refuse such a number; here it stands for whatever nobody thought of.
    broken = world(finding("huge", figures=({"value": 10**5_000, "unit": "events"},)))
    asked = TestClient(client(monkeypatch, broken).app, raise_server_exceptions=False)
    answer = asked.get("/api/findings")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["error"] == "internal"
    assert "Traceback" not in answer.text
    assert "digits" not in answer.text


@pytest.mark.parametrize("below", ["", "/some/base"])
def test_every_link_holds_below_any_path(monkeypatch, below):
    asked = client(monkeypatch, DATA, below)
    slash = asked.get(f"{below}/api/", headers={"Host": "evil.example"})
    assert (slash.status_code, slash.headers["location"]) == (308, "../api")
    assert asked.get(f"{below}/api/", follow_redirects=True).url.path == f"{below}/api"
    page = asked.get(f"{below}/api/findings?limit=4")
    assert asked.get(page.url.join(page.json()["next"])).json()["offset"] == 4
    moved = asked.get(f"{below}/api/findings/poll", follow_redirects=True)
    assert moved.url.path == f"{below}/api/findings/survey"
    [server] = asked.get(f"{below}/api/openapi.json").json()["servers"]
    assert page.url.join(server["url"]).path == f"{below}/api"


def test_the_query_of_an_api_address_is_never_taken_for_that_of_a_page(asked):
    for path in ("/api/sources?theme=Trust", "/api/lenses?theme=nope", "/api/findings/about?q=a"):
        assert asked.get(path).status_code == 400


@pytest.mark.parametrize("base", ["insights", "/insights/", "a/b"])
def test_plain_routes_answer_at_the_root_and_below_the_base_path(monkeypatch, base):
    client(monkeypatch, DATA)
    asked = TestClient(Starlette(routes=also_below(base, routes)), follow_redirects=False)
    for start in ("", "/" + base.strip("/")):
        assert asked.get(f"{start}/api/findings/survey").status_code == 200
        assert asked.get(f"{start}/api").status_code == 200
        assert asked.get(f"{start}/plain.css").status_code == 200
        assert asked.get(f"{start}/healthz").status_code == 200
        assert asked.post(f"{start}/healthz").status_code == 405
    assert asked.get("/elsewhere/healthz").status_code == 404
    assert also_below("", routes) == routes


def test_a_route_that_cannot_be_moved_is_told_at_the_start():
    with pytest.raises(TypeError, match="cannot be moved"):
        also_below("insights", [Host("example.org", Starlette())])
