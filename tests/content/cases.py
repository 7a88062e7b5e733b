"""Facts of invented cases, wide enough that every step of the content is in some plan."""

from collections.abc import Iterator
from datetime import date, timedelta
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
) -> law.Facts:
    said = {question: yes for question in law.Question} | {law.Question.CHILDREN_AFFECTED: CHILDREN[section]}
    answers = tuple(
        law.Answer(question=question, yes=answer, source="tenant", on=ARRIVED + timedelta(days=1))
        for question, answer in said.items()
        if answer is not None
    )
    return law.Facts(
        opened_on=ARRIVED,
        tenancy=law.Tenancy(tenure=law.Tenure.RENTAL, monthly_rent=500_000),
        notices=notices,
        answers=answers,
        attempts=(law.Attempt(on=ARRIVED + timedelta(days=2), reached=reached, way="phone"),),
        outcome=outcome,
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
