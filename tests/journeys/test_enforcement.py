"""Kronofogden sets a time, and nobody is left waiting: from the notice to half a year after (issue 5, point 4)."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from kvar import law
from kvar.casework import tracks
from kvar.casework.access import Actor, actor_of
from kvar.casework.calendar.happenings import happenings_of
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.enforcement.course import record_event
from kvar.casework.enforcement.eviction_day import decide_attendance, record_day
from kvar.casework.enforcement.following import FollowUpTold, record_follow_up, record_wish
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.enforcement.waiting import unconfirmed_times
from kvar.casework.errors import ActRefused
from kvar.casework.measures.counting import count
from kvar.casework.measures.registry import measure_of
from kvar.casework.owner.duty import answering
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import skip_step
from kvar.casework.steps.notes import answer_question
from kvar.content.load import load
from kvar.records.models import Absence, Case, EvictionDay, JournalEntry, Letter, Member, Notice, Told, User
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)  # ten o'clock in Sweden
EVICTED = date(2026, 12, 3)
KFM, HOUSEHOLD = "enforcement_authority", "household"
ADDRESS = "Provgatan"


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh", phone="031-000 00 01")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


def time_notice(case: Case, by: Actor, *, today: date = TODAY, at: datetime = AT, **fields: Any) -> Notice:
    kfm = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-4711-26", "eviction_at": at}
    return factories.make_notice(by=by, case=case, today=today, **(kfm | fields))


def sending(user: UUID, **fields: Any) -> SendingTold:
    told = {"answers": user, "way": "secure_mail", "sent_to": "Kronofogden", "sent_on": TODAY, "sent_at": time(14, 20)}
    return SendingTold(**(told | fields))


def confirm_both(notice: Notice, by: Actor, **fields: Any) -> None:
    today = fields.get("sent_on", TODAY)
    record_sending(notice=notice, by=by, today=today, recipient=KFM, told=sending(by.id, **fields))
    told = sending(by.id, **({"way": "post", "sent_to": "Maria Lindqvist"} | fields))
    record_sending(notice=notice, by=by, today=today, recipient=HOUSEHOLD, told=told)


def state_of(case: Case, step: str, *, subject: str = "case", round: int = 0) -> str:
    """``open``, ``done``, or ``gone`` when it is not in the plan."""
    key = (step, subject, round)
    item = next((row for row in plan_of(case).items if (row.step.id, row.subject, row.round) == key), None)
    return "gone" if item is None else "open" if law.is_open(item) else "done"


def page_of(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(url).content.decode()


def test_the_responsible_person_is_ill_on_the_day_of_the_notice(sara: User, by: Actor) -> None:
    # given a case that Sara is responsible for, and a colleague who has nothing to do with it
    case = factories.make_family(by=by)
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=sara)
    colleague = factories.make_user(name="Amir Haddad", phone="031-000 00 09")
    # when Kronofogden's time arrives while Sara is ill
    notice = time_notice(case, actor_of(colleague))
    # then it stands on top of the colleague's day, and all three units are told
    day = page_of(colleague, reverse("worklist:my_day"))
    assert "Kronofogdens tid är inte bekräftad" in day
    assert reverse("enforcement:confirm", args=[case.pk, notice.pk, KFM]) in day
    assert {told.unit for told in Told.objects.filter(kind="eviction_time")} == {
        "vuxen",
        "ekonomiskt_bistand",
        "barn_och_unga",
    }
    # when the colleague sends it in his own name
    client = Client()
    client.force_login(colleague)
    typed = {"answers": str(colleague.pk), "way": "secure_mail", "sent_to": "Kronofogden", "sent_at": "14.20"}
    url = reverse("enforcement:confirm", args=[case.pk, notice.pk, KFM])
    shown = client.post(url, typed | {"preview": "1"}).content.decode()
    assert '<article class="paper"' in shown and "<pre" not in shown, "it looks as every other letter"
    assert client.post(url, typed | {"sent_on": TODAY.isoformat()}).status_code == 303
    # then the letter names who answers today, and no address
    letter = Letter.objects.get(letter="bekraftelse_kfm")
    assert "Amir Haddad" in letter.text and "Sara Lindh" not in letter.text and ADDRESS not in letter.text
    # and it stays red until the copy is sent too
    assert [row.recipient for row in unconfirmed_times(by, today=TODAY).rows] == [HOUSEHOLD]


def test_the_page_for_the_day_says_when_and_where(sara: User, by: Actor) -> None:
    """Given somebody on her way to an eviction / when she opens the page there / then it says when and where."""
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    at = localtime(notice.eviction_at)
    page = page_of(sara, reverse("enforcement:day", args=[case.pk, notice.pk]))
    assert f"kl. {at:%H.%M}" in page and ADDRESS in page.split('class="where"')[1].split("</p>")[0]


def test_nothing_is_said_of_the_children_before_somebody_has_said_it(sara: User, by: Actor) -> None:
    """Given a family on the day / when it is saved without a word of the child / then it is asked for, not unknown."""
    case = factories.make_family(by=by)
    url = reverse("enforcement:day", args=[case.pk, time_notice(case, by).pk])
    client = Client()
    client.force_login(sara)
    told = {"on": TODAY.isoformat(), "attended": "Sara Lindh", "stored": "unknown", "interpreter": "unknown"}
    answer = client.post(url, told).content.decode()
    missing = set(re.findall(r'href="#id_(carried_out|other_children|child_)', answer))
    assert missing == {"carried_out", "other_children", "child_"}
    assert not EvictionDay.objects.exists()


def test_the_cover_of_the_absent_is_proposed_in_the_letter(sara: User, by: Actor) -> None:
    # given that Sara is away, and that Amir covers for her
    case = factories.make_family(by=by)
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=sara)
    amir = factories.make_user(name="Amir Haddad")
    away = {"first_day": TODAY, "last_day": TODAY, "recorded_at": AT, "recorded_by": amir}
    Absence.objects.create(user=sara, cover=amir, **away)
    # then his name is the one the letter has, and hers the day after
    assert answering(case, by=by, today=TODAY) == amir
    assert answering(case, by=by, today=TODAY + timedelta(days=1)) == sara


def test_the_confirmation_is_done_by_proof_alone_and_for_each_time_anew(by: Actor) -> None:
    # given a time that has come
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    subject = f"notice:{notice.pk}"
    assert state_of(case, "K02", subject=subject) == state_of(case, "K03", subject=subject) == "open"
    # then nobody can decide not to send it, whatever the role
    lead = factories.make_actor(role="unit_head")
    for step in ("K02", "K03"):
        with pytest.raises(ActRefused):
            skip_step(case=case, by=lead, today=TODAY, step=step, subject=subject, reason="Hann inte.")
    # when both are sent
    confirm_both(notice, by)
    # then the two steps are done, and the day is clear
    assert state_of(case, "K02", subject=subject) == state_of(case, "K03", subject=subject) == "done"
    assert unconfirmed_times(by, today=TODAY).count == 0
    # and the second of two is told who was first
    with pytest.raises(ActRefused, match="har redan skrivit in"):
        record_sending(notice=notice, by=by, today=TODAY, recipient=KFM, told=sending(by.id))
    # when Kronofogden changes the time
    later = time_notice(case, by, today=TODAY + timedelta(days=3), at=AT + timedelta(days=7))
    # then the new one is to be confirmed, and the old one stays as it was
    after = TODAY + timedelta(days=5)
    assert state_of(case, "K02", subject=f"notice:{later.pk}") == "open"
    assert state_of(case, "K02", subject=subject) == "done"
    confirm_both(later, by, sent_on=after)
    assert "2 dagar för sent" in JournalEntry.objects.filter(case=case, kind="confirmation").last().words.text


def test_a_protected_household_is_not_given_away() -> None:
    # given protected people
    by = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=by)
    notice = time_notice(case, by)
    # then the copy may not be posted
    with pytest.raises(ActRefused, match="skyddade"):
        record_sending(notice=notice, by=by, today=TODAY, recipient=HOUSEHOLD, told=sending(by.id, way="post"))
    # when it is handed over
    confirm_both_protected(notice, by)
    # then neither letter has an address or the name in its words to Kronofogden
    to_kfm = Letter.objects.get(letter="bekraftelse_kfm")
    assert "Maria" not in to_kfm.text
    assert all(ADDRESS not in letter.text for letter in Letter.objects.all())


def confirm_both_protected(notice: Notice, by: Actor) -> None:
    record_sending(notice=notice, by=by, today=TODAY, recipient=KFM, told=sending(by.id))
    record_sending(notice=notice, by=by, today=TODAY, recipient=HOUSEHOLD, told=sending(by.id, way="by_hand"))


def test_the_copy_says_what_the_confirmation_says_and_no_more(by: Actor) -> None:
    case = factories.make_family(by=by)
    confirm_both(time_notice(case, by), by)
    bodies = {letter.letter: letter.text.split("Vi har fått", 1)[1] for letter in Letter.objects.filter(case=case)}
    assert bodies["bekraftelse_kfm"] == bodies["bekraftelse_kopia"]


def test_a_respite_calls_the_time_off_and_a_new_time_stands(by: Actor) -> None:
    # given a time, in the calendar
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    subject = f"notice:{notice.pk}"
    kinds = [one.kind for one in happenings_of(by, first=TODAY, last=EVICTED)]
    assert "eviction" in kinds and state_of(case, "K15", subject=subject) == "open"
    # when Kronofogden gives respite
    record_event(
        case=case, by=by, today=TODAY, kind="respite", on=TODAY, told_by="authority_call", until=date(2026, 12, 17)
    )
    # then the time is gone from plan and calendar
    assert state_of(case, "K15", subject=subject) == "gone"
    assert "eviction" not in [one.kind for one in happenings_of(by, first=TODAY, last=EVICTED)]
    # when a new time comes, it stands
    newer = time_notice(case, by, today=TODAY + timedelta(days=1), at=AT + timedelta(days=14))
    assert state_of(case, "K15", subject=f"notice:{newer.pk}") == "open"


@pytest.mark.parametrize(
    ("kind", "until", "over"), [("withdrawn", None, True), ("postponed", date(2027, 1, 15), False)]
)
def test_what_the_applicant_takes_back_or_puts_off_is_in_the_course(
    sara: User, by: Actor, kind: str, until: date | None, over: bool
) -> None:
    # given an application, a time and its confirmation
    case = factories.make_family(by=by)
    kfm = {"kind": "enforcement_application", "sender_type": KFM, "enforcement_applied_on": TODAY - timedelta(days=20)}
    factories.make_notice(by=by, case=case, **kfm)
    confirm_both(time_notice(case, by), by)
    # when the landlord takes the application back, or puts the eviction off to a day
    record_event(case=case, by=by, today=TODAY, kind=kind, on=TODAY, told_by="applicant", until=until)
    # then the page tells the whole course, and the time is over
    page = page_of(sara, reverse("enforcement:page", args=[case.pk]))
    label = next(one.label for one in load().coordination.enforcement.event_kinds if one.id == kind)
    assert label.capitalize() in page and "Ansökan om avhysning" in page and "gäller inte längre" in page
    assert ("till fredag 15" in page) != over
    assert state_of(case, "K15") == "gone"


def test_a_lost_home_is_followed_up_on_its_days(by: Actor) -> None:
    # given an eviction on Thursday 3 December, with the belongings in a store
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    seen = DaySeen(on=EVICTED, attended="Sara Lindh", carried_out=True, stored=True)
    record_day(notice=notice, by=by, today=EVICTED, seen=seen)
    # then: 1 and 7 working days, 30, 90 and 180 days with no day off at the end, and the store after 75
    wanted = ("K23", "K25", "K26")
    due = {(item.step.id, item.round): item.due for item in plan_of(case).items if item.step.id in wanted}
    rounds = {1: date(2026, 12, 14), 2: date(2027, 1, 4), 3: date(2027, 3, 3), 4: date(2027, 6, 1)}
    days = {("K26", turn): day for turn, day in rounds.items()}
    assert due == days | {("K23", 0): date(2026, 12, 4), ("K25", 0): date(2027, 2, 16)}


def test_the_day_itself_and_what_comes_after_a_lost_home(by: Actor) -> None:
    # given a family with a time
    case = factories.make_family(by=by)
    notice = time_notice(case, by)
    child = Member.objects.get(household=case.household_id, role="child")
    tenant = Member.objects.get(household=case.household_id, role="tenant")
    children_unit = factories.make_actor(unit=factories.CHILDREN)
    # then nobody stays away without a reason and a day of consultation
    with pytest.raises(ActRefused):
        decide_attendance(notice=notice, by=by, today=TODAY, attends=False, reason="Ingen tid.")
    decide_attendance(notice=notice, by=by, today=TODAY, attends=True, who="Sara Lindh")
    decide_attendance(notice=notice, by=children_unit, today=TODAY, attends=True, who="Lena Ek")
    subject = f"notice:{notice.pk}"
    assert state_of(case, "K15", subject=subject) == state_of(case, "K16", subject=subject) == "done"
    # when the day has been
    seen = DaySeen(
        on=EVICTED,
        attended="Sara Lindh",
        carried_out=True,
        met=("household", "inspector"),
        children=((str(child.pk), "yes"),),
        offered=("shelter",),
        went_to="own_short_term",
        stored=True,
        stored_at="Magasinet i Hisings Backa",
    )
    day = record_day(notice=notice, by=by, today=EVICTED, seen=seen)
    # then the belongings have their last day, and the follow-ups stand in the plan
    assert day.stored_until == date(2027, 3, 3)
    assert state_of(case, "K21", subject=subject) == "done"
    assert [state_of(case, "K23"), state_of(case, "K25")] == ["open", "open"]
    assert [state_of(case, "K26", round=round) for round in (1, 2, 3, 4)] == ["open"] * 4
    # when the household is asked and answers, a round is done
    record_wish(case=case, by=by, today=EVICTED, member=tenant.pk, yes=True)
    told = FollowUpTold(
        member=tenant.pk, on=EVICTED + timedelta(days=8), result="answered", housing="own_short_term", new_debt=False
    )
    record_follow_up(case=case, by=by, today=told.on, step="K26", round=1, told=told)
    assert state_of(case, "K26", round=1) == "done"
    # when nobody answers, the round stays
    not_reached = FollowUpTold(member=tenant.pk, on=told.on, result="not_reached")
    record_follow_up(case=case, by=by, today=told.on, step="K26", round=2, told=not_reached)
    assert state_of(case, "K26", round=2) == "open"
    # when the person does not want to, that is an answer, and the coming rounds end; not the word about the belongings
    declined = FollowUpTold(member=tenant.pk, on=told.on, result="declined")
    record_follow_up(case=case, by=by, today=told.on, step="K26", round=2, told=declined)
    assert [state_of(case, "K26", round=round) for round in (1, 2, 3, 4)] == ["done", "done", "gone", "gone"]
    assert state_of(case, "K25") == "open"
    # and it is counted
    seen = {"first": EVICTED, "until": date(2027, 3, 1), "seen_on": date(2027, 3, 1)}
    rounds = [count(measure_of(f"lost_after_{days}_days"), **seen) for days in (7, 30)]
    assert [{key.part: n for key, n in found.items()} for found in rounds] == [{"own_short_term": 1}, {"declined": 1}]


def test_a_child_is_followed_up_only_after_a_decision(by: Actor) -> None:
    # given a family that has lost its home
    case = factories.make_family(by=by)
    time_notice(case, by)
    record_event(case=case, by=by, today=EVICTED, kind="carried_out", on=EVICTED, told_by="authority_letter")
    child = Member.objects.get(household=case.household_id, role="child")
    children_unit = factories.make_actor(unit=factories.CHILDREN)
    told = {"member": child.pk, "on": EVICTED + timedelta(days=7), "result": "answered", "note": "Går i skolan."}
    # then it is asked for first whether it is decided, and when the investigation ended
    asked = {one.question for one in plan_of(case).questions}
    assert law.Question.CHILD_FOLLOW_UP_DECIDED in asked and state_of(case, "K24") == "gone"
    ended = {"on": TODAY, "source": factories.answer_source()}
    question = law.Question.CHILD_FOLLOW_UP_DECIDED
    answer_question(case=case, by=children_unit, today=EVICTED, question=question, yes=True, **ended)
    assert state_of(case, "K24") == "open"
    # and nothing may be recorded without the decision
    with pytest.raises(ActRefused, match="beslut"):
        record_follow_up(case=case, by=children_unit, today=told["on"], step="K24", round=0, told=FollowUpTold(**told))
    # nor after the six months that the law allows
    late = FollowUpTold(**told | {"on": date(2027, 5, 23)}, decided_on=EVICTED, decided_by="Karin Berg")
    with pytest.raises(ActRefused, match="22 maj"):
        record_follow_up(case=case, by=children_unit, today=late.on, step="K24", round=0, told=late)
    page = page_of(User.objects.get(pk=children_unit.id), reverse("enforcement:page", args=[case.pk]))
    assert "Får pågå till och med" in page and "22 maj" in page.replace("\N{NO-BREAK SPACE}", " ")
    # when there is one
    decided = FollowUpTold(**told, decided_on=EVICTED, decided_by="Karin Berg, enhetschef")
    record_follow_up(case=case, by=children_unit, today=told["on"], step="K24", round=0, told=decided)
    # then it is done, and the adult unit reads nothing of the child
    assert state_of(case, "K24") == "done"
    assert "Går i skolan" not in page_of(User.objects.get(pk=by.id), reverse("enforcement:page", args=[case.pk]))
    assert "Går i skolan" in page_of(User.objects.get(pk=children_unit.id), reverse("enforcement:page", args=[case.pk]))


def test_a_kept_home_is_followed_up_after_three_six_and_twelve_months(by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    due = {item.round: item.due for item in plan_of(case).items if item.step.id == "H31"}
    assert due == {1: date(2027, 2, 22), 2: date(2027, 5, 24), 3: date(2027, 11, 22)}
    days = [one.day for one in happenings_of(by, first=TODAY, last=date(2027, 12, 1)) if one.kind == "follow_up"]
    assert days == sorted(due.values())


def test_every_page_opens(sara: User, by: Actor) -> None:
    case = factories.make_family(by=by)
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=sara)
    notice = time_notice(case, by)
    record_event(case=case, by=by, today=TODAY, kind="carried_out", on=TODAY, told_by="own_unit")
    client = Client()
    client.force_login(sara)
    for name, rest in {
        "page": [],
        "event": [],
        "wish": [],
        "attendance": [notice.pk],
        "day": [notice.pk],
        "confirm": [notice.pk, KFM],
        "preview": [notice.pk, HOUSEHOLD],
        "follow_up": ["K26", 1],
    }.items():
        assert client.get(reverse(f"enforcement:{name}", args=[case.pk, *rest])).status_code == 200, name
    assert "Kronofogden" in page_of(sara, reverse("case:page", args=[case.pk]))


def test_the_page_says_when_and_by_whom_the_confirmation_was_sent(sara: User, by: Actor) -> None:
    # given a time, and proofs that one colleague has written in of what was sent at 14.20
    case = factories.make_case_with_notice(by=by)
    confirm_both(time_notice(case, by), by)
    # when somebody else opens the page, then it is all there
    page = page_of(factories.make_user(name="Eva Holm"), reverse("enforcement:page", args=[case.pk]))
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Skickad till Kronofogden: sön 22 nov kl. 14.20 av Sara Lindh" in page
