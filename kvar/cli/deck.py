"""``kvar content deck``: the slide deck as a file. Only figures need Django's models and the database."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from uuid import UUID

from kvar.casework.deck.about import About, Counted, edition_before
from kvar.casework.deck.whole import deck_of
from kvar.cli.database import open_database, today
from kvar.cli.swedish import NO, WRONG_USE, Refused
from kvar.content.comparison import Written, differences
from kvar.content.load import load
from kvar.content.shape import HasId
from kvar.paper.slides import deck_pptx
from kvar.paper.slides.told import DeckRefused

NOBODY = UUID(int=0)


def make_deck(told: Namespace) -> None:
    """Write the deck to a new file; an existing one is never written over."""
    with _content(told.administration):
        about = _about(told)
        try:
            _write(told.file, deck_pptx(deck_of(about)))
        except DeckRefused as refused:
            raise Refused(str(refused)) from refused
    print(f"Bildspelet finns i {told.file}.")


def _content(administration: str) -> AbstractContextManager[None]:
    """With figures, what is in force in the database is what is shown; else what Kvar brings along."""
    if not administration:
        return nullcontext()
    open_database()
    from kvar.casework.editions.in_force import content_in_force

    return content_in_force(today())


def _about(told: Namespace) -> About:
    library, on = load(), told.on or today()
    since = told.since or edition_before(library, on)
    if since > on:
        raise Refused(f"{since} ligger efter {on}. Välj ett tidigare datum med --from.", code=WRONG_USE)
    _require_known("--administration", told.administration, library.organisation.administrations)
    _require_known("--unit", told.unit, library.organisation.units)
    return About(
        library=library,
        on=on,
        since=since,
        differences=differences(Written(library, since), Written(library, on)),
        administration=told.administration,
        unit=told.unit,
        counted=_counted(told.administration, on) if told.administration else (),
    )


def _require_known(option: str, id: str, rows: Sequence[HasId]) -> None:
    ids = [row.id for row in rows]
    if id and id not in ids:
        raise Refused(f"{option} {id} finns inte. Välj bland {', '.join(ids)}.", code=WRONG_USE)


def _counted(administration: str, on: date) -> tuple[Counted, ...]:
    """The last year that is published by the day, which is the same for all who may see it."""
    from kvar.casework.access import Actor
    from kvar.casework.access_table import Role
    from kvar.casework.deck.figures import counted_for

    nobody = Actor(
        id=NOBODY, name="kvar content deck", role=Role.PROCESS_LEADER, administration="", unit="", cleared=False
    )
    return counted_for(nobody, administration=administration, on=on)


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Refused(f"Filen {path} finns redan. Välj ett annat namn, eller ta bort den först.", code=NO) from error
    except OSError as error:
        raise Refused(f"Filen {path} går inte att skriva. Kontrollera mappen.", code=WRONG_USE) from error
