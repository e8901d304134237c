"""The table of all figures and the details beneath it: on the screen, and in results.md."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.measures import ms

RESULTS = Path(__file__).with_name("results.md")
# The pages beside ours, by the name of their side, in the order of the columns.
BESIDE = {"dash": "Dash", "panel": "Panel", "static": "static page"}
HEAD = ("What", "Ours", "Dash", "Panel", "Static page", "Ratio", "Aim", "Met")
PACKAGES = ("streamlit", "plotly", "dash", "waitress", "panel", "bokeh", "pyyaml")
BENEATH = """\
A ratio is ours divided by Dash / by Panel / by the static page, unless it says by what. All servers
ran on one machine at once and took turns (A B A B ...), so only the ratios mean something. Each
page shows the same data, counts and texts: two bar charts, the matrix, the facets and 50 findings.
`benchmarks/dash_page.py` is it in Dash, served by waitress; `panel_page.py` in Panel, each part a
root of its own; `static_page.py` is a static page that filters in the browser. They draw the bar
charts with Plotly, ours draws them itself. A server has started when it answers: Streamlit and Dash
with their first page, Panel with the word that it is alive, since its page would begin a session.

A visit lasts until charts and list are painted. The brief and Overview count as read when headline
and all three columns are painted, and Overview's figures; beside them is the first bar of the first
chart. A phone is this browser, slowed to the score of a mid-tier one by which Chrome's developer
tools calibrate themselves (`benchmarks/phone.py`). A click lasts from the click event in the page
until the frame is painted that shows headline, charts, matrix and list as the library says. Answers
are counted by a client in a process of its own, over four connections that are kept, in alternating
blocks. An export lasts from the first import of a fresh process until the file is made, reading
counted, p50 of three.

A click in a dataset of another size is the mean of two medians: of the clicks that choose a theme,
and of those that clear it. All sizes are open at once and take turns, click by click. A browser
paints every 17 ms: one click alone may be one such frame longer or shorter by chance.
"""


@dataclass(frozen=True)
class Row:
    """One figure of the table.

    `other` is a figure of ours to compare it with; `met` is None where nothing was promised.
    """

    what: str
    ours: str
    other: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None
    dash: str = ""
    panel: str = ""
    static: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        ours = ", ".join(filter(None, (self.ours, self.other)))
        judged = "" if self.met is None else "met" if self.met else "MISSED"
        return (self.what, ours, self.dash, self.panel, self.static, self.ratio, self.aim, judged)

    @property
    def line(self) -> str:
        """The row by itself, before there is a table."""
        named = zip(HEAD, self.cells, strict=True)
        return " | ".join(f"{name} {cell}" for name, cell in named if cell).removeprefix("What ")


@dataclass(frozen=True)
class Detail:
    """One line of a table beneath: the table's title, what it is, and a cell for each column."""

    title: str
    what: str
    cells: Mapping[str, str]

    met = None

    @property
    def line(self) -> str:
        cells = (f"{name}: {cell}" for name, cell in self.cells.items())
        return " | ".join((f"{self.title}, {self.what}", *cells))


def compared(
    what: str,
    ours: float,
    others: Mapping[str, float],
    aims: Mapping[str, float] | None = None,
    write: Callable[[float], str] = ms,
) -> Row:
    """One figure of ours beside those of other sides, each with the most that it may be of them."""
    aims = aims or {}
    ratios = (f"{ours / others[side]:.2f}" if side in others else "–" for side in BESIDE)
    said = ", ".join(f"{most} × {BESIDE[side]}" for side, most in aims.items())
    return Row(
        what,
        write(ours),
        ratio=" / ".join(ratios) if others else "",
        aim=f"at most {said}" if aims else "",
        met=all(ours <= most * others[side] for side, most in aims.items()) if aims else None,
        **{side: write(others[side]) for side in BESIDE if side in others},
    )


def table(lines: Sequence[Sequence[str]]) -> str:
    """Markdown, its columns aligned; the first line is the head."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    written = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    written.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(written)


def document(found: Iterable[Row | Detail], browser: str) -> str:
    """The table of all rows, what it means, and each table of details."""
    rows: list[Row] = []
    titled: dict[str, list[Detail]] = {}
    for one in found:
        rows.append(one) if isinstance(one, Row) else titled.setdefault(one.title, []).append(one)
    parts = [machine(browser)]
    if rows:
        parts.append(table([HEAD, *(row.cells for row in rows)]))
    for title, details in titled.items():
        columns = list(dict.fromkeys(name for one in details for name in one.cells))
        lines = [(one.what, *(one.cells.get(name, "") for name in columns)) for one in details]
        parts.append(f"## {title}\n\n{table([('', *columns), *lines])}")
    parts.insert(2 if rows else 1, BENEATH.rstrip())
    return "\n\n".join(parts) + "\n"


def machine(browser: str) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}. {platform.system()} {platform.machine()}, {_processor()}"
        f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, {browser}. "
        f"{packages}."
    )


def _processor() -> str:
    """What the processor calls itself, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return ""
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next((f"{name}, " for name in names if name), "")


def write(found: Iterable[Row | Detail], browser: str) -> None:
    RESULTS.write_text(f"# Benchmarks\n\n{document(found, browser)}", encoding="utf-8")


def say(text: str) -> None:
    """A line about the progress, apart from the table."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
