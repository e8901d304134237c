"""A view as a file to take away. One module is one format."""
