"""What a curator works with: writing YAML, new records, tables, notes, comparing and releasing."""
