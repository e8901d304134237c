"""What every command shares: its exit codes and how it is registered."""

from __future__ import annotations

import argparse
import sys
from typing import TypeAlias

SOUND, FAULTY, MISUSED = 0, 1, 2

# Where `add(commands)` of each module puts its command.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def misused(command: str, message: str) -> int:
    """Say what is wrong with how a command is called; returns the exit code."""
    print(f"insights {command}: {message}", file=sys.stderr)
    return MISUSED
