"""Avstämning and trepartssamtal, from the open questions to a promise that was not kept."""

from datetime import timedelta

import pytest

from kvar.casework.meetings.agenda import agenda_for
from kvar.casework.meetings.agreeing import settle_term
from kvar.casework.meetings.holding import hold_meeting
from kvar.casework.time import let_time_work
from kvar.casework.worklist import Chips, my_day
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
