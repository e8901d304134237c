"""Which ones, exactly?"""

from insights.app import screen
from insights.app.filters import show_filtered
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.headline import summary

view = current_view()

screen.show_message(PAGES["board"].question, summary(view))
show_filtered(view, page="board")
if view.count:
    screen.show_board(view)
else:
    screen.show_nothing(view)
screen.show_sentence(view)
