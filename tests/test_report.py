"""A report of a mistake says which finding in which state, and goes where the dataset says."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from insights.draw import markup
from insights.model import About
from insights.report import report
from tests.worlds import ABOUT, finding, world

MAIL = "mailto:findings+a@example.org"
STATEMENT = "Éducation & trust: 50% <b>of</b> it?"


def reported(report_to, **fields):
    about = About.model_validate(ABOUT.model_dump() | {"report_to": report_to})
    one = finding("loops", statement=STATEMENT, **fields)
    data = world(one, about=about)
    return data, report(data, one)


def test_the_text_names_the_finding_its_place_and_the_state_of_the_data():
    data, found = reported(None)
    assert found.address is None
    assert found.text == (
        "A mistake in the finding “loops”\n"
        "\n"
        "Dataset: A small world\n"
        f"State: as of 2026-01-31, fingerprint {data.fingerprint}\n"
        "Finding: loops\n"
        f"Statement: {STATEMENT}\n"
        "Source: A long talk\n"
        "Place as written: 00:00:10\n"
        "\n"
        "What is wrong:\n"
        "\n"
        "What would be right:\n"
    )


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"locator": "02:00:00"}, "02:00:00"),
        ({"source": "paper", "locator": {"section": "Takeaways", "item": 1}}, "Takeaways, 1"),
    ],
)
def test_a_doubtful_place_and_a_section_are_given_as_written(fields, place):
    assert f"Place as written: {place}\n" in reported(None, **fields)[1].text


def test_a_mail_holds_subject_and_text_letter_by_letter():
    _, found = reported(MAIL)
    assert found.address.isascii()
    assert not set(found.address) & set(' "<>\n')
    parts = urlsplit(found.address)
    assert (parts.scheme, parts.path) == ("mailto", "findings+a@example.org")
    # A plus stands for itself in a mail address; only %20 is a space.
    fields = dict(field.split("=") for field in parts.query.split("&"))
    assert list(fields) == ["subject", "body"]
    subject, body = (unquote(value) for value in fields.values())
    assert f"{subject}\n\n{body}".replace("\r\n", "\n") == found.text
    assert "\n" not in body.replace("\r\n", "")


def test_a_web_address_is_filled_in():
    data, found = reported("https://example.org/report?finding={id}&state={fingerprint}#{id}")
    parts = urlsplit(found.address)
    assert parse_qs(parts.query) == {"finding": ["loops"], "state": [data.fingerprint]}
    assert parts.fragment == "loops"


def test_a_web_address_without_blanks_is_taken_as_it_is():
    assert reported("https://example.org/report")[1].address == "https://example.org/report"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (None, "This dataset names no address for reports."),
        (
            "mailto:a@example.org?subject=x&body=y",
            'href="mailto:a@example.org?subject=x&amp;body=y"',
        ),
        ("https://example.org/?q=\"><b>'", 'href="https://example.org/?q=&#34;&gt;&lt;b&gt;&#39;"'),
    ],
)
def test_the_link_is_escaped_and_left_out_where_there_is_none(address, said):
    html = markup.report_link(address)
    assert said in html
    assert ("<a " in html) == (address is not None)
    assert ('target="_blank"' in html) == (address is not None and address.startswith("https"))
