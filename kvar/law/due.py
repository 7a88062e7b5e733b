"""When a step is due. The counting rules are those of practice.md, section 3.

Counts of one to seven after an event are working days; longer ones are calendar days, rolled forward to a working day;
counts before an event are working days backwards, which never roll. A content file says which one a step uses.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kvar.law.calendar import DAY, add_working_days, next_working_day, why_day_off
from kvar.law.deadline import Deadline
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Question
from kvar.law.periods import Period, Unit, ends_on
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.steps import DueFrom, DueRule

LONGEST_IN_WORKING_DAYS = 7  # local, practice.md section 3: a round up to this many days is counted in working days


@dataclass(frozen=True, kw_only=True)
class Event:
    """The day a step counts from; ``certain`` is False when it is the earliest day the known facts allow."""

    day: date | None
    certain: bool = True
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Due:
    """``day`` is None when the step has no day of its own, or when it cannot be computed yet."""

    day: date | None
    certain: bool = True
    reasons: tuple[Reason, ...] = ()


NO_EVENT = Event(day=None)


def event_of(
    counted_from: DueFrom, *, facts: Facts, notices: tuple[Notice, ...], clock: Deadline | None, appears_on: date
) -> Event:
    """The event for one subject. ``notices`` are those the subject is about, ``clock`` its legal last day."""
    if counted_from is DueFrom.DEADLINE:
        return _deadline(clock)
    if counted_from is DueFrom.KNOWN:
        return _on("known_on", appears_on)
    if counted_from is DueFrom.PAYMENT:
        return _payment(notices, appears_on)
    if counted_from is DueFrom.EVICTION:
        return _eviction(facts, notices)
    if counted_from is DueFrom.NEXT_RENT:
        return _on("next_rent_due_on", next_rent_due(appears_on))
    if counted_from in (DueFrom.ARRIVAL, DueFrom.LATEST_ARRIVAL):
        return _on("notice_arrived_on", _arrival(counted_from, facts, notices, appears_on))
    return OF_FACTS[counted_from](facts) if counted_from in OF_FACTS else NO_EVENT


def _arrival(counted_from: DueFrom, facts: Facts, notices: tuple[Notice, ...], appears_on: date) -> date:
    """The first notice's arrival, or that of the newest which had come when the step became known."""
    days = [facts.arrival_of(notice) for notice in notices]
    if counted_from is DueFrom.ARRIVAL:
        return min(days, default=facts.opened_on)
    return max((day for day in days if day <= appears_on), default=facts.opened_on)


def _payment(notices: tuple[Notice, ...], appears_on: date) -> Event:
    paid = max((notice.paid_on for notice in notices if notice.paid_on), default=None)
    return _on("paid_on", paid) if paid else _on("known_on", appears_on)


def next_rent_due(day: date) -> date:
    """The first rent day on or after ``day``: the last working day before a month (JB 12:20 1 st)."""
    month = day
    while True:
        month = (month.replace(day=28) + 4 * DAY).replace(day=1)
        due = add_working_days(month, -1)
        if due >= day:
            return due


def due_of(event: Event, rule: DueRule, *, offset: int | None, appears_on: date) -> Due:
    """The due day by the rule, or by a round's ``offset``; never before the step became known ("genast")."""
    if event.day is None:
        return Due(day=None, certain=event.certain)
    if offset is not None:
        rule = _round_rule(rule, offset)
    day, counting = _counted(event.day, rule)
    reasons = (*event.reasons, *counting)
    if day < appears_on:
        at_once = Reason(kind=ReasonKind.FACT, name="at_once", day=appears_on)
        return Due(day=appears_on, certain=event.certain, reasons=(*reasons, at_once))
    return Due(day=day, certain=event.certain, reasons=reasons)


def _counted(day: date, rule: DueRule) -> tuple[date, tuple[Reason, ...]]:
    if rule.working_days:
        number = rule.working_days
        end = add_working_days(day, number)
        return end, (Reason(kind=ReasonKind.PERIOD, name="working_days", length=f"{number:+} working_days", day=end),)
    if not (rule.days or rule.months):
        return day, ()
    raw, period = _calendar_end(day, rule)
    off = why_day_off(raw) if raw > day else None
    if off is None:
        return raw, (period,)
    end = next_working_day(raw)
    return end, (period, Reason(kind=ReasonKind.ROLL, name=off, day=raw, until=end))


