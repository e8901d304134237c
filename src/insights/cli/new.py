"""`insights new`: an empty dataset, a source or a finding."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import shlex
import sys
from pathlib import Path
from typing import Any

from insights.cli.exits import FAULTY, MISUSED, SOUND, Commands, misused
from insights.cli.faults import print_faults, summary
from insights.cli.saving import opened, saved
from insights.model import Finding, Source
from insights.model.record import Record
from insights.reading import Fault, check
from insights.reading.folder import list_files
from insights.workbench.adding import with_findings, with_source
from insights.workbench.asking import NewFinding, NewRecord, NewSource, Question
from insights.workbench.starting import start
from insights.workbench.typed import FIGURE_FORMS, lacking_of
from insights.workbench.yaml_text import write

_BY_HAND = {"latest_locator"}  # a group of fields, written once somebody sees that it is needed
_FIELD = "field: "  # so that no field meets another option of the command


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser("new", help="begin a dataset, or add a source or a finding")
    things = command.add_subparsers(title="things", metavar="THING", required=True)
    dataset = things.add_parser("dataset", help="an empty dataset in a new folder")
    dataset.add_argument("directory", metavar="DIR", help="a folder that is new or empty")
    told = "not empty, but with all that stands in this file of `insights export`"
    dataset.add_argument("--from", dest="origin", metavar="FILE.yaml", help=told)
    dataset.set_defaults(run=run_dataset, cut_short=SOUND)
    source = things.add_parser("source", help="a source, with its files for findings and outline")
    _add_fields(source, Source)
    source.set_defaults(run=run_source, cut_short=FAULTY)
    finding = things.add_parser("finding", help="a finding, in the file of its source")
    _add_fields(finding, Finding)
    finding.set_defaults(run=run_finding, cut_short=FAULTY)


def _add_fields(command: argparse.ArgumentParser, model: type[Record]) -> None:
    command.description = (
        "What is needed and not given as an option is asked for; without a terminal it is missing. "
        "Several values of one field are joined by `;`, ids also by a comma. "
        "Exit code: 0 added, 1 faults and nothing added, 2 misuse or something missing."
    )
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    for name, field in model.model_fields.items():
        if name not in _BY_HAND:
            told = field.description or ""
            if name == "figures":
                told = f"{told} For example: {FIGURE_FORMS}."
            told = told.replace("%", "%%")
            command.add_argument(_option(name), dest=f"{_FIELD}{name}", metavar="TEXT", help=told)


def run_dataset(options: argparse.Namespace) -> int:
    """Write an empty dataset, or one that stood in one file, and say what comes next."""
    directory = Path(options.directory)
    origin = None
    if options.origin is not None:
        origin, faults = check(options.origin)
        if origin is None:
            print_faults(faults, sys.stderr)
            return FAULTY
    try:
        if origin is None:
            files = start(directory, datetime.date.today().isoformat())
        else:
            write(origin, directory)
            files = list(list_files(directory).files)
    except OSError as error:
        reason = error.strerror or error
        return misused("new dataset", f"{reason}; name a folder that is new")
    dataset, faults = check(directory)
    print(f"{'a' if origin else 'an empty'} dataset ({', '.join(files)})")
    print_faults(faults, sys.stdout)
    print(summary(str(directory), dataset, faults))
    if origin is None:
        print(f"next: insights new source --data {shlex.quote(options.directory)}")
    return FAULTY if dataset is None else SOUND


def run_source(options: argparse.Namespace) -> int:
    """Add a source to sources.yaml, with its files."""
    if (judge := opened(options.data)) is None:
        return FAULTY
    source, result = _asked(NewSource(judge), options)
    if source is None:
        return result
    return saved(judge, lambda: with_source(judge, source), f"the source {source.id} is added")


def run_finding(options: argparse.Namespace) -> int:
    """Add a finding to the file of its source."""
    if (judge := opened(options.data)) is None:
        return FAULTY
    for known, advice in (
        (judge.dataset.sources, "there is no source yet; add one: insights new source"),
        (judge.dataset.themes, "there is no theme yet; write one in themes.yaml, as shown there"),
    ):
        if not known:
            print(f"insights new finding: {advice}", file=sys.stderr)
            return FAULTY
    finding, result = _asked(NewFinding(judge), options)
    if finding is None:
        return result
    return saved(
        judge, lambda: with_findings(judge, [finding]), f"the finding {finding.id} is added"
    )


def _asked(new: NewRecord[Any], options: argparse.Namespace) -> tuple[Any, int]:
    """The record that options and answers make; None with an exit code where they make none."""
    given = {
        name: vars(options)[f"{_FIELD}{name}"]
        for name in new.model.model_fields
        if vars(options).get(f"{_FIELD}{name}") is not None
    }
    faults = [(name, fault) for name, text in given.items() for fault in new.answer(name, text)]
    if faults:
        _print_faults(faults)
        return None, FAULTY
    if told := lacking_of(given.get("figures", "")):
        print(f"--figures: note: {told}", file=sys.stderr)
    if not sys.stdin.isatty():
        if missing := new.missing():
            _print_missing(missing)
            return None, MISUSED
        new.take_proposals()
    elif not _ask(new):
        return None, FAULTY
    record, found = new.record()
    if record is None:
        _print_faults([("", fault) for fault in found])
        return None, FAULTY
    return record, SOUND


def _ask(new: NewRecord[Any]) -> bool:
    """Ask until nothing is left to ask; False where the person at the terminal gives up."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - makes the arrow keys work in what is typed
    print("Ctrl-C stops; nothing is written before the last answer.")
    left_out: set[str] = set()
    try:
        while question := new.next_question(left_out):
            _explain(question)
            while True:
                text = input("> ").strip() or question.proposed or ""
                if not text and not question.is_needed:
                    left_out.add(question.name)
                    break
                if question.name == "figures" and (told := lacking_of(text)):
                    print(f"  {told}")
                    continue
                faults = new.answer(question.name, text) if text else []
                if text and not faults:
                    break
                for fault in faults:
                    print(f"  {fault.what}; {fault.advice}")
                for choice in new.choices(question.name, text) if faults else ():
                    print(f"    {choice}")
    except (EOFError, KeyboardInterrupt):
        print("\nnothing is written", file=sys.stderr)
        return False
    return True


def _explain(question: Question) -> None:
    first, *more = question.help
    print(f"\n{question.name}: {first}")
    for line in more:
        print(f"  {line}")
    for line in question.meanings:
        print(f"    {line}")
    if question.proposed:
        print(f"  Enter takes {question.proposed}")


def _print_faults(faults: list[tuple[str, Fault]]) -> None:
    for name, fault in faults:
        place = f"{_option(name)}: " if name else ""
        print(f"{place}{fault.level} {fault.rule}: {fault.what}; {fault.advice}", file=sys.stderr)
    print("nothing is written", file=sys.stderr)


def _print_missing(missing: list[Question]) -> None:
    print("missing, and there is no terminal to ask on:", file=sys.stderr)
    width = max(len(_option(question.name)) for question in missing)
    for question in missing:
        told = "; ".join(question.help)
        print(f"  {_option(question.name):{width}}  {told}", file=sys.stderr)


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
