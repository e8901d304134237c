"""One export in a fresh process: `python -m benchmarks.export_once ENDING [FOLDER]`.

Without a folder it is of the bundled dataset. It writes, as JSON, what a `Made` holds.
"""

from __future__ import annotations

import time

STARTED = time.perf_counter()  # before anything of the project is imported

import hashlib  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
from dataclasses import asdict, dataclass  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Made:
    """One file: seconds to write it, and with imports and reading; peak megabytes; its bytes."""

    writing: float
    whole: float
    peak: float
    size: int
    digest: str


def made(ending: str, folder: Path | None, seed: int) -> Made:
    """What a fresh process tells, whose hashes begin with `seed`.

    Raises
    ------
    RuntimeError: if the process fails; with the last line that it said.
    """
    command = [sys.executable, "-m", "benchmarks.export_once", ending]
    if folder is not None:
        command.append(str(folder))
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if told.returncode:
        said = told.stderr.strip().rpartition("\n")[2] or f"it ended with {told.returncode}"
        raise RuntimeError(f"no {ending} was written: {said}")
    return Made(**json.loads(told.stdout))


def peak() -> float:
    """The most megabytes that this process has held.

    `getrusage` would tell at least what the process held that started this one.
    """
    said = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()
    return int(said[0]) / 1024


def main(ending: str, *folder: str) -> Made:
    import insights
    from insights.exports import FORMATS
    from insights.reading import default_directory

    view = insights.load(Path(*folder) if folder else default_directory()).select()
    before = time.perf_counter()
    content = FORMATS[ending].write(view)
    end = time.perf_counter()
    digest = hashlib.sha256(content).hexdigest()
    return Made(end - before, end - STARTED, peak(), len(content), digest)


if __name__ == "__main__":
    print(json.dumps(asdict(main(*sys.argv[1:]))))
