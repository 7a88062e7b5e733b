"""One law value counted from one start: the same code for every deadline, driven by the value's data."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from kvar.law.calendar import next_working_day, why_day_off
from kvar.law.deadline import Alternative, Deadline, Status
from kvar.law.deadlines.starts import Start
from kvar.law.facts import Facts, Notice
from kvar.law.periods import Unit, ends_on
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValue, LawValues, Rolls, ValueRow, Waits

DAY = timedelta(days=1)
SATURDAY_READINGS = {True: "saturday_is_working_day", False: "saturday_is_not_working_day"}


class Count(NamedTuple):
    """A value, its row for these facts, and how Saturday is to be read (None = unsettled: both ways)."""

    value: LawValue
    row: ValueRow
    subject: str
    saturday: bool | None

    @property
    def unsettled(self) -> bool:
        return self.saturday is None and self.row.period is not None and self.row.period.unit is Unit.VARDAGAR

    def raw_end(self, start: date, *, saturday_counts: bool) -> date:
        return _counted_days(self.value, self.row, start, saturday_counts)[0]

    def day(self, start: date, *, saturday_counts: bool) -> date:
        """The answer for one start: the last day to act, rolled if it may roll, or the first day after a wait."""
        return _counted_days(self.value, self.row, start, saturday_counts)[1]

    def first(self, start: date) -> date:
        """The earliest answer that any reading of Saturday gives."""
        return self.day(start, saturday_counts=self.saturday is not False)

    def last(self, start: date) -> date:
        """The latest answer that any reading of Saturday gives."""
        return self.day(start, saturday_counts=self.saturday is True)

    def alternative(self, because: str, day: date) -> Alternative:
        if self.value.waits:
            return Alternative(because=because, earliest_day=day)
        return Alternative(because=because, last_day=day)


# The cases of a whole country start on the same few thousand days, so each is counted once and remembered.
@lru_cache(maxsize=1 << 17)
def _counted_days(value: LawValue, row: ValueRow, start: date, saturday_counts: bool) -> tuple[date, date]:
    """The raw end of the row's period, and the answer."""
    assert row.period is not None, "a duty without days is never counted"
    end = ends_on(row.period, start, saturday_counts=saturday_counts)
    if value.waits:
        return end, end + DAY if value.waits is Waits.PASSED else end
    return end, end if value.rolls is Rolls.NO else next_working_day(end)


def subject_of(notice: Notice) -> str:
    """What a deadline is about: one notice, or the case."""
    return f"notice:{notice.id}" if notice.id else "case"


def count_for(facts: Facts, notice: Notice, law: LawValues, *, name: str) -> Count:
    """The value and the row that the facts choose. Raises NotInForce where no row does."""
    value = law.value(name)
    row = value.row_for(facts, notice)
    if row.period is None:
        raise ValueError(f"{name} is a duty without days and cannot be counted")
    return Count(value=value, row=row, subject=subject_of(notice), saturday=facts.saturday_is_working_day)


def act(name: str, on: date | None) -> Reason | None:
    """The act that a deadline asks for, as the fact it is; None while nobody knows of it."""
    return Reason(kind=ReasonKind.FACT, name=name, day=on) if on else None


def counted(
    count: Count,
    start: Start,
    *,
    acted: Reason | None = None,
    others: tuple[Alternative, ...] = (),
    before: tuple[Reason, ...] = (),
) -> Deadline:
    """The deadline of a count from a start. ``acted``: the act it asks for, None while not known.

    It is told where it has decided the status. ``others`` are readings that the rule itself knows of, beside those of
    the start and of the calendar; ``before`` the reasons that come first.
    """
    starts_on = start.days[0] if start.days else None
    day = count.first(starts_on) if starts_on else None
    counted_from = starts_on or start.earliest
    alternatives, value, row = _alternatives(count, start), count.value, count.row
    reasons = _reasons(value, row, counted_from, count.saturday is not False) if counted_from else row.reasons
    status, done = _decided(count, start, acted, readings=(day, *alternatives))
    return Deadline(
        rule=value.rule,
        id=value.name,
        label=value.label,
        subject=count.subject,
        status=status,
        actor=value.actor,
        consequence=value.consequence,
        source=row.citation,
        starts_on=starts_on,
        last_day=None if value.waits else day,
        earliest_day=day if value.waits else None,
        alternatives=(*alternatives, *others),
        missing=start.missing,
        reasons=(*before, *start.reasons, *reasons, *done),
    )


