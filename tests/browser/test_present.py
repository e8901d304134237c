"""The page Present: pick a run, look through it, put it together anew, open it, take it along."""

import re
import shutil

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.screen import expect_address, expect_at_rest, main
from tests.browser.test_axe import violations

pytestmark = pytest.mark.browser

SMALL_TARGETS = """() => [...document.querySelectorAll(".present a")]
  .filter(one => one.checkVisibility() && !one.closest("h3, p"))
  .filter(one => { const { width, height } = one.getBoundingClientRect()
    return width < 44 || height < 44 })
  .map(one => one.outerHTML.slice(0, 100))"""


def present(visitor, query=""):
    """The page, once its links are followed without loading it anew."""
    page = visitor.open(f"/present{query}")
    expect_at_rest(page)
    return page


def titles(page):
    return main(page).locator(".steps h3 a")


def expect_scenes(page, run, ids):
    expect(titles(page)).to_have_text([re.compile(re.escape(run.scene(id_).title)) for id_ in ids])


def change(page, name):
    """One of the links that change the run; its name ends with the scene's."""
    return main(page).get_by_role("link", name=name)


@pytest.fixture
def run(dataset):
    return dataset.run_by_id["board"]


@pytest.fixture
def ids(run):
    return [scene.id for scene in run.scenes]


def test_every_run_is_named_with_its_length_and_one_is_looked_at(visitor, dataset):
    page = present(visitor)
    expect(main(page).locator(".headline")).to_have_text("3 runs, from 10 to 60 minutes")
    runs = main(page).get_by_role("navigation", name="All 3 runs").get_by_role("link")
    expect(runs).to_have_count(3)
    for at, one in enumerate(dataset.runs):
        expect(runs.nth(at)).to_contain_text(one.title)
        expect(runs.nth(at)).to_contain_text(f"{one.minutes} minutes")
        expect(runs.nth(at)).to_contain_text(one.audience)
    team = dataset.run_by_id["keep-leave-start"]
    runs.filter(has_text=team.title).click()
    expect(main(page).get_by_role("heading", level=2, name=team.title)).to_be_visible()
    expect_scenes(page, team, [scene.id for scene in team.scenes])
    expect_address(page, "/present", [("run", "keep-leave-start")])
    page.go_back()
    expect(main(page).get_by_role("heading", level=2, name=dataset.runs[0].title)).to_be_visible()


def test_a_scene_is_previewed_with_what_it_asks_hides_and_notes(visitor, run):
    page = present(visitor, "?run=board")
    step = main(page).locator(".steps > li").nth(1)
    scene = run.scene("guess-the-share")
    expect(step).to_contain_text("Figure · hidden until guessed: the number")
    expect(step).to_contain_text(scene.guess)
    expect(step).to_contain_text(scene.prompt)
    expect(step).to_contain_text("2 min")
    expect(step.get_by_text(scene.notes[:30])).to_be_hidden()
    step.get_by_text("Notes").click()
    expect(step.get_by_text(scene.notes[:30])).to_be_visible()


def test_scenes_are_moved_by_keyboard_and_the_focus_goes_along(visitor, run, ids):
    page = present(visitor, "?run=board")
    down = change(page, f"Move {run.scenes[0].title} down, now 1 of 5")
    down.focus()
    page.keyboard.press("Enter")
    expect_scenes(page, run, [ids[1], ids[0], *ids[2:]])
    again = change(page, f"Move {run.scenes[0].title} down, now 2 of 5")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect_scenes(page, run, [ids[1], ids[2], ids[0], *ids[3:]])
    expect(change(page, f"Move {run.scenes[0].title} down, now 3 of 5")).to_be_focused()
    wanted = [("scene", id_) for id_ in (ids[1], ids[2], ids[0], *ids[3:])]
    expect_address(page, "/present", [("run", "board"), *wanted])
    expect(main(page).locator(".total")).to_contain_text("in another order")
    page.keyboard.press("Enter")
    expect(change(page, f"Move {run.scenes[0].title} down, now 4 of 5")).to_be_focused()
    page.keyboard.press("Enter")
    # At the end there is no way down: the focus goes to the way up.
    expect(change(page, f"Move {run.scenes[0].title} up, now 5 of 5")).to_be_focused()
    page.go_back()
    expect_scenes(page, run, [*ids[1:4], ids[0], ids[4]])
    change(page, "Back to the run as curated").click()
    expect_scenes(page, run, ids)
    expect_address(page, "/present", [("run", "board")])


def test_scenes_are_left_out_and_put_back(visitor, run, ids):
    page = present(visitor, "?run=board")
    change(page, f"Leave out {run.scene('three-columns').title}").click()
    kept = [id_ for id_ in ids if id_ != "three-columns"]
    expect_scenes(page, run, kept)
    expect(main(page).locator(".total")).to_contain_text("7 minutes in 4 scenes")
    back = change(page, f"Put back {run.scene('three-columns').title}")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect_scenes(page, run, ids)
    expect(main(page).get_by_role("heading", name="Left out")).to_have_count(0)


