"""What a text of the dataset may hold, and the kinds of text there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field, StrictStr

# Letters that turn the reading direction or cannot be seen: they can make a text look like another.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LOST = "\ufffd"
# Emoji and some scripts of Asia are joined with these; between other letters they hide.
_JOINERS = ("\u200c", "\u200d")
_FIRST_JOINED = "\u0590"


def is_unseen(letter: str) -> bool:
    """Whether a letter is a control character, cannot be seen, or turns the reading direction."""
    return bool(_UNSEEN.match(letter)) or unicodedata.category(letter) in {"Cc", "Cs"}


def fault_in_text(text: str) -> str | None:
    r"""Say why `text` cannot stand as one line of curated text, or None where it can.

    >>> fault_in_text("plain <b>markup</b> is just text") is None
    True
    >>> fault_in_text("two\nlines")
    'holds a line break'
    """
    # Nearly every text is told by this alone.
    is_seen = text.isprintable() and (text.isascii() or not _REFUSED_THOUGH_PRINTABLE.search(text))
    if is_seen and text == text.strip():
        return None
    for at, letter in enumerate(text):
        name = f"U+{ord(letter):04X}"
        if letter in "\n\r":
            return "holds a line break"
        if unicodedata.category(letter) in {"Cc", "Cs"}:
            return f"holds {name}, a control character"
        if _is_no_letter(letter):
            return f"holds {name}, which is no letter"
        if letter == _LOST:
            return f"holds {name}, which stands for a letter that was lost"
        if unicodedata.category(letter) == "Co":
            return f"holds {name}, a letter that only some typefaces have"
        if is_unseen(letter) or (letter in _JOINERS and not _joins(text, at)):
            return f"holds {name}, a letter that cannot be seen or turns the reading direction"
    if text != text.strip():
        return "begins or ends with a space"
    return None


_REFUSED_THOUGH_PRINTABLE = re.compile(f"{_UNSEEN.pattern}|{_LOST}")


def _is_no_letter(letter: str) -> bool:
    return ord(letter) & 0xFFFE == 0xFFFE or "\ufdd0" <= letter <= "\ufdef"


def _joins(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return before >= _FIRST_JOINED and behind >= _FIRST_JOINED


def _one_line(text: str) -> str:
    if fault := fault_in_text(text):
        raise ValueError(fault)
    return text


_NAME_SIGNS = frozenset(" '’,.&()/+–-")


def _plain_name(text: str) -> str:
    """A name that reads the same in a widget's label, which is Markdown, as anywhere else."""
    plain = all(
        letter in _NAME_SIGNS or unicodedata.category(letter)[0] in "LMN" for letter in text
    )
    if not plain or not slug(text[:1]) or "--" in text or "www." in text.casefold():
        raise ValueError("holds a sign that a menu would read as markup")
    return text


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Words as a sentence lists them: `a`, `a and b`, `a, b and c`.

    >>> listed(["keep", "leave", "start"], "or")
    'keep, leave or start'
    """
    *first, last = items
    return f"{', '.join(first)} {joint} {last}" if first else last


def slug(text: str) -> str:
    """Compare ids, aliases and labels the same way: lower case, no accents, words joined by `-`.

    >>> slug("Trust and Openness")
    'trust-and-openness'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    if not plain.isascii():
        accents = [letter for letter in set(plain) if unicodedata.combining(letter)]
        plain = plain.translate(dict.fromkeys(map(ord, accents))) if accents else plain
    return re.sub(r"[\W_]+", "-", plain).strip("-")


Text = Annotated[StrictStr, Field(min_length=1, max_length=600), AfterValidator(_one_line)]
Label = Annotated[StrictStr, Field(min_length=1, max_length=60), AfterValidator(_one_line)]
Name = Annotated[Label, AfterValidator(_plain_name)]
Id = Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Timestamp = Annotated[StrictStr, Field(pattern=r"^\d{2}:[0-5]\d:[0-5]\d$")]
Date = Annotated[StrictStr, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
WebAddress = Annotated[
    StrictStr,
    Field(pattern=r"^https?://[A-Za-z0-9.-]+(:\d+)?(/[\w.~:/?#\[\]@!&'()*+,;=%-]*)?$"),
]
ReportAddress = Annotated[
    StrictStr,
    Field(
        pattern=r"^(mailto:[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
        r"|https://[A-Za-z0-9.-]+(:\d+)?(/([\w.~:/?#\[\]@!&'()*+,;=%-]|\{id\}|\{fingerprint\})*)?)$"
    ),
]
