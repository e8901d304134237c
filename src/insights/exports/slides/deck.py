"""A presentation as it is written: slides with titles, texts, marks, charts, tables and notes.

What is added to a slide stands there in the order in which it is added, which is the order in
which it is read aloud.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from insights.exports.slides.charts import ChartFile
from insights.exports.slides.master import (
    BODY,
    EMU,
    FOOTER,
    LANGUAGE,
    LAYOUTS,
    NAMESPACES,
    NUMBER_FIELD,
    Box,
    empty_presentation,
    placed,
)
from insights.exports.slides.words import SMALL, Paragraph, clean, fitted, one, script_of
from insights.looks import INKS, MARKS
from insights.model import CATEGORIES, Category

TITLE_SIZES = (28, 26, 24, 22, 20, 18)
_FOOTER_SIZE = 11
_AUTHOR = "The Insights authors"
_LONGEST_PROPERTY = 255  # letters, says the format
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the least that a zip file can say
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # of a table: every Office knows it


class Row(NamedTuple):
    """A row of a table: its cells, and how high it is at least."""

    cells: Sequence[Sequence[Paragraph]]
    height: float


class Page:
    """One slide. Its title is set with it; the rest is added from above to below."""

    def __init__(self, slide: Any, layout: str, title: str) -> None:
        self._slide = slide
        self._layout = LAYOUTS[layout]
        self._tree = slide.shapes.element
        self._next = 2
        for shape in list(slide.placeholders):  # they come in again, each in its place
            self._tree.remove(shape.element)
        box, most = self._layout.title, self._layout.title_size
        sizes = [size for size in TITLE_SIZES if size <= most]
        self.title = title
        run = fitted(title, sizes, box.width, box.height, serif=True)
        self._placeholder("Title", 'type="title"', [Paragraph((run,))])

    def text(self, at: int, paragraphs: Sequence[Paragraph], box: Box | None = None) -> None:
        """Fill a place for text of the layout, counted from 0; `box` where it stands elsewhere."""
        self._placeholder(f"Text {at + 1}", f'type="body" idx="{BODY + at}"', paragraphs, box)

    def box(self, name: str, paragraphs: Sequence[Paragraph], box: Box) -> None:
        """A text that the layout has no place for."""
        self._add(
            f'<p:sp><p:nvSpPr>{self._named(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{placed(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            '</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="t"><a:normAutofit/></a:bodyPr><a:lstStyle/>{self._paragraphs(paragraphs)}'
            "</p:txBody></p:sp>"
        )

    def mark(self, category: Category, left: float, top: float, size: float = 26) -> None:
        """The letter of a category on its colour."""
        mark = MARKS[category]
        letter = one(mark.letter, SMALL, bold=True, colour=mark.on_fill["light"])
        told = f"The mark of {CATEGORIES[category]}"
        self._add(
            f"<p:sp><p:nvSpPr>{self._named(f'Mark {mark.letter}', told)}<p:cNvSpPr/><p:nvPr/>"
            f"</p:nvSpPr><p:spPr>{placed(Box(left, top, size, size))}"
            '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 9000"/></a:avLst>'
            f"</a:prstGeom>{_fill(mark.fill['light'])}<a:ln><a:noFill/></a:ln></p:spPr>"
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
            f"<a:lstStyle/>{self._paragraph(letter, align='ctr')}</p:txBody></p:sp>"
        )

    def bar(self, category: Category, box: Box) -> None:
        """A stroke in the colour of a category, which says nothing of its own."""
        self._add(
            f"<p:sp><p:nvSpPr>{self._named('Rule', inside=_DECORATIVE)}<p:cNvSpPr/><p:nvPr/>"
            f'</p:nvSpPr><p:spPr>{placed(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"{_fill(MARKS[category].fill['light'])}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )

    def chart(self, name: str, alt: str, box: Box, file: ChartFile) -> None:
        """A chart that can be edited, with its numbers in a workbook of its own."""
        left, top, width, height = (round(measure * EMU) for measure in box)
        frame = self._slide.shapes.add_chart(file.kind, left, top, width, height, file)
        said = frame.element.nvGraphicFramePr.cNvPr
        said.set("id", str(self._next))
        said.set("name", name)
        said.set("descr", clean(alt))
        self._next += 1

    def table(self, name: str, alt: str, widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table below the title, whose first row is its header."""
        grid = "".join(f'<a:gridCol w="{round(width * EMU)}"/>' for width in widths)
        body = "".join(
            f'<a:tr h="{round(row.height * EMU)}">'
            + "".join(self._cell(cell, is_header=not at) for cell in row.cells)
            + "</a:tr>"
            for at, row in enumerate(rows)
        )
        top = self._layout.title.top + self._layout.title.height + 14
        box = Box(self._layout.title.left, top, sum(widths), sum(row.height for row in rows))
        self._add(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._named(name, alt)}<p:cNvGraphicFramePr>"
            '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
            f"</p:nvGraphicFramePr>{placed(box, 'p:xfrm')}<a:graphic>"
            f'<a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1"><a:tableStyleId>'
            f"{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>"
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )

    def notes(self, said: Iterable[str]) -> None:
        """What stands under the slide for who speaks, a paragraph each."""
        place = self._slide.notes_slide.notes_placeholder.element
        body = place.txBody
        for paragraph in body.p_lst:
            body.remove(paragraph)
        for text in said:
            body.append(_element(f"{self._paragraph(one(text, 11))}"))

    def close(self, footer: str, number: int) -> None:
        """Add what stands at the foot of every slide."""
        run = fitted(footer, [_FOOTER_SIZE], FOOTER.width, FOOTER.height)
        self._placeholder("Footer", 'type="ftr" sz="quarter" idx="3"', [one(run.text, 11)])
        self._add(
            f"<p:sp><p:nvSpPr>{self._named('Slide number')}<p:cNvSpPr>"
            '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="4"/>'
            "</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
            f'<a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="{LANGUAGE}" sz="1100"/>'
            f"<a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>"
        )

    def _placeholder(
        self, name: str, kind: str, paragraphs: Sequence[Paragraph], box: Box | None = None
    ) -> None:
        self._add(
            f"<p:sp><p:nvSpPr>{self._named(name)}<p:cNvSpPr>"
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
            f"<p:spPr>{placed(box) if box else ''}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/>"
            f"</a:bodyPr><a:lstStyle/>{self._paragraphs(paragraphs)}</p:txBody></p:sp>"
        )

    def _named(self, name: str, alt: str = "", inside: str = "") -> str:
        number, self._next = self._next, self._next + 1
        told = f" descr={quoteattr(clean(alt))}" if alt else ""
        return f'<p:cNvPr id="{number}" name={quoteattr(name)}{told}>{inside}</p:cNvPr>'

    def _add(self, shape: str) -> None:
        self._tree.append(_element(shape))

    def _cell(self, paragraphs: Sequence[Paragraph], *, is_header: bool) -> str:
        none = "<a:noFill/>"
        rule = _fill(INKS["light"].ink if is_header else INKS["light"].rule)
        lines = "".join(f'<a:{side} w="0">{none}</a:{side}>' for side in ("lnL", "lnR", "lnT"))
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{self._paragraphs(paragraphs)}</a:txBody>"
            f'<a:tcPr marL="0" marR="{16 * EMU}" marT="{6 * EMU}" marB="{6 * EMU}" anchor="t">'
            f'{lines}<a:lnB w="9525">{rule}</a:lnB>{none}</a:tcPr></a:tc>'
        )

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> str:
        return "".join(
            self._paragraph(paragraph, is_first=not at) for at, paragraph in enumerate(paragraphs)
        )

    def _paragraph(self, paragraph: Paragraph, *, is_first: bool = False, align: str = "l") -> str:
        script = script_of("".join(run.text for run in paragraph.runs))
        way = ' algn="r" rtl="1"' if script else f' algn="{align}" rtl="0"'
        points = 0 if is_first else round(paragraph.before * 100)
        before = f'<a:spcBef><a:spcPts val="{points}"/></a:spcBef>' if points else ""
        runs = "".join(self._run(run, script or LANGUAGE) for run in paragraph.runs)
        return f"<a:p><a:pPr{way}>{before}</a:pPr>{runs}</a:p>"

    def _run(self, run: Any, language: str) -> str:
        of = "mj" if run.serif else "mn"
        face = "".join(
            f'<a:{kind} typeface="+{of}-{which}"/>'
            for kind, which in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
        )
        link = ""
        if run.link and run.link.startswith(("https://", "http://")):
            part, kind = self._slide.part, RELATIONSHIP_TYPE.HYPERLINK
            link = f'<a:hlinkClick r:id="{part.relate_to(run.link, kind, is_external=True)}"/>'
        bold = ' b="1"' if run.bold else ""
        colour = _fill(run.colour) if run.colour else ""
        return (
            f'<a:r><a:rPr lang="{language}" sz="{round(run.size * 100)}"{bold}>{colour}{face}{link}'
            f"</a:rPr><a:t>{escape(clean(run.text))}</a:t></a:r>"
        )


