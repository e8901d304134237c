"""A record with faulty fields -> one that rules can look at, so that they judge the sound ones."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from insights.model import Correction, Finding, Lens, RunFile, Scene, Tension

R = TypeVar("R", bound=BaseModel)

_TEXT, _ID, _TIME = "Unreadable.", "unreadable", "00:00:00"

_FILLED: dict[type[BaseModel], dict[str, Any]] = {
    Finding: {
        "id": _ID,
        "statement": _TEXT,
        "themes": [_ID],
        "source": _ID,
        "locator": _TIME,
        "evidence": "argued",
        "level": _ID,
    },
    Lens: {
        "id": _ID,
        "title": _TEXT,
        "source": _ID,
        "locator": _TIME,
        "number_from": "curator",
        "parts": [{"id": _ID, "label": _ID, "text": _TEXT, "locator": _TIME, "bare": _TEXT}],
    },
    Tension: {"id": _ID, "between": [_ID, f"{_ID}-too"], "question": _TEXT},
    Correction: {
        "id": _ID,
        "source": _ID,
        "as_written": _TEXT,
        "occurs": 1,
        "sure": "unsure",
        "why": _TEXT,
        "status": "open",
    },
    Scene: {"id": _ID, "title": _TEXT, "minutes": 1},
    RunFile: {
        "title": _TEXT,
        "audience": _TEXT,
        "scenes": [{"id": _ID, "title": _TEXT, "show": "words", "minutes": 1}],
    },
}

# Fields that may be left out, but that other fields can need.
_IF_BROKEN: dict[str, Any] = {
    "note": _TEXT,
    "source": _ID,
    "locator": _TIME,
    "of": _ID,
    "prompt": _TEXT,
    "guess": _TEXT,
}


def stand_in(model: type[R], data: dict[str, Any], broken: Collection[str]) -> R | None:
    """The record with its broken fields filled, such that no sound field looks wrong for it.

    What a rule says of a field in `broken` is to be left out: its value is made up. None for the
    kinds of records that others rest on, and where nothing can be filled in.
    """
    if model not in _FILLED:
        return None
    sound = {key: value for key, value in data.items() if key in model.model_fields}
    sound = {key: value for key, value in sound.items() if key not in broken}
    if model is Finding:
        category = sound.setdefault("category", "keep" if "basis" in sound else "context")
        if "basis" in broken and category != "context":
            sound["basis"] = "stated"
    if model is Tension:
        sound.setdefault("basis", "stated" if "source" in sound else "inferred")
    if model is Scene and "hide" in broken:
        # Whether a question is needed cannot be told.
        sound.pop("guess", None)
    optional = {name: value for name, value in _IF_BROKEN.items() if name in broken}
    try:
        return model.model_validate(_FILLED[model] | optional | sound)
    except ValidationError:
        return None
