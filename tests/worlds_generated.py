"""Small datasets and queries in great variety, the same each time: hostile texts, foreign letters.

The rules of reading would refuse some of these texts and names. What is computed from a dataset
must be right for whatever a record can hold, so they stand here none the less.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, quote_plus

from insights.model import (
    CATEGORIES,
    EVIDENCE,
    About,
    Dataset,
    Figure,
    Finding,
    Lens,
    Message,
    Outline,
    Part,
    Place,
    Section,
    Source,
    Theme,
    Withdrawn,
    slug,
)
from insights.selection import FACETS, SORTS

# Words that a statement, a name or a search may hold: plain, accented, foreign, dangerous.
_AS_TEXT = (
    "trust money people listen service council budget school loop change data team rule city "
    "Trust PEOPLE Éducation naïve nai\u0308ve façade coöperate Straße STRASSE ΟΔΟΣ οδός Σίσυφος "
    "İstanbul ISTANBUL ışık Ǆungla ﬁnance œuvre Łódź Ångström ŉ ᾳ ᾼδης ẞ ﬃ "
    "مدرسة مَدْرَسَة שלום שָׁלוֹם 学校 學校は 政府改革 한국어 각국 हिन्दी क्षेत्र किताब ไทย "
    "🎉 👩‍🚀 👍🏽 🇫🇷 𝔘nicode 𝓉𝓇𝓊𝓈𝓉 Ⅳ ² ½ № ℡ ａｂｃ ｶﾞ "
    "50% $1 1,000 &amp; & <b>bold</b> <script>alert(1)</script> \"quoted\" 'single' it’s `tick` "
    "[link](x) **star** a_b {} {0} %s =SUM(A1) +1 -2 @cmd |pipe \\back / ? # $& $$ … – —"
)
WORDS = tuple(_AS_TEXT.split())
ACTORS = (
    "Jane Doe",
    "JANE DOE",
    "Zoë Müller",
    "An Office",
    "Ο Σίσυφος",
    "Straßenamt",
    "政府",
    "𠮷野家",
    "ﬂow",
    "=HYPERLINK(1)",
    "<i>Nobody</i>",
    "🎉",
    "O'Neill & Sons",
    "मंत्री",
    "وزارة",
)
# Pairs of a name that people read and what it is called in links.
NAMES = (
    ("Trust and candour", "trust"),
    ("Été à Paris", "summer"),
    ("Digital", "digital"),
    ("Straße, Recht (neu)", "law"),
    ("政府改革", "reform"),
    ("Public money", "money"),
    ("Ο Σίσυφος", "toil"),
    ("O’Neill & Sons", "sons"),
    ("שלום", "peace"),
    ("Aid + care/help", "aid"),
    ("हिन्दी भाषा", "hindi"),
    ("İşçi ışık", "light"),
)
LEVELS = ("local", "national", "system-wide", "none-given")
VIDEO = "abcdefghijk"

_One = TypeVar("_One")


def generated_worlds(count: int, seed: int = 0) -> list[tuple[Dataset, list[str]]]:
    """So many datasets, each with about eight queries to it; the same for the same seed."""
    return [_generated(random.Random(f"{seed}/{at}")) for at in range(count)]


def _generated(dice: random.Random) -> tuple[Dataset, list[str]]:
    dataset = _dataset(dice)
    return dataset, list(_queries(dataset, dice))


def _some(dice: random.Random, of: Sequence[_One], most: int) -> list[_One]:
    return dice.sample(of, min(len(of), dice.randint(0, most)))


def _chance(dice: random.Random, share: float) -> bool:
    return dice.random() < share


def _phrase(dice: random.Random, fewest: int, most: int) -> str:
    joints = [" ", " ", " ", " ", ", ", "-", " / "]
    words = dice.choices(WORDS, k=dice.randint(fewest, most))
    return "".join(word + dice.choice(joints) for word in words[:-1]) + words[-1]


def _dataset(dice: random.Random) -> Dataset:
    size = dice.choice([0, 1, 2, 5, 9, 14, 19, 22, 25])
    names = dice.sample(NAMES, len(NAMES))
    fewest = 1 if size else 0
    themes = tuple(_theme(dice, *name) for name in names[: dice.randint(fewest, 7)])
    sources = tuple(_source(dice, *name) for name in names[-dice.randint(1, 4) :])
    if not size and _chance(dice, 0.5):
        sources = ()
    levels = tuple(dice.sample(LEVELS, dice.randint(1, len(LEVELS))))
    findings = tuple(_finding(dice, at, themes, sources, levels) for at in range(size))
    message = None
    if findings and _chance(dice, 0.5):
        bearing = tuple(one.id for one in dice.sample(findings, min(size, 2)))
        message = Message(text=_phrase(dice, 3, 9), findings=bearing)
    about = About(
        format=1,
        title=_phrase(dice, 1, 5),
        as_of="2026-01-31",
        licence="CC-BY-4.0",
        levels=levels,
        message=message,
    )
    return Dataset(
        about=about,
        themes=themes,
        sources=sources,
        findings=findings,
        withdrawn=_withdrawn(dice, findings),
        lenses=_lenses(dice, sources, findings),
        outlines=_outlines(dice, sources, findings),
    )


def _theme(dice: random.Random, label: str, id_: str) -> Theme:
    # Two themes may share a name, and one may be called as another one is.
    aliases = _some(dice, [f"{id_}-once", f"old-{id_}", "common", "trust"], 2)
    return Theme(id=id_, aliases=tuple(aliases), label=label, definition=_phrase(dice, 2, 8))


def _source(dice: random.Random, short: str, id_: str) -> Source:
    kind = dice.choice(["video", "video", "page", "report", "workshop"])
    # A recording may be known by nothing but its times; a page may have no address.
    fields: dict[str, Any] = {}
    if kind == "video":
        fields["video"] = VIDEO if _chance(dice, 0.8) else None
        if _chance(dice, 0.6):
            fields["latest_locator"] = {"at": "01:00:00", "why": "It ends there."}
    elif _chance(dice, 0.5):
        fields["url"] = "https://example.org/a?b=c&d='e'"
    return Source(
        id=f"{id_}-source",
        title=f"{short}: {_phrase(dice, 1, 4)}",
        short=short,
        kind=kind,
        publisher=dice.choice(ACTORS),
        date=dice.choice([None, "2024-02-29"]),
        rights="Unknown.",
        asks=tuple(_some(dice, list(CATEGORIES), 4)),
        coverage=dice.choice(["complete", "partial"]),
        **fields,
    )


def _locator(dice: random.Random, source: Source) -> str | Place:
    if source.kind == "video" and _chance(dice, 0.9):
        return f"0{dice.randint(0, 2)}:{dice.choice(['00', '10', '59'])}:{dice.randint(0, 5)}0"
    item = dice.choice([None, 1, 2, 12])
    return Place(section=dice.choice(["Key takeaways", _phrase(dice, 1, 3)]), item=item)


def _finding(
    dice: random.Random,
    at: int,
    themes: Sequence[Theme],
    sources: Sequence[Source],
    levels: Sequence[str],
) -> Finding:
    category = dice.choice(list(CATEGORIES))
    basis = None if category == "context" else dice.choice(["stated", "inferred"])
    source = dice.choice(sources)
    figure = Figure(
        value=dice.choice([72, 5500, 1.5, -3]),
        unit=dice.choice(["percent", "events"]),
        qualifier=dice.choice(["", "over", "at least"]),
        of=dice.choice([None, "participants"]),
    )
    return Finding(
        id=f"finding-{at}",
        aliases=(f"once-{at}",) if _chance(dice, 0.3) else (),
        statement=_phrase(dice, 1, 10),
        category=category,
        basis=basis,
        themes=tuple(one.id for one in dice.sample(themes, min(len(themes), dice.randint(1, 3)))),
        source=source.id,
        locator=_locator(dice, source),
        evidence=dice.choice(list(EVIDENCE)),
        level=dice.choice(levels),
        actors=tuple(_some(dice, ACTORS, 3)) if _chance(dice, 0.5) else (),
        figures=(figure,) if _chance(dice, 0.3) else (),
        terms=tuple(_some(dice, WORDS, 2)) if _chance(dice, 0.3) else (),
        highlight=dice.randint(1, 5) if _chance(dice, 0.3) else None,
        note=_phrase(dice, 1, 8) if basis == "inferred" else None,
        checked_by="second-reader" if _chance(dice, 0.5) else None,
    )


def _withdrawn(dice: random.Random, findings: Sequence[Finding]) -> tuple[Withdrawn, ...]:
    return tuple(
        Withdrawn(
            id=f"gone-{at}",
            on="2025-12-01",
            why=_phrase(dice, 2, 5) + ".",
            see=tuple(one.id for one in _some(dice, findings, 3)),
        )
        for at in range(dice.randint(0, 2))
    )


def _lenses(
    dice: random.Random, sources: Sequence[Source], findings: Sequence[Finding]
) -> tuple[Lens, ...]:
    if not sources:
        return ()
    titles = ["When does it last?", "Пять шагов", "3 ways <b>in</b>"]
    made = []
    for at, title in enumerate(_some(dice, titles, 3)):
        parts = []
        for number in range(dice.randint(1, 3)):
            bearing = tuple(one.id for one in _some(dice, findings, 4))
            parts.append(
                Part(
                    id=f"part-{number}",
                    label=f"Part {number}",
                    text=_phrase(dice, 2, 6),
                    locator="00:00:10",
                    findings=bearing,
                    bare=None if bearing else "Nobody says so.",
                )
            )
        made.append(
            Lens(
                id=f"lens-{at}",
                title=title,
                source=dice.choice(sources).id,
                locator="00:00:10",
                number_from="curator",
                ordered=_chance(dice, 0.5),
                parts=tuple(parts),
            )
        )
    return tuple(made)


def _outlines(
    dice: random.Random, sources: Sequence[Source], findings: Sequence[Finding]
) -> tuple[Outline, ...]:
    """For some sources: two sections with the times and places that its findings name."""
    made = []
    for source in sources:
        own = [one.locator for one in findings if one.source == source.id]
        if not _chance(dice, 0.7):
            continue
        times = sorted(one for one in own if isinstance(one, str))
        headings = dict.fromkeys(one.section for one in own if isinstance(one, Place))
        middle = len(times) // 2
        sections = [
            Section(section="Introduction", named_by="curator", times=tuple(times[:middle])),
            Section(section=_phrase(dice, 1, 3), times=tuple(times[middle:])),
            *(Section(section=heading, items=12) for heading in headings),
        ]
        made.append(Outline(source=source.id, sections=tuple(sections)))
    return tuple(made)


# What somebody may write behind a key, or as a key, who means no harm or some.
_STRANGE_VALUES = (
    *("", " ", "nope", "a:b", "unknown:x", "\u200b", "\ufeff", "\x00", "a\x00b", "\x1c", "\u3000x"),
    *("<img src=x onerror=alert(1)>", "'; drop", "$&", "$1", "{}", "%", "100%", "a+b", "a&b=c"),
    *("\u202egnp", "ﬁ", "́", "¨", "e\u0301", "ͅ", "ς", "\U0001f389", "\U000e0041", "__proto__"),
)
_STRANGE_KEYS = (
    *(
        "nope",
        "",
        " theme",
        "theme ",
        "THEME",
        "Q",
        "unknown",
        "unknown ",
        "__proto__",
        "\x00",
        " ",
    ),
    *("constructor", "q ", " sort", "limit", "format", "as_of", "show", "against", "list", "<b>"),
    *("columns", "offset", "a:b", "ключ", "théme", "thème\u200b", "\u200b"),
)
_GARBAGE = (
    *("%", "&&&", "=", "?", "??theme=trust", "theme", "=x", "theme=%", "theme=%zz", "q=%ff%fe"),
    *("q=%E2%82", "q=%ED%A0%80", "q=%F0%9F%8E%89", "q=%C3é", "q=+%2B+", "q=a;b", "a=b=c", "&q=&"),
    *("unknown=theme:nope", "unknown=theme:trust", "unknown=unknown:a:b", "unknown=%2574heme:x"),
    *("unknown=q:people", "unknown=:x", "unknown=x:", "unknown=sort:nope", "unknown=sort:source"),
    *("sort=nope", "sort=source&sort=nope&sort=evidence", "sort=a-TO-z", "sort=Leading first"),
    *("theme=trust&theme=TRUST&theme=nope&theme=nope", "id=gone-0", "id=gone-1&id=nope", "q=%00"),
    *("q=%EF%BB%BF", "q=\u2028people", "q=%F4%90%80%80x", "q=%c3%a9t%C3%A9", "q=people\ud800"),
    *("q=%e0%80%80", "q=a%0Ab%0Dc", "ID=finding-1", "show=compare&against=theme%3Dtrust&q=trust"),
)


def _queries(dataset: Dataset, dice: random.Random) -> Iterator[str]:
    yield ""
    for _ in range(5):
        fields = [
            field for _ in range(dice.choice([1, 1, 1, 2, 2, 4])) for field in _pick(dataset, dice)
        ]
        if fields and _chance(dice, 0.15):
            fields += dice.choices(fields, k=1)
        yield _written(dice, fields)
    yield dice.choice(_GARBAGE)
    yield dice.choice(_GARBAGE) + "&" + _written(dice, _pick(dataset, dice))


def _pick(dataset: Dataset, dice: random.Random) -> list[tuple[str, str]]:
    """One filter: mostly one that means something, with several values or few."""
    kind = dice.choices(["facet", "ids", "q", "sort", "value", "key"], [60, 8, 20, 10, 4, 3])[0]
    if kind == "facet":
        key = dice.choice([key for key in FACETS if FACETS[key].options(dataset)])
        options = FACETS[key].options(dataset)
        chosen = dice.sample(options, min(len(options), dice.choice([1, 1, 1, 2, 3])))
        return [
            (key, _said(dice, dice.choice([*option.aliases, *option[:2]]))) for option in chosen
        ]
    if kind == "ids":
        picked = _some(dice, dataset.findings, 9) + _some(dice, dataset.withdrawn, 1)
        return [("id", one.id) for one in picked]
    if kind == "q":
        return [("q", _sought(dataset, dice))]
    if kind == "sort":
        return [("sort", _said(dice, dice.choice([*SORTS, *SORTS.values()])))]
    if kind == "value":
        return [(dice.choice([*FACETS, "q", "sort"]), dice.choice(_STRANGE_VALUES))]
    return [(dice.choice(_STRANGE_KEYS), dice.choice([*_STRANGE_VALUES, "trust", "people"]))]


def _said(dice: random.Random, value: str) -> str:
    """A name as somebody types it: another case, other signs between the words."""
    return dice.choice([value, value, value.upper(), value.title(), slug(value), f"  {value}. "])


def _sought(dataset: Dataset, dice: random.Random) -> str:
    """One to four words, mostly such as stand in a finding, whole or in part."""
    words = [*dice.choices(WORDS, k=2), *dice.choices(_STRANGE_VALUES, k=1)]
    if dataset.findings:
        one = dice.choice(dataset.findings)
        words += [*one.statement.split(), *one.actors, *one.terms] * 2
    said = []
    for word in dice.choices(words, k=dice.choice([1, 1, 1, 2, 4])):
        start = dice.randrange(3) if _chance(dice, 0.3) else 0
        said.append(_said(dice, word[start:] or word))
    return dice.choice([" ", "  ", "\u00a0"]).join(said)


def _written(dice: random.Random, fields: Sequence[tuple[str, str]]) -> str:
    """The fields as a query, written as one program or another writes it."""
    as_bytes = dice.choice([quote_plus, quote, lambda text: quote(text, safe="!*'()~:/?")])
    sign = "?" if _chance(dice, 0.1) else ""
    return sign + "&".join(f"{as_bytes(key)}={as_bytes(value)}" for key, value in fields)
