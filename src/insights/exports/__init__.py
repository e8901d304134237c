"""A view as a file to take away. One module is one format.

>>> sorted(FORMATS)
['bib', 'brief.html', 'csv', 'html', 'json', 'md', 'pdf', 'pptx', 'xlsx', 'yaml']
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from insights.exports import (
    bibtex,
    brief_page,
    card,
    csv_text,
    dataset_yaml,
    document,
    excel,
    explorer_page,
    json_text,
    markdown,
    slides,
)
from insights.exports.head import EVERYTHING, file_name
from insights.view import View

__all__ = ["BRIEFS", "EVERYTHING", "FORMATS", "PICTURES", "Format", "Write", "file_name"]


class Write(Protocol):
    """What makes the content of a file from a view."""

    def __call__(self, view: View, part: slice = EVERYTHING) -> bytes:
        """The content, of all matching findings or of those that `selection.slice_of` leaves."""


class Format(NamedTuple):
    """A kind of file: how its name ends, its media type, what people call it, what writes it."""

    ending: str
    media_type: str
    label: str
    write: Write


# Under their endings, in the order in which they are offered.
FORMATS: dict[str, Format] = {
    one.ending: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", "Table (CSV)", csv_text.write),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Spreadsheet (Excel)",
            excel.write,
        ),
        Format("json", "application/json", "Records (JSON)", json_text.write),
        Format("yaml", "application/yaml; charset=utf-8", "Dataset (YAML)", dataset_yaml.write),
        Format("md", "text/markdown; charset=utf-8", "Text (Markdown)", markdown.write),
        Format("bib", "text/x-bibtex; charset=utf-8", "References (BibTeX)", bibtex.write),
        Format(
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "Slides (PowerPoint)",
            slides.write,
        ),
        Format("pdf", "application/pdf", "Document (PDF)", document.write),
        Format("html", "text/html; charset=utf-8", "Page that works offline", explorer_page.write),
        Format("brief.html", "text/html; charset=utf-8", "Brief (one page)", brief_page.write),
    )
}

# Pictures that carry where they come from: of the one finding, or of the message of several.
PICTURES: dict[str, Format] = {
    "png": Format("png", "image/png", "Picture (PNG)", card.write_png),
    "svg": Format("svg", "image/svg+xml", "Picture (SVG)", card.write_svg),
}

# The brief in other forms, as they are called beside it.
BRIEFS: dict[str, str] = {"pptx": "Slides", "pdf": "Document", "brief.html": "One file"}
