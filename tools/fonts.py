"""Fetch the fonts that documents and cards are set in, and write down which letters they have.

Not part of any build: the outcome stands in src/insights/typeset/fonts. It needs npm, and
`pip install fonttools brotli`. All fonts are under the SIL Open Font License; each licence is kept
beside its fonts. They stay as they were published, but for the Hebrew one, which is unpacked.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "src" / "insights" / "typeset" / "fonts"


class Package(NamedTuple):
    """A package of npm, and what is taken from it: a family, its files, the licence."""

    name: str
    family: str
    files: tuple[str, ...]
    licence: str


# In the order in which a letter is looked for. The published names stay, since some are reserved.
PACKAGES = (
    Package(
        "@expo-google-fonts/source-serif-4@0.4.1",
        "Source Serif 4",
        (
            "400Regular/SourceSerif4_400Regular.ttf",
            "600SemiBold/SourceSerif4_600SemiBold.ttf",
        ),
        "LICENSE_FONT",
    ),
    Package(
        "@expo-google-fonts/source-sans-3@0.4.1",
        "Source Sans 3",
        ("400Regular/SourceSans3_400Regular.ttf", "600SemiBold/SourceSans3_600SemiBold.ttf"),
        "LICENSE_FONT",
    ),
    # Noto's Arabic fonts draw the dots as signs of their own, and text read back has letters twice.
    Package(
        "@expo-google-fonts/vazirmatn@0.4.1",
        "Vazirmatn",
        ("400Regular/Vazirmatn_400Regular.ttf",),
        "LICENSE_FONT",
    ),
    Package(
        "@fontsource/noto-sans-hebrew@5.3.0",
        "Noto Sans Hebrew",
        ("files/noto-sans-hebrew-hebrew-400-normal.woff2",),
        "LICENSE",
    ),
    Package(
        "@expo-google-fonts/noto-emoji@0.4.7",
        "Noto Emoji",
        ("400Regular/NotoEmoji_400Regular.ttf",),
        "LICENSE_FONT",
    ),
)


def main() -> None:
    """Write the fonts, their licences and coverage.json anew."""
    letters: dict[str, list[tuple[int, int]]] = {}
    for package in PACKAGES:
        with TemporaryDirectory() as scratch:
            folder = _fetched(package, Path(scratch))
            short = package.family.replace(" ", "")
            licence = (folder / package.licence).read_text(encoding="utf-8")
            (FONTS / f"{short}-OFL.txt").write_text(licence, encoding="utf-8")
            # A family has a letter where each of its files has it.
            every = [_written(folder / name, package.family) for name in package.files]
            letters[package.family] = list(_ranges(set.intersection(*every)))
    lines = (f"{json.dumps(name)}: {json.dumps(rows)}" for name, rows in letters.items())
    coverage = "{\n" + ",\n".join(lines) + "\n}\n"
    (FONTS / "coverage.json").write_text(coverage, encoding="utf-8")


def _fetched(package: Package, scratch: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", package.name], cwd=scratch, check=True)
    [packed] = scratch.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(scratch, filter="data")
    return scratch / "package"


def _written(path: Path, family: str) -> set[int]:
    """Write one font, and give the letters it has."""
    if path.suffix == ".ttf":
        (FONTS / path.name).write_bytes(path.read_bytes())
        return set(TTFont(path).getBestCmap())
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    for name_id in (1, 4, 16):  # it calls itself by the thinnest of its weights
        font["name"].setName(family, name_id, 3, 1, 0x409)
    font["name"].setName("Regular", 2, 3, 1, 0x409)
    font["name"].setName("Regular", 17, 3, 1, 0x409)
    font.save(FONTS / f"{family.replace(' ', '')}_400Regular.ttf")
    return set(font.getBestCmap())


def _ranges(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Numbers as first and last of each unbroken row."""
    first = last = None
    for number in sorted(numbers):
        if last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


if __name__ == "__main__":
    main()
