"""The bundled dataset with texts as long and as foreign as they may be, to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

import yaml

WORD = "Behoerdenuebergreifendezusammenarbeitsvereinbarungsentwurfes"  # 60 letters
MOST = 240
STATEMENTS = (
    f"{WORD} {{at}} shared learning across agencies and sectors goes on " * 3,
    "الثقة في الحكومة تتغير بعد كل أزمة، والناس يريدون أن يشاركوا في القرار {at} " * 4,
    "Teams 👩‍🚀👍🏽 of all {at} agencies 🎉 keep what helped, 日本語の長い文章が続きます、ここに "
    * 4,
    "האמון בממשלה {at} משתנה אחרי כל משבר, and what was tried stays with those who tried it " * 4,
)
NOTE = f"{WORD} is what the source says about it, in its own words and at some length."


def _statements() -> Iterator[str]:
    for at, pattern in zip(count(1), cycle(STATEMENTS)):
        yield pattern.replace("{at}", str(at))[: MOST - 1].strip() + "."


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def lengthen(data: Path) -> Path:
    """Give the dataset in a folder, a copy of the bundled one, long texts; return the folder."""
    statements = _statements()
    for file in sorted((data / "findings").glob("*.yaml")):
        text = file.read_text("utf-8")
        text = re.sub(
            r"(?m)^( +statement: ).*$", lambda found: found[1] + _quoted(next(statements)), text
        )
        file.write_text(text, "utf-8")
    about = data / "dataset.yaml"
    title = f"A dataset on {WORD}"
    about.write_text(
        re.sub(r"(?m)^title: .*$", f"title: {title}", about.read_text("utf-8")), "utf-8"
    )
    _themes(data / "themes.yaml")
    _runs(data / "scenes" / "board.yaml")
    return data


def _themes(file: Path) -> None:
    themes = yaml.safe_load(file.read_text("utf-8"))
    themes["themes"][0]["label"] = WORD
    themes["themes"][1]["label"] = "الثقة والانفتاح"
    for one in themes["themes"]:
        one["definition"] = f"{one['definition']} {NOTE}"
    file.write_text(yaml.safe_dump(themes, allow_unicode=True, sort_keys=False), "utf-8")


def _runs(file: Path) -> None:
    run = yaml.safe_load(file.read_text("utf-8"))
    for scene in run["scenes"]:
        scene["title"] = f"{WORD} and a title to it"[:80]
        scene["prompt"] = f"{NOTE} {NOTE} {NOTE}"[: MOST - 1].strip() + "?"
    file.write_text(yaml.safe_dump(run, allow_unicode=True, sort_keys=False), "utf-8")
