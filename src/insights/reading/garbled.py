"""Text that was saved in one encoding and opened in another: found, and put right.

`Ã©` is what an editor shows that takes the two bytes of an é for two letters. Such a group of two,
three or four letters gives itself away: turned back into bytes, it is one letter of UTF-8. Honest
text can hold such a group too, as in `IRMÃ”`; what stands around it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FOLLOWING = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
# The last of the three is a byte without a letter, and is lost on the way.
_CLOSING = "â€"
_ONE_LETTER = re.compile(
    f"[Â-ß][{_FOLLOWING}]|[à-ï][{_FOLLOWING}]{{2}}|[ð-ô][{_FOLLOWING}]{{3}}|{_CLOSING}"
)
_FIRST_OF_LATIN = frozenset("ÂÃÄÅÆÇÈ")
# Words of one such letter, or names of units: Å is a town and a length.
_FIRST_AND_WORD = frozenset("ÄÅÆÇÈ")
# What stands behind a word in capitals, where Ã, Ä, Å and so on are honest.
_BEHIND_A_WORD = frozenset("”’“‘»›…–—™®‚„\u00a0")
_OPENING = frozenset("“‘«»„‚\"'")
# Beginnings of dashes, quotation marks, signs of money, arrows: no word goes on like that.
_BEGINS_SIGN = re.compile("â[€‚„†ˆ‰˜œ]")

_MOST_TIMES = 3


def repaired(text: str) -> str | None:
    """The text as it was before it was garbled; None where it is as it should be.

    >>> repaired("a cafÃ© â€” open"), repaired("the word “IRMÔ")
    ('a café — open', None)
    """
    found = text
    # Texts are garbled twice too: first the dash, then the three letters that it became.
    for _ in range(_MOST_TIMES):
        once = _repaired_once(found)
        if once == found:
            break
        found = once
    return found if found != text else None


def first_garbled(text: str, whole: str) -> tuple[str, str]:
    """The first word of a text that its repaired form spells differently, in both forms."""
    words = zip(text.split(" "), whole.split(" "), strict=False)
    return next(((word, mended) for word, mended in words if word != mended), (text, whole))


def _repaired_once(text: str) -> str:
    pieces, end = [], 0
    for run in _runs(text):
        letters = [_decoded(group[0]) for group in run]
        if all(letters) and _is_garbled(text, run):
            pieces += [text[end : run[0].start()], *letters]
            end = run[-1].end()
    return "".join([*pieces, text[end:]])


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Groups that could be one letter each; those that touch stand together."""
    run: list[re.Match[str]] = []
    for found in _ONE_LETTER.finditer(text):
        if run and run[-1].end() != found.start():
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def _decoded(group: str) -> str:
    if group == _CLOSING:
        return "”"
    try:
        return group.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _is_garbled(text: str, run: list[re.Match[str]]) -> bool:
    group, begin, end = run[0][0], run[0].start(), run[0].end()
    if len(run) > 1 or len(group) == 4 or group == _CLOSING:
        return True
    if len(group) == 3:
        return _BEGINS_SIGN.match(group) is not None
    if group[0] not in _FIRST_OF_LATIN:
        return False
    before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
    if before.islower():
        return True
    if group[1].isupper():
        return not before.isupper() and not after.isupper()
    if group[1] not in _BEHIND_A_WORD:
        return True
    is_next_word = group[1] == "\u00a0" or (group[1] == "’" and after in ("s", "S"))
    if before.isupper() or (is_next_word and group[0] in _FIRST_AND_WORD):
        return after.isalpha() and not is_next_word
    return after.isalpha() or (group[0] not in _FIRST_AND_WORD and before not in _OPENING)
