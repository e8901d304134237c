"""Files with one mistake each -> a whole small dataset that is sound but for that mistake.

A file in this folder begins with comments that say how it is used:

    # replaces: findings/talk.yaml      the file of _sound/ that it stands in for
    # removes: themes.yaml              instead: what is missing
    # told: sources.yaml                where the mistake is told, if in another file
    # swap: § e9                        a letter that stands for bytes which are no text
    # encode: utf-16                    how the file is saved
    # expect: 7:14: error time-quoted: the time 10:38 is not in quotes; write ...
"""

import re
import shutil
from pathlib import Path

BAD_DATA = Path(__file__).parent
SOUND = BAD_DATA / "_sound"


def directions(bad_file: Path) -> dict[str, str]:
    """The comments at the head of a bad file."""
    found = {}
    for line in bad_file.read_text("utf-8").splitlines():
        said = re.fullmatch(r"# (replaces|removes|told|swap|encode|expect): (.*)", line)
        if said is None:
            break
        found[said[1]] = said[2]
    return found


def build(bad_file: Path, directory: Path) -> Path:
    """Write the sound dataset with the mistake of `bad_file` into a new directory."""
    shutil.copytree(SOUND, directory)
    said = directions(bad_file)
    if "removes" in said:
        gone = directory / said["removes"]
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
        return directory
    content = bad_file.read_text("utf-8").encode(said.get("encode", "utf-8"))
    if "swap" in said:
        letter, _, swapped = said["swap"].partition(" ")
        content = content.replace(letter.encode(), bytes.fromhex(swapped))
        head = f"# swap: {letter} {swapped}".encode()
        content = re.sub(rb"# swap: \S+ .*", head.replace(letter.encode(), b"_"), content, count=1)
    (directory / said["replaces"]).write_bytes(content)
    return directory


def spoil(world: Path, file: str, old: str, new: str) -> None:
    """Write something else where a text stands first in a file of a dataset."""
    text = (world / file).read_text("utf-8")
    assert old in text
    (world / file).write_text(text.replace(old, new, 1), "utf-8")
