"""A dataset that cannot be shown: the server stands, says what and where, and comes back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screen import expect_findings, main
from tests.browser.server import ROOT

pytestmark = pytest.mark.browser

FILE = "findings/coalitions.yaml"


def break_file(data):
    """Open a bracket at the end of a file that nothing closes; return the line it stands in."""
    file = data / FILE
    sound = file.read_text("utf-8")
    lines = sound.rstrip("\n").splitlines()
    file.write_text("\n".join([*lines, "  - {id: unfinished, statement: [One", ""]), "utf-8")
    return len(lines) + 1, lambda: file.write_text(sound, "utf-8")


def trouble(page):
    return main(page).get_by_role("alert").filter(has_text="The evidence cannot be shown")


def expect_no_inside(page, data):
    """Nothing of the program's inside, and no path of the machine, reaches the visitor."""
    text = page.locator("body").inner_text()
    for inside in ("Traceback", str(data), str(data.parent), str(ROOT), "site-packages", ".py"):
        assert inside not in text, inside
    assert not re.search(r"\b\w+(Error|Exception|Faults)\b", text), text


@pytest.mark.parametrize("kind", ["missing", pytest.param("empty", marks=pytest.mark.thorough)])
def test_without_data_the_server_stands_and_says_what_is_wrong(start, visit, tmp_path, kind):
    data = tmp_path / "nowhere"
    if kind == "empty":
        data.mkdir()
    server = start(data)
    status, health = server.health()
    assert (status, health["ready"]) == (503, False)
    assert health["faults"] == 1
    said = {"missing": "there is no folder", "empty": "the folder holds no dataset"}[kind]
    visitor = visit(server)
    for path in ("/", "/explore?theme=trust", "/finding?id=nope"):
        page = visitor.open(path)
        expect(trouble(page)).to_contain_text(said)
        expect_no_inside(page, data)
        # No number, no chart, no filter over nothing.
        expect(page.get_by_role("figure")).to_have_count(0)
        expect(page.get_by_role("toolbar")).to_have_count(0)
        expect(page.locator(".explorer")).to_have_count(0)


def test_a_broken_file_is_named_with_its_line_and_mending_it_brings_the_page_back(
    start, visit, own_data, dataset
):
    line, mend = break_file(own_data)
    server = start(own_data)
    assert server.health()[0] == 503
    page = visit(server).open("/explore?category=keep")
    where = trouble(page).get_by_role("listitem").first
    expect(where).to_contain_text(re.compile(rf"{re.escape(FILE)}, line ({line}|{line + 1}):"))
    expect_no_inside(page, own_data)
    expect(page.get_by_role("figure")).to_have_count(0)

    mend()
    page.reload()
    expect_findings(page, dataset.select("category=keep"))
    expect(trouble(page)).to_have_count(0)
    status, health = server.health()
    assert (status, health["ready"], health["stale"]) == (200, True, False)


def test_an_edit_that_breaks_a_file_leaves_the_last_sound_data_with_a_notice(
    start, visit, own_data, dataset
):
    server = start(own_data)
    page = visit(server).open("/explore?category=keep")
    view = dataset.select("category=keep")
    expect_findings(page, view)
    _, mend = break_file(own_data)
    page.reload()
    notice = main(page).get_by_role("status").filter(has_text="cannot be read")
    expect(notice).to_contain_text(FILE)
    expect(notice).to_contain_text(re.compile(r"read on \d{4}-\d\d-\d\d at \d\d:\d\d UTC is shown"))
    expect(notice.get_by_role("link")).to_have_attribute("href", "about")
    expect_findings(page, view)
    expect_no_inside(page, own_data)
    expect(trouble(page)).to_have_count(0)
    status, health = server.health()
    assert (status, health["ready"], health["stale"]) == (200, True, True)

    mend()
    page.reload()
    expect_findings(page, view)
    expect(notice).to_have_count(0)
    assert server.health()[1]["stale"] is False
    log = server.log.read_text("utf-8")
    # One line for each change: the start, the broken edit, the mended one.
    assert log.count("Read the dataset: ") == 2
    assert log.count("The dataset has errors, ") == 1
