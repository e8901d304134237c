"""Releases: what one keeps, what an old link is told, and how the ledger is written."""

import shutil
from pathlib import Path

import pytest
import yaml

import insights
from insights.cli import main
from insights.model import Finding, Withdrawn
from insights.workbench.ledger import CONTENT, Since, content, release_of, since
from tests.bad_data import SOUND
from tests.worlds import finding, world

OLD = (
    finding("stays"),
    finding("changes", statement="One."),
    finding("moves", category="keep"),
    finding("goes"),
    finding("vanishes"),
)
BEFORE = world(*OLD)
AFTER = world(
    finding("new"),
    finding("stays", checked_by="somebody", highlight=1, terms=("a term",), aliases=("other",)),
    finding("changes", statement="Two."),
    finding("moves", category="leave", statement="Another."),
    withdrawn=(Withdrawn(id="goes", on="2026-02-01", why="It was wrong."),),
    ledger=(release_of(BEFORE),),
)


@pytest.fixture
def data(tmp_path):
    """A sound dataset that a test may change."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


def replaced(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_release_keeps_fingerprint_date_and_content_of_each_finding():
    release = release_of(BEFORE)
    assert (release.fingerprint, release.as_of) == (BEFORE.fingerprint, "2026-01-31")
    assert list(release.findings) == ["stays", "changes", "moves", "goes", "vanishes"]
    assert release.findings["moves"] == f"{content(OLD[2])} keep"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("statement", "Another."),
        ("basis", "stated"),
        ("themes", ("digital",)),
        ("source", "paper"),
        ("locator", "00:00:11"),
        ("evidence", "argued"),
        ("level", "national"),
        ("figures", ({"value": 1, "unit": "event"},)),
        ("actors", ("Somebody",)),
        ("note", "Why."),
    ],
)
def test_what_a_finding_says_is_its_content(field, value):
    changed = Finding.model_validate(finding("a").model_dump() | {field: value})
    assert content(changed) != content(finding("a"))


def test_what_a_finding_says_is_all_of_its_content():
    others = {"id", "aliases", "category", "terms", "highlight", "checked_by"}
    assert CONTENT | others == set(Finding.model_fields)
    assert not CONTENT & others


def test_since_a_release_every_finding_is_told_once():
    assert since(AFTER, BEFORE.fingerprint[:8]) == Since(
        is_known=True,
        added=("new",),
        changed=("changes",),
        recategorised=("moves",),
        withdrawn=("goes",),
        missing=("vanishes",),
    )
    assert since(AFTER, BEFORE.fingerprint[:8]).sentence == (
        "Since this link was made, 1 finding was changed, 1 was sorted into another category, "
        "1 was withdrawn, 1 was taken out and 1 was added."
    )


def test_a_renamed_finding_did_not_change_and_a_merged_one_is_no_loss():
    renamed = world(
        finding("keeps", statement="Statement of stays.", aliases=("stays",)),
        finding("changes", statement="One.", aliases=("vanishes", "goes")),
        finding("moves", category="keep"),
        ledger=(release_of(BEFORE),),
    )
    assert since(renamed, BEFORE.fingerprint[:8]) == Since(is_known=True)
    assert since(renamed, BEFORE.fingerprint[:8]).sentence == (
        "Since this link was made, no finding changed, only what stands around them."
    )


def test_a_link_to_the_present_state_is_told_nothing_whether_it_was_released_or_not():
    assert since(AFTER, AFTER.fingerprint[:8]) == Since(is_known=True, is_same=True)
    assert since(BEFORE, BEFORE.fingerprint[:8].upper()).sentence is None


@pytest.mark.parametrize("prefix", ["", "0123", "00000000", "zzzzzzzz", "../../..", "0" * 70])
def test_digits_that_no_release_begins_with_are_said_to_be_unknown(prefix):
    assert since(AFTER, prefix) == Since(is_known=False)
    assert "is not among the released ones" in since(AFTER, prefix).sentence


def test_of_several_releases_the_one_named_counts():
    middle = world(*OLD[:2], ledger=(release_of(BEFORE),))
    now = world(OLD[0], ledger=(release_of(BEFORE), release_of(middle)))
    assert since(now, middle.fingerprint[:12]).missing == ("changes",)
    assert len(since(now, BEFORE.fingerprint[:12]).missing) == 4


def test_the_ledger_does_not_change_the_fingerprint():
    assert world(*OLD, ledger=(release_of(BEFORE),)).fingerprint == BEFORE.fingerprint


def test_the_first_release_writes_a_ledger_that_reads_back(data, capsys):
    before = insights.load(data)
    assert main(["release", "--data", str(data)]) == 0
    assert capsys.readouterr().out == (
        f"released 4 findings: as of 2026-11-21, fingerprint {before.fingerprint}\n"
        f"written: {data / 'ledger.yaml'}\n"
    )
    after = insights.load(data)
    assert after.ledger == (release_of(before),)
    assert after.fingerprint == before.fingerprint
    text = (data / "ledger.yaml").read_text("utf-8")
    assert text.startswith("# The released states")
    # Any other reader of YAML sees the same.
    assert yaml.safe_load(text)["releases"] == [release_of(before).model_dump()]


def test_a_state_is_released_once(data, capsys):
    assert main(["release", "--data", str(data)]) == 0
    text = (data / "ledger.yaml").read_bytes()
    capsys.readouterr()
    assert main(["release", "--data", str(data)]) == 0
    assert capsys.readouterr().out.startswith("released already: as of 2026-11-21, fingerprint ")
    assert (data / "ledger.yaml").read_bytes() == text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_further_release_keeps_every_letter_that_stands_there(data, line_end):
    assert main(["release", "--data", str(data)]) == 0
    ledger = data / "ledger.yaml"
    text = ledger.read_text("utf-8") + "  # a remark of a curator"
    ledger.write_bytes(text.replace("\n", line_end).encode())
    written = ledger.read_bytes()
    replaced(data / "findings/talk.yaml", "Trust grows where", "Trust may grow where")
    assert main(["release", "--data", str(data)]) == 0
    assert ledger.read_bytes().startswith(written)
    assert (b"\r\n" in ledger.read_bytes()) == (line_end == "\r\n")
    now = insights.load(data)
    assert [one.fingerprint for one in now.ledger][-1] == now.fingerprint
    assert len(now.ledger) == 2
    assert since(now, now.ledger[0].fingerprint[:8]).changed == ("trust-first",)


def test_an_empty_ledger_with_a_comment_takes_its_first_release(data):
    (data / "ledger.yaml").write_text("# None yet.\nreleases: []  # empty\n")
    assert main(["release", "--data", str(data)]) == 0
    assert (data / "ledger.yaml").read_text().startswith("# None yet.\nreleases:  # empty\n")
    assert len(insights.load(data).ledger) == 1


def test_releases_in_brackets_are_left_alone(data, capsys):
    first = release_of(insights.load(data))
    held = f'releases: [{{fingerprint: "{"0" * 64}", as_of: "{first.as_of}", findings: {{}}}}]\n'
    (data / "ledger.yaml").write_text(held)
    assert main(["release", "--data", str(data)]) == 2
    assert "ledger.yaml cannot be written" in capsys.readouterr().err
    assert (data / "ledger.yaml").read_text() == held


def test_an_unsound_dataset_is_not_released(data, capsys):
    replaced(data / "findings/talk.yaml", "evidence: polled", "evidence: rumour")
    assert main(["release", "--data", str(data)]) == 1
    assert "error choice" in capsys.readouterr().err
    assert not (data / "ledger.yaml").exists()


def test_a_finding_that_vanished_stands_in_the_way_until_it_is_withdrawn(data, capsys):
    assert main(["release", "--data", str(data)]) == 0
    talk = data / "findings/talk.yaml"
    text = talk.read_text("utf-8")
    talk.write_text(text[: text.index("  - id: trust-lost")], "utf-8")
    capsys.readouterr()
    assert main(["release", "--data", str(data)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        'trust-lost: gone since the last release; add `- {id: trust-lost, on: "2026-11-21", '
        "why: ..., see: []}` to withdrawn.yaml, or trust-lost to the aliases of the finding that "
        "says it now",
        "insights release: 1 finding lost, nothing released",
    ]
    assert len(insights.load(data).ledger) == 1
    replaced(
        data / "withdrawn.yaml",
        "withdrawn:\n",
        'withdrawn:\n  - {id: trust-lost, on: "2026-11-21", why: It was wrong., see: []}\n',
    )
    assert main(["release", "--data", str(data)]) == 0
    now = insights.load(data)
    assert since(now, now.ledger[0].fingerprint[:8]).withdrawn == ("trust-lost",)
