"""What is wrong with an address, said so that it can be mended."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from insights.model import is_unseen
from insights.reading.faults import shown

_LABEL = re.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile("[0-9]+|0x[0-9a-f]*")
_HALF_CODE = re.compile("%(?![0-9A-Fa-f]{2})")
_AT_HOME = ("localhost", "local", "internal", "home.arpa")
_LONGEST = 2_000
_LONGEST_HOST = 253

_AS_SHOWN = "write the address as the browser shows it"


class AddressFault(NamedTuple):
    """What is wrong with an address, and what to write."""

    what: str
    advice: str


def fault_in_address(text: str) -> AddressFault | None:
    """Say why a text is no address of a page on the public web; None where it is one.

    >>> fault_in_address("https://user:pw@example.org/").what
    'the address holds a user name or a password'
    >>> fault_in_address("https://example.org/report") is None
    True
    """
    if len(text) > _LONGEST:
        return AddressFault(f"the address has {len(text):,} letters", "write its short form")
    scheme, colon, rest = text.partition(":")
    if not colon or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+-]*", scheme):
        what = f"{shown(text)} is not an address"
        return AddressFault(
            what, "write the whole address, beginning with https:// and without spaces"
        )
    if scheme not in ("http", "https"):
        what = f"the address begins with {shown(scheme)[1:-1]}:"
        return AddressFault(what, "write an address that begins with https://")
    if not rest.startswith("//"):
        return AddressFault(f"{shown(text)} has no // behind {scheme}:", _AS_SHOWN)
    server, path = _divided(rest[2:])
    if "@" in server:
        # The address is not shown: what it holds may be a secret.
        what = "the address holds a user name or a password"
        return AddressFault(what, "take out what stands before the @, and the @")
    return _fault_in_server(text, server) or _fault_in_path(text, path)


def _divided(rest: str) -> tuple[str, str]:
    at = re.search(r"[/?#\\]", rest)
    return (rest[: at.start()], rest[at.start() :]) if at else (rest, "")


def _fault_in_server(text: str, server: str) -> AddressFault | None:
    host, _, port = server.partition(":")
    if server.startswith("[") or _NUMBER.fullmatch(host.rpartition(".")[2].lower()):
        return AddressFault(f"{shown(text)} names a host by its number", "write its name")
    if re.search(r"[%\s]", host):
        return AddressFault(f"the host of {shown(text)} is written in code", _AS_SHOWN)
    if not host.isascii():
        what = f"the host {shown(host)} has letters other than a to z"
        return AddressFault(what, f"write it as browsers send it{_sent(host)}")
    if ":" in server and not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65_536):
        return AddressFault(f"{shown(text)} has no port that exists", _AS_SHOWN)
    if host.endswith("."):
        return AddressFault(f"the host of {shown(text)} ends with a dot", "take the dot out")
    labels = host.lower().split(".")
    if any(f".{host.lower()}".endswith(f".{name}") for name in _AT_HOME):
        what = f"{shown(text)} leads to a host that only you can reach"
        return AddressFault(what, _AS_SHOWN)
    is_name = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not is_name or len(host) > _LONGEST_HOST:
        return AddressFault(f"{shown(text)} leads to no host on the web", _AS_SHOWN)
    return None


def _fault_in_path(text: str, path: str) -> AddressFault | None:
    if found := re.search(r"\s", path):
        what = f"{shown(text)} holds a space"
        return AddressFault(what, "write %20 for it" if found[0] == " " else "take it out")
    if "\\" in path:
        return AddressFault(f"{shown(text)} holds a backslash", "write / instead")
    if path and not path.startswith("/"):
        return AddressFault(f"{shown(text)} has no / behind its host", f"write / before {path[0]}")
    if _HALF_CODE.search(path):
        what = f"{shown(text)} holds a % without the two digits of a code"
        return AddressFault(what, "write %25 for a percent sign")
    decoded = unquote(path, errors="replace")
    if any(map(is_unseen, decoded)):
        return AddressFault(
            f"{shown(text)} holds a code for a letter that cannot be seen", _AS_SHOWN
        )
    steps = unquote(re.split("[?#]", path)[0], errors="replace").replace("\\", "/").split("/")
    if ".." in steps or "." in steps:
        return AddressFault(f"{shown(text)} holds a step . or .. in its path", _AS_SHOWN)
    return None


def _sent(host: str) -> str:
    try:
        return f": {host.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""
