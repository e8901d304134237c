"""Claims, messages and charts as pictures: `/card/{finding}.png`, `/card/brief.svg?theme=trust`.

A picture is small, but drawing it takes a while: it is drawn in turn, and kept for who asks next.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import cast

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.exports import PICTURES, card
from insights.exports.card import OTHERS, card_address
from insights.model import Dataset, Finding, slug
from insights.reading.served import served
from insights.selection import MOST_FIELDS, QueryError, Unknown, explain, parse
from insights.typeset import Picture
from insights.view import View
from insights.web.addresses import asked_in
from insights.web.caching import answer, in_turn, tag

# A link that says more than this is nobody's question.
MOST_BYTES = 4_000
_NAME = re.compile(rf"(.{{1,80}})\.({'|'.join(PICTURES)})", re.DOTALL)
# A picture that is opened by itself loads and runs nothing.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
}


async def _card(request: Request) -> Response:
    dataset = served().now().dataset
    if dataset is None:
        return _refuse("There is no sound dataset to draw from at the moment: see /healthz.", 503)
    name = _NAME.fullmatch(request.path_params["name"])
    if name is None:
        return _refuse(
            "A picture is called after a finding, or brief, or themes, and ends with "
            f"{' or '.join(f'.{form}' for form in PICTURES)}."
        )
    asked, form = name[1], cast(Picture, name[2])
    if asked in OTHERS:
        return await _of_selection(request, dataset, asked, form)
    finding = dataset.finding_by_id.get(slug(asked))
    if finding is None:
        return _refuse(explain(Unknown("id", slug(asked) or asked), dataset))
    if finding.id != asked:  # an alias, or the id in other letters
        target = card_address(finding.id, form).removeprefix("card/")
        return Response(status_code=301, headers={"Location": target})
    etag = tag(dataset, "card", finding.id, form)
    return await _sent(request, etag, finding.id, finding, dataset, form)


async def _of_selection(request: Request, dataset: Dataset, name: str, form: Picture) -> Response:
    raw: bytes = request.scope["query_string"]
    if len(raw) > MOST_BYTES:
        return _refuse(f"The query has {len(raw)} bytes; it may have {MOST_BYTES}.", 414)
    try:
        view = View(dataset, parse(asked_in(raw), dataset))
    except QueryError:
        return _refuse(f"The query has over {MOST_FIELDS} fields. Write fewer.", 400)
    etag = tag(dataset, "card", name, form, view.selection)
    return await _sent(request, etag, name, view, dataset, form)


async def _sent(
    request: Request, etag: str, name: str, of: View | Finding, dataset: Dataset, form: Picture
) -> Response:
    headers = {**_HEADERS, "Content-Disposition": f'inline; filename="{name}.{form}"'}
    make = partial(_drawn, etag, name, of, dataset, form)
    return await in_turn(partial(answer, request, etag, PICTURES[form].media_type, make, headers))


@lru_cache(maxsize=128)
def _drawn(etag: str, name: str, of: View | Finding, dataset: Dataset, form: Picture) -> bytes:
    # The tag is there so that whatever changes the answer has it drawn anew.
    if isinstance(of, Finding):
        return card.claim(dataset, of, form)
    return card.themes(of, form) if name == "themes" else card.picture(of, form)


def _refuse(sentence: str, status: int = 404) -> Response:
    return PlainTextResponse(f"{sentence}\n", status, {"Cache-Control": "no-store"})


routes = [Route("/card/{name}", _card)]
