"""The command `insights`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence

from insights import __version__
from insights.model import Dataset
from insights.reading import Fault, check, default_directory

SOUND, FAULTY, MISUSED = 0, 1, 2

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 for sound, 1 for faults and 2 for misuse."""
    # A terminal that cannot show a letter gets its number instead of a crash.
    for stream in (sys.stdout, sys.stderr):
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    run: Command = options.run
    result = MISUSED
    try:
        result = run(options)
        print(end="", flush=True)
    except BrokenPipeError:
        # Whoever read along, such as `head`, has seen enough. Without this Python would
        # complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY if result == MISUSED else result
    return result


def parser() -> argparse.ArgumentParser:
    """The command line with all its commands."""
    top = argparse.ArgumentParser(
        prog="insights", description="A curated dataset of findings, in YAML."
    )
    top.add_argument("--version", action="version", version=f"insights {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands)
    return top


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check",
        help="say whether a dataset is sound, or every mistake at once",
        description="Exit code: 0 sound or warnings only, 1 faults, 2 misuse.",
    )
    command.add_argument("directory", metavar="DIR", nargs="?", help="default: the bundled data")
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.set_defaults(run=run_check)


def run_check(options: argparse.Namespace) -> int:
    """Print what is wrong with a dataset, and a line that counts."""
    directory = options.directory or str(default_directory())
    dataset, faults = check(directory)
    if options.format == "json":
        print(json.dumps(_report(dataset, faults), indent=2))
    else:
        for fault in faults:
            print(fault)
        name = os.path.basename(os.path.abspath(directory))
        print(f"{name}: {_summary(dataset, faults)}")
    return FAULTY if dataset is None else SOUND


def _summary(dataset: Dataset | None, faults: Sequence[Fault]) -> str:
    levels = Counter(fault.level for fault in faults)
    told = [_counted(levels[level], level) for level in ("error", "warning") if levels[level]]
    found = ", ".join(told) or "no fault"
    if dataset is None:
        files = len({fault.file for fault in faults if fault.level == "error"})
        return f"{found}, in {_counted(files, 'file')}; mend the errors and check again"
    held = (
        _counted(len(dataset.findings), "finding"),
        _counted(len(dataset.themes), "theme"),
        _counted(len(dataset.sources), "source"),
    )
    return f"{', '.join(held)}; {found}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _report(dataset: Dataset | None, faults: Sequence[Fault]) -> dict[str, object]:
    counts = None
    if dataset is not None:
        counts = {
            "findings": len(dataset.findings),
            "themes": len(dataset.themes),
            "sources": len(dataset.sources),
        }
    return {
        "is_sound": dataset is not None,
        "counts": counts,
        "faults": [fault._asdict() for fault in faults],
    }


if __name__ == "__main__":
    sys.exit(main())
