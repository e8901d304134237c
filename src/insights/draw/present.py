"""Runs -> HTML: which there are, and one of them scene by scene, to be put together anew.

All of it is links: what somebody composes stands in the address, and Back takes a step back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from insights.draw.html import render
from insights.model import HIDES, SHOWS, Run, Scene, listed
from insights.selection import address
from insights.stage import Performance
from insights.stage.performance import MOST_MINUTES
from insights.view import View


class Step(NamedTuple):
    """One scene as it is composed, and where each change of it leads; empty where it cannot be.

    `curated` are the minutes that it was written with.
    """

    scene: Scene
    curated: int
    up: str
    down: str
    less: str
    more: str
    drop: str
    stage: str


@dataclass(frozen=True)
class Composition:
    """A run with the scenes that were asked for, in their order, over the filters of a view."""

    view: View
    performance: Performance

    @property
    def run(self) -> Run:
        """The run as it was written."""
        return self.performance.run

    def runs(self, page: str) -> list[tuple[Run, str]]:
        """Each run that there is, and where a page looks at it."""
        filters = address(self.view.selection, self.view.dataset)
        runs = self.view.dataset.runs
        return [(run, f"{page}?{urlencode([('run', run.id), *filters])}") for run in runs]

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Its scenes as they are composed, with the minutes wanted."""
        return self.performance.chosen

    @property
    def left_out(self) -> tuple[Scene, ...]:
        """The scenes of the run that are not among them."""
        return tuple(scene for scene in self.run.scenes if scene.id not in self._ids)

    @property
    def length(self) -> str:
        """As in `60 minutes in 12 scenes`."""
        return f"{minutes(self.performance.minutes)} in {scenes(len(self.scenes))}"

    @property
    def changed(self) -> str:
        """How it differs from the run as it was written; empty where it does not."""
        said = []
        if left := len(self.left_out):
            said.append(f"{scenes(left)} left out")
        curated = {scene.id: scene.minutes for scene in self.run.scenes}
        if more := sum(scene.minutes - curated[scene.id] for scene in self.scenes):
            said.append(f"{minutes(abs(more))} {'more' if more > 0 else 'fewer'}")
        if [one.id for one in self.scenes] != [id_ for id_ in curated if id_ in self._ids]:
            said.append("in another order")
        if not said:
            return ""
        told = f"{minutes(self.run.minutes)} in {scenes(len(self.run.scenes))}"
        return f"curated: {told}; {listed(said)}"

    @property
    def own(self) -> list[tuple[str, str]]:
        """The fields of an address that say which run, and how it is composed."""
        return [("run", self.run.id), *self.performance.fields]

    def stage(self, end: str = "") -> str:
        """Where the stage is, or with an `end` what stands beside it: `/prompter`, `.yaml`."""
        query = self.performance.query
        return f"stage/{self.run.id}{end}" + (f"?{query}" if query else "")

    @property
    def address(self) -> str:
        """The address of this page with the run as it is composed."""
        return self._with(self.scenes)

    @property
    def workshop(self) -> str:
        """Where a room is started with it."""
        return f"workshop?{urlencode(self.own)}"

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Each scene, with the changes that can be made to it."""
        return tuple(self._step(at) for at in range(len(self.scenes)))

    def back(self, scene: Scene) -> str:
        """Where a scene that is left out comes in again: behind the one it was written behind."""
        order = [one.id for one in self.run.scenes]
        before = order[: order.index(scene.id)]
        places = [at for at, one in enumerate(self.scenes) if one.id in before]
        at = places[-1] + 1 if places else 0
        return self._with((*self.scenes[:at], scene, *self.scenes[at:]))

    @property
    def as_curated(self) -> str:
        """The run as it was written; empty where it is."""
        return "" if self.performance.is_as_curated else self._with(self.run.scenes)

    def _step(self, at: int) -> Step:
        scenes, scene = self.scenes, self.scenes[at]

        def timed(changed: int) -> str:
            if not 1 <= changed <= MOST_MINUTES:
                return ""
            other = scene.model_copy(update={"minutes": changed})
            return self._with((*scenes[:at], other, *scenes[at + 1 :]))

        def swapped(one: int) -> str:
            if not 0 <= one < one + 1 < len(scenes):
                return ""
            return self._with((*scenes[:one], scenes[one + 1], scenes[one], *scenes[one + 2 :]))

        return Step(
            scene,
            next(one.minutes for one in self.run.scenes if one.id == scene.id),
            up=swapped(at - 1),
            down=swapped(at),
            less=timed(scene.minutes - 1),
            more=timed(scene.minutes + 1),
            drop=self._with((*scenes[:at], *scenes[at + 1 :])) if len(scenes) > 1 else "",
            stage=f"{self.stage()}#{scene.id}",
        )

    def _with(self, scenes: Sequence[Scene]) -> str:
        asked = tuple((scene.id, scene.minutes) for scene in scenes)
        fields = Performance(self.view.dataset, self.run, asked).fields
        filters = address(self.view.selection, self.view.dataset)
        return f"present?{urlencode([('run', self.run.id), *fields, *filters], safe='~')}"

    @property
    def _ids(self) -> frozenset[str]:
        return frozenset(scene.id for scene in self.scenes)


def present(composition: Composition) -> str:
    """The runs there are, and the one that is looked at scene by scene."""
    return render(
        "present.html",
        composition=composition,
        runs=composition.runs("present"),
        shows=SHOWS,
        hides=HIDES,
        minutes=minutes,
        scenes=scenes,
    )


def way_on(composed: Composition) -> str:
    """A link to a run as it was composed before, for who comes back from another page."""
    return render("present_way_on.html", composition=composed, address=composed.address)


def no_run() -> str:
    """That there is none yet, and how one is written."""
    return render("present_nothing.html")


def runs_headline(runs: Sequence[Run]) -> str:
    """As in `3 runs, from 10 to 60 minutes`."""
    if not runs:
        return "No run is written down yet"
    times = sorted(run.minutes for run in runs)
    if len(runs) == 1:
        return f"1 run, {minutes(times[0])}"
    spread = f"from {times[0]} to {minutes(times[-1])}"
    return f"{len(runs)} runs, {spread if times[0] != times[-1] else minutes(times[0]) + ' each'}"


def minutes(number: int) -> str:
    """As in `1 minute`, `60 minutes`."""
    return "1 minute" if number == 1 else f"{number} minutes"


def scenes(number: int) -> str:
    """As in `1 scene`, `12 scenes`."""
    return "1 scene" if number == 1 else f"{number} scenes"
