"""A real Kvar for browser tests: a seeded city made once, and copied or put back for each test."""

import http.client
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.harness.environment import PROJECT, TODAY

COMMAND = "import sys; from kvar.cli import main; sys.exit(main())"
SEED = ("seed", "--cases", "60", "--seed", "1", "--until", TODAY)
FIGURES = f"""
from datetime import date
from kvar.cli.database import open_database
open_database()
from kvar.casework.city.drawn_figures import draw_figures
draw_figures(today=date.fromisoformat({TODAY!r}), seed=1)
"""
DATABASE = "kvar.sqlite3"
PATIENCE = 60  # seconds before a server that does not answer is given up
SIGN_IN = "/konto/logga-in/"


@dataclass(frozen=True)
class Served:
    """``url`` without a slash at the end; ``data`` is the folder that the server reads and writes."""

    url: str
    data: Path

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds now, read past the server."""
        with closing(sqlite3.connect(f"file:{self.data / DATABASE}?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()


def _settings(data: Path) -> dict[str, str]:
    return os.environ | {
        "KVAR_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data / DATABASE}",
        "KVAR_DEMO": "1",
        "KVAR_TODAY": TODAY,
        "KVAR_HOSTS": "127.0.0.1,localhost",
    }


def kvar(*arguments: str, data: Path) -> None:
    """Run a ``kvar`` command on a data folder. Raises AssertionError with what it said."""
    _run(COMMAND, *arguments, data=data)


def _run(code: str, *arguments: str, data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=PROJECT, env=_settings(data), capture_output=True, text=True
    )
    assert done.returncode == 0, f"kvar {' '.join(arguments)}:\n{done.stdout}{done.stderr}"


def seeded(data: Path) -> Path:
    """Make the city in this folder, with its published figures."""
    data.mkdir(parents=True, exist_ok=True)
    kvar(*SEED, data=data)
    _run(FIGURES, data=data)
    return data


def copied(city: Path, data: Path) -> Path:
    """A city of one test's own: database, originals and key."""
    return Path(shutil.copytree(city, data, dirs_exist_ok=True))


def put_back(city: Path, data: Path) -> None:
    """The city as it was made, under a server that runs: the database by way of SQLite, and every file.

    What the process remembers stays: how often somebody signed in, up to 30 times a minute, which no tests reach.
    """
    for path in data.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif not path.name.startswith(DATABASE):
            path.unlink()
    shutil.copytree(city, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(city / DATABASE)) as made, closing(sqlite3.connect(data / DATABASE)) as here:
        made.backup(here)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as waiting:
        return int(waiting.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", SIGN_IN)
            return connection.getresponse().status < 500
    except OSError:
        return False


def _wait_for(process: subprocess.Popen[str], port: int, said: Any) -> None:
    """Until the server answers. Raises AssertionError with what it said, when it ends or never answers."""
    latest = time.monotonic() + PATIENCE
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > latest:
            said.seek(0)
            raise AssertionError(f"kvar serve did not answer:\n{said.read()}")
        time.sleep(0.05)


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    """Start ``kvar serve`` on a free port of this machine, and end that process afterwards."""
    port = _free_port()
    command = [sys.executable, "-c", COMMAND, "serve", "--port", str(port), "--workers", "1"]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=_settings(data), stdout=said, stderr=subprocess.STDOUT, text=True
        )
        try:
            _wait_for(process, port, said)
            yield Served(f"http://127.0.0.1:{port}", data)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
