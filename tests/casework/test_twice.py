"""An agreement or a contact attempt that is sent twice makes one row; what is new is never taken for the old."""

from datetime import time, timedelta
from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.contact.attempts import attempt_for, record_attempt, withdraw_attempt
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.agreeing import TermTold, add_term
from kvar.records.models import Agreement, Attempt, Case, Term
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_agreement, make_consent, make_no_agreement

pytestmark = pytest.mark.django_db
TWICE = "redan sparat"


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def attempt(case: Case, by: Actor, **fields: Any) -> None:
    told: dict[str, Any] = {"on": TODAY, "way": "phone", "at": time(9), "reached": False, "note": "Signalen gick fram."}
    record_attempt(case=case, by=by, today=TODAY, **(told | fields))


def test_the_same_attempt_twice_is_one(case: Case, by: Actor) -> None:
    attempt(case, by)
    with pytest.raises(ActRefused, match=TWICE):
        attempt(case, by)
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"at": time(15)}, {"note": "Upptaget."}, {"reached": True}, {"way": "home_visit"}, {"next": "Ringer."}]
)
def test_an_attempt_that_differs_in_anything_is_another(case: Case, by: Actor, fields: dict[str, Any]) -> None:
    attempt(case, by)
    attempt(case, by, **fields)
    assert Attempt.objects.count() == 2


def test_a_colleagues_attempt_and_one_that_was_struck_do_not_stand_in_the_way(case: Case, by: Actor) -> None:
    attempt(case, by)
    attempt(case, factories.make_actor(name="Amir Said"))
    mine = Attempt.objects.get(by_id=by.id)
    withdraw_attempt(case=case, by=by, today=TODAY, attempt=attempt_for(by, case, mine.pk), reason="Fel ärende.")
    attempt(case, by)
    assert Attempt.objects.filter(withdrawn_on=None).count() == 2


def test_the_same_agreement_twice_is_one_and_another_first_promise_is_another(case: Case, by: Actor) -> None:
    make_agreement(case, by=by)
    with pytest.raises(ActRefused, match=TWICE):
        make_agreement(case, by=by)
    assert (Agreement.objects.count(), Term.objects.count()) == (1, 1)
    make_agreement(case, by=by, due_on=TODAY + timedelta(days=9))
    assert Agreement.objects.count() == 2


def test_the_same_refusal_and_the_same_promise_twice_are_one(case: Case, by: Actor) -> None:
    make_no_agreement(case, by=by)
    with pytest.raises(ActRefused, match=TWICE):
        make_no_agreement(case, by=by)
    make_consent(case, by=by)
    agreement = make_agreement(case, by=by)
    told = TermTold(kind="payment", who="household", what="betalar hyran", amount=900_000, due_on=TODAY)
    add_term(case=case, by=by, today=TODAY, agreement=agreement, told=told, asked=())
    with pytest.raises(ActRefused, match=TWICE):
        add_term(case=case, by=by, today=TODAY, agreement=agreement, told=told, asked=())
