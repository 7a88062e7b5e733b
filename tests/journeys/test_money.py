"""Issue 5, point 6: the money we promised. What is owed, what keeps the home, and no promise missed in silence."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.calendar.happenings import happenings_of
from kvar.casework.intake.serving import record_service
from kvar.casework.money.calendar import payments_of
from kvar.casework.money.claims import accept_claims, proposals_of, record_payment
from kvar.casework.money.debt import DebtFile, debt_file
from kvar.casework.money.deviations import hand_in_deviation
from kvar.casework.money.promises import PromiseTold, move_promise, promise_payments
from kvar.casework.money.undertakings import Decided, MessageTold, decide_undertaking, record_message
from kvar.casework.plans import plan_of
from kvar.casework.time import let_time_work
from kvar.records.models import Case, Deviation, Disclosure, Notice, OpenStep, PromisedPayment, Service, Told, User
from tests import factories
from tests.factories import MONEY, TODAY

pytestmark = pytest.mark.django_db
RENT = 785_000
SERVED = TODAY - timedelta(days=5)
RENT_DAY = date(2026, 11, 30)


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def jonas() -> Actor:
    return factories.make_actor(name="Jonas Wik", unit=MONEY)


def _paper(**fields: object) -> dict[str, object]:
    lines = [{"amount": RENT, "due_on": "2026-09-30"}, {"amount": RENT, "due_on": "2026-10-30"}]
    stated = {"rent_amounts": {"state": "value", "value": lines}, "interest": {"state": "value", "value": 9_100}}
    return {"fields": stated, "amount": 2 * RENT, **fields}


def _case(by: Actor, **fields: object) -> Case:
    """Two months' rent are late; the tenant was served five days ago."""
    case = factories.make_case_with_notice(by=by, arrived_on=SERVED, today=SERVED, **_paper(**fields))
    service = Service.objects.select_related("notice__case").get(notice__case=case)
    told = {"served_on": SERVED, "method": "acknowledged", "source": "landlord", "version": service.version}
    record_service(service=service, by=by, today=TODAY, **told)
    case.refresh_from_db()
    return case


def _accepted(case: Case, by: Actor) -> None:
    accept_claims(case=case, by=by, today=TODAY, lines=[row.key for row in proposals_of(case)])


def _debt(case: Case, by: Actor) -> DebtFile:
    return debt_file(by, case, today=TODAY)


def test_what_keeps_the_home_is_the_rent_by_its_day_and_a_payment_lowers_it(sara: Actor) -> None:
    # Given a notice about two rents and interest, and a known day of service
    case = _case(sara)
    assert [row.amount for row in proposals_of(case)] == [RENT, RENT, 9_100]
    # When the worker takes the lines into the debt, and the household pays one rent that it names
    _accepted(case, sara)
    record_payment(
        case=case,
        by=sara,
        today=TODAY,
        paid_on=TODAY,
        amount=RENT,
        payer="household",
        for_rent_due_on=date(2026, 9, 30),
    )
    # Then the other rent keeps the home by the day of JB 12:44; the interest stands in the debt and not there
    file = _debt(case, sara)
    (keep,) = file.keep
    assert (keep.amount, keep.from_notice) == (RENT, False)
    assert keep.deadline.day == SERVED + timedelta(days=21)
    assert (file.claimed, file.paid, file.balance) == (2 * RENT + 9_100, RENT, RENT + 9_100)
    assert not file.payments[0].parts[0].suggested
    assert file.small


def test_a_small_debt_is_said_to_be_small_beside_what_an_eviction_costs(sara: Actor) -> None:
    # Given a debt of two rents, which is more than the city calls small
    case, client = _case(sara), Client()
    client.force_login(User.objects.get(pk=sara.id))
    _accepted(case, sara)

    def page() -> str:
        shown = client.get(reverse("money:debt", args=[case.pk])).content.decode()
        return shown.replace("\N{NO-BREAK SPACE}", " ")

    assert not _debt(case, sara).small and "Liten skuld." not in page()
    # When one rent is paid, then what is left is small, and what an eviction costs stands beside it all the time
    record_payment(case=case, by=sara, today=TODAY, paid_on=TODAY, amount=RENT, payer="household")
    assert _debt(case, sara).small and "Liten skuld." in page() and "30 000 kr" in page()
    # When all is paid, then there is no debt to call small
    record_payment(case=case, by=sara, today=TODAY, paid_on=TODAY, amount=RENT + 9_100, payer="household")
    assert not _debt(case, sara).small


