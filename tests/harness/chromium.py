"""The Chromium that browser tests drive, where there is one."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# One sandbox less, because a test machine is often a container; everything that phones home is off.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NONE_FOUND = "ingen Chromium hittades (KVAR_CHROMIUM, chromium eller google-chrome)"


def chromium() -> str | None:
    """Path of the browser: KVAR_CHROMIUM, or the first of the usual names on the PATH."""
    asked = os.environ.get("KVAR_CHROMIUM")
    return shutil.which(asked) if asked else next(filter(None, map(shutil.which, NAMES)), None)
