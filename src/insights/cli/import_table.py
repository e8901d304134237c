"""`insights import`: a table of findings into the files of a dataset."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from insights.cli.exits import FAULTY, SOUND, Commands, misused
from insights.cli.faults import counted, print_faults
from insights.cli.saving import opened, saved
from insights.model import listed
from insights.reading.faults import bare
from insights.reading.folder import MOST_BYTES
from insights.workbench.adding import with_findings
from insights.workbench.table import Taken, read_table
from insights.workbench.typed import BETWEEN


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "import",
        help="take the findings of a table (CSV)",
        description="The first row names the fields (statement, category, ...; for a place without "
        f"a time also section and item); `{BETWEEN}` joins several values in a cell "
        "(ids also a comma). "
        "Exit code: 0 all rows taken, 1 faults (then nothing is written without --partial), "
        "2 misuse.",
    )
    command.add_argument("table", metavar="FILE.csv", help="UTF-8, divided by , or ; or tabs")
    command.add_argument("--source", metavar="ID", help="the source of rows that name none")
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    command.add_argument("--partial", action="store_true", help="take the rows without faults")
    command.add_argument("--all", action="store_true", help="print all faults")
    command.set_defaults(run=run, cut_short=FAULTY)


def run(options: argparse.Namespace) -> int:
    """Print every fault of the table with its row and column, and write what may be written."""
    try:
        with open(options.table, "rb") as table:
            content = table.read(MOST_BYTES + 1)
    except OSError as error:
        return misused("import", f"{options.table}: {error.strerror}")
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        return misused("import", f"the table has more than {most} MB; divide it")
    if (judge := opened(options.data)) is None:
        return FAULTY
    known = judge.dataset.source_by_id
    if options.source is not None and options.source not in known:
        told = f"there is no source {bare(options.source)} in sources.yaml"
        among = f"; write {listed(known, 'or')}" if known else ""
        advice = f"{among}; if it is a new one, first `insights new source`"
        return misused("import", f"{told}{advice}")
    taken = read_table(os.fspath(Path(options.table)), content, judge, options.source)
    print_faults(taken.faults, sys.stdout, options.all, "--all")
    is_faulty = any(fault.level == "error" for fault in taken.faults)
    if is_faulty and not (options.partial and taken.can_be_parted and taken.findings):
        print(f"nothing is written: {_refused(taken)}")
        return FAULTY
    if not taken.findings:
        print("the table has no rows")
        return SOUND
    said = f"{counted(len(taken.findings), 'finding')} of {counted(taken.rows, 'row')} added"
    result = saved(judge, lambda: with_findings(judge, taken.findings), said)
    return FAULTY if is_faulty else result


def _refused(taken: Taken) -> str:
    if not (taken.can_be_parted and taken.findings):
        return "mend the table and import it again"
    rows = counted(taken.rows, "row")
    return f"{len(taken.findings):,} of {rows} could be taken (--partial takes them)"
