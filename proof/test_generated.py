"""The generated tests again, unseeded and with 600 examples each instead of 150."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1] / "tests"
GENERATED = sorted(file.name for file in TESTS.glob("test_*.py") if "@given" in file.read_text())


@pytest.mark.parametrize("name", GENERATED)
def test_no_generated_example_breaks_what_is_claimed(name):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTS / name],
        env={**os.environ, "HYPOTHESIS_PROFILE": "explore"},
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]
