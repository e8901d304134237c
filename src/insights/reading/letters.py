"""The bytes of a file -> text whose lines and columns are those an editor shows."""

from __future__ import annotations

import codecs
import re

from insights.reading.faults import Fault, Level

RULES = {
    "encoding": "A file is UTF-8 text.",
    "byte-order-mark": "A file begins with its first letter, not with a mark of its encoding.",
    "control-letter": "A file holds no control characters and no line breaks but the usual ones.",
    "tab": "A file is indented and spaced with spaces.",
}

# What YAML forbids or takes for a line break although editors do not; tabs have their own rule.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)

_MOST_LOOKED_AT = 1_000


def decode(file: str, content: bytes) -> tuple[str | None, list[Fault]]:
    r"""The text of a file with `\n` line ends, or None and what is wrong with its letters."""
    if (encoding := _wide_encoding(content)) is not None:
        what = f"the file is saved as {encoding}"
        return None, [_fault(file, (1, 1), "encoding", what, "save it as UTF-8")]
    faults = []
    if content.startswith(codecs.BOM_UTF8):
        # Windows editors write it; it is no part of the text, and other programs stumble over it.
        content = content.removeprefix(codecs.BOM_UTF8)
        what, advice = "the file begins with a byte order mark", 'save it as "UTF-8 without BOM"'
        faults.append(_fault(file, (1, 1), "byte-order-mark", what, advice, "warning"))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        what = f"the byte 0x{content[error.start]:02X} (byte {error.start + 1}) is not UTF-8"
        advice = "save the file as UTF-8, then read this line again"
        return None, [*faults, _fault(file, _place(before), "encoding", what, advice)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _FORBIDDEN.search(text):
        letter = ord(found[0])
        name = "U+0000 (a NUL)" if letter == 0 else f"U+{letter:04X}"
        rule, what = "control-letter", f"the letter {name} cannot stand in a dataset"
        place = _place(text[: found.start()])
        faults.append(_fault(file, place, rule, what, "take it out; it cannot be seen"))
    if "\t" in text:
        place = _place(text[: text.index("\t")])
        many = text.count("\t")
        what = "a tab stands here" if many == 1 else f"a tab stands here, the first of {many}"
        faults.append(_fault(file, place, "tab", what, "write spaces instead"))
    is_sound = all(fault.level == "warning" for fault in faults)
    return (text if is_sound else None), faults


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32, told by the mark at the beginning or the many zeros between the letters."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    zeros = content.count(0, 0, _MOST_LOOKED_AT)
    share = zeros / max(1, min(len(content), _MOST_LOOKED_AT))
    return "UTF-32" if share > 0.7 else "UTF-16" if share > 0.3 else None


def _place(before: str) -> tuple[int, int]:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _fault(
    file: str,
    place: tuple[int, int],
    rule: str,
    what: str,
    advice: str,
    level: Level = "error",
) -> Fault:
    return Fault(file, *place, level, rule, what, advice)
