"""A view as Markdown: the findings as a list to read on, each with its receipt.

Curated text stays text in CommonMark and in the Markdown of GitHub; links lead to http(s) only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insights.exports.head import EVERYTHING, findings_of, head_of, sources_of
from insights.model import BASES, CATEGORIES, EVIDENCE, Dataset, Finding, Source
from insights.view import View

# Signs that mean something wherever they stand; `&` only where it would begin an entity, and what
# would become a link by itself.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~^$#]|&(?=#?[A-Za-z0-9]+;)|:(?=//)|(?<=[Ww]{3})\.", re.ASCII)
# What would begin a list, a heading or a rule where it stands first.
_FIRST = re.compile("[0-9]+(?=[.)])|(?=[-+=:])")


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The findings as Markdown in UTF-8, grouped by category."""
    return "\n".join(_lines(view, part)).encode()


def escaped(text: str) -> str:
    r"""A text in which no sign is taken for markup.

    >>> print(escaped("1. <b> & *stars*"))
    1\. \<b\> & \*stars\*
    """
    text = _SIGNS.sub(r"\\\g<0>", text)
    begin = _FIRST.match(text)
    return f"{begin[0]}\\{text[begin.end() :]}" if begin else text


def link(text: str, address: str | None) -> str:
    """A link where the address is one of the web, else the text alone."""
    if address is None or not address.startswith(("https://", "http://")):
        return escaped(text)
    # Between < and > only an entity means something, and the brackets, which no address holds.
    target = re.sub("&(?=#?[A-Za-z0-9]+;)", "&amp;", address)
    return f"[{escaped(text)}](<{target}>)"


def _lines(view: View, part: slice) -> Iterator[str]:
    head, dataset = head_of(view, part), view.dataset
    findings = findings_of(view, part)
    yield f"# {escaped(head.title)}"
    for said in (head.counted, *head.unknown):
        yield from ("", escaped(said))
    if head.filters:
        yield from ("", f"Filters: {escaped(head.filters)}")
    for category, label in CATEGORIES.items():
        if of_category := [one for one in findings if one.category == category]:
            yield from ("", f"## {label} ({len(of_category)})", "")
            for one in of_category:
                yield from _item(dataset, one)
    if findings:
        yield from ("", "## Sources", "")
        yield from _sources(sources_of(view, part))
    yield from ("", "---", "")
    licence = escaped(head.licence)
    yield f"As of {head.as_of}, fingerprint {head.fingerprint}, {licence} for the wording."
    if head.query:
        yield from ("", f"Query: `{head.query}`")
    if head.address:
        yield from ("", f"Seen at: {link(head.address, head.address)}")
    yield ""


def _item(dataset: Dataset, finding: Finding) -> Iterator[str]:
    receipt, source = dataset.receipt(finding), dataset.source_by_id[finding.source]
    themes = ", ".join(dataset.theme_by_id[theme].label for theme in finding.themes)
    basis = f". {BASES[finding.basis]}" if finding.basis else ""
    yield f"- {escaped(finding.statement)}"
    yield f"  - {escaped(themes)}"
    yield f"  - Evidence: {EVIDENCE[finding.evidence].lower()}{basis}"
    if finding.note:
        yield f"  - Note: {escaped(finding.note)}"
    yield f"  - {link(f'{source.short}, {receipt.text}', receipt.url)}, `{finding.id}`"


def _sources(sources: Sequence[Source]) -> Iterator[str]:
    for source in sources:
        title = link(source.title, source.address)
        yield f"- {escaped(source.short)}: {title}. {escaped(source.published)}"
