"""What time causes, done by the system: ``kvar jobs run`` calls it each night. Safe to run twice, and late."""

from collections.abc import Callable, Mapping
from datetime import date

from kvar.casework.editions.switching import start_editions
from kvar.casework.escalation import escalate
from kvar.casework.ownerless import tell_of_ownerless, tell_of_unmanned
from kvar.casework.owning import let_go_who_left
from kvar.casework.untouched import tell_untouched

# Each job does all that has fallen due up to and including the day, once, and returns how much. In this order.
JOBS: dict[str, Callable[[date], int]] = {
    "editions_started": lambda today: start_editions(today=today),
    "cases_of_leavers": let_go_who_left,
    "ownerless_told": tell_of_ownerless,
    "unmanned_told": tell_of_unmanned,
    "untouched_told": tell_untouched,
    "escalated": escalate,
}


def let_time_work(*, today: date) -> Mapping[str, int]:
    """Everything that has fallen due up to and including today; returns how much of each kind was done."""
    return {name: job(today) for name, job in JOBS.items()}
