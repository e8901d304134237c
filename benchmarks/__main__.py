"""Measure everything, or the parts that are named: `python -m benchmarks [cold warm click ...]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack

from benchmarks import clicking, loading, remembering, report, thinking
from benchmarks.browsing import browser
from benchmarks.servers import DASH, OURS, Server, running
from insights.reading import read

PARTS = ("cold", "warm", "click", "select", "read", "memory")


def main(asked: list[str]) -> int:
    if strange := set(asked) - set(PARTS):
        print(f"no such part: {', '.join(sorted(strange))}; parts are {', '.join(PARTS)}")
        return 2
    wanted = asked or PARTS
    real = read()
    with browser() as chromium, ExitStack() as stack:

        def servers() -> dict[str, Server]:
            commands = {"ours": OURS, "dash": DASH}
            return {side: stack.enter_context(running(cmd)) for side, cmd in commands.items()}

        both = servers() if {"warm", "click"} & set(wanted) else {}
        measure: dict[str, Callable[[], list[report.Row]]] = {
            "click": lambda: clicking.rows(chromium, both, real),
            "warm": lambda: loading.warm(chromium, both),
            "select": lambda: thinking.selections(real),
            "read": lambda: thinking.readings(real),
            "cold": lambda: loading.cold(chromium),
            "memory": lambda: remembering.rows(chromium),
        }
        rows = {}
        for part in (part for part in measure if part in wanted):
            rows[part] = measure[part]()
            if part == "warm":
                stack.close()  # the rest has the machine for itself
        found = [row for part in PARTS if part in wanted for row in rows[part]]
        name = f"Chromium {chromium.version}"
    print(f"{report.machine(name)}\n\n{report.table(found)}\n\n{report.BENEATH}", end="")
    if not asked:
        report.write(found, name)
    return int(any(row.met is False for row in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
