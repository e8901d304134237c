"""What does this room say?"""

from insights.app import present, screen, workshop
from insights.app.menu import PAGES
from insights.app.session import current_view

view = current_view()

screen.show_message(
    PAGES["workshop"].question,
    "A room's own answers stand beside the evidence, never in it",
)
workshop.show(view, present.composition(view))
screen.show_stamp(view)