def test_a_payment_that_names_no_rent_lowers_nothing_until_somebody_knows(sara: Actor) -> None:
    # Given a debt of two rents, and half a rent paid without a word
    case = _case(sara)
    _accepted(case, sara)
    record_payment(case=case, by=sara, today=TODAY, paid_on=TODAY, amount=400_000, payer="household")
    # Then what keeps the home is still both rents, and what may be counted off is told beside it as a suggestion
    (keep,) = _debt(case, sara).keep
    assert (keep.amount, keep.undirected) == (2 * RENT, 400_000)
    assert _debt(case, sara).payments[0].parts[0].suggested


def test_the_same_debt_in_two_notices_is_proposed_once(sara: Actor) -> None:
    # Given a case whose debt is taken in
    case = _case(sara)
    _accepted(case, sara)
    # When Kronofogden's paper tells of the same two rents
    factories.make_notice(by=sara, case=case, **_paper())
    # Then only its interest is new
    assert [row.kind for row in proposals_of(case)] == ["interest"]


def test_an_undertaking_that_arrives_in_time_settles_the_step_and_is_logged(sara: Actor, jonas: Actor) -> None:
    # Given a running clock and the step of the routine
    case = _case(sara)
    notice = case.notices.get()
    assert OpenStep.objects.filter(case=case, step="H23", unit=MONEY).exists()
    # When financial assistance decides, and the landlord has got it in writing with a receipt
    told = Decided(taken=True, decided_on=TODAY, decided_by="Enhetschefen", because="Barnen går i skola här.")
    row = decide_undertaking(case=case, by=jonas, today=TODAY, notice=notice, told=told)
    assert OpenStep.objects.filter(case=case, step="H23").exists()
    found = record_message(case=case, by=jonas, today=TODAY, undertaking=row, version=1, told=_message())
    # Then it holds, the deadline is met, the step is done and what was told is logged on its ground
    assert found.holds
    notice.refresh_from_db()
    assert notice.undertaking_received_on == TODAY
    assert not OpenStep.objects.filter(case=case, step__in=("H23", "B11", "U08")).exists()
    assert Disclosure.objects.get(case=case).ground == "undertaking"
    status = next(row.status for row in plan_of(case).deadlines if row.id == "board_undertaking")
    assert status is law.Status.MET


def _message(**fields: object) -> MessageTold:
    told = {"in_writing": True, "told_to": "creditor", "about_the_debt": True, "sent_by": law.SentBy.LETTER}
    return MessageTold(**(told | {"sent_on": TODAY, "received_on": TODAY, "proof": True} | fields))  # type: ignore[arg-type]


def test_a_message_that_reaches_the_tenant_alone_settles_nothing(sara: Actor, jonas: Actor) -> None:
    # Given a decision to take on the payment
    case = _case(sara)
    told = Decided(taken=True, decided_on=TODAY, decided_by="Enhetschefen", because="Familjen behöver bo kvar.")
    row = decide_undertaking(case=case, by=jonas, today=TODAY, notice=case.notices.get(), told=told)
    # When the message went to the tenant
    found = record_message(
        case=case, by=jonas, today=TODAY, undertaking=row, version=1, told=_message(told_to="tenant")
    )
    # Then it is said that it does not hold, the step stays open and nothing was told to the landlord
    assert found.holds is False
    assert OpenStep.objects.filter(case=case, step="H23").exists()
    assert Notice.objects.get(case=case).undertaking_received_on is None
    assert not Disclosure.objects.exists()


