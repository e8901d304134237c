"""HTML in which curated text is only text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.board import Board
from insights.brief import Brief
from insights.charts import findings_by_theme
from insights.draw import about, front, markup
from insights.draw.board import board
from insights.model import Correction, Lens, Outline, Part, Section, Tension, Withdrawn
from insights.reading import Fault
from insights.selection import parse, parts
from insights.view import View, select
from tests.worlds import finding, small_world, world

DATA = small_world()
HOSTILE = '<img src=x onerror="alert(1)"> </script> {{ 7*7 }} & "quotes" \' $x$ *b* :red[x]'


class Nodes(HTMLParser):
    """What a browser would make of some markup: elements, attributes, and the text between."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def drawings(view: View) -> dict[str, str]:
    chart = findings_by_theme(view)
    first = view.dataset.findings[0]
    return {
        "message": markup.message("A question?", view.dataset.about.title),
        "answer": front.answer(Brief(view)),
        "below": front.below(Brief(view)),
        "taking": front.take_along(front.taking(Brief(view), [("csv", "Table")])),
        "board": board(Board(view)),
        "table": markup.chart_head(chart) + markup.table(chart),
        "list": markup.finding_list(view, view.findings),
        "record": markup.record(view, first, "A question?"),
        "filtered": markup.filtered(view, "explore"),
        "way back": markup.way_back(view),
        "nothing": markup.nothing(view),
        "notice": markup.notice(first.statement),
        "trouble": markup.trouble("Why.", [("file", first.statement, "advice")]),
        "stale": markup.stale(first.statement, "All 2 faults"),
        "since": markup.since(first.statement, ["survey"]),
        "about": about.reading_guide(view),
        "faults": about.faults(view, [Fault("a.yaml", 1, 1, "error", "x", first.statement, "y")]),
        "taking it all": about.taking(view),
    }


def hostile_world():
    plain = finding(
        "one",
        category="keep",
        note="Why.",
        terms=("term",),
        actors=("Jane",),
        highlight=1,
        figures=({"value": 65, "unit": "events", "qualifier": "over", "of": "x"},),
    )
    update = {"statement": HOSTILE, "note": HOSTILE, "terms": (HOSTILE,), "actors": (HOSTILE,)}
    figure = plain.figures[0].model_copy(update={"unit": HOSTILE, "of": HOSTILE})
    nasty = plain.model_copy(update={**update, "figures": (figure,)})
    themes = tuple(t.model_copy(update={"label": HOSTILE + t.id}) for t in DATA.themes)
    sources = tuple(
        s.model_copy(update=dict.fromkeys(("title", "short", "publisher", "rights"), HOSTILE))
        for s in DATA.sources
    )
    about = DATA.about.model_copy(update={"title": HOSTILE})
    return (
        world(plain, DATA.findings[2], **frameworks("plain")),
        world(
            nasty,
            DATA.findings[2],
            themes=themes,
            sources=sources,
            about=about,
            **frameworks(HOSTILE),
        ),
    )


def frameworks(text):
    """A lens, a tension, a fault and an outline round the two findings, all with this text."""
    part = Part.model_construct(
        id="part", label=text, text=text, locator="00:00:10", findings=("one",), bare=None
    )
    return {
        "lenses": (
            Lens.model_construct(
                id="lens",
                title=text,
                text=text,
                source="talk",
                locator="00:00:10",
                number_from="source",
                ordered=False,
                note=text,
                parts=(part,),
            ),
        ),
        "tensions": (
            Tension(
                id="pull", between=("one", "red-tape"), question=text, basis="inferred", note=text
            ),
        ),
        "corrections": (
            Correction(
                id="odd",
                source="talk",
                as_written=text,
                occurs=2,
                likely=text,
                sure="likely",
                why=text,
                status="open",
                affects=("one",),
            ),
        ),
        "outlines": (Outline(source="talk", sections=(Section(section=text, left_out=text),)),),
        "withdrawn": (Withdrawn(id="gone", on="2026-01-01", why=text),),
    }


@pytest.mark.parametrize("name", list(drawings(select(DATA))))
def test_hostile_text_makes_no_element_and_no_attribute(name):
    plain, nasty = hostile_world()
    for fields in ([], [("theme", "trust"), ("colour", HOSTILE)]):
        tame = Nodes(drawings(View(plain, parse(fields, plain)))[name])
        wild = Nodes(drawings(View(nasty, parse(fields, nasty)))[name])
        assert wild.elements == tame.elements
        assert [key for key, _ in wild.attributes] == [key for key, _ in tame.attributes]
        assert not any(key.startswith("on") for key, _ in wild.attributes)


def test_hostile_text_stands_letter_for_letter():
    _, nasty = hostile_world()
    for name in (
        "answer",
        "below",
        "board",
        "list",
        "record",
        "notice",
        "trouble",
        "about",
        "faults",
    ):
        assert HOSTILE in Nodes(drawings(select(nasty))[name]).text


