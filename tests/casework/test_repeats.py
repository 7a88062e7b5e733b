"""What repeats is counted by the debt behind the paper, and a matter at Kronofogden once."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.repeats import household_papers, repeats_of
from kvar.records.models import Case
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
APPLIED = {"kind": "enforcement_application", "sender_type": "enforcement_authority", "reference": "U-1"}


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


def levels(case: Case) -> list[str]:
    papers = household_papers("household")
    read = Case.objects.select_related("household__dwelling").prefetch_related("notices", *papers)
    return [level.id for level in repeats_of(read.get(pk=case.pk)).levels]


def test_an_application_because_of_the_rent_counts_as_rent(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY - timedelta(days=100))
    factories.make_notice(by=by, case=case, cause="rent_arrears", **APPLIED)
    factories.make_notice(by=by, case=case, cause="rent_arrears", **(APPLIED | {"reference": "U-2"}))
    assert "repeated_rent_debts" in levels(case)


@pytest.mark.parametrize("cause", ["rent_arrears", ""])
def test_the_next_stage_of_a_debt_is_no_new_debt(by: Actor, cause: str) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY - timedelta(days=100))
    factories.make_notice(by=by, case=case, cause=cause, **APPLIED)
    assert levels(case) == []


def test_a_matter_at_the_authority_about_something_else_is_new(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY - timedelta(days=100))
    factories.make_notice(by=by, case=case, cause="disturbance", **APPLIED)
    assert levels(case) == ["repeated_signals"]


def test_papers_with_one_reference_at_the_authority_are_one_event(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY - timedelta(days=60))
    factories.make_notice(by=by, case=case, today=TODAY - timedelta(days=20), **APPLIED)
    factories.make_notice(by=by, case=case, **APPLIED)
    assert "third_signal" not in levels(case)
    for reference in ("U-2", "U-3"):
        factories.make_notice(by=by, case=case, **(APPLIED | {"reference": reference}))
    assert "third_signal" in levels(case)
