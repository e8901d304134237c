"""Texts that programs take for something else, and a dataset in which they stand everywhere."""

from __future__ import annotations

from insights.model import Dataset
from tests.worlds import ABOUT, SOURCES, finding, world

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
TEXTS = (
    *FORMULAS,
    'She said "no", twice; and left.',
    "'=1",
    "a|b | c",
    "`code` and ``more``",
    "{brace} }{ {{ \\ \\\\ \\textbf{x}",
    "$1 $x$ 50% of R&D #1 a_b ~ ^ <tag> &amp; &copy; & co",
    "<script>alert(1)</script>",
    "<!-- comment -->",
    "[text](javascript:alert(1)) ![image](x) [ref]: y",
    "<https://example.org/x>",
    "See https://example.org/a_b and www.example.org.",
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
    ":smile: term",
    "back\\",
    "@misc{x, title={y}}",
    "% no comment",
    "_x0041_ is no letter",
    "🎉 👩‍🚀 👍🏽",
    "שלום עולם",
    "مرحبا بالعالم",
    "學校は",
    "x" * 240,
    "None",
    "NaN",
    "TRUE",
    "2020-01-01",
    "1e5",
    "00:10:38",
)


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
