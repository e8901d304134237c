"""Rules on runs: what a scene shows exists, what it asks for is there, what it hides can be hidden.

A query is read here by the ids of the draft, so that its mistakes are told with all others. What
it matches is told by the dataset itself, once that is sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl

from insights.model import (
    BASES,
    CATEGORIES,
    EVIDENCE,
    MAY_HIDE,
    RECEIPTS,
    SCENE_CHARTS,
    SORTED,
    Scene,
    Show,
    fault_in_text,
    listed,
    slug,
)
from insights.reading.draft import Draft, Known, Mistake
from insights.reading.faults import Names, bare, closest
from insights.reading.rules.references import meant, missing_findings
from insights.reading.schema import Entry
from insights.reading.values import is_id

# What `of:` names, where something is named.
OF: dict[Show, str] = {
    "chart": "the name of a chart",
    "lens": "the id of a lens",
    "tension": "the id of a tension",
    "finding": "the id of a finding",
    "figure": "the id of the finding that holds it",
}
_WITH_QUERY: tuple[Show, ...] = ("view", "chart", "notes", "beside")
KEYS = (
    *("category", "theme", "source", "evidence", "basis", "level", "receipt"),
    *("actor", "lens", "id", "q"),
)
_FIXED: Mapping[str, Iterable[str]] = {
    "category": CATEGORIES,
    "basis": BASES,
    "evidence": EVIDENCE,
    "receipt": RECEIPTS,
}


def run_id_spelled(draft: Draft) -> Iterator[Mistake]:
    """The name of a file in scenes/ is an id: lower case, words joined by hyphens."""
    for entry in draft.runs:
        name = entry.record.id
        if not is_id(name):
            what = f"{bare(name)} is no id, and a run is known by the name of its file"
            advice = f"name it {bare(slug(name) or 'my-run')}"
            yield Mistake(entry, (), what, advice)


def scene_of_named(draft: Draft) -> Iterator[Mistake]:
    """A scene has `of` if and only if it shows a chart, lens, tension, finding or figure."""
    for entry in _scenes(draft):
        scene = entry.record
        if scene.show in OF and scene.of is None:
            what = f"the scene shows a {scene.show}, and does not say which"
            yield Mistake(entry, ("of",), what, f"add `of:` and {OF[scene.show]}")
        elif scene.show not in OF and scene.of is not None:
            what = f"a scene with `show: {scene.show}` names nothing"
            yield Mistake(entry, ("of",), what, f"take it out, or show one of {listed(OF, 'or')}")


def scene_of_exists(draft: Draft) -> Iterator[Mistake]:
    """What a scene shows exists; a figure is one of its finding."""
    bare_of_figures = _without_figure(draft)
    for entry in _scenes(draft):
        scene = entry.record
        if scene.of is None:
            continue
        if scene.show == "chart" and scene.of not in SCENE_CHARTS:
            near = closest(scene.of, SCENE_CHARTS)
            advice = f"did you mean {bare(near)}? " if near else ""
            advice += f"write {listed(SCENE_CHARTS, 'or')}"
            yield Mistake(entry, ("of",), f"there is no chart {bare(scene.of)}", advice)
        elif scene.show == "lens":
            yield from _missing(entry, scene.of, draft.known_lenses, "lens", "lenses.yaml")
        elif scene.show == "tension":
            yield from _missing(entry, scene.of, draft.known_tensions, "tension", "tensions.yaml")
        elif scene.show in ("finding", "figure"):
            yield from missing_findings(draft, entry, ("of",), [scene.of], is_list=False)
            if scene.show == "figure" and scene.of in bare_of_figures:
                what = f"the finding {bare(scene.of)} holds no figure"
                yield Mistake(entry, ("of",), what, "name one that does, or write `show: finding`")


def scene_part_exists(draft: Draft) -> Iterator[Mistake]:
    """A part of a scene is a part of the lens that it shows."""
    whole = (entry for entry in reversed(draft.lenses) if "parts" not in entry.broken)
    lenses = {entry.record.id: entry for entry in whole}
    for entry in _scenes(draft):
        scene = entry.record
        if scene.part is None:
            continue
        if scene.show != "lens":
            what = f"a part is one of a lens, and this scene has `show: {scene.show}`"
            yield Mistake(entry, ("part",), what, "take it out, or write `show: lens`")
        elif (lens := lenses.get(scene.of or "")) is not None:
            parts = [part.id for part in lens.record.parts]
            if scene.part not in parts:
                what = f"the lens {bare(lens.record.id)} has no part {bare(scene.part)}"
                advice = meant(scene.part, Names(parts), "leave it out to show all parts")
                yield Mistake(entry, ("part",), what, advice)


def scene_query_sound(draft: Draft) -> Iterator[Mistake]:
    """A query of a scene has keys that filter, and ids that exist."""
    known = _Values(draft)
    for entry in _scenes(draft):
        scene = entry.record
        if scene.query and scene.show not in _WITH_QUERY:
            what = f"a scene with `show: {scene.show}` takes no query"
            advice = f"take it out, or show one of {listed(_WITH_QUERY, 'or')}"
            yield Mistake(entry, ("query",), what, advice)
            continue
        fields = parse_qsl(scene.query, keep_blank_values=True)
        if scene.query and not fields:
            what = f"the query {bare(scene.query)} asks for nothing"
            yield Mistake(entry, ("query",), what, "write it like category=keep, or take it out")
        faults = [fault for key, value in fields if (fault := known.fault(key, value))]
        if scene.show == "notes" and fields and not faults and not _is_column(fields):
            what = "the room's notes stand in one column, or in all three"
            columns = listed((f"category={name}" for name in SORTED), "or")
            faults = [(what, f"write {columns}, or take it out for all three")]
        for what, advice in faults:
            yield Mistake(entry, ("query",), what, advice)


def prompt_where_words(draft: Draft) -> Iterator[Mistake]:
    """A scene of words alone has a prompt."""
    for entry in _scenes(draft):
        if entry.record.show == "words" and entry.record.prompt is None:
            what = "the scene shows words, and nothing is written"
            yield Mistake(entry, ("prompt",), what, "add `prompt:` and what is put to the room")


def hidden_can_be(draft: Draft) -> Iterator[Mistake]:
    """A scene hides a number, a split or a statement only where it shows one."""
    for entry in _scenes(draft):
        scene = entry.record
        may = MAY_HIDE.get(scene.show, ())
        if scene.hide != "none" and scene.hide not in may:
            what = f"a scene with `show: {scene.show}` has no {scene.hide} to hide"
            yield Mistake(entry, ("hide",), what, f"write {listed([*may, 'none'], 'or')}")


def guess_where_hidden(draft: Draft) -> Iterator[Mistake]:
    """A scene asks for a guess if and only if it hides something."""
    for entry in _scenes(draft):
        scene = entry.record
        if scene.hide != "none" and scene.guess is None:
            what = f"the {scene.hide} is hidden, and the room is not asked for it"
            advice = "add `guess:` and the question, or write `hide: none`"
            yield Mistake(entry, ("guess",), what, advice)
        elif scene.hide == "none" and scene.guess is not None:
            what = "there is a guess, and nothing is hidden"
            advice = "say with `hide:` what is hidden, or take the guess out"
            yield Mistake(entry, ("guess",), what, advice)


def scene_query_matches(draft: Draft) -> Iterator[Mistake]:
    """The query of a view or a chart matches a finding."""
    shown = [entry for entry in _scenes(draft) if entry.record.show in ("view", "chart")]
    queried = [entry for entry in shown if entry.record.query]
    dataset = draft.dataset() if queried else None
    for entry in queried:
        if dataset is not None and not dataset.select(entry.record.query).count:
            what = "no finding matches this query, so the scene is empty"
            yield Mistake(entry, ("query",), what, "ask for less at once")


def _scenes(draft: Draft) -> Iterator[Entry[Scene]]:
    for scenes in draft.scenes.values():
        yield from scenes


def _missing(
    entry: Entry[Scene], name: str, known: Known | None, noun: str, file: str
) -> Iterator[Mistake]:
    if known is not None and name not in known.ids:
        what = f"there is no {noun} {bare(name)} in {file}"
        yield Mistake(entry, ("of",), what, meant(name, known.names, f"add the {noun} there"))


def _without_figure(draft: Draft) -> frozenset[str]:
    if all(entry.record.show != "figure" for entry in _scenes(draft)):
        return frozenset()
    with_figure = {
        entry.record.id
        for entry in draft.findings
        if entry.record.figures or "figures" in entry.broken
    }
    return frozenset(entry.record.id for entry in draft.findings) - with_figure


def _is_column(fields: list[tuple[str, str]]) -> bool:
    return len(fields) == 1 and fields[0][0] == "category" and fields[0][1] in SORTED


class _Values:
    """What may stand behind each key of a query, as far as the draft tells."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._found: dict[str, Known | None] = {}

    def fault(self, key: str, value: str) -> tuple[str, str] | None:
        """What is wrong with one field of a query, and what to write."""
        if key not in KEYS:
            near = closest(key, KEYS)
            advice = f"did you mean {bare(near)}? " if near else ""
            return f"{bare(key)} filters nothing", f"{advice}write {listed(KEYS, 'or')}"
        if not value.strip():
            return f"{bare(key)} has no value", f"write one behind {key}=, or take it out"
        if key == "q":
            said = fault_in_text(value)
            return (f"what is sought {said}", "write plain words behind q=") if said else None
        if key not in self._found:
            self._found[key] = self._known(key)
        known = self._found[key]
        if known is None or value in known.ids:
            return None
        if value in known.owner:
            return f"{bare(value)} is an alias", f"write the id {bare(known.owner[value])}"
        what = f"there is no {'finding' if key == 'id' else key} {bare(value)}"
        return what, meant(value, known.names, "take it out")

    def _known(self, key: str) -> Known | None:
        draft = self._draft
        if key == "theme":
            return draft.known_themes
        if key == "source":
            return draft.known_sources
        if key == "id":
            return draft.known_findings
        if key == "lens":
            return draft.known_lenses
        if key == "level":
            return _of(draft.about.record.levels) if draft.about else None
        if key == "actor":
            actors = (name for entry in draft.findings for name in entry.record.actors)
            return _of(map(slug, actors)) if draft.finding_ids is not None else None
        return _of(_FIXED[key])


def _of(names: Iterable[str]) -> Known:
    found = frozenset(names)
    return Known(found, {}, Names(sorted(found)))
