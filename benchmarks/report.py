"""The table of results: on the screen, and in results.md."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")
HEAD = ("What", "Ours", "Beside it", "Ratio", "Aim")
BENEATH = """\
All servers ran on one machine at once and took turns (A B A B ...), so only the ratios mean
something. Each page shows the same data, counts and texts: two bar charts, the matrix, the facets
and 50 findings. `benchmarks/dash_page.py` is it in Dash, served by waitress; `static_page.py` is it
as a static page that filters in the browser. Both draw the bar charts with Plotly, ours draws them
itself. A click lasts from the click event in the page until the frame is painted that shows
headline, charts, matrix and list as the library says.

The brief and Overview count as read when headline and all three columns are painted, and Overview's
figures; beside them is the first bar of the first chart in Dash. Answers are counted by a client in
a process of its own, over four connections that are kept, in alternating blocks. An export lasts
from the first import of a fresh process until the file is made, reading counted, p50 of three.
"""


@dataclass(frozen=True)
class Row:
    """One measured thing; `met` is None where nothing was promised."""

    what: str
    ours: str
    other: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        judged = "" if self.met is None else ", met" if self.met else ", MISSED"
        return (self.what, self.ours, self.other, self.ratio, self.aim + judged)

    @property
    def line(self) -> str:
        """The row by itself, before there is a table."""
        return " | ".join(filter(None, self.cells))


def table(rows: Iterable[Row]) -> str:
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    written = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    written.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(written)


def machine(browser: str) -> str:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("streamlit", "plotly", "dash", "waitress", "pyyaml")
    )
    return (
        f"{datetime.now(UTC):%Y-%m-%d}. {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {browser}. {packages}."
    )


def write(rows: Iterable[Row], browser: str) -> None:
    RESULTS.write_text(
        f"# Benchmarks\n\n{machine(browser)}\n\n{table(rows)}\n\n{BENEATH}", encoding="utf-8"
    )


def say(text: str) -> None:
    """A line about the progress, apart from the table."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
