"""``kvar figures import``: Kronofogden's public figures from a file, all of it or nothing."""

import sys
from argparse import Namespace

from kvar.cli.database import open_database, today
from kvar.cli.swedish import WRONG_USE, Refused


def read_in_figures(told: Namespace) -> None:
    """Read the file in. Exit 2 when the file cannot be opened, 1 when what it says is refused."""
    content = _content(told.file)
    open_database()
    from kvar.casework.errors import ActRefused
    from kvar.casework.public_figures.importing import import_figures

    try:
        made = import_figures(by=None, today=today(), content=content, source=told.source, on=told.date)
    except ActRefused as refused:
        raise Refused(refused.sentence) from refused
    print(f"Inläst: {made.rows.count()} siffror från {made.source}, {made.on}.")


def _content(name: str) -> bytes:
    """One byte more than a file may hold is enough to know that it holds too much."""
    from kvar.casework.public_figures.file import MOST_BYTES

    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with open(name, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise Refused(f"Filen {name} finns inte. Kontrollera sökvägen.", code=WRONG_USE) from error
    except OSError as error:
        raise Refused(f"Filen {name} går inte att läsa. Kontrollera den.", code=WRONG_USE) from error
