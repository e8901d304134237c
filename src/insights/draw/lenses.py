"""Lenses and tensions -> HTML: one framework as a picture, the list of all, pairs face to face."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from insights.charts.lenses import LensPicture, TensionPicture
from insights.draw.html import finding_address, page_address, render
from insights.model import TENSION_BASES, Finding, Lens
from insights.selection import Selection
from insights.view import View

# Up to so many parts stand side by side; more stand one below the other, each with less.
MOST_ACROSS = 4
MOST_FINDINGS = {"across": 3, "down": 2}


def lens_page(
    view: View,
    pictures: Sequence[LensPicture],
    shown: Lens | None,
    tensions: Sequence[TensionPicture],
) -> str:
    """The lens looked at, the list of all lenses and the tensions, as one piece.

    Without a lens to look at the list stands alone.
    """
    places = {picture.lens.id: at for at, picture in enumerate(pictures)}
    lens = lens_picture(view, pictures, places[shown.id]) if shown else ""
    beside = " beside" if shown else ""
    return (
        f'<div class="lenses"><div class="lens-grid{beside}">{lens}'
        f"{lens_index(view, pictures, shown)}{tension_list(view, tensions)}</div></div>"
    )


def lens_address(view: View, lens: Lens) -> str:
    """The address of a lens to look at, with the filters carried along."""
    return page_address("lenses", view, show=lens.id)


def lens_picture(view: View, pictures: Sequence[LensPicture], at: int) -> str:
    """One lens: what it says, who brings it, and its parts with the findings that bear on them."""
    picture = pictures[at]
    layout = "across" if len(picture.parts) <= MOST_ACROSS else "down"

    def in_explore(findings: Sequence[Finding]) -> str:
        ids = [finding.id for finding in findings]
        return page_address("explore", view, view.selection.choose("id", ids))

    whole = view.selection.choose("lens", [picture.lens.id])
    return render(
        "lens.html",
        dataset=view.dataset,
        picture=picture,
        at=at,
        pictures=pictures,
        layout=layout,
        most=MOST_FINDINGS[layout],
        tensions=len(view.dataset.tensions),
        address=lambda lens: lens_address(view, lens),
        link=lambda finding: finding_address(view, finding),
        whole=page_address("explore", view, whole),
        unfiltered=page_address("lenses", view, Selection(), show=picture.lens.id),
        in_explore=in_explore,
    )


def lens_index(view: View, pictures: Sequence[LensPicture], shown: Lens | None) -> str:
    """All lenses under the sources that bring them; nothing where there is none."""
    by_source = groupby(pictures, key=lambda picture: picture.source)
    return render(
        "lens_index.html",
        groups=[(source, list(group)) for source, group in by_source],
        many=len(pictures),
        shown=shown.id if shown else "",
        is_filtered=not view.selection.is_empty,
        address=lambda lens: lens_address(view, lens),
    )


def tension_list(view: View, tensions: Sequence[TensionPicture]) -> str:
    """Each tension with its question between the two findings; those out of the filters folded."""
    return render(
        "lens_tensions.html",
        dataset=view.dataset,
        touched=[one for one in tensions if any(one.matches)],
        others=[one for one in tensions if not any(one.matches)],
        bases=TENSION_BASES,
        is_filtered=not view.selection.is_empty,
        link=lambda finding: finding_address(view, finding),
    )
