"""Where exactly was it said?"""

from insights.app import record
from insights.app.session import current_view

record.show(current_view())
