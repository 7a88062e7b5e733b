"""Where tests may write, set before Django reads its settings. Nothing of the user's own is touched or used."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"  # no test depends on the day it runs
OWN_SETTINGS = ("KVAR_HOSTS", "KVAR_HTTPS", "KVAR_DEMO", "DATABASE_URL")


def prepare() -> Path:
    """Point Kvar at a folder of this run alone, and at the test server when ``tests.run`` has named one.

    KVAR_TEST_DATABASE names a PostgreSQL *server*; the databases on it are always ours, called kvar_test_….
    """
    for name in OWN_SETTINGS:
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="kvar-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["KVAR_DATA"] = str(folder)
    os.environ["KVAR_SECRET_KEY"] = "only-for-tests-" * 4
    os.environ["KVAR_TODAY"] = TODAY
    os.environ["DATABASE_URL"] = os.environ.get("KVAR_TEST_DATABASE") or f"sqlite:///{folder / 'kvar.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "kvar.settings"
    return folder
