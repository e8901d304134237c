"""A view as JSON: the records of its findings, and what is counted."""

from __future__ import annotations

import json

from insights.exports.head import EVERYTHING, findings_of, head_of
from insights.view import View


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """One JSON object in UTF-8; a finding has the same shape as everywhere.

    `count` findings match, of `of`; `findings` holds those that limit and offset leave.
    """
    head, dataset = head_of(view, part), view.dataset
    whole = {
        "title": head.title,
        "sentence": head.counted,
        "count": view.count,
        "of": view.of,
        "filters": head.filters,
        "query": head.query,
        "unknown": head.unknown,
        "as_of": head.as_of,
        "fingerprint": head.fingerprint,
        "licence": head.licence,
        "address": head.address,
        "findings": [dataset.record(finding) for finding in findings_of(view, part)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"
