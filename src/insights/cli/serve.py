"""`insights serve`: start the dashboard."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from insights.cli.exits import SOUND, Commands


def add(commands: Commands) -> None:
    """Register the command."""
    command = commands.add_parser("serve", help="start the dashboard and print its address")
    command.add_argument("--data", metavar="DIR", help="default: the bundled data")
    command.add_argument("--port", type=int, help="default: 8501, or the next free one")
    command.set_defaults(run=run, cut_short=SOUND)


def run(options: argparse.Namespace) -> int:
    """Run the server as a process of its own, until it ends or Ctrl-C ends it."""
    house = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    if options.port is not None:
        command.append(f"--server.port={options.port}")
    environment = dict(os.environ)
    if data := options.data or environment.get("INSIGHTS_DATA"):
        environment["INSIGHTS_DATA"] = os.path.abspath(data)
    try:
        # In the folder of dashboard.py, where Streamlit finds .streamlit/config.toml.
        return subprocess.run(command, cwd=house, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return SOUND
