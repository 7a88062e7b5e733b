"""Avstämning and trepartssamtal, from the open questions to a promise that was not kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import actor_of
from kvar.casework.calendar.happenings import happenings_of
from kvar.casework.meetings.agenda import agenda_for
from kvar.casework.meetings.agreeing import settle_term
from kvar.casework.meetings.holding import hold_meeting
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.casework.time import let_time_work
from kvar.records.models import JournalEntry, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_agreement, make_consent, make_decision, make_meeting

pytestmark = pytest.mark.django_db


def test_what_the_units_decide_is_done_and_what_the_household_promises_is_followed() -> None:
    # Given a family whose case all units are in
    sara, anna = factories.make_actor(name="Sara Lindh"), factories.make_actor(unit=factories.CHILDREN)
    case = factories.make_family(by=sara)

    # When the adult unit calls an avstämning with what is open, and the children's unit is to do something
    meeting = make_meeting(case, by=sara, units=(factories.CHILDREN,), points=agenda_for(case, by=sara, today=TODAY))
    told = {"on": TODAY, "present": "Sara, Anna", "notes": "Anna ringer skolan.", "version": 1}
    hold_meeting(case=case, by=sara, today=TODAY, meeting=meeting, **told)
    decision = make_decision(meeting, by=anna, what="Ringer skolan.", due_on=TODAY + timedelta(days=2))

    # Then it stands on her day, not on Sara's
    assert [one.pk for one in my_day(anna, today=TODAY, chips=Chips()).decided] == [decision.pk]
    assert my_day(sara, today=TODAY, chips=Chips()).decided == ()

    # When the household says yes, the landlord is met and a payment is promised
    make_consent(case, by=sara)
    make_meeting(case, by=sara, kind="three_party", invited=("tenant", "landlord"))
    agreement = make_agreement(case, by=sara, due_on=TODAY + timedelta(days=5))

    # And the day passes without a payment, and the night's work with it
    late = TODAY + timedelta(days=7)
    let_time_work(today=late)

    # Then the unit is told, once
    assert Told.objects.filter(kind="term_unsettled", case=case).count() == 1

    # And what happened is in the journal, with what is done now
    term = agreement.terms.get()
    settle_term(case=case, by=sara, today=late, term=term, kept=False, note="Nytt samtal i morgon.", version=1)
    words = JournalEntry.objects.filter(case=case, kind="agreement").latest("entered_at").words.text
    assert words.startswith("Löftet hölls inte") and "Nytt samtal i morgon." in words


def test_a_three_party_talk_needs_her_yes_and_an_agreement_has_a_day_to_be_followed_up() -> None:
    # Given a case where nobody has asked her
    user = factories.make_user(name="Sara Lindh")
    sara, client = actor_of(user), Client()
    client.force_login(user)
    case = factories.make_case_with_notice(by=sara)
    url, call = (
        reverse("meetings:call", args=[case.pk, "three_party"]),
        {"day": "23 nov", "invited": ["tenant", "landlord"]},
    )

    # When Sara invites the landlord, then Kvar says what is missing and keeps what she wrote
    refused = client.post(url, call)
    assert refused.status_code == 422 and "amtycke" in refused.content.decode()
    assert not case.meetings.exists()

    # When she has said yes, then both are invited
    make_consent(case, by=sara)
    assert client.post(url, call).status_code == 303
    assert case.meetings.get().invited == ["tenant", "landlord"]

    # When they have agreed, and the day of the follow-up comes, then the night says so, once, until it is done
    agreement = make_agreement(case, by=sara, due_on=TODAY + timedelta(days=2), follow_up_on=TODAY + timedelta(days=30))
    late = TODAY + timedelta(days=30)
    for night in (late - timedelta(days=1), late, late + timedelta(days=1)):
        let_time_work(today=night)
    assert [told.day for told in Told.objects.filter(kind="agreement_due", case=case)] == [late]
    page = client.get(reverse("meetings:overview", args=[case.pk])).content.decode()
    assert reverse("meetings:follow_up", args=[case.pk, agreement.pk]) in page


def test_two_units_seek_the_household_together() -> None:
    # Given a family that nobody reaches
    user = factories.make_user(name="Sara Lindh")
    sara, anna = actor_of(user), factories.make_actor(unit=factories.CHILDREN)
    case = factories.make_family(by=sara)
    client = Client()
    client.force_login(user)

    # When Sara calls the children's unit to a joint visit
    url = reverse("meetings:call", args=[case.pk, "outreach"])
    assert client.post(url, {"day": "22 nov", "at": "17.30", "units": [factories.CHILDREN]}).status_code == 303

    # Then they are told and it stands in their calendar, and what came of it is in the journal for both
    assert Told.objects.filter(kind="meeting_called", unit=factories.CHILDREN, case=case).exists()
    assert "meeting" in {one.kind for one in happenings_of(anna, first=TODAY, last=TODAY)}
    meeting = case.meetings.get()
    hold_meeting(
        case=case, by=sara, today=TODAY, meeting=meeting, on=TODAY, present="", notes="Ingen öppnade.", version=1
    )
    entry = JournalEntry.objects.get(case=case, words__text__contains="Ingen öppnade.")
    assert entry.shared and "uppsökande" in entry.words.text
