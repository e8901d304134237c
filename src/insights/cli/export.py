"""`insights export`: write the findings that a query matches into a file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from insights.cli.exits import FAULTY, SOUND, Commands, misused
from insights.cli.faults import print_faults
from insights.exports import FORMATS, PICTURES, file_name
from insights.model import listed
from insights.reading import check
from insights.reading.faults import bare, closest
from insights.selection import QueryError, slice_of
from insights.workbench.files import write_new

STDOUT = "-"
KINDS = FORMATS | PICTURES
ENDINGS = listed((f".{ending}" for ending in KINDS), "or")
# More take a second or several: whoever waits is told for what.
MANY = 1_000
_OTHERWISE_CALLED = {"yml": "yaml", "markdown": "md", "bibtex": "bib", "htm": "html", "xls": "xlsx"}


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "export",
        help="write the findings that a query matches into a file",
        description=f"The name ends with {ENDINGS}, which says what is written. In a folder the "
        "file gets a name that says what is in it. A picture is of the one finding that matches, "
        "or of the message of several. A file that is there already stays. "
        "Exit code: 0 also where nothing matches, 1 unsound data or no file, 2 misuse.",
    )
    command.add_argument("query", metavar="QUERY", help="as for find; '' for all findings")
    told = f"a file, a folder, or {STDOUT} for the standard output"
    command.add_argument("file", metavar="FILE", help=told)
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    told = "needed for a folder and for the standard output; else the name says it"
    command.add_argument("--format", choices=list(KINDS), help=told)
    command.set_defaults(run=run, cut_short=SOUND)


def run(options: argparse.Namespace) -> int:
    """Write the file; what is counted and unknown values go beside it."""
    path = Path(options.file)
    is_place = options.file == STDOUT or os.path.isdir(path)
    ending = options.format or _ending_of(path)
    if is_place and options.format is None:
        where = "the standard output" if options.file == STDOUT else f"the folder {options.file}"
        kinds = listed(KINDS, "or")
        return misused("export", f"say with --format what is written to {where}: {kinds}")
    if ending not in KINDS:
        return misused("export", _strange_ending(path, ending))
    dataset, faults = check(options.data)
    if dataset is None:
        print_faults(faults, sys.stderr)
        return FAULTY
    try:
        view, part = dataset.select(options.query), slice_of(options.query)
        if view.count > MANY:
            print(f"writing {view.count:,} findings as .{ending} ...", file=sys.stderr, flush=True)
        content = KINDS[ending].write(view, part)
    except QueryError as error:
        return misused("export", str(error))
    if options.file == STDOUT:
        sys.stdout.buffer.write(content)
    else:
        target = path / file_name(view, ending) if is_place else path
        try:
            write_new(target, content)
        except OSError as error:
            print(f"nothing is written: {error}", file=sys.stderr)
            return FAULTY
        print(f"written: {target}")
    print(view.sentence, file=sys.stderr)
    for sentence in view.unknown:
        print(sentence, file=sys.stderr)
    return SOUND


def _ending_of(path: Path) -> str:
    """What the name ends with: the longest format that it can be, as in `trust.brief.html`."""
    name = path.name.lower()
    meant = [one for one in KINDS if name == one or name.endswith(f".{one}")]
    return max(meant, key=len, default=path.suffix.removeprefix(".").lower())


def _strange_ending(path: Path, ending: str) -> str:
    what = (
        f"no format ends with {bare(f'.{ending}')}"
        if ending
        else f"{bare(path.name)} has no ending"
    )
    meant = _OTHERWISE_CALLED.get(ending) or closest(ending, KINDS)
    advice = f"did you mean .{meant}? " if meant else ""
    return f"{what}; {advice}a name can end with {ENDINGS}"
