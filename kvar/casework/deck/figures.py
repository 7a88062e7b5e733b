"""What has been counted for one administration, as *Uppföljning* counts it, with small numbers held back from all."""

from dataclasses import replace
from datetime import date

from kvar.casework.access import Actor
from kvar.casework.deck.about import Counted
from kvar.casework.measures.first import MEASURES
from kvar.casework.measures.grid import Question, grid_of, months_between

MONTHS = 12


def year_up_to(day: date) -> tuple[date, ...]:
    """The first days of twelve months, the last of them the day's."""
    first = day.year * 12 + day.month - MONTHS
    return months_between(date(first // 12, first % 12 + 1, 1), day)


def counted_for(actor: Actor, *, administration: str, months: tuple[date, ...]) -> tuple[Counted, ...]:
    """Every measure by month; one query each. Raises Unseen for a role that may not see the follow-up.

    A file is sent on, so the reader's own administration is held back like every other: the page shows its small
    numbers to those who work there, and the deck shows them to nobody.
    """
    nobody_here = replace(actor, administration="")
    return tuple(_counted(question, nobody_here, administration, months) for question in MEASURES)


def _counted(question: Question, actor: Actor, administration: str, months: tuple[date, ...]) -> Counted:
    grid = grid_of(question, actor=actor, months=months, administrations=(administration,))
    return Counted(
        id=grid.id,
        label=str(grid.label),
        definition=grid.definition,
        counts=tuple((cell.month, cell.count) for cell in grid.cells),
    )
