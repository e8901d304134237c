"""A dataset that holds nothing yet: every page stands and says so, and fills while one watches."""

import shutil

import pytest
from playwright.sync_api import expect

from insights.cli import main as insights
from tests.browser.screen import main
from tests.browser.server import ROOT

pytestmark = pytest.mark.browser

EMPTY = "No finding is written down yet"
SOURCE = "--title=A talk --short=Talk --kind=page --publisher=Us --rights=Ours."
FINDING = (
    "--source=talk --locator=Notes --statement=Boats came first. --category=keep --basis=stated "
    "--themes=trust --evidence=reported --level=town"
)


def options(text):
    return [f"--{part.strip()}" for part in text.split("--") if part.strip()]


def test_an_empty_dataset_has_a_page_of_each_kind_and_its_first_finding_appears(
    start, visit, tmp_path
):
    data = tmp_path / "data"
    assert insights(["new", "dataset", str(data)]) == 0
    server = start(data)
    status, health = server.health()
    assert (status, health["ready"], health["findings"]) == (200, True, 0)
    visitor = visit(server)
    for page_file in sorted((ROOT / "pages").glob("*.py")):
        page = visitor.open("/" if page_file.stem == "overview" else f"/{page_file.stem}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.get_by_role("figure")).to_have_count(0)
    page = visitor.open("/")
    expect(main(page).get_by_text(EMPTY)).to_be_visible()
    page = visitor.open("/explore")
    expect(main(page).get_by_text("insights new source")).to_be_visible()

    themes = data / "themes.yaml"
    shutil.copy(ROOT / "data/themes.yaml", themes)
    about = data / "dataset.yaml"
    about.write_text(about.read_text().replace("levels: [", "levels: [town, "))
    assert insights(["new", "source", "--data", str(data), *options(SOURCE)]) == 0
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert insights(["new", "finding", "--data", str(data), *options(FINDING)]) == 0
    page = visitor.open("/")
    expect(main(page).get_by_text("1 finding on what to keep").first).to_be_visible()
    expect(main(page).get_by_text("Boats came first.").first).to_be_visible()
