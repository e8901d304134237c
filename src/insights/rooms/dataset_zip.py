"""The dataset of a room as a folder in a zip file."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable

from insights.exports.csv_text import disarmed
from insights.model import Dataset
from insights.rooms.as_dataset import LeftOut, as_dataset
from insights.rooms.room import Room
from insights.rooms.state import State
from insights.workbench.yaml_text import files

_LEFT_OUT = ("number", "category", "text", "theme", "dots", "scene", "why")
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # zip files hold local times; a fixed one makes equal bytes


def as_zip(room: Room, state: State, parent: Dataset) -> bytes:
    """The dataset as a folder of YAML files in a zip file; equal rooms give equal bytes.

    The notes that it leaves out stand in `left_out.csv` beside its files.
    """
    dataset, left_out = as_dataset(room, state, parent)
    folder = dataset.sources[0].id
    texts = {name: text.encode() for name, text in files(dataset).items()}
    if left_out:
        texts["left_out.csv"] = _table(room, left_out)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(texts.items()):
            member = zipfile.ZipInfo(f"{folder}/{name}", _NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    return packed.getvalue()


def _table(room: Room, left_out: Iterable[LeftOut]) -> bytes:
    scenes = {one.id: one.title for one in room.run.scenes}
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(_LEFT_OUT)
    for note, why in left_out:
        scene = scenes.get(note.scene, "")
        row = (note.number, note.category, note.text, note.theme, note.votes, scene, why)
        table.writerow([disarmed(cell) for cell in row])
    return codecs.BOM_UTF8 + text.getvalue().encode()
