"""Betalningar: what is to be paid today and in two weeks, what is late, what nobody has confirmed; and rent days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kvar.casework.access import PAYING, Actor, cases_visible_to, may
from kvar.casework.access_table import Act
from kvar.casework.deadlines.rent_day import rent_days_between
from kvar.casework.errors import Unseen
from kvar.casework.happening import Happening
from kvar.casework.money.promises import UNSENT
from kvar.casework.money.rows import limit
from kvar.casework.money.watch import alarm_from
from kvar.records.models import PromisedPayment

RUNNING = ("undecided", "decided", "sent", "missed")
MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Payments:
    """``late``: missed, or the day has passed. ``alarms``: undecided so near that it is an alarm. No row twice."""

    late: tuple[PromisedPayment, ...]
    alarms: tuple[PromisedPayment, ...]
    today: tuple[PromisedPayment, ...]
    coming: tuple[PromisedPayment, ...]
    unconfirmed: tuple[PromisedPayment, ...]
    next_rent_day: date
    own: bool
    more: bool


def payments_of(actor: Actor, *, today: date) -> Payments:
    """The running payments in the cases the actor sees, each in one place. Raises Unseen for other units."""
    if not may(actor, Act.SEE_PAYMENTS):
        raise Unseen
    last = today + timedelta(days=limit("coming_days"))
    near = Q(due_on__lte=last) | Q(state="sent")
    found = list(_running(actor).filter(near)[: MOST_SHOWN + 1])
    rows = found[:MOST_SHOWN]
    for row in rows:
        actor.look.note(Act.SEE_PAYMENTS.value, f"case:{row.case_id}", actor.relation)
    late = [row for row in rows if row.state == "missed" or (row.state in UNSENT and row.due_on < today)]
    alarms = [row for row in rows if row not in late and row.state == "undecided" and alarm_from(row.due_on) <= today]
    unsent = [row for row in rows if row.state in UNSENT and row not in late and row not in alarms]
    return Payments(
        late=tuple(late),
        alarms=tuple(alarms),
        today=tuple(row for row in unsent if row.due_on == today),
        coming=tuple(row for row in unsent if row.due_on > today),
        unconfirmed=tuple(row for row in rows if row.state == "sent"),
        next_rent_day=rent_days_between(today, today + timedelta(days=62))[0],
        own=actor.unit == PAYING,
        more=len(found) > MOST_SHOWN,
    )


def _running(actor: Actor) -> QuerySet[PromisedPayment]:
    seen = cases_visible_to(actor)
    running = PromisedPayment.objects.filter(case__in=seen, state__in=RUNNING)
    return running.select_related("case__household").order_by("due_on", "id")


def payments_happening(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    """Payments due and rent days, for those who may see payments; the calendar's source."""
    if not may(actor, Act.SEE_PAYMENTS):
        return
    blank: dict[str, Any] = {"at": None, "unit": PAYING, "who": None}
    for row in _running(actor).filter(due_on__range=(first, last)):
        about = (row.case_id,)
        yield Happening(kind="payment_due", day=row.due_on, case=row.case, route="money:debt", about=about, **blank)
    for day in rent_days_between(first, last):
        yield Happening(kind="rent_day", day=day, case=None, route="money:payments", about=(), **blank)
