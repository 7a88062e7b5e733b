"""A time that changes, a paper in the wrong household, and a confirmation nobody sent: each asked anew, none silent."""

from datetime import date, timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.closing.outcomes import hindrances_to_closing
from kvar.casework.enforcement.confirming import record_sending
from kvar.casework.enforcement.course import record_event
from kvar.casework.enforcement.eviction_day import decide_attendance, record_day
from kvar.casework.enforcement.following import FollowUpTold, record_follow_up, record_wish
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.enforcement.waiting import unconfirmed_times
from kvar.casework.errors import ActRefused
from kvar.casework.intake.linking import link_notice, unlink_notice
from kvar.casework.intake.moving import record_move
from kvar.casework.intake.opening import open_case
from kvar.casework.intake.passing_on import pass_notice_on
from kvar.casework.money.deviations import hand_in_deviation
from kvar.casework.money.missed_times import watch_confirmations
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.notes import answer_question
from kvar.casework.time import let_time_work
from kvar.casework.tracks import assign_responsible
from kvar.records.models import Claim, Confirmation, Deviation, Member, Notice, Told, Undertaking, User
from tests import factories
from tests.factories import TODAY
from tests.journeys.test_enforcement import AT, EVICTED, HOUSEHOLD, KFM, confirm_both, sending, state_of, time_notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = TODAY + 2 * DAY
ONCE_MORE = ("K12", "K14", "K15", "K16", "K17", "K19", "K21", "F08")


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh", phone="031-000 00 01")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


def told(kind: str) -> set[tuple[str, object]]:
    return {(row.unit, row.to_id) for row in Told.objects.filter(kind=kind)}


def test_a_changed_time_is_asked_about_anew_and_what_was_done_for_the_old_one_does_not_count(by: Actor) -> None:
    # given a time for which everything is decided
    case = factories.make_family(by=by)
    first = time_notice(case, by)
    subject = f"notice:{first.pk}"
    for step in ("K12", "K14", "K19"):
        complete_step(case=case, by=by, today=TODAY, step=step, subject=subject, note="Gjort.")
    decide_attendance(notice=first, by=by, today=TODAY, attends=True, who="Sara Lindh")
    assert {state_of(case, step, subject=subject) for step in ("K12", "K14", "K15", "K19")} == {"done"}
    # when Kronofogden changes the time
    second = time_notice(case, by, today=LATER, at=AT + timedelta(days=14))
    # then all of it is asked for the new time, with its own days
    asked = {step: state_of(case, step, subject=f"notice:{second.pk}") for step in ONCE_MORE}
    assert asked == dict.fromkeys(ONCE_MORE, "open")
    due = {item.due for item in plan_of(case).items if item.step.id == "K21"}
    assert due == {EVICTED + timedelta(days=14)}


def test_who_attends_and_what_was_seen_are_done_by_their_record_and_by_no_tick(by: Actor) -> None:
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    subject = f"notice:{notice.pk}"
    for step in ("K15", "K21"):
        with pytest.raises(ActRefused, match="av sig självt"):
            complete_step(case=case, by=by, today=TODAY, step=step, subject=subject)
    # the children's unit decides for itself, and its decision is not the adult unit's
    children_unit = factories.make_actor(unit=factories.CHILDREN)
    decide_attendance(notice=notice, by=children_unit, today=TODAY, attends=True, who="Lena Ek")
    assert (state_of(case, "K15", subject=subject), state_of(case, "K16", subject=subject)) == ("open", "done")
    record_day(notice=notice, by=children_unit, today=EVICTED, seen=DaySeen(on=EVICTED, attended="Lena Ek"))
    assert state_of(case, "K21", subject=subject) == "open"
    record_day(notice=notice, by=by, today=EVICTED, seen=DaySeen(on=EVICTED, attended="Sara Lindh"))
    assert state_of(case, "K21", subject=subject) == "done"