class Deck:
    """A presentation to which slides are added one behind the other."""

    def __init__(self) -> None:
        self._file = Presentation(io.BytesIO(empty_presentation()))
        self._layouts = {layout.name: layout for layout in self._file.slide_layouts}
        self._pages: list[Page] = []

    def page(self, layout: str, title: str) -> Page:
        """A new slide behind the others."""
        slide = self._file.slides.add_slide(self._layouts[LAYOUTS[layout].name])
        self._pages.append(Page(slide, layout, title))
        return self._pages[-1]

    def finished(
        self, footer: str, *, title: str, subject: str, as_of: str, fingerprint: str
    ) -> bytes:
        """The file, in which no time stands but the date of the data."""
        for number, page in enumerate(self._pages, 1):
            page.close(footer, number)
        day = datetime.datetime.fromisoformat(as_of)
        told = self._file.core_properties
        told.title, told.subject = _short(title), _short(subject)
        told.author = told.last_modified_by = _AUTHOR
        told.identifier, told.language = fingerprint, LANGUAGE
        told.created = told.modified = day
        told.revision = 1
        content = io.BytesIO()
        self._file.save(content)
        return _timeless(content)


def _timeless(content: io.BytesIO) -> bytes:
    """The same zip file, but for the time at which each of its parts was written."""
    again = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(again, "w") as new:
        for part in old.infolist():
            named = zipfile.ZipInfo(part.filename, _EARLIEST)
            named.compress_type = zipfile.ZIP_DEFLATED
            named.external_attr = 0o600 << 16
            named.create_system = 3
            new.writestr(named, old.read(part))
    return again.getvalue()


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST_PROPERTY else text[: _LONGEST_PROPERTY - 2] + " …"


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill>'


def _element(text: str) -> Any:
    """A piece of XML with the namespaces of a slide declared in it."""
    return parse_xml(re.sub("^<[a-zA-Z:]+", rf"\g<0> {NAMESPACES}", text, count=1))
