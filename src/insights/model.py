"""What a finding, a source, a theme and a dataset are: frozen, typed, the schema's only home.

The field descriptions here are the only text about the format: the JSON schema, the advice in
error messages and the field reference are all made from them.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, StrictStr

if TYPE_CHECKING:
    from insights.view import View

Category = Literal["keep", "leave", "start", "context"]
Basis = Literal["stated", "inferred"]
Evidence = Literal["counted", "polled", "attributed", "reported", "argued", "room"]
ReceiptState = Literal["exact", "section", "doubtful"]
SourceKind = Literal["video", "report", "page", "workshop"]
Qualifier = Literal["", "over", "at least", "about"]

CATEGORIES: dict[Category, str] = {
    "keep": "Keep",
    "leave": "Leave behind",
    "start": "Start",
    "context": "Context",
}
BASES: dict[Basis, str] = {
    "stated": "Stated by the source",
    "inferred": "Inferred by the curator",
}
EVIDENCE: dict[Evidence, str] = {
    "counted": "Counted",
    "polled": "Polled",
    "attributed": "Named speaker",
    "reported": "Reported",
    "argued": "Argued",
    "room": "Said in the room",
}
RECEIPTS: dict[ReceiptState, str] = {
    "exact": "Exact second",
    "section": "Section",
    "doubtful": "Doubtful place",
}

# Letters that turn the reading direction or cannot be seen: they can make a text look like another.
_UNSEEN = frozenset("\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff")


def is_unseen(letter: str) -> bool:
    """Whether a letter is a control character, cannot be seen, or turns the reading direction."""
    return (
        letter in _UNSEEN
        or "\u202a" <= letter <= "\u202e"
        or "\u2066" <= letter <= "\u2069"
        or unicodedata.category(letter) in {"Cc", "Cs"}
    )


def fault_in_text(text: str) -> str | None:
    r"""Say why `text` cannot stand as one line of curated text, or None where it can.

    >>> fault_in_text("plain <b>markup</b> is just text") is None
    True
    >>> fault_in_text("two\nlines")
    'holds a line break'
    """
    # Nothing that is refused below is printable: nearly every text is told by this alone.
    if text.isprintable() and text == text.strip():
        return None
    for letter in text:
        name = f"U+{ord(letter):04X}"
        if letter in "\n\r":
            return "holds a line break"
        if unicodedata.category(letter) in {"Cc", "Cs"} or ord(letter) & 0xFFFE == 0xFFFE:
            return f"holds {name}, a control character"
        if is_unseen(letter):
            return f"holds {name}, a letter that cannot be seen or turns the reading direction"
    if text != text.strip():
        return "begins or ends with a space"
    return None


def _one_line(text: str) -> str:
    if fault := fault_in_text(text):
        raise ValueError(fault)
    return text


_NAME_SIGNS = frozenset(" '’,.&()/+–-")


def _plain_name(text: str) -> str:
    """A name that reads the same in a widget's label, which is Markdown, as anywhere else."""
    plain = all(
        letter in _NAME_SIGNS or unicodedata.category(letter)[0] in "LMN" for letter in text
    )
    if not plain or not slug(text[:1]) or "--" in text or "www." in text.casefold():
        raise ValueError("holds a sign that a menu would read as markup")
    return text


def slug(text: str) -> str:
    """Compare ids, aliases and labels the same way: lower case, no accents, words joined by `-`.

    >>> slug("Trust and Openness")
    'trust-and-openness'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", plain).strip("-")


Text = Annotated[StrictStr, Field(min_length=1, max_length=600), AfterValidator(_one_line)]
Label = Annotated[StrictStr, Field(min_length=1, max_length=60), AfterValidator(_one_line)]
Name = Annotated[Label, AfterValidator(_plain_name)]
Id = Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Timestamp = Annotated[StrictStr, Field(pattern=r"^\d{2}:[0-5]\d:[0-5]\d$")]
Date = Annotated[StrictStr, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
WebAddress = Annotated[
    StrictStr,
    Field(pattern=r"^https?://[A-Za-z0-9.-]+(:\d+)?(/[\w.~:/?#\[\]@!&'()*+,;=%-]*)?$"),
]


class _Record(BaseModel):
    """One mapping of the dataset: frozen, and no field but those named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Record):
    """A place in a source without timestamps: its heading, and the item counted under it."""

    section: Text = Field(description="The heading as the source writes it.")
    item: Annotated[StrictInt, Field(ge=1)] | None = Field(
        None, description="The bullet or paragraph under it, counted from 1."
    )


