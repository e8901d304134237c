"""What changed between two datasets: every difference is told, and what was lost is a fault."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.cli import main
from insights.model import (
    Correction,
    Figure,
    Lens,
    Outline,
    Part,
    Section,
    Tension,
    Theme,
    Withdrawn,
)
from insights.workbench.changes import LOST, Change, changes_between
from insights.workbench.told import counts, lines, plain
from tests.bad_data import SOUND
from tests.worlds import ABOUT, SOURCES, THEMES, datasets, finding, world

PART = Part(id="first", label="First", text="The first.", locator="00:00:10", findings=("loops",))
LENS = Lens(
    id="steps",
    title="Which steps?",
    source="talk",
    locator="00:00:10",
    number_from="source",
    parts=(PART,),
)


def told(old, new):
    """The kinds and ids of the changes, with their fields."""
    return [(one.record, one.id, one.kind, one.field) for one in changes_between(old, new)]


def text(old, new):
    return "\n".join(lines(changes_between(old, new)))


def test_a_dataset_does_not_differ_from_itself():
    one = world(finding("loops"), lenses=(LENS,))
    assert changes_between(one, world(finding("loops"), lenses=(LENS,))) == []


def test_an_added_finding_is_told_with_its_statement():
    old, new = world(finding("a")), world(finding("a"), finding("b"))
    assert told(old, new) == [("finding", "b", "added", "")]
    assert text(old, new).splitlines()[-1].strip() == "Statement of b."


def test_a_reworded_statement_is_shown_before_and_after():
    one, two = "One is a statement of more than forty letters.", "Two is short."
    old, new = world(finding("a", statement=one)), world(finding("a", statement=two))
    assert changes_between(old, new) == [Change("finding", "a", "reworded", "statement", one, two)]
    assert [line.strip() for line in text(old, new).splitlines()[-2:]] == [f"- {one}", f"+ {two}"]


def test_another_category_basis_and_place_are_told_apart():
    old = world(finding("a", category="keep", locator="00:00:10"))
    new = world(
        finding("a", category="leave", basis="inferred", note="Why.", locator="00:00:11",
                themes=("digital",), evidence="argued")
    )  # fmt: skip
    assert told(old, new) == [
        ("finding", "a", "recategorised", "category"),
        ("finding", "a", "rebased", "basis"),
        ("finding", "a", "changed", "themes"),
        ("finding", "a", "changed", "locator"),
        ("finding", "a", "changed", "evidence"),
        ("finding", "a", "changed", "note"),
    ]
    said = text(old, new)
    assert "recategorised a: keep -> leave" in said
    assert "a, themes: - trust, + digital" in said
    assert "a, locator: 00:00:10 -> 00:00:11" in said
    assert "a, note: nothing -> Why." in said


def test_the_item_of_a_place_is_told_by_itself():
    old = world(finding("a", source="paper", locator={"section": "Takeaways", "item": 1}))
    new = world(finding("a", source="paper", locator={"section": "Takeaways", "item": 2}))
    assert changes_between(old, new) == [Change("finding", "a", "changed", "locator/item", 1, 2)]


def test_a_withdrawn_finding_is_told_with_its_reason_and_what_says_it_now():
    gone = Withdrawn(id="b", on="2026-11-21", why="It held two claims.", see=("a",))
    old = world(finding("a"), finding("b"))
    new = world(finding("a"), withdrawn=(gone,))
    [change] = changes_between(old, new)
    assert (change.id, change.kind, change.why) == ("b", "withdrawn", "It held two claims.")
    assert not change.is_fault
    assert "b: It held two claims. See a." in text(old, new)


def test_a_finding_that_vanished_is_a_fault_with_what_to_write():
    old, new = world(finding("a"), finding("b")), world(finding("a"))
    [change] = changes_between(old, new)
    assert (change.id, change.kind, change.is_fault) == ("b", "removed", True)
    assert f"b: {LOST}" in text(old, new)


def test_an_id_that_became_an_alias_is_a_renamed_finding_and_no_lost_one():
    old = world(finding("a", statement="One."))
    new = world(finding("b", aliases=("a",), statement="Two."))
    assert told(old, new) == [
        ("finding", "a", "renamed", "id"),
        ("finding", "b", "reworded", "statement"),
    ]
    assert "renamed       a -> b" in text(old, new)


def test_a_renamed_finding_that_goes_back_to_its_old_id_changes_nothing_else():
    old = world(finding("b", aliases=("a",), statement="One."))
    new = world(finding("a", aliases=("b",), statement="One."))
    assert told(old, new) == [("finding", "b", "renamed", "id")]


def test_two_findings_that_became_one_are_merged():
    old = world(finding("a"), finding("b", statement="Other."))
    new = world(finding("a", aliases=("b",)))
    assert told(old, new) == [("finding", "b", "merged", "id")]
    assert "merged        b into a" in text(old, new)
    new = world(finding("c", aliases=("a", "b"), statement="Statement of a."))
    assert told(old, new) == [("finding", "a", "renamed", "id"), ("finding", "b", "merged", "id")]


def test_a_further_alias_is_told():
    old, new = world(finding("a")), world(finding("a", aliases=("other",)))
    assert changes_between(old, new) == [
        Change("finding", "a", "changed", "aliases", [], ["other"])
    ]


def test_another_order_is_told():
    old, new = world(finding("a"), finding("b")), world(finding("b"), finding("a"))
    assert told(old, new) == [("finding", "", "reordered", "")]
    assert "the same, in another order" in text(old, new)
    shuffled = world(finding("a"), themes=THEMES[::-1])
    assert told(world(finding("a")), shuffled) == [("theme", "", "reordered", "")]


def test_a_number_that_turned_from_whole_to_decimal_is_told():
    old = world(finding("a", figures=(Figure(value=72, unit="percent"),)))
    new = world(finding("a", figures=(Figure(value=72.0, unit="percent"),)))
    assert old.fingerprint != new.fingerprint
    assert told(old, new) == [("finding", "a", "changed", "figures")]


def test_a_renamed_theme_and_a_new_label_are_told():
    renamed = Theme(id="tech", aliases=("digital",), label="Digital", definition="Digital.")
    old, new = world(finding("a")), world(finding("a"), themes=(THEMES[0], renamed, THEMES[2]))
    assert ("theme", "digital", "renamed", "id") in told(old, new)
    gone = world(finding("a"), themes=THEMES[:1])
    assert told(old, gone) == [
        ("theme", "digital", "removed", ""),
        ("theme", "money", "removed", ""),
    ]
    assert not any(change.is_fault for change in changes_between(old, gone))


def test_two_themes_that_became_one_are_told_as_the_one():
    both = THEMES[0].model_copy(update={"aliases": ("openness", "digital")})
    assert told(world(finding("a")), world(finding("a"), themes=(both, THEMES[2]))) == [
        ("theme", "trust", "changed", "aliases"),
        ("theme", "digital", "renamed", "id"),
    ]


def test_the_parts_of_a_lens_are_compared_one_by_one():
    second = PART.model_copy(update={"id": "second", "text": "The second."})
    old = world(finding("loops"), lenses=(LENS,))
    longer = LENS.model_copy(update={"parts": (PART, second)})
    other = LENS.model_copy(
        update={"parts": (PART.model_copy(update={"text": "Other.", "findings": ("b", "loops")}),)}
    )
    new = world(finding("loops"), lenses=(longer,))
    assert changes_between(old, new) == [
        Change("lens", "steps", "changed", "parts", ["first"], ["first", "second"])
    ]
    assert told(old, world(finding("loops"), lenses=(other,))) == [
        ("lens", "steps", "changed", "parts/first/text"),
        ("lens", "steps", "changed", "parts/first/findings"),
    ]


def test_sources_tensions_corrections_and_outlines_are_compared_too():
    tension = Tension(id="t", between=("a", "b"), question="Which?", basis="inferred", note="So.")
    fault = Correction(
        id="c", source="talk", as_written="x", occurs=1, sure="likely", why="So.", status="open"
    )
    outline = Outline(source="talk", sections=(Section(section="Lead", times=("00:00:10",)),))
    both = (finding("a"), finding("b"))
    old = world(*both, tensions=(tension,), corrections=(fault,), outlines=(outline,))
    new = world(
        *both,
        sources=(SOURCES[0].model_copy(update={"rights": "Ours."}), SOURCES[1]),
        tensions=(tension.model_copy(update={"question": "Why?"}),),
        corrections=(fault.model_copy(update={"occurs": 2}),),
        outlines=(Outline(source="talk", sections=(Section(section="Lead"),)),),
        about=ABOUT.model_copy(update={"as_of": "2026-02-01"}),
    )
    assert told(old, new) == [
        ("dataset", "", "changed", "as_of"),
        ("source", "talk", "changed", "rights"),
        ("tension", "t", "changed", "question"),
        ("correction", "c", "changed", "occurs"),
        ("outline", "talk", "changed", "sections/Lead/times"),
    ]
    assert text(old, new).splitlines()[:2] == [
        "dataset.yaml",
        "  changed       as_of: 2026-01-31 -> 2026-02-01",
    ]
    assert counts(changes_between(old, new)) == "no finding changed; 5 other changes"


def test_an_id_that_is_not_listed_as_withdrawn_any_more_is_a_fault_unless_it_lives_again():
    gone = Withdrawn(id="b", on="2026-11-21", why="It held two claims.")
    old = world(finding("a"), withdrawn=(gone,))
    [change] = changes_between(old, world(finding("a")))
    assert (change.record, change.id, change.kind, change.is_fault) == (
        "withdrawn id",
        "b",
        "removed",
        True,
    )
    back = world(finding("a"), finding("b"))
    assert told(old, back) == [
        ("finding", "b", "added", ""),
        ("withdrawn id", "b", "removed", ""),
    ]
    assert not any(change.is_fault for change in changes_between(old, back))
    never_there = world(finding("a"), withdrawn=(gone, gone.model_copy(update={"id": "c"})))
    assert told(old, never_there) == [("withdrawn id", "c", "added", "")]


@given(old=datasets(), new=datasets())
def test_there_is_a_change_if_and_only_if_the_fingerprints_differ(old, new):
    changes = changes_between(old, new)
    assert (changes == []) == (old.fingerprint == new.fingerprint)
    assert list(lines(changes)) or not changes
    json.dumps(plain(old, new, changes))


@given(old=datasets(), data=st.data())
def test_every_lost_finding_is_told_and_no_other(old, data):
    ids = [one.id for one in old.findings]
    kept = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    new = world(*(one for one in old.findings if one.id in kept))
    lost = [one.id for one in changes_between(old, new) if one.is_fault]
    assert lost == [name for name in ids if name not in kept]


@pytest.fixture
def other(tmp_path):
    """A copy of the small dataset in which one statement is another and one finding is lost."""
    copy = Path(shutil.copytree(SOUND, tmp_path / "other"))
    talk = copy / "findings" / "talk.yaml"
    text = talk.read_text("utf-8").replace("Trust grows where", "Trust may grow where")
    talk.write_text(text[: text.index("  - id: trust-lost")], "utf-8")
    return copy


def test_diff_is_silent_about_what_is_the_same_and_ends_with_both_states(capsys):
    assert main(["diff", str(SOUND), str(SOUND)]) == 0
    same, old, new = capsys.readouterr().out.splitlines()
    assert same == "the two are the same"
    assert old.removeprefix("old: ") == new.removeprefix("new: ")
    assert old.startswith("old: 4 findings, as of 2026-11-21, fingerprint ")


def test_diff_prints_what_changed_and_how_much(other, capsys):
    assert main(["diff", str(SOUND), str(other)]) == 1
    printed = capsys.readouterr().out
    assert "+ Trust may grow where people are heard." in printed
    assert f"removed       trust-lost: {LOST}" in printed
    assert "findings: 1 reworded, 1 removed; 0 other changes" in printed
    assert "new: 3 findings, as of 2026-11-21, fingerprint " in printed


def test_a_finding_with_several_changes_is_counted_once_a_kind():
    old = world(finding("a", statement="One.", evidence="argued"))
    new = world(finding("a", statement="Two.", level="national"))
    said = counts(changes_between(old, new))
    assert said == "findings: 1 reworded, 1 changed; 0 other changes"


def test_diff_in_json_holds_the_same(other, capsys):
    assert main(["diff", str(SOUND), str(other), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["old"]["findings"], report["new"]["findings"]) == (4, 3)
    assert report["is_same"] is False
    assert [(one["kind"], one["id"], one["is_fault"]) for one in report["changes"]] == [
        ("reworded", "trust-first", False),
        ("removed", "trust-lost", True),
    ]


def test_diff_refuses_what_is_no_sound_dataset(tmp_path, capsys):
    assert main(["diff", str(SOUND), str(tmp_path)]) == 2
    assert "is not sound" in capsys.readouterr().err
