"""The slides of a view in their order."""

from __future__ import annotations

from insights.charts.chart import findings as counted
from insights.exports.head import head_of
from insights.exports.slides.columns import MOST_THEMES, one_theme, themes, three_columns
from insights.exports.slides.front import figures, gaps, licence, opening
from insights.exports.slides.master import INNER
from insights.exports.slides.tables import contested, sources
from insights.exports.slides.telling import Telling
from insights.exports.slides.words import fitted
from insights.view import View


def slides(view: View) -> bytes:
    """Every slide that has something to say, as a file."""
    telling = Telling(view)
    brief = telling.brief
    opening(telling)
    if brief.figures:
        figures(telling)
    if view.count:
        three_columns(telling)
    if brief.contested:
        contested(telling)
    if brief.gaps:
        gaps(telling)
    if brief.themes.rows:
        themes(telling)
    for part in brief.by_theme[:MOST_THEMES]:
        one_theme(telling, part)
    if brief.sources:
        sources(telling)
    licence(telling)
    head = head_of(view)
    return telling.deck.finished(
        _footer(view),
        title=brief.title,
        subject=head.counted,
        as_of=head.as_of,
        fingerprint=head.fingerprint,
    )


def _footer(view: View) -> str:
    about, words = view.dataset.about, view.words
    some = f"{view.count} of {counted(view.of)}"
    stamp = f"as of {about.as_of} · {view.dataset.fingerprint[:8]}"
    # The state of the data must not be lost behind many filters.
    run = fitted(f"{some}: {words}" if words else some, [11], INNER - 340, 18)
    return f"{run.text} · {stamp}"
