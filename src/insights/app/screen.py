"""The parts a page is made of. A page reads like a description of the screen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from insights.app.session import current_mode
from insights.charts import Chart
from insights.draw import markup
from insights.draw.plotly import figure
from insights.headline import leading_figures
from insights.model import Finding
from insights.view import View


def show_message(question: str, sentence: str, receipt: tuple[str, str] | None = None) -> None:
    """The question of the page, small, and the answer, large, with what bears it."""
    st.html(markup.message(question, sentence, receipt))


def show_figures(view: View) -> None:
    """The leading figures of the sources; nothing where the selection holds none."""
    shown = leading_figures(view)
    if shown:
        st.html(markup.figures(view, shown))


def show_columns(view: View) -> None:
    """Keep, leave and start side by side."""
    st.html(markup.columns(view))


def show_sentence(view: View) -> None:
    """The denominator sentence: what is counted, of how many."""
    st.html(markup.paragraph(f"{view.sentence} {_stamp(view)}"))


def show_stamp(view: View) -> None:
    """Which state of the data this is, where nothing is counted."""
    st.html(markup.paragraph(_stamp(view)))


def _stamp(view: View) -> str:
    return f"As of {view.dataset.about.as_of} · {view.dataset.fingerprint[:8]}"


def show_chart(chart: Chart, key: str) -> None:
    """A chart with its sentence, and its numbers as a table."""
    st.html(markup.chart_head(chart))
    if not chart.rows:
        return
    st.plotly_chart(
        figure(chart, current_mode()),
        key=key,
        theme=None,
        config={"displayModeBar": False, "responsive": True},
        alt=chart.alt,
    )
    st.html(markup.on_paper(chart) + markup.table(chart))


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