def test_what_belonged_to_the_wrong_household_does_not_count_in_the_right_one(by: Actor) -> None:
    # given Kronofogden's paper about one household, linked to another by mistake
    right = factories.make_case_with_notice(by=by)
    notice = time_notice(right, by, tenant=factories.make_person_told(name="Anna Ek"))
    rent = factories.make_notice(by=by, case=right)
    wrong = factories.make_case_with_notice(by=by)
    for paper in (notice, rent):
        link_notice(notice=Notice.objects.get(pk=paper.pk), case=wrong, by=by, today=TODAY)
        paper.refresh_from_db()
    # when two days of work are done there
    confirm_both(notice, by)
    decide_attendance(notice=notice, by=by, today=TODAY, attends=True, who="Sara Lindh")
    money = factories.make_actor(unit=factories.MONEY)
    decided = Decided(taken=False, decided_on=TODAY, decided_by="Nämnden", because="Fel person.")
    decide_undertaking(case=wrong, by=money, today=TODAY, notice=rent, told=decided)
    claim = Claim.objects.create(
        case=wrong, kind="rent", amount=785_000, notice=rent, line="amount", recorded_at=AT, recorded_by_id=by.id
    )
    # and it is undone
    for paper in (notice, rent):
        unlink_notice(notice=Notice.objects.get(pk=paper.pk), by=by, today=LATER, reason="Fel hushåll.")
        paper.refresh_from_db()
    # then the right case asks for all of it, and the whole unit sees that the time is not confirmed
    subject = f"notice:{notice.pk}"
    asked = {step: state_of(right, step, subject=subject) for step in ("K02", "K03", "K15")}
    assert asked == {"K02": "open", "K03": "open", "K15": "open"}
    assert state_of(right, "H23", subject=f"notice:{rent.pk}") == "open"
    assert [row.recipient for row in unconfirmed_times(by, today=LATER).rows] == [KFM, HOUSEHOLD]
    # and it can be done there
    confirm_both(notice, by, sent_on=LATER)
    decide_undertaking(case=right, by=money, today=LATER, notice=rent, told=decided)
    assert state_of(right, "K02", subject=subject) == "done"
    assert state_of(right, "H23", subject=f"notice:{rent.pk}") == "done"
    with pytest.raises(ActRefused, match="har redan skrivit in"):
        record_sending(notice=notice, by=by, today=LATER, recipient=KFM, told=sending(by.id, sent_on=LATER))
    # and nothing is lost: the proofs and the decision stand as what they were, the claim is out of the wrong debt
    assert Confirmation.objects.filter(case=wrong, notice=notice).count() == 2
    assert Undertaking.objects.filter(notice=None, parted_from=rent).count() == 1
    claim.refresh_from_db()
    assert (claim.withdrawn_on, claim.withdrawn_because) == (LATER, "Fel hushåll.")


def test_what_was_sent_and_decided_before_a_move_counts_for_the_same_household_alone(by: Actor) -> None:
    # given a time that is confirmed and decided on, in a case of its own
    alone = factories.make_case_with_notice(by=by)
    notice = time_notice(alone, by)
    confirm_both(notice, by)
    decide_attendance(notice=notice, by=by, today=TODAY, attends=True, who="Sara Lindh")
    # when it is moved to another household's case
    other = factories.make_case_with_notice(by=by)
    link_notice(notice=Notice.objects.get(pk=notice.pk), case=other, by=by, today=TODAY)
    # then the copy went to the wrong people: all of it is asked for anew, and can be done
    subject = f"notice:{notice.pk}"
    assert {state_of(other, step, subject=subject) for step in ("K02", "K03", "K15")} == {"open"}
    assert [row.recipient for row in unconfirmed_times(by, today=TODAY).rows] == [KFM, HOUSEHOLD]
    notice.refresh_from_db()
    confirm_both(notice, by)
    assert state_of(other, "K03", subject=subject) == "done"
    # when it is moved to a case of the household that it was about, what was sent to them counts
    same = open_case(household=alone.household, cause="rent_arrears", by=by, today=TODAY)
    link_notice(notice=Notice.objects.get(pk=notice.pk), case=same, by=by, today=TODAY)
    assert {state_of(same, step, subject=subject) for step in ("K02", "K03", "K15")} == {"done"}


