"""A run as it is played: its scenes picked, in an order, with their minutes, under filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from insights.model import Dataset, Run, Scene, is_unseen
from insights.selection import Selection, fields_of, parse
from insights.stage.staged import Staged, staged
from insights.workbench.yaml_text import run_file

MOST_MINUTES = 180
_MOST_SHOWN = 40
# What stands in the same address and chooses no finding.
_NO_FILTERS = ("scene", "run")

# A scene that is asked for: its id, and its minutes where they differ from those of the run.
Asked = tuple[str, int | None]


@dataclass(frozen=True)
class Performance:
    """A run over a dataset.

    Attributes
    ----------
    scenes: the scenes asked for, in the order wanted; none for those of the run as it is
    filters: what the room looks at only, on top of what each scene is about
    passed_over: what was asked for and cannot be, each in a sentence; of filters a `View` tells
    """

    dataset: Dataset
    run: Run
    scenes: tuple[Asked, ...] = ()
    filters: Selection = field(default_factory=Selection)
    passed_over: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def chosen(self) -> tuple[Scene, ...]:
        """The scenes in their order, each once, with the minutes wanted.

        Where none of those asked for exists, it is the run as it is.
        """
        found: dict[str, Scene] = {}
        for id_, minutes in self.scenes:
            if (scene := self.run.scene(id_)) is not None and id_ not in found:
                wanted = scene.minutes if minutes is None else minutes
                found[id_] = scene.model_copy(update={"minutes": wanted})
        return tuple(found.values()) or self.run.scenes

    @cached_property
    def staged(self) -> tuple[Staged, ...]:
        """What stands on the stage, scene by scene."""
        return tuple(staged(scene, self.dataset, self.filters) for scene in self.chosen)

    @property
    def minutes(self) -> int:
        """How many minutes the scenes are given together."""
        return sum(scene.minutes for scene in self.chosen)

    @property
    def is_as_curated(self) -> bool:
        """Whether scenes, order and minutes are those of the run."""
        return self.chosen == self.run.scenes

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The scenes as fields of an address; none where they are those of the run."""
        if self.is_as_curated:
            return []
        return [("scene", self._asked(scene)) for scene in self.chosen]

    @property
    def query(self) -> str:
        """Scenes and filters as the query of an address; empty for the run as it is."""
        filters = self.filters.query
        return "&".join(filter(None, (urlencode(self.fields, safe="~"), filters)))

    def as_run(self) -> Run:
        """The run as it is composed here; the filters are no part of it."""
        return self.run.model_copy(update={"scenes": self.chosen})

    def _asked(self, scene: Scene) -> str:
        curated = self.run.scene(scene.id)
        is_same = curated is not None and curated.minutes == scene.minutes
        return scene.id if is_same else f"{scene.id}~{scene.minutes}"


def perform(dataset: Dataset, run: Run, query: str | Iterable[tuple[str, str]]) -> Performance:
    """The run as an address asks for it: `scene=welcome&scene=guess~5&theme=trust`.

    Raises
    ------
    QueryError
        where the text has more than 500 fields.
    """
    pairs = fields_of(query) if isinstance(query, str) else list(query)
    asked = tuple(_asked_scene(value) for key, value in pairs if key == "scene")
    filters = parse([(key, value) for key, value in pairs if key not in _NO_FILTERS], dataset)
    passed_over = tuple(dict.fromkeys(_passed_over(run, pairs)))
    return Performance(dataset, run, asked, filters, passed_over)


def run_yaml(run: Run) -> str:
    """A run as the text of its file in scenes/, which is named after its id."""
    return run_file(run)


def _asked_scene(text: str) -> Asked:
    """Read one `scene=`: `welcome`, or `welcome~5`; minutes that cannot be are left to the run."""
    id_, _, written = text.partition("~")
    minutes = int(written) if re.fullmatch("[0-9]{1,3}", written) else 0
    return id_.strip(), minutes if 1 <= minutes <= MOST_MINUTES else None


def _passed_over(run: Run, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What of the scenes that an address asks for cannot be, each in a sentence."""
    found: set[str] = set()
    for key, value in pairs:
        if key == "run" and value != run.id:
            yield f"This is the run “{run.id}”: “run={_shown(value)}” changes nothing here."
        if key != "scene":
            continue
        (id_, minutes), (_, tilde, written) = _asked_scene(value), value.partition("~")
        scene = run.scene(id_)
        if scene is None:
            yield f"There is no scene “{_shown(id_)}” in this run: it is left out."
        elif id_ in found:
            yield f"The scene “{id_}” is asked for more than once: it is shown once."
        elif tilde and minutes is None:
            yield (
                f"The scene “{id_}” cannot take “{_shown(written)}” minutes: it keeps its "
                f"{scene.minutes}. Write a number from 1 to {MOST_MINUTES}."
            )
        found.add(id_)


def _shown(text: str) -> str:
    seen = "".join(one for one in text if not is_unseen(one))
    return seen if len(seen) <= _MOST_SHOWN else f"{seen[:_MOST_SHOWN]}…"
