"""All rules with their sentences, for the description of the format."""

from __future__ import annotations

from insights.reading import folder, letters, live, nodes, scalars, schema, syntax, words
from insights.reading.draft import name_of
from insights.reading.rules import ERRORS, WARNINGS

_MODULES = (folder, letters, syntax, nodes, scalars, schema, words, live)


def all_rules() -> dict[str, str]:
    """Each rule under its name in messages, with the sentence that says what must hold."""
    found = {name: text for module in _MODULES for name, text in module.RULES.items()}
    for rule in (*ERRORS, *WARNINGS):
        found[name_of(rule)] = (rule.__doc__ or "").strip()
    return found
