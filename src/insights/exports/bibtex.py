"""A view as BibTeX: the dataset, its sources and each finding as an entry of its own.

A key is an id; those of sources and of the dataset begin with what they are, so that none is taken
twice. Only what is stated stands there: no author is guessed, and no year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from insights.exports.head import EVERYTHING, findings_of, head_of, sources_of
from insights.model import BASES, CATEGORIES, EVIDENCE, Dataset, Finding, Source
from insights.view import View

_SIGNS = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "\\": "{\\textbackslash}",
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
    "<": "{\\textless}",
    ">": "{\\textgreater}",
    "|": "{\\textbar}",
}
# Every program counts braces, some also those behind a backslash: only pairs can stand as such.
_PAIRED = {"{": "\\{", "}": "\\}"}
_UNPAIRED = {"{": "{\\textbraceleft}", "}": "{\\textbraceright}"}
_VERBATIM = frozenset({"url", "crossref"})


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The entries in UTF-8: findings first, for an entry stands before that to which it refers."""
    dataset, findings = view.dataset, findings_of(view, part)
    entries = [_entry(one.id, _finding(dataset, one)) for one in findings]
    sources = sources_of(view, part)
    entries += [_entry(f"source:{one.id}", _source(one)) for one in sources]
    entries.append(_entry(f"dataset:{dataset.fingerprint[:8]}", _dataset(view, part)))
    return "\n".join(entries).encode()


def escaped(text: str) -> str:
    r"""A text in which no sign is taken for a command.

    >>> print(escaped("R&D {50%} of $1"), escaped("}{"))
    R\&D \{50\%\} of \$1 {\textbraceright}{\textbraceleft}
    """
    signs = _SIGNS | (_PAIRED if _is_paired(text) else _UNPAIRED)
    return re.sub(r"[&%$#_\\~^<>|{}]", lambda found: signs[found[0]], text)


def _is_paired(text: str) -> bool:
    depth = 0
    for sign in re.findall("[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _entry(key: str, values: Mapping[str, str | None]) -> str:
    written = [
        f"  {name} = {{{value if name in _VERBATIM else escaped(value)}}},\n"
        for name, value in values.items()
        if value and name != "title"
    ]
    # In two pairs of braces, or many styles would write it without its capitals.
    title = f"  title = {{{{{escaped(values['title'] or '')}}}}},\n"
    return f"@misc{{{key},\n{title}{''.join(written)}}}\n"


def _finding(dataset: Dataset, finding: Finding) -> dict[str, str | None]:
    source, receipt = dataset.source_by_id[finding.source], dataset.receipt(finding)
    themes = [dataset.theme_by_id[theme].label for theme in finding.themes]
    sorted_as = CATEGORIES[finding.category]
    basis = f", {BASES[finding.basis].lower()}" if finding.basis else ""
    about = dataset.about
    return {
        "title": finding.statement,
        **_date(source),
        "howpublished": f"Finding in: {about.title}, as of {about.as_of}",
        "url": receipt.url,
        "note": f"{source.title}, {source.publisher}, {receipt.text}. {sorted_as}{basis}. "
        f"Evidence: {EVIDENCE[finding.evidence].lower()}.",
        "keywords": ", ".join([*themes, sorted_as]),
        "crossref": f"source:{source.id}",
    }


def _source(source: Source) -> dict[str, str | None]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        **_date(source),
        "type": source.kind.capitalize(),
        "url": source.address,
        "note": source.rights,
    }


def _dataset(view: View, part: slice) -> dict[str, str | None]:
    head = head_of(view, part)
    filters = f"Filters: {head.filters}. Query: {head.query}." if head.query else ""
    return {
        "title": head.title,
        "year": head.as_of[:4],
        "date": head.as_of,
        "howpublished": f"Dataset, fingerprint {head.fingerprint}",
        "copyright": head.licence,
        "url": head.address,
        "note": " ".join(filter(None, (head.counted, *head.unknown, filters))),
    }


def _date(source: Source) -> dict[str, str]:
    return {"year": source.date[:4], "date": source.date} if source.date else {}
