"""The whole dataset to take away: `/dataset.json`, and `/dataset.zip` with its YAML files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from insights.model import Dataset
from insights.reading.served import served
from insights.web.caching import answer, in_turn, tag
from insights.workbench.yaml_text import files

# Zip files hold local times; a fixed one makes equal data equal bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@lru_cache(maxsize=2)
def as_json(dataset: Dataset) -> bytes:
    """The dataset as one JSON object: what it is, then each kind of record; findings resolved."""
    whole = dataset.model_dump(mode="json", exclude={"findings"})
    whole = {
        "fingerprint": dataset.fingerprint,
        **whole,
        "findings": [dataset.record(one) for one in dataset.findings],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


@lru_cache(maxsize=2)
def as_zip(dataset: Dataset) -> bytes:
    """The dataset as YAML files in a zip file, sound as a dataset again once unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files(dataset).items()):
            member = zipfile.ZipInfo(f"data/{name}", _NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, text.encode())
    return packed.getvalue()


def _route(ending: str, kind: str, make: Callable[[Dataset], bytes]) -> Route:
    async def respond(request: Request) -> Response:
        dataset = served().now().dataset
        if dataset is None:
            sentence = "There is no sound dataset to take at the moment: see /healthz."
            return PlainTextResponse(sentence, status_code=503)
        name = f"insights-{dataset.about.as_of}-{dataset.fingerprint[:8]}.{ending}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        made = partial(make, dataset)
        return await in_turn(
            partial(answer, request, tag(dataset, ending), kind, made, headers),
        )

    return Route(f"/dataset.{ending}", respond)


routes = [
    _route("json", "application/json", as_json),
    _route("zip", "application/zip", as_zip),
]
