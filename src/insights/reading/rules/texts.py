"""Rules on the letters of curated texts: sound ones of one alphabet, and no markup.

Nearly all texts are sound. So all of them are looked at as one, which costs next to nothing, and
one by one only where something is in them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from insights.reading.alphabets import stranger_in
from insights.reading.draft import Draft, Mistake
from insights.reading.faults import shown
from insights.reading.garbled import first_garbled, repaired

# Nobody writes a list that a spreadsheet calculates, except by mistake.
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]*>"
    r"|\*\*[^*\s](?:[^*]*[^*\s])?\*\*"
    r"|__[^_\s](?:[^_]*[^_\s])?__"
    r"|\[[^\[\]]+\]\([^()\s]*\)"
    r"|&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|\#[0-9]{1,7}|\#x[0-9a-fA-F]{1,6});"
)
_SIGNS_OF_MARKUP = ("<", "**", "__", "](", "&")


def text_not_garbled(draft: Draft) -> Iterator[Mistake]:
    """A text was not saved in one encoding and opened in another."""
    if draft.all_texts.isascii():
        return
    for entry, path, text in draft.texts():
        if not text.isascii() and (whole := repaired(text)) is not None:
            word, mended = first_garbled(text, whole)
            what = f"{shown(word)} was saved in one encoding and opened in another"
            yield Mistake(entry, path, what, f"write {shown(mended)}")


def word_of_one_alphabet(draft: Draft) -> Iterator[Mistake]:
    """A word is written in one alphabet."""
    if draft.all_texts.isascii():
        return
    for entry, path, text in draft.texts():
        if not text.isascii() and (found := stranger_in(text)) is not None:
            what = f"the letter {found.letter} of {shown(found.word)} is {found.alphabet}"
            advice = f"write the word in {found.home} letters, or a hyphen between the two"
            if found.looks_like:
                what += f" and looks like {found.looks_like}"
                advice = f"write the {found.home} {found.looks_like}"
            yield Mistake(entry, path, what, advice)


def text_without_markup(draft: Draft) -> Iterator[Mistake]:
    """A text holds no markup: it would be shown as it stands."""
    if not any(sign in draft.all_texts for sign in _SIGNS_OF_MARKUP):
        return
    for entry, path, text in draft.texts():
        for found in _MARKUP.finditer(text):
            sign = found[0]
            if not sign.startswith("&") or html.unescape(sign) != sign:
                what = f"{shown(sign)} is shown as it stands, not as markup"
                advice = f"write {shown(html.unescape(sign))}" if sign[0] == "&" else "take it out"
                yield Mistake(entry, path, what, advice)
                break


def text_not_formula(draft: Draft) -> Iterator[Mistake]:
    """A text does not begin with a sign that a spreadsheet takes for the beginning of a formula."""
    if not any(f"\n{sign}" in draft.all_texts for sign in _FORMULA):
        return
    for entry, path, text in draft.texts():
        if text.startswith(_FORMULA):
            what = f"{shown(text)} begins with {text[0]}, as a formula does in a spreadsheet"
            yield Mistake(entry, path, what, "begin with a letter, a digit or a quotation mark")


def text_composed(draft: Draft) -> Iterator[Mistake]:
    """A letter with an accent is one letter, not two."""
    if unicodedata.is_normalized("NFC", draft.all_texts):
        return
    for entry, path, text in draft.texts():
        if not unicodedata.is_normalized("NFC", text):
            what = f"{shown(text)} holds an accent that is a letter of its own"
            yield Mistake(
                entry, path, what, "write it again on your keyboard, or normalise it (NFC)"
            )
