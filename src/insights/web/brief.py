"""The brief as plain HTML: `/brief`, and with a query, as in `/brief?theme=trust`.

It is made once for each question and kept, compressed, for who asks next. However many questions
are asked, only the latest are kept.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from insights.brief import Brief
from insights.draw.brief_page import own_style, served_page, trouble_page
from insights.draw.front import Taking, taking
from insights.draw.html import page_address
from insights.exports import BRIEFS
from insights.model import Dataset
from insights.reading.live import State
from insights.reading.served import served
from insights.selection import MOST_FIELDS, QueryError, parse
from insights.view import View
from insights.web.addresses import asked_in
from insights.web.caching import Packed, once, packed, send_packed, tag
from insights.web.plain import page_headers

# A page repeats its query in a handful of links, and is to stay small.
MOST_BYTES = 4_000
MOST_KEPT = 64
_kept: OrderedDict[str, Packed] = OrderedDict()


async def _brief(request: Request) -> Response:
    state = served().now()
    dataset, older = state.dataset, _older(state)
    if dataset is None:
        return _refuse(
            503,
            "The evidence cannot be shown at the moment",
            "Its files hold a fault, and showing part of it would mislead. Ask again later: "
            "the page comes back as soon as the fault is mended.",
        )
    query = request.scope["query_string"]
    if len(query) > MOST_BYTES:
        return _refuse(
            414,
            "This link is too long",
            f"Its filters take {len(query)} bytes, and {MOST_BYTES} are the most. "
            "Ask with fewer, or use Explore.",
        )
    name = tag(dataset, "brief", query, older)
    if (sent := _kept.get(name)) is not None:
        _kept.move_to_end(name)
    else:
        try:
            sent = await once(partial(_made, name, dataset, query, older))
        except QueryError:
            what = f"It has over {MOST_FIELDS} filters. Ask with fewer."
            return _refuse(400, "This link is too long", what)
        _kept[name] = sent
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return send_packed(request, sent, "text/html", page_headers(own_style()))


def _made(name: str, dataset: Dataset, query: bytes, older: str) -> Packed:
    # Who asked at the same time may have had it made.
    if (kept := _kept.get(name)) is not None:
        return kept
    return packed(page(dataset, query, older), level=9)


def _older(state: State) -> str:
    """That a newer edit of the data cannot be shown; empty where the newest is."""
    if not state.is_stale:
        return ""
    since = f", read on {state.since:%Y-%m-%d at %H:%M %Z}" if state.since else ""
    return f"The newest edit of the dataset cannot be read, so the last sound one{since} is shown."


def page(dataset: Dataset, query: bytes, older: str = "") -> bytes:
    """The whole page for a query as it stands in the address.

    `older` is the sentence that tells of a newer edit that cannot be shown, if there is one.

    Raises
    ------
    QueryError: if the query has too many fields.
    """
    view = View(dataset, parse(asked_in(query), dataset))
    brief = Brief(view)
    pages = [
        Taking(label, page_address(name, view), False)
        for name, label in (("board", "Board"), ("explore", "Explore"))
    ]
    files = [one for one in taking(brief, BRIEFS.items()) if one.is_file]
    return served_page(brief, [*files, *pages], older).encode()


def _refuse(status: int, title: str, sentence: str) -> Response:
    headers = page_headers(own_style()) | {"Cache-Control": "no-store"}
    return HTMLResponse(trouble_page(title, sentence), status, headers)


routes = [Route("/brief", _brief)]
