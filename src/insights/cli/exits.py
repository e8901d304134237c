"""What every command shares: its exit codes and how it is registered."""

from __future__ import annotations

import argparse
from typing import TypeAlias

SOUND, FAULTY, MISUSED = 0, 1, 2

# Where `add(commands)` of each module puts its command.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