class Figure(_Record):
    """A number that stands in a source, with what it counts."""

    value: StrictInt | Annotated[float, Field(strict=True, allow_inf_nan=False)] = Field(
        description="The number itself, without unit or qualifier.", union_mode="left_to_right"
    )
    unit: Label = Field(description="What one of it is: percent, events, participants, months.")
    qualifier: Qualifier = Field("", description="How the source hedges it.")
    of: Text | None = Field(
        None, description="Of what, never more than the source says: `of participants`."
    )

    @property
    def text(self) -> str:
        """The number as people write it: `5,500`, `72%`."""
        number = f"{self.value:,.10g}" if self.value % 1 else f"{int(self.value):,}"
        return f"{number}%" if self.unit == "percent" else number


class Finding(_Record):
    """One claim of one source, in the curator's own words, with its place."""

    id: Id = Field(description="Short, lasting name in kebab-case, never used for another finding.")
    aliases: tuple[Id, ...] = Field((), description="Ids it had before, so that old links work.")
    statement: Annotated[Text, Field(max_length=240)] = Field(
        description="One sentence in the curator's own words; a hedge stays a hedge."
    )
    category: Category = Field(description="Keep, leave or start where the text bears it.")
    basis: Basis | None = Field(
        None, description="Whether the source states the category or the curator inferred it."
    )
    themes: Annotated[tuple[Id, ...], Field(min_length=1, max_length=3)] = Field(
        description="One to three theme ids of themes.yaml."
    )
    source: Id = Field(description="The id of a source of sources.yaml.")
    locator: Timestamp | Place = Field(
        description="Where it stands: a quoted time as written, or section and item."
    )
    evidence: Evidence = Field(description="On what kind of evidence the source rests it.")
    level: Id = Field(description="The level of government it is about, one of dataset.yaml.")
    actors: tuple[Label, ...] = Field((), description="People and organisations the source names.")
    figures: tuple[Figure, ...] = Field((), description="Numbers that stand in the source.")
    terms: tuple[Label, ...] = Field((), description="Words the source coined.")
    highlight: Annotated[StrictInt, Field(ge=1, le=99)] | None = Field(
        None, description="Rank among the leading findings; rare."
    )
    note: Text | None = Field(None, description="Why the curator read it so.")
    checked_by: Label | None = Field(None, description="Who else compared it with the source.")


class LatestLocator(_Record):
    """The last time of a recording that can be right; what lies beyond is doubtful."""

    at: Timestamp = Field(description="The last believable time, as written.")
    why: Text = Field(
        description="What was observed in the source that makes later times doubtful."
    )


class Source(_Record):
    """A document the findings come from."""

    id: Id = Field(description="Short, lasting name in kebab-case.")
    title: Text = Field(description="The title the document bears.")
    short: Annotated[Name, Field(max_length=32)] = Field(
        description="A name short enough for a receipt or an axis."
    )
    kind: SourceKind = Field(description="What sort of document it is.")
    publisher: Label = Field(description="Who published it, as far as the document says.")
    video: Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]{11}$")] | None = Field(
        None, description="The id of the recording on YouTube, if the document gives it."
    )
    url: WebAddress | None = Field(None, description="Its address, if the document gives it.")
    date: Date | None = Field(None, description="Its date, if the document gives it.")
    via: tuple[Label, ...] = Field((), description="The way it took to us, step by step.")
    rights: Text = Field(description="What is known about the rights in it.")
    latest_locator: LatestLocator | None = Field(
        None, description="The last time that can be right, with the reason."
    )


class Theme(_Record):
    """A tag that several findings share."""

    id: Id = Field(description="Short, lasting name in kebab-case.")
    aliases: tuple[Id, ...] = Field((), description="Other names that work in links.")
    label: Name = Field(description="The name people read.")
    definition: Text = Field(description="When a finding belongs to it, so that two people agree.")


class Withdrawn(_Record):
    """An id that was a finding once and is not any more."""

    id: Id = Field(description="The id it had.")
    on: Date = Field(description="When it was withdrawn.")
    why: Text = Field(description="Why it was withdrawn.")
    see: tuple[Id, ...] = Field((), description="Findings that say it now.")


