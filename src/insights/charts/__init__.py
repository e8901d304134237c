"""View -> Chart: what a drawing says, as data. One function is one chart."""

from insights.charts.along_recordings import Recording, Recordings, along_recordings
from insights.charts.along_source import along_source, places
from insights.charts.chart import Chart, Column, Row
from insights.charts.compare import NOUNS, Compared, Comparison, compared
from insights.charts.findings_by_evidence import findings_by_evidence
from insights.charts.findings_by_source import findings_by_source
from insights.charts.findings_by_theme import findings_by_theme
from insights.charts.strip import Strip
from insights.charts.themes_by_category import themes_by_category
from insights.charts.themes_together import themes_together

__all__ = [
    "NOUNS",
    "Chart",
    "Column",
    "Compared",
    "Comparison",
    "Recording",
    "Recordings",
    "Row",
    "Strip",
    "along_recordings",
    "along_source",
    "compared",
    "findings_by_evidence",
    "findings_by_source",
    "findings_by_theme",
    "places",
    "themes_by_category",
    "themes_together",
]
