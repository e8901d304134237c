"""The words with a fixed set of values, and how people read each value."""

from __future__ import annotations

from typing import Literal

Category = Literal["keep", "leave", "start", "context"]
Basis = Literal["stated", "inferred"]
Evidence = Literal["counted", "polled", "attributed", "reported", "argued", "room"]
ReceiptState = Literal["exact", "section", "doubtful"]
SourceKind = Literal["video", "report", "page", "workshop"]
Qualifier = Literal["", "over", "at least", "about"]
Coverage = Literal["complete", "partial"]
NumberFrom = Literal["source", "curator"]
Sureness = Literal["certain", "likely", "unsure"]
CorrectionStatus = Literal["open", "settled"]

CATEGORIES: dict[Category, str] = {
    "keep": "Keep",
    "leave": "Leave behind",
    "start": "Start",
    "context": "Context",
}
BASES: dict[Basis, str] = {
    "stated": "Stated by the source",
    "inferred": "Inferred by the curator",
}
EVIDENCE: dict[Evidence, str] = {
    "counted": "Counted",
    "polled": "Polled",
    "attributed": "Named speaker",
    "reported": "Reported",
    "argued": "Argued",
    "room": "Said in the room",
}
RECEIPTS: dict[ReceiptState, str] = {
    "exact": "Exact second",
    "section": "Section",
    "doubtful": "Doubtful place",
}
SURENESS: dict[Sureness, str] = {
    "certain": "Certain",
    "likely": "Likely",
    "unsure": "Unsure",
}
