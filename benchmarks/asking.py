"""A small client that only asks: how long a server takes for many answers, in alternating blocks.

It keeps its connections, reads gzip, and always has a few questions open, so that the server is
never idle while this client works. It acknowledges at once what arrives: a server that sends head
and body apart may hold the body back until then (Nagle's algorithm), and a system takes up to 40 ms
for it. What that costs somebody who asks one thing after the other is measured by itself.

It starts as `python -m benchmarks.asking PORT REQUESTS PATH OTHER` and writes what a `Told` holds,
as JSON.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from benchmarks.servers import ROOT

CONNECTIONS = 4
BLOCKS = 10
ALONE = 40
MOST_AT_ONCE = 1 << 16


@dataclass(frozen=True)
class Told:
    """Seconds of each block of requests: for `path`, for `other`, and for `path` as held already.

    `sent` is how many bytes the body of `path` has as it is sent. `path_alone` and `other_alone`
    are seconds of single answers, acknowledged when the system likes.
    """

    requests: int
    sent: int
    path: list[float]
    other: list[float]
    held: list[float]
    path_alone: list[float]
    other_alone: list[float]


def asked(url: str, path: str, other: str, requests: int) -> Told:
    """What the client tells, which runs in a process of its own; `requests` are those of a kind."""
    port = str(urlsplit(url).port)
    command = [sys.executable, "-m", "benchmarks.asking", port, str(requests), path, other]
    told: dict[str, object] = json.loads(subprocess.check_output(command, cwd=ROOT, text=True))
    return Told(**told)  # type: ignore[arg-type]


def _question(path: str, more: str = "") -> bytes:
    said = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{more}\r\n"
    return said.encode("ascii")


def _answer(line: socket.socket, at_once: bool = True) -> tuple[str, bytes]:
    """Head and body of one answer; nothing else is on its way on this connection."""
    got = b""
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += _more(line, at_once)
    head, body = got[:end].decode("latin-1"), got[end + 4 :]
    if " 304 " not in head.partition("\r\n")[0]:
        length = re.search(r"(?im)^content-length: *(\d+)", head)
        if length is None:
            raise SystemExit(f"an answer does not say how long it is:\n{head}")
        while len(body) < int(length[1]):
            body += _more(line, at_once)
    return head, body


def _more(line: socket.socket, at_once: bool) -> bytes:
    if at_once:  # the system forgets it after a while
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
    if not (some := line.recv(MOST_AT_ONCE)):
        raise SystemExit("the server closed a connection that was to be kept")
    return some


def _block(lines: list[socket.socket], question: bytes, status: int, count: int) -> float:
    """Seconds for `count` answers, all of them with this status."""
    expected = f"HTTP/1.1 {status} "
    start = time.perf_counter()
    for line in lines:
        line.sendall(question)
    for number in range(count):
        line = lines[number % len(lines)]
        head, _ = _answer(line)
        if not head.startswith(expected):
            raise SystemExit(f"{question!r} was not answered with {status}:\n{head}")
        if number + len(lines) < count:
            line.sendall(question)
    return time.perf_counter() - start


def _alone(line: socket.socket, question: bytes) -> float:
    """Seconds for one answer, to somebody who asks for nothing else meanwhile."""
    start = time.perf_counter()
    line.sendall(question)
    _answer(line, at_once=False)
    return time.perf_counter() - start


def _lines(port: int, count: int, stack: ExitStack) -> Iterator[socket.socket]:
    for _ in range(count):
        line = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield line


def main(port: int, requests: int, path: str, other: str) -> Told:
    with ExitStack() as stack:
        lines = list(_lines(port, CONNECTIONS, stack))
        lines[0].sendall(_question(path))
        head, body = _answer(lines[0])
        tag = re.search(r"(?im)^etag: *(\S+)", head)
        if tag is None or not re.search(r"(?im)^content-encoding: *gzip", head):
            raise SystemExit(f"{path} was not answered with gzip and a tag:\n{head}")
        kinds = {
            "path": (_question(path), 200),
            "other": (_question(other), 200),
            "held": (_question(path, f"If-None-Match: {tag[1]}\r\n"), 304),
        }
        took: dict[str, list[float]] = {kind: [] for kind in kinds}
        for number in range(BLOCKS + 1):
            for kind, (question, status) in kinds.items():
                seconds = _block(lines, question, status, requests // BLOCKS)
                if number:  # the first blocks only warm up
                    took[kind].append(seconds)
        (line,) = _lines(port, 1, stack)
        for _ in range(ALONE):
            for kind in ("path", "other"):
                took.setdefault(f"{kind}_alone", []).append(_alone(line, kinds[kind][0]))
        return Told(requests=requests // BLOCKS * BLOCKS, sent=len(body), **took)


if __name__ == "__main__":
    print(json.dumps(asdict(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]))))
