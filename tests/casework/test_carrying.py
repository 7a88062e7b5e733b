"""What consents carry: together for one person, never across people, for whom they name, on the day it is told."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.consent.consents import consents_to_tell, disclose
from kvar.casework.consent.telling_outside import covered, disclosures_of
from kvar.casework.errors import ActRefused
from kvar.records.models import Case, Disclosure, Member
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import let_us_tell

pytestmark = pytest.mark.django_db
BOTH = ["contact", "planning"]


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def tell(case: Case, by: Actor, **fields: object) -> tuple[Disclosure, ...]:
    asked = {"recipient_kind": "landlord", "recipient": "Provbostäder AB", "scope": BOTH, "what": "Vi ses.", **fields}
    return disclose(case=case, by=by, today=TODAY, **asked)  # type: ignore[arg-type]


def test_what_one_person_has_said_yes_to_twice_is_added_together(case: Case, by: Actor) -> None:
    first = let_us_tell(case, by=by, scope=("contact",))
    second = let_us_tell(case, by=by, scope=("planning",), recipient="Provbostäder AB")
    made = tell(case, by)
    assert {(row.consent, *row.scope) for row in made} == {(first, "contact"), (second, "planning")}
    shown = covered(case, recipient_kind="landlord", recipient="Provbostäder AB", scope=BOTH, on=TODAY)
    assert shown.carried and len(disclosures_of(by, case)) == 2


def test_one_wide_consent_is_enough_and_is_the_one_that_is_logged(case: Case, by: Actor) -> None:
    let_us_tell(case, by=by, scope=("contact",))
    wide = let_us_tell(case, by=by, scope=("contact", "planning"))
    assert [row.consent for row in tell(case, by)] == [wide]


def test_one_persons_yes_is_not_added_to_anothers(by: Actor) -> None:
    case = factories.make_family(by=by)
    let_us_tell(case, by=by, scope=("contact",))
    other = let_us_tell(case, by=by, scope=("planning",))
    other.member = Member.objects.filter(household=case.household_id).exclude(pk=other.member_id).earliest("since")
    other.save()
    assert not consents_to_tell(case, recipient_kind="landlord", scope=BOTH, on=TODAY)
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        tell(case, by)


@pytest.mark.parametrize(("name", "may"), [(" provbostäder  ab ", True), ("Andra Bostäder AB", False), ("", False)])
def test_a_named_consent_is_for_that_one_however_the_name_is_typed(case: Case, by: Actor, name: str, may: bool) -> None:
    let_us_tell(case, by=by, recipient="Provbostäder AB")
    assert bool(consents_to_tell(case, recipient_kind="landlord", recipient=name, scope=["contact"], on=TODAY)) is may


def test_half_of_two_consents_taken_back_carries_half(case: Case, by: Actor) -> None:
    let_us_tell(case, by=by, scope=("contact",))
    factories.take_back(case=case, by=by, today=TODAY, consent=let_us_tell(case, by=by, scope=("planning",)))
    assert not consents_to_tell(case, recipient_kind="landlord", scope=BOTH, on=TODAY)
    assert consents_to_tell(case, recipient_kind="landlord", scope=["contact"], on=TODAY)


def test_the_plan_hears_of_the_own_landlord_only(case: Case, by: Actor) -> None:
    asked = case.answers.filter(question="landlord_consent").order_by("recorded_at")
    let_us_tell(case, by=by, recipient="Andra Bostäder AB")
    assert asked.last().yes is False
    let_us_tell(case, by=by, recipient=case.household.dwelling.landlord.name)
    assert asked.last().yes is True


def test_what_was_told_on_a_day_needs_a_consent_of_that_day(case: Case, by: Actor) -> None:
    let_us_tell(case, by=by, scope=("contact", "planning"), given_on=TODAY)
    told = {"recipient_kind": "landlord", "recipient": "", "scope": BOTH, "what": "Vi sågs."}
    with pytest.raises(ActRefused):
        disclose(case=case, by=by, today=TODAY - timedelta(days=1), **told)  # type: ignore[arg-type]
