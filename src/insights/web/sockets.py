"""Small answers go out at once, and many people may be connected."""

from __future__ import annotations

import gc
import importlib
import socket
from contextlib import suppress

MOST_OPEN = 65_536


def answer_at_once() -> int:
    """Let no listening socket of this process hold back what is short; how many there are.

    `streamlit run` opens its socket without naming the protocol, so asyncio does not take it for
    TCP and leaves Nagle's algorithm on: on a kept connection, the body of each small answer then
    waits some 40 ms for the other side to confirm its head. A page asks for a hundred small files.
    What is accepted inherits the option. Under uvicorn's own socket it is on already.
    """
    listening = [one for one in gc.get_objects() if type(one) is socket.socket and _listens(one)]
    for one in listening:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(listening)


def allow_many() -> int:
    """Let this process have as many files and connections open as it may; how many these are.

    Systems let a program have 1,024 until it asks for more. An open page takes four of them, and
    one that loads six more for a moment, so that a hundred people who come at once are too many:
    then nobody is let in, and the log fills up. 0 where the system has no such limit.
    """
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # Windows
        return 0
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    wanted = MOST_OPEN if hard == unlimited else min(hard, MOST_OPEN)
    if soft == unlimited or soft >= wanted:
        return int(soft)
    with suppress(OSError, ValueError):  # some systems say more than they give
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return int(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _listens(one: socket.socket) -> bool:
    try:
        if one.family not in (socket.AF_INET, socket.AF_INET6) or one.type != socket.SOCK_STREAM:
            return False
        return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:  # closed, or a system that cannot say
        return False
