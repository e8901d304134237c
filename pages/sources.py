"""Where was it said?"""

import streamlit as st

from insights.app import screen
from insights.app.filters import show_filtered
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.charts import along_source, places
from insights.draw import sources

view = current_view()

screen.show_message(PAGES["sources"].question, places(view))
show_filtered(view, page="sources")
screen.show_sentence(view)
if view.of and not view.count:
    screen.show_nothing(view)
for part in sources.parts(view, [along_source(view, source) for source in view.dataset.sources]):
    st.html(part)
