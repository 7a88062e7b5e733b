"""What a landlord's papers still ask for to keep the home, by which day: promises of money are held against it."""

from datetime import date

from kvar import law
from kvar.casework.access import Actor, may_in
from kvar.casework.access_table import Act
from kvar.casework.meetings.cautions import Asked
from kvar.casework.money.debt import KeepShown, what_keeps_home
from kvar.records.models import Case


def what_is_asked(actor: Actor, case: Case, *, today: date) -> tuple[Asked, ...]:
    """One for each debt to the landlord that is not met. Whoever may not see the debt gets the days and no sums."""
    sums = may_in(actor, Act.SEE_DEBT, case)
    kept = (row for row in what_keeps_home(case, today=today) if _is_open(row))
    return tuple(Asked(day=row.deadline.day, amount=row.amount if sums else None) for row in kept)


def _is_open(row: KeepShown) -> bool:
    """Not paid already; and power and heat are asked for by others than the landlord."""
    if row.deadline.done or row.paid_enough_on:
        return False
    return (row.notice.cause or row.notice.ground) not in law.UTILITY_GROUNDS
