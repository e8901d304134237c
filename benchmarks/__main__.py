"""Measure everything, or the parts that are named: `python -m benchmarks [click first ...]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack

from benchmarks import clicking, growing, loading, remembering, report, thinking
from benchmarks.browsing import browser
from benchmarks.servers import DASH, OURS, STATIC, Server, running
from insights.reading import read

# In the order of the table; what needs both servers is measured first, all at once.
PARTS = ("cold", "first", "warm", "click", "grow", "select", "read", "memory")
BESIDE = ("click", "first", "warm")


def main(asked: list[str]) -> int:
    if strange := set(asked) - set(PARTS):
        print(f"no such part: {', '.join(sorted(strange))}; parts are {', '.join(PARTS)}")
        return 2
    wanted = [part for part in PARTS if part in (asked or PARTS)]
    real = read()
    with browser() as chromium:
        alone: dict[str, Callable[[], list[report.Row]]] = {
            "cold": lambda: loading.cold(chromium),
            "grow": lambda: growing.rows(chromium, real),
            "select": lambda: thinking.selections(real),
            "read": lambda: thinking.readings(real),
            "memory": lambda: remembering.rows(chromium),
        }
        rows = {}
        if beside := [part for part in BESIDE if part in wanted]:
            with ExitStack() as stack:
                sides = _sides(stack)
                together: dict[str, Callable[[], list[report.Row]]] = {
                    "click": lambda: clicking.rows(chromium, sides, real),
                    "first": lambda: loading.first(chromium, sides),
                    "warm": lambda: loading.warm(chromium, sides),
                }
                rows |= {part: together[part]() for part in beside}
        rows |= {part: alone[part]() for part in wanted if part in alone}
        found = [row for part in wanted for row in rows[part]]
        name = f"Chromium {chromium.version}"
    print(f"{report.machine(name)}\n\n{report.table(found)}\n\n{report.BENEATH}", end="")
    if not asked:
        report.write(found, name)
    return int(any(row.met is False for row in found))


def _sides(stack: ExitStack) -> dict[str, Server]:
    """Our server, which has the app and the file, and what is beside them."""
    commands = {"ours": OURS, "dash": DASH, "static": STATIC}
    servers = {side: stack.enter_context(running(one)) for side, one in commands.items()}
    return {"ours": servers["ours"], "file": servers["ours"], **servers}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
