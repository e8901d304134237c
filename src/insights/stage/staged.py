"""One scene, a dataset and the filters -> what stands on the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

from insights.brief import strongest
from insights.charts import (
    Chart,
    findings_by_evidence,
    findings_by_source,
    findings_by_theme,
    themes_by_category,
)
from insights.charts.lenses import (
    LensPicture,
    PartPicture,
    TensionPicture,
    lens_pictures,
    tension_pictures,
)
from insights.headline import headline
from insights.model import (
    SCENE_CHARTS,
    SORTED,
    Category,
    Dataset,
    Figure,
    Finding,
    Scene,
    SceneChart,
)
from insights.search_words import search_text, search_words
from insights.selection import Selection, Unknown, explain, parse, words
from insights.stage.answers import Answer, answer_to, blanked, figure_words
from insights.view import View

CHARTS: dict[SceneChart, Callable[[View], Chart]] = {
    "themes": findings_by_theme,
    "matrix": themes_by_category,
    "sources": findings_by_source,
    "evidence": findings_by_evidence,
}
# More cannot be read from the last row.
MOST_LISTED = 3


@dataclass(frozen=True)
class Staged:
    """What stands on the stage in one scene.

    Where something is hidden (`answer` is then set), only `headline`, the scene's own words and
    `before` may be on the screen until it is revealed: the rest would tell.

    Attributes
    ----------
    view: the findings that the scene is about: its own query and the filters together
    headline: what is read first, from the numbers; it says nothing that is hidden
    finding, figure, lens, part, tension, chart: what `scene.show` asks for, else None
    findings: those listed: of a view at most three, of a part of a lens its own, of a tension two;
        of side by side all that the room is set beside, the strongest first
    beside: which findings these are, in a sentence; empty where they are all
    before: those of them that may be seen before the reveal
    answer: what is revealed; None where nothing is hidden, or where there is nothing to reveal
    why: why there is nothing to show; empty where there is
    """

    scene: Scene
    dataset: Dataset
    view: View
    headline: str = ""
    finding: Finding | None = None
    figure: tuple[Finding, Figure] | None = None
    lens: LensPicture | None = None
    part: PartPicture | None = None
    tension: TensionPicture | None = None
    chart: Chart | None = None
    findings: tuple[Finding, ...] = ()
    beside: str = ""
    answer: Answer | None = None
    why: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show; `why` says the reason."""
        return self.why != ""

    @property
    def before(self) -> tuple[Finding, ...]:
        """The listed findings that may be seen before the reveal: all where nothing is hidden."""
        return self.findings if self.answer is None or self.tension is not None else ()

    @property
    def category(self) -> Category | None:
        """The one category that the scene's own query is about; None for several or all."""
        chosen = parse(self.scene.query, self.dataset).values("category")
        known = get_args(Category)
        return next((one for one in known if chosen == (one,)), None)


def staged(scene: Scene, dataset: Dataset, filters: Selection) -> Staged:
    """What stands on the stage in a scene, under filters that the room has set on top of it.

    A scene of a run that was made for another state of the dataset may name what is gone: then
    it is empty, and says so.
    """
    if scene.show in ("view", "chart", "notes", "beside"):
        return _of_selection(scene, dataset, filters)
    view = View(dataset, Selection() if scene.show in ("words", "commitments") else filters)
    plain = Staged(scene, dataset, view)
    if scene.show in ("words", "commitments"):
        return plain
    if scene.show == "lens":
        return _of_lens(plain)
    if scene.show == "tension":
        return _of_tension(plain)
    return _of_finding(plain)


def beside_words(view: View) -> str:
    """Beside which findings of a dataset something is set; empty where it is beside them all."""
    if view.selection.is_empty:
        return ""
    return f"Set beside {view.count or 'none'} of {view.of} findings: {view.words}."


def _of_selection(scene: Scene, dataset: Dataset, filters: Selection) -> Staged:
    own = parse(scene.query, dataset)
    both = _both(dataset, own, replace(filters, sort=""))
    view = View(dataset, own if both is None else both)
    plain = Staged(scene, dataset, view)
    # Notes and what stands beside them are the room's own: nothing of the dataset has to match.
    if scene.show == "notes":
        return plain if both is not None else replace(plain, view=View(dataset, filters))
    if scene.show == "beside":
        if both is None:
            why = _nothing(dataset, own, filters)
            return replace(plain, view=View(dataset, filters), beside=why)
        return replace(plain, findings=strongest(view.findings), beside=beside_words(view))
    if both is None or not view.count:
        return replace(plain, why=_nothing(dataset, own, filters))
    if scene.show == "view":
        plain = replace(plain, headline=headline(view), findings=_leading(view))
    elif scene.of in CHARTS:
        chart = CHARTS[scene.of](view)
        plain = replace(plain, headline=chart.title, chart=chart)
    else:
        return replace(plain, why=f"There is no chart “{scene.of}”.")
    if scene.hide == "none":
        return plain
    return replace(plain, headline=_subject(plain), answer=answer_to(scene.hide, view=view))


