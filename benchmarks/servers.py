"""The two servers, each in a process of its own."""

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
SECONDS_TO_START = 60
OURS = ("streamlit", "run", "dashboard.py", "--server.address=127.0.0.1", "--server.port")
DASH = ("benchmarks.dash_page",)
STATIC = ("benchmarks.static_page",)


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
    def worked(self) -> float:
        """Milliseconds of processor time that the process has taken, all its threads together."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: tuple[str, ...], data: Path | None = None, rooms: Path | None = None
) -> Iterator[Server]:
    """Start `python -m command PORT`, wait until it answers, end it afterwards."""
    port = free_port()
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    given = {"INSIGHTS_DATA": data, "INSIGHTS_ROOMS": rooms}
    settings = {name: str(path) for name, path in given.items() if path}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *command, str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Server(f"http://127.0.0.1:{port}", process.pid, started)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + SECONDS_TO_START
    while time.perf_counter() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        # An open port is not enough: Streamlit opens it before its lifespan has run.
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS_TO_START):
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"{process.args} gave no answer in {SECONDS_TO_START} s")
