"""Unpaid rent for a dwelling: JB 12:44. Payment, the board's undertaking, and the wait before an eviction order."""

from dataclasses import replace
from datetime import date

from kvar.law.deadline import Deadline, Status
from kvar.law.deadlines.count import count_for, counted, without_days
from kvar.law.deadlines.starts import Start, later_of_service_and_notice
from kvar.law.debts import paid_on, undertaking_received_on
from kvar.law.facts import Facts, Ground, Notice, Tenure
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues


def recovery_period(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R04 återvinningsfrist: until when payment saves the home (JB 12:44 1 st 1). Raises NotInForce before 1980."""
    return _time_to_act(facts, notice, law, name="recovery_period", acted_on=paid_on(facts, notice))


def board_undertaking(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R05: until when the landlord must have the board's written undertaking (JB 12:44 4 st 1).

    An undertaking is not a payment (law.md trap 14): R04 runs on. Raises NotInForce before 1980.
    """
    acted_on = undertaking_received_on(facts, notice)
    return _time_to_act(facts, notice, law, name="board_undertaking", acted_on=acted_on)


def eviction_order_bar(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R08: no eviction order before two vardagar have passed after R04 (JB 12:44 2 st).

    A wait, so it never rolls. Nor is it time to pay in (law.md trap 8). Raises NotInForce before 1993-07-01.
    """
    period = recovery_period(facts, notice, law)
    if period.status in (Status.NOT_APPLICABLE, Status.NOT_STARTED):
        return without_days(law, notice, name="eviction_order_bar", status=period.status, reasons=period.reasons)
    count = count_for(facts, notice, law, name="eviction_order_bar")
    bar = counted(count, _end_of(period))
    return replace(bar, reasons=(*period.reasons, *bar.reasons))


def _end_of(period: Deadline) -> Start:
    """The end of the time to pay, as the start of the wait after it."""
    others = [other.last_day for other in period.alternatives if other.last_day]
    if period.last_day is None:
        return Start(days=(), earliest=min(others), latest=_latest(period), missing=period.missing)
    days = tuple(sorted({period.last_day, *(day for day in others if day > period.last_day)}))
    return Start(days=days, earliest=min([period.last_day, *others]), missing=period.missing)


def _latest(period: Deadline) -> date | None:
    return next((other.last_day for other in period.alternatives if other.because == "latest"), None)


def _time_to_act(facts: Facts, notice: Notice, law: LawValues, *, name: str, acted_on: date | None) -> Deadline:
    other_law = _not_rent_of_a_dwelling(facts, notice)
    if other_law:
        return without_days(law, notice, name=name, status=Status.NOT_APPLICABLE, reasons=(other_law,))
    if notice.valid is False:
        judged = Reason(kind=ReasonKind.FACT, name="board_notice_not_valid")
        return without_days(law, notice, name=name, status=Status.NOT_STARTED, reasons=(judged,))
    start = later_of_service_and_notice(notice, law)
    if facts.tenancy.tenure is None:
        unknown = Reason(kind=ReasonKind.MISSING, name="tenure")
        start = replace(start, missing=(*start.missing, "tenure"), reasons=(*start.reasons, unknown))
    return counted(count_for(facts, notice, law, name=name), start, acted_on=acted_on)


def _not_rent_of_a_dwelling(facts: Facts, notice: Notice) -> Reason | None:
    """Why JB 12:44 1 st 1 does not apply. An unknown tenure is computed as rental, and said to be missing."""
    if notice.ground is not Ground.RENT_ARREARS or not notice.starts_clock:
        return Reason(kind=ReasonKind.FACT, name="ground", text=notice.ground)
    if facts.tenancy.tenure in (None, Tenure.RENTAL):
        return None
    return Reason(kind=ReasonKind.FACT, name="tenure", text=facts.tenancy.tenure)