def _of_lens(plain: Staged) -> Staged:
    scene = plain.scene
    found = (one for one in lens_pictures(plain.view) if one.lens.id == scene.of)
    if (lens := next(found, None)) is None:
        return replace(plain, why=_gone("lens", scene.of))
    if scene.part is None:
        answer = answer_to(scene.hide, lens=lens)
        return replace(plain, headline=lens.lens.title, lens=lens, answer=answer)
    part = next((one for one in lens.parts if one.part.id == scene.part), None)
    if part is None:
        why = f"The lens “{lens.lens.title}” has no part “{scene.part}” any more."
        return replace(plain, lens=lens, why=why)
    answer = answer_to(scene.hide, part=part)
    said = part.part.label if answer is None else lens.lens.title
    return replace(
        plain, headline=said, lens=lens, part=part, findings=part.findings, answer=answer
    )


def _of_tension(plain: Staged) -> Staged:
    scene = plain.scene
    found = (one for one in tension_pictures(plain.view) if one.tension.id == scene.of)
    if (tension := next(found, None)) is None:
        return replace(plain, why=_gone("tension", scene.of))
    if not any(tension.matches):
        return replace(plain, why=_filtered("Both findings of this tension are", plain.view))
    answer = answer_to(scene.hide, tension=tension)
    said = tension.tension.question if answer is None else "Two findings pull against each other"
    return replace(plain, headline=said, tension=tension, findings=tension.findings, answer=answer)


def _of_finding(plain: Staged) -> Staged:
    scene, dataset = plain.scene, plain.dataset
    finding = dataset.finding_by_id.get(scene.of or "")
    if finding is None:
        return replace(plain, why=explain(Unknown("id", scene.of or ""), dataset))
    if all(one.id != finding.id for one in plain.view.findings):
        return replace(plain, why=_filtered("The finding of this scene is", plain.view))
    if scene.show == "figure" and not finding.figures:
        return replace(plain, why=f"The finding “{finding.id}” holds no number any more.")
    plain = replace(plain, findings=(finding,))
    if scene.show == "finding":
        answer = answer_to(scene.hide, finding=finding)
        source = dataset.source_by_id[finding.source].short
        said = finding.statement if answer is None else f"A finding from {source}"
        return replace(plain, headline=said, finding=finding, answer=answer)
    figure = finding.figures[0]
    answer = answer_to(scene.hide, finding=finding, figure=figure)
    is_guessed = answer is not None and answer.kind == "number"
    said = blanked(finding.statement, figure) if is_guessed else figure_words(figure)
    return replace(plain, headline=said, figure=(finding, figure), answer=answer)


def _both(dataset: Dataset, one: Selection, other: Selection) -> Selection | None:
    """The question that what matches both answers; None where they rule each other out."""
    if other.is_empty:
        return one
    joined = one
    for key, values in other.chosen:
        mine = one.values(key)
        joined = joined.choose(key, set(values).intersection(mine) or mine or values)
    q = search_text(dict.fromkeys((*search_words(one.q), *search_words(other.q))))
    joined = replace(joined, q=q, unknown=(*one.unknown, *other.unknown))
    found = {finding.id for finding in View(dataset, other).findings}
    wanted = {finding.id for finding in View(dataset, one).findings if finding.id in found}
    if wanted == {finding.id for finding in View(dataset, joined).findings}:
        return joined
    return one.choose("id", wanted) if wanted else None


def _leading(view: View) -> tuple[Finding, ...]:
    """The strongest of keep, of leave and of start; where one is missing, the next strongest.

    Beside the message of the whole: of those that bear it.
    """
    message = view.dataset.about.message
    bearing = message.findings if message and view.selection.is_empty else None
    ranked = strongest(one for one in view.findings if bearing is None or one.id in bearing)
    first = [next((one for one in ranked if one.category == name), None) for name in SORTED]
    chosen = [one for one in first if one is not None]
    rest = [one for one in ranked if one not in chosen]
    rest.sort(key=lambda one: one.category == "context")
    chosen += rest[: MOST_LISTED - len(chosen)]
    order = (*SORTED, "context")
    return tuple(sorted(chosen, key=lambda one: order.index(one.category)))


def _subject(plain: Staged) -> str:
    """What is counted, without the counts."""
    said = plain.view.words
    what = SCENE_CHARTS[plain.scene.of] if plain.scene.of in CHARTS else "All curated findings"
    if not said:
        return what
    return f"{what}: {said}" if plain.chart else f"{said[:1].upper()}{said[1:]}"


def _nothing(dataset: Dataset, own: Selection, filters: Selection) -> str:
    """Why no finding matches a scene."""
    if unknown := (*own.unknown, *filters.unknown):
        return " ".join(explain(one, dataset) for one in unknown)
    asked, filtered = words(own, dataset), words(filters, dataset)
    if asked and filtered:
        return f"No finding matches both this scene ({asked}) and the filters ({filtered})."
    said = asked or filtered
    return f"No finding matches: {said}." if said else "No finding is written down yet."


def _filtered(what: str, view: View) -> str:
    if view.unknown:
        return " ".join(view.unknown)
    return f"{what} filtered out: {view.words}."


def _gone(noun: str, name: str | None) -> str:
    return f"There is no {noun} “{name}” in this dataset any more."
