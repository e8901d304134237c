"""The stage, the prompter, the run as YAML, scripts and fonts: what the plain routes answer."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
import yaml
from starlette.applications import Starlette
from starlette.testclient import TestClient

from insights.draw.present import Composition, no_run, present, runs_headline
from insights.draw.stage import RoomShown, prompter_page, stage_page
from insights.model import Lens, Part, Run, Scene, Tension
from insights.reading.live import State
from insights.selection import parse
from insights.stage import perform
from insights.view import View
from insights.web import addresses, fonts, scripts, stage
from insights.web.addresses import canonical
from insights.web.base_path import also_below
from insights.web.elsewhere import with_elsewhere
from tests.hostile_texts import TEXTS
from tests.worlds import finding, small_world, world

_PLAIN = small_world()
RUN = Run(
    id="short-run",
    title="A short run",
    audience="Anybody with ten minutes",
    text="One number and one decision.",
    scenes=(
        Scene(id="welcome", title="Welcome", show="words", prompt="Who is here?", minutes=2),
        Scene(
            id="share",
            title="The share",
            show="figure",
            of="survey",
            hide="number",
            guess="What share was it?",
            minutes=3,
            notes="Take three guesses aloud.",
        ),
        Scene(id="kept", title="Kept", show="view", query="category=keep", minutes=4),
        Scene(
            id="split",
            title="The split",
            show="chart",
            of="themes",
            hide="split",
            guess="How many of each?",
            minutes=5,
        ),
        Scene(id="asked", title="Asked", show="lens", of="asked", minutes=1),
        Scene(id="tape", title="One finding", show="finding", of="red-tape", minutes=1),
        Scene(id="pull", title="Two ways", show="tension", of="loops-or-tape", minutes=1),
        Scene(id="our-notes", title="Ours", show="notes", query="category=leave", minutes=6),
        Scene(id="beside", title="Side by side", show="beside", minutes=1),
        Scene(id="decide", title="Decide", show="commitments", minutes=1),
    ),
)
DATA = _PLAIN.model_copy(
    update={
        "runs": (RUN, RUN.model_copy(update={"id": "other-run", "title": "Another run"})),
        "lenses": (
            Lens(
                id="asked",
                title="What was asked for?",
                source="talk",
                locator="00:00:10",
                number_from="curator",
                parts=(
                    Part(
                        id="kept",
                        label="Kept",
                        text="What works.",
                        locator="00:00:10",
                        findings=("loops",),
                    ),
                ),
            ),
        ),
        "tensions": (
            Tension(
                id="loops-or-tape",
                between=("loops", "red-tape"),
                question="Can both be?",
                basis="inferred",
                note="Nobody says it.",
            ),
        ),
    }
)
ROOM = RoomShown("t" * 32, "Our room", "2026-11-22", "2027-03-22")


class _Served:
    def __init__(self, dataset):
        self.state = State(dataset, (), False, None)

    def now(self):
        return self.state


@pytest.fixture
def client(monkeypatch):
    """The plain routes over the small world; `client.over(dataset)` over another."""
    whole = with_elsewhere("/stage", stage.routes, "Choose a run on the page Present.")
    routes = [*whole, *scripts.routes, *fonts.routes]
    client = TestClient(Starlette(routes=also_below("base", routes)), follow_redirects=False)

    def over(dataset):
        monkeypatch.setattr(stage, "served", lambda: _Served(dataset))

    client.over = over
    over(DATA)
    return client


class _Seen(HTMLParser):
    """What a page shows before any script has run: its texts, without templates and scripts."""

    def __init__(self, page):
        super().__init__()
        self.away, self.texts, self.links = 0, [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.away += tag in ("template", "script")
        if tag in ("a", "link") and dict(attrs).get("href"):
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        self.away -= tag in ("template", "script")

    def handle_data(self, data):
        if not self.away:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def scene(page, id_):
    """The HTML of one scene."""
    return re.search(rf'<section class="scene[^>]* id="{id_}".*?</section>', page, re.DOTALL)[0]


def data_of(page):
    return json.loads(re.search(r'id="stage-data">(.*?)</script>', page, re.DOTALL)[1])


def shown(query="", dataset=DATA, room=None):
    return stage_page(perform(dataset, dataset.runs[0], query), room)


def test_every_scene_stands_in_the_page_with_its_id_and_what_the_contract_names():
    page = shown()
    found = re.findall(r'<section class="scene[^>]*id="([^"]+)"[^>]*data-minutes="(\d+)"', page)
    assert found == [(one.id, str(one.minutes)) for one in RUN.scenes]
    assert page.count("<h1 ") == len(RUN.scenes)
    assert data_of(page) == {
        "scenes": [{"id": s.id, "title": s.title, "minutes": s.minutes} for s in RUN.scenes]
    }


def test_what_is_hidden_stands_in_templates_alone():
    page = shown()
    share, split = scene(page, "share"), scene(page, "split")
    assert "72" not in _Seen(share).text
    assert "72%" in share.split("<template")[1]
    assert "What share was it?" in _Seen(share).text
    assert "Keep" in _Seen(split).text  # the name of a field
    assert not re.search(r"\d", _Seen(split).text)
    assert '<ul class="bars"' in split.split("<template")[1]
    assert '<template class="answer"' not in scene(page, "kept")


def test_the_stage_never_holds_the_notes_and_the_prompter_does():
    assert "Take three guesses" not in shown()
    prompter = prompter_page(perform(DATA, RUN, ""))
    assert "Take three guesses aloud." in prompter
    assert "72%" in prompter
    assert "No notes for this scene." in prompter
    assert "This is the last scene." in prompter


def test_a_finding_on_the_stage_has_its_receipt_and_a_doubtful_place_no_link():
    page = shown()
    assert "https://www.youtube.com/watch?v=abcdefghijk&amp;t=10s" in scene(page, "kept")
    doubtful = scene(page, "tape")
    assert "doubtful" in doubtful
    assert "youtube" not in doubtful


def test_only_in_a_room_are_there_places_for_what_the_room_says():
    alone, room = shown(), shown(room=ROOM)
    for own in ("our-notes", "beside", "decide"):
        assert "room-place" not in scene(alone, own)
        assert "Start a room" in scene(alone, own)
        assert "Start a room" not in scene(room, own)
    assert 'data-part="notes" data-category="leave"' in scene(room, "our-notes")
    assert 'data-part="beside"></div>' in scene(room, "beside")
    assert 'data-part="commitments"' in scene(room, "decide")
    assert 'data-subject="finding:red-tape"' in scene(room, "tape")
    assert 'data-subject="part:asked/kept"' in scene(room, "asked")
    assert 'data-subject="finding:loops"' in scene(room, "pull")
    assert "verdict-place" not in alone
    assert 'data-room=""' in alone
    assert f'data-room="{ROOM.token}"' in room
    assert "scripts/room.js" in room
    assert "room.js" not in alone


def test_a_room_gets_themes_counts_and_findings_to_set_beside_its_own():
    data = data_of(shown(room=ROOM))
    assert data["room"]["token"] == ROOM.token
    assert data["filters"] == ""
    assert data["beside"]["beside"]["counts"]["trust"] == {"keep": 2, "leave": 0, "start": 0}
    assert [one["id"] for one in data["themes"]] == ["trust", "digital", "money"]
    named = {one["id"]: one for one in data["findings"]}  # the strongest first
    assert named["budgets"]["href"] == "../finding?id=budgets"
    assert "deficit" not in named  # context, and on no scene
    filtered = data_of(shown("theme=digital", room=ROOM))
    assert filtered["filters"] == "theme=digital"
    assert filtered["beside"]["beside"]["counts"]["trust"] == {"keep": 1, "leave": 0, "start": 0}


def test_side_by_side_is_beside_what_its_scene_asks_for_and_says_so():
    scenes = (
        Scene(id="all", title="All", show="beside", minutes=1),
        Scene(id="digital", title="Digital", show="beside", query="theme=digital", minutes=1),
    )
    dataset = DATA.model_copy(update={"runs": (RUN.model_copy(update={"scenes": scenes}),)})
    page = shown(dataset=dataset, room=ROOM)
    beside = data_of(page)["beside"]
    assert beside["all"]["counts"]["trust"]["keep"] == 2
    assert beside["digital"]["counts"]["trust"]["keep"] == 1
    assert set(beside["digital"]["findings"]) < set(beside["all"]["findings"])
    said = "Set beside 2 of 6 findings: about Digital."
    assert said in _Seen(scene(page, "digital")).text
    assert said not in scene(page, "all")
    assert said not in shown(dataset=dataset)  # without a room there is nothing to set beside it


def test_filters_are_said_in_words_and_each_can_be_dropped():
    page = shown("scene=kept~7&scene=welcome&theme=trust&source=talk&q=loops")
    assert "Only: about Trust and candour, from The talk, containing “loops”" in _Seen(page).text
    drops = re.findall(r'filters-to chip" href="([^"]+)"', page)
    assert drops[0] == "?scene=kept~7&amp;scene=welcome&amp;source=talk&amp;q=loops"
    assert len(drops) == 3
    # What the form does not hold itself goes along unseen.
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    assert hidden == [("scene", "kept~7"), ("scene", "welcome"), ("q", "loops")]
    assert 'name="theme" value="trust" checked' in page
    assert 'name="theme" value="money">' in page


def test_an_empty_scene_says_why_and_offers_to_drop_the_filters():
    empty = scene(shown("theme=money"), "kept")
    assert (
        "No finding matches both this scene (Keep) and the filters (about Public money)." in empty
    )
    assert 'class="button filters-to" href="?"' in empty


def test_unknown_scenes_and_filters_are_named():
    text = _Seen(shown("scene=nope&scene=kept~99999&theme=never")).text
    assert "There is no scene “nope” in this run: it is left out." in text
    assert "The scene “kept” cannot take “99999” minutes: it keeps its 4." in text
    assert "There is no theme “never” in this dataset: it matches nothing." in text


def test_of_many_parts_that_cannot_be_three_are_named_and_the_others_counted():
    text = _Seen(shown("&".join(f"scene=nope-{at}" for at in range(5)))).text
    assert "“nope-2”" in text
    assert "“nope-3”" not in text
    assert "2 more parts of the link mean nothing here." in text


def test_the_links_of_stage_and_prompter_carry_composition_and_filters():
    query = "scene=kept~7&scene=welcome&theme=trust"
    links = _Seen(shown(query)).links
    carried = urlencode([("scene", "kept~7"), ("scene", "welcome"), ("theme", "trust")])
    assert f"short-run/prompter?{carried}" in links
    assert f"../present?run=short-run&{carried}" in links
    prompter = _Seen(prompter_page(perform(DATA, RUN, query))).links
    assert f"../short-run?{carried}" in prompter
    assert f"../{ROOM.token}" in _Seen(prompter_page(perform(DATA, RUN, ""), ROOM)).links


def test_hostile_texts_stay_texts():
    text = next(one for one in TEXTS if "<script" in one)
    hostile = RUN.model_copy(
        update={
            "title": text[:80],
            "scenes": (
                Scene.model_construct(
                    id="one",
                    title=text[:80],
                    show="words",
                    of=None,
                    part=None,
                    query="",
                    prompt=text,
                    minutes=1,
                    hide="none",
                    guess=None,
                    notes=text,
                ),
            ),
        }
    )
    dataset = world(finding("one"), runs=(hostile,))
    plain = world(finding("one"), runs=(RUN.model_copy(update={"scenes": RUN.scenes[:1]}),))
    for make in (stage_page, prompter_page):
        tags = re.findall("<[a-z]+", make(perform(dataset, hostile, "")))
        wanted = re.findall("<[a-z]+", make(perform(plain, plain.runs[0], "")))
        assert set(tags) <= set(wanted)
    present_tags = re.findall("<[a-z]+", composed("", dataset))
    assert "<script" not in present_tags
    assert "<img" not in present_tags


@pytest.mark.parametrize("path", ["/stage/short-run", "/stage/short-run/prompter"])
def test_the_pages_load_nothing_from_elsewhere_and_hold_nothing_inline(client, path):
    sent = client.get(path)
    assert sent.status_code == 200
    policy = sent.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert sent.headers["referrer-policy"] == "no-referrer"
    assert " style=" not in sent.text
    assert not re.search(r"<script(?![^>]*(src=|application/json))", sent.text)
    assert not re.search(r"<(script|link)[^>]*(src|href)=\"(https?:)?//", sent.text)
    again = client.get(path, headers={"If-None-Match": sent.headers["etag"]})
    assert again.status_code == 304


def test_the_run_as_yaml_is_the_run_as_composed(client):
    sent = client.get("/stage/short-run.yaml?scene=kept~7&scene=welcome&theme=trust")
    assert sent.headers["content-disposition"] == 'attachment; filename="short-run.yaml"'
    written = yaml.safe_load(sent.text)
    assert written["title"] == RUN.title
    assert [(one["id"], one["minutes"]) for one in written["scenes"]] == [
        ("kept", 7),
        ("welcome", 2),
    ]


def test_a_run_that_does_not_exist_is_refused_with_those_that_do(client):
    sent = client.get("/stage/short-runn")
    assert sent.status_code == 404
    assert "Perhaps “short-run” is meant." in sent.text
    assert "“other-run” (Another run)" in sent.text
    assert client.get("/stage/nope/prompter").status_code == 404
    client.over(_PLAIN)
    assert "This dataset has no run yet." in client.get("/stage/short-run").text
    client.over(None)
    assert client.get("/stage/short-run").status_code == 503


def test_what_is_nothing_below_a_stage_says_so_and_what_cannot_be_asked_too(client):
    html = {"Accept": "text/html"}
    page = client.get("/stage/short-run/prompt", headers=html)
    assert page.status_code == 404
    assert "There is no “prompt” here. Choose a run on the page Present." in page.text
    assert client.get("/stage", headers=html).status_code == 404
    assert client.post("/stage/short-run").status_code == 405
    assert client.options("/base/stage/short-run").headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.head("/stage/short-run").status_code == 200


def test_a_link_that_is_too_long_is_refused(client):
    assert client.get("/stage/short-run?q=" + "x" * 8_000).status_code == 414
    assert client.get("/stage/short-run?" + "a&" * 501).status_code == 414


def test_below_a_base_path_the_same_is_answered_and_no_link_leaves_it(client):
    sent = client.get("/base/stage/short-run")
    assert sent.text == client.get("/stage/short-run").text
    assert not [link for link in _Seen(sent.text).links if link.startswith("/")]


def test_every_script_that_a_page_names_is_there_and_nothing_else(client):
    named = re.findall(r"scripts/([\w.]+)", shown() + prompter_page(perform(DATA, RUN, "")))
    todo, seen = sorted(set(named)), set()
    while todo:
        name = todo.pop()
        seen.add(name)
        sent = client.get(f"/scripts/{name}")
        assert sent.status_code == 200, name
        assert sent.headers["x-content-type-options"] == "nosniff"
        assert sent.headers["content-type"].startswith(
            "text/css" if name.endswith(".css") else "text/javascript"
        )
        todo += set(re.findall(r'from "\./([\w.]+)"', sent.text)) - seen
    assert {"stage.js", "stage_keys.js", "stage.css", "looks.css", "prompter.js"} <= seen
    for name in ("nope.js", "..%2Fstage.py", "%2e%2e", "stage.js%00", "scripts.py"):
        assert client.get(f"/scripts/{name}").status_code == 404


def test_the_fonts_that_the_sheet_names_are_there_for_good(client):
    sheet = client.get("/fonts.css")
    named = re.findall(r'url\("(fonts/[^"]+)"\)', sheet.text)
    assert len(named) == 2
    for address in named:
        sent = client.get(f"/{address}")
        assert sent.content[:4] == b"wOF2"
        assert "immutable" in sent.headers["cache-control"]
    assert client.get("/fonts/nope.woff2").status_code == 404


def test_the_first_load_of_present_keeps_run_and_scenes():
    asked = [("run", "short-run"), ("scene", "kept~7"), ("theme", "openness")]
    wanted = [("run", "short-run"), ("scene", "kept~7"), ("theme", "Trust and candour")]
    assert sorted(canonical("present", asked, DATA)) == wanted
    assert ("unknown", "run:short-run") in canonical("explore", asked, DATA)


def test_the_address_of_a_stage_is_never_taken_for_that_of_a_page(monkeypatch):
    monkeypatch.setattr(addresses, "served", lambda: _Served(DATA))
    app = addresses.CanonicalAddresses(Starlette(routes=stage.routes))
    monkeypatch.setattr(stage, "served", lambda: _Served(DATA))
    answered = TestClient(app, follow_redirects=False).get("/stage/board?theme=openness")
    assert answered.status_code == 404  # no run of this name, but no redirect to labels either


def composition(query, dataset=DATA):
    filters = parse([one for one in _fields(query) if one[0] != "scene"], dataset)
    return Composition(View(dataset, filters), perform(dataset, dataset.runs[0], query))


def _fields(query):
    return [tuple(one.split("=")) for one in query.split("&") if one]


def composed(query, dataset=DATA):
    return present(composition(query, dataset))


def test_a_run_as_curated_says_its_length_and_offers_no_way_back():
    whole = composition("")
    assert whole.length == "25 minutes in 10 scenes"
    assert whole.changed == ""
    assert whole.as_curated == ""
    assert whole.steps[0].up == ""
    assert whole.steps[-1].down == ""
    assert whole.stage() == "stage/short-run"
    assert whole.workshop == "workshop?run=short-run"


def test_what_is_changed_is_said_and_can_be_taken_back():
    some = composition("scene=kept~7&scene=welcome")
    assert some.length == "9 minutes in 2 scenes"
    assert some.changed == (
        "curated: 25 minutes in 10 scenes; 8 scenes left out, 3 minutes more and in another order"
    )
    assert some.as_curated == "present?run=short-run"
    assert some.stage(".yaml") == "stage/short-run.yaml?scene=kept~7&scene=welcome"


def test_each_change_of_a_scene_is_a_link_to_the_run_with_it():
    first, last = composition("scene=kept~7&scene=welcome&theme=trust").steps
    theme = "&theme=Trust+and+candour"
    assert first.more == f"present?run=short-run&scene=kept~8&scene=welcome{theme}"
    assert first.less == f"present?run=short-run&scene=kept~6&scene=welcome{theme}"
    assert first.down == f"present?run=short-run&scene=welcome&scene=kept~7{theme}"
    assert last.up == first.down
    assert last.drop == f"present?run=short-run&scene=kept~7{theme}"
    assert first.stage == "stage/short-run?scene=kept~7&scene=welcome&theme=trust#kept"


def test_the_last_scene_cannot_be_left_out_nor_have_no_time():
    (only,) = composition("scene=welcome~1").steps
    assert (only.drop, only.less, only.up, only.down) == ("", "", "", "")
    (long,) = composition("scene=welcome~180").steps
    assert long.more == ""


def test_a_scene_that_is_put_back_stands_behind_the_one_it_was_written_behind():
    some = composition("scene=decide&scene=welcome&scene=kept")
    back = some.back(RUN.scene("share"))
    assert back == "present?run=short-run&scene=decide&scene=welcome&scene=share&scene=kept"
    first = composition("scene=kept").back(RUN.scene("welcome"))
    assert first == "present?run=short-run&scene=welcome&scene=kept"


def test_present_names_every_run_and_what_each_scene_shows():
    page = composed("scene=welcome&scene=share")
    text = _Seen(page).text
    assert "Another run" in text
    assert "Figure · hidden until guessed: the number" in text
    assert "Take three guesses aloud." in text
    assert "Put back" in text


def test_a_dataset_without_runs_says_how_one_is_written():
    assert "folder <code>scenes</code>" in no_run()
    assert runs_headline(()) == "No run is written down yet"
    assert runs_headline(DATA.runs) == "2 runs, 25 minutes each"
    assert runs_headline(DATA.runs[:1]) == "1 run, 25 minutes"
