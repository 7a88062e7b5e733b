"""What the hand-written SQL is put together of, and where the two databases say the same thing in different ways."""

from collections.abc import Iterable
from typing import NamedTuple


class Words(NamedTuple):
    """Where the databases say the same thing in different ways."""

    month: str
    days: str
    later: str
    months: str
    least: str

    def days_between(self, first: str, then: str) -> str:
        return self.days.format(first=first, then=then)

    def days_later(self, day: str, n: int) -> str:
        return self.later.format(day=day, n=n)

    def months_later(self, day: str, n: int) -> str:
        return self.months.format(day=day, n=n)


SQLITE = Words(
    month="substr({day}, 1, 7)",
    days="CAST(julianday({then}) - julianday({first}) AS integer)",
    later="date({day}, '{n} days')",
    months="min(date({day}, '{n} months'), date({day}, 'start of month', '{n} months', '+1 month', '-1 day'))",
    least="min",
)
POSTGRESQL = Words(
    month="to_char({day}, 'YYYY-MM')",
    days="({then} - {first})",
    later="({day} + {n})",
    months="({day} + interval '{n} months')::date",
    least="least",
)


class Bare(NamedTuple):
    """``rows``: FROM and WHERE. ``waits``: ``part`` is then the days until it happened, this the days waited."""

    rows: str
    day: str
    part: str
    waits: str = ""
    calendar: bool = False
    family: str = ""


def among(ids: Iterable[str]) -> str:
    """A list of codes, to stand after IN."""
    return "(" + ", ".join(f"'{id}'" for id in sorted(ids)) + ")"


def known_as(column: str, ids: dict[str, str], otherwise: str = "unknown") -> str:
    """Each value of a column as the id that it has in the measures."""
    whens = " ".join(f"WHEN '{value}' THEN '{id}'" for value, id in ids.items())
    return f"CASE {column} {whens} ELSE '{otherwise}' END"
