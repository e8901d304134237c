"""Two processes behind a real nginx with the configuration that we ship, below a base path.

nginx has to be there (Debian's package is called nginx); without it these proofs fail.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.server import free_port
from tools.chromium import launch_options, present

ROOT = Path(__file__).parents[1]
CONF = ROOT / "deploy" / "nginx.conf"
HOST, BASE = "insights.test", "insights"
SECONDS = 60


def answer(url: str, headers: dict[str, str] | None = None):
    request = urllib.request.Request(url, headers={"Host": HOST, **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=10) as found:
            return found.status, found.headers, found.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            if answer(url)[0] == 200:
                return
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(url)
        time.sleep(0.1)


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    """The port of the proxy, and the two processes behind it by their ports."""
    folder = tmp_path_factory.mktemp("behind")
    front, *ports = (free_port() for _ in range(3))
    with ExitStack() as stack:
        processes = {}
        for port in ports:
            command = [
                sys.executable, "-m", "streamlit", "run", "dashboard.py",
                f"--server.port={port}", f"--server.baseUrlPath={BASE}",
            ]  # fmt: skip
            environment = {
                **os.environ,
                "INSIGHTS_ROOMS": str(folder / "rooms"),
                "STREAMLIT_BROWSER_SERVER_ADDRESS": HOST,
            }
            log = stack.enter_context((folder / f"{port}.log").open("wb"))
            processes[port] = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
            stack.callback(processes[port].wait)
            stack.callback(processes[port].kill)
        text = CONF.read_text("utf-8").replace("listen 8080", f"listen 127.0.0.1:{front}")
        for name, port in zip(("app-1", "app-2"), ports, strict=True):
            text = text.replace(f"{name}:8501", f"127.0.0.1:{port}")
        text = text.replace("/tmp/nginx.pid", str(folder / "pid"))
        conf = folder / "nginx.conf"
        conf.write_text(text, "utf-8")
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        proxy = subprocess.Popen([nginx, "-c", conf, "-e", folder / "errors", "-g", "daemon off;"])
        stack.callback(proxy.wait)
        stack.callback(proxy.terminate)
        for port in (*ports, front):
            wait_for(f"http://127.0.0.1:{port}/{BASE}/healthz")
        yield front, processes


@pytest.fixture(scope="module")
def chromium():
    options = launch_options(next(present()))
    options["args"].append(f"--host-resolver-rules=MAP {HOST} 127.0.0.1, MAP * ~NOTFOUND")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


def open_page(chromium, url: str):
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(url)
    return page


def test_pages_work_below_the_base_path_under_another_name(behind, chromium):
    front, _ = behind
    page = open_page(chromium, f"http://{HOST}:{front}/{BASE}/explore?theme=trust")
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_role("main").get_by_role("checkbox", name=re.compile("^Leave behind")).check()
    expect(page).to_have_url(re.compile(r"/insights/explore\?.*category=Leave"))
    page.get_by_role("link", name="Overview").first.click()
    expect(page.get_by_role("main").locator(".headline")).to_contain_text("Trust and openness")
    page.context.close()


def test_a_visitor_stays_with_one_process(behind):
    front, _ = behind
    url = f"http://127.0.0.1:{front}/{BASE}/healthz"
    status, headers, _ = answer(url)
    seat = headers["Set-Cookie"].split(";")[0]
    assert status == 200
    assert seat.startswith("seat=")
    assert answer(url, {"Cookie": seat})[1]["Set-Cookie"] is None


def test_texts_are_compressed_on_the_way(behind):
    front, _ = behind
    for path in ("brief", "api/findings", "explorer.html", ""):
        _, headers, body = answer(
            f"http://127.0.0.1:{front}/{BASE}/{path}", {"Accept-Encoding": "gzip"}
        )
        assert headers["Content-Encoding"] == "gzip", path
        assert body[:2] == b"\x1f\x8b", path


def test_where_one_process_dies_the_other_answers_and_the_page_comes_back(behind, chromium):
    front, processes = behind
    url = f"http://{HOST}:{front}/{BASE}/explore?theme=trust"
    page = open_page(chromium, url)
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    dead, _ = processes.popitem()
    killed = subprocess.run(["pgrep", "-f", f"server.port={dead}"], capture_output=True, text=True)
    for pid in killed.stdout.split():
        os.kill(int(pid), signal.SIGKILL)
    for _ in range(20):
        assert answer(f"http://127.0.0.1:{front}/{BASE}/healthz")[0] == 200
    # Whichever of the two it was with: the next filter works, and the address says so.
    page.get_by_role("main").get_by_role("checkbox", name=re.compile("^Start")).check()
    expect(page).to_have_url(re.compile(r"category=Start"), timeout=30_000)
    page.reload()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    page.context.close()
