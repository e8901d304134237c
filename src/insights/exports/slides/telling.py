"""What the slides of one view share: the brief, the deck, and which findings are shown."""

from __future__ import annotations

from collections.abc import Sequence

from insights.brief import Brief
from insights.exports.slides.deck import Deck, Page
from insights.exports.slides.master import BOTTOM, INNER, MARGIN, Box
from insights.exports.slides.receipts import all_in_full
from insights.exports.slides.words import QUIET, SMALL, Paragraph, Run, one
from insights.model import CATEGORIES, Category, Finding
from insights.view import View


class Telling:
    """A view on its way to slides; `shown` has the ids of the findings that stand on one."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.dataset = view.dataset
        self.brief = Brief(view)
        self.deck = Deck()
        self.shown: dict[str, None] = {}

    def column_head(
        self, page: Page, category: Category, box: Box, said: str = "", seen: str | None = None
    ) -> None:
        """Colour, letter and word of a category, and behind them how many findings it has."""
        page.bar(category, Box(box.left, box.top, box.width, 4))
        page.mark(category, box.left, box.top + 10, 22)
        count = [Run("  ", SMALL), Run(said, SMALL, colour=QUIET, link=seen)] if said else []
        label = CATEGORIES[category]
        heading = Paragraph((Run(label, 18, serif=True), *count))
        page.box(label, [heading], Box(box.left + 30, box.top + 9, box.width - 30, 24))

    def more(self, page: Page, left: int) -> None:
        """At the foot of a slide: how many it leaves out."""
        if left > 0:
            more = one(f"and {left} more", SMALL, colour=QUIET)
            page.box("More", [more], Box(MARGIN, BOTTOM - 18, INNER, 18))

    def note_findings(
        self, page: Page, findings: Sequence[Finding], before: Sequence[str] = ()
    ) -> None:
        """Put the receipts of the findings of a slide into its notes, behind other lines."""
        self.shown.update({finding.id: None for finding in findings})
        page.notes([*before, *all_in_full(self.dataset, findings)] or [page.title])
