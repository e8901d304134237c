"""Any sound dataset that is written as files is read from them unchanged, and nothing is said."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insights.model import (
    CATEGORIES,
    EVIDENCE,
    Correction,
    Finding,
    Lens,
    Outline,
    Part,
    Place,
    Release,
    Section,
    Tension,
    Withdrawn,
    fault_in_text,
)
from insights.reading import check
from insights.workbench.yaml_text import write
from tests.worlds import ABOUT, SOURCES, THEMES, world

TIMES = ("00:00:10", "00:34:43", "02:00:00")
ITEMS = 3
OUTLINES = (
    Outline(
        source="paper",
        sections=(
            Section(section="Takeaways", items=ITEMS),
            Section(section="Foreword: “Why?”", left_out="It thanks people."),
        ),
    ),
    Outline(
        source="talk",
        sections=(
            Section(section="no", named_by="curator", times=TIMES[:2]),
            Section(section="The end, #2", times=(*TIMES[1:], TIMES[2])),
        ),
    ),
)

letters = "aéz AZ09 .,:;!?'\"#&-[]{}|>%@`~*\\/信ق🙂"
texts = st.text(letters, min_size=1, max_size=60).filter(lambda text: fault_in_text(text) is None)
maybe_texts = st.none() | texts


def several(values, **limits):
    return st.lists(st.sampled_from(values), unique=True, max_size=3, **limits).map(tuple)


def place_in(draw, source):
    if source == "talk":
        return draw(st.sampled_from(TIMES))
    return Place(section="Takeaways", item=draw(st.none() | st.integers(1, ITEMS)))


def a_finding(draw, number, source):
    category = draw(st.sampled_from(list(CATEGORIES)))
    basis = None if category == "context" else draw(st.sampled_from(["stated", "inferred"]))
    note = draw(texts if basis == "inferred" else maybe_texts)
    figure = {"value": draw(st.integers(0, 100)), "unit": draw(st.sampled_from(["percent", "x"]))}
    return Finding(
        id=f"finding-{number}",
        aliases=draw(st.sampled_from([(), (f"old-{number}",)])),
        statement=f"{draw(texts)} x{number}.",
        category=category,
        basis=basis,
        themes=draw(several([theme.id for theme in THEMES], min_size=1)),
        source=source,
        locator=place_in(draw, source),
        evidence=draw(st.sampled_from([one for one in EVIDENCE if one != "room"])),
        level=draw(st.sampled_from(ABOUT.levels)),
        actors=tuple(draw(st.lists(texts, max_size=2))),
        figures=(figure,) if draw(st.booleans()) else (),
        terms=tuple(draw(st.lists(texts, max_size=2))),
        highlight=draw(st.none() | st.integers(1, 99)),
        note=note,
        checked_by=draw(maybe_texts),
    )


def a_part(draw, number, source, ids):
    findings = draw(several(ids))
    return Part(
        id=f"part-{number}",
        label=draw(texts),
        text=draw(texts),
        locator=place_in(draw, source),
        findings=findings,
        bare=None if findings else draw(texts),
    )


def a_lens(draw, number, ids):
    source = draw(st.sampled_from([one.id for one in SOURCES]))
    return Lens(
        id=f"lens-{number}",
        title=f"{draw(texts)} y{number}"[-80:].strip(),
        text=draw(maybe_texts),
        source=source,
        locator=place_in(draw, source),
        number_from=draw(st.sampled_from(["source", "curator"])),
        ordered=draw(st.booleans()),
        note=draw(maybe_texts),
        parts=tuple(a_part(draw, at, source, ids) for at in range(draw(st.integers(1, 3)))),
    )


def a_tension(draw, number, ids):
    pair = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    fields = {"id": f"tension-{number}", "between": tuple(pair), "question": draw(texts)}
    if draw(st.booleans()):
        return Tension(**fields, basis="inferred", note=draw(texts))
    source = draw(st.sampled_from([one.id for one in SOURCES]))
    locator = place_in(draw, source)
    return Tension(**fields, basis="stated", source=source, locator=locator)


def a_correction(draw, number, ids):
    source = draw(st.sampled_from([one.id for one in SOURCES]))
    sure = draw(st.sampled_from(["certain", "likely", "unsure"]))
    return Correction(
        id=f"correction-{number}",
        source=source,
        locator=draw(st.none() | st.just(place_in(draw, source))),
        as_written=draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)),
        occurs=draw(st.integers(1, 20)),
        likely=draw(maybe_texts if sure == "unsure" else texts),
        sure=sure,
        why=draw(texts),
        status=draw(st.sampled_from(["open", "settled"])),
        affects=draw(several(ids)),
    )


@st.composite
def sound_datasets(draw):
    """Datasets that no rule finds a mistake in."""
    counts = {source: draw(st.integers(1, 4)) for source in ("paper", "talk")}
    findings = [
        a_finding(draw, f"{source}-{at}", source)
        for source, count in counts.items()
        for at in range(count)
    ]
    ids = [one.id for one in findings]

    def some(make):
        return tuple(make(draw, at, ids) for at in range(draw(st.integers(0, 2))))

    release = Release(
        fingerprint=draw(st.from_regex("[0-9a-f]{64}", fullmatch=True)),
        as_of="2020-02-29",
        findings=dict.fromkeys(ids, "0123456789ab keep"),
    )
    gone = Withdrawn(id="gone", on="2020-02-29", why=draw(texts), see=draw(several(ids)))
    return world(
        *findings,
        withdrawn=(gone,) if draw(st.booleans()) else (),
        lenses=some(a_lens),
        tensions=some(a_tension),
        corrections=some(a_correction),
        outlines=OUTLINES,
        ledger=(release,) if draw(st.booleans()) else (),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(dataset=sound_datasets())
def test_a_sound_dataset_survives_being_written_and_read(dataset, tmp_path_factory):
    directory = tmp_path_factory.mktemp("sound") / "data"
    write(dataset, directory)
    found, faults = check(directory)
    assert [str(fault) for fault in faults if fault.level == "error"] == []
    assert found == dataset
    assert found.fingerprint == dataset.fingerprint
    assert found.ledger == dataset.ledger
