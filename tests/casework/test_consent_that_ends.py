"""A consent that holds until a day: the plan asks for what rests on it through that day, and then asks again."""

from datetime import timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.casefile.reader import case_file
from kvar.casework.plans import plan_of
from kvar.records.models import Case
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
UNTIL = TODAY + timedelta(days=20)
CONSENT = law.Question.LANDLORD_CONSENT


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def waiting_steps(case: Case) -> list[law.PlanItem]:
    return [item for item in plan_of(case).items if "landlord_consent_given" in item.step.when]


def test_the_steps_end_with_the_consent_and_the_question_comes_back(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, until=UNTIL)
    steps = waiting_steps(case)
    assert steps and {item.ends_on for item in steps} == {UNTIL}
    asked = [[one.id for one in case_file(by, case, today=day).questions] for day in (UNTIL, UNTIL + timedelta(days=1))]
    assert CONSENT not in asked[0] and CONSENT in asked[1]


def test_the_longest_consent_counts_and_one_without_an_end_has_none(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, until=UNTIL)
    factories.make_consent(case, by=by, until=UNTIL + timedelta(days=5), scope=("payment",))
    assert {item.ends_on for item in waiting_steps(case)} == {UNTIL + timedelta(days=5)}
    open_ended = factories.make_consent(case, by=by)
    assert {item.ends_on for item in waiting_steps(case)} == {None}
    factories.take_back(case=case, by=by, today=TODAY, consent=open_ended)
    assert {item.ends_on for item in waiting_steps(case)} == {UNTIL + timedelta(days=5)}
