"""Facts of invented cases, wide enough that every step of the content is in some plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

from kvar import law

ARRIVED = date(2026, 3, 2)
CHILDREN = {law.Section.FAMILY: True, law.Section.WITHOUT_CHILDREN: False, law.Section.UNDECIDED: None}


def a_notice(number: int = 0, *, ground: law.Ground = law.Ground.RENT_ARREARS, served: bool = True) -> law.Notice:
    arrived = ARRIVED + timedelta(days=40 * number)
    return law.Notice(
        id=str(number),
        ground=ground,
        arrived_on=arrived,
        sent_by=law.SentBy.LETTER,
        amount=900_000,
        rent_due_on=arrived - timedelta(days=31),
        services=(law.Service(tenant="person:1", served_on=arrived + timedelta(days=2) if served else None),),
    )


def a_case(
    section: law.Section,
    *,
    notices: tuple[law.Notice, ...] = (a_notice(),),
    reached: bool = False,
    yes: bool = True,
    outcome: law.Outcome | None = None,
    tenure: law.Tenure = law.Tenure.RENTAL,
    evicted_on: date | None = None,
) -> law.Facts:
    said = {question: yes for question in law.Question} | {law.Question.CHILDREN_AFFECTED: CHILDREN[section]}
    answers = tuple(
        law.Answer(question=question, yes=answer, source="tenant", on=ARRIVED + timedelta(days=1))
        for question, answer in said.items()
        if answer is not None
    )
    times = [notice.eviction_at for notice in notices if notice.eviction_at]
    return law.Facts(
        opened_on=ARRIVED,
        tenancy=law.Tenancy(tenure=tenure, monthly_rent=500_000),
        notices=notices,
        answers=answers,
        attempts=(law.Attempt(on=ARRIVED + timedelta(days=2), reached=reached, way="phone"),),
        outcome=outcome,
        enforcement=law.Enforcement(evicted_on=evicted_on, eviction_at=max(times) if times else None),
    )


def many_cases() -> Iterator[law.Facts]:
    """Every section, with and without contact, one or two notices, service known or not, before and after the end."""
    kept = law.Outcome(code="kept_debt_paid", on=ARRIVED + timedelta(days=20), home_kept=True)
    grounds = (law.Ground.RENT_ARREARS, law.Ground.FEE_ARREARS, law.Ground.DISTURBANCE)
    for section, reached, yes, served, ground in product(
        law.Section, (True, False), (True, False), (True, False), grounds
    ):
        one = a_notice(ground=ground, served=served)
        for notices in ((one,), (one, a_notice(1, ground=ground, served=served))):
            yield a_case(section, notices=notices, reached=reached, yes=yes)
        yield a_case(section, notices=(one,), reached=reached, yes=yes, outcome=kept)
    yield from _from_kronofogden()
    yield from _of_other_kinds()


def _from_kronofogden() -> Iterator[law.Facts]:
    """Applied for, a time set, the time changed, and carried out; with the cause known or not."""
    at_nine = datetime(2026, 6, 1, 9, tzinfo=UTC)
    for section, reached, yes, cause in product(
        law.Section, (True, False), (True, False), (law.Ground.RENT_ARREARS, None)
    ):
        applied = replace(a_notice(1, ground=law.Ground.ENFORCEMENT), cause=cause)
        timed = replace(a_notice(2, ground=law.Ground.ENFORCEMENT), cause=cause, eviction_at=at_nine)
        changed = replace(timed, id="3", arrived_on=timed.arrived_on + timedelta(days=7))
        for notices in ((applied,), (a_notice(), applied), (a_notice(), applied, timed), (applied, timed, changed)):
            yield a_case(section, notices=notices, reached=reached, yes=yes)
        over = a_case(section, notices=(applied, timed), reached=reached, yes=yes, evicted_on=at_nine.date())
        yield replace(
            over, attempts=(law.Attempt(on=timed.arrived_on + timedelta(days=1), reached=reached, way="visit"),)
        )


def _of_other_kinds() -> Iterator[law.Facts]:
    """Every other ground, a condominium, an early signal, a debt that is paid, and a sublet under the law of 2027."""
    fee = a_notice(ground=law.Ground.FEE_ARREARS)
    early = replace(a_notice(), early_signal=True, starts_clock=False)
    paid = replace(a_notice(), paid_on=ARRIVED)
    sublet = a_notice(8, ground=law.Ground.UNLAWFUL_SUBLET)
    others = (*law.UTILITY_GROUNDS, law.Ground.SERIOUS_DISTURBANCE, law.Ground.UNLAWFUL_SUBLET)
    for section in law.Section:
        for ground in others:
            yield a_case(section, notices=(a_notice(ground=ground),), reached=True)
        yield a_case(section, notices=(fee,), tenure=law.Tenure.CONDOMINIUM)
        yield a_case(section, notices=(early,))
        yield a_case(section, notices=(paid,))
        yield replace(a_case(section, notices=(sublet,)), opened_on=date(2027, 1, 2))
