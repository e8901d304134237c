"""What a finding, a source, a theme and a dataset are: frozen, typed, the schema's only home.

The field descriptions here are the only text about the format: the JSON schema, the advice in
error messages and the field reference are all made from them.
"""

from insights.model.dataset import About, Dataset, Message, Release, Theme
from insights.model.findings import Figure, Finding, Place, Withdrawn
from insights.model.lenses import Lens, Part, Tension
from insights.model.receipts import Receipt, receipt_for, seconds_of
from insights.model.sources import Correction, LatestLocator, Outline, Section, Source
from insights.model.texts import (
    Date,
    Id,
    Label,
    Name,
    ReportAddress,
    Text,
    Timestamp,
    WebAddress,
    fault_in_text,
    is_unseen,
    slug,
)
from insights.model.vocabulary import (
    BASES,
    BASIS_MEANS,
    CATEGORIES,
    CATEGORY_MEANS,
    EVIDENCE,
    EVIDENCE_MEANS,
    RECEIPT_MEANS,
    RECEIPTS,
    SURENESS,
    TENSION_BASES,
    Basis,
    Category,
    Evidence,
    ReceiptState,
)

__all__ = [
    "BASES",
    "BASIS_MEANS",
    "CATEGORIES",
    "CATEGORY_MEANS",
    "EVIDENCE",
    "EVIDENCE_MEANS",
    "RECEIPTS",
    "RECEIPT_MEANS",
    "SURENESS",
    "TENSION_BASES",
    "About",
    "Basis",
    "Category",
    "Correction",
    "Dataset",
    "Date",
    "Evidence",
    "Figure",
    "Finding",
    "Id",
    "Label",
    "LatestLocator",
    "Lens",
    "Message",
    "Name",
    "Outline",
    "Part",
    "Place",
    "Receipt",
    "ReceiptState",
    "Release",
    "ReportAddress",
    "Section",
    "Source",
    "Tension",
    "Text",
    "Theme",
    "Timestamp",
    "WebAddress",
    "Withdrawn",
    "fault_in_text",
    "is_unseen",
    "receipt_for",
    "seconds_of",
    "slug",
]
