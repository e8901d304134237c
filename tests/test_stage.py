"""What stands on the stage: each kind of scene, what it hides, filters on top, a run composed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import insights
from insights.model import CATEGORIES, Lens, Run, Scene, Tension, Withdrawn
from insights.reading import check
from insights.selection import FACETS, Selection, parse
from insights.stage import Performance, perform, run_yaml, staged
from insights.stage.answers import blanked, figure_words
from insights.view import View, select
from insights.workbench.yaml_text import files
from tests.worlds import finding, small_world, world

BUNDLED = insights.load()
LENS = Lens(
    id="needs",
    title="What do people need?",
    source="talk",
    locator="00:00:10",
    number_from="curator",
    parts=(
        {"id": "ears", "label": "Ears", "text": "Somebody listens.", "locator": "00:00:10"}
        | {"findings": ["listening", "loops"]},
        {"id": "means", "label": "Means", "text": "There is enough.", "locator": "00:00:10"}
        | {"bare": "The talk gives no case."},
    ),
)
TENSION = Tension(
    id="fast-or-cheap",
    between=("loops", "budgets"),
    question="Who pays for speed?",
    basis="inferred",
    note="Loops cost money.",
)
WORLD = world(
    *small_world().findings,
    lenses=(LENS,),
    tensions=(TENSION,),
    withdrawn=(Withdrawn(id="gone", on="2026-01-01", why="It held two claims.", see=("loops",)),),
)


def scene(show, **fields):
    return Scene(**{"id": "it", "title": "It", "show": show, "minutes": 2, **fields})


def shown(show, filters="", dataset=WORLD, **fields):
    return staged(scene(show, **fields), dataset, parse(filters, dataset))


def hidden(show, hide, filters="", **fields):
    return shown(show, filters, hide=hide, guess="What?", **fields)


def ids(findings):
    return [one.id for one in findings]


# --- each kind of scene


@pytest.mark.parametrize("show", ["words", "commitments"])
def test_words_and_commitments_stand_whatever_is_filtered(show):
    found = shown(show, "theme=nope", prompt="Welcome.")
    assert (found.headline, found.findings, found.why) == ("", (), "")
    assert found.view.selection.is_empty


def test_a_view_lists_the_strongest_of_keep_leave_and_start():
    found = shown("view")
    assert ids(found.findings) == ["listening", "red-tape", "budgets"]
    assert (
        found.headline == "2 findings on what to keep, 1 on what to leave behind, 1 on what to "
        "start and 2 of context"
    )
    assert found.before == found.findings
    assert found.answer is None


def test_a_view_of_everything_is_led_by_the_message_and_of_a_part_by_its_counts():
    assert shown("view", dataset=BUNDLED).headline == BUNDLED.about.message.text
    assert {one.id for one in shown("view", dataset=BUNDLED).findings} <= {
        *BUNDLED.about.message.findings
    }
    part = shown("view", "theme=digital", dataset=BUNDLED)
    assert part.headline.startswith("Digital and data: 3 findings on what to start")


def test_where_a_column_is_missing_the_next_strongest_are_listed_context_last():
    assert ids(shown("view", query="category=keep").findings) == ["listening", "loops"]
    assert ids(shown("view", query="theme=money").findings) == ["budgets", "survey", "deficit"]


def test_a_chart_is_that_of_its_selection_and_leads_with_its_title():
    for name in ("themes", "matrix", "sources", "evidence"):
        found = shown("chart", of=name, query="source=talk")
        assert found.chart is not None
        assert found.headline == found.chart.title
        assert sum(row.total for row in shown("chart", of="sources").chart.rows) == 6


def test_a_lens_stands_whole_or_with_one_part_and_its_findings():
    whole = shown("lens", of="needs")
    assert (whole.headline, whole.part) == ("What do people need?", None)
    assert [one.part.id for one in whole.lens.parts] == ["ears", "means"]
    part = shown("lens", of="needs", part="ears")
    assert (part.headline, ids(part.findings)) == ("Ears", ["listening", "loops"])


def test_a_part_of_a_lens_stands_where_it_is_bare_or_filtered_out():
    bare = shown("lens", of="needs", part="means")
    assert (bare.is_empty, bare.part.part.bare) == (False, "The talk gives no case.")
    filtered = shown("lens", "category=leave", of="needs", part="ears")
    assert (filtered.is_empty, filtered.findings, filtered.part.hidden) == (False, (), 2)


def test_a_tension_is_led_by_its_question_and_has_its_two_findings():
    found = shown("tension", of="fast-or-cheap")
    assert found.headline == "Who pays for speed?"
    assert ids(found.findings) == ["loops", "budgets"]


def test_a_finding_is_led_by_its_statement_also_under_a_former_id():
    assert shown("finding", of="loops").headline == "Short feedback loops help the front line."
    assert shown("finding", of="poll").finding.id == "survey"


def test_a_figure_is_led_by_its_number():
    found = shown("figure", of="survey")
    assert found.headline == "72%"
    assert found.figure[0].id == "survey"
    assert found.figure[1].value == 72


@pytest.mark.parametrize(
    ("query", "category"), [("", None), ("category=leave", "leave"), ("theme=trust", None)]
)
def test_the_rooms_own_scenes_say_which_column_they_are_about(query, category):
    found = shown("notes", query=query)
    assert (found.category, found.headline, found.is_empty) == (category, "", False)


def test_beside_has_the_evidence_that_matches_and_says_which():
    found = shown("beside", "theme=money", query="category=start")
    assert ids(found.findings) == ["budgets"]
    assert found.beside == "Set beside 1 of 6 findings: Start, about Public money."
    assert shown("beside").beside == ""


def test_where_filters_and_the_scene_rule_each_other_out_it_is_beside_nothing_and_says_so():
    found = shown("beside", "category=keep", query="category=leave")
    assert (found.findings, found.is_empty) == ((), False)
    assert found.beside == (
        "No finding matches both this scene (Leave behind) and the filters (Keep)."
    )


# --- what is hidden


def test_a_hidden_count_is_in_no_headline_and_revealed_with_its_denominator():
    found = hidden("view", "number", query="theme=money")
    assert found.headline == "About Public money"
    assert found.before == ()
    assert found.answer.text == "3 findings"
    assert found.answer.numbers == (("findings", 3),)
    assert found.answer.sentence == select(WORLD, "theme=money").sentence


def test_a_hidden_split_is_asked_column_by_column():
    found = hidden("chart", "split", of="themes")
    assert found.headline == "Findings by theme"
    assert found.answer.numbers == (("Keep", 2), ("Leave behind", 1), ("Start", 1))
    assert "A finding is not a vote." in found.answer.sentence


def test_a_split_has_only_the_columns_that_the_filters_let_through():
    found = hidden("view", "split", "category=keep&category=context")
    assert found.answer.numbers == (("Keep", 2),)
    none = hidden("view", "split", query="category=context")
    assert (none.answer.numbers, none.answer.text) == ((), "No finding is sorted so")


def test_a_hidden_number_leaves_a_gap_in_the_statement():
    found = staged(
        scene("figure", of="governments-work-together", hide="number", guess="How many?"),
        BUNDLED,
        Selection(),
    )
    assert found.headline == (
        "Of the participants, … felt it was more important that national governments work together."
    )
    assert found.before == ()
    assert (found.answer.text, found.answer.numbers) == ("72%", (("percent", 72),))
    assert found.answer.sentence == "Of participants, not of everybody."


def test_no_figure_of_the_bundled_data_is_told_before_it_is_revealed():
    for one in BUNDLED.findings:
        for figure in one.figures[:1]:
            gap = blanked(one.statement, figure)
            assert gap != one.statement, one.id
            assert figure.text not in gap
            assert figure.text in figure_words(figure)


@pytest.mark.parametrize(
    ("statement", "value", "unit", "gap"),
    [
        ("Over 5,500 people, not 55,500.", 5500, "people", "Over … people, not 55,500."),
        ("Nine of 90 did.", 9, "people", "… of 90 did."),
        ("In 12.5% and 2.5%.", 2.5, "percent", "In 12.5% and …."),
        ("Nobody counted.", 7, "people", "Nobody counted."),
    ],
)
def test_only_the_number_itself_is_taken_out(statement, value, unit, gap):
    one = finding("one", figures=({"value": value, "unit": unit},))
    assert blanked(statement, one.figures[0]) == gap


def test_what_is_said_can_be_hidden_in_a_finding_a_figure_a_lens_and_a_tension():
    one = hidden("finding", "statement", of="loops")
    assert one.headline == "A finding from The talk"
    assert (one.before, one.answer.text) == ((), "Short feedback loops help the front line.")
    figure = hidden("figure", "statement", of="survey")
    assert (figure.headline, figure.answer.text) == ("72%", "Statement of survey.")
    lens = hidden("lens", "statement", of="needs")
    assert (lens.headline, lens.answer.text) == ("What do people need?", "Ears and Means")
    assert lens.answer.sentence == "The curator counts 2."
    part = hidden("lens", "statement", of="needs", part="ears")
    assert (part.headline, part.before) == ("What do people need?", ())
    assert part.answer.text == "Ears: Somebody listens."
    tension = hidden("tension", "statement", of="fast-or-cheap")
    assert tension.headline == "Two findings pull against each other"
    assert (ids(tension.before), tension.answer.text) == (["loops", "budgets"], TENSION.question)


# --- nothing to show


@pytest.mark.parametrize(
    ("show", "fields", "filters", "why"),
    [
        ("view", {"query": "q=nowhere"}, "", "No finding matches: containing “nowhere”."),
        ("view", {}, "q=nowhere", "No finding matches: containing “nowhere”."),
        (
            "chart",
            {"of": "themes", "query": "category=keep"},
            "category=leave",
            "No finding matches both this scene (Keep) and the filters (Leave behind).",
        ),
        (
            "view",
            {"query": "category=keep"},
            "theme=nope",
            "There is no theme “nope” in this dataset: it matches nothing.",
        ),
        (
            "finding",
            {"of": "loops"},
            "category=leave",
            "The finding of this scene is filtered out: Leave behind.",
        ),
        (
            "tension",
            {"of": "fast-or-cheap"},
            "category=leave",
            "Both findings of this tension are filtered out: Leave behind.",
        ),
        (
            "finding",
            {"of": "gone"},
            "",
            "The finding “gone” was withdrawn on 2026-01-01: It held two claims. See loops.",
        ),
        (
            "figure",
            {"of": "nope"},
            "",
            "There is no finding “nope” in this dataset: it matches nothing.",
        ),
        ("figure", {"of": "loops"}, "", "The finding “loops” holds no number any more."),
        ("lens", {"of": "nope"}, "", "There is no lens “nope” in this dataset any more."),
        (
            "lens",
            {"of": "needs", "part": "nope"},
            "",
            "The lens “What do people need?” has no part “nope” any more.",
        ),
        ("tension", {"of": "nope"}, "", "There is no tension “nope” in this dataset any more."),
        ("chart", {"of": "pie"}, "", "There is no chart “pie”."),
    ],
)
def test_an_empty_scene_says_why(show, fields, filters, why):
    found = shown(show, filters, **fields)
    assert found.why == why
    assert found.is_empty
    assert (found.headline, found.answer, found.findings) == ("", None, ())


def test_a_tension_of_which_one_side_is_filtered_out_still_stands():
    found = shown("tension", "category=keep", of="fast-or-cheap")
    assert found.tension.matches == (True, False)
    assert not found.is_empty


def test_a_dataset_without_findings_has_a_stage_too():
    empty = world()
    assert shown("view", dataset=empty).why == "No finding is written down yet."
    assert shown("finding", dataset=empty, of="a").is_empty


# --- filters on top of what a scene is about


OPTIONS = [(key, one.id) for key, facet in FACETS.items() for one in facet.options(WORLD)]
QUERIES = st.lists(st.sampled_from([*OPTIONS, ("q", "statement"), ("q", "of")]), max_size=4)


@given(QUERIES, QUERIES)
def test_what_a_scene_shows_matches_both_its_query_and_the_filters(own, filters):
    own_selection, filtering = parse(own, WORLD), parse(filters, WORLD)
    found = staged(scene("view", query=own_selection.query), WORLD, filtering)
    both = {one.id for one in View(WORLD, own_selection).findings} & {
        one.id for one in View(WORLD, filtering).findings
    }
    assert found.is_empty == (not both)
    if both:
        assert set(ids(found.view.findings)) == both
        assert set(ids(found.findings)) <= both


def test_filters_that_only_narrow_are_said_in_words():
    found = shown("view", "source=talk&category=keep", query="category=keep&category=leave")
    assert found.view.words == "Keep, from The talk"
    assert found.view.selection.query == "category=keep&source=talk"


def test_two_themes_asked_for_at_once_pick_the_findings_that_carry_both():
    found = shown("view", "theme=money", query="theme=trust")
    assert ids(found.findings) == ["survey"]


def test_the_order_of_a_list_filters_no_scene():
    assert shown("view", "sort=statement").headline == shown("view").headline


# --- a run as it is played


RUN = Run(
    id="evening",
    title="An evening",
    audience="Everybody",
    scenes=(
        Scene(id="hello", title="Hello", show="words", prompt="Hello?", minutes=3),
        Scene(id="all", title="All", show="view", minutes=5),
        Scene(id="who", title="Who", show="commitments", minutes=7),
    ),
)


def played(query):
    return perform(WORLD, RUN, query)


def scenes_of(performance):
    return [(one.scene.id, one.scene.minutes) for one in performance.staged]


def test_without_scenes_asked_for_a_run_is_played_as_curated():
    found = played("theme=trust")
    assert scenes_of(found) == [("hello", 3), ("all", 5), ("who", 7)]
    assert (found.minutes, found.is_as_curated, found.as_run()) == (15, True, RUN)
    assert found.filters == parse("theme=trust", WORLD)
    assert found.query == "theme=trust"


def test_scenes_are_picked_put_in_order_and_timed():
    found = played("scene=who&scene=hello~10&theme=trust")
    assert scenes_of(found) == [("who", 7), ("hello", 10)]
    assert (found.minutes, found.is_as_curated, found.passed_over) == (17, False, ())
    assert found.query == "scene=who&scene=hello~10&theme=trust"
    assert played(found.query) == found
    assert [one.id for one in found.as_run().scenes] == ["who", "hello"]


def test_a_scene_asked_for_twice_is_played_once_and_one_that_is_none_is_named():
    found = played("scene=all&scene=nope&scene=all~9&scene=nope")
    assert scenes_of(found) == [("all", 5)]
    assert found.passed_over == (
        "There is no scene “nope” in this run: it is left out.",
        "The scene “all” is asked for more than once: it is shown once.",
    )


def test_where_no_scene_asked_for_exists_the_run_is_played_as_curated():
    found = played("scene=nope&scene=")
    assert found.is_as_curated
    assert found.passed_over == tuple(
        f"There is no scene “{name}” in this run: it is left out." for name in ("nope", "")
    )


@pytest.mark.parametrize("minutes", ["0", "181", "-1", "soon", "", "1.5", "9999", "５"])
def test_minutes_that_cannot_be_are_left_to_the_run_and_named(minutes):
    found = perform(WORLD, RUN, [("scene", f"all~{minutes}")])
    assert scenes_of(found) == [("all", 5)]
    assert found.passed_over == (
        f"The scene “all” cannot take “{minutes}” minutes: it keeps its 5. "
        "Write a number from 1 to 180.",
    )


def test_what_is_passed_over_is_shown_from_its_beginning_without_letters_that_turn_it():
    [said] = perform(WORLD, RUN, [("scene", "\u202e" + "x" * 200)]).passed_over
    assert said == f"There is no scene “{'x' * 40}…” in this run: it is left out."


def test_the_run_of_an_address_is_no_filter_and_named_where_it_is_another():
    assert played("run=evening").filters.is_empty
    assert not played("run=evening").passed_over
    assert played("run=morning").passed_over == (
        "This is the run “evening”: “run=morning” changes nothing here.",
    )


@given(
    st.lists(st.sampled_from(["hello", "all", "who"]), unique=True),
    st.dictionaries(st.sampled_from(["hello", "all", "who"]), st.integers(1, 180)),
)
def test_a_composed_run_survives_its_address(order, minutes):
    found = Performance(WORLD, RUN, tuple((id_, minutes.get(id_)) for id_ in order))
    again = played(found.query)
    assert again.chosen == found.chosen
    assert again.is_as_curated == found.is_as_curated


@pytest.mark.parametrize("id_", sorted(BUNDLED.run_by_id))
def test_a_downloaded_run_is_a_file_that_can_be_read(id_, tmp_path):
    whole = BUNDLED.run_by_id[id_]
    composed = perform(BUNDLED, whole, f"scene={whole.scenes[2].id}~9&scene={whole.scenes[0].id}")
    wanted = composed.as_run()
    texts = {name: text for name, text in files(BUNDLED).items() if not name.startswith("scenes/")}
    for name, text in (texts | {f"scenes/{id_}.yaml": run_yaml(wanted)}).items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    dataset, faults = check(tmp_path / "data")
    assert faults == []
    assert dataset.run_by_id[id_] == wanted


def test_every_bundled_scene_has_something_to_show_whatever_one_value_is_filtered():
    for run in BUNDLED.runs:
        for one in Performance(BUNDLED, run).staged:
            assert not one.is_empty
            assert (one.answer is None) == (one.scene.hide == "none")
        for category in CATEGORIES:
            filters = parse(f"category={category}", BUNDLED)
            for one in Performance(BUNDLED, run, (), filters).staged:
                assert one.is_empty == (one.why != "")
                assert one.answer is None or not one.is_empty
