"""What is there about …?"""

from insights.app import screen
from insights.app.filters import show_filtered
from insights.app.menu import PAGES
from insights.app.session import current_view
from insights.charts import findings_by_source, findings_by_theme, themes_by_category
from insights.headline import summary

view = current_view()

screen.show_message(PAGES["explore"].question, summary(view))
show_filtered(view, page="explore")
screen.show_sentence(view)
is_picked = bool(view.selection.values("id"))
if view.count:
    # Who picked findings wants to read them; who filters, to see what there is.
    if is_picked:
        screen.show_findings(view)
    screen.show_charts(
        findings_by_theme(view), themes_by_category(view), findings_by_source(view), view
    )
    if not is_picked:
        screen.show_findings(view)
else:
    screen.show_nothing(view)
