"""Markdown: curated text is shown letter by letter, and links lead where they say."""

import markdown_it
import pytest

from insights.exports import FORMATS
from insights.exports.markdown import escaped, link
from insights.view import select
from tests.hostile_texts import TEXTS, hostile

VIEW = select(hostile(), "sort=source")


def tokens(text):
    """All tokens, block and inline, as a reader of CommonMark with tables sees them."""
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(text):
        yield token
        yield from token.children or ()


def plain(text):
    """The letters that are shown."""
    shown = (token.content for token in tokens(text) if token.type in {"text", "code_inline"})
    return "".join(shown)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("begin", ["", "- ", "# ", "  - ", "Filters: "])
def test_a_text_escaped_is_shown_letter_by_letter(text, begin):
    text = text.strip()
    kinds = {token.type for token in tokens(begin + escaped(text))}
    assert plain(begin + escaped(text)) == begin.lstrip("- #") + text
    assert kinds <= {
        *("text", "text_special", "inline", "paragraph_open", "paragraph_close"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("heading_open", "heading_close"),
    }


def test_the_markdown_holds_each_statement_and_its_receipt():
    text = FORMATS["md"].write(VIEW).decode()
    shown = [token for token in tokens(text) if token.type == "inline"]
    said = ["".join(part.content for part in one.children) for one in shown]
    for one in VIEW.findings:
        assert one.statement in said
    links = [token.attrs["href"] for token in tokens(text) if token.type == "link_open"]
    assert len(links) == len(TEXTS) + 1
    assert set(links) == {
        "https://www.youtube.com/watch?v=abcdefghijk&t=10s",
        "https://www.youtube.com/watch?v=abcdefghijk",
    }


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a(b)_[c]*d*",
        "https://example.org/?a=1&copy;=2&amp;b",
        "https://example.org/?a=b&c=%20~'x'!",
    ],
)
def test_a_link_escaped_leads_exactly_there(address):
    [found] = [one for one in tokens(link("a ] b", address)) if one.type == "link_open"]
    assert found.attrs["href"].replace("%5B", "[").replace("%5D", "]") == address
    assert plain(link("a ] b", address)) == "a ] b"


@pytest.mark.parametrize("address", [None, "javascript:alert(1)", "mailto:a@b.c", "//x.y", "x"])
def test_what_is_no_address_of_the_web_is_no_link_escaped(address):
    assert link("a [b]", address) == "a \\[b\\]"


def test_headings_of_the_markdown_skip_no_level():
    levels = [
        one.tag for one in tokens(FORMATS["md"].write(VIEW).decode()) if one.type == "heading_open"
    ]
    assert levels[0] == "h1"
    assert set(levels[1:]) == {"h2"}