@given(st.text(min_size=1, max_size=80))
def test_search_text_of_any_letters_is_text(q):
    view = View(DATA, parse([("q", q)], DATA))
    if view.selection.q:
        shown = Nodes(markup.filtered(view, "explore"))
        [part] = parts(view.selection, DATA)
        assert part.label in shown.text.replace("\r", "\n")
        assert shown.elements == Nodes(markup.filtered(select(DATA, "q=x"), "explore")).elements


def test_links_are_web_links_or_our_own_pages():
    nodes = Nodes("".join(drawings(select(DATA, "theme=trust")).values()))
    links = [value for key, value in nodes.attributes if key == "href"]
    assert any(
        link.startswith("https://www.youtube.com/watch?v=abcdefghijk&t=10s") for link in links
    )
    ours = [link for link in links if not link.startswith("https://")]
    assert ours
    places = ("finding?id=", "explore", "lenses?show=", "about", "api", "dataset.zip")
    places += ("dataset.json", "explorer.html", "lenses", "sources", "brief?", "accessibility")
    places += ("#contested", "#without")
    assert all(link.startswith(places) for link in ours)


def test_a_doubtful_receipt_is_shown_as_written_and_never_a_link():
    view = select(DATA, "receipt=doubtful")
    nodes = Nodes(markup.finding_list(view, view.findings))
    assert "as written 02:00:00, doubtful" in nodes.text
    assert not any("youtube" in (value or "") for _, value in nodes.attributes)
    assert (
        "The recording ends there. It is not linked."
        in Nodes(markup.record(view, view.findings[0], "?")).text
    )


def test_a_record_says_that_no_share_of_people_is_known():
    view = select(DATA)
    found = DATA.finding_by_id
    without = Nodes(markup.record(view, found["loops"], "?")).text
    assert "No share known. The curators found no number or share of participants for it" in without
    assert "72%" in Nodes(markup.record(view, found["survey"], "?")).text


def test_a_record_names_the_faults_lenses_and_tensions_that_touch_it():
    plain, _ = hostile_world()
    fields = frameworks("Something said.")
    view = select(plain.model_copy(update=fields))
    nodes = Nodes(markup.record(view, view.dataset.finding_by_id["one"], "?"))
    for term in ("Fault of the document", "Seen through", "Pulls against"):
        assert term in nodes.text
    links = [value for key, value in nodes.attributes if key == "href"]
    assert "lenses?show=lens" in links
    assert "finding?id=red-tape" in links
    other = Nodes(markup.record(select(DATA), DATA.finding_by_id["loops"], "?"))
    assert "Seen through" not in other.text
    assert "Pulls against" not in other.text


def test_an_empty_result_offers_ways_out_with_true_counts():
    nodes = Nodes(markup.nothing(select(DATA, "theme=money&category=keep")))
    assert "No finding: Keep, about Public money" in nodes.text
    assert "Without Keep: 3 findings" in nodes.text
    assert "Without Public money: 2 findings" in nodes.text


def test_a_search_that_finds_nothing_is_offered_without_each_of_its_words():
    nodes = Nodes(markup.nothing(select(DATA, "category=keep&q=%22front+line%22+leaders")))
    assert [value for name, value in nodes.attributes if name == "href"] == [
        "explore?category=Keep&q=leaders",
        "explore?category=Keep&q=%22front+line%22",
        "explore?category=Keep",
    ]
    for way in (
        "Without “front line”: 1 finding",
        "Without “leaders”: 1 finding",
        "Without “front line” and “leaders”: 2 findings",
    ):
        assert way in nodes.text


def test_bars_are_as_long_as_their_numbers_and_named_by_the_alt_text():
    chart = findings_by_theme(select(DATA))
    nodes = Nodes(front.below(Brief(select(DATA))))
    widths = [
        float(v[6:-1]) for k, v in nodes.attributes if k == "style" and v.startswith("width:")
    ]
    # trust 2 + 1, money 1 + 2, digital 1 + 1, of 3 at most, which is 88 % of the track
    assert widths == pytest.approx([88 * n / 3 for n in (2, 1, 1, 2, 1, 1)], abs=0.01)
    assert ("aria-label", chart.alt) in nodes.attributes
    assert "Trust and candour: 3 findings, 2 keep and 1 context3" in nodes.text.replace("\n", "")


def test_a_table_holds_the_numbers_of_the_chart():
    nodes = Nodes(markup.table(findings_by_theme(select(DATA))))
    assert nodes.elements.count("tr") == 4
    assert "Trust and candour20013" in nodes.text.replace("\n", "")
    scopes = [value for key, value in nodes.attributes if key == "scope"]
    assert scopes.count("row") == 3
    assert scopes.count("col") == 6


def test_sentences_on_a_link_beyond_the_first_five_are_counted():
    told = [f"There is no theme {number}." for number in range(7)]
    assert markup.first_notices(told[:5]) == told[:5]
    assert markup.first_notices(told[:6])[5:] == ["1 more part of the link means nothing here."]
    assert markup.first_notices(told)[5:] == ["2 more parts of the link mean nothing here."]
