"""A case is not closed over what is not done: a time, a confirmation, a follow-up, a legal step, a report in draft."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.closing import outcomes
from kvar.casework.closing.hindrances import hindrances_of
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.enforcement.course import record_event
from kvar.casework.errors import ActRefused
from kvar.casework.intake import registering
from kvar.casework.meetings.agreeing import follow_up_agreement, settle_term
from kvar.casework.meetings.calling_off import call_off_meeting
from kvar.casework.meetings.deciding import end_decision
from kvar.casework.money.promises import move_promise
from kvar.casework.money.watch import watch_payments
from kvar.casework.plans import plan_of
from kvar.casework.tracks import finish_track, legal_items_left, receive_case
from kvar.content.load import load
from kvar.records.models import Case, Notice
from tests import factories
from tests.factories import MONEY, TODAY
from tests.factories_meetings import make_agreement, make_decision, make_meeting

pytestmark = pytest.mark.django_db
KFM = "enforcement_authority"
DAY = date(2026, 12, 3)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_in_follow_up(by=by)


def a_time(case: Case, by: Actor) -> Notice:
    at = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    told = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-1", "eviction_at": at}
    return factories.make_notice(by=by, case=case, **told)


def routes(case: Case, *, today: date = TODAY) -> list[str]:
    return [one.route for one in hindrances_of(case, today=today)]


def of_the_time(case: Case, today: date) -> list[str]:
    return sorted(one for one in routes(case, today=today) if one in ("enforcement:page", "enforcement:confirm"))


def test_a_time_that_stands_hinders_until_it_is_called_off(case: Case, by: Actor) -> None:
    a_time(case, by)
    assert "enforcement:page" in routes(case) and "enforcement:page" in routes(case, today=DAY)
    assert "enforcement:page" not in routes(case, today=DAY + timedelta(days=1))
    record_event(case=case, by=by, today=TODAY, kind="postponed", on=TODAY, told_by="authority_letter")
    assert "enforcement:page" not in routes(case)


def test_a_time_that_is_not_confirmed_hinders_for_each_recipient(case: Case, by: Actor) -> None:
    notice = a_time(case, by)
    assert routes(case).count("enforcement:confirm") == 2
    for recipient, way in ((KFM, "secure_mail"), ("household", "post")):
        told = SendingTold(answers=by.id, way=way, sent_to="X", sent_on=TODAY, sent_at=time(14, 20))
        record_sending(notice=notice, by=by, today=TODAY, recipient=recipient, told=told)
    assert "enforcement:confirm" not in routes(case)


def test_the_next_round_of_follow_up_hinders_until_the_household_says_no(case: Case, by: Actor) -> None:
    factories.finish_others(case)
    assert routes(case) == ["enforcement:follow_up"]
    with pytest.raises(ActRefused, match="uppföljning"):
        outcomes.close_case(case=case, by=by, today=TODAY, note="Klart.")
    factories.finish_own(case, by=by)
    assert routes(case) == []
    outcomes.close_case(case=case, by=by, today=TODAY, note="Klart.")


def test_the_own_legal_step_hinders(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    assert case.open_steps.filter(unit=by.unit, by_law=True).exists() and "case:step" in routes(case)
    for notice in case.notices.all():
        registering.take_position(notice=notice, by=by, today=TODAY, opened=False, reason="Skulden är betald.")
    assert "case:step" not in routes(case)


def test_a_report_in_draft_hinders(case: Case, by: Actor) -> None:
    money = factories.make_actor(unit=MONEY)
    promise = factories.make_promise(case, by=money, state="decided", due_on=TODAY - timedelta(days=1))
    watch_payments(today=TODAY)
    promise.refresh_from_db()
    moved = {"promise": promise, "version": promise.version, "state": "stopped", "on": TODAY, "reason": "Fel."}
    move_promise(case=case, by=money, today=TODAY, **moved)
    assert "money:deviation" in routes(case)


def test_a_final_outcome_ends_what_the_law_wants_for_the_papers_it_is_about(by: Actor) -> None:
    # Given a home that is lost, and rent notices from before and after: financial assistance is in the case.
    case = factories.make_case_without_children(by=by)
    money = factories.make_actor(unit=MONEY)
    receive_case(case=case, by=money, today=TODAY)
    told = {"outcome": "evicted", "causes": ["low_income"]}
    outcomes.record_outcome(case=case, by=by, today=TODAY, on=TODAY, **told)
    later = TODAY + timedelta(days=20)
    factories.make_notice(by=by, case=case, today=later)
    case.refresh_from_db()
    # Then the new one asks for a decision on payment responsibility, until the outcome is about it too.
    assert undertakings_asked(case, later) == 1
    outcomes.record_outcome(case=case, by=by, today=later, on=later, **told)
    assert undertakings_asked(case, later) == 0
    # And the unit may say that it is done, and nothing of it hinders.
    finish_track(case=case, by=money, today=later, note="Inget mer att göra.")
    case.refresh_from_db()
    assert "tracks:page" not in [one.route for one in hindrances_of(case, today=later)]


def undertakings_asked(case: Case, today: date) -> int:
    return len([item for item in legal_items_left(plan_of(case), MONEY, today=today) if item.step.id == "H23"])


def test_a_new_time_hinders_although_the_home_was_lost_before(by: Actor) -> None:
    # given a family that was evicted, and Kronofogden's new time two months later
    case = factories.make_family(by=by)
    a_time(case, by)
    record_event(case=case, by=by, today=DAY, kind="carried_out", on=DAY, told_by="authority_letter")
    assert of_the_time(case, DAY) == []
    later = DAY + timedelta(days=60)
    at = datetime(2027, 2, 22, 9, 0, tzinfo=UTC)
    told = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-2", "eviction_at": at}
    factories.make_notice(by=by, case=case, today=later, **told)
    # then it hinders, with its two confirmations
    wanted = ["enforcement:confirm", "enforcement:confirm", "enforcement:page"]
    assert of_the_time(case, later) == wanted
    # when it is settled, the home is kept: the time is still to be confirmed or called off
    end = {"outcome": factories.outcome(), "on": later, "causes": [load().codes.causes[0].id]}
    outcomes.record_outcome(case=case, by=by, today=later, **end)
    assert of_the_time(case, later) == wanted
    # when this home is lost too, it is over
    lost = end | {"outcome": factories.outcome(home_kept=False)}
    outcomes.record_outcome(case=case, by=by, today=later, **lost)
    assert of_the_time(case, later) == []


def test_what_meetings_left_open_hinders_until_it_is_answered(case: Case, by: Actor) -> None:
    # given a meeting to be held, something decided there, and a promise
    soon = TODAY + timedelta(days=5)
    meeting = make_meeting(case, by=by)
    decision = make_decision(meeting, by=by, due_on=soon)
    agreement = make_agreement(case, by=by, due_on=soon)
    term = agreement.terms.get()
    # then each hinders, with its words and the page where it is answered
    found = {one.route: one for one in hindrances_of(case, today=TODAY) if one.route.startswith("meetings:")}
    assert found["meetings:end_decision"].about == (case.pk, decision.pk)
    assert "inte avslutat: Ringer hyresvärden." in found["meetings:end_decision"].sentence
    assert found["meetings:settle"].about == (case.pk, term.pk)
    assert "hölls: betalar på skulden." in found["meetings:settle"].sentence
    assert "varken hållet eller inställt" in found["meetings:overview"].sentence
    # when they are answered, none does
    call_off_meeting(case=case, by=by, today=TODAY, meeting=meeting, why="Alla är klara.", version=meeting.version)
    ended = {"ended_as": "done", "note": "", "version": decision.version}
    end_decision(case=case, by=by, today=TODAY, decision=decision, **ended)
    settle_term(case=case, by=by, today=soon, term=term, kept=True, note="", version=term.version)
    followed = {"note": "Allt är betalt.", "version": agreement.version}
    follow_up_agreement(case=case, by=by, today=soon, agreement=agreement, **followed)
    assert not [one for one in routes(case) if one.startswith("meetings:")]


def test_what_the_law_asks_for_two_papers_is_told_apart(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    factories.make_notice(by=by, case=case, arrived_on=TODAY - timedelta(days=3))
    said = [one.sentence for one in hindrances_of(case, today=TODAY) if one.route == "case:step"]
    assert len(said) == len(set(said)) and any("kom torsdag 19 november 2026" in sentence for sentence in said)
