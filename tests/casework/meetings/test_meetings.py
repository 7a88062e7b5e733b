"""Meetings: called on consent alone, held once, and what is decided and promised is never left without an answer."""

from datetime import timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.calendar.happenings import happenings_of
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.meetings.agenda import agenda_for
from kvar.casework.meetings.agreeing import TermTold, add_term, follow_up_agreement, settle_term
from kvar.casework.meetings.calling_off import call_off_meeting
from kvar.casework.meetings.deciding import decide, end_decision, who_may_own
from kvar.casework.meetings.holding import hold_meeting
from kvar.casework.meetings.nights import tell_due_agreements, tell_late_decisions, tell_unsettled_terms
from kvar.casework.meetings.reader import own_decisions
from kvar.casework.owner.duty import Roster, covered_by
from kvar.content.load import load
from kvar.records.models import Agreement, Case, Disclosure, JournalEntry, Meeting, StandingStep, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_agreement, make_consent, make_decision, make_meeting

pytestmark = pytest.mark.django_db
TOMORROW, WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor()


@pytest.fixture
def family(sara: Actor) -> Case:
    return factories.make_family(by=sara)


def _hold(meeting: Meeting, by: Actor, notes: str = "Vi delar upp arbetet.", version: int = 1) -> None:
    told = {"on": TODAY, "present": "Sara, Jonas", "notes": notes, "version": version}
    hold_meeting(case=meeting.case, by=by, today=TODAY, meeting=meeting, **told)


def test_the_agenda_is_what_is_open_in_the_case(sara: Actor, family: Case) -> None:
    late = agenda_for(family, by=sara, today=TODAY + timedelta(days=30))
    assert len(late) == 8 and all(point.startswith("Försenat: ") for point in late)
    make_decision(make_meeting(family, by=sara), by=sara, what="Ringer skolan.")
    now = agenda_for(family, by=sara, today=TODAY)
    assert now[0] == "Bestämt förra gången: Ringer skolan."
    assert load().question(law.Question.LANDLORD_CONSENT).text in now


def test_every_unit_that_is_called_is_told_and_no_other(sara: Actor, family: Case) -> None:
    make_meeting(family, by=sara, units=(factories.CHILDREN,))
    assert list(Told.objects.filter(kind="meeting_called").values_list("unit", flat=True)) == [factories.CHILDREN]


def test_a_meeting_cannot_be_called_to_a_day_that_has_been(sara: Actor, family: Case) -> None:
    with pytest.raises(ActRefused) as refused:
        make_meeting(family, by=sara, day=TODAY - timedelta(days=1), kind="check_in")
    assert refused.value.field == "day"


def test_the_landlord_is_not_invited_without_consent(sara: Actor, family: Case) -> None:
    with pytest.raises(ActRefused) as refused:
        make_meeting(family, by=sara, kind="three_party", invited=("tenant", "landlord"))
    assert refused.value.field == "invited" and not Meeting.objects.exists() and not Disclosure.objects.exists()
    consent = make_consent(family, by=sara)
    make_meeting(family, by=sara, kind="three_party", invited=("tenant", "landlord"))
    assert Disclosure.objects.get().consent == consent


def test_a_consent_that_was_taken_back_invites_nobody(sara: Actor, family: Case) -> None:
    factories.take_back(case=family, by=sara, today=TODAY, consent=make_consent(family, by=sara))
    with pytest.raises(ActRefused):
        make_meeting(family, by=sara, kind="three_party", invited=("landlord",))


def test_a_held_check_in_does_the_step_of_the_routine(sara: Actor, family: Case) -> None:
    _hold(make_meeting(family, by=sara), sara)
    assert StandingStep.objects.filter(case=family, step="B08", state="done").exists()


