"""What visitors see while the dataset cannot be read: where, what, and never a traceback."""

from __future__ import annotations

import streamlit as st

from insights.draw import markup
from insights.reading import Fault
from insights.reading.live import State
from insights.reading.served import served

MOST = 20
SECONDS_BETWEEN_LOOKS = 3


def show_trouble(state: State) -> None:
    """In place of every page, while there is no sound dataset at all."""
    faults = _errors(state)
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    more = f" The first {MOST} are:" if len(faults) > MOST else ""
    st.html(
        markup.trouble(
            f"Its files hold {count}, and showing part of it would mislead. Whoever looks after "
            f"it: mend what is listed here and the page comes back by itself.{more}",
            [_said(fault) for fault in faults[:MOST]],
        )
    )
    _come_back_by_itself()


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _come_back_by_itself() -> None:
    if served().now().dataset is not None:
        st.rerun()


def show_stale(state: State) -> None:
    """Above the page, while a newer edit is broken and the last sound one is shown."""
    errors = _errors(state)
    where, what, advice = _said(errors[0])
    since = f", read on {state.since:%Y-%m-%d at %H:%M %Z}" if state.since else ""
    st.html(
        markup.stale(
            f"The newest edit of the dataset cannot be read, so the last sound one{since} is "
            f"shown. First fault: {where} {what}; {advice}.",
            "Its one fault" if len(errors) == 1 else f"All {len(errors)} faults",
        )
    )


def _errors(state: State) -> list[Fault]:
    return [fault for fault in state.faults if fault.level == "error"]


def _said(fault: Fault) -> tuple[str, str, str]:
    where = (
        "The folder of the dataset:" if fault.file == "." else f"{fault.file}, line {fault.line}:"
    )
    return (where, fault.what, fault.advice)
