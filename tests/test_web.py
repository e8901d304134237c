"""The plain side of the server, without Streamlit: addresses, headers, compression, health."""

import gzip
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

import insights
from insights.reading.live import LiveDataset
from insights.web import addresses, downloads, health
from insights.web.addresses import CanonicalAddresses, canonical
from insights.web.compression import KeepCompressed
from insights.web.headers import SecurityHeaders, content_security_policy
from insights.workbench.release import write_release
from tests.test_selection import fields
from tests.worlds import small_world

DATA = small_world()
REAL = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("page", "asked", "wanted"),
    [
        ("explore", "theme=trust", "theme=Trust+and+candour"),
        (
            "explore",
            "theme=openness&category=leave",
            "category=Leave+behind&theme=Trust+and+candour",
        ),
        ("", "theme=nope", "unknown=theme%3Anope"),
        (
            "explore",
            "themes=trust&utm_source=x&as_of=abcdef12",
            "unknown=themes%3Atrust&utm_source=x&as_of=abcdef12",
        ),
        ("explore", "unknown=theme:digital", "theme=Digital"),
        ("finding", "id=poll&theme=digital", "id=survey&theme=Digital"),
        ("finding", "id=nope", "id=nope"),
        ("explore", "id=poll&id=nope", "id=survey&unknown=id%3Anope"),
    ],
)
def test_any_spelling_leads_to_one_address(page, asked, wanted):
    assert canonical(page, parse_qsl(asked), DATA) == parse_qsl(wanted)


@given(fields())
def test_a_canonical_address_stays_as_it_is(asked):
    for page in ("explore", "finding"):
        once = canonical(page, asked, DATA)
        assert canonical(page, once, DATA) == once


@pytest.fixture
def served(monkeypatch, tmp_path):
    """A copy of the real dataset, served by the routes and the middleware under test."""
    folder = tmp_path / "data"
    shutil.copytree(REAL, folder)
    live = LiveDataset(folder)
    for module in (addresses, downloads, health):
        monkeypatch.setattr(module, "served", lambda: live)
    return folder


def client(*middleware: Middleware, routes: list[Route]) -> TestClient:
    return TestClient(Starlette(routes=routes, middleware=list(middleware)), follow_redirects=False)


def page(request):
    return PlainTextResponse(f"page {request.url.query}")


@pytest.fixture
def pages(served):
    routes = [Route(path, page) for path in ("/", "/explore", "/finding", "/base/explore", "/x")]
    return client(Middleware(CanonicalAddresses), routes=routes)


def test_the_first_load_of_a_link_is_redirected_once(pages):
    answer = pages.get("/explore?theme=trust&theme=nope")
    assert answer.status_code == 307
    target = answer.headers["location"]
    assert target == "explore?theme=Trust+and+openness&unknown=theme%3Anope"
    again = pages.get("/" + target)
    assert (again.status_code, again.text) == (200, "page " + urlsplit(target).query)


@pytest.mark.parametrize("path", ["/", "/explore", "/x?theme=trust", "/explore?utm_source=a"])
def test_what_needs_no_redirect_gets_none(pages, path):
    assert pages.get(path).status_code == 200


def test_a_redirect_is_relative_to_base_path_and_names_no_host(pages):
    answer = pages.get("/base/explore?theme=trust", headers={"Host": "evil.example"})
    assert answer.headers["location"] == "explore?theme=Trust+and+openness"
    assert pages.get("/?theme=trust").headers["location"].startswith(".?theme=Trust")


def test_only_reading_is_redirected(pages):
    assert pages.post("/explore?theme=trust").status_code == 405


def test_a_link_of_too_many_filters_gets_a_clear_400(pages):
    answer = pages.get("/explore?" + "&".join(["q=a"] * 501))
    assert answer.status_code == 400
    assert "over 500 filters" in answer.text


def test_bytes_that_are_no_text_do_no_harm(pages):
    assert pages.get("/explore?theme=%ff%fe%00").status_code == 307


def test_health_tells_ready_stale_and_not_ready(served):
    asked = client(routes=health.routes)
    sound = asked.get("/healthz")
    assert sound.status_code == 200
    assert sound.json()["ready"] is True
    assert sound.json()["findings"] >= 60
    (served / "themes.yaml").write_text("themes: [")
    stale = asked.get("/healthz")
    assert (stale.status_code, stale.json()["stale"]) == (200, True)
    assert stale.json()["faults"] >= 1