class Message(_Record):
    """The one sentence over the whole dataset."""

    text: Annotated[Text, Field(max_length=200)] = Field(description="One curated sentence.")
    findings: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(
        description="The ids of the findings that bear it."
    )


class About(_Record):
    """The file dataset.yaml: what the dataset as a whole is."""

    format: Literal[1] = Field(description="The version of this format.")
    title: Text = Field(description="The title of the dataset.")
    as_of: Date = Field(description="The date that screens and exports print.")
    licence: Label = Field(description="The licence of the curator's own wording.")
    levels: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(
        description="The levels a finding may name."
    )
    message: Message | None = Field(None, description="The message of the whole dataset.")


class Receipt(NamedTuple):
    """Where a finding stands in its source, and how far that place can be trusted."""

    state: ReceiptState
    as_written: str
    seconds: int | None = None
    section: str | None = None
    item: int | None = None
    reason: str | None = None
    url: str | None = None

    @property
    def text(self) -> str:
        """The place as people read it: `9:44`, `Key takeaways, 2`, `as written 07:54:00`."""
        if self.state == "doubtful":
            return f"as written {self.as_written}"
        if self.seconds is None:
            return self.as_written
        hours, rest = divmod(self.seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        if hours:
            return f"{hours}:{minutes:02}:{seconds:02}"
        return f"{minutes}:{seconds:02}"


def seconds_of(timestamp: str) -> int:
    """The second that a time `HH:MM:SS` stands for.

    >>> seconds_of("01:03:38")
    3818
    """
    hours, minutes, seconds = (int(part) for part in timestamp.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def receipt_for(locator: str | Place, source: Source) -> Receipt:
    """Judge a locator by the rule its source carries; a doubtful place never becomes a link."""
    if isinstance(locator, Place):
        written = locator.section if locator.item is None else f"{locator.section}, {locator.item}"
        return Receipt(
            "section", written, section=locator.section, item=locator.item, url=source.url
        )
    seconds, latest = seconds_of(locator), source.latest_locator
    if latest is not None and seconds > seconds_of(latest.at):
        return Receipt("doubtful", locator, reason=latest.why)
    url = f"https://www.youtube.com/watch?v={source.video}&t={seconds}s" if source.video else None
    return Receipt("exact", locator, seconds=seconds, url=url)


class Dataset(_Record):
    """A whole, sound dataset. `insights.load` makes one; every view is made from it."""

    about: About
    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    withdrawn: tuple[Withdrawn, ...] = ()

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, changed; what was worked out from the original is worked out anew."""
        copied = super().model_copy(update=update, deep=deep)
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the content as canonical JSON, 64 hexadecimal digits."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def theme_by_id(self) -> dict[str, Theme]:
        """Each theme under its id."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Each source under its id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def finding_by_id(self) -> dict[str, Finding]:
        """Each finding under its id and under every id it had before."""
        found = {alias: finding for finding in self.findings for alias in finding.aliases}
        return found | {finding.id: finding for finding in self.findings}

    @cached_property
    def withdrawn_by_id(self) -> dict[str, Withdrawn]:
        """Each withdrawn finding under the id it had."""
        return {gone.id: gone for gone in self.withdrawn}

    @cached_property
    def receipts(self) -> dict[str, Receipt]:
        """The receipt of each finding, under its id."""
        sources = self.source_by_id
        return {one.id: receipt_for(one.locator, sources[one.source]) for one in self.findings}

    def receipt(self, finding: Finding) -> Receipt:
        """Where this finding stands in its source."""
        return self.receipts[finding.id]

    def select(self, query: str = "") -> View:
        """The view of the findings that a query matches, as in `select("theme=trust")`."""
        # The one import against the direction of the house: it lets a reader of the dataset
        # write data.select(...) without learning where selections live.
        from insights.view import select

        return select(self, query)

    def record(self, finding: Finding) -> dict[str, Any]:
        """The finding as plain data, the same shape in JSON, YAML and the HTTP interface."""
        receipt = self.receipt(finding)
        plain = finding.model_dump(mode="json", exclude={"locator", "aliases", "highlight"})
        plain["locator"] = {
            "as_written": receipt.as_written,
            "seconds": receipt.seconds,
            "section": receipt.section,
            "item": receipt.item,
            "receipt": receipt.state,
            "reason": receipt.reason,
        }
        plain["url"] = receipt.url
        del plain["checked_by"]
        return plain