def test_minutes_are_given_and_taken(visitor, run, ids):
    page = present(visitor, "?run=board&scene=message&scene=dispute")
    expect(change(page, "One minute less for The message")).to_have_count(0)
    more = change(page, "One minute more for The message")
    for minutes in (2, 3):
        more.click()
        expect(main(page).locator(".given").first).to_have_text(f"{minutes} min")
    expect(main(page).locator(".total")).to_contain_text("5 minutes in 2 scenes")
    expect_address(
        page, "/present", [("run", "board"), ("scene", "message~3"), ("scene", "dispute")]
    )
    change(page, "One minute less for The message").click()
    expect(main(page).locator(".given").first).to_have_text("2 min")


def test_what_is_composed_opens_on_the_projector_with_the_filters(visitor, run):
    page = present(visitor, "?run=board&scene=dispute&scene=message~3&theme=collaboration")
    with visitor.context.expect_page() as opened:
        change(page, "Open on the projector").click()
    stage = opened.value
    expect(stage.locator("body.ready")).to_be_attached()
    expect(stage.locator(".position")).to_have_text("1 of 2")
    expect(stage.get_by_role("heading", level=1)).to_have_text(run.scene("dispute").title)
    expect(stage.get_by_role("banner")).to_contain_text("Only: about Collaboration")
    stage.keyboard.press("?")
    stage.get_by_role("link", name="Leave the stage").click()
    expect(stage.locator(".steps h3 a")).to_have_count(2)
    expect(stage.locator(".given")).to_have_text(["2 min", "3 min"])
    with visitor.context.expect_page() as opened:
        change(page, "Prompter").click()
    expect(opened.value.get_by_text("The whole run, 5 min")).to_be_visible()
    with visitor.context.expect_page() as opened:
        change(page, run.scene("message").title + " (opens").click()
    expect(opened.value.locator(".position")).to_have_text("2 of 2")


def test_the_yaml_of_what_is_composed_is_a_run_of_a_dataset(visitor, start, visit, own_data):
    page = present(visitor, "?run=board&scene=dispute&scene=message~3")
    with page.expect_download() as downloaded:
        change(page, "Download the run as YAML").click()
    file = downloaded.value
    assert file.suggested_filename == "board.yaml"
    written = yaml.safe_load(file.path().read_text("utf-8"))
    assert [(one["id"], one["minutes"]) for one in written["scenes"]] == [
        ("dispute", 2),
        ("message", 3),
    ]
    written["title"] = "Five minutes"
    (own_data / "scenes" / "short.yaml").write_text(yaml.safe_dump(written, sort_keys=False))
    other = visit(start(own_data)).open("/present?run=short")
    expect(main(other).get_by_role("heading", level=2, name="Five minutes")).to_be_visible()
    expect(titles(other)).to_have_count(2)


def test_filters_of_the_sidebar_keep_what_is_composed(visitor, ids):
    page = present(visitor, "?run=board&scene=dispute&scene=message~3&theme=collaboration")
    main(page).get_by_role("link", name="Drop the filter Collaboration").click()
    expect(main(page).locator(".filtered")).to_contain_text("no filter set")
    expect_address(
        page, "/present", [("run", "board"), ("scene", "dispute"), ("scene", "message~3")]
    )
    expect(titles(page)).to_have_count(2)


def test_who_comes_back_by_the_menu_is_offered_what_was_composed(visitor, run):
    page = present(visitor, "?run=board")
    change(page, "One minute more for The message").click()
    expect(main(page).locator(".total")).to_contain_text("11 minutes in 5 scenes")
    menu = page.get_by_role("banner")
    menu.get_by_role("link", name="Board").click()
    expect(main(page).locator(".board").first).to_be_visible()
    menu.get_by_role("link", name="Present").click()
    expect(main(page).locator(".total")).to_contain_text("10 minutes in 5 scenes")
    main(page).get_by_role("link", name=f"Go on with {run.title}").click()
    expect(main(page).locator(".total")).to_contain_text("11 minutes in 5 scenes")
    change(page, "Back to the run as curated").click()
    expect(main(page).locator(".total")).to_have_text("10 minutes in 5 scenes")
    menu.get_by_role("link", name="Present").click()
    expect(main(page).get_by_text("You were putting a run together")).to_have_count(0)


def test_runs_and_scenes_that_do_not_exist_are_named(visitor, run, ids):
    page = present(visitor, "?run=nope&scene=message&scene=never")
    expect(main(page)).to_contain_text("There is no run “nope” in this dataset.")
    page = present(visitor, "?run=board&scene=message&scene=never")
    expect(main(page)).to_contain_text("There is no scene “never” in this run")
    expect_scenes(page, run, ["message"])


@pytest.mark.thorough
def test_a_dataset_without_runs_says_how_to_write_one(start, visit, own_data):
    shutil.rmtree(own_data / "scenes")
    page = visit(start(own_data)).open("/present")
    expect(main(page).locator(".headline")).to_have_text("No run is written down yet")
    expect(main(page).get_by_role("heading", name="No run yet")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "mode"),
    [
        ((390, 844), "dark"),
        pytest.param((1280, 720), "light", marks=pytest.mark.thorough),
        pytest.param((320, 640), "light", marks=pytest.mark.thorough),
    ],
)
def test_the_page_breaks_no_rule_and_every_target_is_large(visit, mode, size):
    visitor = visit(color_scheme=mode, viewport={"width": size[0], "height": size[1]})
    broken = []
    for path in ("/present?run=keep-leave-start", "/present?run=board&scene=dispute&theme=trust"):
        page = visitor.open(path)
        broken += violations(page, path)[0]
        assert page.evaluate(SMALL_TARGETS) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert not broken, "\n".join(broken)
