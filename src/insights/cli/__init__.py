"""The command `insights`: a module a command, each with `add` (its arguments) and `run`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from insights import __version__
from insights.cli import check, diff, draft, export, find, import_table, new, release, schema, serve
from insights.cli.exits import FAULTY, MISUSED, SOUND

__all__ = ["FAULTY", "MISUSED", "SOUND", "main", "parser"]

Command = Callable[[argparse.Namespace], int]

# In the order of the help.
_COMMANDS = (check, find, export, serve, new, import_table, draft, schema, diff, release)


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
    except OSError as error:
        if error.filename is not None:  # not what is printed to
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"The output is cut short: {error.strerror}.", file=sys.stderr)
        return MISUSED
    return result


def parser() -> argparse.ArgumentParser:
    """The command line with all its commands."""
    top = argparse.ArgumentParser(
        prog="insights", description="A curated dataset of findings, in YAML."
    )
    top.add_argument("--version", action="version", version=f"insights {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add(commands)
    return top
