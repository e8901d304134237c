"""The command `insights`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from insights import __version__
from insights.model import Dataset
from insights.reading import Fault, check, default_directory
from insights.selection import QueryError, slice_of

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
        return options.cut_short if result == MISUSED else result
    return result


def parser() -> argparse.ArgumentParser:
    """The command line with all its commands."""
    top = argparse.ArgumentParser(
        prog="insights", description="A curated dataset of findings, in YAML."
    )
    top.add_argument("--version", action="version", version=f"insights {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands)
    _add_find(commands)
    _add_serve(commands)
    return top


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check",
        help="say whether a dataset is sound, or every mistake at once",
        description="Exit code: 0 sound or warnings only, 1 faults, 2 misuse.",
    )
    command.add_argument("directory", metavar="DIR", nargs="?", help="default: the bundled data")
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.set_defaults(run=run_check, cut_short=FAULTY)


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


def _add_find(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "find",
        help="list the findings that a query matches",
        description="The query is that of the address bar: 'theme=trust&category=keep&q=listen'. "
        "Exit code: 0 also where nothing matches, 1 unsound data, 2 misuse.",
    )
    command.add_argument("query", metavar="QUERY", nargs="?", default="")
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    command.add_argument("--format", choices=["table", "json"], default="table")
    command.set_defaults(run=run_find, cut_short=SOUND)


def run_find(options: argparse.Namespace) -> int:
    """Print the matching findings; the denominator sentence and unknown values go beside them."""
    dataset, faults = check(options.data)
    if dataset is None:
        for fault in faults:
            print(fault, file=sys.stderr)
        return FAULTY
    try:
        view, asked = dataset.select(options.query), slice_of(options.query)
    except QueryError as error:
        print(f"insights find: {error}", file=sys.stderr)
        return MISUSED
    if options.format == "json":
        print(json.dumps([dataset.record(one) for one in view.findings[asked]], indent=2))
    else:
        for finding in view.findings[asked]:
            receipt = dataset.receipt(finding)
            print(f"{finding.category:8}{finding.id}")
            print(f"        {finding.statement}")
            print(f"        {dataset.source_by_id[finding.source].short}, {receipt.text}")
    print(view.sentence, file=sys.stderr)
    for sentence in view.unknown:
        print(sentence, file=sys.stderr)
    return SOUND


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("serve", help="start the dashboard and print its address")
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    command.add_argument("--port", type=int, help="default: 8501, or the next free one")
    command.set_defaults(run=run_serve, cut_short=SOUND)


def run_serve(options: argparse.Namespace) -> int:
    """Run the server as a process of its own, until it ends or Ctrl-C ends it."""
    house = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    if options.port is not None:
        command.append(f"--server.port={options.port}")
    environment = dict(os.environ)
    if data := options.data or environment.get("INSIGHTS_DATA"):
        environment["INSIGHTS_DATA"] = os.path.abspath(data)
    try:
        # In the folder of dashboard.py, where Streamlit finds .streamlit/config.toml.
        return subprocess.run(command, cwd=house, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return SOUND


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
