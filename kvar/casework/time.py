"""What time causes, done by the system: ``kvar jobs run`` calls it each night. Safe to run twice, and late."""

from collections.abc import Callable, Mapping
from datetime import date

from kvar.casework.editions.switching import start_editions
from kvar.casework.telling_outside import tell_of_ending_consents

# Each job does all that has fallen due up to and including the day, once, and returns how much. In this order.
JOBS: dict[str, Callable[[date], int]] = {
    "editions_started": lambda today: start_editions(today=today),
    "consents_ending": lambda today: tell_of_ending_consents(today=today),
}


def let_time_work(*, today: date) -> Mapping[str, int]:
    """Everything that has fallen due up to and including today; returns how much of each kind was done."""
    return {name: job(today) for name, job in JOBS.items()}
