"""The stage on a projector, and the prompter beside it, as people use them."""

import re
from itertools import pairwise

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.screen import expect_faces
from tests.browser.test_axe import violations

pytestmark = pytest.mark.browser

BOARD = "/stage/board"
TEAM = "/stage/keep-leave-start"
LASTING = "/stage/built-to-last"
PROJECTORS = [(1280, 720), (1024, 768), (1920, 1080)]
RUNS_OUT = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && !one.closest(".unseen"))
  .filter(one => {
    const { left, right } = one.getBoundingClientRect()
    return right > innerWidth + 0.5 || left < -0.5
  })
  .map(one => one.outerHTML.slice(0, 120))"""
TOO_LONG = """() => { const one = document.querySelector(".scene:not([hidden]) .content")
  return one.scrollHeight - one.clientHeight }"""
SMALL_TEXT = """() => [...document.querySelectorAll(".scene:not([hidden]) *")]
  .filter(one => one.checkVisibility())
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(one => !one.closest(".foot, .receipt-line, .small, .unseen, button, .bare, .mark"))
  .filter(one => parseFloat(getComputedStyle(one).fontSize) < 28)
  .map(one => `${getComputedStyle(one).fontSize} ${one.outerHTML.slice(0, 100)}`)"""
TARGETS = "button, a.button, a.chip, dialog[open] a, dialog[open] label, .guess input"
SMALL_TARGETS = """targets => [...document.querySelectorAll(targets)]
  .filter(one => one.checkVisibility())
  .filter(one => {
    const { width, height } = one.getBoundingClientRect()
    return width < 44 || height < 44
  })
  .map(one => one.outerHTML.slice(0, 100))"""
DAY = 1_800_000_000
LISTEN = """() => { window.heard = []
  for (const kind of ["scene", "guess", "reveal", "renewed"])
    document.addEventListener(`stage:${kind}`, ({ detail }) => heard.push([kind, detail])) }"""
REMEMBER = """() => {
  const tell = (kind, detail) =>
    document.dispatchEvent(new CustomEvent(`stage:${kind}`, { detail }))
  tell("show", { id: "dispute" })
  tell("set-reveal", { scene: "guess-the-share", shown: true, guess: "65" }) }"""


def thorough(values):
    """Such values of a test make it one of the long ones."""
    return pytest.param(*values, marks=pytest.mark.thorough)


def stage(visitor, path=BOARD, page=None):
    """The stage, once its script runs."""
    page = page or visitor.page
    page.goto(visitor.server.url + path)
    expect(page.locator("body.ready")).to_be_attached()
    expect_faces(page)
    return page


def title(page):
    return page.get_by_role("heading", level=1)


def expect_scene(page, name, position):
    expect(title(page)).to_have_text(name)
    expect(title(page)).to_have_count(1)
    expect(page.locator(".position")).to_have_text(position)


def scene_ids(page):
    return page.eval_on_selector_all(".scene", "all => all.map(one => one.id)")


def test_keys_and_a_presenters_remote_step_through_the_scenes(visitor, dataset):
    page = stage(visitor)
    scenes = dataset.run_by_id["board"].scenes
    expect_scene(page, scenes[0].title, "1 of 5")
    for at, key in enumerate(["ArrowRight", "PageDown", "Space"], start=1):
        page.keyboard.press(key)
        expect_scene(page, scenes[at].title, f"{at + 1} of 5")
        expect(title(page)).to_be_focused()
        assert page.url.endswith(f"#{scenes[at].id}")
        expect(page.get_by_role("status").first).to_have_text(
            f"Scene {at + 1} of 5: {scenes[at].title}"
        )
        assert page.title().startswith(f"{scenes[at].title} · {at + 1} of 5 · ")
    for at, key in ((2, "ArrowLeft"), (1, "PageUp"), (0, "Shift+Space")):
        page.keyboard.press(key)
        expect_scene(page, scenes[at].title, f"{at + 1} of 5")
    page.keyboard.press("ArrowLeft")  # there is none before
    expect_scene(page, scenes[0].title, "1 of 5")
    page.keyboard.press("End")
    expect_scene(page, scenes[4].title, "5 of 5")
    page.keyboard.press("PageDown")
    expect_scene(page, scenes[4].title, "5 of 5")
    page.keyboard.press("Home")
    expect_scene(page, scenes[0].title, "1 of 5")


def test_buttons_step_and_keep_the_focus_so_that_they_can_be_pressed_again(visitor):
    page = stage(visitor)
    following = page.get_by_role("button", name="Next", exact=True)
    following.click()
    expect(page.locator(".position")).to_have_text("2 of 5")
    expect(following).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".position")).to_have_text("3 of 5")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(".position")).to_have_text("2 of 5")
    page.keyboard.press("End")
    expect(following).to_have_attribute("aria-disabled", "true")


def test_no_key_steps_while_somebody_types_or_holds_another_key(visitor):
    page = stage(visitor, BOARD + "#guess-the-share")
    field = page.get_by_label("How many percent")
    field.click()
    for key in ["6", "ArrowRight", "PageDown", "Space", "Home", "End", "r", "f", "?", "l"]:
        page.keyboard.press(key)
    expect(page.locator(".position")).to_have_text("2 of 5")
    expect(field).to_have_value("6")
    expect(page.get_by_role("dialog")).to_have_count(0)
    title(page).focus()
    for keys in ["Control+ArrowRight", "Alt+PageDown", "Meta+ArrowRight", "Shift+ArrowRight"]:
        page.keyboard.press(keys)
    expect(page.locator(".position")).to_have_text("2 of 5")
    # A key that is held down is one press, and then many more.
    page.keyboard.down("ArrowRight")
    for _ in range(5):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    expect(page.locator(".position")).to_have_text("3 of 5")


def test_single_letters_can_be_switched_off_and_stay_off(visitor):
    page = stage(visitor)
    page.keyboard.press("l")
    expect(page.get_by_role("dialog", name="Scenes")).to_be_visible()
    page.keyboard.press("ArrowRight")  # not while something is open
    page.keyboard.press("Escape")
    expect(page.locator(".position")).to_have_text("1 of 5")
    page.keyboard.press("?")
    letters = page.get_by_label("Single letters are keys")
    expect(letters).to_be_checked()
    letters.uncheck()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator("body.ready")).to_be_attached()
    for key in ["l", "?", "r", "f"]:
        page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".position")).to_have_text("2 of 5")


def test_every_scene_has_its_own_link_and_back_leads_through_them(visitor):
    page = stage(visitor, BOARD + "#dispute")
    expect(page.locator(".position")).to_have_text("4 of 5")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="5 of 5").click()
    page.get_by_role("dialog").get_by_role("link", name="The message").click()
    expect(page.locator(".position")).to_have_text("1 of 5")
    page.go_back()
    expect(page.locator(".position")).to_have_text("5 of 5")
    page.go_back()
    expect(page.locator(".position")).to_have_text("4 of 5")
    page.go_forward()
    expect(page.locator(".position")).to_have_text("5 of 5")
    page.reload()
    expect(page.locator(".position")).to_have_text("5 of 5")


def test_a_number_is_guessed_and_then_shown_beside_the_guess(visitor):
    page = stage(visitor, BOARD + "#guess-the-share")
    content = page.locator("#guess-the-share")
    assert "72" not in content.inner_text()
    page.get_by_label("How many percent").fill("60")
    page.get_by_role("button", name="Keep this guess").click()
    page.keyboard.press("Enter")  # the focus is on what comes next
    expect(content.locator(".yours")).to_have_text("60")
    expect(content.locator(".difference")).to_have_text("12 percentage points too low")
    expect(content.locator(".ours")).to_have_text("72%")
    expect(content).to_contain_text("Of participants, not of everybody.")
    expect(content.get_by_role("link")).to_have_attribute("href", re.compile("youtube"))
    page.reload()
    expect(content.locator(".yours")).to_have_text("60")
    page.get_by_role("button", name="Hide it again").click()
    assert "72" not in content.inner_text()
    # Until it is shown, the guess can be changed; a guess that was only typed counts as well.
    page.get_by_label("How many percent").fill("73")
    page.get_by_role("button", name="Show the answer").click()
    expect(content.locator(".difference")).to_have_text("1 percentage point too high")
    page.keyboard.press("r")
    expect(content.locator(".ours")).to_have_count(0)
    page.get_by_label("How many percent").fill("72")
    page.get_by_role("button", name="Show the answer").click()
    expect(content.locator(".difference")).to_have_text("Exactly")


def test_the_answer_can_be_shown_without_a_guess(visitor):
    page = stage(visitor, BOARD + "#guess-the-share")
    page.keyboard.press("r")
    expect(page.locator("#guess-the-share .yours")).to_have_text("No guess")
    expect(page.locator("#guess-the-share .difference")).to_be_hidden()


def test_an_open_number_is_never_called_exact(visitor):
    page = stage(visitor, TEAM + "#warm-up")
    page.locator("#warm-up input").fill("6000")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator("#warm-up .difference")).to_have_text(
        "The source says only over 5,500: it may be so"
    )
    page.keyboard.press("r")
    page.locator("#warm-up input").fill("500")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator("#warm-up .difference")).to_have_text("5,000 too low")


def test_a_split_is_guessed_column_by_column(visitor, dataset):
    page = stage(visitor, TEAM + "#guess-the-split")
    split = page.locator("#guess-the-split")
    tally = dataset.select("").tally("category")
    page.get_by_label("Keep", exact=True).fill(str(tally["keep"]))
    page.get_by_label("Start", exact=True).fill(str(tally["start"] + 4))
    assert split.locator(".bars").count() == 0
    page.get_by_role("button", name="Show the answer").click()
    expect(split.locator(".yours")).to_have_text(
        f"Keep {tally['keep']}, Start {tally['start'] + 4}"
    )
    expect(split.locator(".difference")).to_have_text("Keep: exactly; Start: 4 too high")
    expect(split.locator(".bars")).to_be_visible()
    expect(split).to_contain_text("A finding is not a vote.")


def test_what_a_room_says_of_a_statement_stands_beside_it(visitor, dataset):
    page = stage(visitor, LASTING + "#guess-the-conditions")
    scene = page.locator("#guess-the-conditions")
    labels = [
        part.label for lens in dataset.lenses if lens.id == "lasting-change" for part in lens.parts
    ]
    for label in labels:
        assert label not in scene.inner_text()
    scene.get_by_role("textbox").fill("<b>Money</b> & time")
    page.get_by_role("button", name="Show the answer").click()
    expect(scene.locator(".yours")).to_have_text("<b>Money</b> & time")
    for label in labels:
        expect(scene.locator(".parts")).to_contain_text(label)


def test_filters_are_set_and_dropped_without_leaving_the_scene(visitor):
    page = stage(visitor, BOARD + "#three-columns")
    page.evaluate("window.stays = true")
    page.get_by_role("button", name="Filter").click()
    dialog = page.get_by_role("dialog", name="Filter")
    dialog.get_by_role("checkbox", name="Collaboration").check()
    dialog.get_by_role("button", name="Show").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("banner")).to_contain_text("Only: about Collaboration")
    expect_scene(page, "Keep, leave behind, start", "3 of 5")
    expect(page.locator("#three-columns .foot")).to_contain_text("about Collaboration")
    assert page.url.endswith("/stage/board?theme=collaboration#three-columns")
    assert page.evaluate("window.stays"), "the page was loaded anew: full screen would be gone"
    assert "theme=collaboration" in page.locator("#_prompter").get_attribute("href")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".position")).to_have_text("4 of 5")
    page.get_by_role("link", name="Drop the filter Collaboration").click()
    expect(page.get_by_role("banner")).to_be_empty()
    expect_scene(page, "Where it pulls two ways", "4 of 5")
    page.go_back()
    expect(page.get_by_role("banner")).to_contain_text("Only: about Collaboration")
    assert page.evaluate("window.stays")
    # What was put in place anew works as before.
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("r")
    expect(page.locator(".position")).to_have_text("2 of 5")


def test_an_empty_scene_says_why_and_one_press_brings_it_back(visitor):
    page = stage(visitor, BOARD + "?category=context#three-columns")
    expect(page.locator("#three-columns")).to_contain_text("No finding matches both this scene")
    page.get_by_role("link", name="Drop all filters").click()
    expect(page.locator("#three-columns .claim")).to_have_count(3)
    assert page.url.endswith("/stage/board#three-columns") or page.url.endswith("?#three-columns")


def test_filters_that_cannot_be_fetched_leave_the_stage_as_it_is(visitor):
    page = stage(visitor, BOARD + "#three-columns")
    page.route("**/stage/board?theme*", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("checkbox", name="Collaboration").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("The filters could not be changed").last).to_be_visible()
    expect(page.locator("#three-columns .claim")).to_have_count(3)


def prompter(visitor, path=BOARD):
    page = visitor.context.new_page()
    return stage(visitor, path.replace(BOARD, BOARD + "/prompter"), page)


def test_stage_and_prompter_keep_in_step(visitor, dataset):
    scenes = dataset.run_by_id["board"].scenes
    page = stage(visitor)
    page.keyboard.press("ArrowRight")
    second = prompter(visitor)  # it comes late, and asks
    expect(title(second)).to_have_text(scenes[1].title)
    expect(second.get_by_role("main")).to_contain_text(scenes[1].notes[:40])
    expect(second.get_by_role("main")).to_contain_text(scenes[2].title)
    assert scenes[1].notes[:40] not in page.get_by_role("main").inner_text()
    second.get_by_role("button", name="Next").click()
    expect(title(page)).to_have_text(scenes[2].title)
    second.keyboard.press("PageUp")
    expect(title(page)).to_have_text(scenes[1].title)
    expect(title(second)).to_have_text(scenes[1].title)
    page.get_by_label("How many percent").fill("50")
    page.get_by_role("button", name="Keep this guess").click()
    expect(second.get_by_text("The room’s guess: 50")).to_be_visible()
    second.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".ours")).to_have_text("72%")
    second.get_by_role("button", name="Hide the answer again").click()
    expect(page.locator(".ours")).to_have_count(0)
    # A window that is opened on a link takes the others along, and keeps what they hold.
    third = stage(visitor, BOARD + "#dispute", visitor.context.new_page())
    expect(title(page)).to_have_text(scenes[3].title)
    third.keyboard.press("Home")
    third.keyboard.press("ArrowRight")
    expect(third.get_by_label("How many percent")).to_have_value("50")
    expect(title(second)).to_have_text(scenes[1].title)


def test_two_runs_do_not_move_each_other(visitor):
    page = stage(visitor)
    other = stage(visitor, TEAM, visitor.context.new_page())
    other.keyboard.press("ArrowRight")
    expect(other.locator(".position")).to_have_text("2 of 13")
    expect(page.locator(".position")).to_have_text("1 of 5")


def test_the_clock_counts_from_the_first_step_and_can_be_paused_and_extended(visitor):
    page = visitor.page
    page.clock.install(time=DAY)
    stage(visitor, BOARD + "/prompter")
    page.clock.pause_at(DAY + 3600)  # from here on only the test lets time pass
    scene, run = page.locator(".scene-left"), page.locator(".run-left")
    expect(scene).to_have_text("1:00 left")
    expect(run).to_have_text("10:00 left")
    page.clock.run_for(30_000)
    expect(run).to_have_text("10:00 left")  # people still find their seats
    page.keyboard.press("ArrowRight")
    page.clock.run_for(30_000)
    expect(scene).to_have_text("1:30 left")
    expect(run).to_have_text("9:30 left")
    page.get_by_role("button", name="Pause the clock").click()
    page.clock.run_for(60_000)
    expect(scene).to_have_text("1:30 left")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="1 minute more").click()
    expect(scene).to_have_text("2:30 left")
    expect(run).to_have_text("10:30 left")
    news = page.locator(".time-news")
    expect(news).to_be_empty()
    page.clock.run_for(91_000)
    expect(news).to_have_text("One minute left for this scene")
    page.clock.run_for(89_000)
    expect(scene).to_have_text("Over by 0:30")
    expect(news).to_have_text("The time of this scene is over")
    page.keyboard.press("ArrowLeft")  # the scene before has spent nothing yet
    expect(scene).to_have_text("1:00 left")
    page.reload()
    page.clock.run_for(10_000)
    expect(page.locator(".run-left")).to_have_text("7:20 left")
    page.get_by_role("button", name="Clock back to the start").click()
    expect(page.locator(".run-left")).to_have_text("10:00 left")


@pytest.mark.thorough
def test_the_prompter_says_that_a_newer_edit_is_broken_and_the_projector_does_not(
    start, visit, own_data
):
    visitor = visit(start(own_data))
    stage(visitor)  # the sound state is read
    (own_data / "themes.yaml").write_text("themes: [", "utf-8")
    second = prompter(visitor)
    expect(second.locator(".data-news")).to_contain_text(
        "The newest edit of the data has 1 fault and is not shown. The stage goes on with the last "
        "sound state"
    )
    page = stage(visitor)
    expect_scene(page, "The message", "1 of 5")
    assert "newest edit" not in page.locator("body").inner_text()


@pytest.mark.thorough
@pytest.mark.parametrize("end", ["nowhere", "%E0%A4%A", "commitments", "<b>"])
def test_an_end_of_the_link_that_is_no_scene_is_named_and_the_first_scene_shown(visitor, end):
    page = stage(visitor, f"{BOARD}#{end}")
    expect_scene(page, "The message", "1 of 5")
    said = "%3Cb%3E" if end == "<b>" else end
    expect(page.locator("#_filtered .notice")).to_have_text(
        re.compile(f"There is no scene “({re.escape(said)}|{re.escape(end)})” here")
    )
    page.keyboard.press("ArrowRight")  # and the keys work
    expect(page.locator(".position")).to_have_text("2 of 5")


def test_a_prompter_that_is_opened_late_starts_no_clock(visitor):
    page = stage(visitor, BOARD + "#dispute")
    second = prompter(visitor)
    expect(second.locator(".position")).to_have_text("4 of 5")
    expect(second.locator(".scene-left")).to_have_text("2:00 left")
    expect(second.get_by_text("The clock starts with the first step")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(second.get_by_text("The clock is running")).to_be_visible()


def test_the_time_is_no_live_region(visitor):
    page = prompter(visitor)
    assert page.locator(".scene-left").evaluate("one => !one.closest('[role=status], [aria-live]')")


@pytest.mark.parametrize(("width", "height"), [PROJECTORS[0], *map(thorough, PROJECTORS[1:])])
@pytest.mark.parametrize("run", ["board", "keep-leave-start", "built-to-last"])
def test_every_scene_fits_the_projector_before_and_after_the_reveal(visit, run, width, height):
    page = stage(visit(viewport={"width": width, "height": height}), f"/stage/{run}")
    places = set()
    for id_ in scene_ids(page):
        for revealed in (False, True):
            if revealed and page.locator(f"#{id_} form.guess").count():
                page.keyboard.press("r")
            expect_faces(page)
            assert page.evaluate(RUNS_OUT) == [], (id_, revealed)
            assert page.evaluate(TOO_LONG) <= 1, (id_, revealed)
            if (width, height) == (1280, 720):
                assert page.evaluate(SMALL_TEXT) == [], (id_, revealed)
        box = page.get_by_role("button", name="Next", exact=True).bounding_box()
        places.add((round(box["x"] + box["width"]), round(box["y"])))
        assert box["width"] >= 44
        assert box["height"] >= 44
        page.keyboard.press("ArrowRight")
    # Nothing jumps: the controls stand where they stood, but for the width of the position.
    assert len({y for _, y in places}) == 1
    xs = [x for x, _ in places]
    assert max(xs) - min(xs) <= 1


@pytest.fixture
def long_words(own_data, dataset):
    """The dataset with statements as long as they may be, one word of 60 letters in each."""
    word = "Behoerdenuebergreifendezusammenarbeitsvereinbarungsentwurfes"
    assert len(word) == 60
    rest = "shared learning across agencies and sectors goes on " * 5
    numbers = iter(range(1_000))

    def filled(found):
        return f'{found[1]}"{f"{word} {next(numbers)} {rest}"[:239].strip()}."'

    for file in (own_data / "findings").glob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"(?m)^( +statement: ).*$", filled, text), "utf-8")
    runs = own_data / "scenes" / "board.yaml"
    run = yaml.safe_load(runs.read_text("utf-8"))
    for scene in run["scenes"]:
        scene["title"] = f"{word} and a title to it"[:80]
        scene["prompt"] = f"{word} {rest}"[:239].strip() + "?"
    finding = next(one.id for one in dataset.findings if one.category == "keep")
    run["scenes"].append(
        {"id": "one", "title": word, "show": "finding", "of": finding, "minutes": 1}
    )
    runs.write_text(yaml.safe_dump(run, sort_keys=False))
    return own_data


@pytest.mark.parametrize(
    ("width", "height"),
    [PROJECTORS[0], *map(thorough, [*PROJECTORS[1:], (390, 844), (320, 640)])],
)
def test_long_statements_with_long_words_stay_on_the_screen(
    start, visit, long_words, width, height
):
    page = stage(visit(start(long_words), viewport={"width": width, "height": height}))
    ids = scene_ids(page)
    assert "one" in ids
    for _ in ids:
        if page.locator(".scene:not([hidden]) form.guess").count():
            page.keyboard.press("r")
        expect_faces(page)
        assert page.evaluate(RUNS_OUT) == [], page.url
        expect(page.get_by_role("button", name="Next", exact=True)).to_be_in_viewport()
        page.keyboard.press("ArrowRight")
    if (width, height) in PROJECTORS:
        assert page.evaluate(TOO_LONG) <= 1  # a single finding is set smaller, and fits


@pytest.mark.thorough
def test_a_scene_that_is_too_long_scrolls_by_keyboard(start, visit, long_words):
    page = stage(visit(start(long_words)), BOARD + "#three-columns")
    assert page.evaluate(TOO_LONG) > 1
    content = page.locator("#three-columns .content")
    expect(content).to_have_attribute("tabindex", "0")
    content.focus()
    page.keyboard.press("ArrowDown")
    expect(content).not_to_have_js_property("scrollTop", 0)
    expect(page.locator(".position")).to_have_text("3 of 6")


@pytest.mark.parametrize(
    ("size", "mode"),
    [
        ((1280, 720), "dark"),
        *map(thorough, [((390, 844), "light"), ((320, 640), "dark")]),
    ],
)
def test_stage_and_prompter_break_no_rule_of_axe(visit, mode, size):
    visitor = visit(color_scheme=mode, viewport={"width": size[0], "height": size[1]})
    broken = []
    for path in (LASTING, TEAM):
        page = stage(visitor, path)
        for id_ in scene_ids(page):
            if page.locator(f"#{id_} form.guess").count():
                broken += violations(page, f"{id_}, hidden")[0]
                page.keyboard.press("r")
            expect_faces(page)
            broken += violations(page, id_)[0]
            assert page.evaluate(RUNS_OUT) == [], id_
            assert page.evaluate(SMALL_TARGETS, TARGETS) == [], id_
            page.keyboard.press("ArrowRight")
    for opener in ("Filter", "Menu", "13 of 13"):
        page.get_by_role("button", name=opener, exact=True).click()
        broken += violations(page, f"{opener} open")[0]
        assert page.evaluate(SMALL_TARGETS, TARGETS) == [], opener
        page.keyboard.press("Escape")
    page = stage(visitor, TEAM + "?theme=trust&q=zebra#keep-evidence")
    broken += violations(page, "an empty scene, filtered")[0]
    page = stage(visitor, TEAM + "/prompter#warm-up")
    broken += violations(page, "prompter")[0]
    assert page.evaluate(RUNS_OUT) == []
    assert page.evaluate(SMALL_TARGETS, TARGETS) == []
    page.goto(visitor.server.url + "/stage/board.yaml".replace(".yaml", "?q=%20"))
    broken += violations(page, "stage, odd query")[0]
    assert not broken, "\n".join(broken)


def test_headings_of_each_scene_begin_with_one_and_skip_none(visitor):
    page = stage(visitor, LASTING)
    for _ in scene_ids(page):
        levels = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].filter(h => h.checkVisibility())"
            ".map(h => +h.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        page.keyboard.press("ArrowRight")


def test_light_and_dark_can_be_chosen_and_are_remembered_by_every_window(visitor):
    page = stage(visitor)
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.keyboard.press("?")
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate(paper) == "rgb(23, 22, 20)"
    page.reload()
    assert page.evaluate(paper) == "rgb(23, 22, 20)"
    assert prompter(visitor).evaluate(paper) == "rgb(23, 22, 20)"


def test_full_screen_is_entered_and_left_by_key(visitor):
    page = stage(visitor)
    page.keyboard.press("f")
    expect(page.locator(":root:fullscreen")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    expect(page.locator(":root:fullscreen")).to_have_count(0)
    expect(page.locator(".position")).to_have_text("2 of 5")


def test_without_a_script_the_address_chooses_the_scene(visit):
    visitor = visit(java_script_enabled=False)
    page = visitor.page
    page.goto(visitor.server.url + BOARD)
    expect(title(page)).to_have_text("The message")
    page.goto(visitor.server.url + BOARD + "#dispute")
    expect(title(page)).to_have_text("Where it pulls two ways")
    expect(title(page)).to_have_count(1)


def test_on_paper_every_scene_stands_and_what_is_hidden_stays_hidden(visitor):
    page = stage(visitor)
    page.emulate_media(media="print")
    for id_ in scene_ids(page):
        expect(page.locator(f"#{id_} h1")).to_be_visible()
    assert "72%" not in page.get_by_role("main").inner_text()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


def test_in_forced_colours_the_categories_are_told_by_letter_and_word(visit):
    page = stage(visit(forced_colors="active"), BOARD + "#three-columns")
    expect(page.locator("#three-columns .kicker")).to_have_text(
        ["K Keep", "L Leave behind", "S Start"]
    )
    assert violations(page, "forced colours")[0] == []


def test_the_room_hears_of_what_begins_here_and_what_it_remembers_is_shown(visitor):
    page = stage(visitor)
    page.evaluate(LISTEN)
    page.keyboard.press("ArrowRight")
    page.get_by_label("How many percent").fill("50")
    page.get_by_role("button", name="Show the answer").click()
    heard = [
        ["scene", {"id": "guess-the-share"}],
        ["guess", {"scene": "guess-the-share", "text": "50"}],
        ["reveal", {"scene": "guess-the-share", "shown": True}],
    ]
    assert page.evaluate("heard") == heard
    # What the prompter does is told by the stage; what the room says is not told back.
    second = prompter(visitor)
    expect(second.get_by_text("The room’s guess: 50")).to_be_visible()
    second.get_by_role("button", name="Hide the answer again").click()
    expect(page.locator(".ours")).to_have_count(0)
    heard.append(["reveal", {"scene": "guess-the-share", "shown": False}])
    assert page.evaluate("heard") == heard
    page.evaluate(REMEMBER)
    expect(page.locator(".position")).to_have_text("4 of 5")
    expect(second.locator(".position")).to_have_text("4 of 5")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".yours")).to_have_text("65")
    assert page.evaluate("heard.slice(4).map(([kind]) => kind)") == ["scene", "scene"]


@pytest.mark.thorough
def test_below_a_base_path_the_stage_and_its_prompter_work(start, visit, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "insights")
    server = start()
    monkeypatch.undo()
    visitor = visit(server)
    page = stage(visitor, "/insights" + TEAM)
    assert (
        page.evaluate("document.fonts.load('20px \"Source Serif 4\"').then(all => all.length)") == 1
    )
    page.keyboard.press("?")
    with visitor.context.expect_page() as opened:
        page.get_by_role("link", name="Prompter").click()
    second = opened.value
    expect(second.locator("body.ready")).to_be_attached()
    assert second.url.startswith(f"{server.url}/insights{TEAM}/prompter")
    second.get_by_role("button", name="Next").click()
    expect(page.locator(".position")).to_have_text("2 of 13")
