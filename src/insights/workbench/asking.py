"""A new record on its way: which fields are still to be asked for, and what the answers lack."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from insights.model import (
    BASIS_MEANS,
    CATEGORY_MEANS,
    EVIDENCE_MEANS,
    SORTED,
    Evidence,
    Finding,
    Source,
    listed,
    slug,
)
from insights.model.record import Record
from insights.model.vocabulary import SOURCE_KIND_MEANS
from insights.reading import Fault
from insights.reading.faults import bare, closest
from insights.reading.nodes import BROKEN
from insights.reading.schema import Entry
from insights.reading.words import choices_of
from insights.workbench.judging import Judge
from insights.workbench.naming import proposed_id
from insights.workbench.typed import BETWEEN, FIGURE_FORMS, Typed, is_list, is_list_of_ids, value_of
from insights.workbench.yaml_text import flow

_MOST_HEADINGS = 20
_MOST_WORDS = 12  # of a definition
_NOTHING: Mapping[Any, str] = {}
_TYPED = "your answers"  # where a message would name a file

R = TypeVar("R", bound=Record)


class Question(NamedTuple):
    """A field to ask for, with lines that explain it; `proposed` counts where nothing is said.

    `meanings` says in a line each what the words mean that may be answered.
    """

    name: str
    help: tuple[str, ...]
    is_needed: bool = True
    proposed: str | None = None
    meanings: tuple[str, ...] = ()


class NewRecord(Generic[R]):
    """The answers so far; a kind of record says what it asks and how it is judged."""

    model: type[R]
    # What an answer is judged beside, so that none is missed before it was asked for.
    unanswered: ClassVar[Mapping[str, Any]]

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.answers: dict[str, Any] = {}

    def answer(self, name: str, text: str) -> list[Fault]:
        """Keep an answer if it is sound; else what is wrong with it."""
        value = value_of(self.model, name, text)
        _, faults = self._judged({**self.unanswered, **self.answers, name: value})
        column = self._columns[name]
        # An id can also be told off by the file that says it was withdrawn.
        found = [one for one in faults if one.file != _TYPED or one.column == column]
        if not found:
            self.answers[name] = value
        return found

    def choices(self, name: str, text: str) -> tuple[str, ...]:
        """A line for each id that a refused answer could have meant, the nearest first."""
        return ()

    def next_question(self, asked: Collection[str]) -> Question | None:
        """What to ask now, if anything; `asked` are those that were left out on purpose."""
        done = {*self.answers, *asked}
        return next((one for one in self.questions() if one.name not in done), None)

    def take_proposals(self) -> None:
        """Answer with the proposal where there is one and nothing was said."""
        for question in self.questions():
            if question.proposed and question.name not in self.answers:
                self.answer(question.name, question.proposed)

    def missing(self) -> list[Question]:
        """Everything that is needed, without an answer and without a proposal."""
        return [
            one
            for one in self.questions()
            if one.is_needed and one.proposed is None and one.name not in self.answers
        ]

    def record(self) -> tuple[R | None, list[Fault]]:
        """The record, or None and what is wrong with the answers as a whole."""
        entries, faults = self._judged(self.answers)
        return (None if faults else entries[0].record), faults

    def questions(self) -> Iterator[Question]:
        """The fields asked for, in order; which ones can rest on the answers so far."""
        raise NotImplementedError

    def _judged(self, values: Mapping[str, Any]) -> tuple[list[Entry[R]], list[Fault]]:
        raise NotImplementedError

    @property
    def _columns(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.model.model_fields, 1)}

    def _typed(self, key: str, values: Mapping[str, Any]) -> Typed:
        return Typed(_TYPED, key, [(1, values, self._columns)])

    def _question(
        self,
        name: str,
        known: Collection[str] = (),
        is_needed: bool = True,
        means: Mapping[Any, str] = _NOTHING,
    ) -> Question:
        field = self.model.model_fields[name]
        help_ = [(field.description or "").rstrip(".")]
        known = known or list(means) or choices_of(field.annotation)
        if known:
            help_.append(f"write {listed(known, 'or')}")
        elif name == "figures":
            help_.append(f"for example: {FIGURE_FORMS}")
        elif field.examples:
            help_.append(f"for example: {_example(field.examples[0])}")
        if is_list(field.annotation):
            comma = " or a comma" if is_list_of_ids(field.annotation) else ""
            help_.append(f"several are joined by `{BETWEEN}`{comma}")
        if not is_needed:
            help_.append("Enter leaves it out")
        meanings = tuple(f"{word}: {meaning}" for word, meaning in means.items())
        return Question(name, tuple(help_), is_needed, meanings=meanings)


class NewFinding(NewRecord[Finding]):
    """A finding on its way."""

    model = Finding
    unanswered: ClassVar[Mapping[str, Any]] = {
        name: BROKEN
        for name, field in Finding.model_fields.items()
        if field.is_required() or name in ("basis", "note")
    }

    def questions(self) -> Iterator[Question]:
        """Where it stands comes first, then what it says, then how it is sorted."""
        dataset, answers = self.judge.dataset, self.answers
        yield self._question("source", dataset.source_by_id)
        yield self._place(answers.get("source"))
        yield self._question("statement")
        yield self._question("category", means=CATEGORY_MEANS)
        if answers.get("category") in SORTED:
            yield self._question("basis", means=BASIS_MEANS)
            if answers.get("basis") == "inferred":
                yield self._question("note")
        yield self._question("themes", dataset.theme_by_id)
        yield self._question("evidence", means=self._evidence(answers.get("source")))
        yield self._question("level", dataset.about.levels)
        for name in ("actors", "figures", "terms"):
            yield self._question(name, is_needed=False)
        if "statement" in answers:
            taken = self.judge.taken_ids
            proposed = proposed_id(answers["statement"], taken, str(answers.get("source")))
            yield self._question("id")._replace(proposed=proposed)

    def choices(self, name: str, text: str) -> tuple[str, ...]:
        """The themes or the sources, with the first words about each."""
        dataset = self.judge.dataset
        told: dict[str, str] = {}
        words = [text]
        if name == "themes":
            words = value_of(Finding, name, text)
            told = {theme.id: theme.definition for theme in dataset.themes}
        elif name == "source":
            told = {source.id: source.title for source in dataset.sources}
        words = [word for word in words if word not in told]
        order = sorted(
            told, key=lambda id_: -max((_likeness(word, id_) for word in words), default=0)
        )
        return tuple(f"{id_}: {_first_words(told[id_])}" for id_ in order)

    def answer(self, name: str, text: str) -> list[Fault]:
        """Keep an answer if it is sound; else what is wrong with it."""
        known = self.judge.dataset.source_by_id
        text = text.strip()
        if name != "source" or text in known:
            return super().answer(name, text)
        names = {
            one: source.id for source in known.values() for one in (source.short, source.title)
        }
        near = names.get(closest(text, names) or "") or closest(text, known)
        advice = f"did you mean {bare(near)}? " if near else ""
        advice += f"write {'one of ' if len(known) > 1 else ''}{listed(sorted(known), 'or')}"
        what = f"there is no source {bare(text)} in sources.yaml"
        return [Fault(_TYPED, 1, self._columns[name], "error", "source-exists", what, advice)]

    def _evidence(self, source: str | None) -> dict[Evidence, str]:
        """The kinds of evidence that this source can have, and what each means."""
        known = self.judge.dataset.source_by_id.get(source or "")
        is_elsewhere = known is not None and known.kind != "workshop"
        return {
            word: meaning
            for word, meaning in EVIDENCE_MEANS.items()
            if not (word == "room" and is_elsewhere)
        }

    def _place(self, source: str | None) -> Question:
        known = self.judge.dataset.source_by_id.get(source or "")
        outline = self.judge.dataset.outline_by_source.get(source or "")
        sections = outline.sections if outline is not None else ()
        told = ["a heading and its item, such as Key takeaways, 2"]
        if counted := next((one for one in sections if one.items), None):
            told = [f"a heading and its item, such as {counted.section}, 1"]
        elif sections:
            told = [f"a heading, such as {sections[0].section}"]
        times = (time for section in sections for time in section.times)
        time = next(times, None if sections else "00:10:38")
        if time is not None and (known is None or known.kind == "video"):
            told = [f"a time such as {time}", *told]
        question = self._question("locator")
        help_ = [question.help[0], f"write {listed(told, 'or')}"]
        if sections:
            headings = [section.section for section in sections[:_MOST_HEADINGS]]
            help_.append(f"the headings are {listed(headings)}")
        return question._replace(help=tuple(help_))

    def _judged(self, values: Mapping[str, Any]) -> tuple[list[Entry[Finding]], list[Fault]]:
        return self.judge.findings(self._typed("findings", values))


class NewSource(NewRecord[Source]):
    """A source on its way."""

    model = Source
    unanswered: ClassVar[Mapping[str, Any]] = {
        "id": "not-answered-yet",
        "title": "Not answered yet",
        "short": "Not answered yet",
        "kind": "video",  # only a video may have everything that a source can have
        "publisher": "Not answered yet",
        "rights": "Not answered yet.",
    }

    def questions(self) -> Iterator[Question]:
        """What the document is comes first, then where it is, then what it is called here."""
        yield self._question("title")
        yield self._question("short")
        yield self._question("kind", means=SOURCE_KIND_MEANS)
        yield self._question("publisher")
        if self.answers.get("kind") == "video":
            yield self._question("video", is_needed=False)
        yield self._question("url", is_needed=False)
        yield self._question("date", is_needed=False)
        yield self._question("rights")
        for name in ("via", "asks", "coverage"):
            means = CATEGORY_MEANS if name == "asks" else _NOTHING
            yield self._question(name, is_needed=False, means=means)
        if "short" in self.answers:
            taken = self.judge.dataset.source_by_id
            proposed = proposed_id(self.answers["short"], taken, "source")
            yield self._question("id")._replace(proposed=proposed)

    def _judged(self, values: Mapping[str, Any]) -> tuple[list[Entry[Source]], list[Fault]]:
        return self.judge.sources(self._typed("sources", values))


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, slug(word), other).ratio()


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")


def _example(value: Any) -> str:
    if isinstance(value, list):
        return f"{BETWEEN} ".join(map(str, value))
    return value if isinstance(value, str) else flow(value)
