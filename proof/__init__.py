"""Claims whose proof takes longer than a test may: `make proof` runs it and records the outcome."""
