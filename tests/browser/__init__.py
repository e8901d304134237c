"""Journeys through the running dashboard in a real Chromium, on the bundled dataset."""
