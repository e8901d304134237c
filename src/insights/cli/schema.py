"""`insights schema`: the format as JSON Schema, for editors, and the tables of its description."""

from __future__ import annotations

import argparse
from pathlib import Path

from insights.cli.exits import SOUND, Commands, misused
from insights.workbench.reference import PAGE, MarkerError, write
from insights.workbench.schema import FILES, all_schemas, schema_of, text_of

HOUSE = Path(__file__).resolve().parents[3]


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "schema",
        help="print the JSON Schema of the files of a dataset",
        description="Without --file all schemas are printed, each under the name of its file.",
    )
    command.add_argument("--file", choices=list(FILES), help="only the schema of this file")
    command.add_argument(
        "--write",
        action="store_true",
        help=f"write schemas/ and the tables of {PAGE} in this copy of the repository instead",
    )
    command.set_defaults(run=run, cut_short=SOUND)


def run(options: argparse.Namespace) -> int:
    """Print the schemas, or write them where the repository keeps them."""
    if not options.write:
        schema = all_schemas() if options.file is None else schema_of(options.file)
        print(text_of(schema), end="")
        return SOUND
    if options.file is not None:
        return misused("schema", "--write writes all files, leave --file out")
    try:
        written = write(HOUSE)
    except (OSError, MarkerError) as error:
        return misused("schema", f"{PAGE} cannot be written: {error}")
    for name in written:
        print(f"wrote {name}")
    if not written:
        print("schemas and tables are up to date")
    return SOUND
