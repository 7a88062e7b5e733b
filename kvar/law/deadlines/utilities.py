"""Electricity, gas and district heating: three weeks from the day the consumer was served, whatever the board was told.

The board's notice is a condition to be sent at the same time, not a second event (law.md 3.1, trap 30).
"""

from datetime import date

from kvar.law.deadline import Deadline
from kvar.law.deadlines.count import act, count_for, counted
from kvar.law.deadlines.plain import not_applicable, not_for
from kvar.law.deadlines.starts import Start, service_of
from kvar.law.debts import paid_on, undertaking_received_on
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

# The times within which a supply may still be kept: the home itself is not at stake in them.
UTILITY_PERIODS = frozenset({"electricity_period", "gas_period", "district_heating_period"})


def electricity_period(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R20: until when payment, or the board's written undertaking, stops the cut-off (EL 11:3).

    Raises NotInForce before 2023-06-01.
    """
    return _three_weeks(facts, notice, law, name="electricity_period", ground=Ground.ELECTRICITY_DEBT)


def gas_period(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R21: the same for gas (NGL 8:4). Raises NotInForce before 2005-07-01."""
    return _three_weeks(facts, notice, law, name="gas_period", ground=Ground.GAS_DEBT)


def district_heating_period(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R21b: the same for district heating (FJV 28 §). Raises NotInForce before 2008-07-01."""
    return _three_weeks(facts, notice, law, name="district_heating_period", ground=Ground.DISTRICT_HEATING_DEBT)


def _three_weeks(facts: Facts, notice: Notice, law: LawValues, *, name: str, ground: Ground) -> Deadline:
    other = not_for(facts, notice, grounds=(ground,))
    if other:
        return not_applicable(law, notice, name=name, why=other)
    # However the home is held, a consumer is served by DL alone.
    start = service_of(notice, None, first="consumer_served_on")
    count = count_for(facts, notice, law, name=name)
    return counted(count, start, acted=_first_act(facts, notice), before=_conditions_that_failed(notice, start))


def _first_act(facts: Facts, notice: Notice) -> Reason | None:
    """Either one stops the cut-off, so the first of them decides."""
    paid = act("paid_on", paid_on(facts, notice))
    undertaken = act("undertaking_received_on", undertaking_received_on(facts, notice))
    done = [one for one in (paid, undertaken) if one]
    return min(done, key=lambda one: one.day or date.max, default=None)


def _conditions_that_failed(notice: Notice, start: Start) -> tuple[Reason, ...]:
    """The board must have been told at the same time. When it was not, no cut-off is allowed, but no clock moves.

    The day stands all the same: it is the one that protects the household while somebody asks.
    """
    found = []
    if notice.valid is False:
        found.append(Reason(kind=ReasonKind.FACT, name="utility_notice_not_valid"))
    if notice.posted_on and start.latest and notice.posted_on > start.latest:
        found.append(Reason(kind=ReasonKind.FACT, name="utility_notice_sent_later", day=notice.posted_on))
    return tuple(found)
