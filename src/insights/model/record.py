"""What all records have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """One mapping of the dataset: frozen, and no field but those named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")
