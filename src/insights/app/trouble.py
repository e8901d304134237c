"""What visitors see while the dataset cannot be read: where, what, and never a traceback."""

from __future__ import annotations

import streamlit as st

from insights.draw import markup
from insights.reading import Fault
from insights.reading.live import State

MOST = 20


def show_trouble(state: State) -> None:
    """In place of every page, while there is no sound dataset at all."""
    count = len([fault for fault in state.faults if fault.level == "error"])
    faults = "1 fault" if count == 1 else f"{count} faults"
    more = f" The first {MOST} are:" if count > MOST else ""
    st.html(
        markup.trouble(
            f"Its files hold {faults}, and showing part of it would mislead. Whoever looks after "
            f"it: mend what is listed here and the page comes back by itself.{more}",
            [_said(fault) for fault in state.faults[:MOST]],
        )
    )


def show_stale(state: State) -> None:
    """Above the page, while a newer edit is broken and the last sound one is shown."""
    first = " ".join(_said(state.faults[0]))
    st.html(
        markup.notice(
            "The newest edit of the dataset cannot be read, so the last sound one is shown. "
            f"First fault: {first}"
        )
    )


def _said(fault: Fault) -> tuple[str, str, str]:
    return (f"{fault.file}, line {fault.line}:", fault.what, fault.advice)
