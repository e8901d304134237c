"""Which files of a folder are the dataset, and their bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from insights.model import listed
from insights.reading.faults import MOST_GUESSES, SMALLER_FILE, Fault, Level, bare, closest

RULES = {
    "folder": "The dataset is a folder that can be read.",
    "missing-file": "Needed are dataset.yaml, themes.yaml, sources.yaml and files in findings/.",
    "unknown-file": "A YAML file in the dataset is one that is read.",
    "plain-file": "A file of the dataset is a file: no link, no folder, no device.",
    "unreadable-file": "A file of the dataset can be read.",
    "file-size": "A file of the dataset has at most 8 MB.",
    "dataset-size": "A dataset has at most 1,000 files, and 64 MB in all.",
}

# 20,000 findings a file, and 150,000 in all, which takes ten seconds to read. What is larger is
# something else than curated text, and would stand in the way of everybody else on the machine.
MOST_BYTES = 8_000_000
MOST_BYTES_IN_ALL = 64_000_000
MOST_FILES = 1_000

REQUIRED = ("dataset.yaml", "themes.yaml", "sources.yaml")
OPTIONAL = (
    "withdrawn.yaml",
    "lenses.yaml",
    "tensions.yaml",
    "corrections.yaml",
    "ledger.yaml",
)
FINDINGS = "findings"
OUTLINES = "outlines"
SCENES = "scenes"
# What each folder has a file for.
_FOLDERS = {FINDINGS: "source", OUTLINES: "source", SCENES: "run"}

Signature = tuple[tuple[str, int, int, int, int], ...]


class Listing(NamedTuple):
    """The files to read, by their path inside the dataset, and the faults in what is there."""

    files: tuple[str, ...]
    faults: list[Fault]


def list_files(directory: Path) -> Listing:
    """The files of a dataset in the order they are read."""
    faults: list[Fault] = []
    try:
        names = sorted(os.listdir(directory))
    except (OSError, ValueError) as error:
        return Listing((), [_no_folder(directory, error)])
    files = [name for name in (*REQUIRED, *OPTIONAL) if name in names]
    missing = [name for name in REQUIRED if name not in names]
    if not any(_is_yaml(name) for name in names) and FINDINGS not in names:
        what = "the folder holds no dataset"
        advice = f"write {listed((*REQUIRED, 'findings/<source>.yaml'))}"
        return Listing((), [_fault(".", "folder", what, advice)])
    for name in missing:
        advice = "write it; the other files rest on it"
        faults.append(_fault(name, "missing-file", "the file is missing", advice))
    strangers = [name for name in names if _is_yaml(name) and name not in files]
    faults += [_unknown(name, strangers, names) for name in strangers[:MOST_FILES]]
    if FINDINGS not in names:
        faults.append(missing_findings("the folder is missing"))
    for folder in _FOLDERS:
        if folder in names:
            found = _list_folder(directory, folder)
            files += found.files
            faults += found.faults
        faults += [_misspelt(name, folder) for name in names if _is_misspelt(name, folder)]
    if (too_much := _too_much(directory, files)) is not None:
        return Listing((), [*faults, too_much])
    return Listing(tuple(files), faults)


def _list_folder(directory: Path, name: str) -> Listing:
    folder = directory / name
    try:
        if folder.is_symlink() or not folder.is_dir():
            what = f"{name} is not a folder of its own"
            advice = f"make it a folder with a file for each {_FOLDERS[name]}"
            return Listing((), [_fault(name, "plain-file", what, advice)])
        with os.scandir(folder) as entries:
            kinds = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
    except OSError as error:
        return Listing((), [_unreadable(name, error)])
    found = sorted(kinds)
    files = [f"{name}/{one}" for one in found if one.endswith(".yaml") and _is_yaml(one)]
    faults = []
    for one in found[:MOST_FILES]:
        if _is_yaml(one) and not one.endswith(".yaml"):
            faults.append(_other_ending(f"{name}/{one}", found))
        elif kinds[one] and not _is_yaml(one) and not one.startswith("."):
            what = f"the folder {bare(one)} is not read"
            advice = f"put its files into {name}/ itself"
            faults.append(_fault(f"{name}/{one}", "unknown-file", what, advice, "warning"))
    return Listing(tuple(files), faults)


def _too_much(directory: Path, files: list[str]) -> Fault | None:
    if len(files) > MOST_FILES:
        what = f"there are {len(files):,} files, {MOST_FILES:,} are allowed"
        return _fault(".", "dataset-size", what, "put the findings of a source into one file")
    size = 0
    for file in files:
        try:
            size += min(os.lstat(directory / file).st_size, MOST_BYTES + 1)
        except OSError:
            # Whoever reads it will tell.
            continue
    if size <= MOST_BYTES_IN_ALL:
        return None
    what = f"the files have {size // 1_000_000} MB, {MOST_BYTES_IN_ALL // 1_000_000} are allowed"
    return _fault(".", "dataset-size", what, "divide it into two datasets")


def missing_findings(what: str) -> Fault:
    """The fault of a dataset with sources but without a file of findings."""
    return _fault(FINDINGS, "missing-file", what, "write findings/<source>.yaml for each source")


def read_bytes(directory: Path, file: str) -> tuple[bytes | None, list[Fault]]:
    """The content of a file, or None and why it cannot be had."""
    path = directory / file
    try:
        kind = os.lstat(path).st_mode
        if not stat.S_ISREG(kind):
            thing = "a link" if stat.S_ISLNK(kind) else "no file"
            if stat.S_ISDIR(kind):
                thing = "a folder"
            what = f"{file} is {thing}"
            return None, [_fault(file, "plain-file", what, "put the file itself here")]
        # What turned into a link or a pipe since must neither be followed nor waited for.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        return None, [_unreadable(file, error)]
    if len(content) > MOST_BYTES:
        what = f"the file has more than {MOST_BYTES // 1_000_000} MB"
        return None, [_fault(file, "file-size", what, SMALLER_FILE)]
    return content, []


def signature(directory: Path) -> Signature:
    """What changes when a YAML file of the dataset is written, moved, added or removed."""
    found = []
    inside = [(directory / name, f"{name}/") for name in _FOLDERS]
    for folder, prefix in ((directory, ""), *inside):
        try:
            names = os.listdir(folder)
        except NotADirectoryError:
            # A dataset may be one file as well.
            folder, names = directory.parent, [] if prefix else [directory.name]
        except (OSError, ValueError):
            continue
        for name in names:
            if _is_yaml(name) or (not prefix and name in _FOLDERS):
                try:
                    seen = os.lstat(folder / name)
                except OSError:
                    continue
                # Of a folder only its kind counts: its times change with any file in it.
                is_folder = stat.S_ISDIR(seen.st_mode)
                times = (0, 0) if is_folder else (seen.st_mtime_ns, seen.st_ctime_ns)
                size = seen.st_mode if is_folder else seen.st_size
                found.append((prefix + name, *times, size, seen.st_ino))
    return tuple(sorted(found))


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml")) and not name.startswith(".")


def _unknown(name: str, strangers: list[str], names: list[str]) -> Fault:
    known = {*REQUIRED, *OPTIONAL}
    whole = PurePosixPath(name).with_suffix(".yaml").name
    if whole in known and whole in names:
        return _other_ending(name, names)
    if (stem := PurePosixPath(name).stem) in _FOLDERS:
        advice = f"write {stem}/<{_FOLDERS[stem]}>.yaml for each {_FOLDERS[stem]}"
        return _fault(name, "unknown-file", f"{bare(name)} is not read", advice, "warning")
    meant = closest(name, known) if len(strangers) <= MOST_GUESSES else None
    advice = f"did you mean {meant}? " if meant else ""
    advice += f"what is read is {listed((*REQUIRED, *OPTIONAL, 'findings/<source>.yaml'))}"
    return _fault(name, "unknown-file", f"{bare(name)} is not read", advice, "warning")


def _other_ending(file: str, names: list[str]) -> Fault:
    name = PurePosixPath(file).name
    whole = PurePosixPath(file).with_suffix(".yaml").name
    what, advice = f"{bare(name)} is not read", "let its name end with .yaml"
    if whole in names:
        what = f"{bare(name)} stands beside {bare(whole)}, and only that is read"
        advice = "move what is in it there, and take this file away"
    return _fault(file, "unknown-file", what, advice, "warning")


def _is_misspelt(name: str, folder: str) -> bool:
    return name != folder and name.casefold().removesuffix("s") == folder.removesuffix("s")


def _misspelt(name: str, folder: str) -> Fault:
    what, advice = f"{bare(name)} is not read", f"did you mean the folder {folder}?"
    return _fault(name, "unknown-file", what, advice, "warning")


def _no_folder(directory: Path, error: OSError | ValueError) -> Fault:
    name = bare(directory.name or ".")
    if isinstance(error, FileNotFoundError):
        return _fault(".", "folder", f"there is no folder {name}", "name the folder of a dataset")
    if isinstance(error, NotADirectoryError):
        what = f"{name} is not a folder"
        return _fault(".", "folder", what, "name the folder that holds dataset.yaml")
    what = f"the folder {name} cannot be read ({_reason(error)})"
    return _fault(".", "folder", what, "let its owner give you the right to read it")


def _unreadable(file: str, error: OSError) -> Fault:
    what = f"the file cannot be read ({_reason(error)})"
    return _fault(file, "unreadable-file", what, "let its owner give you the right to read it")


def _reason(error: OSError | ValueError) -> str:
    number = getattr(error, "errno", None)
    return os.strerror(number).lower() if number else "its name is no name of a file"


def _fault(file: str, rule: str, what: str, advice: str, level: Level = "error") -> Fault:
    return Fault(file, 1, 1, level, rule, what, advice)
