"""Which evictions and outcomes have their follow-up in a period: one unbroken run of days, found by its two ends."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from kvar import law
from kvar.casework.measures.afterwards import MONTH, MONTHS, WEEK, first_asked

DAY = timedelta(days=1)


def months_later(number: int) -> Callable[[date], date]:
    return partial(law.ends_on, law.Period(number=number, unit=law.Unit.MONTHS))


def next_working_day(day: date) -> date:
    return law.add_working_days(day, 1)


LATER = [(next_working_day, WEEK), *((months_later(number), number * MONTH) for number in MONTHS)]


@pytest.mark.parametrize(("later", "most"), LATER, ids=["working_day", *(f"{number}_months" for number in MONTHS)])
def test_the_first_day_asked_is_the_first_whose_follow_up_is_not_before(
    later: Callable[[date], date], most: timedelta
) -> None:
    """Two years, a leap day and two Christmases in them: the day before has its follow-up too early."""
    for number in range(2 * 365 + 1):
        day = date(2023, 12, 1) + number * DAY
        found = first_asked(day, later, most)
        assert later(found) >= day > later(found - DAY)
