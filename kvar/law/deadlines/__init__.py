"""Every deadline of a case. To add one: an entry in ``content/law``, a function here under, a line in ``RULES``."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kvar.law.clocks import LIVE, clock_on, live_clocks
from kvar.law.deadline import Alternative, Deadline, Status
from kvar.law.deadlines import condominium, enforcement, landlord, records, rent, social, utilities
from kvar.law.deadlines.count import without_days
from kvar.law.debts import same_debt
from kvar.law.errors import NotInForce
from kvar.law.facts import Facts, Notice
from kvar.law.known import NO_NOTICE
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

Rule = Callable[[Facts, Notice, LawValues], Deadline | None]
RuleOfCase = Callable[[Facts, LawValues], Deadline | None]

# What is asked of every notice. The answer may be that the rule is not for it.
RULES_OF_NOTICE: Mapping[str, Rule] = MappingProxyType(
    {
        "rent_delay": rent.rent_delay,
        "premises_rent_delay": rent.premises_rent_delay,
        "private_let_rent_delay": rent.private_let_rent_delay,
        "recovery_period": rent.recovery_period,
        "board_undertaking": rent.board_undertaking,
        "payment_hindrance": rent.payment_hindrance,
        "recovery_period_premises": rent.recovery_period_premises,
        "eviction_order_bar": rent.eviction_order_bar,
        "disturbance_notice": landlord.disturbance_notice,
        "termination_copy": landlord.termination_copy,
        "fee_delay": condominium.fee_delay,
        "recovery_period_condominium": condominium.recovery_period_condominium,
        "eviction_order_bar_condominium": condominium.eviction_order_bar_condominium,
        "disturbance_notice_condominium": condominium.disturbance_notice_condominium,
        "electricity_period": utilities.electricity_period,
        "gas_period": utilities.gas_period,
        "district_heating_period": utilities.district_heating_period,
        "investigation_opening": social.investigation_opening,
    }
)
# What is asked once of a case. No answer where the facts say nothing about it.
RULES_OF_CASE: Mapping[str, RuleOfCase] = MappingProxyType(
    {
        "retroactive_increase": rent.retroactive_increase,
        "time_bar_two_months": landlord.time_bar_two_months,
        "time_bar_six_months": landlord.time_bar_six_months,
        "referral_to_tribunal": landlord.referral_to_tribunal,
        "tribunal_notice": landlord.tribunal_notice,
        "answer_to_demand": enforcement.answer_to_demand,
        "transfer_to_court": enforcement.transfer_to_court,
        "order_reopening": enforcement.order_reopening,
        "enforcement_notice": enforcement.enforcement_notice,
        "eviction_time_notice": enforcement.eviction_time_notice,
        "enforcement_confirmation": enforcement.enforcement_confirmation,
        "earliest_eviction": enforcement.earliest_eviction,
        "eviction_target": enforcement.eviction_target,
        "respite": enforcement.respite,
        "application_lapse": enforcement.application_lapse,
        "storage": enforcement.storage,
        "removal_earliest": enforcement.removal_earliest,
        "removal_target": enforcement.removal_target,
        "protection_assessment": social.protection_assessment,
        "preliminary_assessment": social.preliminary_assessment,
        "child_investigation": social.child_investigation,
        "reporter_feedback": social.reporter_feedback,
        "unexecuted_decision": social.unexecuted_decision,
        "erasure": records.erasure,
        "data_breach_report": records.data_breach_report,
    }
)
# Every value that the rules and service.py count with; the content must hold each.
VALUES_NEEDED = frozenset(
    {
        *RULES_OF_NOTICE,
        *RULES_OF_CASE,
        "earliest_eviction_abroad",
        "respite_with_compensation",
        "simplified_service",
        "service_by_publication",
        "legal_person_service",
    }
)


def deadlines_of(facts: Facts, law: LawValues) -> tuple[Deadline, ...]:
    """Every rule of every notice, in their order, then those of the case. Without a row: ``not_in_force``."""
    return (*_with_other_notices(facts, tuple(_of_notices(facts, law)), law), *_of_case(facts, law))


def _of_notices(facts: Facts, law: LawValues) -> Iterator[Deadline]:
    for notice in facts.notices:
        for name, rule in RULES_OF_NOTICE.items():
            try:
                found = rule(facts, notice, law)
            except NotInForce as nothing:
                found = _not_in_force(law, notice, name, nothing)
            if found:
                yield found


def _with_other_notices(facts: Facts, found: tuple[Deadline, ...], law: LawValues) -> tuple[Deadline, ...]:
    """A second notice of the same debt does not restart a clock by itself (NJA 1985 s. 586, law.md trap 20).

    Whether it does is unsettled: each of them tells the other's day too, and the earlier one is acted on.
    """
    if all(notice.same_debt_as is None for notice in facts.notices):
        return found
    same = {f"notice:{one.id}": {f"notice:{other.id}" for other in same_debt(facts, one)} for one in facts.notices}
    return tuple(
        _beside(row, [other for other in found if other.subject in same[row.subject]])
        if row.status in LIVE and law.value(row.id).clock
        else row
        for row in found
    )


def _beside(row: Deadline, same: list[Deadline]) -> Deadline:
    days = {other.act_by for other in same if other.id == row.id and other.subject != row.subject}
    readings = (Alternative(because="another_notice", last_day=day) for day in sorted(day for day in days if day))
    return row._replace(alternatives=(*row.alternatives, *readings))


def _of_case(facts: Facts, law: LawValues) -> Iterator[Deadline]:
    for name, rule in RULES_OF_CASE.items():
        try:
            found = rule(facts, law)
        except NotInForce as nothing:
            found = _not_in_force(law, NO_NOTICE, name, nothing)
        if found:
            yield found


def _not_in_force(law: LawValues, notice: Notice, name: str, nothing: NotInForce) -> Deadline:
    day = Reason(kind=ReasonKind.FACT, name="chosen_on", day=nothing.date)
    return without_days(law, notice, name=name, status=Status.NOT_IN_FORCE, reasons=(day,))


def clock_of(facts: Facts, law: LawValues, *, on: date | None = None) -> Deadline | None:
    """The clock to work to on a day, by default the day the newest paper came; None when there is none."""
    day = on or max((facts.arrival_of(notice) for notice in facts.notices), default=facts.opened_on)
    return clock_on(live_clocks(deadlines_of(facts, law), law), day)
