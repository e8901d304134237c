"""BibTeX: entries that BibTeX itself can read, in which no sign is a command."""

import re

import pytest

from insights.exports import FORMATS
from insights.exports.bibtex import escaped
from insights.view import select
from tests.hostile_texts import TEXTS, hostile
from tests.worlds import SOURCES, THEMES, small_world

VIEW = select(hostile(), "sort=source")


def entries(text):
    """The entries as BibTeX reads them: every brace counts, also one behind a backslash."""
    found, at = {}, 0
    while (at := text.find("@", at)) >= 0:
        begin = re.compile(r"@misc\{([^\s,{}]+),\n").match(text, at)
        assert begin, text[at : at + 40]
        key, at, fields = begin[1], begin.end(), {}
        while field := re.compile(r"  ([a-z]+) = \{").match(text, at):
            at, depth = field.end(), 1
            start = at
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            assert field[1] not in fields
            fields[field[1]] = text[start : at - 1]
            assert text.startswith(",\n", at)
            at += 2
        assert text.startswith("}\n", at)
        assert key.lower() not in {other.lower() for other in found}
        found[key] = fields
        at += 2
    return found


_COMMANDS = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
}


def unescaped(text):
    """What LaTeX would set; fails on a sign that would be taken for a command."""
    pattern = r"\{\\([a-z]+)\}|\\([&%$#_{}])|([^&%$#_{}\\~^])"
    parts = list(re.finditer(pattern, text, re.S))
    assert "".join(part[0] for part in parts) == text
    return "".join(_COMMANDS[one[1]] if one[1] else one[2] or one[3] for one in parts)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_escaped_is_set_letter_by_letter_and_its_braces_match(text):
    written = escaped(text)
    assert unescaped(written) == text
    depth = 0
    for sign in re.findall("[{}]", written):
        depth += 1 if sign == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_the_bibtex_has_an_entry_for_each_finding_its_source_and_the_dataset():
    found = entries(FORMATS["bib"].write(VIEW).decode())
    stamp = VIEW.dataset.fingerprint[:8]
    assert list(found) == [one.id for one in VIEW.findings] + ["source:talk", f"dataset:{stamp}"]
    for one in VIEW.findings:
        fields = found[one.id]
        assert fields["title"].startswith("{")
        assert unescaped(fields["title"][1:-1]) == one.statement
        assert fields["url"] == "https://www.youtube.com/watch?v=abcdefghijk&t=10s"
        assert fields["crossref"] == "source:talk"
    assert VIEW.sentence in unescaped(found[f"dataset:{stamp}"]["note"])


def test_the_bibtex_states_no_year_that_no_source_states():
    dated = SOURCES[1].model_copy(update={"date": "2022-08-22"})
    dataset = small_world().model_copy(update={"sources": (SOURCES[0], dated), "themes": THEMES})
    found = entries(FORMATS["bib"].write(select(dataset)).decode())
    assert {key for key, fields in found.items() if fields.get("year") == "2022"} == {
        *("budgets", "deficit", "source:paper")
    }
    assert not any(
        "year" in found[key] or "author" in found[key] for key in ("loops", "source:talk")
    )
    assert found["red-tape"].keys() == {"title", "howpublished", "note", "keywords", "crossref"}
