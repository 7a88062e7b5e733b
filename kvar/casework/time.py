"""What time causes, done by the system: ``kvar jobs run`` calls it each night. Safe to run twice, and late."""

from collections.abc import Mapping
from datetime import date

from kvar.casework.editions.switching import start_editions


def let_time_work(*, today: date) -> Mapping[str, int]:
    """Everything that has fallen due up to and including today; returns how much of each kind was done."""
    return {"editions_started": start_editions(today=today)}
