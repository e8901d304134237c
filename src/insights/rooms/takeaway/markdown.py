"""The minutes as Markdown: to read on, to paste, to edit. What was entered stays text."""

from __future__ import annotations

from collections.abc import Iterator

from insights.exports.markdown import escaped, link
from insights.rooms.minutes import CommitmentTold, GuessTold, Minutes, NoteTold
from insights.rooms.pointing import Pointed
from insights.rooms.takeaway import words


def write(minutes: Minutes) -> bytes:
    """The minutes as Markdown in UTF-8."""
    return "\n".join(_lines(minutes)).encode()


def _lines(minutes: Minutes) -> Iterator[str]:
    yield f"# {escaped(minutes.title)}"
    for said in (minutes.about, minutes.entered, minutes.filtered, minutes.counted):
        if said:
            yield from ("", escaped(said))
    yield from ("", f"## {words.COMMITMENTS}", "")
    for commitment in minutes.commitments:
        yield from _commitment(commitment)
    if not minutes.commitments:
        yield words.NO_COMMITMENTS
    yield from ("", f"## {words.NOTES}")
    for column in minutes.columns:
        yield from ("", f"### {column.title}", "")
        for note in column.notes:
            yield from _note(note)
        if not column.notes:
            yield words.NO_NOTES
    yield from _beside(minutes)
    yield from ("", f"## {words.VERDICTS_GIVEN}")
    for title, about in words.verdicts(minutes):
        yield from ("", f"### {title}", "")
        for one in about:
            yield from _pointed(one)
    if not minutes.verdicts:
        yield from ("", words.NO_VERDICTS)
    yield from ("", f"## {words.GUESSES}", "")
    for guess in minutes.guesses:
        yield from _guess(guess)
    if not minutes.guesses:
        yield words.NO_GUESS
    yield from ("", f"## {words.SCENES}", "")
    for number, scene in enumerate(minutes.scenes, 1):
        prompt = f" {escaped(scene.prompt)}" if scene.prompt else ""
        yield f"{number}. {escaped(scene.title)} ({scene.minutes} min).{prompt}"
    yield from ("", f"## {words.CLOSING}")
    for sentence in minutes.closing:
        yield from ("", escaped(sentence))
    yield ""


def _guess(guess: GuessTold) -> Iterator[str]:
    yield f"- {escaped(guess.question)}"
    yield f"  - The room: {escaped(guess.guess)}"
    yield f"  - Known: {escaped(guess.answer)}"
    if guess.sentence:
        yield f"  - {escaped(guess.sentence)}"
    if not guess.was_shown:
        yield "  - The answer was not shown in the room."
    for one in guess.receipts:
        yield f"  - {_receipt(one)}"


def _note(note: NoteTold) -> Iterator[str]:
    yield f"- {escaped(note.text)}"
    yield f"  - {escaped(words.said_by_note(note))}"


def _pointed(about: Pointed) -> Iterator[str]:
    yield f"- {escaped(words.about_of(about))}"
    yield from (f"  - {one}" for one in _more(about))


def _more(about: Pointed) -> Iterator[str]:
    """The receipt, and what became of it."""
    if about.place:
        yield _receipt(about)
    if about.said and about.since:
        yield escaped(about.since)


def _receipt(about: Pointed) -> str:
    place = link(about.place, about.address)
    id_ = f", `{about.id}`" if about.kind == "finding" else ""
    return f"{escaped(about.rests_on)} · {place}{id_}" if about.rests_on else f"{place}{id_}"


def _beside(minutes: Minutes) -> Iterator[str]:
    yield from ("", f"## {words.BESIDE}", "", words.NO_SHARE, "")
    yield escaped(words.beside_counted(minutes))
    for title, means, cells in words.groups(minutes):
        yield from ("", f"### {title} ({len(cells)})", "", f"{means}.")
        for cell in cells:
            said, findings = words.findings_of(minutes, cell)
            yield from ("", f"#### {escaped(words.cell_title(cell))}", "")
            for note in words.some_notes(minutes, cell.notes):
                yield f"- The room: {escaped(note)}"
            yield from (f"- {more}" for more in words.more_notes(cell.notes))
            if findings:
                yield f"- {said}"
            for one in findings:
                yield f"  - {escaped(one.said)} {_receipt(one)}"
    if left := minutes.beside.not_compared:
        yield from ("", f"### Not compared ({len(left)})", "", "These notes have no theme.", "")
        yield from (f"- {escaped(note)}" for note in words.some_notes(minutes, left))
        yield from (f"- {more}" for more in words.more_notes(left))


def _commitment(one: CommitmentTold) -> Iterator[str]:
    yield f"- {escaped(one.who)}: {escaped(one.what)}"
    yield f"  - By {one.by}. {one.became}"
    if words.about_of(one.about):
        yield f"  - From: {escaped(words.about_of(one.about))}"
        yield from (f"  - {more}" for more in _more(one.about))
