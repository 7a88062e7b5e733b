"""What an eviction that has been carried out makes pointless: the times to save the home, and those of the eviction.

The debt, the court's order, the belongings and every duty of the board go on (UB 16:6, SoF 11:3): they are left alone.
"""

from kvar.law.conditions.anew import is_evicted
from kvar.law.deadline import Deadline, Status
from kvar.law.deadlines.count import without_days
from kvar.law.facts import Facts
from kvar.law.kinds import Ground
from kvar.law.known import NO_NOTICE
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

OF_THE_HOME = frozenset(
    {
        "recovery_period",
        "board_undertaking",
        "payment_hindrance",
        "recovery_period_premises",
        "recovery_period_condominium",
        "eviction_order_bar",
        "eviction_order_bar_condominium",
    }
)
OF_THE_EVICTION = frozenset({"earliest_eviction", "eviction_target", "respite", "application_lapse"})
_GOING_ON = frozenset({Status.RUNNING, Status.UNKNOWN, Status.NOT_STARTED})


def over_by_eviction(facts: Facts, found: tuple[Deadline, ...], law: LawValues) -> tuple[Deadline, ...]:
    """The deadlines, those that the eviction has ended as ``not_applicable``. What was met or late before it stays so.

    This is for the plan of a case: ``deadlines_of`` goes on telling how each day is reckoned. A paper that came after
    the eviction is about another danger, and keeps its times.
    """
    on = facts.enforcement.evicted_on
    if on is None:
        return found
    about = {f"notice:{notice.id}": notice for notice in facts.notices if is_evicted(facts, notice)}
    new = any(n.ground is Ground.ENFORCEMENT and not is_evicted(facts, n) for n in facts.notices)
    why = (Reason(kind=ReasonKind.FACT, name="evicted_on", day=on),)
    return tuple(
        without_days(law, about.get(row.subject, NO_NOTICE), name=row.id, status=Status.NOT_APPLICABLE, reasons=why)
        if row.status in _GOING_ON
        and ((row.id in OF_THE_HOME and row.subject in about) or (row.id in OF_THE_EVICTION and not new))
        else row
        for row in found
    )
