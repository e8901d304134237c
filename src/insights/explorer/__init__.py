"""The explorer: one engine in the browser, and what Python gives to the places where it runs."""

from insights.explorer.bundle import engine, style
from insights.explorer.world import world

__all__ = ["engine", "style", "world"]