def test_another_units_step_is_left_to_it(family: Case) -> None:
    """Somebody in the children's unit writes the notes, and does no step of the adult unit's."""
    anna = factories.make_actor(unit=factories.CHILDREN)
    _hold(make_meeting(family, by=anna), anna)
    assert not StandingStep.objects.filter(case=family, step="B08").exists()


def test_the_second_of_two_who_write_is_told_what_the_first_wrote(sara: Actor, family: Case) -> None:
    meeting = make_meeting(family, by=sara)
    _hold(meeting, sara, notes="Först.")
    with pytest.raises(SavedByOther) as refused:
        _hold(meeting, sara, notes="Sedan.", version=1)
    assert refused.value.theirs == "Först."


def test_a_meeting_called_off_keeps_its_reason_and_is_not_held(sara: Actor, family: Case) -> None:
    meeting = make_meeting(family, by=sara)
    call_off_meeting(case=family, by=sara, today=TODAY, meeting=meeting, why="Hyresgästen är sjuk.", version=1)
    with pytest.raises(SavedByOther):
        _hold(meeting, sara, version=2)
    assert "Inställt" in JournalEntry.objects.filter(kind="meeting").latest("entered_at").words.text


def test_nothing_is_decided_or_agreed_at_a_meeting_that_was_called_off(sara: Actor, family: Case) -> None:
    """Given the page of a meeting that is called off meanwhile, when a decision is saved, then it is refused."""
    meeting = make_meeting(family, by=sara)
    call_off_meeting(case=family, by=sara, today=TODAY, meeting=meeting, why="Hyresgästen är sjuk.", version=1)
    with pytest.raises(ActRefused, match="inställt"):
        make_decision(meeting, by=sara)
    with pytest.raises(ActRefused, match="inställt"):
        make_agreement(family, by=sara, meeting=meeting)


def test_whoever_has_left_owns_no_decision_before_any_night_has_run(sara: Actor, family: Case) -> None:
    gone, away = factories.make_user(name="Gun Dahl", left_on=TODAY), factories.make_actor(name="Eva Berg")
    factories.make_absence(away)
    names = [one.name for one in who_may_own(family, today=TODAY)]
    assert gone.name not in names and "Eva Berg" in names


def test_a_decision_has_an_owner_in_the_case_and_a_day_ahead(sara: Actor, family: Case) -> None:
    meeting = make_meeting(family, by=sara)
    elsewhere = factories.make_user(administration=factories.CENTRUM)
    told = {"meeting": meeting, "what": "Ringer.", "owner": elsewhere, "due_on": TODAY}
    with pytest.raises(ActRefused) as refused:
        decide(case=family, by=sara, today=TODAY, **told)
    assert refused.value.field == "owner"
    decision = make_decision(meeting, by=sara, due_on=TOMORROW)
    assert [
        one.pk
        for one in own_decisions(sara, until=TOMORROW, covered=covered_by(sara, Roster(sara.administration, on=TODAY)))
    ] == [decision.pk]
    end_decision(case=family, by=sara, today=TODAY, decision=decision, ended_as="done", note="", version=1)
    assert own_decisions(sara, until=TOMORROW, covered=covered_by(sara, Roster(sara.administration, on=TODAY))) == []


def test_a_dropped_decision_says_why(sara: Actor, family: Case) -> None:
    decision = make_decision(make_meeting(family, by=sara), by=sara)
    with pytest.raises(ActRefused) as refused:
        end_decision(case=family, by=sara, today=TODAY, decision=decision, ended_as="dropped", note=" ", version=1)
    assert refused.value.field == "note"


def test_an_agreement_tells_the_landlord_only_what_the_consent_covers(sara: Actor, family: Case) -> None:
    agreement = make_agreement(family, by=sara)
    assert Disclosure.objects.get().scope == ["payment", "planning"]
    support = TermTold(kind="support", who="board", what="boendestöd", due_on=WEEK)
    with pytest.raises(ActRefused):
        add_term(case=family, by=sara, today=TODAY, agreement=agreement, told=support, asked=())


