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
CATEGORY_MEANS: dict[Category, str] = {
    "keep": "what worked and should go on",
    "leave": "what should not come back",
    "start": "what should be done that is not done yet, or not enough",
    "context": "what the source does not sort: it is never forced into the other three",
}
BASES: dict[Basis, str] = {
    "stated": "Sorted by the source",
    "inferred": "Sorted by the curator",
}
TENSION_BASES: dict[Basis, str] = {
    "stated": "Stated by the source",
    "inferred": "Inferred by the curator",
}
BASIS_MEANS: dict[Basis, str] = {
    "stated": "a heading or a sentence of the source says so",
    "inferred": "the curator read it so, and a note says why",
}
EVIDENCE: dict[Evidence, str] = {
    "counted": "Counted",
    "polled": "Polled",
    "attributed": "Named speaker",
    "reported": "Reported",
    "argued": "Argued",
    "room": "Said in the room",
}
EVIDENCE_MEANS: dict[Evidence, str] = {
    "counted": "somebody counted it",
    "polled": "a share of participants is given",
    "attributed": "a named person or organisation says it",
    "reported": "the source tells it, without a count of who said so",
    "argued": "the source reasons so",
    "room": "said in a workshop",
}
SOURCE_KIND_MEANS: dict[SourceKind, str] = {
    "video": "a recording of a talk or event, with times",
    "report": "a document",
    "page": "a web page",
    "workshop": "what was said in a room",
}
RECEIPTS: dict[ReceiptState, str] = {
    "exact": "Exact second",
    "section": "Section",
    "doubtful": "Doubtful place",
}
RECEIPT_MEANS: dict[ReceiptState, str] = {
    "exact": "the second that the document gives; its link opens the recording there",
    "section": "a heading of the document, and the item under it",
    "doubtful": "a time in doubt, for a reason its source names: shown as written, never linked",
}
SURENESS: dict[Sureness, str] = {
    "certain": "Certain",
    "likely": "Likely",
    "unsure": "Unsure",
}
