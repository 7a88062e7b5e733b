"""Django and the database that the environment names, ready to be used."""

import os
import warnings
from datetime import date

from kvar.cli.swedish import Refused

NOTHING_COLLECTED = "No directory at"  # whitenoise's remark: here the finders serve the static files


def open_database(*, update: bool = False, own_file: str = "") -> bool:
    """Set up Django and its database. An empty one is prepared; an older one only where ``update`` says so.

    Returns whether an older one was brought up to date: what is kept of its cases is then as the older Kvar wrote it.
    ``own_file`` in the data folder is used instead of the usual file, unless DATABASE_URL names a database.
    """
    _set_up_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    if own_file and "DATABASE_URL" not in os.environ:
        connection.settings_dict["NAME"] = settings.DATA / own_file
    connection.settings_dict["OPTIONS"].pop("pool", None)  # one command, one connection; and no half minute of trying
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise Refused("Databasen svarar inte. Kontrollera DATABASE_URL och att databasen är igång.") from error
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    older = bool(executor.loader.applied_migrations)
    if older and not update:
        raise Refused("Databasen är från en äldre Kvar. Ta en säkerhetskopia och kör sedan: kvar migrate")
    call_command("migrate", verbosity=0)
    return older


def _set_up_django() -> None:
    import django

    warnings.filterwarnings("ignore", NOTHING_COLLECTED)
    os.environ["PYTHONWARNINGS"] = f"ignore:{NOTHING_COLLECTED}"  # for the server's own processes
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kvar.settings")
    try:
        django.setup()
        from django.conf import settings

        settings.DATA.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("Datamappen går inte att skriva i. Välj en annan med KVAR_DATA.") from error
    except ValueError as error:
        raise Refused(
            "DATABASE_URL går inte att läsa. Skriv till exempel sqlite:////var/lib/kvar/kvar.sqlite3"
        ) from error


def rewritten_open_steps() -> int:
    """Write the open-step read model anew, by the edition in force today; returns the number of rows."""
    from kvar.casework.editions.in_force import content_in_force
    from kvar.casework.plans import rebuild_open_steps

    with content_in_force(today()):
        return rebuild_open_steps()


def today() -> date:
    """The day it is, or the demo's fixed day. Asks the settings, and no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kvar.settings")
    from django.http import HttpRequest

    from kvar.web.ui import clock

    return clock.today(HttpRequest())
