"""How commands begin with a dataset to add to, and end with what was written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from insights.cli.exits import FAULTY, SOUND
from insights.cli.faults import print_faults, summary
from insights.reading import check, default_directory
from insights.reading.faults import bare
from insights.workbench.adding import Changes, save
from insights.workbench.appending import NoRoomError
from insights.workbench.judging import Judge

UNFOLD = "make a folder of it first: insights new dataset DIR --from FILE.yaml"


def opened(data: str | None) -> Judge | None:
    """The dataset to add to; None, with its faults printed, where it is not sound."""
    directory = Path(data) if data else default_directory()
    if directory.is_file():
        print(
            f"nothing can be added to {bare(directory.name)}, which is one file; {UNFOLD}",
            file=sys.stderr,
        )
        return None
    dataset, faults = check(directory)
    if dataset is None:
        print_faults(faults, sys.stderr)
        print(summary(str(directory), dataset, faults), file=sys.stderr)
        print("nothing can be added before that", file=sys.stderr)
        return None
    return Judge(directory, dataset)


def saved(judge: Judge, make: Callable[[], Changes], said: str) -> int:
    """Write what `make` gives, print what was written, or why nothing was; returns the exit code.

    Parameters
    ----------
    said: what was added, for the line that names the files
    """
    try:
        changes = make()
        outcome = save(judge, changes)
    except (NoRoomError, OSError) as error:
        print(f"nothing is written: {error}", file=sys.stderr)
        return FAULTY
    print_faults(outcome.brought, sys.stdout if outcome.dataset else sys.stderr)
    if outcome.dataset is None:
        print("nothing is written: the dataset would not be sound", file=sys.stderr)
        return FAULTY
    print(f"{said} ({', '.join(changes)})")
    print(summary(str(judge.directory), outcome.dataset, outcome.faults))
    return SOUND
