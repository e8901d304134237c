"""Chart -> a drawing: Plotly for the screen, HTML for what must be read."""
