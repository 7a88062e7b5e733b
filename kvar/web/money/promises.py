"""What we have promised to pay, and the report when it was missed."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.money.deviations import dismiss_deviation, hand_in_deviation, save_deviation
from kvar.casework.money.promises import FOLLOWS, move_promise, promise_payments
from kvar.casework.money.rows import row_in
from kvar.content.load import load
from kvar.records.models import Case, Deviation, PromisedPayment
from kvar.web.money.acting import ENFORCEMENT, act_on
from kvar.web.money.forms import DeviationForm, MoveForm, PromiseForm
from kvar.web.money.shown import rent_choices
from kvar.web.ui import clock
from kvar.web.ui.page import act_page
from kvar.web.ui.wording import day, kronor


@act_page
def promise_new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Put payments in the calendar."""
    found = case_for(request.actor, case, act=Act.PROMISE_PAYMENT)
    today = clock.today(request)
    landlord = found.household.dwelling.landlord
    start = {"payee": landlord.name if landlord else "", "amount": found.household.dwelling.monthly_rent}
    start |= {"rhythm": "once", "decided": "no"}
    words = {"heading": _("Lägg in en betalning"), "submit": _("Lägg in"), "done": _("Betalningen är inlagd.")}
    words["lead"] = (_("Ni får veta två vardagar före betaldagen om betalningen inte är beslutad."),)
    told = {"rents": rent_choices(found, today)}
    return act_on(request, found, kind=PromiseForm, act=promise_payments, told=told, initial=start, **words)


@act_page
def promise(request: HttpRequest, case: UUID, promise: UUID) -> HttpResponse:
    """What has happened with one promised payment."""
    found = case_for(request.actor, case, act=Act.PROMISE_PAYMENT)
    row = row_in(request.actor, found, PromisedPayment, promise)
    today = clock.today(request)
    words: dict[str, Any] = {"heading": _("Betalning till %s") % row.payee, "submit": _("Spara"), "done": _("Sparat.")}
    words["lead"] = _promise_words(row, today)
    start = {"version": row.version, "on": today, "state": next(iter(FOLLOWS[row.state]), "")}
    told = {"state": row.state}
    act = partial(move_promise, promise=row)
    return act_on(request, found, kind=MoveForm, act=act, about=promise, told=told, initial=start, **words)


def _promise_words(row: PromisedPayment, today: Any) -> tuple[str, ...]:
    state = load().coordination.promise_state(row.state).label
    words = _("%(amount)s ska betalas %(day)s.") % {"amount": kronor(row.amount), "day": day(row.due_on, today)}
    return tuple(filter(None, (words, f"{capfirst(state)}.", row.note, row.stopped_because)))


@act_page
def deviation(request: HttpRequest, case: UUID, deviation: UUID) -> HttpResponse:
    """The report of something that went wrong with us: write, hand in, or say why it was none."""
    found = case_for(request.actor, case, act=Act.REPORT_DEVIATION)
    row = row_in(request.actor, found, Deviation, deviation)
    source = load().sources["sol25-27-2"].paragraph
    words: dict[str, Any] = {"heading": _("Avvikelse"), "submit": _("Spara"), "done": _("Sparat.")}
    words["lead"] = (
        _("Det som brast hos oss ska rapporteras genast (%s). Skriv inga namn.") % source,
        capfirst(load().coordination.deviation_state(row.state).label) + ".",
    )
    start = {"version": row.version, "text": row.text, "action": "save"}
    act, words = partial(_deviate, row=row), words | (ENFORCEMENT if row.notice_id else {})
    return act_on(request, found, kind=DeviationForm, act=act, about=deviation, initial=start, **words)


def _deviate(*, case: Case, row: Deviation, action: str, text: str, handed_to: str, reason: str, **told: Any) -> object:
    """The act that was chosen."""
    told |= {"case": case, "deviation": row}
    if action == "dismiss":
        return dismiss_deviation(reason=reason, **told)
    if action == "hand_in":
        return hand_in_deviation(text=text, handed_to=handed_to, **told)
    return save_deviation(text=text, **told)
