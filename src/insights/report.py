"""The report of a mistake in a finding: what a reader sends to the curators, prefilled."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from insights.model import Dataset, Finding


class Report(NamedTuple):
    """Where to send it (None where the dataset names no such place), and the text to fill in."""

    address: str | None
    text: str


def report(dataset: Dataset, finding: Finding) -> Report:
    """The report about one finding, with the place and the state of the data it was read in.

    A mail address comes back with subject and text (RFC 6068), a web address with `{id}` and
    `{fingerprint}` filled in; both are percent-encoded.
    """
    about, receipt = dataset.about, dataset.receipt(finding)
    source = dataset.source_by_id[finding.source]
    title = f"A mistake in the finding “{finding.id}”"
    lines = [
        title,
        "",
        f"Dataset: {about.title}",
        f"State: as of {about.as_of}, fingerprint {dataset.fingerprint}",
        f"Finding: {finding.id}",
        f"Statement: {finding.statement}",
        f"Source: {source.title}",
        f"Place as written: {receipt.as_written}",
        "",
        "What is wrong:",
        "",
        "What would be right:",
        "",
    ]
    text = "\n".join(lines)
    return Report(_address(dataset, finding, title, "\n".join(lines[2:])), text)


def _address(dataset: Dataset, finding: Finding, subject: str, body: str) -> str | None:
    to = dataset.about.report_to
    if to is None:
        return None
    if to.startswith("mailto:"):
        lines = quote(body.replace("\n", "\r\n"), safe="")
        return f"{to}?subject={quote(subject, safe='')}&body={lines}"
    filled = {"{id}": finding.id, "{fingerprint}": dataset.fingerprint}
    for name, value in filled.items():
        to = to.replace(name, quote(value, safe=""))
    return to
