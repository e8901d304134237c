"""How to cite a finding so that somebody else finds it again, to the word and to the second."""

from __future__ import annotations

import os

from insights.model import Dataset, Finding


def public_address(path: str) -> str | None:
    """An absolute address of ours, or None where the server was not told what it is called.

    It comes from INSIGHTS_PUBLIC_URL alone: a Host header can be made up by anybody.
    """
    base = os.environ.get("INSIGHTS_PUBLIC_URL", "").rstrip("/")
    return f"{base}/{path}" if base.startswith(("https://", "http://")) else None


def citation(dataset: Dataset, finding: Finding) -> str:
    """One paragraph of plain text: statement, dataset and its state, source, place, addresses."""
    about, source = dataset.about, dataset.source_by_id[finding.source]
    receipt = dataset.receipt(finding)
    place = receipt.as_written + (" (as written, doubtful)" if receipt.state == "doubtful" else "")
    said = [
        f"{finding.statement} Finding “{finding.id}” in: {about.title}, as of {about.as_of}, "
        f"fingerprint {dataset.fingerprint[:8]}, {about.licence} for the wording.",
        f"Source: {source.title}, {source.publisher}, {place}.",
    ]
    addresses = (receipt.url, public_address(f"finding?id={finding.id}"))
    return " ".join([*said, *(address for address in addresses if address)])


def citation_of_all(dataset: Dataset) -> str:
    """One line of plain text for the whole dataset in its present state."""
    about = dataset.about
    said = (
        f"{about.title}. Dataset of {len(dataset.findings)} curated findings, as of {about.as_of}, "
        f"fingerprint {dataset.fingerprint}, {about.licence} for the wording."
    )
    address = public_address("about")
    return f"{said} {address}" if address else said
