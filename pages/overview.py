"""What should government keep, leave and start?"""

from insights.app import screen
from insights.app.filters import show_filtered
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.brief import Brief

view = current_view()
brief = Brief(view)

screen.show_front_message(PAGES["overview"].question, brief)
if not view.selection.is_empty:
    show_filtered(view, page="")
if view.count or view.selection.is_empty:
    screen.show_answer(brief)
else:
    screen.show_nothing(view)
if view.selection.is_empty:
    show_filtered(view, page="")
screen.show_sentence(view)
if view.count:
    screen.show_below(brief)
    screen.show_interactive(brief.themes, "Themes as an interactive chart", key="themes-chart")
