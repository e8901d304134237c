"""The filters: facets in the sidebar on every page, and what is filtered, said in words."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from insights.app.companion import companion
from insights.app.session import BOUND, SORT_LABELS, current_look, forget_unknown
from insights.draw import markup
from insights.model import Dataset
from insights.selection import FACETS
from insights.view import View
from insights.workbench.ledger import since

FIRST = ("category", "theme", "source")


def show_facets(dataset: Dataset) -> None:
    """Draw every facet, bound to the URL. On every page: a page without them loses its filters."""
    with st.sidebar:
        _search()
        for key in FIRST:
            _facet(dataset, key)
        with st.expander("More filters"):
            for key in BOUND[len(FIRST) :]:
                _facet(dataset, key)
        _order()


def keep_facets(dataset: Dataset) -> None:
    """The same facets unseen, where the page itself has others: they keep what is filtered."""
    with st.container(key="kept"):
        _search()
        for key in BOUND:
            _facet(dataset, key)
        _order()


def _search() -> None:
    st.text_input(
        "Search findings", key="q", bind="query-params", type="search", on_change=forget_unknown
    )


def _order() -> None:
    st.selectbox("Order", SORT_LABELS, key="sort", bind="query-params")


def _facet(dataset: Dataset, key: str) -> None:
    facet = FACETS[key]
    labels = [option.label for option in facet.options(dataset)]
    if key == "actor":
        st.multiselect(facet.title, labels, key=key, bind="query-params", on_change=forget_unknown)
    elif labels:
        st.pills(
            facet.title,
            labels,
            selection_mode="multi",
            key=key,
            bind="query-params",
            on_change=forget_unknown,
            width="stretch",
        )


def show_counts(view: View) -> None:
    """Write beside each option how many findings choosing it would give.

    A count inside the label would end up in the URL, so it is generated content, which screen
    readers read as part of the button's name.
    """
    rules = [
        f".st-key-{key} button:nth-of-type({at})::after{{content:'{count}'}}"
        for key in BOUND
        if key != "actor"  # no list of buttons
        for at, count in enumerate(view.counts(key).values(), start=1)
    ]
    st.html(f"<style>{''.join(rules)}</style>")


def show_filtered(view: View, page: str, **own: str | Sequence[str]) -> None:
    """Say what is filtered; each part and the whole can be dropped with one click.

    `own` are fields of the page's address that choose no finding; dropping a filter keeps them,
    and a copied link carries them.
    """
    with _bar():
        st.html(markup.filtered(view, page, **own), width="content")
        _companion(view, **own)
    for sentence in markup.first_notices(view.unknown):
        st.html(markup.notice(sentence))


def show_filtered_aside(view: View) -> None:
    """The same in the sidebar, beside Explore, which says and does it itself."""
    # Another selection starts at its first page.
    own = {key: value for key, value in current_look().items() if key != "offset"}
    with st.sidebar:
        st.html(markup.filtered(view, "explore", **own))
    with st.container(key="unseen"):
        companion(says="", query="")


def show_way_back(view: View) -> None:
    """On a page that filters do not change: the way back to what they leave."""
    with _bar():
        st.html(markup.way_back(view, **current_look()), width="content")
        _companion(view)


def show_since(view: View) -> None:
    """Where a link was copied from another state of the data: what changed since."""
    if asked := st.query_params.get("as_of"):
        changed = since(view.dataset, asked)
        if changed.sentence:
            st.html(markup.since(changed.sentence, changed.touched))


def _bar() -> DeltaGenerator:
    return st.container(key="filtered", horizontal=True, vertical_alignment="center", gap="small")


def _companion(view: View, **own: str | Sequence[str]) -> None:
    companion(
        says="" if view.selection.is_empty else f"{view.count} of {view.of} findings",
        query=link_query(view, **own),
    )


def link_query(view: View, **own: str | Sequence[str]) -> str:
    """What a copied link carries: ids, which outlast a reworded label, and the data's state."""
    stamp = {"as_of": view.dataset.fingerprint[:8]}
    return "&".join(
        filter(None, (urlencode(own, doseq=True), view.selection.query, urlencode(stamp)))
    )
