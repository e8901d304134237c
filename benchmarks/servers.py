"""The servers, each in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 180  # with 100,000 findings it is most of a minute
OURS = ("streamlit", "run", "dashboard.py", "--server.address=127.0.0.1", "--server.port")
DASH = ("benchmarks.dash_page",)
PANEL = ("benchmarks.panel_page",)
STATIC = ("benchmarks.static_page",)
ALIVE: dict[tuple[str, ...], str] = {PANEL: "/liveness"}  # any page of Panel would begin a session


@dataclass(frozen=True)
class Server:
    """A running server; `started` is when its process was, on the clock of `time.perf_counter`."""

    url: str
    pid: int
    started: float

    @property
    def resident(self) -> float:
        """Megabytes of memory that the process holds now."""
        said = subprocess.check_output(["ps", "-o", "rss=", "-p", str(self.pid)], text=True)
        return int(said) / 1024

    @property
    def threads(self) -> int:
        """How many threads the process has."""
        return len(os.listdir(f"/proc/{self.pid}/task"))

    @property
    def handles(self) -> int:
        """How many files and connections the process holds open."""
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    @property
    def worked(self) -> float:
        """Milliseconds of processor time that the process has taken, all its threads together."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def mishaps(log: Path) -> list[str]:
    """The lines of a log that tell of an exception."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if line.startswith("Traceback") or "Exception" in line]


@contextmanager
def running(
    command: tuple[str, ...],
    data: Path | None = None,
    rooms: Path | None = None,
    log: Path | None = None,
) -> Iterator[Server]:
    """Start `python -m command PORT`, wait until it answers, end it afterwards."""
    port = free_port()
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    given = {"INSIGHTS_DATA": data, "INSIGHTS_ROOMS": rooms}
    settings = {name: str(path) for name, path in given.items() if path}
    started = time.perf_counter()
    with (log or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, str(port)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": paths, **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}{ALIVE.get(command, '/')}", process)
        yield Server(f"http://127.0.0.1:{port}", process.pid, started)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + SECONDS_TO_START
    while time.perf_counter() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        # An open port is not enough: Streamlit opens it before its lifespan has run.
        try:
            with urlopen(address, timeout=SECONDS_TO_START):
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"{process.args} gave no answer in {SECONDS_TO_START} s")
