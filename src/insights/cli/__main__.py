"""`python -m insights.cli` is the command `insights`."""

import sys

from insights.cli import main

if __name__ == "__main__":
    sys.exit(main())
