"""Small answers do not wait for the other side to confirm their head; many may be connected."""

import socket

import pytest

from insights.web.sockets import MOST_OPEN, allow_many, answer_at_once


def test_what_a_listening_socket_accepts_sends_at_once():
    # As Streamlit opens it: no protocol named.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert answer_at_once() >= 1
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_other_sockets_are_left_alone():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as unbound:
        closed = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        closed.close()
        before = unbound.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        answer_at_once()
        assert unbound.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == before


def test_more_may_be_open_than_a_system_allows_without_being_asked():
    resource = pytest.importorskip("resource", reason="this system has no such limit")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    hard = MOST_OPEN if before[1] == resource.RLIM_INFINITY else before[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
    try:
        assert allow_many() == min(hard, MOST_OPEN)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(hard, MOST_OPEN), before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
