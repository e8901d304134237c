"""What explains it?"""

from insights.app import screen
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.headline import headline

view = current_view()

screen.show_message(PAGES["lenses"].question, headline(view))
