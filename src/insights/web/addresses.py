"""The first page load of a link: ids, aliases and labels become what the widgets can read.

Widgets bound to the URL read labels and silently drop everything else. One redirect turns any
spelling of a value into its label and puts unknown values aside, so that they can be named.
"""

from __future__ import annotations

from itertools import compress
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from insights.model import Dataset, slug
from insights.reading.served import served
from insights.selection import MOST_FIELDS, OTHER_KEYS, address, fields_of, parse

PAGES = Path(__file__).resolve().parents[3] / "pages"
# Keys of the platform and of link trackers: they are nobody's filter and pass as they are.
_FOREIGN = ("embed", "embed_options", "fbclid", "gclid", "mc_cid", "mc_eid", "ref")


# What a page is asked besides: which run, and which of its scenes.
_OWN = {page: OTHER_KEYS | {"run", "scene"} for page in ("present", "workshop")}
# Folders of plain routes: /api/sources is no page.
_PLAIN = frozenset({"api", "stage", "room"})


def is_of_trackers(key: str) -> bool:
    """Whether a key is the platform's or a link tracker's: nobody means a filter by it."""
    return key in _FOREIGN or key.startswith("utm_")


def asked_in(query: bytes) -> list[tuple[str, str]]:
    """The fields of a query as it was sent, without those of the platform and of link trackers.

    Raises
    ------
    QueryError: if it has more than 500 fields.
    """
    fields = fields_of(query.decode("utf-8", "replace"))
    return [field for field in fields if not is_of_trackers(field[0])]


def canonical(page: str, fields: list[tuple[str, str]], dataset: Dataset) -> list[tuple[str, str]]:
    """The fields that a page's address should have; equal to `fields` where nothing is to do."""
    own_keys = _OWN.get(page, OTHER_KEYS)
    passes = [key in own_keys or is_of_trackers(key) for key, _ in fields]
    foreign = list(compress(fields, passes))
    asked = [field for field, is_foreign in zip(fields, passes, strict=True) if not is_foreign]
    own: list[tuple[str, str]] = []
    if page == "finding":  # here the id names the page's finding and filters nothing
        found = dataset.finding_by_id
        ids = [value for key, value in asked if key == "id"]
        own = [("id", found[slug(i)].id if slug(i) in found else i) for i in ids]
        asked = [(key, value) for key, value in asked if key != "id"]
    return own + address(parse(asked, dataset), dataset) + foreign


class CanonicalAddresses:
    """Redirect the first load of a page whose query is spelt in another way than the widgets'."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.pages = frozenset({"", *(file.stem for file in PAGES.glob("*.py"))})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with one redirect where needed; pass everything else on."""
        answer = self._redirect(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    def _redirect(self, scope: Scope) -> Response | None:
        folder, _, page = scope["path"].rpartition("/")
        if scope["method"] != "GET" or page not in self.pages or not scope["query_string"]:
            return None
        if _PLAIN & {*folder.split("/")}:
            return None
        dataset = served().now().dataset
        if dataset is None:
            return None
        try:
            fields = parse_qsl(
                scope["query_string"].decode("latin-1"),
                keep_blank_values=True,
                max_num_fields=MOST_FIELDS,
            )
        except ValueError:
            return PlainTextResponse(
                f"This link has over {MOST_FIELDS} filters. Shorten it.\n", status_code=400
            )
        wanted = canonical(page, fields, dataset)
        if sorted(wanted) == sorted(fields):
            return None
        # Relative to the page itself, so that it holds under any base path and for any host.
        target = f"{page or '.'}?{urlencode(wanted)}" if wanted else page or "."
        return Response(status_code=307, headers={"Location": target, "Cache-Control": "no-store"})