def test_a_payment_without_an_amount_is_refused(sara: Actor, family: Case) -> None:
    agreement = make_agreement(family, by=sara)
    told = TermTold(kind="payment", who="household", what="betalar", due_on=WEEK)
    with pytest.raises(ActRefused) as refused:
        add_term(case=family, by=sara, today=TODAY, agreement=agreement, told=told, asked=())
    assert refused.value.field == "amount"


def test_a_promise_past_its_day_is_asked_about_once(sara: Actor, family: Case) -> None:
    make_agreement(family, by=sara, due_on=TODAY)
    assert tell_unsettled_terms(TODAY) == 0
    assert tell_unsettled_terms(TODAY + timedelta(days=5)) == 1  # late is told too
    assert tell_unsettled_terms(TODAY + timedelta(days=6)) == 0


def test_a_broken_promise_says_what_happens_now(sara: Actor, family: Case) -> None:
    term = make_agreement(family, by=sara).terms.get()
    with pytest.raises(ActRefused) as refused:
        settle_term(case=family, by=sara, today=TODAY, term=term, kept=False, note="", version=1)
    assert refused.value.field == "note"
    settle_term(case=family, by=sara, today=TODAY, term=term, kept=False, note="Nytt samtal i morgon.", version=1)
    assert tell_unsettled_terms(WEEK) == 0


def test_an_agreement_is_followed_up_on_its_day(sara: Actor, family: Case) -> None:
    agreement = make_agreement(family, by=sara, follow_up_on=WEEK)
    assert (tell_due_agreements(TODAY), tell_due_agreements(WEEK), tell_due_agreements(WEEK)) == (0, 1, 0)
    follow_up_agreement(case=family, by=sara, today=WEEK, agreement=agreement, note="Betalar i tid.", version=1)
    assert Agreement.objects.get().followed_up_on == WEEK


def test_a_late_decision_is_told_to_its_owner_once(sara: Actor, family: Case) -> None:
    make_decision(make_meeting(family, by=sara), by=sara, due_on=TODAY)
    assert (tell_late_decisions(TODAY), tell_late_decisions(WEEK), tell_late_decisions(WEEK)) == (0, 1, 0)
    assert Told.objects.get(kind="decision_late").to_id == sara.id


def test_the_calendar_holds_the_meeting_the_decision_and_the_follow_up(sara: Actor, family: Case) -> None:
    make_decision(make_meeting(family, by=sara, day=TOMORROW), by=sara, due_on=TOMORROW)
    make_agreement(family, by=sara, follow_up_on=TOMORROW)
    found = {one.kind for one in happenings_of(sara, first=TOMORROW, last=TOMORROW)}
    assert {"meeting", "decision", "agreement_follow_up"} <= found
    stranger = factories.make_actor(administration=factories.CENTRUM)
    assert happenings_of(stranger, first=TODAY, last=WEEK) == []


def test_who_may_not_see_the_case_calls_no_meeting_in_it(family: Case) -> None:
    with pytest.raises(Unseen):
        make_meeting(family, by=factories.make_actor(administration=factories.CENTRUM))


def test_what_is_sent_twice_is_called_and_decided_once(sara: Actor, family: Case) -> None:
    meeting = make_meeting(family, by=sara)
    with pytest.raises(ActRefused, match="redan sparat"):
        make_meeting(family, by=sara)
    make_decision(meeting, by=sara)
    with pytest.raises(ActRefused, match="redan sparat"):
        make_decision(meeting, by=sara)
    assert (family.meetings.count(), family.decisions.count()) == (1, 1)
    # what differs in anything is something else, and so is what was called off before
    make_decision(meeting, by=sara, due_on=TOMORROW)
    call_off_meeting(case=family, by=sara, today=TODAY, meeting=meeting, why="Sjuk.", version=meeting.version)
    make_meeting(family, by=sara)
