"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, with the folders above it.

    Raises
    ------
    FileExistsError: if there is one; it stays as it is.
    """
    if os.path.lexists(path):
        raise FileExistsError(f"there is a file {path.name} already")
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, content)


def replace(path: Path, content: bytes) -> None:
    """Put content in the place of a file at once: a reader sees the old file or the new one."""
    # Begins with a dot, so that it is no file of the dataset while it lasts.
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(beside, "xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
