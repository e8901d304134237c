"""Light and dark: the menu recolours everything, bars included, without a reload."""

import re

import pytest
from playwright.sync_api import expect

from insights.looks import INKS, MARKS
from tests.browser.screen import expect_at_rest, main, option

pytestmark = pytest.mark.browser


def rgb(colour):
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def expect_colours(page, mode):
    """The keep bars, the keep mark, the words beside the bars and the paper are of this mode."""
    fill, ink = rgb(MARKS["keep"].fill[mode]), rgb(INKS[mode].ink)
    chart = main(page).get_by_role("list", name="Bar chart of findings per theme")
    # Drawn by the explorer, or by the server.
    bar = chart.locator(".segment.keep, .bar.keep").first
    expect(bar).to_have_css("background-color", fill)
    expect(chart.locator(".total").first).to_have_css("color", ink)
    expect(main(page).locator(".mark.keep").first).to_have_css("background-color", fill)
    expect(page.locator(".stApp")).to_have_css("background-color", rgb(INKS[mode].paper))


def choose_theme(page, name):
    page.get_by_role("button", name="Main menu").click()
    page.get_by_role("menuitemradio", name=name).click()


@pytest.mark.parametrize("path", ["/?category=Keep", "/explore?category=Keep"])
def test_the_menu_switches_light_and_dark_without_a_reload(visitor, path):
    page = visitor.open(path)
    expect_colours(page, "light")
    page.evaluate("window.sameDocument = true")
    choose_theme(page, "Dark")
    expect_colours(page, "dark")
    page.keyboard.press("Escape")
    expect_at_rest(page)
    choose_theme(page, "Light")
    expect_colours(page, "light")
    assert page.evaluate("window.sameDocument")


def test_the_dark_of_the_system_is_dark_from_the_start_and_stays_so(visit):
    page = visit(color_scheme="dark").open("/explore?category=keep")
    expect_colours(page, "dark")
    option(page, "category", "Leave behind").click()
    expect(main(page).get_by_text("Showing")).to_be_visible()
    expect_colours(page, "dark")


def test_fonts_are_our_own_and_a_chart_says_what_it_shows(visitor):
    page = visitor.open("/")
    expect_at_rest(page)
    expect(main(page).locator(".headline")).to_have_css("font-family", re.compile("Source Serif"))
    expect(page.locator("body")).to_have_css("font-family", re.compile("Source Sans"))
    # load() waits for the face and is empty where no such face is known; check() does neither.
    faces = (
        "document.fonts.load('16px \"Source Serif\"').then(faces => faces.map(face => face.status))"
    )
    assert set(page.evaluate(faces)) == {"loaded"}
    chart = main(page).get_by_role("list", name="Bar chart of findings per theme")
    expect(chart).to_have_accessible_name(re.compile(r"^Bar chart of .{20,}\.$"))
