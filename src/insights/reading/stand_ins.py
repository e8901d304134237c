"""A stand-in for a finding with faulty fields, so that the rules can still judge the sound ones."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import ValidationError

from insights.model import Finding

_FILLED: dict[str, Any] = {
    "id": "unreadable",
    "statement": "Unreadable.",
    "themes": ["unreadable"],
    "source": "unreadable",
    "locator": "00:00:00",
    "evidence": "argued",
    "level": "unreadable",
}


def stand_in(data: dict[str, Any], broken: Collection[str]) -> Finding | None:
    """The finding with its broken fields filled, such that no sound field looks wrong for it.

    What a rule says of a field in `broken` is to be left out: its value is made up.
    """
    sound = {key: value for key, value in data.items() if key in Finding.model_fields}
    sound = {key: value for key, value in sound.items() if key not in broken}
    category = sound.setdefault("category", "keep" if "basis" in sound else "context")
    if "basis" in broken and category != "context":
        sound["basis"] = "stated"
    if "note" in broken:
        sound["note"] = "Unreadable."
    try:
        return Finding.model_validate(_FILLED | sound)
    except ValidationError:
        return None
