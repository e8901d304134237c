"""A dashboard server of the tests' own: started on a free port, ended by its process."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60
SECONDS_TO_END = 10

Mode = Literal["streamlit", "uvicorn"]


@dataclass(frozen=True)
class Server:
    """A running server: its address, what it logs, its process, and where it keeps rooms."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]
    rooms: Path

    def answer(self, path: str) -> tuple[int, Message, bytes]:
        """Status, headers and body of a plain request."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def health(self) -> tuple[int, dict[str, Any]]:
        """Status and content of `/healthz`."""
        status, _, body = self.answer("/healthz")
        return status, json.loads(body)

    def mishaps(self) -> list[str]:
        """The lines of the log that tell of an exception."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [line for line in lines if line.startswith("Traceback") or "Exception" in line]


@contextmanager
def running(
    log: Path,
    data: Path | None = None,
    mode: Mode = "streamlit",
    port: int | None = None,
    rooms: Path | None = None,
) -> Iterator[Server]:
    """Start a server as people do, wait until it answers, and end it afterwards.

    Its rooms are kept in `rooms`, otherwise beside its log.
    """
    port = port or free_port()
    command = {
        "streamlit": ["streamlit", "run", "dashboard.py", "--server.port", str(port)],
        "uvicorn": ["uvicorn", "dashboard:app", "--port", str(port)],
    }[mode]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("INSIGHTS_")}
    environment["INSIGHTS_ROOMS"] = str(rooms or log.with_suffix(".rooms"))
    if data is not None:
        environment["INSIGHTS_DATA"] = str(data)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", log, process, Path(environment["INSIGHTS_ROOMS"]))
    try:
        _wait_until_it_answers(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.answer("/healthz")
            return
        except OSError:
            time.sleep(0.05)
    said = server.log.read_text("utf-8", "replace")
    raise RuntimeError(f"the server did not start ({process.args!r}):\n{said}")
