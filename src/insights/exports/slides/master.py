"""The empty presentation that slides are made in: 16:9, one theme, one master, our own layouts.

It is written here rather than kept as a file, so that every size and colour can be read, and so
that no layout brings a placeholder that no slide fills.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from insights.looks import INKS, MARKS

# All measures are points; a slide is 13.333 x 7.5 inches.
WIDTH, HEIGHT = 960, 540
MARGIN = 48
INNER = WIDTH - 2 * MARGIN
TOP, BOTTOM = 116, 490  # between them stands what a slide shows
EMU = 12_700  # of which a point has so many

SERIF, SANS = "Georgia", "Calibri"  # in every Office
NUMBER_FIELD = "{5B4F8A3C-1D7E-4E0B-9A55-3B1F2C6D7E81}"  # the number that a slide writes itself
BODY = 10  # placeholders for texts count from here
LANGUAGE = "en-GB"


class Box(NamedTuple):
    """A place on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


TITLE = Box(MARGIN, 32, INNER, 72)
FOOTER = Box(MARGIN, 503, 760, 18)
NUMBER = Box(WIDTH - MARGIN - 80, 503, 80, 18)


def columns(count: int, top: float, height: float) -> list[Box]:
    """So many columns of equal width, side by side."""
    gap = 24
    width = (INNER - gap * (count - 1)) / count
    return [Box(MARGIN + at * (width + gap), top, width, height) for at in range(count)]


class Layout(NamedTuple):
    """A kind of slide: its name, where its title stands, and the places for its texts."""

    name: str
    title: Box
    texts: tuple[Box, ...]
    title_size: int = 28


LAYOUTS: dict[str, Layout] = {
    "opening": Layout(
        "Opening",
        Box(MARGIN, 40, INNER, 48),
        (Box(MARGIN, 104, INNER, 200), Box(MARGIN, 330, INNER, 156)),
        20,
    ),
    "text": Layout("Heading and text", TITLE, (Box(MARGIN, TOP, INNER, BOTTOM - TOP),)),
    "columns": Layout("Three columns", TITLE, tuple(columns(3, TOP, BOTTOM - TOP))),
    "chart": Layout("Chart", TITLE, (Box(MARGIN, 108, INNER, 20),)),
    "heading": Layout("Heading", TITLE, ()),
}

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = "application/vnd.openxmlformats-officedocument.presentationml"
_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"'
)
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
# Letters that Georgia and Calibri do not have come from these.
_OTHER_SCRIPTS = "".join(
    f'<a:font script="{script}" typeface="{face}"/>'
    for script, face in (
        ("Jpan", "MS PGothic"),
        ("Hang", "Malgun Gothic"),
        ("Hans", "Microsoft YaHei"),
        ("Hant", "Microsoft JhengHei"),
        ("Arab", "Arial"),
        ("Hebr", "Arial"),
        ("Thai", "Tahoma"),
        ("Deva", "Mangal"),
    )
)


