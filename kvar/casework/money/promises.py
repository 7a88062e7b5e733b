"""Payments we have promised: planned month by month, decided, sent, confirmed, or stopped with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.deadlines.rent_day import rent_days_between
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.money.deviations import draft_deviation
from kvar.casework.money.rows import require_likely
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.reports import tell_what_followed
from kvar.casework.steps.done_by_act import complete_done
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Claim, JournalEntry, Payment, PromisedPayment

MOST_AT_ONCE = 24  # two years of months; a longer promise is made again
ARRIVED = "H24"  # the step that asks whether the money has arrived
UNSENT = ("undecided", "decided")
OPEN = ("undecided", "decided", "sent", "missed")
# What may follow on what. A missed payment may still be sent: it is late, and stays told as missed.
FOLLOWS: dict[str, tuple[str, ...]] = {
    "undecided": ("decided", "stopped"),
    "decided": ("sent", "stopped"),
    "sent": ("confirmed", "stopped"),
    "missed": ("sent", "stopped"),
    "confirmed": (),
    "stopped": (),
}


@dataclass(frozen=True, kw_only=True)
class PromiseTold:
    """What we promise. ``decided``: is there a decision already? ``until`` only for what is repeated. Öre."""

    kind: str
    payee: str
    amount: int
    due_on: date
    rhythm: str = "once"
    until: date | None = None
    for_rent_due_on: date | None = None
    decided: bool = False
    note: str = ""
    sure: bool = False


def promise_payments(*, case: Case, by: Actor, today: date, told: PromiseTold) -> tuple[PromisedPayment, ...]:
    """Put promised payments in the calendar: one, or one a month. A promise for a day that has passed is refused."""
    load().coordination.promise_kind(told.kind)
    require_likely(case, told.amount, sure=told.sure)
    if not told.payee.strip():
        raise ActRefused(_("Skriv vem pengarna ska till."), field="payee")
    if told.due_on < today:
        raise ActRefused(_("Betaldagen har redan varit. Skriv nästa dag som pengarna ska betalas."), field="due_on")
    days = _days(told)
    with transaction.atomic():
        require(by, Act.PROMISE_PAYMENT, case)
        _require_new(case, told, days, today=today)
        made = PromisedPayment.objects.bulk_create(_rows(case, by, today, told, days))
        text = ngettext("%d betalning lovad.", "%d betalningar lovade.", len(made)) % len(made)
        words = _("%(text)s Första dagen är %(day)s.")
        said = words % {"text": text, "day": spoken_day(days[0], written_on=today)}
        enter(case=case, by=by, today=today, kind="payment", text=said, shown={"series": str(made[0].series)})
        rewrite_open_steps(case)
    return tuple(made)


def _require_new(case: Case, told: PromiseTold, days: list[date], *, today: date) -> None:
    """Two who promise the same rent in the same minute promise it once; a stopped one may be promised again."""
    same: dict[str, Any] = {"kind": told.kind, "payee": told.payee[:200], "amount": told.amount, "due_on__in": days}
    if told.rhythm == "once":
        same["for_rent_due_on"] = told.for_rent_due_on or told.due_on
    stands = PromisedPayment.objects.filter(case=case, **same).exclude(state="stopped").order_by("due_on").first()
    if stands:
        raise ActRefused(_("Den är redan lovad. %s") % state_words(stands, today), field="due_on")


def _days(told: PromiseTold) -> list[date]:
    if told.rhythm == "once":
        return [told.due_on]
    if told.until is None or told.until < told.due_on:
        raise ActRefused(
            _("Skriv till vilken dag betalningarna ska göras. Den ska ligga efter den första."), field="until"
        )
    days = rent_days_between(told.due_on, told.until) if told.rhythm == "rent_day" else list(_same_day(told))
    if not days:
        raise ActRefused(_("Det finns ingen betaldag mellan de två dagarna. Ändra någon av dem."), field="until")
    if len(days) > MOST_AT_ONCE:
        raise ActRefused(_("Det är fler än 24 månader. Välj en tidigare slutdag och förläng sedan."), field="until")
    return days


def _same_day(told: PromiseTold) -> Iterator[date]:
    """The same day each month; in a shorter month its last day."""
    first, last = told.due_on, told.until or told.due_on
    for months in range(MOST_AT_ONCE + 2):
        year, month = divmod(first.month - 1 + months, 12)
        after = date(first.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        day = min(date(first.year + year, month + 1, 1) + timedelta(days=first.day - 1), after - timedelta(days=1))
        if day <= last:
            yield day


def _rows(case: Case, by: Actor, today: date, told: PromiseTold, days: list[date]) -> list[PromisedPayment]:
    same: dict[str, Any] = {
        "case": case,
        "series": uuid4(),
        "kind": told.kind,
        "payee": told.payee[:200],
        "amount": told.amount,
        "note": told.note[:400],
        "state": "decided" if told.decided else "undecided",
        "decided_on": today if told.decided else None,
        "decided_by_id": by.id if told.decided else None,
        "recorded_at": now(),
        "recorded_by_id": by.id,
    }
    once = told.for_rent_due_on if told.rhythm == "once" else None
    return [PromisedPayment(due_on=day, for_rent_due_on=once or day, **same) for day in days]


def move_promise(
    *,
    case: Case,
    by: Actor,
    today: date,
    promise: PromisedPayment,
    version: int,
    state: str,
    on: date,
    reason: str = "",
) -> JournalEntry:
    """Decide, send, confirm or stop one promised payment. The second of two people is told what was done first."""
    _require_possible(today, state, on, reason)
    late = _is_late(promise, state, on)
    marks = _marks(by, state, on, reason) | ({"missed_on": today} if late else {})
    with transaction.atomic():
        require(by, Act.PROMISE_PAYMENT, case)
        before = [old for old, new in FOLLOWS.items() if state in new]
        standing = PromisedPayment.objects.filter(pk=promise.pk, case=case, version=version, state__in=before)
        if not standing.update(version=F("version") + 1, state=state, **marks):
            promise.refresh_from_db()
            theirs = state_words(promise, today)
            raise SavedByOther(_("En kollega har ändrat betalningen medan du skrev."), theirs=theirs, field="state")
        promise.refresh_from_db()
        _follow(case, by, today, promise, late=late)
        said = state_words(promise, today)
        shown = {"promise": str(promise.pk), "state": state}
        entry = enter(case=case, by=by, today=today, kind="payment", text=said, shown=shown)
        rewrite_open_steps(case)
    return entry


def _follow(case: Case, by: Actor, today: date, promise: PromisedPayment, *, late: bool) -> None:
    if late:
        draft_deviation(promise, today=today)
    elif promise.missed_on:
        _tell_report(case, promise, today)
    if promise.state == "confirmed" and promise.confirmed_on:
        _pay(case, by, promise)
        if not case.promised.filter(state__in=("sent", "missed")).exists():
            note = _("Bekräftad %s.") % spoken_day(promise.confirmed_on, written_on=today)
            complete_done(case=case, by=by, today=today, steps=[ARRIVED], note=note)


def _tell_report(case: Case, promise: PromisedPayment, today: date) -> None:
    """The report of a missed payment says what has happened with it since."""
    said = {
        "sent": _("Sedan rapporten skrevs: skickad %s.") % spoken_day(promise.sent_on, written_on=today)
        if promise.sent_on
        else "",
        "confirmed": _("Bekräftad %s.") % spoken_day(promise.confirmed_on, written_on=today)
        if promise.confirmed_on
        else "",
        "stopped": _("Sedan rapporten skrevs: stoppad %s.") % spoken_day(today, written_on=today),
    }
    tell_what_followed(case.deviations.filter(promise=promise).first(), words=said[promise.state])


def _is_late(promise: PromisedPayment, state: str, on: date) -> bool:
    """Sent or stopped after its day, before the night has found it: a deviation all the same."""
    return promise.state in UNSENT and state in ("sent", "stopped") and on > promise.due_on


def _require_possible(today: date, state: str, on: date, reason: str) -> None:
    if on > today:
        raise ActRefused(_("Dagen kan inte ligga efter idag. Kontrollera datumet."), field="on")
    if state == "stopped" and not reason.strip():
        raise ActRefused(_("Skriv varför betalningen stoppas och vem som har fått veta det."), field="reason")


def _marks(by: Actor, state: str, on: date, reason: str) -> dict[str, Any]:
    marks: dict[str, dict[str, Any]] = {
        "decided": {"decided_on": on, "decided_by_id": by.id},
        "sent": {"sent_on": on},
        "confirmed": {"confirmed_on": on},
        "stopped": {"stopped_because": reason[:400]},
    }
    return marks[state]


def _pay(case: Case, by: Actor, promise: PromisedPayment) -> None:
    """What is confirmed is a payment in the debt, when the debt has that rent; a rent that never fell late has none."""
    rent = Claim.objects.filter(case=case, kind="rent", withdrawn_on=None, due_on=promise.for_rent_due_on)
    if not rent.exists() or promise.sent_on is None:
        return
    told: dict[str, Any] = {"paid_on": promise.sent_on, "amount": promise.amount, "reference": str(promise.pk)}
    payer = "household" if promise.kind == "own_means" else "board"
    try:
        with transaction.atomic():
            Payment.objects.create(
                case=case,
                promise=promise,
                for_rent_due_on=promise.for_rent_due_on,
                payer=payer,
                recorded_at=now(),
                recorded_by_id=by.id,
                **told,
            )
    except IntegrityError as error:
        raise ActRefused(_("Betalningen är redan med i skulden. Ladda om sidan.")) from error


def state_words(promise: PromisedPayment, today: date) -> str:
    """*Betalningen till Provbostäder AB den 30 november är skickad.* Nothing about the household's means."""
    told = {
        "payee": promise.payee,
        "day": spoken_day(promise.due_on, written_on=today),
        "state": load().coordination.promise_state(promise.state).label,
    }
    return _("Betalning till %(payee)s, %(day)s: %(state)s.") % told
