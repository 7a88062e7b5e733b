"""The days around the end of a time, one by one: where it starts, what moves its end, and which day is the answer.

Pure: a deadline in, days with their words out. Nothing is said by a colour or a place alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.explain import as_counted, is_sure, is_wait
from kvar.content.load import load

DAY = timedelta(days=1)
AROUND = 2  # days shown before the end and after the answer
MOST_BETWEEN = 3  # so few days are shown too; more are left out
POSSIBLE = frozenset({"earliest", "latest"})  # readings whose own words say what the day is
SATURDAY = frozenset({"saturday_is_working_day", "saturday_is_not_working_day"})
TARGETS = frozenset({"eviction_target", "removal_target"})  # a day Kronofogden aims at, no last day for anybody


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


def strip_of(deadline: law.Deadline) -> tuple[StripDay, ...]:
    """The days of one deadline, in order; empty when no day can be told."""
    answer = _answer(deadline)
    if answer is None:
        return ()
    end = _raw_end(deadline) or answer
    marks = _marks(deadline, end=end, answer=answer)
    around = {end + DAY * number for number in range(-AROUND, (answer - end).days + AROUND + 1)}
    looks = _looks(deadline, end=end, answer=answer)
    return tuple(_days(_without_small_gaps({*marks, *around}), marks, looks))


def _answer(deadline: law.Deadline) -> date | None:
    """The day that was counted out; while something is unknown the first one of the readings."""
    others = (other.last_day or other.earliest_day for other in deadline.alternatives)
    return next((day for day in (deadline.last_day, deadline.earliest_day, *others) if day), None)


def _counted(deadline: law.Deadline) -> tuple[law.Reason, ...]:
    """The last length that was counted, and what came after it: a wait tells first of the time before it."""
    periods = [n for n, reason in enumerate(deadline.reasons) if reason.kind is law.ReasonKind.PERIOD and reason.day]
    return deadline.reasons[periods[-1] :] if periods else ()


def _raw_end(deadline: law.Deadline) -> date | None:
    return next((reason.day for reason in _counted(deadline)), None)


def _marks(deadline: law.Deadline, *, end: date, answer: date) -> Mapping[date, tuple[str, ...]]:
    """What is said at each day, in the order it is to be read."""
    said: dict[date, list[str]] = {}
    if deadline.starts_on and deadline.starts_on != answer:
        said.setdefault(deadline.starts_on, []).append(_("räknas härifrån"))
    if end != answer:
        said.setdefault(end, []).append(_("väntetiden slutar") if is_wait(deadline) else _("tiden slutar här"))
    for day in _moved_from(deadline):
        said.setdefault(day, []).append(_("flyttas"))
    for day, word in _answers(deadline):
        said.setdefault(day, []).append(word)
    return {day: tuple(words) for day, words in said.items()}


def _moved_from(deadline: law.Deadline) -> Iterator[date]:
    """Every day from which the end was moved on."""
    for roll in _counted(deadline):
        if roll.kind is law.ReasonKind.ROLL and roll.day and roll.until:
            yield from (roll.day + DAY * number for number in range((roll.until - roll.day).days))


def _answers(deadline: law.Deadline) -> Iterator[tuple[date, str]]:
    """The answer, and every other reading of it with the reason it could hold."""
    word, answer, readings = _word(deadline), deadline.last_day or deadline.earliest_day, _readings(deadline)
    if answer and not any(day == answer and because in SATURDAY for day, because in readings):
        yield answer, word if is_sure(deadline) else f"{word} {_as_clause(as_counted(deadline))}"
    for day, because in readings:
        yield day, _clause(because) if because in POSSIBLE else f"{word} {_clause(because)}"


def _readings(deadline: law.Deadline) -> list[tuple[date, str]]:
    """The days of the readings; Saturday is no question where both answers give the same day."""
    found = [(other.last_day or other.earliest_day, other.because) for other in deadline.alternatives]
    readings = [(day, because) for day, because in found if day]
    settled = len({day for day, because in readings if because in SATURDAY}) == 1
    return [row for row in readings if not (settled and row[1] in SATURDAY)]


def _word(deadline: law.Deadline) -> str:
    if deadline.id in TARGETS:
        return _("målet")
    return _("tidigast") if is_wait(deadline) else _("sista dag")


def _clause(because: str) -> str:
    return _as_clause(load().reasons.alternatives.get(because, ""))


def _as_clause(said: str) -> str:
    """The first sentence, in the middle of another."""
    first = said.split(". ")[0].rstrip(".")
    return f"{first[:1].lower()}{first[1:]}"


def _looks(deadline: law.Deadline, *, end: date, answer: date) -> Mapping[date, Look]:
    """The strongest look of each day that has one; the answer above all."""
    found = {deadline.starts_on: Look.START} if deadline.starts_on else {}
    found[end] = Look.END
    found |= {day: Look.READING for day, _word in _answers(deadline)}
    return found | {answer: Look.ANSWER}


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
