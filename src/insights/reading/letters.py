"""The bytes of a file -> text whose lines and columns are those an editor shows."""

from __future__ import annotations

import codecs
import re

from insights.reading.faults import Fault

RULES = {
    "encoding": "A file is UTF-8 text.",
    "control-letter": "A file holds no control characters and no line breaks but the usual ones.",
    "tab": "A file is indented and spaced with spaces.",
}

# What YAML forbids or takes for a line break although editors do not; tabs have their own rule.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def decode(file: str, content: bytes) -> tuple[str | None, list[Fault]]:
    r"""The text of a file with `\n` line ends, or None and what is wrong with its letters."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        what = "the file is saved as UTF-16"
        return None, [_fault(file, (1, 1), "encoding", what, "save it as UTF-8")]
    # Windows editors begin UTF-8 files with a mark that is no part of the text.
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        what = f"the byte 0x{content[error.start]:02X} (byte {error.start + 1}) is not UTF-8"
        advice = "save the file as UTF-8, then read this line again"
        return None, [_fault(file, _place(before), "encoding", what, advice)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = []
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
    return (None, faults) if faults else (text, [])


def _place(before: str) -> tuple[int, int]:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _fault(file: str, place: tuple[int, int], rule: str, what: str, advice: str) -> Fault:
    return Fault(file, *place, "error", rule, what, advice)
