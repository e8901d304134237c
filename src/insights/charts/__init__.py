"""View -> Chart: what a drawing says, as data. One function is one chart."""

from insights.charts.along_source import along_source, places
from insights.charts.chart import Chart, Column, Row
from insights.charts.findings_by_source import findings_by_source
from insights.charts.findings_by_theme import findings_by_theme
from insights.charts.strip import Strip
from insights.charts.themes_by_category import themes_by_category

__all__ = [
    "Chart",
    "Column",
    "Row",
    "Strip",
    "along_source",
    "findings_by_source",
    "findings_by_theme",
    "places",
    "themes_by_category",
]
