"""Who may change something here: our own pages, and programs that are no browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from insights.citation import public_address

_USUAL_PORTS = {"http": 80, "https": 443}
_OWN_SITES = (None, "same-origin")


def is_foreign(request: Request) -> bool:
    """Whether a page of another origin had a browser send this.

    A browser says with everything that changes something which page it comes from; a request that
    says nothing was sent by no page. Own is what the request was sent to, or INSIGHTS_PUBLIC_URL.
    """
    origins = request.headers.getlist("origin")
    if not origins:
        return request.headers.get("sec-fetch-site") not in _OWN_SITES
    named = _place(origins[0])
    if len(origins) > 1 or named is None:
        return True
    if (public := public_address("")) is not None and named == _place(public):
        return False
    # A proxy in front may have taken off TLS, so the scheme is whatever the page says it is.
    scheme = named[0]
    return named != _place(f"{scheme}://{request.headers.get('host', '')}")


def _place(address: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address; None where it is none, as `null` is."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _USUAL_PORTS or not host or parts.username is not None:
        return None
    return parts.scheme, host, port or _USUAL_PORTS[parts.scheme]
