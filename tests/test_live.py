"""A dataset that follows its folder: every edit is seen, none can break it, each is told once."""

import datetime
import logging
import os
import shutil
import threading

import pytest

from insights.reading import check, live, read
from insights.reading.live import LiveDataset
from tests.bad_data import BAD_DATA, SOUND, build, spoil

TALK = "findings/talk.yaml"
SOUND_TALK = (SOUND / TALK).read_text("utf-8")


def replace(world, file, old, new):
    """Write a file as editors do, so that whoever has the old one open keeps reading that."""
    beside = world / f"{file}.new"
    beside.write_text((world / file).read_text("utf-8").replace(old, new), "utf-8")
    os.replace(beside, world / file)


def rename_theme(world, old, new):
    for file in ("themes.yaml", TALK, "findings/report.yaml"):
        replace(world, file, old, new)


def told(faults):
    return [(fault.file, fault.rule) for fault in faults]


def test_an_unchanged_folder_is_read_once(world, monkeypatch):
    reads = []
    monkeypatch.setattr(live, "check", lambda folder: reads.append(1) or check(folder))
    monkeypatch.setattr(live, "_is_settled", lambda seen: True)
    kept = LiveDataset(world)
    assert kept.now() is kept.now()
    assert kept.now().dataset == read(world)
    assert not kept.now().is_stale
    assert len(reads) == 1


def test_an_edit_is_seen_and_a_touch_keeps_the_object(world):
    kept = LiveDataset(world)
    first = kept.now().dataset
    os.utime(world / TALK, (1, 1))
    assert kept.now().dataset is first
    spoil(world, TALK, "people are heard", "people are seen")
    assert kept.now().dataset is not first
    assert "seen" in kept.now().dataset.finding_by_id["trust-first"].statement


def test_two_edits_within_a_tick_of_the_clock_are_both_seen(world):
    kept = LiveDataset(world)
    for word in ("hoard", "beard", "heart"):
        text = SOUND_TALK.replace("heard", word)
        with open(world / TALK, "r+", encoding="utf-8") as file:
            file.write(text)
        assert word in kept.now().dataset.finding_by_id["trust-first"].statement


def test_a_broken_edit_keeps_the_last_sound_dataset(world):
    kept = LiveDataset(world)
    first = kept.now().dataset
    spoil(world, TALK, "category: keep", "category: kept")
    state = kept.now()
    assert state.dataset is first
    assert state.is_stale
    assert told(state.faults) == [(TALK, "choice")]
    spoil(world, TALK, "category: kept", "category: keep")
    assert kept.now().dataset is first
    assert (kept.now().faults, kept.now().is_stale) == ((), False)


def test_files_that_come_and_go_are_seen(world):
    kept = LiveDataset(world)
    assert kept.now().faults == ()
    (world / "withdrawn.yaml").unlink()
    assert kept.now().dataset.withdrawn == ()
    (world / "other.yaml").write_text("x: 1\n")
    assert told(kept.now().faults) == [("other.yaml", "unknown-file")]
    shutil.rmtree(world)
    assert kept.now().is_stale
    shutil.copytree(SOUND, world)
    assert not kept.now().is_stale


def test_a_folder_that_was_never_sound_has_no_dataset(tmp_path):
    state = LiveDataset(tmp_path / "nowhere").now()
    assert state.dataset is None
    assert not state.is_stale
    assert told(state.faults) == [(".", "folder")]


def test_an_unforeseen_failure_is_logged_and_not_shown(world, monkeypatch, caplog):
    kept = LiveDataset(world)
    first = kept.now().dataset

    def fail(folder):
        raise RuntimeError("SECRET")

    monkeypatch.setattr(live, "check", fail)
    spoil(world, TALK, "heard", "seen")
    with caplog.at_level(logging.ERROR):
        state = kept.now()
    assert state.dataset is first
    assert told(state.faults) == [(".", "internal")]
    assert "SECRET" not in str(state.faults[0])
    assert "SECRET" in caplog.text


