"""A protected person registered anew: the worker who did it learns nothing, a cleared worker is told."""

import pytest

from kvar.casework.intake.protection import unmarked_cases_of_protected
from kvar.casework.matching import same_households
from kvar.casework.my_day.worklist import Chips, my_day
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def test_the_same_number_again_is_told_to_a_cleared_worker_and_to_nobody_else() -> None:
    factories.make_protected_case()
    plain, cleared = factories.make_actor(), factories.make_actor(cleared=True)
    told = factories.make_notice_told()
    assert same_households(actor=plain, told=told, today=TODAY) == ()
    again = factories.make_case_with_notice(by=plain)
    assert my_day(cleared, today=TODAY, chips=Chips()).unmarked_protected == (again,)
    assert my_day(plain, today=TODAY, chips=Chips()).unmarked_protected == ()


def test_no_one_in_another_administration_is_told() -> None:
    factories.make_protected_case()
    factories.make_case_with_notice(by=factories.make_actor(administration=factories.CENTRUM))
    assert not unmarked_cases_of_protected(factories.make_actor(cleared=True)).exists()


def test_a_person_without_a_number_touches_nobody() -> None:
    nameless = factories.make_person_told(personal_number="", number_state="unknown")
    cleared = factories.make_actor(cleared=True)
    factories.make_case_with_notice(
        by=cleared, tenant=factories.make_person_told(personal_number="", number_state="unknown", protected=True)
    )
    factories.make_case_with_notice(tenant=nameless)
    assert not unmarked_cases_of_protected(cleared).exists()