def test_a_time_that_nobody_confirmed_the_same_day_leaves_a_draft_and_is_seen(by: Actor) -> None:
    # given a time that came, and nobody who confirmed it
    case = factories.make_family(by=by)
    notice = time_notice(case, by, at=AT - timedelta(days=10))
    assert watch_confirmations(today=TODAY) == 0, "the day is not over"
    # when the day has passed, the night writes a draft, once
    assert (watch_confirmations(today=TODAY + DAY), watch_confirmations(today=TODAY + DAY)) == (1, 0)
    draft = Deviation.objects.get(case=case)
    assert (draft.state, draft.notice_id, draft.found_on) == ("draft", notice.pk, TODAY + DAY)
    assert "11 kap. 3 §" in draft.text and case.reference in draft.text and case.household.name not in draft.text
    assert told("confirmation_missed") == {("vuxen", None)}
    # and long after the time itself it stands in the case and hinders closing
    after = EVICTED + timedelta(days=30)
    assert unconfirmed_times(by, today=after).count == 0
    assert any("avvikelse" in sentence for sentence in hindrances_to_closing(case, today=after))
    # when it is handed in, the step that asks for the report is done
    assert state_of(case, "K27") == "open"
    said = {"text": draft.text, "handed_to": "Kvalitetsutvecklaren"}
    hand_in_deviation(case=case, by=by, today=after, deviation=draft, version=draft.version, **said)
    assert state_of(case, "K27") == "done"


def test_the_nightly_work_finds_it_and_a_proof_of_the_same_day_is_no_deviation(by: Actor) -> None:
    case = factories.make_family(by=by)
    confirm_both(time_notice(case, by), by)
    late = factories.make_family(by=by)
    confirm_both(time_notice(late, by), by, sent_on=LATER)
    assert let_time_work(today=LATER + DAY)["confirmations_watched"] == 1
    assert Deviation.objects.get().case_id == late.pk


def test_who_is_concerned_is_told_when_a_time_is_called_off_or_goes_elsewhere(sara: User, by: Actor) -> None:
    # given a family with a responsible person in two units, and a colleague who does it
    case = factories.make_family(by=by)
    assign_responsible(case=case, by=by, today=TODAY, user=sara)
    lena = factories.make_user(unit=factories.CHILDREN, name="Lena Ek")
    assign_responsible(case=case, by=actor_of(lena), today=TODAY, user=lena)
    colleague = factories.make_actor()
    notice = time_notice(case, colleague)
    units = {track.unit for track in case.tracks.all()}
    # when the time is withdrawn
    record_event(case=case, by=colleague, today=TODAY, kind="withdrawn", on=TODAY, told_by="authority_call")
    # then those who are responsible are told, and a unit where nobody is named
    assert told("time_called_off") == {("vuxen", sara.pk), ("barn_och_unga", lena.pk), ("ekonomiskt_bistand", None)}
    assert units == {"vuxen", "barn_och_unga", "ekonomiskt_bistand"}
    # when the paper goes to another case, those who had it know, and those who get it know that it has come
    other = factories.make_case_with_notice(by=by)
    link_notice(notice=Notice.objects.get(pk=notice.pk), case=other, by=colleague, today=TODAY)
    assert ("vuxen", sara.pk) in told("time_elsewhere")
    assert Told.objects.filter(kind="eviction_time", case=other, unit="vuxen").exists()
    # when the household moves away, too
    record_move(case=case, by=colleague, today=TODAY, administration=factories.CENTRUM, moved_on=TODAY)
    assert ("barn_och_unga", lena.pk) in told("household_moved")


