"""The training city as it was made: a copy of its database file beside it, and the way back to it in a moment.

Nothing is deleted row by row and no trigger is switched off: SQLite's own backup puts the pages of the copy in place of
the city's, as one transaction. Whoever reads meanwhile reads the old city to the end of the sentence, and the next
question meets the new one, in every thread and process. What people have done of the training and their
sign-ins are carried over; what somebody else saves in that very moment goes the way of the old city. Scans on
disk stay behind: nothing refers to them, under random names.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.city.seeding import somebody_real_is_there
from kvar.casework.errors import ActRefused, Unseen
from kvar.records.models import TrainingMark

COPY = "staden.sqlite3"
SESSIONS = "django_session"
MOST_WAITS, WAIT = 20, 0.25  # five seconds, as for any other writer


def keep_city() -> None:
    """Keep the city as it stands now, to come back to; where the database is no file there is nothing to keep."""
    if (city := _file()) is None:
        return
    written = copy_of_city().with_suffix(".new")
    written.unlink(missing_ok=True)
    with closing(sqlite3.connect(city)) as source, closing(sqlite3.connect(written)) as target:
        source.backup(target)
    os.replace(written, copy_of_city())


def copy_of_city() -> Path:
    """Where the kept city lies: in the data folder."""
    return Path(settings.DATA) / COPY


def why_no_reset() -> str:
    """Why the city cannot be begun anew, and what to do instead; empty when it can."""
    if not settings.DEMO:
        return _("Det här är inte övningsstaden. Ingenting här går att börja om med.")
    if connection.vendor != "sqlite" or _file() is None:
        return _(
            "Staden ligger i en databas på en server. Den som sköter servern kan fylla en tom databas med kvar seed."
        )
    if somebody_real_is_there():
        return _("Någon som inte är påhittad har en inloggning här. Därför byts ingenting ut.")
    if not copy_of_city().is_file():
        return _("Det finns ingen sparad stad att gå tillbaka till. Starta make demo med en tom datamapp.")
    if _migrations(copy_of_city()) != _migrations(_required_file()):
        return _("Den sparade staden är från en äldre Kvar. Starta make demo med en tom datamapp.")
    return ""


def reset_city(*, by: Actor) -> float:
    """Bring the kept city back; returns how many seconds it took. Raises ActRefused, saying why it cannot be done."""
    began = monotonic()
    if not may(by, Act.RESET_CITY):
        raise Unseen
    if reason := why_no_reset():
        raise ActRefused(reason)
    with closing(sqlite3.connect(":memory:")) as fresh:
        with closing(sqlite3.connect(copy_of_city())) as kept:
            kept.backup(fresh)
        with closing(sqlite3.connect(_required_file(), timeout=0)) as city:
            _carry_over(city, fresh)
            _put_in_place(fresh, city)
    by.look.note(Act.RESET_CITY.value, "city")
    connection.close()  # the next question opens the new city
    return monotonic() - began


def _file() -> Path | None:
    """The city's own file; None for a database in memory or on a server."""
    name = Path(str(connection.settings_dict["NAME"]))
    return name if connection.vendor == "sqlite" and name.is_file() else None


def _required_file() -> Path:
    file = _file()
    assert file is not None, "why_no_reset is asked first"
    return file


def _migrations(file: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as opened:
        return set(opened.execute("SELECT app, name FROM django_migrations"))


def _carry_over(city: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    """What belongs to the people and not to the city: what they have done of the training, and their sign-ins."""
    people = {id for (id,) in fresh.execute("SELECT id FROM records_user")}
    marks = TrainingMark._meta
    columns = [str(field.column) for field in marks.local_concrete_fields]
    owner = columns.index("user_id")
    _copy(city, fresh, marks.db_table, columns, only=lambda row: row[owner] in people)
    _copy(city, fresh, SESSIONS, ["session_key", "session_data", "expire_date"], only=lambda row: True)
    fresh.commit()


def _copy(
    city: sqlite3.Connection,
    fresh: sqlite3.Connection,
    table: str,
    columns: list[str],
    *,
    only: Callable[[tuple[object, ...]], bool],
) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    rows = [row for row in city.execute(f'SELECT {named} FROM "{table}"') if only(row)]
    blanks = ", ".join("?" for _column in columns)
    fresh.execute(f'DELETE FROM "{table}"')
    fresh.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({blanks})', rows)


def _put_in_place(fresh: sqlite3.Connection, city: sqlite3.Connection) -> None:
    """All pages at once. Raises ActRefused when somebody writes all the time."""
    waits = 0

    def count(status: int, _remaining: int, _total: int) -> None:
        nonlocal waits
        waits += status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waits > MOST_WAITS:
            raise ActRefused(_("Någon annan sparar just nu. Vänta en stund och försök igen."))

    fresh.backup(city, pages=-1, progress=count, sleep=WAIT)
