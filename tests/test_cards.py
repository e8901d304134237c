"""Cards: pictures of a claim, a message or a chart that still say where they come from."""

import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

import insights
from insights.brief import Brief
from insights.cli import main
from insights.exports import FORMATS, PICTURES, card
from insights.exports.card import card_address, claim, message, picture, themes
from insights.model import CATEGORIES, EVIDENCE
from insights.reading import served
from insights.typeset.letters import Letters
from insights.view import select
from insights.web import also_below, middleware, routes
from tests.bad_data import SOUND
from tests.hostile_texts import TEXTS, hostile
from tests.worlds import finding, small_world, world

DATA = Path(__file__).parents[1] / "data"
BUNDLED = insights.load(DATA)
SVG = "{http://www.w3.org/2000/svg}"
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt"


@pytest.fixture
def public(monkeypatch):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights")


def image_of(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image.convert("RGB")


def codes_in(content):
    return [code.text for code in zxingcpp.read_barcodes(image_of(content))]


def drawn(content):
    """An SVG as its tree, its title and its description; it must be self-contained."""
    tree = ET.fromstring(content)
    assert tree.tag == f"{SVG}svg"
    assert (tree.get("width"), tree.get("height")) == ("1200", "630")
    assert tree.get("viewBox") == "0 0 1200 630"
    for element in tree.iter():
        assert element.tag not in {f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image"}
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            if name.endswith("href"):
                assert value.startswith("#")
    assert b"url(http" not in content
    ids = tree.get("aria-labelledby", "").split()
    said = {one.get("id"): one.text for one in tree if one.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert (tree.get("role"), list(said)) == ("img", ids)
    return tree, *said.values()


def is_clear_of_the_edge(content):
    """Whether nothing is drawn in the outermost pixels, right and below of the coloured bar."""
    image = image_of(content)
    rim = [*((1195, y) for y in range(0, 630, 3)), *((x, 622) for x in range(30, 1200, 3))]
    return all(image.getpixel(place) == (255, 255, 255) for place in rim)


# --- what is on it


@pytest.mark.parametrize("name", ["shorter-feedback-loops", "too-much-doing", "digital-push"])
def test_the_card_of_a_claim_carries_what_it_needs_to_be_checked(name, public):
    one = BUNDLED.finding_by_id[name]
    tree, title, about = drawn(claim(BUNDLED, one, "svg"))
    assert title == one.statement
    source, receipt = BUNDLED.source_by_id[one.source], BUNDLED.receipt(one)
    stamp = f"As of {BUNDLED.about.as_of}, fingerprint {BUNDLED.fingerprint[:8]}"
    facts = [CATEGORIES[one.category], EVIDENCE[one.evidence], source.short, receipt.text]
    for fact in [*facts, BUNDLED.about.title, stamp]:
        assert fact in about
    assert ("sorted by" in about) == (one.basis is not None)
    assert len(list(tree.iter(f"{SVG}use"))) > len(one.statement) / 2  # letters are shapes
    png = claim(BUNDLED, one, "png")
    assert image_of(png).size == (1200, 630)
    stamped = f"as_of={BUNDLED.fingerprint[:8]}"
    assert codes_in(png) == [f"https://example.org/insights/finding?id={name}&{stamped}"]


def test_where_the_server_does_not_know_its_address_there_is_no_code(monkeypatch):
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)
    one = BUNDLED.findings[0]
    assert codes_in(claim(BUNDLED, one, "png")) == []


def test_the_card_of_a_selection_says_its_message_and_its_counts(public):
    view = select(BUNDLED, "theme=trust")
    _, title, about = drawn(message(view, "svg"))
    assert title == Brief(view).message
    tally = view.tally("category")
    for category, label in CATEGORIES.items():
        assert (f"{label} {tally[category]}" in about) == bool(tally[category])
    assert view.sentence in about
    [code] = codes_in(message(view, "png"))
    stamped = f"as_of={BUNDLED.fingerprint[:8]}"
    assert code == f"https://example.org/insights/brief?theme=trust&{stamped}"


def test_the_card_of_the_chart_has_its_title_and_its_numbers(public):
    view = select(BUNDLED, "category=start")
    chart = Brief(view).themes
    _, title, about = drawn(themes(view, "svg"))
    assert title == chart.title
    assert chart.alt in about
    assert all(f"{row.label} {row.total}" in about for row in chart.rows)
    [code] = codes_in(themes(view, "png"))
    assert code.startswith("https://example.org/insights/explore?category=start&as_of=")


@pytest.mark.parametrize("query", ["", "theme=nope", "id=loops", "category=keep"])
@pytest.mark.parametrize("make", [message, themes, picture])
def test_every_selection_has_its_pictures(make, query):
    view = select(small_world(), query)
    assert image_of(make(view, "png")).size == (1200, 630)
    drawn(make(view, "svg"))


def test_the_picture_of_one_finding_is_its_claim_and_of_several_their_message():
    view = select(small_world(), "id=loops")
    assert picture(view, "svg") == claim(view.dataset, view.findings[0], "svg")
    whole = select(small_world())
    assert picture(whole, "svg") == message(whole, "svg")
    assert picture(whole, "svg", slice(2, 3)) == claim(whole.dataset, whole.findings[2], "svg")


def test_the_colour_and_pattern_of_the_category_run_down_the_side():
    colours = set()
    for category in CATEGORIES:
        one = finding("one", category=category)
        image = image_of(claim(world(one), one, "png"))
        colours.add(frozenset(image.getpixel((x, 300)) for x in range(20)))
    assert len(colours) == 4


def test_equal_findings_give_equal_bytes_and_another_state_others(public):
    one = small_world().findings[0]
    for form in PICTURES:
        assert claim(small_world(), one, form) == claim(small_world(), one, form)
    other = world(*small_world().findings[:3])
    assert claim(small_world(), one, "png") != claim(other, one, "png")


# --- texts


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([*TEXTS, "الثقة حددت نتيجة الأزمة", "漢字", f"A {LONG_WORD} word."]))
def test_any_text_is_drawn_and_said(text):
    one = finding("one", statement=text.strip(), category="start")
    tree, title, _ = drawn(claim(world(one), one, "svg"))
    assert title == text.strip()
    assert tree is not None
    assert is_clear_of_the_edge(claim(world(one), one, "png"))


@pytest.mark.parametrize("statement", ["W" * 240, ("and so on and on " * 15)[:239] + "."])
def test_long_statements_are_set_smaller_and_end_above_what_stands_below(statement, public):
    one = finding("one", statement=statement, category="leave")
    content = claim(world(one), one, "png")
    assert len(codes_in(content)) == 1
    image = image_of(content)
    assert {image.getpixel((x, 425)) for x in range(30, 1000)} == {(255, 255, 255)}
    assert is_clear_of_the_edge(content)


def test_texts_from_right_to_left_stand_on_the_right():
    one = finding("one", statement="האמון הכריע את המשבר")
    image = image_of(claim(world(one), one, "png"))
    rows = range(130, 200)
    assert all(image.getpixel((x, y)) == (255, 255, 255) for x in range(76, 400) for y in rows)
    assert any(image.getpixel((x, y)) != (255, 255, 255) for x in range(900, 1124) for y in rows)


def test_hostile_titles_places_and_filters_spoil_no_card():
    dataset = hostile()
    for view in (select(dataset), select(dataset, "q=%EF%BF%BE<script>")):
        for make in (message, themes):
            drawn(make(view, "svg"))
            assert is_clear_of_the_edge(make(view, "png"))


def test_a_letter_that_no_typeface_has_is_named():
    letters = Letters()
    assert letters.settable("plain") == "plain"
    assert letters.settable("Ωμέγα и שלום") == "Ωμέγα и שלום"
    assert letters.named == 0
    assert letters.settable("漢x\u200b\ue000") == "[U+6F22]x[U+200B][U+E000]"
    assert letters.settable("Ω\u0651") == "Ω[U+0651]"  # a mark that no font has for its letter
    assert letters.named == 4


@pytest.mark.parametrize("cluster", ["👩‍🚀", "👍🏽", "🇩🇪", "1️⃣", "❤️", "é", "بِ"])
def test_what_is_drawn_as_one_sign_stays_one(cluster):
    assert Letters().settable(cluster) == cluster


# --- where they are had


@pytest.fixture
def client(monkeypatch, tmp_path):
    monkeypatch.setenv("INSIGHTS_DATA", str(DATA))
    served.served.cache_clear()
    app = Starlette(routes=also_below("/below", routes), middleware=middleware)
    yield TestClient(app, follow_redirects=False)
    served.served.cache_clear()


@pytest.mark.parametrize("below", ["", "/below"])
@pytest.mark.parametrize("form", PICTURES)
def test_a_card_has_an_address_and_is_not_sent_twice(client, form, below):
    name = "shorter-feedback-loops"
    answer = client.get(f"{below}/card/{name}.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == PICTURES[form].media_type
    assert answer.content == claim(BUNDLED, BUNDLED.finding_by_id[name], form)
    assert f'filename="{name}.{form}"' in answer.headers["content-disposition"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    held = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"{below}/card/{name}.{form}", headers=held).status_code == 304


def test_the_message_and_the_chart_have_addresses_that_take_a_query(client):
    view = select(BUNDLED, "theme=trust")
    asked = "theme=Trust%20and%20openness&utm_source=mail"
    assert client.get(f"/card/brief.png?{asked}").content == message(view, "png")
    assert client.get(f"/card/themes.svg?{asked}").content == themes(view, "svg")
    one = "id=shorter-feedback-loops"
    found = BUNDLED.finding_by_id["shorter-feedback-loops"]
    assert client.get(f"/card/brief.png?{one}").content == claim(BUNDLED, found, "png")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/card/nope.png", 404, "There is no finding “nope” in this dataset"),
        ("/card/%3Cscript%3E.svg", 404, "There is no finding “script”"),
        ("/card/shorter-feedback-loops.gif", 404, "ends with .png or .svg"),
        ("/card/.png", 404, "ends with .png or .svg"),
        ("/card/brief.png?" + "q=a&" * 1001, 414, "it may have 4000"),
        ("/card/brief.png?" + "q=&" * 501, 400, "over 500 fields"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_plain_words(client, path, status, said):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"][:10]) == (status, "text/plain")
    assert said in answer.text


def test_another_spelling_leads_to_the_one_address(client):
    answer = client.get("/below/card/Shorter-Feedback-Loops.png")
    assert (answer.status_code, answer.headers["location"]) == (301, "shorter-feedback-loops.png")


def test_without_a_sound_dataset_there_is_nothing_to_draw(monkeypatch, tmp_path):
    monkeypatch.setenv("INSIGHTS_DATA", str(tmp_path / "none"))
    served.served.cache_clear()
    assert TestClient(Starlette(routes=routes)).get("/card/brief.png").status_code == 503
    served.served.cache_clear()


def test_a_finding_that_is_called_like_another_card_has_one_of_its_own():
    assert [card_address(name, "svg") for name in ("loops", *card.OTHERS)] == [
        "card/loops.svg",
        "card/brief.svg?id=brief",
        "card/brief.svg?id=themes",
    ]


@pytest.mark.parametrize("form", PICTURES)
@pytest.mark.parametrize("query", ["id=trust-lost", "category=keep"])
def test_the_command_writes_pictures_too(form, query, tmp_path, capsys):
    file = tmp_path / f"card.{form}"
    assert main(["export", query, str(file), "--data", str(SOUND)]) == 0
    view = select(insights.load(SOUND), query)
    assert file.read_bytes() == PICTURES[form].write(view)
    assert capsys.readouterr().err.strip() == view.sentence
    assert form not in FORMATS


def test_the_forms_of_pictures_stand_under_their_endings():
    assert [*PICTURES] == [*card.FORMS]
    for form, kind in PICTURES.items():
        assert kind.ending == form
        assert re.fullmatch(r"image/[\w+]+", kind.media_type)
