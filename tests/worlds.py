"""Small invented datasets for the tests, and a strategy that makes many."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from insights.model import CATEGORIES, EVIDENCE, About, Dataset, Finding, Place, Source, Theme

ABOUT = About(
    format=1,
    title="A small world",
    as_of="2026-01-31",
    licence="CC-BY-4.0",
    levels=("local", "national"),
)
THEMES = (
    Theme(id="trust", aliases=("openness",), label="Trust and candour", definition="Trust."),
    Theme(id="digital", label="Digital", definition="Digital."),
    Theme(id="money", label="Public money", definition="Money."),
)
SOURCES = (
    Source(
        id="talk",
        title="A long talk",
        short="The talk",
        kind="video",
        publisher="Somebody",
        video="abcdefghijk",
        rights="Unknown.",
        asks=("keep", "leave"),
        coverage="complete",
        latest_locator={"at": "01:00:00", "why": "The recording ends there."},
    ),
    Source(
        id="paper",
        title="A short paper",
        short="The paper",
        kind="page",
        publisher="Somebody else",
        rights="Unknown.",
        coverage="complete",
    ),
)


def finding(id: str, **fields: Any) -> Finding:
    """A finding in which all that a test does not care about is filled in."""
    category = fields.setdefault("category", "context")
    if category != "context":
        fields.setdefault("basis", "stated")
    source = fields.setdefault("source", "talk")
    default = "00:00:10" if source == "talk" else Place(section="Takeaways", item=1)
    return Finding(
        **{
            "id": id,
            "statement": f"Statement of {id}.",
            "themes": ("trust",),
            "locator": default,
            "evidence": "reported",
            "level": "local",
            **fields,
        }
    )


def world(*findings: Finding, **fields: Any) -> Dataset:
    """A dataset of these findings over the themes and sources above."""
    return Dataset(
        **{"about": ABOUT, "themes": THEMES, "sources": SOURCES, "findings": findings, **fields}
    )


def small_world() -> Dataset:
    """Six findings whose counts can be worked out by hand."""
    return world(
        finding(
            "loops",
            category="keep",
            themes=("trust", "digital"),
            highlight=2,
            statement="Short feedback loops help the front line.",
        ),
        finding("listening", category="keep", highlight=1, statement="Leaders listen."),
        finding("red-tape", category="leave", themes=("digital",), locator="02:00:00"),
        finding(
            "budgets",
            category="start",
            basis="inferred",
            note="It asks for it.",
            themes=("money",),
            source="paper",
            actors=("Jane Doe",),
            evidence="attributed",
        ),
        finding(
            "survey",
            evidence="polled",
            themes=("trust", "money"),
            aliases=("poll",),
            figures=({"value": 72, "unit": "percent", "of": "participants"},),
            highlight=3,
        ),
        finding(
            "deficit",
            source="paper",
            themes=("money",),
            level="national",
            statement="Éducation and a deficit of 50% are not $1 <b>markup</b>.",
        ),
    )


def _finding(at: int, draw: Any) -> Finding:
    category = draw(st.sampled_from(list(CATEGORIES)))
    source = draw(st.sampled_from([source.id for source in SOURCES]))
    return finding(
        f"finding-{at}",
        category=category,
        statement=draw(st.sampled_from(["Alpha beta.", "Beta gamma.", "Gamma, délta!", "Alpha?"])),
        themes=tuple(
            draw(st.lists(st.sampled_from([t.id for t in THEMES]), min_size=1, unique=True))
        ),
        source=source,
        locator=draw(st.sampled_from(["00:00:10", "02:00:00"]))
        if source == "talk"
        else Place(section="Takeaways"),
        evidence=draw(st.sampled_from([key for key in EVIDENCE if key != "room"])),
        level=draw(st.sampled_from(ABOUT.levels)),
        actors=tuple(draw(st.lists(st.sampled_from(["Jane Doe", "An Office"]), unique=True))),
        highlight=draw(st.none() | st.integers(1, 5)),
    )


@st.composite
def datasets(draw: Any) -> Dataset:
    """Datasets of 0 to 12 findings over the same themes and sources."""
    return world(*(_finding(at, draw) for at in range(draw(st.integers(0, 12)))))
