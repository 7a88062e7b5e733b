"""Personal numbers that belong to nobody: official test numbers, birth serial 238 or 239, born 1980 or later.

The third sign of the serial is even for women and odd for men, so a birthday has one test number for each. Days up to
the 28th are given out here; the 29th to the 31st are kept for the stories and the tests, which never collide with them.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from random import Random

FIRST_YEAR = 1980
LAST_DRAWN_DAY = 28
WOMAN, MAN = "238", "239"


def check_digit(nine: str) -> str:
    """The Luhn digit that ends a personal number; ``nine`` is YYMMDD and the birth serial."""
    products = (int(sign) * (2 - place % 2) for place, sign in enumerate(nine))
    return str(-sum(product // 10 + product % 10 for product in products) % 10)


def official_number(born_on: date, *, woman: bool) -> str:
    """The official test number of a birthday, 12 digits. Raises ValueError for one born before 1980."""
    if born_on.year < FIRST_YEAR:
        raise ValueError(f"no official test number for {born_on}")
    nine = f"{born_on:%y%m%d}{WOMAN if woman else MAN}"
    return f"{born_on:%Y}{nine[2:]}{check_digit(nine)}"


@dataclass
class Birthdays:
    """Gives out each birthday once per sex, at most; then there are no more numbers that year."""

    left: dict[tuple[int, bool], list[date]] = field(default_factory=dict)

    def take(self, year: int, *, woman: bool, until: date, chance: Random) -> date | None:
        """A free birthday in the year, not after ``until``; None before 1980 and when the year's series is used up."""
        if year < FIRST_YEAR:
            return None
        free = self.left.get((year, woman))
        if free is None:
            free = self.left[(year, woman)] = [day for day in _days_of(year) if day <= until]
            chance.shuffle(free)
        return free.pop() if free else None


def _days_of(year: int) -> list[date]:
    return [
        date(year, month, day)
        for month in range(1, 13)
        for day in range(1, min(LAST_DRAWN_DAY, monthrange(year, month)[1]) + 1)
    ]
