"""Templates filled in, and the addresses of pages: what every piece of HTML is made with."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from insights.charts.chart import findings as count
from insights.looks import MARKS
from insights.model import BASES, CATEGORIES, EVIDENCE, EVIDENCE_MEANS, VERBS, Finding
from insights.selection import Selection, address
from insights.view import View

MOST_IN_COLUMN = 3


@lru_cache(maxsize=1)
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("insights.draw"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        marks=MARKS,
        labels=CATEGORIES,
        bases=BASES,
        evidence=EVIDENCE,
        evidence_means=EVIDENCE_MEANS,
        verbs=VERBS,
        count=count,
        most=MOST_IN_COLUMN,
    )
    return templates


def render(template: str, **values: Any) -> str:
    """A template of `templates/` filled in; every value is escaped."""
    return _templates().get_template(template).render(**values)


def source_hash(text: str) -> str:
    """How a policy names a script or a style sheet that stands in the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_address(
    page: str, view: View, selection: Selection | None = None, **own: str | Sequence[str]
) -> str:
    """The relative address of a page with a selection, by default that of the view.

    `own` are fields of the page itself, which choose no finding; one may have several values.
    """
    fields = address(view.selection if selection is None else selection, view.dataset)
    query = urlencode([*own.items(), *fields], doseq=True)
    return f"{page}?{query}" if query else page or "."


def finding_address(view: View, finding: Finding) -> str:
    """The address of a finding's page, with the filters carried along."""
    query = urlencode(address(view.selection.choose("id", ()), view.dataset))
    return f"finding?id={finding.id}" + (f"&{query}" if query else "")


def explore_address(view: View, key: str, value: str) -> str:
    """The address of Explore with this view's filters and one facet set to one value."""
    return page_address("explore", view, view.selection.choose(key, [value]).choose("id", ()))
