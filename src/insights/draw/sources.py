"""Sources -> HTML: how each reached us, and its findings where they stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from insights.charts import Strip
from insights.charts.strip import RAIL, clock
from insights.draw.html import finding_address, page_address, render
from insights.model import CATEGORIES, SURENESS, Category, listed
from insights.selection import Selection
from insights.view import View

KINDS = {"video": "Recording", "report": "Report", "page": "Web page", "workshop": "Workshop"}
# Beyond so many sources a list before them says which there are.
MOST_WITHOUT_LIST = 4


def source(view: View, strip: Strip) -> str:
    """One source: what it is, the way it took to us, and its findings at their places."""
    one = strip.source
    chosen = view.selection.choose("source", [one.id]).choose("id", ())

    def explore(category: Category | None = None) -> str:
        narrower = chosen.choose("category", [category]) if category else chosen
        return page_address("explore", view, narrower)

    bases = Counter(f.basis for f in view.dataset.findings if f.source == one.id)
    pairs = view.cross("source", "category")
    return render(
        "source.html",
        dataset=view.dataset,
        source=one,
        strip=strip,
        kind=KINDS[one.kind],
        address=one.address,
        tally={category: many for (of, category), many in pairs.items() if of == one.id},
        asks=listed(CATEGORIES[category].lower() for category in one.asks) if one.asks else "",
        stated=bases["stated"],
        inferred=bases["inferred"],
        faults=[fault for fault in view.dataset.corrections if fault.source == one.id],
        sureness=SURENESS,
        rail=RAIL,
        clock=clock,
        explore=explore,
        link=lambda finding: finding_address(view, finding),
        about=page_address("about", view),
    )


def parts(view: View, strips: Sequence[Strip]) -> list[str]:
    """The page piece by piece: each source in full, then those that the filters leave out.

    A source without any finding is left out by filters only where others are asked for. Where
    there are many, a list of them comes first.
    """
    wanted = view.selection.values("source")
    bare = [one.id for one in view.dataset.sources] if view.selection.is_empty else wanted
    shown = [one for one in strips if one.shown or (not one.of and one.source.id in bare)]
    hidden = [one for one in strips if one not in shown]
    drawn = [source(view, strip) for strip in shown]
    if len(shown) > MOST_WITHOUT_LIST:
        drawn.insert(0, _list(view, "Sources on this page", shown))
    if hidden:
        drawn.append(_list(view, "Other sources" if shown else "Sources", hidden))
    return drawn


def _list(view: View, title: str, strips: Sequence[Strip]) -> str:
    """A link to each source alone; filters under which it has nothing are dropped with it."""
    wanted = view.selection.values("source")
    rows = []
    for strip in strips:
        one = strip.source.id
        alone = view.selection.choose("source", [one])
        found = View(view.dataset, alone).count
        to = alone if found else Selection().choose("source", [one])
        not_chosen = bool(wanted) and one not in wanted
        rows.append((strip, page_address("sources", view, to), found, not_chosen))
    return render("source_list.html", title=title, rows=rows)
