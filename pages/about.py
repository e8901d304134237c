"""How far can I trust this?"""

from insights.app import about, screen
from insights.app.filters import show_way_back
from insights.app.menu import PAGES
from insights.app.session import current_faults, current_view
from insights.coverage import answer

view = current_view()

screen.show_message(PAGES["about"].question, answer(view.dataset))
show_way_back(view)
about.show(view, current_faults())
