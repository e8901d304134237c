"""Six hundred visitors in five minutes, more than a busy hour has: nothing stays of them.

The same by the clock of an hour is `python -m benchmarks.lasting`.
"""

from pathlib import Path

from benchmarks.lasting import lasted
from benchmarks.servers import OURS, mishaps, running
from insights.model import Dataset

VISITS, SECONDS = 600, 0.5


def test_memory_threads_and_handles_do_not_grow_with_the_visitors(
    tmp_path: Path, dataset: Dataset
) -> None:
    log = tmp_path / "log"
    with running(OURS, rooms=tmp_path / "rooms", log=log) as server:
        said = lasted(server, dataset, VISITS, SECONDS)
    for one in said.samples[:: VISITS // 10]:
        print(
            f"{one.seconds:.0f} s, {one.visits} visits: {one.resident:.1f} MB, "
            f"{one.threads} threads, {one.handles} handles"
        )
    assert not said.wrong
    assert not mishaps(log)
