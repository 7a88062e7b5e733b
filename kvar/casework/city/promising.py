"""The city has promised to pay rents: one in the calendar, one sent, and one that was missed, with its report."""

from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kvar import law
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.city.people import employ, workers
from kvar.casework.clock import as_if
from kvar.casework.money.claims import accept_claims, proposals_of, record_payment
from kvar.casework.money.promises import PromiseTold, move_promise, promise_payments
from kvar.casework.money.watch import watch_payments
from kvar.records.models import Case

CALENDAR, MISSED = "Amina Warsame", "Mirza Hodžić"
RENT = 942_000


def promise(*, today: date) -> None:
    """Act it out in two of the stories' cases, each act on its day."""
    sara, jonas = (_worker(name) for name in ("Sara Lindh", "Jonas Wik"))
    family, late = (_case(jonas, name) for name in (CALENDAR, MISSED))
    with _morning(today - timedelta(days=2)):
        _plan(family, sara, jonas, today - timedelta(days=2))
    due = law.add_working_days(today, -1)
    made = law.add_working_days(due, -6)
    with _morning(made):
        told = PromiseTold(kind="own_means", payee=_payee(late), amount=712_000, due_on=due)
        promise_payments(case=late, by=jonas, today=made, told=told)
    with _morning(today):
        watch_payments(today=today)


def _plan(case: Case, sara: Actor, jonas: Actor, day: date) -> None:
    """The debt is taken in, a part is paid, one payment is on its way and the coming rents are promised."""
    accept_claims(case=case, by=sara, today=day, lines=[row.key for row in proposals_of(case)])
    record_payment(case=case, by=sara, today=day, paid_on=day, amount=200_000, payer="household", reference="hyra okt")
    paid = PromiseTold(kind="assistance", payee=_payee(case), amount=300_000, due_on=day, decided=True)
    (row,) = promise_payments(case=case, by=jonas, today=day, told=paid)
    move_promise(case=case, by=jonas, today=day, promise=row, version=1, state="sent", on=day)
    until = day + timedelta(days=95)
    told = PromiseTold(
        kind="own_means",
        payee=_payee(case),
        amount=RENT,
        rhythm="rent_day",
        due_on=day,
        until=until,
        note="Fullmakt finns.",
    )
    promise_payments(case=case, by=jonas, today=day, told=told)


def _payee(case: Case) -> str:
    landlord = case.household.dwelling.landlord
    return landlord.name if landlord else "Provbostäder AB"


def _worker(name: str) -> Actor:
    actors = employ()
    return next(actors[worker.email] for worker in workers() if worker.name == name)


def _case(by: Actor, name: str) -> Case:
    return cases_visible_to(by).filter(household__name=name).order_by("-opened_on", "reference")[0]


def _morning(day: date) -> AbstractContextManager[None]:
    return as_if(timezone.make_aware(datetime.combine(day, time(9, 30))))
