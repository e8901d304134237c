"""What should government keep, leave and start?"""

from insights.app import screen
from insights.app.filters import show_filtered
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.charts import findings_by_theme
from insights.headline import bearing, headline

view = current_view()

screen.show_message(PAGES["overview"].question, headline(view), bearing(view))
if not view.selection.is_empty:
    show_filtered(view, page="")
screen.show_figures(view)
screen.show_columns(view)
if view.selection.is_empty:
    show_filtered(view, page="")
screen.show_sentence(view)
screen.show_chart(findings_by_theme(view), key="by-theme")
