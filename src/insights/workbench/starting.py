"""A new dataset: nothing in it yet, and comments that say what goes where."""

from __future__ import annotations

from pathlib import Path

from insights.model import fault_in_text
from insights.workbench.files import write_new
from insights.workbench.yaml_text import scalar

_DATASET = """\
# What this dataset is. `insights check` says after each change whether it is sound.
format: 1
title: {title}
as_of: "{day}" # the date that screens and exports print; change it with each release
licence: CC-BY-4.0 # of your own wording; each source has its own rights
# The levels a finding may name, in kebab-case. Take those that your sources speak of.
levels: [local, national, international, system]
# The one sentence over the whole dataset, as soon as findings bear it:
# message:
#   text: One sentence of your own.
#   findings: [the-id-of-a-finding]
# Where a reader reports a mistake:
# report_to: mailto:you@example.org
"""

_THEMES = """\
# The themes a finding can carry, one to three each. Write the definition so that two people agree
# on what belongs to it. Delete [] before the first one, which looks like this:
#   - id: trust
#     aliases: [openness]
#     label: Trust and openness
#     definition: Whether people believe government, and how open it is with them.
themes: []
"""

_SOURCES = """\
# The documents the findings come from. `insights new source` asks for what is needed, adds it here
# and makes the file for its findings.
sources: []
"""

_WITHDRAWN = """\
# An id is never used again. A finding that goes moves here, with the reason:
#   - {id: old-claim, on: "2026-01-31", why: It held two claims., see: [claim-a, claim-b]}
withdrawn: []
"""

_FINDINGS = """\
One file for each source, with the id of the source as its name: `insights new source` makes it,
`insights new finding` and `insights import` add to it.
"""


def start(directory: Path, day: str) -> list[str]:
    """Write an empty, sound dataset with the name of its folder as title; returns its files.

    Parameters
    ----------
    day: the date it bears, `YYYY-MM-DD`

    Raises
    ------
    FileExistsError: if the folder holds anything; it stays as it is.
    OSError: if something in the way cannot be a folder, or may not be written.
    """
    if directory.exists() and any(directory.iterdir()):
        raise FileExistsError(f"{directory.name} holds something already")
    texts = {
        "dataset.yaml": _DATASET.format(title=scalar(_title(directory)), day=day),
        "themes.yaml": _THEMES,
        "sources.yaml": _SOURCES,
        "withdrawn.yaml": _WITHDRAWN,
        # Git keeps no empty folder.
        "findings/README.md": _FINDINGS,
    }
    for name, text in texts.items():
        write_new(directory / name, text.encode())
    return list(texts)


def _title(directory: Path) -> str:
    words = directory.resolve().name.replace("-", " ").replace("_", " ").strip()
    if not words or fault_in_text(words):
        return "A new dataset"
    return words[:1].upper() + words[1:]