def _calendar_end(day: date, rule: DueRule) -> tuple[date, Reason]:
    """The raw end of a count in months or calendar days, before any roll."""
    if rule.months:
        period = Period(number=rule.months, unit=Unit.MONTHS)
        end = ends_on(period, day)
        return end, Reason(kind=ReasonKind.PERIOD, name=period.name, length=period.length, day=end)
    end = day + timedelta(days=rule.days or 0)
    return end, Reason(kind=ReasonKind.PERIOD, name="days", length=f"{rule.days:+} days", day=end)


def _round_rule(rule: DueRule, offset: int) -> DueRule:
    """A rule that counts in months has its rounds in months too."""
    if rule.months:
        return replace(rule, months=offset)
    return replace(rule, working_days=offset) if offset <= LONGEST_IN_WORKING_DAYS else replace(rule, days=offset)


def _deadline(clock: Deadline | None) -> Event:
    if clock is None or clock.act_by is None:
        return Event(day=None, certain=False)
    certain = clock.last_day == clock.act_by and not clock.missing
    reason = Reason(kind=ReasonKind.FACT, name=clock.id, day=clock.act_by)
    missing = tuple(Reason(kind=ReasonKind.MISSING, name=name) for name in clock.missing)
    return Event(day=clock.act_by, certain=certain, reasons=(reason, *missing))


def _first_contact(facts: Facts) -> Event:
    return _first("first_contact_on", (attempt.on for attempt in facts.attempts if attempt.reached))


def _outcome(facts: Facts) -> Event:
    return _on("outcome_on", facts.outcome.on) if facts.outcome else NO_EVENT


def _investigation(facts: Facts) -> Event:
    """The day the child's investigation was opened, as it was said, whenever that was (SoL 20:3)."""
    answer = facts.answer_to(Question.CHILD_INVESTIGATION_OPEN)
    return _on(Question.CHILD_INVESTIGATION_OPEN.value, answer.on) if answer else NO_EVENT


def _investigation_ended(facts: Facts) -> Event:
    """The day the child's investigation ended, as it was said when the follow-up was decided (SoL 23:1, 23:5)."""
    answer = facts.answer_to(Question.CHILD_FOLLOW_UP_DECIDED)
    return _on(Question.CHILD_FOLLOW_UP_DECIDED.value, answer.on) if answer and answer.yes else NO_EVENT


def last_day_of(rule: DueRule, facts: Facts) -> date | None:
    """The last day of what the law lets go on for so many months. It binds the board, so it is never rolled forward."""
    event = OF_FACTS[rule.counted_from](facts)
    return ends_on(Period(number=rule.months or 0, unit=Unit.MONTHS), event.day) if event.day else None


def _eviction(facts: Facts, notices: tuple[Notice, ...]) -> Event:
    """The day it was carried out; else the time that the one paper tells of, or the newest of several."""
    if facts.enforcement.evicted_on:
        return _on("evicted_on", facts.enforcement.evicted_on)
    own = [notice.eviction_at for notice in notices if notice.eviction_at]
    at = own[0] if len(own) == 1 else facts.enforcement.eviction_at
    return _on("eviction_on", at.date()) if at else NO_EVENT


OF_FACTS: dict[DueFrom, Callable[[Facts], Event]] = {
    DueFrom.FIRST_CONTACT: _first_contact,
    DueFrom.OUTCOME: _outcome,
    DueFrom.INVESTIGATION: _investigation,
    DueFrom.INVESTIGATION_ENDED: _investigation_ended,
}


def _first(name: str, days: Iterable[date]) -> Event:
    day = min(days, default=None)
    return _on(name, day) if day else NO_EVENT


def _on(name: str, day: date) -> Event:
    return Event(day=day, reasons=(Reason(kind=ReasonKind.FACT, name=name, day=day),))
