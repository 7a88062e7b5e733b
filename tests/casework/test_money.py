"""Money: each guard that refuses, two workers at once, and what another unit may not see."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.closing.outcomes import hindrances_to_closing
from kvar.casework.deadlines.rent_day import rent_day_before
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.money.calendar import payments_of
from kvar.casework.money.claims import accept_claims, add_claim, proposals_of, record_payment
from kvar.casework.money.deviations import dismiss_deviation, draft_deviation
from kvar.casework.money.promises import PromiseTold, move_promise, promise_payments
from kvar.casework.money.rows import row_in, withdraw_row
from kvar.casework.money.undertakings import Decided, MessageTold, decide_undertaking, record_message
from kvar.casework.money.watch import watch_payments
from kvar.records.models import Case, Claim, Deviation, OpenStep, Payment, PromisedPayment
from tests import factories
from tests.factories import MONEY, TODAY
from tests.harness.threads import at_once

RENT = 785_000


@pytest.fixture
def sara(db: None) -> Actor:
    return factories.make_actor()


@pytest.fixture
def jonas(db: None) -> Actor:
    return factories.make_actor(unit=MONEY)


@pytest.fixture
def case(sara: Actor) -> Case:
    return factories.make_case_with_notice(by=sara)


def _told(**fields: Any) -> PromiseTold:
    told = {"kind": "own_means", "payee": "Provbostäder AB", "amount": RENT, "due_on": date(2026, 11, 30)}
    return PromiseTold(**(told | fields))


def _move(case: Case, by: Actor, row: PromisedPayment, state: str, **fields: Any) -> object:
    told = {"version": 1, "on": TODAY, "state": state} | fields
    return move_promise(case=case, by=by, today=TODAY, promise=row, **told)


def test_rent_is_due_the_last_working_day_before_the_month() -> None:
    assert rent_day_before(date(2026, 12, 1)) == date(2026, 11, 30)
    assert rent_day_before(date(2026, 11, 15)) == date(2026, 10, 30)  # the 31st is a Saturday
    assert rent_day_before(date(2027, 1, 1)) == date(2026, 12, 30)  # New Year's Eve is no working day


def test_an_amount_a_hundred_times_the_rent_is_asked_about(case: Case, sara: Actor) -> None:
    with pytest.raises(ActRefused, match="100 gånger månadshyran") as refused:
        add_claim(case=case, by=sara, today=TODAY, kind="fee", amount=100 * RENT)
    assert refused.value.field == "sure"
    add_claim(case=case, by=sara, today=TODAY, kind="fee", amount=100 * RENT, sure=True)


def test_the_same_rent_is_not_counted_twice(case: Case, sara: Actor) -> None:
    told: dict[str, Any] = {"case": case, "by": sara, "today": TODAY, "kind": "rent", "due_on": date(2026, 10, 30)}
    first = add_claim(amount=RENT, **told)
    with pytest.raises(ActRefused, match="finns redan i skulden"):
        add_claim(amount=RENT, **told)
    withdraw_row(case=case, by=sara, today=TODAY, row=first, version=1, reason="Fel belopp.")
    add_claim(amount=700_000, **told)


def test_a_rent_needs_its_due_day(case: Case, sara: Actor) -> None:
    with pytest.raises(ActRefused, match="vilken dag hyran"):
        add_claim(case=case, by=sara, today=TODAY, kind="rent", amount=RENT)


def test_a_payment_is_not_made_tomorrow_nor_written_twice(case: Case, sara: Actor) -> None:
    told: dict[str, Any] = {"case": case, "by": sara, "today": TODAY, "amount": RENT, "payer": "household"}
    with pytest.raises(ActRefused, match="efter idag"):
        record_payment(paid_on=date(2026, 11, 23), **told)
    record_payment(paid_on=TODAY, **told)
    with pytest.raises(ActRefused, match="redan antecknad"):
        record_payment(paid_on=TODAY, **told)


def test_a_row_taken_back_by_a_colleague_is_told_of(case: Case, sara: Actor) -> None:
    row = add_claim(case=case, by=sara, today=TODAY, kind="fee", amount=18_000)
    withdraw_row(case=case, by=sara, today=TODAY, row=row, version=1, reason="Avgiften är struken.")
    with pytest.raises(SavedByOther) as refused:
        withdraw_row(case=case, by=sara, today=TODAY, row=row, version=1, reason="Samma.")
    assert refused.value.theirs == "Avgiften är struken."


def test_only_financial_assistance_promises_and_decides(case: Case, sara: Actor, jonas: Actor) -> None:
    with pytest.raises(Unseen):
        promise_payments(case=case, by=sara, today=TODAY, told=_told())
    (row,) = promise_payments(case=case, by=jonas, today=TODAY, told=_told())
    with pytest.raises(Unseen):
        _move(case, sara, row, "decided")
    decided = Decided(taken=False, decided_on=TODAY, decided_by="Chefen", because="Skulden är betald.")
    with pytest.raises(Unseen):
        decide_undertaking(case=case, by=sara, today=TODAY, notice=case.notices.get(), told=decided)


def test_the_childrens_unit_sees_neither_debt_nor_payments(sara: Actor) -> None:
    case = factories.make_family(by=sara)
    children = factories.make_actor(unit=factories.CHILDREN)
    with pytest.raises(Unseen):
        add_claim(case=case, by=children, today=TODAY, kind="fee", amount=100)
    with pytest.raises(Unseen):
        payments_of(children, today=TODAY)


@pytest.mark.parametrize(
    "fields, sentence",
    [
        ({"due_on": date(2026, 11, 20)}, "har redan varit"),
        ({"payee": " "}, "vem pengarna"),
        ({"rhythm": "rent_day"}, "till vilken dag"),
        ({"rhythm": "same_day", "until": date(2029, 1, 1)}, "fler än 24"),
        ({"amount": 0}, "större än noll"),
    ],
)
def test_a_promise_that_cannot_be_kept_is_refused(
    case: Case, jonas: Actor, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ActRefused, match=sentence):
        promise_payments(case=case, by=jonas, today=TODAY, told=_told(**fields))


def test_the_same_day_each_month_ends_with_a_short_month(case: Case, jonas: Actor) -> None:
    told = _told(rhythm="same_day", due_on=date(2026, 12, 31), until=date(2027, 4, 30))
    days = [row.due_on for row in promise_payments(case=case, by=jonas, today=TODAY, told=told)]
    assert [(day.month, day.day) for day in days] == [(12, 31), (1, 31), (2, 28), (3, 31), (4, 30)]


def test_nothing_is_sent_before_it_is_decided_and_a_stop_has_a_reason(case: Case, jonas: Actor) -> None:
    (row,) = promise_payments(case=case, by=jonas, today=TODAY, told=_told())
    with pytest.raises(ActRefused):
        _move(case, jonas, row, "sent")
    with pytest.raises(ActRefused, match="varför betalningen stoppas"):
        _move(case, jonas, row, "stopped")


def test_a_case_with_running_promises_is_not_closed(case: Case, jonas: Actor) -> None:
    (row,) = promise_payments(case=case, by=jonas, today=TODAY, told=_told())
    assert any("lovat" in sentence for sentence in hindrances_to_closing(case, today=TODAY))
    _move(case, jonas, row, "stopped", reason="Personen betalar själv. Hyresvärden vet.")
    assert not any("lovat" in sentence for sentence in hindrances_to_closing(case, today=TODAY))


def test_a_condominium_cannot_be_undertaken(sara: Actor, jonas: Actor) -> None:
    ground, dwelling = law.Ground.FEE_ARREARS, factories.make_dwelling_told(tenure=law.Tenure.CONDOMINIUM)
    case = factories.make_case_with_notice(by=sara, ground=ground, dwelling=dwelling)
    decided = Decided(taken=True, decided_on=TODAY, decided_by="Chefen", because="Barn.")
    with pytest.raises(ActRefused, match="bostadsrätt"):
        decide_undertaking(case=case, by=jonas, today=TODAY, notice=case.notices.get(), told=decided)


def test_a_no_settles_the_step_and_stands_once(case: Case, jonas: Actor) -> None:
    told = Decided(taken=False, decided_on=TODAY, decided_by="Chefen", because="Skulden betalas av en anhörig.")
    decide_undertaking(case=case, by=jonas, today=TODAY, notice=case.notices.get(), told=told)
    assert not OpenStep.objects.filter(case=case, step="H23").exists()
    with pytest.raises(ActRefused, match="redan antecknat"):
        decide_undertaking(case=case, by=jonas, today=TODAY, notice=case.notices.get(), told=told)


def test_the_second_to_write_of_the_message_is_told(case: Case, jonas: Actor) -> None:
    told = Decided(taken=True, decided_on=TODAY, decided_by="Chefen", because="Barn.")
    row = decide_undertaking(case=case, by=jonas, today=TODAY, notice=case.notices.get(), told=told)
    blank: dict[str, Any] = dict.fromkeys(MessageTold.__dataclass_fields__)
    message = MessageTold(**(blank | {"told_to": "", "sent_by": "", "proof_at": ""}))
    record_message(case=case, by=jonas, today=TODAY, undertaking=row, version=1, told=message)
    with pytest.raises(SavedByOther):
        record_message(case=case, by=jonas, today=TODAY, undertaking=row, version=1, told=message)


def test_the_night_runs_twice_and_drafts_one_report(case: Case, jonas: Actor) -> None:
    factories.make_promise(case, by=jonas, due_on=date(2026, 11, 20))
    assert watch_payments(today=TODAY) == 1
    assert watch_payments(today=TODAY) == 0
    assert Deviation.objects.count() == 1


def test_a_deviation_judged_as_none_needs_a_reason_and_lets_the_step_go(case: Case, jonas: Actor) -> None:
    factories.make_notice(by=factories.make_actor(), case=case, ground=law.Ground.ENFORCEMENT)
    row = factories.make_promise(case, by=jonas, due_on=date(2026, 11, 20))
    watch_payments(today=TODAY)
    assert OpenStep.objects.filter(case=case, step="K27").exists()
    deviation = draft_deviation(row, today=TODAY)
    told: dict[str, Any] = {"case": case, "by": jonas, "today": TODAY, "deviation": deviation, "version": 1}
    with pytest.raises(ActRefused, match="varför det inte"):
        dismiss_deviation(reason=" ", **told)
    dismiss_deviation(reason="Hyran var redan betald av hushållet.", **told)
    assert not OpenStep.objects.filter(case=case, step="K27").exists()


def test_anothers_row_is_not_there(case: Case, sara: Actor) -> None:
    other = factories.make_case_with_notice(by=sara)
    row = add_claim(case=other, by=sara, today=TODAY, kind="fee", amount=100)
    with pytest.raises(Unseen):
        row_in(sara, case, Claim, row.pk)


def test_two_people_send_the_same_payment_and_one_is_told(committed_db: None) -> None:
    sara, jonas = factories.make_actor(), factories.make_actor(unit=MONEY)
    case = factories.make_case_with_notice(by=sara)
    row = factories.make_promise(case, by=jonas, state="decided")
    results = at_once(*[lambda: _move(case, jonas, row, "sent")] * 2)
    assert [type(result) for result in results].count(SavedByOther) == 1
    assert PromisedPayment.objects.get().version == 2


def test_two_people_promise_the_same_payment_and_it_is_promised_once(committed_db: None) -> None:
    """Given one rent, when two promise it in the same second, then it stands once and the second is told which."""
    sara, jonas = factories.make_actor(), factories.make_actor(unit=MONEY)
    case = factories.make_case_with_notice(by=sara)
    results = at_once(*[lambda: promise_payments(case=case, by=jonas, today=TODAY, told=_told())] * 2)
    (lost,) = [one for one in results if isinstance(one, Exception)]
    assert isinstance(lost, ActRefused) and lost.field == "due_on"
    assert "redan lovad. Betalning till Provbostäder AB" in lost.sentence
    assert PromisedPayment.objects.count() == 1


def test_another_rent_another_amount_and_a_stopped_one_may_be_promised(case: Case, jonas: Actor) -> None:
    promise = partial(promise_payments, case=case, by=jonas, today=TODAY)
    (first,) = promise(told=_told())
    promise(told=_told(for_rent_due_on=date(2026, 10, 30)))
    promise(told=_told(amount=RENT - 100_000))
    with pytest.raises(ActRefused, match="redan lovad"):
        promise(told=_told(rhythm="rent_day", until=date(2027, 3, 1)))
    _move(case, jonas, first, "stopped", reason="Lovades två gånger.")
    assert len(promise(told=_told())) == 1


def test_two_people_take_in_the_same_line_and_one_is_told(committed_db: None) -> None:
    sara = factories.make_actor()
    case = factories.make_case_with_notice(by=sara)
    lines = [row.key for row in proposals_of(case)]
    results = at_once(*[lambda: accept_claims(case=case, by=sara, today=TODAY, lines=lines)] * 2)
    assert [type(result) for result in results].count(ActRefused) == 1
    assert Claim.objects.count() == len(lines)
    assert not Payment.objects.exists()


def test_more_than_what_is_left_of_the_debt_is_asked_about(case: Case, sara: Actor) -> None:
    told: dict[str, Any] = {"case": case, "by": sara, "today": TODAY, "payer": "household", "paid_on": TODAY}
    accept_claims(case=case, by=sara, today=TODAY, lines=[line.key for line in proposals_of(case)])
    record_payment(amount=RENT - 100_000, **told)
    with pytest.raises(ActRefused, match="mer än det som är kvar av skulden") as refused:
        record_payment(amount=100_001, **told)
    assert refused.value.field == "sure" and Payment.objects.count() == 1
    record_payment(amount=100_001, sure=True, **told)


def test_no_decision_is_older_than_the_notice_it_is_about(case: Case, jonas: Actor) -> None:
    notice = case.notices.get()
    told = Decided(taken=False, decided_on=date(2026, 1, 1), decided_by="Nämnden", because="Skulden är betald.")
    with pytest.raises(ActRefused, match="Underrättelsen kom .* 2026") as refused:
        decide_undertaking(case=case, by=jonas, today=TODAY, notice=notice, told=told)
    assert refused.value.field == "decided_on" and not hasattr(notice, "undertaking")
