"""Ids proposed from what a record says."""

from __future__ import annotations

import re
from collections.abc import Collection

from insights.model import slug
from insights.reading.words import is_id

_MOST_WORDS = 5
_MOST_LETTERS = 40
_SMALL_WORD = re.compile(
    "a|also|an|and|are|as|at|be|by|can|could|for|from|has|have|in|into|is|it|its|may|of|on|or"
    "|should|that|the|their|there|they|this|to|too|was|were|what|when|which|who|with|would"
)


def proposed_id(text: str, taken: Collection[str], otherwise: str) -> str:
    """An id that is not taken, from the first words that say something; else from `otherwise`.

    >>> proposed_id("The trust of citizens is earned in small steps.", {"trust"}, "talk")
    'trust-citizens-earned-small-steps'
    >>> proposed_id("信頼", {"talk-1"}, "talk")
    'talk-2'
    """
    words = slug(text).split("-")
    words = [word for word in words if not _SMALL_WORD.fullmatch(word)] or words
    name = ""
    for word in words[:_MOST_WORDS]:
        longer = f"{name}-{word}" if name else word
        if len(longer) > _MOST_LETTERS:
            break
        name = longer
    if is_id(name) and name not in taken:
        return name
    stem, number = (name, 2) if is_id(name) else (otherwise, 1)
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
