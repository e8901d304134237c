"""`insights find`: list the findings that a query matches."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace

from insights.charts.chart import findings
from insights.cli.exits import FAULTY, SOUND, Commands, misused
from insights.cli.faults import print_faults
from insights.exports import FORMATS
from insights.model import listed
from insights.near_words import near_words
from insights.reading import check
from insights.selection import QueryError, slice_of
from insights.view import View


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "find",
        help="list the findings that a query matches",
        description="The query is that of the address bar: 'theme=trust&category=keep&q=listen'. "
        "Exit code: 0 also where nothing matches, 1 unsound data, 2 misuse.",
    )
    command.add_argument("query", metavar="QUERY", nargs="?", default="")
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    command.add_argument("--format", choices=["table", "json", "csv", "yaml"], default="table")
    command.set_defaults(run=run, cut_short=SOUND)


def run(options: argparse.Namespace) -> int:
    """Print the matching findings; the denominator sentence and unknown values go beside them."""
    dataset, faults = check(options.data)
    if dataset is None:
        print_faults(faults, sys.stderr)
        return FAULTY
    try:
        view, asked = dataset.select(options.query), slice_of(options.query)
    except QueryError as error:
        return misused("find", str(error))
    if options.format in ("csv", "yaml"):
        sys.stdout.buffer.write(FORMATS[options.format].write(view, asked))
    elif options.format == "json":
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
    if said := _other_searches(view):
        print(said, file=sys.stderr)
    return SOUND


def _other_searches(view: View) -> str:
    """Queries to write instead, with a word near one of the search, where it finds nothing."""
    if view.count:
        return ""
    others = [
        f"'{replace(view.selection, q=near.q).query}' ({findings(near.found)})"
        for near in near_words(view)
    ]
    return f"Did you mean {listed(others, 'or')}?" if others else ""
