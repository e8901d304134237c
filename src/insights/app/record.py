"""One finding by its id: the whole record, the recording at the second, how to cite it."""

from __future__ import annotations

import streamlit as st

from insights.app import screen
from insights.app.filters import show_way_back
from insights.app.menu import PAGES
from insights.citation import citation
from insights.draw import markup
from insights.exports.card import FORMS, card_address
from insights.headline import related
from insights.model import Finding, slug
from insights.report import report
from insights.selection import Unknown, explain
from insights.view import View

QUESTION = PAGES["finding"].question


def show(view: View) -> None:
    """The finding that `?id=` names, or what became of it."""
    show_way_back(view)
    asked = st.query_params.get("id", "")
    finding = view.dataset.finding_by_id.get(asked)
    if finding is None:
        _show_missing(view, asked)
        return
    st.html(markup.record(view, finding, QUESTION))
    _show_recording(view, finding)
    st.header("Cite it", anchor=False)
    st.code(citation(view.dataset, finding), language=None, wrap_lines=True)
    st.html(markup.pictures({form.upper(): card_address(finding.id, form) for form in FORMS}))
    _show_report(view, finding)
    screen.show_related(view, related(view, finding))


def _show_missing(view: View, asked: str) -> None:
    is_gone = slug(asked) in view.dataset.withdrawn_by_id
    missing = "This finding was withdrawn" if is_gone else "No such finding"
    screen.show_message(QUESTION, missing if asked else "Which finding?")
    if asked:
        st.html(markup.notice(explain(Unknown("id", asked), view.dataset)))
        gone = view.dataset.withdrawn_by_id.get(slug(asked))
        if gone and gone.see:
            found = view.dataset.finding_by_id
            screen.show_related(view, [found[one] for one in gone.see if one in found])
    else:
        st.html(markup.paragraph("Pick one on Explore, or put its id in the address: ?id=…"))
    screen.show_stamp(view)


def _show_report(view: View, finding: Finding) -> None:
    """How to tell the curators what is wrong with it, folded away until somebody wants to."""
    about_it = report(view.dataset, finding)
    with st.expander("Report a mistake", type="compact"):
        st.html(markup.report_link(about_it.address))
        st.code(about_it.text, language=None, wrap_lines=True)


def _show_recording(view: View, finding: Finding) -> None:
    """The recording at the second, only after a click: before it no other host is asked."""
    receipt = view.dataset.receipt(finding)
    video = view.dataset.source_by_id[finding.source].video
    if receipt.state != "exact" or not video:
        return
    if st.session_state["playing"] != finding.id:
        st.button(
            f"Play the recording here at {receipt.text}",
            on_click=lambda: st.session_state.update(playing=finding.id),
        )
        st.html(
            markup.paragraph(
                "Playing loads the video from youtube-nocookie.com; until then nothing is asked of "
                "any other host."
            )
        )
        return
    st.iframe(
        f"https://www.youtube-nocookie.com/embed/{video}?start={receipt.seconds}&autoplay=1",
        height=420,
        alt=f"Recording of {view.dataset.source_by_id[finding.source].title} at {receipt.text}",
    )