@lru_cache(maxsize=1)
def empty_presentation() -> bytes:
    """The presentation without a slide, as the bytes of a .pptx file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in _parts().items():
            file.writestr(name, _HEAD + text)
    return content.getvalue()


def _parts() -> dict[str, str]:
    layouts = list(enumerate(LAYOUTS.values(), 1))
    parts = {
        "[Content_Types].xml": _content_types(len(layouts)),
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"),
                ("theme", "theme/theme1.xml"),
            ]
        ),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/theme/theme2.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [
                *(("slideLayout", f"../slideLayouts/slideLayout{at}.xml") for at, _ in layouts),
                ("theme", "../theme/theme1.xml"),
            ]
        ),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(
            [("theme", "../theme/theme2.xml")]
        ),
    }
    for at, layout in layouts:
        parts[f"ppt/slideLayouts/slideLayout{at}.xml"] = _layout(layout)
        parts[f"ppt/slideLayouts/_rels/slideLayout{at}.xml.rels"] = _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    return parts


def _content_types(layouts: int) -> str:
    kinds = {
        "/ppt/presentation.xml": f"{_PARTS}.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_PARTS}.slideMaster+xml",
        "/ppt/notesMasters/notesMaster1.xml": f"{_PARTS}.notesMaster+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
    for at in range(1, layouts + 1):
        kinds[f"/ppt/slideLayouts/slideLayout{at}.xml"] = f"{_PARTS}.slideLayout+xml"
    told = "".join(f'<Override PartName="{one}" ContentType="{kinds[one]}"/>' for one in kinds)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{told}</Relationships>"
    )


def _presentation() -> str:
    return (
        f"<p:presentation {NAMESPACES}>"
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{LANGUAGE}"/></a:defPPr>'
        "</p:defaultTextStyle></p:presentation>"
    )


def _theme() -> str:
    inks = INKS["light"]
    colours = {
        "dk1": inks.ink,
        "lt1": inks.paper,
        "dk2": inks.quiet,
        "lt2": inks.rule,
        **{f"accent{at}": mark.fill["light"] for at, mark in enumerate(MARKS.values(), 1)},
        "accent5": inks.quiet,
        "accent6": inks.rule,
        "hlink": inks.ink,
        "folHlink": inks.quiet,
    }
    told = "".join(
        f'<a:{name}><a:srgbClr val="{_hex(colour)}"/></a:{name}>'
        for name, colour in colours.items()
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"{_OTHER_SCRIPTS}</a:{kind}Font>"
        for kind, face in (("major", SERIF), ("minor", SANS))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'name="Insights"><a:themeElements>'
        f'<a:clrScheme name="Insights">{told}</a:clrScheme>'
        f'<a:fontScheme name="Insights">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Insights"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _master(layouts: int) -> str:
    rule = (
        '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="6" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvCxnSpPr><p:spPr>{placed(Box(MARGIN, 496, INNER, 0))}"
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        '<a:schemeClr val="bg2"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )
    text = Box(MARGIN, TOP, INNER, BOTTOM - TOP)
    shapes = (
        _placeholder(2, "Title", 'type="title"', TITLE, anchor="b")
        + _placeholder(3, "Text", 'type="body" idx="1"', text)
        + rule
        + _footers(4, with_text=True)
    )
    ids = "".join(
        f'<p:sldLayoutId id="{2147483648 + at}" r:id="rId{at}"/>' for at in range(1, layouts + 1)
    )
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill>"
        '<a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld><p:clrMap {_MAP}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_style(28, '+mj')}</p:titleStyle>"
        f"<p:bodyStyle>{_style(16, '+mn')}</p:bodyStyle>"
        f"<p:otherStyle>{_style(16, '+mn')}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(layout: Layout) -> str:
    shapes = _placeholder(
        2,
        "Title",
        'type="title"',
        layout.title,
        size=layout.title_size,
        anchor="t" if layout.title_size < 28 else "b",
    )
    for at, box in enumerate(layout.texts):
        shapes += _placeholder(3 + at, f"Text {at + 1}", f'type="body" idx="{BODY + at}"', box)
    shapes += _footers(3 + len(layout.texts))
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld '
        f"name={quoteattr(layout.name)}>"
        f"<p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _footers(first: int, *, with_text: bool = False) -> str:
    """The places for the footer and for the number of the slide."""
    field = (
        f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld></a:p>'
    )
    colour = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    styles = [
        f'<a:lvl1pPr algn="{side}"><a:defRPr sz="1100">{colour}</a:defRPr></a:lvl1pPr>'
        for side in "lr"
    ]
    return _placeholder(
        first,
        "Footer",
        'type="ftr" sz="quarter" idx="3"',
        FOOTER,
        style=styles[0] if with_text else "",
        anchor="ctr",
    ) + _placeholder(
        first + 1,
        "Slide number",
        'type="sldNum" sz="quarter" idx="4"',
        NUMBER,
        style=styles[1] if with_text else "",
        anchor="ctr",
        content=field,
    )


def _notes_master() -> str:
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{placed(Box(40, 40, 460, 259))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</p:spPr></p:sp>"
    )
    notes = _placeholder(
        3, "Notes", 'type="body" sz="quarter" idx="3"', Box(40, 316, 460, 364), anchor="t"
    )
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill>"
        '<a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{_GROUP}{picture}{notes}</p:spTree></p:cSld><p:clrMap {_MAP}/>"
        f"<p:notesStyle>{_style(11, '+mn')}</p:notesStyle></p:notesMaster>"
    )


def _placeholder(
    number: int,
    name: str,
    kind: str,
    box: Box,
    *,
    size: int | None = None,
    anchor: str = "t",
    style: str = "",
    content: str = "",
) -> str:
    """A place for a text. Its own words are never shown; programs for editing show them."""
    if size is not None:
        style = f'<a:lvl1pPr><a:defRPr sz="{size * 100}"/></a:lvl1pPr>'
    content = content or f'<a:p><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{name}</a:t></a:r></a:p>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{placed(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
        f"{content}</p:txBody></p:sp>"
    )


def _style(size: int, family: str) -> str:
    """How a text looks that says nothing of its own: no bullet, no indent."""
    return (
        '<a:lvl1pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        'latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr lang="{LANGUAGE}" sz="{size * 100}" kern="1200"><a:solidFill>'
        f'<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="{family}-lt"/>'
        f'<a:ea typeface="{family}-ea"/><a:cs typeface="{family}-cs"/></a:defRPr></a:lvl1pPr>'
    )


def placed(box: Box, tag: str = "a:xfrm") -> str:
    """The element that says where a shape stands."""
    left, top, width, height = (round(measure * EMU) for measure in box)
    return f'<{tag}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