def test_a_time_that_comes_back_is_told_again_each_time(by: Actor) -> None:
    # given a time that went to the wrong household's case, and came back
    right, wrong = factories.make_case_with_notice(by=by), factories.make_case_with_notice(by=by)
    colleague = factories.make_actor()
    notice = time_notice(right, colleague)

    def move_and_undo() -> tuple[int, int]:
        link_notice(notice=Notice.objects.get(pk=notice.pk), case=wrong, by=colleague, today=TODAY)
        unlink_notice(notice=Notice.objects.get(pk=notice.pk), by=colleague, today=LATER, reason="Fel hushåll.")
        came = Told.objects.filter(case=right, unit="vuxen", kind="eviction_time").count()
        return came, Told.objects.filter(case=wrong, unit="vuxen", kind="time_elsewhere").count()

    # then it is told in the right case that it is there again, and in the wrong one that it is gone; the next time too
    assert [move_and_undo(), move_and_undo()] == [(2, 1), (3, 2)]


def test_one_cotenants_no_does_not_decide_for_the_other(by: Actor) -> None:
    # given two who held the home they lost
    cotenant = factories.make_person_told(name="Per Lindqvist", born_on=date(1984, 1, 12))
    case = factories.make_case_with_notice(by=by, cotenants=(cotenant,))
    time_notice(case, by)
    record_event(case=case, by=by, today=EVICTED, kind="carried_out", on=EVICTED, told_by="authority_letter")
    maria, per = (Member.objects.get(household=case.household_id, role=role) for role in ("tenant", "cotenant"))
    day = EVICTED + timedelta(days=8)
    # when she does not want to, it is her answer, and he may still be asked
    record_follow_up(
        case=case, by=by, today=day, step="K26", round=1, told=FollowUpTold(member=maria.pk, on=day, result="declined")
    )
    assert state_of(case, "K26", round=1) == "open" and state_of(case, "K26", round=4) == "open"
    answered = FollowUpTold(member=per.pk, on=day, result="answered", housing="own_home", asked_first=True)
    record_follow_up(case=case, by=by, today=day, step="K26", round=1, told=answered)
    assert state_of(case, "K26", round=1) == "done"
    # when he says no as well, nobody is asked any more
    record_wish(case=case, by=by, today=day, member=per.pk, yes=False)
    assert state_of(case, "K26", round=2) == "gone"


