"""In whichever way the server is started, what breaks inside it is told to nobody outside.

Parts of the program are made to break; pages, plain answers and connections are then looked at.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.server import free_port
from tools.chromium import launch_options, present

ROOT = Path(__file__).parents[1]
SECONDS = 60
SECRET = "known-only-to-the-log"
# Read by Python before anything else: the program itself is as it is.
BREAKS = f"""
import importlib

def broken(*given, **named):
    raise RuntimeError("{SECRET}")

for module, name in (
    ("insights.draw.board", "board"),
    ("insights.draw.rooms", "started"),
    ("insights.web.brief", "page"),
    ("insights.web.cards", "_drawn"),
    ("insights.web.downloads", "files"),
    ("insights.web.api_answers", "counts"),
    ("insights.web.stage", "stage_page"),
    ("insights.web.takeaway", "_refuse"),
):
    assert callable(getattr(importlib.import_module(module), name))
    setattr(importlib.import_module(module), name, broken)
"""
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
UVICORN = [sys.executable, "-m", "uvicorn", "dashboard:app"]
MODES = {
    "streamlit": (True, [*STREAMLIT, "dashboard.py", "--server.port=PORT"]),
    "streamlit from elsewhere": (False, [*STREAMLIT, ROOT / "dashboard.py", "--server.port=PORT"]),
    "streamlit told to show all": (
        True,
        [*STREAMLIT, "dashboard.py", "--server.port=PORT", "--client.showErrorDetails=full"],
    ),
    "uvicorn": (True, [*UVICORN, "--port=PORT"]),
    "uvicorn from elsewhere": (False, [*UVICORN, "--app-dir", ROOT, "--port=PORT"]),
    "insights serve": (False, [sys.executable, "-m", "insights.cli", "serve", "--port=PORT"]),
}
BROKEN = ("/brief", "/card/brief.png", "/dataset.zip", "/api/counts", "/stage/RUN")
BROKEN_TOO = ("/room/nobody/minutes.pdf",)
HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
    "Permissions-Policy",
)


def answer(port: int, path: str) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        found = connection.getresponse()
        return found.status, found.headers, found.read().decode("utf-8", "replace")
    finally:
        connection.close()


@pytest.fixture(params=MODES)
def broken(request, tmp_path):
    """The port and the log of a server that was started in one of the ways, and breaks."""
    at_home, command = MODES[request.param]
    (tmp_path / "sitecustomize.py").write_text(BREAKS, "utf-8")
    port, log = free_port(), tmp_path / "log"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("INSIGHTS_")}
    environment |= {"INSIGHTS_ROOMS": str(tmp_path / "rooms"), "PYTHONPATH": str(tmp_path)}
    with ExitStack() as stack:
        process = subprocess.Popen(
            [str(part).replace("PORT", str(port)) for part in command],
            cwd=ROOT if at_home else tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stack.enter_context(log.open("wb")),
            stderr=subprocess.STDOUT,
            start_new_session=True,  # `insights serve` starts a process of its own
        )
        stack.callback(process.wait)
        stack.callback(os.killpg, process.pid, 15)
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                assert answer(port, "/healthz")[0] == 200
                break
            except OSError:
                assert process.poll() is None, log.read_text("utf-8", "replace")
                assert time.monotonic() < deadline
                time.sleep(0.1)
        yield port, log


def expect_nothing_told(text: str, where: str) -> None:
    # The one path that the platform tells in each connection: where its script is.
    text = text.replace(str(ROOT / "src" / "insights" / "app" / "main.py"), "")
    for sign in (SECRET, "RuntimeError", "Traceback", 'File "', "site-packages", str(ROOT)):
        assert sign not in text, f"{where} tells {sign}: {text[:400]}"


def test_what_breaks_is_told_to_the_log_alone(broken):
    port, log = broken
    _, _, text = answer(port, "/dataset.json")
    run = json.loads(text)["runs"][0]["id"]
    for path in (*BROKEN, *BROKEN_TOO):
        status, headers, said = answer(port, path.replace("RUN", run))
        assert status == 500, path
        assert "reason of the program" in said, path
        expect_nothing_told(said + str(headers), path)
        for name in HEADERS:
            assert headers[name], f"{path}: {name}"
    frames: list[str] = []
    asked: set[str] = set()
    options = launch_options(next(present()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        page = browser.new_page()
        page.on(
            "websocket",
            lambda one: one.on(
                "framereceived",
                lambda data: frames.append(
                    data if isinstance(data, str) else data.decode("utf-8", "replace")
                ),
            ),
        )
        page.on("request", lambda one: asked.add(one.url.split("/")[2]))
        page.goto(f"http://127.0.0.1:{port}/board")
        expect(page.get_by_role("alert")).to_contain_text("error")
        expect_nothing_told(page.content(), "/board")
        page.goto(f"http://127.0.0.1:{port}/workshop")
        page.get_by_role("textbox", name="Name of the session").fill("Retreat")
        page.get_by_role("button", name="Start a room").click()
        expect(page.get_by_role("alert")).to_contain_text("error")
        expect_nothing_told(page.content(), "/workshop")
        browser.close()
    assert frames
    for frame in frames:
        expect_nothing_told(frame, "a connection")
    assert asked == {f"127.0.0.1:{port}"}, "no other host is asked"
    written = log.read_text("utf-8", "replace")
    assert written.count(SECRET) >= len(BROKEN) + 2, "the log has it all"
