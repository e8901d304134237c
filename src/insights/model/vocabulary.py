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
Show = Literal[
    "words",
    "view",
    "chart",
    "lens",
    "tension",
    "finding",
    "figure",
    "notes",
    "beside",
    "commitments",
]
Hide = Literal["none", "number", "split", "statement"]
SceneChart = Literal["themes", "matrix", "sources", "evidence"]

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
# What somebody can act on; context is what nobody sorted.
SORTED: tuple[Category, ...] = ("keep", "leave", "start")
# As in "what to keep": how a sentence names the three.
VERBS: dict[Category, str] = {"keep": "keep", "leave": "leave behind", "start": "start"}
# As in "4 findings on what to start": what stands behind the number of those of a category.
ON_WHAT: dict[Category, str] = {
    **{category: f"on what to {verb}" for category, verb in VERBS.items()},
    "context": "of context",
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
SHOWS: dict[Show, str] = {
    "words": "Words",
    "view": "Findings",
    "chart": "Chart",
    "lens": "Lens",
    "tension": "Tension",
    "finding": "Finding",
    "figure": "Figure",
    "notes": "The room's notes",
    "beside": "Room beside evidence",
    "commitments": "Commitments",
}
SHOW_MEANS: dict[Show, str] = {
    "words": "a prompt alone: a welcome, a break, a decision",
    "view": "findings of a selection, the strongest first, with their counts",
    "chart": "one chart over a selection",
    "lens": "a framework, or one part of it",
    "tension": "two findings that pull against each other, and a question",
    "finding": "one finding with its place in the source",
    "figure": "the number that stands in a finding, large",
    "notes": "what the room itself says, note by note",
    "beside": "what the room said beside what the findings say",
    "commitments": "who does what by when",
}
HIDES: dict[Hide, str] = {
    "none": "Nothing",
    "number": "The number",
    "split": "The counts of keep, leave behind and start",
    "statement": "What is said",
}
SCENE_CHARTS: dict[SceneChart, str] = {
    "themes": "Findings by theme",
    "matrix": "Themes by keep, leave behind, start and context",
    "sources": "Findings by source",
    "evidence": "Findings by evidence",
}
MAY_HIDE: dict[Show, tuple[Hide, ...]] = {
    "view": ("number", "split"),
    "chart": ("number", "split"),
    "lens": ("statement",),
    "tension": ("statement",),
    "finding": ("statement",),
    "figure": ("number", "statement"),
}
