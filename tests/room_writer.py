"""Enters notes until it is killed, and says each that was acknowledged.

python -m tests.room_writer FOLDER TOKEN

For each line that it reads, it starts a process that says its number and then writes; once that one
was killed, it says `gone`. So what is slow to import is imported once.
"""

from __future__ import annotations

import itertools
import os
import sys
import uuid
from pathlib import Path
from typing import NoReturn

from insights.rooms.store import Store


def write(store: Store, token: str) -> NoReturn:
    print(os.getpid(), flush=True)
    for at in itertools.count(1):
        id_ = str(uuid.uuid4())
        data = {"note": id_, "category": "keep", "text": f"Note {at}", "scene": "round"}
        done = store.append(token, [{"id": id_, "kind": "note.add", "data": data}])
        print(*done.accepted, flush=True)
    raise AssertionError


if __name__ == "__main__":
    for _ in iter(sys.stdin.readline, ""):
        child = os.fork()
        if not child:
            write(Store(Path(sys.argv[1])), sys.argv[2])
        os.waitpid(child, 0)
        print("gone", flush=True)