def test_many_threads_get_the_same_dataset(world):
    kept = LiveDataset(world)
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(kept.now())) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 12
    assert len({id(state.dataset) for state in seen}) == 1


def test_who_waited_for_the_first_reading_does_not_read_again(world, monkeypatch):
    class Watched:
        """A lock that tells how many have asked for it."""

        def __init__(self):
            self.lock, self.asked = threading.Lock(), threading.Semaphore(0)

        def acquire(self, blocking=True):
            self.asked.release()
            return self.lock.acquire(blocking)

        def release(self):
            self.lock.release()

    def read_once_both_have_asked(folder):
        reads.append(folder)
        assert all(kept._lock.asked.acquire(timeout=30) for _ in range(2))
        return check(folder)

    reads, seen = [], []
    monkeypatch.setattr(live, "check", read_once_both_have_asked)
    monkeypatch.setattr(live, "_is_settled", lambda found: True)
    kept = LiveDataset(world)
    kept._lock = Watched()
    threads = [threading.Thread(target=lambda: seen.append(kept.now())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reads) == 1
    assert seen[0] is seen[1]
    assert seen[0].dataset is not None


# --- several files that must agree


def interrupt(monkeypatch, file, act):
    """Do something each time that a file has just been opened."""
    real_open = os.open

    def open_and_act(path, *rest, **more):
        opened = real_open(path, *rest, **more)
        if str(path).endswith(file):
            act()
        return opened

    monkeypatch.setattr(os, "open", open_and_act)


def test_files_that_change_while_they_are_read_are_read_again(world, monkeypatch):
    kept = LiveDataset(world)
    kept.now()
    renames = iter([lambda: rename_theme(world, "budget", "means")])
    interrupt(monkeypatch, "themes.yaml", lambda: next(renames, lambda: None)())
    spoil(world, TALK, "heard", "seen")
    state = kept.now()
    assert (state.faults, state.is_stale) == ((), False)
    assert [theme.id for theme in state.dataset.themes] == ["trust", "means"]
    assert state.dataset.finding_by_id["money-short"].themes == ("means",)


def never_at_rest(monkeypatch, world):
    """Change one file each time that another is opened; gives how often that was."""
    times = []

    def act():
        times.append(len(times))
        replace(world, "dataset.yaml", "A small", f"{len(times)} times A small")

    interrupt(monkeypatch, "sources.yaml", act)
    return times


def test_files_that_never_come_to_rest_leave_the_last_dataset_as_it_is(world, monkeypatch, caplog):
    kept = LiveDataset(world)
    before = kept.now()
    with monkeypatch.context() as patched, caplog.at_level(logging.INFO):
        times = never_at_rest(patched, world)
        spoil(world, TALK, "heard", "seen")
        assert kept.now() is before
        assert len(times) == 3
    assert caplog.records == []
    assert "seen" in kept.now().dataset.finding_by_id["trust-first"].statement


def test_a_first_look_at_files_that_never_come_to_rest_shows_what_was_read(world, monkeypatch):
    never_at_rest(monkeypatch, world)
    assert LiveDataset(world).now().dataset is not None


def test_a_writer_who_renames_again_and_again_never_tears_a_dataset(world):
    kept = LiveDataset(world)
    kept.now()
    is_done = threading.Event()

    def write():
        for _ in range(20):
            rename_theme(world, "budget", "means")
            rename_theme(world, "means", "budget")
        is_done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not is_done.is_set():
        dataset = kept.now().dataset
        themes = {theme.id for theme in dataset.themes}
        assert themes in ({"trust", "budget"}, {"trust", "means"})
        assert {theme for one in dataset.findings for theme in one.themes} == themes
    writer.join()
    state = kept.now()
    assert (state.faults, state.is_stale) == ((), False)
    assert state.dataset == read(world)


@pytest.mark.parametrize("content", ["", "findings:\n", SOUND_TALK[:200], SOUND_TALK[:430]])
def test_a_save_that_is_half_written_keeps_the_last_dataset(world, content):
    kept = LiveDataset(world)
    first = kept.now().dataset
    (world / TALK).write_text(content, "utf-8")
    assert kept.now().dataset is first
    (world / TALK).write_text(SOUND_TALK, "utf-8")
    assert kept.now().dataset is first
    assert not kept.now().is_stale


def test_findings_that_are_gone_are_believed_once_the_save_has_come_to_rest(world, monkeypatch):
    kept = LiveDataset(world)
    first = kept.now().dataset
    monkeypatch.setattr(live, "_is_settled", lambda seen: False)
    (world / TALK).write_text(SOUND_TALK.split("  - id: trust-lost")[0], "utf-8")
    assert kept.now().dataset is first
    assert not kept.now().is_stale
    monkeypatch.setattr(live, "_is_settled", lambda seen: True)
    assert "trust-lost" not in kept.now().dataset.finding_by_id


def test_a_release_is_seen_though_the_fingerprint_is_the_same(world):
    kept = LiveDataset(world)
    first = kept.now().dataset
    release = f'{{fingerprint: "{first.fingerprint}", as_of: "2026-11-21", findings: {{}}}}'
    (world / "ledger.yaml").write_text(f"releases: [{release}]\n")
    assert [one.fingerprint for one in kept.now().dataset.ledger] == [first.fingerprint]


# --- since when, and what the log says


def test_the_state_says_since_when_the_sound_dataset_is_there(world):
    begin = datetime.datetime.now(datetime.UTC)
    kept = LiveDataset(world)
    since = kept.now().since
    assert begin <= since <= datetime.datetime.now(datetime.UTC)
    os.utime(world / TALK, (1, 1))
    assert kept.now().since == since
    spoil(world, TALK, "category: keep", "category: kept")
    assert (kept.now().is_stale, kept.now().since) == (True, since)
    spoil(world, TALK, "category: kept", "category: context")
    spoil(world, TALK, "    basis: stated\n", "")
    assert kept.now().since > since
    assert LiveDataset(world / "nowhere").now().since is None


def test_the_log_has_one_line_for_each_change(world, caplog):
    kept = LiveDataset(world)
    first = read(world).fingerprint[:8]

    def lines():
        kept.now()
        kept.now()
        found = [(one.levelname, one.getMessage()) for one in caplog.records]
        caplog.clear()
        return found

    counts = "Read the dataset: 4 findings, 2 themes, 3 sources, 2 lenses; fingerprint"
    with caplog.at_level(logging.INFO, "insights.reading.live"):
        assert lines() == [("INFO", f"{counts} none -> {first}")]
        os.utime(world / TALK, (1, 1))
        assert lines() == []
        spoil(world, TALK, "heard", "seen")
        second = read(world).fingerprint[:8]
        assert lines() == [("INFO", f"{counts} {first} -> {second}")]
        spoil(world, TALK, "category: keep", "category: kept")
        [(level, line)] = lines()
        assert level == "WARNING"
        assert line.startswith("The dataset has errors, that of 20")
        assert line.endswith(f"the first: {check(world)[1][0]}")
        spoil(world, TALK, "category: kept", "category: keep")
        assert lines() == [("INFO", f"{counts} {second} -> {second}")]
    assert first != second


def test_the_log_tells_of_a_folder_that_was_never_sound(tmp_path, caplog):
    with caplog.at_level(logging.INFO, "insights.reading.live"):
        kept = LiveDataset(tmp_path / "nowhere")
        kept.now()
        kept.now()
    (line,) = caplog.messages
    assert line.startswith("The dataset has errors, no other; the first: .:1:1: error folder: ")


def test_what_is_served_is_what_check_accepts(tmp_path):
    bad_files = sorted(BAD_DATA.glob("*.yaml"))
    accepted = []
    for bad_file in bad_files:
        folder = build(bad_file, tmp_path / bad_file.stem)
        dataset, faults = check(folder)
        state = LiveDataset(folder).now()
        assert (state.dataset, list(state.faults)) == (dataset, faults), bad_file.name
        accepted.append(dataset is not None)
    assert {True, False} == set(accepted)
