"""The engine as one script: its modules one after the other, without a build step of anybody's.

Each module of `engine/` is an ES module of its own and can be loaded as one. Where it runs it has
to be one file: a component's script may import nothing by a relative name, nor may a page that was
opened from a disk.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

ENGINE = Path(__file__).parent / "engine"
ENTRY = "explorer.js"
STYLES = ("explorer.css", "charts.css", "words.css")
# The one form the modules use: an import stands at the beginning of a line and ends with `"`.
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w/.-]+)"\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.M)
# Whole lines alone; no text of a module goes over several lines, so none is taken for one.
_COMMENT = re.compile(r"^[ \t]*//.*\n", re.M)


def in_order(*entries: str) -> list[str]:
    """The modules that these need, each after those that it imports."""
    found: dict[str, None] = {}

    def visit(name: str, on_the_way: tuple[str, ...]) -> None:
        if name in on_the_way:
            raise ValueError(f"{' -> '.join([*on_the_way, name])}: modules import each other")
        if name not in found:
            for needed in _IMPORT.findall((ENGINE / name).read_text(encoding="utf-8")):
                visit(needed, (*on_the_way, name))
            found[name] = None

    for entry in entries:
        visit(entry, ())
    return list(found)


@lru_cache(maxsize=4)
def engine(*entries: str) -> str:
    """The script with all that these modules need; top-level names are unique over all modules.

    Comments stay behind: the script stands in every file that is sent. Without a name it is the
    whole explorer.
    """
    parts = []
    for name in in_order(*(entries or (ENTRY,))):
        text = (ENGINE / name).read_text(encoding="utf-8")
        parts.append(_COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", text))))
    return "\n".join(parts)


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of all that the engine draws; it takes its colours from where it stands."""
    return "\n".join((ENGINE / name).read_text(encoding="utf-8") for name in STYLES)
