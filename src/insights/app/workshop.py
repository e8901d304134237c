"""Starting a room: which run, what the session is called, and the link of the room."""

from __future__ import annotations

from urllib.parse import urljoin

import streamlit as st

from insights.app.filters import show_filtered
from insights.app.present import show_passed_over
from insights.citation import public_address
from insights.draw import markup
from insights.draw.present import Composition, no_run
from insights.draw.rooms import room_address, started, what_happens, workshop
from insights.rooms.kept import kept_rooms
from insights.rooms.room import NotKeptError, Room, RoomError
from insights.rooms.store import Store
from insights.view import View


def show(view: View, composed: Composition | None) -> None:
    """What a room is, the run it is led through, and the way to start one."""
    rooms = _rooms()
    if isinstance(rooms, NotKeptError):
        st.html(markup.notice(str(rooms)))
    if composed is None:
        st.html(no_run())
        return
    show_passed_over(composed)
    if isinstance(rooms, Store):
        st.html(workshop(composed))
        if not (view.count or view.selection.is_empty):
            st.html(
                markup.notice("No finding matches the filters: scenes that show any are empty.")
            )
        _show_form(rooms, composed)
        # Right below the button: whoever pressed it on a phone sees nothing of what stands above.
        if room := st.session_state.get("started"):
            _show_link(room, composed.view)
        st.html(what_happens(rooms.days))
    scenes = [value for _, value in composed.performance.fields]
    show_filtered(view, page="workshop", run=composed.run.id, scene=scenes)


def _rooms() -> Store | NotKeptError:
    """Where rooms are kept, or why they cannot be."""
    try:
        rooms = kept_rooms()
    except NotKeptError as error:
        return error
    return rooms.problem() or rooms


def _show_form(rooms: Store, composed: Composition) -> None:
    with st.form("start", border=False):
        # No `max_chars`: the field would drop a longer name that is pasted, without a word.
        name = st.text_input(
            "Name of the session", placeholder="Autumn retreat of the service team", width=560
        )
        if st.form_submit_button("Start a room", type="primary"):
            try:
                dataset = composed.view.dataset
                run = composed.performance.as_run()
                st.session_state["started"] = rooms.create(name, run, dataset)
            except RoomError as error:
                st.session_state.pop("started", None)
                st.html(markup.notice(str(error)))


def _show_link(room: Room, view: View) -> None:
    address = room_address(room.token, view.selection.query)
    st.html(started(room.name, address, room.ends))
    # What the visitor's own browser says of where it is is shown to nobody else.
    link = public_address(address) or urljoin(st.context.url or "", address)
    st.code(link, language=None, wrap_lines=True)
