"""The parts a page is made of. A page reads like a description of the screen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from insights.app.session import current_mode
from insights.board import Board
from insights.brief import Brief
from insights.charts import Chart
from insights.draw import front, markup
from insights.draw.board import board, foot
from insights.draw.plotly import figure
from insights.exports import BRIEFS
from insights.model import Finding
from insights.view import View


def show_message(question: str, sentence: str) -> None:
    """The question of the page, small, and the answer, large."""
    st.html(markup.message(question, sentence))


def show_front_message(question: str, brief: Brief) -> None:
    """The same over the front page, with the forms in which it can be taken along."""
    links = front.taking(brief, list(BRIEFS.items()))
    st.html(markup.message(question, brief.message, brief.bearing, front.take_along(links)))


def show_answer(brief: Brief) -> None:
    """The leading figures, and keep, leave and start side by side."""
    st.html(front.answer(brief))


def show_below(brief: Brief) -> None:
    """What is contested, what has no evidence, and all of it at a glance."""
    st.html(front.below(brief))


def show_interactive(chart: Chart, label: str, key: str) -> None:
    """The chart as Plotly draws it, to point at; its script is loaded only once this is opened."""
    with st.expander(label, key=key, on_change="rerun", type="compact") as folded:
        if not folded.open:
            return
        st.plotly_chart(
            figure(chart, current_mode()),
            theme=None,
            config={"displayModeBar": False, "responsive": True},
            alt=chart.alt,
        )


def show_board(view: View) -> None:
    """Every finding in its column, theme by theme."""
    st.html(board(Board(view)))
    st.html(foot(view))


def show_sentence(view: View) -> None:
    """The denominator sentence: what is counted, of how many."""
    st.html(markup.paragraph(f"{view.sentence} {_stamp(view)}"))


def show_stamp(view: View) -> None:
    """Which state of the data this is, where nothing is counted."""
    st.html(markup.paragraph(_stamp(view)))


def _stamp(view: View) -> str:
    return f"As of {view.dataset.about.as_of} · {view.dataset.fingerprint[:8]}"


def show_nothing(view: View) -> None:
    """An empty result says why, and what to do next."""
    st.html(markup.nothing(view))


def show_related(view: View, findings: Sequence[Finding]) -> None:
    """Other findings worth reading beside this one."""
    st.header("Related findings", anchor=False)
    if findings:
        st.html(markup.finding_list(view, findings))
    else:
        st.html(markup.paragraph("No other finding shares enough with this one."))
