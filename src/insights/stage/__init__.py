"""A run and a dataset -> what stands on the stage, scene by scene: data before it is drawn."""

from insights.stage.answers import Answer
from insights.stage.performance import Performance, perform, run_yaml
from insights.stage.staged import CHARTS, Staged, beside_words, staged

__all__ = [
    "CHARTS",
    "Answer",
    "Performance",
    "Staged",
    "beside_words",
    "perform",
    "run_yaml",
    "staged",
]
