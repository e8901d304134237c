"""`insights check`: whether a dataset is sound, or every mistake at once."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from insights.cli.exits import FAULTY, SOUND, Commands, misused
from insights.cli.faults import MOST_PRINTED, print_faults, summary
from insights.model import Dataset
from insights.reading import Fault, default_directory
from insights.reading import check as check_folder
from insights.reading.faults import in_order
from insights.workbench.documents import check_documents
from insights.workbench.source_documents import DocumentsError, read_documents


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "check",
        help="say whether a dataset is sound, or every mistake at once",
        description="Exit code: 0 sound or warnings only, 1 faults, 2 misuse.",
    )
    command.add_argument("directory", metavar="DIR", nargs="?", help="default: the bundled data")
    command.add_argument(
        "--sources",
        metavar="DOCS",
        help="a folder with the documents of the sources: compare what is written with them",
    )
    command.add_argument("--format", choices=["text", "json"], default="text")
    command.add_argument(
        "--all", action="store_true", help=f"print all faults, not only the first {MOST_PRINTED}"
    )
    command.set_defaults(run=run, cut_short=FAULTY)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong with a dataset, and a line that counts."""
    directory = options.directory or str(default_directory())
    dataset, faults = check_folder(directory)
    if options.sources is not None:
        try:
            documents = read_documents(Path(options.sources), Path(directory))
        except DocumentsError as error:
            return misused("check", str(error))
        compared = check_documents(Path(directory), documents)
        for source, name in compared.names.items():
            print(f"compared {source} with {name}", file=sys.stderr)
        faults = in_order([*faults, *compared.faults])
        if any(fault.level == "error" for fault in faults):
            dataset = None
    if options.format == "json":
        print(json.dumps(_report(dataset, faults), indent=2))
    else:
        print_faults(faults, sys.stdout, options.all)
        print(summary(directory, dataset, faults))
    return FAULTY if dataset is None else SOUND


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
        "total": len(faults),
        "faults": [fault._asdict() for fault in faults],
    }
