"""Small answers go out at once."""

from __future__ import annotations

import gc
import socket


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


def _listens(one: socket.socket) -> bool:
    try:
        if one.family not in (socket.AF_INET, socket.AF_INET6) or one.type != socket.SOCK_STREAM:
            return False
        return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:  # closed, or a system that cannot say
        return False
