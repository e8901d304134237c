"""What is there about …?"""

from insights.app import explorer
from insights.app.filters import show_filtered_aside
from insights.app.session import current_view

view = current_view()

show_filtered_aside(view)
explorer.show(view)
