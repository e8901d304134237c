"""Findings, marks and texts as the templates of documents and cards get them: plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from insights.looks import INKS, MARKS
from insights.model import BASES, CATEGORIES, EVIDENCE, Dataset, Figure, Finding
from insights.typeset import is_right_to_left


def said(text: str) -> dict[str, Any]:
    """A text, and whether it begins on the right."""
    return {"text": text, "rtl": is_right_to_left(text)}


def looks() -> dict[str, Any]:
    """The marks of the categories and the neutral colours, as they stand on white paper."""
    inks = INKS["light"]
    marks = {
        category: {
            "label": CATEGORIES[category],
            "letter": mark.letter,
            "fill": mark.fill["light"],
            "text": mark.text["light"],
            "on_fill": mark.on_fill["light"],
            "pattern": mark.pattern,
        }
        for category, mark in MARKS.items()
    }
    return {"inks": {"ink": inks.ink, "quiet": inks.quiet, "rule": inks.rule}, "marks": marks}


def receipt_facts(dataset: Dataset, finding: Finding) -> dict[str, Any]:
    """A finding's statement with what it rests on and where it stands; `address` is of the web."""
    receipt, source = dataset.receipt(finding), dataset.source_by_id[finding.source]
    return {
        "id": finding.id,
        "category": finding.category,
        "statement": said(finding.statement),
        "evidence": EVIDENCE[finding.evidence],
        "basis": BASES[finding.basis].lower() if finding.basis else None,
        "place": f"{source.short}, {receipt.text}",
        "address": web_address(receipt.url),
        "more": [],
    }


def figure_facts(dataset: Dataset, finding: Finding, figure: Figure) -> dict[str, Any]:
    """A number with its hedge and its unit, of what it is, its caveat and its receipt."""
    return {
        **receipt_facts(dataset, finding),
        "number": figure.text,
        "qualifier": figure.qualifier,
        "unit": "" if figure.unit == "percent" else figure.unit,
        "of": f"of {figure.of}" if figure.of else "the source does not say of what",
        "note": said(finding.note) if finding.note else None,
    }


def bar_parts(values: Iterable[int], categories: Iterable[str]) -> list[dict[str, Any]]:
    """One bar: how long each of its parts is, and the category that gives it its look."""
    return [
        {"category": category, "value": value}
        for category, value in zip(categories, values, strict=True)
    ]


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web, else None."""
    is_web = address is not None and address.startswith(("https://", "http://"))
    return address if is_web else None


def cut(text: str, most: int) -> str:
    """A text that fits where there is little room: cut between two words where it can be."""
    if len(text) <= most:
        return text
    short = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{short.rstrip(' ,;:.')}…"
