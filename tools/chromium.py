"""Find a Chromium that really starts, or install one; print its path on standard output."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
QUIET = (  # no connection but to the page under test
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# With the interface of a whole browser come pages for its address bar, a process each for every
# context: a quarter of all the work of a test. The rest is what Playwright switches off by itself,
# which a list of ours replaces.
UNNEEDED = (
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
SYSTEM_INSTALLS = (  # where the first word is a program here, these commands install a browser
    ("apt-get update", "apt-get install --yes --no-install-recommends chromium"),
    ("dnf install --assumeyes chromium",),
    ("brew install --cask google-chrome",),
)
SECONDS_TO_START = 60
SECONDS_TO_INSTALL = 600


def launch_options(path: str) -> dict[str, Any]:
    """Return what Playwright's `launch` takes to start the Chromium at `path`.

    The sandbox stays off, as Playwright leaves it: root and most containers cannot have it, and
    the tests open only this project's own pages.
    """
    args = [*QUIET, f"--disable-features={','.join(UNNEEDED)}"]
    return {"executable_path": path, "args": args, "timeout": SECONDS_TO_START * 1000}


def starts(path: str) -> bool:
    """Tell whether the Chromium at `path` loads a page without a screen."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options(path))
            page = browser.new_page()
            page.goto("data:text/html,<title>ready</title>")
            ready = page.title() == "ready"
            browser.close()
    except Error as error:
        say(f"{path} does not start: {error.message.splitlines()[0]}")
        return False
    return ready


def present() -> Iterator[str]:
    """Yield the browsers this machine has: the named one first, Playwright's own last."""
    if named := os.environ.get("INSIGHTS_CHROMIUM"):
        yield named
    for name in NAMES:
        if found := shutil.which(name):
            yield found
    if Path(MAC_CHROME).exists():
        yield MAC_CHROME
    with sync_playwright() as playwright:
        downloaded = playwright.chromium.executable_path
    if Path(downloaded).exists():
        yield downloaded


def installs() -> Iterator[list[list[str]]]:
    """Yield the ways to install a browser, each as the commands to run one after the other."""
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for lines in SYSTEM_INSTALLS:
        commands = [line.split() for line in lines]
        program = commands[0][0]
        if shutil.which(program):
            rights = [] if program == "brew" or os.geteuid() == 0 else ["sudo", "-n"]
            yield [rights + command for command in commands]


def succeeds(command: list[str]) -> bool:
    """Run `command`, its output on standard error, and tell whether it ended well in time."""
    say(f"$ {' '.join(command)}")
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=SECONDS_TO_INSTALL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(str(error))
        return False
    return done.returncode == 0


def say(text: str) -> None:
    """Write a line about the progress to standard error."""
    print(f"chromium: {text}", file=sys.stderr, flush=True)


def main() -> int:
    """Print the path of the first browser that starts; return 1 if there is none."""
    tried: set[str] = set()
    for commands in [[], *installs()]:
        if not all(succeeds(command) for command in commands):
            continue
        for path in present():
            if path not in tried and starts(path):
                print(path)
                return 0
            tried.add(path)
    say("the browser tests need Chromium or Chrome, and none here starts.")
    say("Install one, or name yours: INSIGHTS_CHROMIUM=/path/to/chromium make test")
    return 1


if __name__ == "__main__":
    sys.exit(main())
