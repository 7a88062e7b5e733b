"""The days around the end of a time, one by one: where it starts, what moves its end, and which day to work to.

Pure: a deadline in, days with their words out. Nothing is said by a colour or a place alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.deadlines.counting import counted_of, start_of
from kvar.casework.deadlines.explain import day_of
from kvar.casework.deadlines.strip_marks import answers, marks_of
from kvar.content.load import load

DAY = timedelta(days=1)
AROUND = 2  # days shown before the end and after the answer
MOST_BETWEEN = 3  # so few days are shown too; more are left out


class Look(StrEnum):
    """How a day is drawn; its words say the same."""

    PLAIN = "plain"
    START = "start"
    OFF = "off"
    END = "end"
    READING = "reading"
    ANSWER = "answer"


@dataclass(frozen=True, kw_only=True)
class StripDay:
    """One day. ``off``: what the day off is called, empty for a working day. ``marks``: what happens then, in words.

    ``skipped``: how many days before it are left out.
    """

    day: date
    off: str
    marks: tuple[str, ...]
    look: Look
    skipped: int


def strip_of(deadline: law.Deadline, *, today: date | None = None) -> tuple[StripDay, ...]:
    """The days of one deadline, in order; empty when no day can be told. ``today`` is marked when it is among them."""
    answer = _answer(deadline)
    if answer is None:
        return ()
    end = next((reason.day for reason in counted_of(deadline) if reason.day), answer)
    marks = marks_of(deadline, end=end, answer=answer)
    around = {end + DAY * number for number in range(-AROUND, (answer - end).days + AROUND + 1)}
    days = {*marks, *around}
    if today and min(days) <= today <= max(days):
        marks = {**marks, today: (_("idag"), *marks.get(today, ()))}
        days.add(today)
    return tuple(_days(_without_small_gaps(days), marks, _looks(deadline, end=end, answer=answer)))


def _answer(deadline: law.Deadline) -> date | None:
    """The day that was counted out; while something is unknown the first one of the readings."""
    others = (other.last_day or other.earliest_day for other in deadline.alternatives)
    return next((day for day in (deadline.last_day, deadline.earliest_day, *others) if day), None)


def _looks(deadline: law.Deadline, *, end: date, answer: date) -> Mapping[date, Look]:
    """The strongest look of each day that has one; the day to work to above all."""
    start = start_of(deadline)
    found = {start: Look.START} if start else {}
    found[end] = Look.END
    found |= {day: Look.READING for day, _word in answers(deadline)}
    return found | {day_of(deadline) or answer: Look.ANSWER}


def _without_small_gaps(days: set[date]) -> list[date]:
    """A few days left out take nearly the room of the days themselves, so they are shown."""
    ordered = sorted(days)
    near = [(one, (other - one).days) for one, other in pairwise(ordered) if (other - one).days <= MOST_BETWEEN + 1]
    return sorted(days | {one + DAY * number for one, apart in near for number in range(1, apart)})


def _days(days: list[date], marks: Mapping[date, tuple[str, ...]], looks: Mapping[date, Look]) -> Iterator[StripDay]:
    before: date | None = None
    for day in days:
        off = law.why_day_off(day)
        yield StripDay(
            day=day,
            off=_name_of(off) if off else "",
            marks=marks.get(day, ()),
            look=looks.get(day, Look.OFF if off else Look.PLAIN),
            skipped=(day - before).days - 1 if before else 0,
        )
        before = day


def _name_of(off: str) -> str:
    """*julafton*, *lördag*: without the article that a sentence needs."""
    return load().reasons.days.get(off, off).removeprefix("en ")