def _promised(case: Case, by: Actor, **fields: object) -> tuple[PromisedPayment, ...]:
    told = {"kind": "own_means", "payee": "Provbostäder AB", "amount": RENT, "due_on": RENT_DAY}
    return promise_payments(case=case, by=by, today=TODAY, told=PromiseTold(**(told | fields)))  # type: ignore[arg-type]


def test_an_undecided_payment_is_an_alarm_two_days_before_and_a_missed_one_a_deviation(
    sara: Actor, jonas: Actor
) -> None:
    # Given three months of rent that we have promised to pay, nobody has decided, and Kronofogden has written
    case = _case(sara)
    factories.make_notice(by=sara, case=case, ground=law.Ground.ENFORCEMENT)
    rows = _promised(case, jonas, rhythm="rent_day", until=date(2027, 1, 31))
    assert [row.due_on for row in rows] == [RENT_DAY, date(2026, 12, 30), date(2027, 1, 29)]
    # When the nights go by
    let_time_work(today=date(2026, 11, 25))
    assert not Told.objects.filter(kind="payment_undecided").exists()
    let_time_work(today=date(2026, 11, 26))  # two vardagar before Monday 30 November
    let_time_work(today=date(2026, 11, 26))  # the same night twice
    # Then the paying unit has been told once, and the page shows the alarm
    assert [told.unit for told in Told.objects.filter(kind="payment_undecided")] == [MONEY]
    assert [row.pk for row in payments_of(jonas, today=date(2026, 11, 26)).alarms] == [rows[0].pk]
    # When the day passes unsent, and three nights are lost
    let_time_work(today=date(2026, 12, 4))
    # Then it is missed: both units are told, a report is drafted, and K27 stands in the plan
    deviation = Deviation.objects.get(case=case)
    assert (deviation.promise.state, deviation.state) == ("missed", "draft")
    assert "30 november" in deviation.text and "Maria" not in deviation.text
    assert {told.unit for told in Told.objects.filter(kind="payment_missed")} == {MONEY, "vuxen"}
    assert OpenStep.objects.filter(case=case, step="K27").exists()
    # And the report is handed in by a person
    hand_in_deviation(
        case=case, by=jonas, today=TODAY, deviation=deviation, version=1, text=deviation.text, handed_to="MAS"
    )
    assert Deviation.objects.get().state == "handed_in"


def test_what_is_sent_and_never_confirmed_is_asked_about_and_what_is_confirmed_is_in_the_debt(
    sara: Actor, jonas: Actor
) -> None:
    # Given a decided payment of a rent in the debt
    case = _case(sara)
    _accepted(case, sara)
    (row,) = _promised(case, jonas, decided=True, for_rent_due_on=date(2026, 9, 30), due_on=TODAY)
    # When it is sent and nobody confirms
    move_promise(case=case, by=jonas, today=TODAY, promise=row, version=1, state="sent", on=TODAY)
    let_time_work(today=date(2026, 11, 24))
    # Then we ask; and when the landlord confirms it is a payment of that rent, on the day it was sent
    assert Told.objects.filter(kind="payment_unconfirmed", unit=MONEY).count() == 1
    move_promise(
        case=case, by=jonas, today=date(2026, 11, 25), promise=row, version=2, state="confirmed", on=date(2026, 11, 25)
    )
    file = _debt(case, sara)
    assert (file.paid, file.payments[0].row.paid_on) == (RENT, TODAY)


def test_the_calendar_shows_payments_and_rent_days_to_those_who_may_see_them(sara: Actor, jonas: Actor) -> None:
    # Given a promised payment
    case = _case(sara)
    _promised(case, jonas)
    # Then the two units find it and the rent day; the children's unit finds neither
    for actor in (sara, jonas):
        found = happenings_of(actor, first=TODAY, last=TODAY + timedelta(days=14))
        assert {one.kind for one in found} >= {"payment_due", "rent_day"}
    children = factories.make_actor(unit=factories.CHILDREN)
    kinds = {one.kind for one in happenings_of(children, first=TODAY, last=TODAY + timedelta(days=14))}
    assert not kinds & {"payment_due", "rent_day"}
