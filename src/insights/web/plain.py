"""What our own plain pages share: one style sheet, served as a file, and what they may load."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from insights.looks import colour_variables
from insights.web.caching import answer


def page_headers(style: str = "'self'") -> dict[str, str]:
    """No script, nothing from elsewhere: such a page is text, links and one style sheet.

    `style` is where a policy says that one is: a file of ours, or the hash of one in the page.
    """
    allowed = (
        "default-src 'none'",
        f"style-src {style}",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
    return {"Content-Security-Policy": "; ".join(allowed), "X-Content-Type-Options": "nosniff"}


PAGE_HEADERS = page_headers()
_RULES = Path(__file__).with_name("plain.css")


@lru_cache(maxsize=1)
def _sheet() -> bytes:
    return f":root{{{colour_variables()}}}\n{_RULES.read_text(encoding='utf-8')}".encode()


def _style(request: Request) -> Response:
    etag = f'W/"{hashlib.sha256(_sheet()).hexdigest()[:32]}"'
    return answer(request, etag, "text/css", _sheet, {"X-Content-Type-Options": "nosniff"})


routes = [Route("/plain.css", _style)]
