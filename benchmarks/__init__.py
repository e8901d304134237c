"""How fast it is, measured side by side with the same page in Dash: `make bench`."""
