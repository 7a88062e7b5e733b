"""One law value counted from one start: the same code for every deadline, driven by the value's data."""

from dataclasses import dataclass
from datetime import date, timedelta

from kvar.law.calendar import next_working_day, why_day_off
from kvar.law.deadline import Alternative, Deadline, Source, Status
from kvar.law.deadlines.starts import Start
from kvar.law.facts import Facts, Notice
from kvar.law.periods import Unit, ends_on
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValue, LawValues, ValueRow

DAY = timedelta(days=1)
SATURDAY_READINGS = {True: "saturday_is_working_day", False: "saturday_is_not_working_day"}


@dataclass(frozen=True, kw_only=True)
class Count:
    """A value, its row for this notice, and how Saturday is to be read (None = unsettled: both ways)."""

    value: LawValue
    row: ValueRow
    subject: str
    link: str
    saturday: bool | None

    @property
    def unsettled(self) -> bool:
        return self.row.period.unit is Unit.VARDAGAR and self.saturday is None

    def raw_end(self, start: date, *, saturday_counts: bool) -> date:
        return ends_on(self.row.period, start, saturday_counts=saturday_counts)

    def day(self, start: date, *, saturday_counts: bool) -> date:
        """The answer for one start: the last day to act, rolled if the value rolls, or the first day after a wait."""
        end = self.raw_end(start, saturday_counts=saturday_counts)
        if self.value.waits:
            return end + DAY
        return next_working_day(end) if self.value.rolls else end

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


def count_for(facts: Facts, notice: Notice, law: LawValues, *, name: str) -> Count:
    """The value and the row that applies to the notice. Raises NotInForce where no row does."""
    value = law.value(name)
    row = value.for_notice(notice)
    return Count(
        value=value,
        row=row,
        subject=f"notice:{notice.id}",
        link=law.links.get(row.source, ""),
        saturday=facts.saturday_is_working_day,
    )


def counted(count: Count, start: Start, *, acted_on: date | None = None) -> Deadline:
    """The deadline of a count from a start. ``acted_on``: the day of the act it asks for, None while not known."""
    day = count.first(start.days[0]) if start.days else None
    value = count.value
    return Deadline(
        rule=value.rule,
        id=value.name,
        label=value.label,
        subject=count.subject,
        status=_status(count, start, acted_on),
        actor=value.actor,
        consequence=value.consequence,
        source=Source(id=count.row.source, paragraph=count.row.paragraph, link=count.link),
        starts_on=start.days[0] if start.days else None,
        last_day=None if value.waits else day,
        earliest_day=day if value.waits else None,
        alternatives=_alternatives(count, start),
        missing=start.missing,
        reasons=(*start.reasons, *_count_reasons(count, start.days[0] if start.days else start.earliest)),
    )


def without_days(
    law: LawValues, notice: Notice, *, name: str, status: Status, reasons: tuple[Reason, ...] = ()
) -> Deadline:
    """A deadline that has no day: it does not apply, has not started, or had no row in force."""
    value = law.value(name)
    row = value.rows[-1]
    return Deadline(
        rule=value.rule,
        id=value.name,
        label=value.label,
        subject=f"notice:{notice.id}",
        status=status,
        actor=value.actor,
        consequence=value.consequence,
        source=Source(id=row.source, paragraph=row.paragraph, link=law.links.get(row.source, "")),
        reasons=reasons,
    )


def _status(count: Count, start: Start, acted_on: date | None) -> Status:
    if acted_on is None:
        return Status.RUNNING if start.days else Status.UNKNOWN
    if start.sure and acted_on <= count.first(start.earliest):
        return Status.MET
    limit = count.first(start.days[0]) if start.days else start.latest and count.last(start.latest)
    if limit and acted_on > limit:
        return Status.LATE
    return Status.UNKNOWN


def _alternatives(count: Count, start: Start) -> tuple[Alternative, ...]:
    earliest = count.alternative("earliest", count.first(start.earliest))
    if not start.days:
        if start.latest is None or start.latest <= start.earliest:
            return (earliest,)
        return (earliest, count.alternative("latest", count.last(start.latest)))
    found = [earliest] if start.earliest < start.days[0] else []
    if count.unsettled:
        found += [
            count.alternative(because, count.day(start.days[0], saturday_counts=reading))
            for reading, because in SATURDAY_READINGS.items()
        ]
    found += [count.alternative("another_tenant", count.first(day)) for day in start.days[1:]]
    return tuple(found)


def _count_reasons(count: Count, start: date) -> tuple[Reason, ...]:
    period, row = count.row.period, count.row
    end = count.raw_end(start, saturday_counts=count.saturday is not False)
    found = [Reason(kind=ReasonKind.PERIOD, name=period.name, length=period.length, day=end)]
    off = why_day_off(end) if count.value.rolls else None
    if off:
        found.append(Reason(kind=ReasonKind.ROLL, name=off, day=end, until=next_working_day(end)))
        found.append(Reason(kind=ReasonKind.SOURCE, name=count.value.rolls_source))
    found.append(Reason(kind=ReasonKind.SOURCE, name=row.source, text=row.paragraph))
    if not row.checked:
        found.append(Reason(kind=ReasonKind.MISSING, name="row_checked"))
    return tuple(found)
