"""What should government keep, leave and start?"""

from insights.app import screen
from insights.app.filters import show_filtered
from insights.app.session import current_view
from insights.charts import findings_by_theme
from insights.headline import headline

view = current_view()

screen.show_message("What should government keep, leave and start?", headline(view))
screen.show_figures(view)
screen.show_columns(view)
show_filtered(view)
screen.show_sentence(view)
screen.show_chart(findings_by_theme(view), key="by-theme")
