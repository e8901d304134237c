"""`insights release`: put the present state into the ledger, so that old links can be explained."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from insights.cli.exits import FAULTY, SOUND, Commands, misused
from insights.cli.faults import counted, print_faults
from insights.cli.saving import UNFOLD
from insights.reading import check, default_directory
from insights.workbench.appending import NoRoomError
from insights.workbench.release import FILE, is_released, lost, write_release


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "release",
        help="add the present state of a dataset to its ledger",
        description="Exit code: 0 released, or released already; 1 unsound data, or a finding "
        "that vanished since the last release; 2 misuse.",
    )
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    command.set_defaults(run=run, cut_short=SOUND)


def run(options: argparse.Namespace) -> int:
    """Write the release, or say what stands in its way."""
    directory = Path(options.data or default_directory())
    dataset, faults = check(directory)
    if dataset is None:
        print_faults(faults, sys.stderr)
        print("insights release: mend the errors first", file=sys.stderr)
        return FAULTY
    state = f"as of {dataset.about.as_of}, fingerprint {dataset.fingerprint}"
    if is_released(dataset):
        print(f"released already: {state}")
        return SOUND
    if gone := lost(dataset):
        for one in gone:
            print(f"{one.id}: gone since the last release; {one.advice}", file=sys.stderr)
        noun = "finding" if len(gone) == 1 else "findings"
        print(f"insights release: {len(gone)} {noun} lost, nothing released", file=sys.stderr)
        return FAULTY
    if directory.is_file():
        return misused("release", f"a ledger needs a folder; {UNFOLD}")
    try:
        write_release(directory, dataset)
    except (NoRoomError, OSError) as error:
        return misused("release", f"{FILE} cannot be written: {error}")
    print(f"released {counted(len(dataset.findings), 'finding')}: {state}")
    print(f"written: {directory / FILE}")
    return SOUND
