"""The datasets of several rooms as one, so that what they say can be read together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insights.model import CATEGORIES, Dataset, Finding, Theme, slug

_LONGEST_NOTE = 600


def together(datasets: Sequence[Dataset], title: str) -> Dataset:
    """One dataset with all rooms, each a source of its own.

    Themes of one name become one. What two rooms say in the same words becomes one finding, which
    says where else it was said; the id that it had there still leads to it.

    Parameters
    ----------
    datasets: datasets of rooms, as `as_dataset` makes them; at least one
    title: what the whole is called

    Raises
    ------
    ValueError: if a room is there twice, or there is none.
    """
    if not datasets:
        raise ValueError("There is no room to put together: name at least one.")
    sources = [source for one in datasets for source in one.sources]
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            raise ValueError(f"The room “{source.id}” is there twice: leave one of the two out.")
        seen.add(source.id)
    themes: dict[str, Theme] = {}  # under ids and compared labels alike
    for theme in (theme for one in datasets for theme in one.themes):
        kept = themes.get(theme.id) or themes.get(slug(theme.label)) or theme
        themes[theme.id] = themes[slug(theme.label)] = kept
    about = datasets[0].about
    return datasets[0].model_copy(
        update={
            "about": about.model_copy(
                update={
                    "title": title,
                    "as_of": max(one.about.as_of for one in datasets),
                    "levels": tuple(
                        dict.fromkeys(level for one in datasets for level in one.about.levels)
                    ),
                }
            ),
            "themes": tuple({theme.id: theme for theme in themes.values()}.values()),
            "sources": tuple(sources),
            "findings": tuple(_findings(datasets, themes)),
            "outlines": tuple(outline for one in datasets for outline in one.outlines),
        }
    )


def _findings(datasets: Sequence[Dataset], themes: dict[str, Theme]) -> Iterator[Finding]:
    """Each statement once, with the ids and the rooms of those that say the same."""
    same: dict[str, list[tuple[Finding, Dataset]]] = {}
    for dataset in datasets:
        for finding in dataset.findings:
            said = re.sub(r"[\W_]+", " ", finding.statement.casefold()).strip()
            same.setdefault(said or finding.id, []).append((finding, dataset))
    for (first, _), *others in same.values():
        yield first.model_copy(
            update={
                "themes": tuple(dict.fromkeys(themes[theme].id for theme in first.themes)),
                "aliases": (*first.aliases, *(one.id for one, _ in others)),
                "note": _note(first, others),
            }
        )


def _note(first: Finding, others: Sequence[tuple[Finding, Dataset]]) -> str | None:
    """The note of the first, and for each other room that said it too, under what."""
    told = [first.note] if first.note else []
    for one, dataset in others:
        source = dataset.source_by_id[one.source]
        said = f"Also said under {CATEGORIES[one.category]} in: {source.short}."
        told.append(f"{said} {one.note}" if one.note else said)
    note = " ".join(told)
    if len(note) > _LONGEST_NOTE:
        mine = [first.note] if first.note else []
        note = " ".join([*mine, f"{len(others)} other rooms said it too: its aliases name them."])
    return note or None
