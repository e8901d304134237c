"""What a search looks for: its words, and its phrases in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Straight, curly, low, angled: people type what their keyboard has. An apostrophe marks no phrase.
_MARK = re.compile('["“”„‟«»＂]')


def search_words(q: str) -> tuple[str, ...]:
    """The words that must all occur; what stands in quotation marks is one of them.

    A mark that closes nothing and is never closed says nothing.

    >>> search_words('“public value” trust')
    ('public value', 'trust')
    >>> search_words('trust "public')
    ('trust', 'public')
    """
    pieces = _MARK.split(q)
    if len(pieces) % 2 == 0:
        pieces[-2:] = [" ".join(pieces[-2:])]
    found: list[str] = []
    for at, piece in enumerate(pieces):
        words = piece.split()
        found += [" ".join(words)] if at % 2 and words else words
    # Nothing but marks is still something: it is sought as it stands.
    return tuple(found) or tuple(q.split())


def search_text(words: Iterable[str]) -> str:
    """The search that looks for exactly these words and phrases."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)
