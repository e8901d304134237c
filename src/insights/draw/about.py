"""The page About: what the counts mean, what the dataset covers, and what is known to be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from insights.coverage import by_source, coverage
from insights.draw.html import explore_address, finding_address, render
from insights.model import (
    BASIS_MEANS,
    CATEGORY_MEANS,
    RECEIPT_MEANS,
    RECEIPTS,
    SURENESS,
    Correction,
    Receipt,
    receipt_for,
)
from insights.reading import Fault
from insights.selection import Selection
from insights.view import View

MOST_FAULTS = 100


def reading_guide(view: View) -> str:
    """What a count means, how findings are made and sorted, and what each source gave."""
    everything = View(view.dataset, Selection())
    return render(
        "about.html",
        dataset=view.dataset,
        everything=everything,
        whole=coverage(view.dataset),
        sources=by_source(view.dataset),
        category_means=CATEGORY_MEANS,
        basis_means=BASIS_MEANS,
        receipts=RECEIPTS,
        receipt_means=RECEIPT_MEANS,
        themes=everything.tally("theme"),
        explore=lambda key, value: explore_address(everything, key, value),
    )


def faults(view: View, found: Sequence[Fault]) -> str:
    """What is wrong: in our files, in the documents of the sources, and what was withdrawn."""
    dataset = view.dataset

    def place(correction: Correction) -> Receipt | None:
        source = dataset.source_by_id[correction.source]
        return receipt_for(correction.locator, source) if correction.locator else None

    return render(
        "about_faults.html",
        dataset=dataset,
        faults=found[:MOST_FAULTS],
        more=len(found) - MOST_FAULTS,
        all=len(found),
        has_error=any(fault.level == "error" for fault in found),
        sources=dataset.sources,
        corrections={one.source.id: one.corrections for one in by_source(dataset)},
        sureness=SURENESS,
        place=place,
        finding=lambda name: finding_address(view, dataset.finding_by_id[name]),
    )


def taking(view: View) -> str:
    """Where the whole dataset can be had, under which licence."""
    return render("about_taking.html", dataset=view.dataset)
