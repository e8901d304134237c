"""Visitors without a browser: they ask for what a browser asks for and speak Streamlit's protocol.

A hundred real browsers need more than the machine that is measured has. To the server these are the
same: a first page, the files that belong to it, over at most six connections, a connection that
stays, widgets with values, messages that are held already. Only nothing is painted. Each answer is
compared with what the library says for the same filters; whatever differs is an error.
"""

from __future__ import annotations

import asyncio
import gzip
import re
import time
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from insights.draw import markup
from insights.model import Dataset

PATIENCE = 60.0
MOST_CONNECTIONS = 6  # as browsers do it
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class WrongAnswerError(Exception):
    """The server answered something else than it should."""


class Visitor:
    """Somebody with a page open, at an address as `http://127.0.0.1:8501`."""

    def __init__(self, url: str, dataset: Dataset) -> None:
        self.host = url.removeprefix("http://")
        self.dataset = dataset
        self.page = ""
        self._line: ClientConnection | None = None
        self._held: dict[str, ForwardMsg] = {}
        self._widgets: dict[str, WidgetState] = {}
        self._query = ""

    async def come(self, page: str = "", files: Sequence[str] = (), query: str = "") -> float:
        """Open a page; seconds until its first screen could be read. `page` is "" for Overview."""
        begun = time.perf_counter()
        lines: list[Line] = [await self._connected()]
        address = f"/{page}" + (f"?{query}" if query else "")
        first = (await self._get(lines[0], address)).decode()
        if "<html" not in first or (not page and '<h1 class="question">' not in first):
            raise WrongAnswerError(f"{address} was answered without its first screen")
        readable = time.perf_counter() - begun
        self.page, self._query = page, query
        wanted = iter(files)
        lines += [await self._connected() for _ in range(MOST_CONNECTIONS - 1) if files]
        await asyncio.gather(self._start(), *(self._fetch(line, wanted) for line in lines))
        return readable

    async def choose(self, key: str, *labels: str) -> float:
        """Choose these options of a facet and no others; seconds until all of the page was there.

        On Explore the browser answers by itself and tells the server the address afterwards; on the
        other pages the server draws the page again.
        """
        self._query = urlencode([(key, label) for label in labels])
        back = BackMsg()
        if self.page == "explore":
            back.rerun_script.is_history_navigation = True
        else:
            id_ = next(id_ for id_ in self._widgets if id_.endswith(f"-{key}"))
            self._widgets[id_].string_array_value.Clear()
            self._widgets[id_].string_array_value.data.extend(labels)
        return await self._run(back)

    async def is_there(self) -> bool:
        """Whether the connection still answers."""
        assert self._line
        return bool(await asyncio.wait_for(await self._line.ping(), PATIENCE) >= 0)

    async def leave(self) -> None:
        """Close the page."""
        if self._line:
            await self._line.close()

    async def get(self, address: str) -> bytes:
        """The body of a plain answer."""
        line = await self._connected()
        try:
            return await self._get(line, address)
        finally:
            line[1].close()

    async def _start(self) -> None:
        self._line = await connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=f"http://{self.host}",  # type: ignore[arg-type]
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        await self._run(BackMsg())

    async def _run(self, back: BackMsg) -> float:
        """Have the page drawn, and compare it with what the library says."""
        assert self._line
        said = back.rerun_script
        said.query_string, said.page_name = self._query, self.page
        said.widget_states.widgets.extend(self._widgets.values())
        said.cached_message_hashes.extend(self._held)
        begun = time.perf_counter()
        await self._line.send(back.SerializeToString())
        shown = await asyncio.wait_for(self._shown(self._line), PATIENCE)
        took = time.perf_counter() - begun
        # How many findings are shown; the links after it are each page's own.
        view = self.dataset.select(self._query)
        wanted = "\n".join(markup.filtered(view, self.page).splitlines()[:2])
        if not any(wanted in one for one in shown):
            said_instead = f"{len(shown)} parts, and none says {wanted}"
            raise WrongAnswerError(f"{self.page}?{self._query}: {said_instead}")
        return took

    async def _shown(self, line: ClientConnection) -> list[str]:
        """The texts of the page that is drawn next, up to its end."""
        texts = []
        while True:
            message = ForwardMsg.FromString(await line.recv(decode=False))
            if message.ref_hash:
                message = self._held[message.ref_hash]
            elif message.metadata.cacheable:
                self._held[message.hash] = message
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "exception":
                raise WrongAnswerError(f"an exception on the page: {element.exception}")
            if kind == "html":
                texts.append(element.html.body)
            elif kind in ("button_group", "multiselect"):
                id_ = getattr(element, kind).id
                self._widgets.setdefault(id_, WidgetState(id=id_)).string_array_value.SetInParent()
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return texts
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise WrongAnswerError("the page could not be drawn")

    async def _connected(self) -> Line:
        host, _, port = self.host.partition(":")
        return await asyncio.wait_for(asyncio.open_connection(host, int(port)), PATIENCE)

    async def _fetch(self, line: Line, wanted: Iterator[str]) -> None:
        try:
            for address in wanted:
                try:
                    await self._get(line, address)
                except (asyncio.IncompleteReadError, ConnectionError):
                    # Kept too long: servers close what is idle, and browsers ask once more.
                    line[1].close()
                    line = await self._connected()
                    await self._get(line, address)
        finally:
            line[1].close()

    async def _get(self, line: Line, address: str) -> bytes:
        return await asyncio.wait_for(self._answer(line, address), PATIENCE)

    async def _answer(self, line: Line, address: str) -> bytes:
        reader, writer = line
        asked = f"GET {address} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n\r\n"
        writer.write(asked.encode("ascii"))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        if not head.startswith("http/1.1 200 "):
            raise WrongAnswerError(f"{address}: {head.splitlines()[0]}")
        if length := re.search(r"^content-length: *(\d+)", head, re.M):
            body = await reader.readexactly(int(length[1]))
        else:
            body = b""
            while size := int(await reader.readline(), 16):
                body += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
        return gzip.decompress(body) if "content-encoding: gzip" in head else body
