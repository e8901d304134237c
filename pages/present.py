"""How do I show it to a room?"""

from insights.app import present, screen
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.draw.present import runs_headline

view = current_view()
composed = present.composition(view)

screen.show_message(PAGES["present"].question, runs_headline(view.dataset.runs))
present.show(view, composed)
screen.show_sentence(view)
