"""What all records have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict, JsonValue


class Record(BaseModel):
    """One mapping of the dataset: frozen, and no field but those named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def refused(*examples: tuple[JsonValue, str]) -> JsonDict:
    """Bad examples of a field, each a value and what is wrong with it: for `json_schema_extra`."""
    return {"bad_examples": [{"value": value, "why": why} for value, why in examples]}
