"""Data -> HTML that must be read: tables, lists and cards. Curated text is escaped everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from insights.charts import Chart
from insights.charts.chart import findings as count
from insights.draw.html import finding_address, page_address, render
from insights.draw.lenses import lens_address
from insights.model import Finding
from insights.search_words import search_text, search_words
from insights.selection import Selection, parts
from insights.view import View

# An address with more ids than this is too long to be sent.
MOST_PICKED = 150
MOST_NOTICES = 5


def filtered(view: View, page: str, **own: str | Sequence[str]) -> str:
    """How many of how many are shown, and each filter with a way to drop it.

    `own` are fields of the page's address that stay whatever is dropped.
    """
    selection = view.selection
    drops = [
        (part, page_address(page, view, selection.without(part), **own))
        for part in parts(selection, view.dataset)
    ]
    everything = page_address(page, view, Selection(sort=selection.sort), **own)
    return render("filtered.html", view=view, drops=drops, everything=everything)


def way_back(view: View, **own: str) -> str:
    """A link to Explore with the filters of this view, and with what its address held besides."""
    found = f"the {count(view.count)}: {view.words}" if view.words else f"all {count(view.of)}"
    link = Markup('<p><a class="in-app more" href="{}">← Back to {}</a></p>')
    return str(link.format(page_address("explore", view, None, **own), found))


def message(
    question: str, headline: str, receipt: tuple[str, str] | None = None, aside: str = ""
) -> str:
    """The question a page answers, the answer in one sentence, and a link to what bears it.

    `aside` is HTML that stands beside the question.
    """
    return render(
        "message.html", question=question, headline=headline, receipt=receipt, aside=Markup(aside)
    )


def chart_head(chart: Chart) -> str:
    """What stands over a chart: its sentence, and what is counted."""
    return render("chart.html", chart=chart)


def table(chart: Chart) -> str:
    """The chart's numbers as a table, one key press away."""
    return render("table.html", chart=chart)


def finding_list(view: View, findings: Sequence[Finding]) -> str:
    """Findings to read: mark, statement, themes, kind of evidence, receipt."""
    return render(
        "findings.html",
        dataset=view.dataset,
        findings=findings,
        link=lambda finding: finding_address(view, finding),
    )


def record(view: View, finding: Finding, question: str) -> str:
    """All that is known about one finding."""
    dataset = view.dataset
    pairs = [tension for tension in dataset.tensions if finding.id in tension.between]
    others = [next(name for name in pair.between if name != finding.id) for pair in pairs]
    return render(
        "record.html",
        dataset=dataset,
        finding=finding,
        question=question,
        faults=[one for one in dataset.corrections if finding.id in one.affects],
        lenses=[
            (lens, part)
            for lens in dataset.lenses
            for part in lens.parts
            if finding.id in part.findings
        ],
        tensions=[
            (pair, dataset.finding_by_id[other]) for pair, other in zip(pairs, others, strict=True)
        ],
        link=lambda other: finding_address(view, other),
        lens_link=lambda lens: lens_address(view, lens),
        theme_link=lambda theme: page_address(
            "explore", view, Selection().choose("theme", [theme])
        ),
    )


def report_link(address: str | None) -> str:
    """Where a mistake in a finding is reported, over the text to send there."""
    is_mail = address is not None and address.startswith("mailto:")
    return render("report.html", address=address, is_mail=is_mail)


def pictures(addresses: Mapping[str, str]) -> str:
    """A quiet line with a link to each form of the picture of a claim, under what it is called."""
    return render("pictures.html", addresses=addresses)


def nothing(view: View, page: str = "explore", place: Callable[[str], str | None] = str) -> str:
    """Why nothing matches, and which filters to drop to see something on a page.

    `place` makes of a relative address one that leads there, or None where there is none.
    """
    ways = []
    for label, selection in _with_less(view):
        found = View(view.dataset, selection).count
        fewer = place(page_address(page, view, selection))
        if found and fewer:
            ways.append((fewer, f"Without {label}: {count(found)}"))
    unknown = any(one.key != "sort" for one in view.selection.unknown)
    return render("nothing.html", words=view.words, ways=ways, is_unknown=unknown)


def _with_less(view: View) -> Iterator[tuple[str, Selection]]:
    """The question without each of its parts, and without each word of a search with several."""
    selection = view.selection
    for part in parts(selection, view.dataset):
        words = search_words(selection.q) if part.key == "q" else ()
        if len(words) > 1:
            for at, word in enumerate(words):
                yield f"“{word}”", replace(selection, q=search_text(words[:at] + words[at + 1 :]))
        yield part.label, selection.without(part)


def notice(sentence: str) -> str:
    """One sentence that the reader must not miss."""
    return str(Markup('<p class="notice" role="status">{}</p>').format(sentence))


def first_notices(notices: Sequence[str], most: int = MOST_NOTICES) -> list[str]:
    """The first sentences on what a link asks for in vain, and how many more there are."""
    left = len(notices) - most
    if left <= 0:
        return list(notices)
    more = "1 more part of the link means" if left == 1 else f"{left} more parts of the link mean"
    return [*notices[:most], f"{more} nothing here."]


def since(sentence: str, touched: Sequence[str]) -> str:
    """What changed since a link was made, with a link to the findings that are still there."""
    if not 0 < len(touched) <= MOST_PICKED:
        return notice(sentence)
    query = Selection().choose("id", touched).query
    link = Markup('<p class="notice" role="status">{} <a class="in-app" href="{}">{}</a></p>')
    which = "Look at it" if len(touched) == 1 else "Look at them"
    return str(link.format(sentence, f"explore?{query}", which))


def stale(sentence: str, faults: str) -> str:
    """That an older state is shown, and a link to every fault of the newer one."""
    link = '<p class="notice" role="status">{} <a class="in-app" href="about">{}</a></p>'
    return str(Markup(link).format(sentence, faults))


def paragraph(sentence: str) -> str:
    """One quiet sentence."""
    return str(Markup('<p class="quiet">{}</p>').format(sentence))


def trouble(sentence: str, faults: Sequence[tuple[str, str, str]]) -> str:
    """What visitors see in place of a dataset that cannot be shown: where, what, what to write."""
    return render("trouble.html", sentence=sentence, faults=faults)
