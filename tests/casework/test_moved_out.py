"""When somebody is no longer in the household, what rested on that person's consent falls, and whoever asked knows."""

from datetime import date
from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.consent.consents import ConsentTold, give_consent
from kvar.casework.intake.linking import unlink_notice
from kvar.records.models import Case, JournalEntry, Member, Notice, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import put_on
from tests.factories_meetings import SCOPE, make_consent, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def wrong(by: Actor) -> Case:
    """A case into which another household's paper brought a co-tenant, who says that we may tell the landlord."""
    case = factories.make_case_with_notice(by=by)
    told = factories.make_person_told(name="Per Lindqvist", born_on=date(1984, 1, 12))
    factories.make_notice(by=by, case=case, cotenants=(told,))
    member = Member.objects.get(household=case.household_id, role="cotenant")
    words: dict[str, Any] = {
        "recipient_kind": "landlord",
        "direction": "both",
        "given_on": TODAY,
        "given_how": "written",
    }
    give_consent(case=case, by=by, today=TODAY, member=member, told=ConsentTold(scope=SCOPE, **words))
    case.refresh_from_db()
    return case


def undo(case: Case, by: Actor) -> None:
    notice = Notice.objects.filter(case=case).latest("taken_in_at")
    unlink_notice(notice=notice, by=by, today=TODAY, reason="Fel hushåll.")
    assert Member.objects.get(household=case.household_id, role="cotenant").until is not None


def test_whoever_invited_is_told_when_the_person_is_no_longer_there(wrong: Case, by: Actor) -> None:
    colleague = factories.make_actor(name="Eva Holm")
    make_meeting(wrong, by=colleague, kind="three_party", invited=("landlord",))
    put_on(wrong, by=colleague)
    undo(wrong, by)
    assert {told.to_id for told in Told.objects.filter(kind="invitation_fallen", case=wrong)} == {colleague.id}
    assert Told.objects.filter(kind="invitation_fallen").count() == 2
    said = [row.words.text for row in JournalEntry.objects.filter(case=wrong, kind="meeting").select_related("words")]
    assert len([text for text in said if "gäller inte längre: hyresvärden" in text]) == 1


def test_nobody_is_told_when_somebody_else_s_consent_carries_it(wrong: Case, by: Actor) -> None:
    make_consent(wrong, by=by)
    make_meeting(wrong, by=by, kind="three_party", invited=("landlord",))
    undo(wrong, by)
    assert not Told.objects.filter(kind="invitation_fallen").exists()
