"""The table of what is looked at in a browser names every page and every route there is."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from tests.browser.everywhere import NO_PAGES, PLACES, WORLDS, pages_there_are, paths


def test_every_page_and_every_route_that_answers_with_one_is_looked_at():
    assert {place.of for place in PLACES} == pages_there_are()


def test_a_route_that_is_added_is_a_page_until_somebody_says_that_it_is_none():
    added = Route("/news", Response("news"))
    assert paths([added]) == ["/news"]
    assert not "/news".startswith(tuple(NO_PAGES))


def test_every_page_is_looked_at_in_several_states_and_every_world_has_its_places():
    for world in WORLDS:
        assert any(world in place.worlds for place in PLACES), world
    for page in pages_there_are():
        looked_at = [
            (place.state, world) for place in PLACES if place.of == page for world in place.worlds
        ]
        # What only says that nothing is there has no other state.
        assert len(looked_at) > 1 or page.endswith(("/{rest:path}", "/stage", "/room")), page
