"""axe finds no violation on any page of the app and in the brief, at a desk and in light colours.

All else (dark, narrow, what opens, other datasets, the stage, rooms, trouble) is in
`test_access_everywhere.py`; both read the table in `everywhere.py`.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.everywhere import PLACES
from tests.browser.screen import expect_at_rest

pytestmark = pytest.mark.browser

AXE = Axe()
OPTIONS = {"resultTypes": ["violations", "incomplete"]}


def settle(page):
    """Wait until nothing is under way: axe must see the finished page."""
    if page.locator(".stApp").count():  # a plain page is whole as soon as it is there
        expect_at_rest(page)


def violations(page, state, without=()):
    """One line for each rule broken and the nodes that break it, and how many are undecided."""
    settle(page)
    off = {"rules": {rule: {"enabled": False} for rule in without}}
    found = AXE.run(page, options=OPTIONS | off).response
    lines = [
        f"{state}: {rule['id']} ({rule['impact']}): {rule['help']}\n    "
        + "\n    ".join(
            f"{node['html'][:200]} | {(node['any'] or node['all'] or node['none'])[0]['message']}"
            for node in rule["nodes"][:4]
        )
        for rule in found["violations"]
    ]
    return lines, sum(len(rule["nodes"]) for rule in found["incomplete"])


def test_no_page_breaks_a_rule_of_axe(visitor, dataset, record_property):
    doubtful = next(f for f in dataset.findings if dataset.receipt(f).state == "doubtful")
    sound = next(f for f in dataset.findings if dataset.receipt(f).url)
    broken, undecided = [], 0
    for place in PLACES:
        if (place.of.startswith("/") and place.of != "/brief") or "normal" not in place.worlds:
            continue
        address = place.path.format(ID=sound.id, DOUBTFUL=doubtful.id)
        if place.of == "/brief":
            visitor.page.goto(visitor.server.url + address)
        else:
            visitor.open(address)
        found, more = violations(visitor.page, f"{place.of}, {place.state}")
        broken += found
        undecided += more
    record_property("undecided", undecided)
    print(f"axe leaves {undecided} nodes undecided")
    assert not broken, "\n".join(broken)
