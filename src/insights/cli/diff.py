"""`insights diff`: what changed between two states of a dataset."""

from __future__ import annotations

import argparse
import json
import sys

from insights.cli.exits import MISUSED, Commands
from insights.cli.faults import print_faults
from insights.model import Dataset
from insights.reading import check
from insights.workbench.changes import changes_between
from insights.workbench.told import counts, lines, plain, state

SAME, DIFFERENT = 0, 1


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "diff",
        help="say what changed between two folders: added, reworded, withdrawn, lost",
        description="Exit code, as of diff: 0 the same, 1 different, 2 misuse or unsound data.",
    )
    command.add_argument("old", metavar="OLD", help="the folder of the earlier state")
    command.add_argument("new", metavar="NEW", help="the folder of the later state")
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.set_defaults(run=run, cut_short=DIFFERENT)


def run(options: argparse.Namespace) -> int:
    """Print the changes, how many there are, and both states."""
    old, new = _read(options.old), _read(options.new)
    if old is None or new is None:
        return MISUSED
    changes = changes_between(old, new)
    if options.format == "json":
        print(json.dumps(plain(old, new, changes), indent=2))
        return DIFFERENT if changes else SAME
    for line in lines(changes):
        print(line)
    print(counts(changes) if changes else "the two are the same")
    print(f"old: {state(old)}")
    print(f"new: {state(new)}")
    return DIFFERENT if changes else SAME


def _read(directory: str) -> Dataset | None:
    dataset, faults = check(directory)
    if dataset is None:
        print(f"insights diff: the data in {directory} is not sound", file=sys.stderr)
        print_faults([one for one in faults if one.level == "error"], sys.stderr)
    return dataset