def test_health_without_data_says_503_and_no_path(monkeypatch, tmp_path):
    live = LiveDataset(tmp_path / "nowhere")
    monkeypatch.setattr(health, "served", lambda: live)
    answer = client(routes=health.routes).get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "stale": False, "faults": 1}
    assert str(tmp_path) not in answer.text


def test_every_answer_carries_the_security_headers():
    asked = client(Middleware(SecurityHeaders), routes=[Route("/", page)])
    for path in ("/", "/missing"):
        headers = asked.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_the_policy_allows_no_inline_script_but_streamlits_own():
    policy = content_security_policy()
    [scripts] = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "unsafe-inline" not in scripts
    assert "unsafe-eval" not in policy
    assert scripts.count("'sha256-") == 1


def test_hashed_files_are_compressed_once_and_kept():
    made = []

    def script(request):
        made.append(request.url.path)
        lasts = {"Cache-Control": "public, immutable"} if "a.js" in made[-1] else {}
        return Response("let a = 1;" * 1000, media_type="text/javascript", headers=lasts)

    asked = client(
        Middleware(KeepCompressed),
        Middleware(GZipMiddleware, minimum_size=10),
        routes=[Route(path, script) for path in ("/static/js/a.js", "/static/junk")],
    )
    first, second = asked.get("/static/js/a.js"), asked.get("/static/js/a.js")
    assert first.text == second.text == "let a = 1;" * 1000
    assert first.headers["content-encoding"] == second.headers["content-encoding"] == "gzip"
    assert int(second.headers["content-length"]) < 1000
    assert made == ["/static/js/a.js"]
    plain = asked.get("/static/js/a.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    asked.get("/static/junk")
    asked.get("/static/junk")
    assert made.count("/static/junk") == 2


def test_what_is_kept_is_what_was_sent():
    asked = client(
        Middleware(KeepCompressed),
        Middleware(GZipMiddleware, minimum_size=10),
        routes=[
            Route(
                "/static/a",
                lambda r: PlainTextResponse("x" * 5000, headers={"Cache-Control": "immutable"}),
            )
        ],
    )
    for _ in range(2):
        with asked.stream("GET", "/static/a") as answer:
            assert gzip.decompress(b"".join(answer.iter_raw())) == b"x" * 5000


def test_the_whole_dataset_can_be_taken_as_files_that_read_as_the_same_dataset(served, tmp_path):
    asked = client(routes=downloads.routes)
    answer = asked.get("/dataset.zip")
    assert answer.headers["content-type"] == "application/zip"
    (tmp_path / "taken.zip").write_bytes(answer.content)
    with zipfile.ZipFile(tmp_path / "taken.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "taken")
    assert insights.load(tmp_path / "taken" / "data") == insights.load(served)
    assert asked.get("/dataset.zip").content == answer.content


def test_the_whole_dataset_as_json_holds_each_finding_as_find_prints_it(served):
    dataset = insights.load(served)
    answer = client(routes=downloads.routes).get("/dataset.json")
    taken = answer.json()
    assert taken["fingerprint"] == dataset.fingerprint
    assert taken["findings"] == [dataset.record(one) for one in dataset.findings]
    assert [one["id"] for one in taken["lenses"]] == [one.id for one in dataset.lenses]
    name = f"insights-{dataset.about.as_of}-{dataset.fingerprint[:8]}.json"
    assert name in answer.headers["content-disposition"]


def test_a_download_that_did_not_change_is_not_sent_again(served):
    asked = client(routes=downloads.routes)
    tag = asked.get("/dataset.json").headers["etag"]
    again = asked.get("/dataset.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert asked.get("/dataset.json", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_download_is_sent_again_after_a_release_which_it_holds(served):
    asked = client(routes=downloads.routes)
    (served / "ledger.yaml").unlink()
    before = asked.get("/dataset.zip").headers["etag"]
    write_release(served, insights.load(served))
    assert asked.get("/dataset.zip").headers["etag"] != before


def test_without_a_sound_dataset_there_is_nothing_to_take(served):
    (served / "themes.yaml").write_text("themes: [", "utf-8")
    for name in ("json", "zip"):
        answer = client(routes=downloads.routes).get(f"/dataset.{name}")
        assert answer.status_code == 503
        assert "/healthz" in answer.text


def test_everything_but_the_app_runs_without_streamlit():
    code = (
        "import sys; sys.modules['streamlit'] = None\n"
        "import insights, insights.web, insights.draw.markup, insights.cli\n"
        "print(len(insights.load().select('category=keep').findings))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 0
