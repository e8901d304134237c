"""What explains it?"""

from insights.app import lenses, screen
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.charts.lenses import lens_pictures, lenses_headline

view = current_view()
pictures = lens_pictures(view)

screen.show_message(PAGES["lenses"].question, lenses_headline(view, pictures))
lenses.show(view, pictures)
screen.show_sentence(view)