def without_days(
    law: LawValues,
    notice: Notice,
    *,
    name: str,
    status: Status,
    row: ValueRow | None = None,
    starts_on: date | None = None,
    missing: tuple[str, ...] = (),
    reasons: tuple[Reason, ...] = (),
) -> Deadline:
    """An answer without a day: it does not apply, has not started, had no row in force, or is a duty without days."""
    value = law.value(name)
    row = row or value.rows[-1]
    return Deadline(
        rule=value.rule,
        id=value.name,
        label=value.label,
        subject=subject_of(notice),
        status=status,
        actor=value.actor,
        consequence=value.consequence,
        source=row.citation,
        starts_on=starts_on,
        missing=missing,
        reasons=reasons,
    )


def _decided(
    count: Count, start: Start, acted: Reason | None, *, readings: tuple[date | Alternative | None, ...]
) -> tuple[Status, tuple[Reason, ...]]:
    """The status, with the act where it has decided it."""
    status = _status(count, start, acted.day if acted else None, readings=readings)
    return status, (acted,) if acted and status in (Status.MET, Status.LATE) else ()


def _status(
    count: Count, start: Start, acted_on: date | None, *, readings: tuple[date | Alternative | None, ...]
) -> Status:
    """In time only when it is so on every reading, too late only when it is so on every one (law.md trap 2)."""
    if acted_on is None:
        return Status.RUNNING if start.days else Status.UNKNOWN
    days = [day for day in (_day_of(reading) for reading in readings) if day]
    if start.sure and days and acted_on <= min(days):
        return Status.MET
    limit = max(days) if start.days else start.latest and count.last(start.latest)
    if limit and acted_on > limit:
        return Status.LATE
    return Status.UNKNOWN


def _day_of(reading: date | Alternative | None) -> date | None:
    return (reading.last_day or reading.earliest_day) if isinstance(reading, Alternative) else reading


def _alternatives(count: Count, start: Start) -> tuple[Alternative, ...]:
    if start.earliest is None:
        return ()
    if not start.days:
        return _alternatives_while_unknown(count, start.earliest, start.latest)
    found = []
    if start.earliest < start.days[0]:
        found.append(count.alternative("earliest", count.first(start.earliest)))
    if count.unsettled:
        found += [
            count.alternative(because, count.day(start.days[0], saturday_counts=reading))
            for reading, because in SATURDAY_READINGS.items()
        ]
    if count.value.rolls is Rolls.UNSETTLED:
        found += _not_rolled(count, start.days[0])
    found += [count.alternative("another_tenant", count.first(day)) for day in start.days[1:]]
    return tuple(found)


def _alternatives_while_unknown(count: Count, earliest: date, latest: date | None) -> tuple[Alternative, ...]:
    found = count.alternative("earliest", count.first(earliest))
    if latest is None:
        return (found,)
    return (found, count.alternative("latest", count.last(latest)))


def _not_rolled(count: Count, start: date) -> list[Alternative]:
    """The earlier reading, where it is not settled that a day off moves the last day."""
    end = count.raw_end(start, saturday_counts=count.saturday is not False)
    return [count.alternative("not_rolled", end)] if end != next_working_day(end) else []


@lru_cache(maxsize=1 << 17)
def _reasons(value: LawValue, row: ValueRow, start: date, saturday_counts: bool) -> tuple[Reason, ...]:
    """The length counted, the roll where there is one, and where both stand."""
    assert row.period is not None, "a duty without days is never counted"
    end = _counted_days(value, row, start, saturday_counts)[0]
    period = Reason(kind=ReasonKind.PERIOD, name=row.period.name, length=row.period.length, day=end)
    off = None if value.rolls is Rolls.NO else why_day_off(end)
    if off is None:
        return (period, *row.reasons)
    roll = Reason(kind=ReasonKind.ROLL, name=off, day=end, until=next_working_day(end))
    why = Reason(kind=ReasonKind.SOURCE, name=value.rolls_source)
    return (period, roll, why, *row.reasons)
