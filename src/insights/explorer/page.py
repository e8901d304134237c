"""`explorer.html`: the dataset and the engine in one file that works from a disk, offline."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup

from insights.citation import citation_of_all, public_address
from insights.coverage import answer
from insights.draw.html import render, source_hash
from insights.explorer.bundle import ENGINE, engine, style
from insights.explorer.world import world
from insights.looks import colour_variables
from insights.model import Dataset
from insights.selection import LOOK_KEYS, parse
from insights.view import View

ENTRY = "file_host.js"
# A reader without JavaScript still gets a list; the file need not hold 10,000 findings twice.
MOST_WITHOUT_SCRIPT = 200


def page(dataset: Dataset, query: str = "") -> bytes:
    """The whole explorer as one HTML file in UTF-8, which opens with what `query` asks for.

    It holds no time and nothing by chance: equal input, equal bytes.

    Raises
    ------
    QueryError
        where the query has more than 500 fields.
    """
    view = View(dataset, parse(query, dataset))
    text = render(
        "explorer_file.html",
        policy=policy(),
        style=Markup(_style()),
        script=Markup(_script()),
        world=Markup(_in_script(world(dataset).decode())),
        dataset=dataset,
        view=view,
        start=_start(view, query),
        shown=view.findings[:MOST_WITHOUT_SCRIPT],
        home=public_address(""),
        cited=citation_of_all(dataset),
        trust=answer(dataset),
        contact=_contact(dataset),
    )
    return text.encode()


@lru_cache(maxsize=1)
def policy() -> str:
    """What the file may do: run its own script, wear its own style, and load nothing at all."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {source_hash(_script())}",
            f"style-src {source_hash(_style())}",
            "img-src data: blob:",  # pictures of charts are drawn on the spot
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _script() -> str:
    return f"{engine(ENTRY)}\nopenFile()\n"


@lru_cache(maxsize=1)
def _style() -> str:
    own = (ENGINE / "file.css").read_text(encoding="utf-8")
    return f":root{{{colour_variables()}}}\n{own}{style()}"


def _in_script(text: str) -> str:
    """JSON that can neither end the element it stands in nor begin a comment there."""
    for letter in "<\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _start(view: View, query: str) -> str:
    """What the query asks for, in ids, and how it wants it shown."""
    shown = [field for field in parse_qsl(query.removeprefix("?")) if field[0] in LOOK_KEYS]
    return "&".join(part for part in (view.selection.query, urlencode(shown)) if part)


def _contact(dataset: Dataset) -> str | None:
    """Where a mistake is reported, without naming a finding: the reader writes which it is."""
    to = dataset.about.report_to
    return to and to.replace("{id}", "").replace("{fingerprint}", dataset.fingerprint)
