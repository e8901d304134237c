"""Generated tests are seeded, so that a run repeats; HYPOTHESIS_PROFILE=explore looks further."""

import os

from hypothesis import settings

settings.register_profile("seeded", derandomize=True, deadline=None, max_examples=150)
settings.register_profile("explore", deadline=None, max_examples=600, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "seeded"))
