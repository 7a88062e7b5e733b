"""Every deadline of a case. To add one: an entry in ``content/law``, a function here under, a line in ``RULES``."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from kvar.law.deadline import Deadline, Status
from kvar.law.deadlines.count import without_days
from kvar.law.deadlines.rent import board_undertaking, eviction_order_bar, recovery_period
from kvar.law.errors import NotInForce
from kvar.law.facts import Facts, Notice
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

Rule = Callable[[Facts, Notice, LawValues], Deadline]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "recovery_period": recovery_period,
        "board_undertaking": board_undertaking,
        "eviction_order_bar": eviction_order_bar,
    }
)
LIVE = frozenset({Status.RUNNING, Status.UNKNOWN})


def deadlines_of(facts: Facts, law: LawValues) -> tuple[Deadline, ...]:
    """Every rule for every notice, in the order of the notices. A rule without a row answers ``not_in_force``."""
    return tuple(_answer(name, facts, notice, law) for notice in facts.notices for name in RULES)


def clock_of(facts: Facts, law: LawValues) -> Deadline | None:
    """The clock to work to: the earliest one that still runs for a debt that is not met; None when there is none."""
    return earliest_clock(deadlines_of(facts, law), law)


def earliest_clock(deadlines: Iterable[Deadline], law: LawValues) -> Deadline | None:
    """As ``clock_of``, for deadlines already computed. Several notices for one debt: act on the earlier."""
    deadlines = tuple(deadlines)
    met = {deadline.subject for deadline in deadlines if deadline.status is Status.MET}
    running = [
        (deadline.act_by, number, deadline)
        for number, deadline in enumerate(deadlines)
        if deadline.status in LIVE and deadline.subject not in met and law.value(deadline.id).clock and deadline.act_by
    ]
    return min(running, key=lambda row: row[:2])[2] if running else None


def _answer(name: str, facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    try:
        return RULES[name](facts, notice, law)
    except NotInForce as nothing:
        day = Reason(kind=ReasonKind.FACT, name="chosen_on", day=nothing.date)
        return without_days(law, notice, name=name, status=Status.NOT_IN_FORCE, reasons=(day,))
