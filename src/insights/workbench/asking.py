"""A new record on its way: which fields are still to be asked for, and what the answers lack."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from insights.model import Finding, Source
from insights.model.record import Record
from insights.reading import Fault
from insights.reading.faults import listed
from insights.reading.nodes import BROKEN
from insights.reading.schema import Entry
from insights.reading.words import choices_of
from insights.workbench.judging import Judge
from insights.workbench.naming import proposed_id
from insights.workbench.typed import BETWEEN, Typed, is_list, value_of
from insights.workbench.yaml_text import flow

_MOST_HEADINGS = 20
_TYPED = "your answers"  # where a message would name a file

R = TypeVar("R", bound=Record)


class Question(NamedTuple):
    """A field to ask for, with lines that explain it; `proposed` counts where nothing is said."""

    name: str
    help: tuple[str, ...]
    is_needed: bool = True
    proposed: str | None = None


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

    def next_question(self, asked: Collection[str] = ()) -> Question | None:
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

    def _question(self, name: str, known: Collection[str] = (), is_needed: bool = True) -> Question:
        field = self.model.model_fields[name]
        help_ = [(field.description or "").rstrip(".")]
        known = known or choices_of(field.annotation)
        if known:
            help_.append(f"write {listed(known)}")
        elif field.examples:
            help_.append(f"for example: {_example(field.examples[0])}")
        if is_list(field.annotation):
            help_.append(f"several are joined by `{BETWEEN}`")
        if not is_needed:
            help_.append("Enter leaves it out")
        return Question(name, tuple(help_), is_needed)


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
        yield self._question("category")
        if answers.get("category") in ("keep", "leave", "start"):
            yield self._question("basis")
            if answers.get("basis") == "inferred":
                yield self._question("note")
        yield self._question("themes", dataset.theme_by_id)
        yield self._question("evidence")
        yield self._question("level", dataset.about.levels)
        if "statement" in answers:
            taken = self.judge.taken_ids
            proposed = proposed_id(answers["statement"], taken, str(answers.get("source")))
            yield self._question("id")._replace(proposed=proposed)

    def _place(self, source: str | None) -> Question:
        known = self.judge.dataset.source_by_id.get(source or "")
        told = "a heading and its item, such as Key takeaways, 2"
        if known is None or known.kind == "video":
            told = f"a time such as 00:10:38, or {told}"
        question = self._question("locator")
        help_ = [question.help[0], f"write {told}"]
        outline = self.judge.dataset.outline_by_source.get(source or "")
        if outline is not None and outline.sections:
            headings = [section.section for section in outline.sections[:_MOST_HEADINGS]]
            help_.append(f"the headings are {listed(headings, 'and')}")
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
        yield self._question("kind")
        yield self._question("publisher")
        if self.answers.get("kind") == "video":
            yield self._question("video", is_needed=False)
        yield self._question("url", is_needed=False)
        yield self._question("date", is_needed=False)
        yield self._question("rights")
        if "short" in self.answers:
            taken = self.judge.dataset.source_by_id
            proposed = proposed_id(self.answers["short"], taken, "source")
            yield self._question("id")._replace(proposed=proposed)

    def _judged(self, values: Mapping[str, Any]) -> tuple[list[Entry[Source]], list[Fault]]:
        return self.judge.sources(self._typed("sources", values))


def _example(value: Any) -> str:
    if isinstance(value, list):
        return f"{BETWEEN} ".join(map(str, value))
    return value if isinstance(value, str) else flow(value)
