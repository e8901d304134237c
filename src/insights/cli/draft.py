"""`insights draft`: notes -> the outline of a source and stubs of its findings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from insights.cli.exits import FAULTY, SOUND, Commands, misused
from insights.cli.faults import counted, print_faults
from insights.cli.saving import opened, saved
from insights.model import Dataset, Source, listed, slug
from insights.reading.faults import bare
from insights.reading.folder import OUTLINES
from insights.reading.words import is_id
from insights.workbench.adding import Changes, outline_text, with_outline
from insights.workbench.drafting import STUBS, outline_of, places_of, stray_times, stubs_of
from insights.workbench.files import write_new
from insights.workbench.judging import Judge
from insights.workbench.notes import Notes, parse
from insights.workbench.yaml_text import Plain


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser(
        "draft",
        help="make the outline of a source, and stubs of findings, from notes",
        description="Notes are plain text or Markdown with headings, and with times such as "
        "[00:10:38] or the items of lists. What is there already is never written over. "
        "Exit code: 0 drafted, 1 nothing could be, 2 misuse.",
    )
    command.add_argument("notes", metavar="NOTES.txt", help="UTF-8 text")
    told = "default: the source that has the video or the title of the notes"
    command.add_argument("--source", metavar="ID", help=told)
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    told = "write into this folder, and leave the dataset as it is"
    command.add_argument("--out", metavar="DIR", help=told)
    command.set_defaults(run=run, cut_short=FAULTY)


def run(options: argparse.Namespace) -> int:
    """Write the outline and the stubs, and name what is no time in the notes."""
    if (judge := opened(options.data)) is None:
        return FAULTY
    path = Path(options.notes)
    try:
        notes = parse(path.read_bytes().decode("utf-8-sig"))
        source = _source(options, notes, judge.dataset)
    except OSError as error:
        return misused("draft", f"{options.notes}: {error.strerror}")
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        return misused("draft", f"{options.notes} is not UTF-8 ({place}); save it as UTF-8")
    except LookupError as error:
        return misused("draft", str(error.args[0]))
    print_faults(list(stray_times(notes, options.notes)), sys.stderr)
    if not notes.sections:
        print(f"nothing is written: {options.notes} holds no text", file=sys.stderr)
        return FAULTY
    known = judge.dataset.source_by_id.get(source)
    is_video = known.kind == "video" if known else notes.has_times
    sections = outline_of(notes, is_video)
    stubs = stubs_of(notes, source, is_video, path.name)
    places = len(places_of(notes, is_video))
    said = f"{counted(len(sections), 'section')} and {counted(places, 'stub')} drafted"
    if known is not None and options.out is None:
        result = saved(judge, lambda: _changes(judge, known, sections, stubs), said)
        if result == SOUND:
            _say_what_becomes_of(f"{STUBS}/{source}.yaml")
        return result
    made = {
        Path(options.out, OUTLINES, f"{source}.yaml"): outline_text(
            notes.title or source, sections
        ),
        Path(options.out, STUBS, f"{source}.yaml"): stubs.encode(),
    }
    try:
        for path in made:
            _refuse_existing(path)
        for path, content in made.items():
            write_new(path, content)
    except OSError as error:
        print(f"nothing is written: {error}", file=sys.stderr)
        return FAULTY
    print(f"{said} ({', '.join(map(str, made))})")
    _say_what_becomes_of(str(Path(options.out, STUBS, f"{source}.yaml")))
    return SOUND


def _say_what_becomes_of(stubs: str) -> None:
    print(f"{stubs} can be deleted when its stubs are written and moved")


def _changes(judge: Judge, source: Source, sections: Sequence[Plain], stubs: str) -> Changes:
    name = f"{STUBS}/{source.id}.yaml"
    _refuse_existing(judge.directory / name)
    return {**with_outline(judge, source, sections), name: stubs.encode()}


def _refuse_existing(path: Path) -> None:
    if path.exists():
        name = f"{path.parent.name}/{path.name}"
        raise FileExistsError(f"{name} is there already; take it away, or use --out")


def _source(options: argparse.Namespace, notes: Notes, dataset: Dataset) -> str:
    """The id of the source of the notes.

    Raises
    ------
    LookupError: if there is none; its message says what to write.
    """
    known = dataset.source_by_id
    wanted: str | None = options.source
    if wanted is None:
        title = slug(notes.title or "")
        for source in dataset.sources:
            is_its_video = notes.video is not None and source.video == notes.video
            if is_its_video or (title and slug(source.title) == title):
                return source.id
        among = "; add it first: insights new source"
        if known:
            among = f": {listed(known, 'or')}; if it is a new one, first `insights new source`"
        raise LookupError(f"say with --source which source these are notes of{among}")
    if wanted not in known and not options.out:
        what = f"there is no source {bare(wanted)} in sources.yaml"
        raise LookupError(f"{what}; add it with insights new source, or use --out")
    if not is_id(wanted):
        raise LookupError(f"--source {bare(wanted)} is not in kebab-case")
    return wanted
