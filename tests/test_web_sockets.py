"""Small answers do not wait for the other side to confirm their head."""

import socket

from insights.web.sockets import answer_at_once


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