def test_a_follow_up_is_done_by_its_record_and_by_no_tick(by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    with pytest.raises(ActRefused, match="av sig självt"):
        complete_step(case=case, by=by, today=TODAY, step="H31", subject="case", round=1)


@pytest.mark.parametrize(
    ("kind", "until", "stands"),
    [("withdrawn", None, False), ("postponed", AT.date() + 14 * DAY, False), ("postponed", AT.date() + 13 * DAY, True)],
)
def test_the_second_time_is_called_off_on_the_day_it_came(
    by: Actor, kind: str, until: date | None, stands: bool
) -> None:
    # given a new time in place of the first, and what comes later the same day
    case = factories.make_family(by=by)
    time_notice(case, by)
    second = time_notice(case, by, today=LATER, at=AT + 14 * DAY)
    # then what lasts to a day says to which: it may be about either of the two
    same_day = {"case": case, "by": by, "today": LATER, "on": LATER, "told_by": "authority_call"}
    with pytest.raises(ActRefused, match="En ny tid kom samma dag"):
        record_event(**same_day, kind="postponed")
    # when it is recorded, what is taken back is over, and so is a time that the respite covers; one after it stands
    record_event(**same_day, kind=kind, until=until)
    assert state_of(case, "K15", subject=f"notice:{second.pk}") == ("open" if stands else "gone")


def test_what_was_written_down_before_the_second_time_of_that_day_is_about_the_first(by: Actor) -> None:
    case = factories.make_family(by=by)
    time_notice(case, by)
    record_event(case=case, by=by, today=LATER, kind="withdrawn", on=LATER, told_by="authority_call")
    second = time_notice(case, by, today=LATER, at=AT + 14 * DAY)
    assert state_of(case, "K15", subject=f"notice:{second.pk}") == "open"


def test_every_child_is_heard_before_the_round_is_done(by: Actor) -> None:
    # given two children who have lost their home, and a decision to follow them up
    case = factories.make_family(by=by, children=2)
    time_notice(case, by)
    record_event(case=case, by=by, today=EVICTED, kind="carried_out", on=EVICTED, told_by="authority_letter")
    kids, question = factories.make_actor(unit=factories.CHILDREN), law.Question.CHILD_FOLLOW_UP_DECIDED
    said = {"question": question, "yes": True, "on": TODAY, "source": factories.answer_source()}
    answer_question(case=case, by=kids, today=EVICTED, **said)
    first, second = Member.objects.filter(household=case.household_id, role="child").order_by("pk")
    day = EVICTED + timedelta(days=7)

    def hear(child: Member, result: str) -> str:
        told = FollowUpTold(member=child.pk, on=day, result=result, decided_on=EVICTED, decided_by="Karin Berg")
        record_follow_up(case=case, by=kids, today=day, step="K24", round=0, told=told)
        return state_of(case, "K24")

    # when one is heard, the other is still to be; one who was not reached has not been heard
    assert [hear(first, "answered"), hear(second, "not_reached")] == ["open", "open"]
    # then with both it is done
    assert hear(second, "answered") == "done"


def test_what_the_childrens_unit_saw_of_the_eviction_is_told_to_the_adult_unit(by: Actor) -> None:
    # given that only the children's unit was there, and that it came to be
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    kids = factories.make_actor(unit=factories.CHILDREN)
    record_day(notice=notice, by=kids, today=EVICTED, seen=DaySeen(on=EVICTED, attended="Lena", carried_out=True))
    # then the adult unit, which keeps the course, is told
    row = Told.objects.get(case=case, kind="seen_carried_out")
    assert (row.unit, row.to) == ("vuxen", None)


@pytest.mark.parametrize("known", [True, None])
def test_what_the_course_says_already_or_nobody_knows_is_not_told(by: Actor, known: bool | None) -> None:
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    if known:
        record_event(case=case, by=by, today=EVICTED, kind="carried_out", on=EVICTED, told_by="authority_letter")
    kids = factories.make_actor(unit=factories.CHILDREN)
    record_day(notice=notice, by=kids, today=EVICTED, seen=DaySeen(on=EVICTED, attended="Lena", carried_out=known))
    assert not Told.objects.filter(kind="seen_carried_out").exists()


@pytest.mark.parametrize(("sent", "missed"), [(True, 0), (False, 1)])
def test_a_time_passed_on_is_measured_from_the_day_it_reached_the_right_board(
    by: Actor, sent: bool, missed: int
) -> None:
    # given a time that came to the wrong board and was passed on two days later
    notice = time_notice(factories.make_case_with_notice(by=by), by)
    there = factories.make_actor(administration=factories.CENTRUM, phone="031-1")
    fresh = Notice.objects.get(pk=notice.pk)
    passed = pass_notice_on(notice=fresh, by=by, today=LATER, to=factories.CENTRUM, reason="Fel förvaltning.")
    if sent:
        told_there = sending(there.id, sent_on=LATER)
        record_sending(notice=Notice.objects.get(pk=passed.pk), by=there, today=LATER, recipient=KFM, told=told_there)
    # then nothing is missed there before that day is over, and then only what was not confirmed on it
    assert (watch_confirmations(today=LATER), watch_confirmations(today=LATER + DAY)) == (0, missed)
    # and the report says both days
    for row in Deviation.objects.all():
        text = row.text.replace("\N{NO-BREAK SPACE}", " ")
        assert "22 november hit" not in text and "24 november" in text and "22 november" in text
