"""Writing a dataset as YAML: it reads as the same letters, and as people write it."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import insights
from insights.model import (
    HIDES,
    SHOWS,
    About,
    Correction,
    Dataset,
    Figure,
    Finding,
    Lens,
    Message,
    Outline,
    Part,
    Place,
    Release,
    Run,
    Scene,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
    fault_in_text,
)
from insights.reading import read_draft
from insights.reading.document import Document
from insights.workbench.yaml_text import fields, files, flow, records, write
from tests.bad_data import SOUND
from tests.worlds import ABOUT, finding, small_world, world

DATA = Path(__file__).parents[1] / "data"

TRICKY = [
    *(
        "no",
        "No",
        "ON",
        "y",
        "true",
        "null",
        "~",
        "=",
        "<<",
        "1.10",
        "010",
        "1e3",
        "0x1F",
        "-5",
        "+5",
    ),
    *("10:38", "00:10:38", "2026-01-31", "2026-01-31 10:00", ".5", ".inf", "1_000", "5,500", "72%"),
    *("# not a comment", "half # of it", "a: b", "ends with:", "- item", "? key", ": value", "---"),
    *(
        "...",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">-",
        "[a]",
        "{a: b}",
        "a, b",
        "a]b",
        "[",
        "}",
    ),
    *(
        '"quoted"',
        "'quoted'",
        'it\'s "both"',
        "back\\slash",
        "\\n",
        "''",
        '""',
        "a''b",
        "two  spaces",
    ),
    *(
        "http://a.b/c?d=e#f",
        "x:y",
        "key:",
        "🧭 compass",
        "👩‍👩‍👧",
        "ثقة الناس",
        "信頼。",
        "é e\u0301",
    ),
    *("non\u00a0breaking", "soft\u00adhyphen", "می‌خواهم", "word " * 119 + "end", "x" * 240),
]

any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
sound = [text for text in TRICKY if fault_in_text(text) is None]
texts = st.sampled_from(sound) | any_text.filter(lambda text: fault_in_text(text) is None)
short_texts = texts.filter(lambda text: len(text) <= 60)
longest = texts.map(lambda text: text[:200].strip() or "x")
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ,.&-]{0,20}[a-z]", fullmatch=True).filter(
    lambda name: "--" not in name and "www." not in name.lower()
)
ids = st.sampled_from(["no", "on", "123", "1e3", "null", "0x1f", "a-b"]) | st.from_regex(
    r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True
)
times = st.from_regex(r"[0-9]{2}:[0-5][0-9]:[0-5][0-9]", fullmatch=True)
dates = st.dates().map(lambda day: day.isoformat())
places = times | st.builds(Place, section=texts, item=st.none() | st.integers(1, 99))
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(-999, 999).map(lambda x: round(x, 7))


def several(values, **limits):
    return st.lists(values, max_size=3, unique=True, **limits).map(tuple)


def maybe(values):
    return st.none() | values


FIGURES = st.builds(
    Figure,
    value=numbers,
    unit=short_texts,
    qualifier=st.sampled_from(["", "over", "at least", "about"]),
    of=maybe(texts),
)
PARTS = st.builds(
    Part,
    id=ids,
    label=short_texts,
    text=longest,
    locator=places,
    findings=several(ids),
    bare=maybe(texts),
)
SECTIONS = st.builds(
    Section,
    section=texts,
    named_by=st.sampled_from(["source", "curator"]),
    times=st.lists(times, max_size=12).map(tuple),
    items=maybe(st.integers(0, 10_000)),
    left_out=maybe(texts),
)


def up_to(most):
    """Texts of so many letters at most."""
    return longest.map(lambda text: text[:most].strip())


SCENES = st.builds(
    Scene,
    id=ids,
    title=up_to(80),
    show=st.sampled_from(list(SHOWS)),
    of=maybe(ids),
    part=maybe(ids),
    query=st.sampled_from(["", "category=keep&q=a%20b", "no", "a: b # c"]),
    prompt=maybe(up_to(240)),
    minutes=st.integers(1, 180),
    hide=st.sampled_from(list(HIDES)),
    guess=maybe(up_to(160)),
    notes=maybe(longest),
)


@st.composite
def any_dataset(draw):
    """A dataset with any content the model allows, in the order in which files are read."""
    about = draw(
        st.builds(
            About,
            format=st.just(1),
            title=texts,
            as_of=dates,
            licence=short_texts,
            levels=several(ids, min_size=1),
            message=maybe(st.builds(Message, text=longest, findings=several(ids, min_size=1))),
            report_to=maybe(
                st.sampled_from(["mailto:a@b.org", "https://a.b/{id}?x={fingerprint}"])
            ),
        )
    )
    names_of_sources = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    source_fields = {
        "title": texts,
        "short": names,
        "kind": st.sampled_from(["video", "report", "page", "workshop"]),
        "publisher": short_texts,
        "video": maybe(st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True)),
        "url": maybe(st.sampled_from(["https://example.org/a?b=c#d", "http://x.y:80/[z]"])),
        "date": maybe(dates),
        "via": several(short_texts),
        "rights": texts,
        "asks": several(st.sampled_from(["keep", "leave", "start"])),
        "coverage": st.sampled_from(["complete", "partial"]),
        "latest_locator": maybe(st.fixed_dictionaries({"at": times, "why": texts})),
    }
    sources = [
        draw(st.builds(Source, id=st.just(one), **source_fields)) for one in names_of_sources
    ]
    finding_fields = {
        "id": ids,
        "aliases": several(ids),
        "statement": longest,
        "category": st.sampled_from(["keep", "leave", "start", "context"]),
        "basis": maybe(st.sampled_from(["stated", "inferred"])),
        "themes": several(ids, min_size=1),
        "locator": places,
        "evidence": st.sampled_from(["counted", "argued"]),
        "level": ids,
        "actors": several(short_texts),
        "figures": st.lists(FIGURES, max_size=3).map(tuple),
        "terms": several(short_texts),
        "highlight": maybe(st.integers(1, 99)),
        "note": maybe(texts),
        "checked_by": maybe(short_texts),
    }
    in_order = sorted(names_of_sources, key=lambda name: f"{name}.yaml")
    findings = [
        one
        for name in in_order
        for one in draw(
            st.lists(st.builds(Finding, source=st.just(name), **finding_fields), max_size=2)
        )
    ]
    outlines = [
        Outline(source=name, sections=draw(st.lists(SECTIONS, max_size=3)))
        for name in in_order
        if draw(st.booleans())
    ]
    lens = st.builds(
        Lens,
        id=ids,
        title=longest.map(lambda text: text[:80].strip()),
        text=maybe(longest),
        source=ids,
        locator=places,
        number_from=st.sampled_from(["source", "curator"]),
        ordered=st.booleans(),
        note=maybe(texts),
        parts=st.lists(PARTS, min_size=1, max_size=3).map(tuple),
    )
    tension = st.builds(
        Tension,
        id=ids,
        between=st.tuples(ids, ids),
        question=longest,
        basis=st.sampled_from(["stated", "inferred"]),
        source=maybe(ids),
        locator=maybe(places),
        note=maybe(texts),
    )
    correction = st.builds(
        Correction,
        id=ids,
        source=ids,
        locator=maybe(places),
        as_written=st.sampled_from(["two\nlines", "\ttab ", " \u2028\ufeff\x00\x85\u202e "])
        | any_text,
        occurs=st.integers(1, 9),
        likely=maybe(longest),
        sure=st.sampled_from(["certain", "likely", "unsure"]),
        why=texts,
        status=st.sampled_from(["open", "settled"]),
        affects=several(ids),
    )
    release = st.builds(
        Release,
        fingerprint=st.from_regex("[0-9a-f]{64}|[0-9]{64}", fullmatch=True),
        as_of=dates,
        findings=st.dictionaries(ids, st.just("123456789012 keep"), max_size=3),
    )
    theme = st.builds(Theme, id=ids, aliases=several(ids), label=names, definition=texts)
    gone = st.builds(Withdrawn, id=ids, on=dates, why=texts, see=several(ids))
    some = {
        "themes": theme,
        "withdrawn": gone,
        "lenses": lens,
        "tensions": tension,
        "corrections": correction,
        "ledger": release,
    }
    of_runs = draw(st.lists(ids, max_size=2, unique=True))
    run_fields = {
        "title": up_to(80),
        "audience": up_to(120),
        "text": maybe(up_to(240)),
        "scenes": st.lists(SCENES, min_size=1, max_size=3).map(tuple),
    }
    # As their files are read.
    runs = tuple(
        draw(st.builds(Run, id=st.just(one), **run_fields))
        for one in sorted(of_runs, key=lambda id_: f"{id_}.yaml")
    )
    more = {name: tuple(draw(st.lists(one, max_size=2))) for name, one in some.items()}
    return Dataset(
        about=about, sources=sources, findings=findings, outlines=outlines, runs=runs, **more
    )


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(dataset=any_dataset())
def test_any_dataset_is_read_as_it_was_written(dataset, tmp_path_factory):
    directory = tmp_path_factory.mktemp("written") / "data"
    write(dataset, directory)
    draft, faults = read_draft(directory)
    assert faults == []
    read = draft.dataset()
    for name in Dataset.model_fields:
        assert getattr(read, name) == getattr(dataset, name), name


@settings(deadline=None, max_examples=200)
@given(text=st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_letter_for_letter_from_every_reader(text):
    group = {"statement": text, "why": text, "list": [text, text], "group": {"inner": text}}
    item = records([group])
    assert Document("f", f"items:\n{item}").data == {"items": [group]}
    assert yaml.safe_load(f"items:\n{item}") == {"items": [group]}
    assert yaml.load(flow(group), yaml.CSafeLoader) == group


@settings(deadline=None)
@given(number=numbers)
def test_a_number_stays_the_number_it_is(number):
    read = Document("f", fields({"value": number}, 0)).data["value"]
    assert (read, type(read)) == (number, type(number))


@pytest.mark.parametrize("number", [10**15, 1e22, 0.1 + 0.2 + 1e-17, 1 / 3])
def test_a_number_with_too_many_digits_is_refused(number, tmp_path):
    dataset = world(finding("a", figures=({"value": number, "unit": "events"},)))
    with pytest.raises(ValueError, match="more than 15 digits"):
        write(dataset, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_the_bundled_dataset_survives_whole(tmp_path):
    dataset = insights.load(DATA)
    write(dataset, tmp_path / "copy")
    copy = insights.load(tmp_path / "copy")
    assert copy == dataset
    assert copy.fingerprint == dataset.fingerprint


def test_a_written_file_reads_as_one_written_by_hand():
    written = files(insights.load(DATA))
    for file in (DATA / "findings").iterdir():
        by_hand = file.read_text("utf-8").replace(', qualifier: ""', "")
        lines = [re.sub(r"(^| +)# .*", "", line) for line in by_hand.splitlines()]
        lines = [line for line in lines if line.strip()]
        same = [line for line in lines if line in written[f"findings/{file.name}"].splitlines()]
        assert len(same) > 0.97 * len(lines), file.name


def test_a_small_dataset_is_written_in_the_style_of_the_house():
    dataset = world(
        finding("a", statement="Trust: it grows.", figures=({"value": 72, "unit": "percent"},)),
        finding("b", source="paper", category="keep", note="x " * 90 + "end."),
    )
    written = files(dataset)
    assert written["dataset.yaml"] == (
        "# What this dataset is.\nformat: 1\ntitle: A small world\n"
        'as_of: "2026-01-31"\nlicence: CC-BY-4.0\nlevels: [local, national]\n'
    )
    assert written["findings/talk.yaml"] == (
        '# Findings from "A long talk".\nfindings:\n  - id: a\n    statement: "Trust: it grows."\n'
        '    category: context\n    themes: [trust]\n    source: talk\n    locator: "00:00:10"\n'
        "    evidence: reported\n    level: local\n    figures: [{value: 72, unit: percent}]\n"
    )
    assert "    locator: {section: Takeaways, item: 1}\n" in written["findings/paper.yaml"]
    assert "    note: >-\n      x x x" in written["findings/paper.yaml"]
    assert all(len(line) <= 160 for text in written.values() for line in text.splitlines())


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "keep.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="not empty"):
        write(small_world(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["keep.txt"]


def test_a_dataset_without_findings_has_a_file_for_each_source(tmp_path):
    write(Dataset(about=ABOUT, themes=(), sources=small_world().sources, findings=()), tmp_path)
    assert insights.load(tmp_path).findings == ()
    assert (tmp_path / "findings/talk.yaml").read_text() == (
        '# Findings from "A long talk".\nfindings: []\n'
    )


def test_the_small_sound_dataset_is_the_same_after_two_writings(tmp_path):
    write(insights.load(SOUND), tmp_path / "one")
    write(insights.load(tmp_path / "one"), tmp_path / "two")
    for file in (tmp_path / "one").rglob("*.yaml"):
        again = tmp_path / "two" / file.relative_to(tmp_path / "one")
        assert again.read_text() == file.read_text()
