"""The findings of a view as a board: keep, leave behind and start side by side, by theme."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from insights.brief import Brief, Column, strongest
from insights.model import Category, Finding, Theme
from insights.view import View

# Up to so many findings stand there in full; beyond, the strongest of each theme do, and so many
# themes in each column, so that a page stays one that a browser draws at once.
MOST_IN_FULL = 300
MOST_OF_THEME = 6
MOST_THEMES = 24


class Group(NamedTuple):
    """The findings of one theme in one column, the strongest first, and how many more it has."""

    theme: Theme
    findings: tuple[Finding, ...]
    more: int

    @property
    def in_all(self) -> int:
        """How many findings it has, shown or not."""
        return len(self.findings) + self.more


@dataclass(frozen=True)
class Board:
    """Every matching finding once: under its first theme, or the first that is asked for."""

    view: View

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Those of keep, leave and start that the filters let through."""
        return tuple(column for column in Brief(self.view).columns if not column.is_hidden)

    def groups(self, category: Category) -> tuple[Group, ...]:
        """The themes with findings of a category; the fullest of the board first in each column."""
        return self._groups(category)[: self._most(MOST_THEMES)]

    def left_out(self, category: Category) -> tuple[Group, ...]:
        """The themes of a category for which there is no room."""
        return self._groups(category)[len(self.groups(category)) :]

    def theme_of(self, finding: Finding) -> str:
        """The id of the theme that a finding stands under."""
        asked = self.view.selection.values("theme")
        return next((theme for theme in finding.themes if theme in asked), finding.themes[0])

    def _groups(self, category: Category) -> tuple[Group, ...]:
        most = self._most(MOST_OF_THEME)
        pairs = [(theme, self._found[theme.id, category]) for theme in self._themes]
        return tuple(
            Group(theme, tuple(found[:most]), len(found[most:]) if most else 0)
            for theme, found in pairs
            if found
        )

    def _most(self, limit: int) -> int | None:
        return limit if self.view.count > MOST_IN_FULL else None

    @cached_property
    def _themes(self) -> tuple[Theme, ...]:
        under = Counter(map(self.theme_of, self.view.findings))
        return tuple(sorted(self.view.dataset.themes, key=lambda theme: -under[theme.id]))

    @cached_property
    def _found(self) -> defaultdict[tuple[str, Category], list[Finding]]:
        found: defaultdict[tuple[str, Category], list[Finding]] = defaultdict(list)
        for finding in strongest(self.view.findings):
            found[self.theme_of(finding), finding.category].append(finding)
        return found
