"""What is done once when the server starts, so that the first visitor does not wait for it."""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from insights.brief import Brief
from insights.draw import front, markup
from insights.reading.served import served
from insights.rooms.kept import kept_rooms
from insights.rooms.room import NotKeptError
from insights.web import explorer
from insights.web.sockets import allow_many, answer_at_once

log = logging.getLogger("insights")


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:
    """Import what is slow, read the dataset, draw once, and spare it all from collection."""
    _log_changes()
    answer_at_once()
    allow_many()
    importlib.import_module("pandas")  # Streamlit asks for it with the first visitor
    state = served().now()
    for fault in state.faults:
        log.log(logging.ERROR if fault.level == "error" else logging.WARNING, "%s", fault)
    if state.dataset is not None:
        view = state.dataset.select()
        brief = Brief(view)
        front.answer(brief)
        front.below(brief)
        markup.finding_list(view, view.findings[:1])
        explorer.addresses(state.dataset)
    _purge_rooms()
    gc.collect()
    gc.freeze()
    yield {}


def _purge_rooms() -> None:
    """Let go of rooms whose time is over, also where nobody asks for one any more."""
    try:
        if over := kept_rooms().purge():
            log.info("%d rooms were erased: their time was over.", over)
    except NotKeptError as error:
        log.warning("%s", error)


def _log_changes() -> None:
    """Let the one line about each change of the dataset through, where nobody set up logging."""
    log.setLevel(logging.INFO)
    if not log.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
