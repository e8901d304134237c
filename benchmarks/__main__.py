"""Measure everything, or the parts that are named: `python -m benchmarks [click first ...]`.

Each row is told as soon as it is measured. A part that fails does not keep the others from being
measured; it is named at the end.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import (
    briefing,
    clicking,
    exporting,
    gathering,
    growing,
    loading,
    remembering,
    report,
    staging,
    thinking,
)
from benchmarks.browsing import browser
from benchmarks.servers import DASH, OURS, PANEL, STATIC, Server, running
from benchmarks.worlds import Worlds
from insights.reading import read

# In the order of the table; what needs all servers is measured first, all at once.
PARTS = (
    "cold",
    "first",
    "warm",
    "brief",
    "click",
    "grow",
    "select",
    "read",
    "export",
    "memory",
    "stage",
    "load",
)
BESIDE = ("click", "first", "warm", "brief")
Found = report.Row | report.Detail


class Measured:
    """The rows of each part as far as it came, and which parts failed."""

    def __init__(self) -> None:
        self.by_part: dict[str, list[Found]] = {}
        self.failed: dict[str, str] = {}

    def measure(self, part: str, work: Callable[[], Iterable[Found]]) -> None:
        kept = self.by_part[part] = []
        try:
            for row in work():
                kept.append(row)
                report.say(row.line)
        except Exception as error:
            traceback.print_exc()
            self.failed[part] = (str(error).strip() or type(error).__name__).splitlines()[0]

    @property
    def found(self) -> list[Found]:
        return [row for part in PARTS for row in self.by_part.get(part, ())]


def main(asked: list[str]) -> int:
    if strange := set(asked) - set(PARTS):
        print(f"no such part: {', '.join(sorted(strange))}; parts are {', '.join(PARTS)}")
        return 2
    wanted = [part for part in PARTS if part in (asked or PARTS)]
    real, measured = read(), Measured()
    with browser() as chromium, TemporaryDirectory() as folder:
        worlds = Worlds(real, Path(folder))
        name = f"Chromium {chromium.version}"
        alone: dict[str, Callable[[], Iterable[Found]]] = {
            "cold": lambda: loading.cold(chromium),
            "grow": lambda: growing.rows(chromium, worlds),
            "select": lambda: thinking.selections(worlds),
            "read": lambda: thinking.readings(worlds),
            "export": lambda: exporting.rows(worlds),
            "memory": lambda: remembering.rows(chromium),
            "stage": lambda: staging.rows(chromium, real),
            "load": lambda: gathering.rows(chromium, real),
        }
        with ExitStack() as stack:
            sides = cache(lambda: _sides(stack))
            together: dict[str, Callable[[], Iterable[Found]]] = {
                "click": lambda: clicking.rows(chromium, sides(), real),
                "first": lambda: loading.first(chromium, sides()),
                "warm": lambda: loading.warm(chromium, sides()),
                "brief": lambda: briefing.rows(chromium, sides(), real),
            }
            for part in BESIDE:
                if part in wanted:
                    measured.measure(part, together[part])
        for part in wanted:
            if part in alone:
                measured.measure(part, alone[part])
    print(report.document(measured.found, name), end="")
    for part, why in measured.failed.items():
        print(f"\n{part} FAILED: {why}", end="")
    if measured.failed:
        print()
    elif not asked:
        report.write(measured.found, name)
    return int(bool(measured.failed) or any(one.met is False for one in measured.found))


def _sides(stack: ExitStack) -> dict[str, Server]:
    """Our server, which has the app and the file, and what is beside them."""
    commands = {"ours": OURS, "dash": DASH, "panel": PANEL, "static": STATIC}
    servers = {side: stack.enter_context(running(one)) for side, one in commands.items()}
    return {"ours": servers["ours"], "file": servers["ours"], **servers}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
