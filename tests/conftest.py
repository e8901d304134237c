"""Datasets that a test may change, and the seed of generated tests, so that a run repeats.

HYPOTHESIS_PROFILE=explore looks further.
"""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.bad_data import SOUND

settings.register_profile("seeded", derandomize=True, deadline=None, max_examples=150)
settings.register_profile("explore", deadline=None, max_examples=600, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "seeded"))

EXAMPLE = Path(__file__).parents[1] / "examples" / "workshop"


@pytest.fixture
def world(tmp_path):
    """A sound dataset that a test may spoil."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


@pytest.fixture
def example(tmp_path):
    """A copy of the example that a test may change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
