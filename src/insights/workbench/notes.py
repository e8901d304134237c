"""A source's document as plain text -> its title, headings, times and items.

Understood are front matter (`title:`, `videoId:`), Markdown headings, times in brackets such as
`[00:10:38]` (also inside links), bullets and numbered lists. A document without Markdown headings
has its headings in short lines that stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from insights.model import is_unseen

INTRODUCTION = "Introduction"  # our name for the text before the first heading, which has none

_LONGEST_HEADING = 80

_TIME = re.compile(r"\[([0-9]{1,3}(?::[0-9]{1,3}){1,3})\](?:\([^()\s]{0,500}\))?")
_SOUND_TIME = re.compile(r"[0-9]{2}:[0-5][0-9]:[0-5][0-9]")
_MARKDOWN_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_BULLET = re.compile(r"([ \t]*)(?:([•◦‣*+–-])|[0-9]{1,3}[.)])[ \t]+(?=\S)")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(title|videoId|video):[ \t]*(.*)$", re.MULTILINE)
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_SENTENCE_END = re.compile(r"[.!?…。？！؟।][\"'”’»)\]]*\s+")
_NOT_A_HEADING = re.compile(r"(?:^[\"'“„«‘]|[.,;:!…。،؛।][\"'”’»)\]]*$)")
_HEAD_OF_PAGE = re.compile(r"by\b|.*\b(?:19|20)[0-9]{2}\b", re.IGNORECASE)
_MARKUP = (
    (re.compile(r"<[^<>\n]{0,300}>"), ""),
    (re.compile(r"\[\[(?:[^\[\]|\n]{0,200}\| *)?([^\[\]|\n]{0,200})\]\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,500}\)"), r"\1"),
    (re.compile(r"\*{1,3}|`|__"), ""),
)


class NotesPlace(NamedTuple):
    """Where a finding can stand: `line` counts from 1; `words` is the text without markup.

    `time` is that of a sentence, None for an item and where what is written there can be none.
    """

    line: int
    words: str
    time: str | None = None


class NotesSection(NamedTuple):
    """A heading and what is under it.

    `timed` are the sentences that bear a time, in order, one for each time. `counted` are the
    items: the bullets, or the numbered points where there are no bullets, else the paragraphs.
    """

    heading: str
    is_named_by_source: bool
    timed: tuple[NotesPlace, ...]
    counted: tuple[NotesPlace, ...]

    @property
    def times(self) -> tuple[str, ...]:
        """Every time, as often as it occurs."""
        return tuple(place.time for place in self.timed if place.time)

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.counted)


class StrayTime(NamedTuple):
    """Something in brackets that looks like a time and is none; line and column from 1."""

    line: int
    column: int
    text: str


class Notes(NamedTuple):
    """A document as parsed."""

    title: str | None
    video: str | None
    sections: tuple[NotesSection, ...]
    stray_times: tuple[StrayTime, ...]

    @property
    def has_times(self) -> bool:
        """Whether the document bears any time."""
        return any(section.times for section in self.sections)


def parse(text: str) -> Notes:
    r"""The title, video, sections and places of a document; empty text has no sections.

    >>> notes = parse("Lead [00:00:05].\n\n## Later\nMore <a>[00:01:00]</a>.")
    >>> [(section.heading, section.times) for section in notes.sections]
    [('Introduction', ('00:00:05',)), ('Later', ('00:01:00',))]
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields: dict[str, str] = {}
    skipped = 0
    if front := _FRONT_MATTER.match(text):
        fields = {name: value.strip().strip("\"'") for name, value in _FIELD.findall(front[1])}
        skipped = front[0].count("\n")
        text = text[front.end() :]
    blocks = list(_blocks(text.split("\n"), skipped + 1))
    title, parts = _divided(blocks)
    stray_times: list[StrayTime] = []
    sections = tuple(_section(heading, blocks, stray_times) for heading, blocks in parts)
    video = fields.get("videoId") or fields.get("video") or ""
    return Notes(
        _line(fields.get("title", "")) or title,
        video if _VIDEO.fullmatch(video) else None,
        sections,
        tuple(stray_times),
    )


class _Block(NamedTuple):
    """Lines that belong together: a heading, an item of a list or a paragraph."""

    line: int
    text: str
    level: int = 0  # of a Markdown heading, from 1
    bullet: str | None = None  # the sign before an item; "1" for a number
    indent: int = 0
    is_alone: bool = False  # one line, after a blank line
    is_spaced: bool = False  # a blank line follows


