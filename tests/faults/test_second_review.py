"""What the second review found wrong, each as it was shown."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.consent import consents
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.enforcement.course import enforcement_course, record_event
from kvar.casework.errors import ActRefused
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.intake.serving import record_service
from kvar.casework.money.promises import move_promise
from kvar.casework.money.undertakings import Decided, MessageTold, decide_undertaking, record_message
from kvar.casework.plans import plan_of
from kvar.casework.postponing import eviction_day_of, last_day_to_wait
from kvar.law.conditions.finding import CONDITIONS
from kvar.records.models import Case, Deviation, Household, Member, Notice, Service, Undertaking
from tests import factories
from tests.factories import MONEY, TODAY

pytestmark = pytest.mark.django_db
KFM, HOUSEHOLD = "enforcement_authority", "household"
FIRST, SECOND = datetime(2026, 12, 3, 9, tzinfo=UTC), datetime(2026, 12, 17, 9, tzinfo=UTC)
HOLDS = MessageTold(
    in_writing=True,
    told_to="creditor",
    about_the_debt=True,
    sent_by="letter",
    sent_on=TODAY,
    received_on=TODAY,
    proof=True,
)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def fresh(case: Case) -> Case:
    return with_everything(Case.objects.filter(pk=case.pk)).get()


def time_told(case: Case, by: Actor, *, at: datetime = FIRST, today: date = TODAY) -> Notice:
    told: dict[str, Any] = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-1", "eviction_at": at}
    return factories.make_notice(by=by, case=case, today=today, **told)


def solved(case: Case) -> bool | None:
    return CONDITIONS["debt_is_solved"](facts_of(fresh(case)), "case").yes


def undertake(case: Case, told: MessageTold) -> Undertaking:
    money = factories.make_actor(unit=MONEY)
    service = Service.objects.get(notice__case=case)
    served: dict[str, Any] = {"served_on": TODAY, "method": "acknowledged", "source": "landlord"}
    record_service(service=service, by=factories.make_actor(), today=TODAY, version=service.version, **served)
    decided = Decided(taken=True, decided_on=TODAY, decided_by="Chef", because="Barn")
    row = decide_undertaking(case=case, by=money, today=TODAY, notice=case.notices.get(), told=decided)
    record_message(case=case, by=money, today=TODAY, undertaking=row, version=row.version, told=told)
    return Undertaking.objects.get(pk=row.pk)


def send(notice: Notice, by: Actor, recipient: str, way: str) -> None:
    told = SendingTold(answers=by.id, way=way, sent_to="X", sent_on=TODAY, sent_at=time(14, 20))
    record_sending(notice=notice, by=by, today=TODAY, recipient=recipient, told=told)


def test_an_undertaking_that_nobody_has_proved_solves_nothing(case: Case) -> None:
    undertake(case, replace(HOLDS, in_writing=None, told_to="", about_the_debt=None, proof=None))
    assert not solved(case)


def test_an_undertaking_that_is_corrected_no_longer_solves(case: Case) -> None:
    row, money = undertake(case, HOLDS), factories.make_actor(unit=MONEY)
    assert solved(case)
    told = replace(HOLDS, told_to="tenant")
    record_message(case=case, by=money, today=TODAY, undertaking=row, version=row.version, told=told)
    assert not solved(case)


def test_an_undertaking_does_not_solve_a_debt_for_a_bostadsratt(case: Case) -> None:
    undertake(case, HOLDS)
    dwelling = case.household.dwelling
    dwelling.tenure = law.Tenure.CONDOMINIUM
    dwelling.save()
    assert not solved(case)


def test_a_new_time_the_same_day_as_an_uppskov_stands(case: Case, by: Actor) -> None:
    time_told(case, by, today=TODAY - timedelta(days=3))
    record_event(case=case, by=by, today=TODAY, kind="postponed", on=TODAY, told_by="authority_letter")
    new = time_told(case, by, at=SECOND)
    course, stands = enforcement_course(fresh(case)), law.conditions.enforcement.standing_time(facts_of(fresh(case)))
    assert course is not None and course.stands is not None and stands is not None
    assert course.stands.notice == new.pk and stands.id == str(new.pk)


def test_a_time_called_off_the_day_it_came_does_not_stand(case: Case, by: Actor) -> None:
    time_told(case, by)
    record_event(case=case, by=by, today=TODAY, kind="postponed", on=TODAY, told_by="authority_letter")
    assert eviction_day_of(fresh(case)) is None


def test_of_two_times_on_one_day_the_last_taken_in_stands(case: Case, by: Actor) -> None:
    time_told(case, by)
    new = time_told(case, by, at=SECOND)
    stands = law.conditions.enforcement.standing_time(facts_of(fresh(case)))
    assert stands is not None and stands.id == str(new.pk)


def carried(case: Case) -> bool:
    return bool(consents.consents_to_tell(case, recipient_kind="landlord", scope=["contact"], on=TODAY))


def test_a_later_no_ends_an_earlier_yes(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, today=TODAY - timedelta(days=5))
    assert carried(case)
    factories.make_consent(case, by=by, refused=True)
    assert not carried(case)


def test_who_has_moved_out_consents_to_nothing(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by)
    Member.objects.filter(household=case.household_id, role="tenant").update(until=TODAY - timedelta(days=1))
    assert not carried(case)


def test_the_ground_of_the_confirmation_is_for_kronofogden_only(case: Case, by: Actor) -> None:
    told: dict[str, Any] = {"recipient_kind": "landlord", "what": "Hur det går", "scope": ["children"]}
    with pytest.raises(ActRefused, match="grunden"):
        consents.disclose(case=case, by=by, today=TODAY, ground="confirmation", **told)


def test_nothing_waits_past_the_working_day_before_the_eviction(case: Case, by: Actor) -> None:
    time_told(case, by)
    item, day = plan_of(case).items[0], eviction_day_of(fresh(case))
    assert day == FIRST.date()
    assert last_day_to_wait(plan_of(case), item, today=TODAY, eviction=day) < FIRST.date()


def test_the_copy_is_not_posted_home_against_what_the_tenant_has_asked(case: Case, by: Actor) -> None:
    tenant, notice = case.household.members.get(role="tenant"), time_told(case, by)
    ask_safe_contact(case=case, by=by, today=TODAY, member=tenant, rule="no_shared_mailbox")
    send(notice, by, KFM, "secure_mail")
    with pytest.raises(ActRefused):
        send(notice, by, HOUSEHOLD, "post")
    send(notice, by, HOUSEHOLD, "by_hand")


def test_there_is_no_copy_before_the_confirmation(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="först"):
        send(time_told(case, by), by, HOUSEHOLD, "post")


def test_a_marking_set_while_the_page_is_open_stops_the_copy() -> None:
    by = factories.make_actor(cleared=True)
    case = factories.make_case_with_notice(by=by)
    notice = Notice.objects.select_related("case__household__dwelling").get(pk=time_told(case, by).pk)
    Household.objects.filter(pk=case.household_id).update(protected=True)
    with pytest.raises(ActRefused, match="skyddade"):
        send(notice, by, HOUSEHOLD, "post")


@pytest.mark.parametrize(("before", "after"), [("decided", "sent"), ("undecided", "stopped")])
def test_a_payment_sent_or_stopped_after_its_day_is_a_deviation_at_once(case: Case, before: str, after: str) -> None:
    money = factories.make_actor(unit=MONEY)
    row = factories.make_promise(case, by=money, state=before, due_on=TODAY - timedelta(days=1))
    told: dict[str, Any] = {"state": after, "on": TODAY, "reason": "Den glömdes."}
    move_promise(case=case, by=money, today=TODAY, promise=row, version=row.version, **told)
    assert Deviation.objects.filter(promise=row).exists()
