"""What the night finds in the promised payments: undecided before the day, missed, sent but never confirmed."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet

from kvar import law
from kvar.casework.access import ADULT, PAYING, hold
from kvar.casework.money.deviations import draft_deviation
from kvar.casework.money.promises import UNSENT
from kvar.casework.money.rows import limit
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.telling import tell
from kvar.records.models import PromisedPayment


def watch_payments(*, today: date) -> int:
    """Do all that has fallen due up to today, once; returns how much. Late, it finds what it should have found."""
    return sum(job(today) for job in (_alarm_undecided, _find_missed, _ask_about_unconfirmed))


def alarm_from(due_on: date) -> date:
    """The day from which an undecided payment is an alarm: two vardagar before, read as working days."""
    return law.add_working_days(due_on, -limit("alarm_days"))


def asked_from(sent_on: date) -> date:
    """The day from which we ask whether what was sent has arrived."""
    return law.add_working_days(sent_on, limit("unconfirmed_days"))


def _alarm_undecided(today: date) -> int:
    latest = law.add_working_days(law.next_working_day(today), limit("alarm_days"))
    rows = PromisedPayment.objects.filter(state="undecided", due_on__range=(today, latest))
    return _each(
        rows,
        lambda row: alarm_from(row.due_on) <= today and _tell_undecided(row, today),
    )


def _tell_undecided(row: PromisedPayment, today: date) -> bool:
    return _tell(row, "payment_undecided", today)


def _find_missed(today: date) -> int:
    rows = PromisedPayment.objects.filter(state__in=UNSENT, due_on__lt=today)
    return _each(rows, lambda row: _miss(row, today))


def _miss(row: PromisedPayment, today: date) -> bool:
    """Whoever sends it in the same moment is first, or we are: never both."""
    standing = PromisedPayment.objects.filter(pk=row.pk, version=row.version, state__in=UNSENT)
    if not standing.update(state="missed", missed_on=today, version=F("version") + 1):
        return False
    row.refresh_from_db()
    draft_deviation(row, today=today)
    for unit in (PAYING, ADULT):
        _tell(row, "payment_missed", today, unit=unit)
    rewrite_open_steps(row.case)
    return True


def _ask_about_unconfirmed(today: date) -> int:
    rows = PromisedPayment.objects.filter(state="sent", sent_on__lt=today)
    return _each(
        rows,
        lambda row: row.sent_on is not None and asked_from(row.sent_on) <= today and _ask(row, today),
    )


def _ask(row: PromisedPayment, today: date) -> bool:
    return _tell(row, "payment_unconfirmed", today)


def _each(rows: QuerySet[PromisedPayment], act: Callable[[PromisedPayment], bool]) -> int:
    """One payment at a time, each in its own transaction: one that fails holds up no other night."""
    done = 0
    for id in list(rows.order_by("case", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = PromisedPayment.objects.select_related("case__household").get(pk=id)
            hold(row.case_id)
            done += act(row)
    return done


def _tell(row: PromisedPayment, kind: str, today: date, *, unit: str = PAYING) -> bool:
    """The one who is responsible there, else the whole unit. Each payment is told once for each unit."""
    track = row.case.tracks.filter(unit=unit).first()
    return tell(
        kind=kind,
        key=f"{kind}:{row.pk}:{unit}",
        today=today,
        administration=row.case.administration,
        unit=unit,
        case=row.case,
        to=track.responsible_id if track else None,
    )