def _blocks(lines: Sequence[str], first: int) -> Iterator[_Block]:
    held: _Block | None = None
    was_blank = True
    for number, line in enumerate(lines, first):
        heading = _MARKDOWN_HEADING.match(line)
        bullet = _BULLET.match(line)
        is_blank = not line.strip()
        if held is not None and (is_blank or heading or bullet):
            yield held._replace(is_spaced=is_blank)
            held = None
        if heading:
            # Signs may also close a heading; what is left can be nothing.
            words = re.sub(r"(?:^|[ \t]+)#+[ \t]*$", "", heading[2])
            words = " " * heading.start(2) + words
            yield _Block(number, words, level=len(heading[1]))
        elif bullet:
            indent = len(bullet[1].expandtabs(4))
            # Spaces in its place, so that columns stay those of the line.
            words = " " * bullet.end() + line[bullet.end() :]
            held = _Block(number, words, bullet=bullet[2] or "1", indent=indent)
        elif held is not None:
            held = held._replace(text=f"{held.text}\n{line}", is_alone=False)
        elif not is_blank:
            held = _Block(number, line, is_alone=was_blank)
        was_blank = is_blank or heading is not None
    if held is not None:
        yield held


_Parts = list[tuple[_Block | None, list[_Block]]]


def _divided(blocks: list[_Block]) -> tuple[str | None, _Parts]:
    """The title, and each heading (None before the first one) with the blocks under it."""
    title, rest = None, blocks
    if any(block.level for block in blocks):
        headings = {id(block) for block in blocks if block.level and _heading(block)}
        tops = [block for block in blocks if block.level == 1]
        if tops == blocks[:1] and not _TIME.search(tops[0].text):
            title, rest = _line(blocks[0].text), blocks[1:]
    else:
        title, rest = _without_head(blocks)
        # What stands last has nothing under it.
        headings = {id(block) for block in rest[:-1] if _may_be_heading(block)}
    parts: _Parts = [(None, [])]
    for block in rest:
        if id(block) in headings:
            parts.append((block, []))
        elif not block.level or _TIME.search(block.text):
            parts[-1][1].append(block)
    return title, parts if parts[0][1] else parts[1:]


def _without_head(blocks: list[_Block]) -> tuple[str | None, list[_Block]]:
    """The title of a page without markup, and what follows its head (who wrote it, the date)."""
    head = 0
    while head < len(blocks) - 1 and blocks[head].is_spaced and _may_be_heading(blocks[head]):
        head += 1
    if not head:
        return None, blocks
    title = _line(blocks[0].text)
    if head > 1 and not _HEAD_OF_PAGE.match(_line(blocks[head - 1].text)):
        head -= 1
    return title, blocks[head:]


def _may_be_heading(block: _Block) -> bool:
    words = _line(block.text)
    return (
        block.is_alone
        and 0 < len(words) <= _LONGEST_HEADING
        and not _TIME.search(block.text)
        and not _NOT_A_HEADING.search(words)
    )


def _section(
    heading: _Block | None, blocks: list[_Block], stray_times: list[StrayTime]
) -> NotesSection:
    timed = [heading, *blocks] if heading else blocks
    return NotesSection(
        _heading(heading) if heading else INTRODUCTION,
        heading is not None,
        tuple(place for block in timed for place in _sentences(block, stray_times)),
        tuple(_items(blocks)),
    )


def _heading(block: _Block) -> str:
    return _line(_TIME.sub("", block.text))


def _sentences(block: _Block, stray_times: list[StrayTime]) -> Iterator[NotesPlace]:
    """Each time of a block, with the words of its sentence and the line where they begin."""
    text = block.text
    found = list(_TIME.finditer(text))
    ends = [0, *(time.end() for time in found)]
    begins = [*(time.start() for time in found), len(text)]
    # Where a block begins with a time, the words of each time come behind it, else before.
    is_behind = bool(found) and not text[: begins[0]].strip()
    line, counted = block.line, 0
    for number, time in enumerate(found):
        if is_behind:
            begin, end = time.end(), begins[number + 1]
        else:
            begin, end = ends[number], time.start()
            sentences = [one.end() for one in _SENTENCE_END.finditer(text, begin, end)]
            # A time behind the full stop still belongs to the sentence before it.
            begin = next((one for one in reversed(sentences) if text[one:end].strip()), begin)
        words = text[begin:end]
        begin += len(words) - len(words.lstrip())
        sound = time[1] if _SOUND_TIME.fullmatch(time[1]) else None
        line, counted = line + text.count("\n", counted, begin), begin
        yield NotesPlace(line, _line(words).lstrip(".,;:!?)” "), sound)
        if sound is None:
            column = time.start() - text.rfind("\n", 0, time.start())
            row = block.line + text.count("\n", 0, time.start())
            stray_times.append(StrayTime(row, column, time[1]))


def _items(blocks: list[_Block]) -> Iterator[NotesPlace]:
    items = [block for block in blocks if block.bullet not in (None, "1")]
    items = items or [block for block in blocks if block.bullet]
    # What is indented further belongs to the item above it.
    indent = min((block.indent for block in items), default=0)
    items = [block for block in items if block.indent == indent] or blocks
    for block in items:
        yield NotesPlace(block.line, _line(_TIME.sub("", block.text)))


def _line(text: str) -> str:
    """Text without markup and unseen letters, on one line."""
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    text = text.replace("\n", " ").replace("\t", " ")
    return "".join(letter for letter in text if not is_unseen(letter)).strip()
