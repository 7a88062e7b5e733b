"""The way to an eviction: the payment order (BFL) and Kronofogden's case (UB 16 kap., UF 16 kap., SoF 11:3)."""

from collections.abc import Iterable
from datetime import date, timedelta

from kvar.law.deadline import Alternative, Deadline
from kvar.law.deadlines.count import count_for, counted
from kvar.law.deadlines.plain import duty, from_day, unknown
from kvar.law.deadlines.starts import Start
from kvar.law.facts import Facts
from kvar.law.kinds import Ground
from kvar.law.known import NO_NOTICE
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues


def answer_to_demand(facts: Facts, law: LawValues) -> Deadline | None:
    """R22: at most two weeks from service to answer a demand (BFL 25 §); Kronofogden may set fewer days."""
    if facts.payment_order.demand_served_on is None:
        return None
    return from_day(facts, law, name="answer_to_demand", fact="demand_served_on")


def transfer_to_court(facts: Facts, law: LawValues) -> Deadline | None:
    """R23: four weeks for the applicant to have a contested case moved to court (BFL 34 §)."""
    if facts.payment_order.transfer_notice_sent_on is None:
        return None
    return from_day(facts, law, name="transfer_to_court", fact="transfer_notice_sent_on")


def order_reopening(facts: Facts, law: LawValues) -> Deadline | None:
    """R24: one month from the order to ask for återvinning of it (BFL 53 §): not that of JB 12:44 (trap 26)."""
    if facts.payment_order.given_on is None:
        return None
    return from_day(facts, law, name="order_reopening", fact="order_given_on")


def enforcement_notice(facts: Facts, law: LawValues) -> Deadline | None:
    """R25: Kronofogden tells the board that eviction has been applied for (UF 16:2). No number of days.

    Met when a notice from Kronofogden has come.
    """
    since = facts.enforcement.applied_on
    if since is None:
        return None
    told = [notice.arrived_on for notice in facts.notices if notice.ground is Ground.ENFORCEMENT and notice.arrived_on]
    done_on = min(told, default=None)
    return duty(facts, law, name="enforcement_notice", fact="enforcement_applied_on", since=since, done_on=done_on)


def eviction_time_notice(facts: Facts, law: LawValues) -> Deadline | None:
    """R26: Kronofogden tells the board the time of the eviction (UF 16:2). No number of days before it."""
    arrived_on = facts.enforcement.time_notice_arrived_on
    if arrived_on is None:
        return None
    fact = "eviction_time_notice_arrived_on"
    return duty(facts, law, name="eviction_time_notice", fact=fact, since=arrived_on, done_on=arrived_on)


def enforcement_confirmation(facts: Facts, law: LawValues) -> Deadline | None:
    """R27: the board confirms to Kronofogden the same day the notice of time came (SoF 11:3). It never rolls.

    A changed time is a new notice, hence a new confirmation. Raises NotInForce before 2017-07-01.
    """
    name, fact = "enforcement_confirmation", "eviction_time_notice_arrived_on"
    arrived, confirmed = facts.enforcement.time_notice_arrived_on, facts.enforcement.confirmed_on
    if arrived is None:
        return _asked_for(facts, law, name=name, fact=fact)
    found = duty(facts, law, name=name, fact=fact, since=arrived, done_on=confirmed, done_by=arrived)
    return found._replace(last_day=arrived)


def earliest_eviction(facts: Facts, law: LawValues) -> Deadline | None:
    """R28: no eviction before one week, two abroad, from the day the defendant could comment (UB 16:3 3 st)."""
    name, fact = "earliest_eviction", "tenant_heard_on"
    heard_on, abroad = facts.enforcement.heard_on, facts.enforcement.abroad
    if heard_on is None:
        return _asked_for(facts, law, name=name, fact=fact)
    if abroad:
        return from_day(facts, law, name=name, fact=fact, counted_as="earliest_eviction_abroad")
    others: tuple[Alternative, ...] = ()
    if abroad is None:
        count = count_for(facts, NO_NOTICE, law, name="earliest_eviction_abroad")
        others = (count.alternative("abroad", count.first(heard_on)),)
    return from_day(facts, law, name=name, fact=fact, others=others)


def eviction_target(facts: Facts, law: LawValues) -> Deadline | None:
    """R29: if possible within four weeks from complete documents (UB 16:3 2 st). A target, not a minimum (trap 28)."""
    fact = "enforcement_documents_complete_on"
    if facts.enforcement.documents_complete_on is None:
        return _asked_for(facts, law, name="eviction_target", fact=fact)
    return from_day(facts, law, name="eviction_target", fact=fact)


def respite(facts: Facts, law: LawValues) -> Deadline | None:
    """R30 anstånd: at most two weeks after R29, four with compensation (UB 16:4); from R28 where that is later."""
    target = eviction_target(facts, law)
    if target is None:
        return None
    if target.last_day is None:
        return unknown(law, name="respite", missing=target.missing)
    bar = earliest_eviction(facts, law)
    earliest = bar.earliest_day if bar else None
    start_on = max(target.last_day, earliest) if earliest else target.last_day
    fact = "eviction_target" if start_on == target.last_day else "earliest_eviction"
    reasons = (Reason(kind=ReasonKind.FACT, name=fact, day=start_on),)
    start = Start(days=(start_on,), earliest=start_on, reasons=reasons)
    longer = count_for(facts, NO_NOTICE, law, name="respite_with_compensation")
    others = (longer.alternative("with_compensation", longer.first(start_on)),)
    return counted(count_for(facts, NO_NOTICE, law, name="respite"), start, others=others)


def application_lapse(facts: Facts, law: LawValues) -> Deadline | None:
    """R31: an application that the applicant has put off for six months lapses (UB 16:5)."""
    if facts.enforcement.applied_on is None:
        return _asked_for(facts, law, name="application_lapse", fact="enforcement_applied_on")
    return from_day(facts, law, name="application_lapse", fact="enforcement_applied_on")


def storage(facts: Facts, law: LawValues) -> Deadline | None:
    """R32: goods may not be sold before three months after the eviction (UB 16:6). A wait: it never rolls."""
    if facts.enforcement.evicted_on is None:
        return None
    return from_day(facts, law, name="storage", fact="evicted_on")


def stored_until(deadlines: Iterable[Deadline]) -> date | None:
    """The last day on which the belongings are surely in store; after it they may be sold or thrown away (UB 16:6).

    None while nothing has been carried out.
    """
    free_on = next((row.earliest_day for row in deadlines if row.id == "storage"), None)
    return free_on - timedelta(days=1) if free_on else None


def removal_earliest(facts: Facts, law: LawValues) -> Deadline | None:
    """R33: avlägsnande at the earliest five days after notice (UB 16:10 a). A wait: it never rolls."""
    if facts.enforcement.removal_notice_on is None:
        return None
    return from_day(facts, law, name="removal_earliest", fact="removal_notice_on")


def removal_target(facts: Facts, law: LawValues) -> Deadline | None:
    """R33: avlägsnande if possible within three weeks from complete documents (UB 16:10 b). A target."""
    if facts.enforcement.removal_documents_complete_on is None:
        return None
    return from_day(facts, law, name="removal_target", fact="removal_documents_complete_on")


def _asked_for(facts: Facts, law: LawValues, *, name: str, fact: str) -> Deadline | None:
    """What is missing, once Kronofogden is in the case; nothing at all before that."""
    if any(notice.ground is Ground.ENFORCEMENT for notice in facts.notices):
        return unknown(law, name=name, missing=(fact,))
    return None
