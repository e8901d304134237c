"""A curated dataset of findings, read from YAML: `insights.load("data")`."""

from insights.model import Dataset
from insights.reading import DatasetFaults
from insights.reading import read as load

__all__ = ["Dataset", "DatasetFaults", "__version__", "load"]

__version__ = "0.1.0"
