"""A consent that holds until a day: the plan asks for what rests on it through that day, and then asks again."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.casefile.reader import case_file
from kvar.casework.clock import now
from kvar.casework.plans import plan_of
from kvar.records.models import Answer, Case
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


@pytest.mark.parametrize(
    ("others", "ends"),
    [({}, UNTIL), ({"recipient": "En annan hyresvärd"}, UNTIL), ({"recipient": ""}, None)],
)
def test_an_older_answer_ends_with_the_consents_to_the_landlord_of_the_home_alone(
    case: Case, by: Actor, others: dict[str, str], ends: date | None
) -> None:
    """Given a consent with a last day, and perhaps one without / when Kvar is migrated / then only ours is counted."""
    landlord = case.household.dwelling.landlord
    assert landlord
    factories.make_consent(case, by=by, until=UNTIL, recipient=landlord.name.upper())
    if others:
        factories.make_consent(case, by=by, **others)
    # as it was before: the answer had no last day
    answer = {"case": case, "question": CONSENT, "yes": True, "source": "tenant", "said_on": TODAY}
    Answer.objects.create(**answer, recorded_at=now(), recorded_by_id=by.id)
    import_module("kvar.records.migrations.0027_answers_that_end").end_with_the_consent(apps, None)
    assert Answer.objects.filter(case=case, question=CONSENT).latest("recorded_at").until == ends
