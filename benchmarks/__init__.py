"""How fast it is, measured beside the same page in Dash, in Panel and static: `make bench`."""
