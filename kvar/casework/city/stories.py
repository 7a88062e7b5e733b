"""The hand-written lives: used by tests, shown in the demo, and the documentation of what Kvar is for.

``story(name, today=…)`` gives one, ``stories(today=…)`` all, each as it stands on that day.
"""

from collections.abc import Callable
from datetime import date

from kvar.casework.city import tales_of_contact, tales_of_debt, tales_of_signals, tales_of_turns
from kvar.casework.city.events import Thread
from kvar.casework.city.jo_1683_2017 import jo_1683_2017

Story = Callable[[date], Thread]

STORIES: dict[str, Story] = {
    tell.__name__: tell
    for tell in (
        tales_of_debt.family_with_certain_clock,
        tales_of_debt.children_not_known,
        tales_of_debt.service_known_later,
        tales_of_debt.wrong_amount,
        tales_of_debt.only_a_name,
        tales_of_debt.two_notices_one_debt,
        tales_of_debt.condominium,
        tales_of_debt.electricity,
        tales_of_turns.child_found_later,
        tales_of_turns.protected_identity,
        tales_of_turns.eviction_time_set,
        tales_of_turns.paid_in_time,
        tales_of_turns.evicted_with_children,
        tales_of_contact.reached_in_her_own_way,
        tales_of_turns.closed_and_opened_again,
        tales_of_signals.came_before,
        tales_of_signals.came_back,
        jo_1683_2017,
    )
}


def story(name: str, *, today: date) -> Thread:
    """One story as it stands on a day. Raises KeyError for a name that is not there."""
    return STORIES[name](today)


def stories(*, today: date) -> tuple[Thread, ...]:
    """Every story as it stands on a day, in the order they are listed."""
    return tuple(tell(today) for tell in STORIES.values())
