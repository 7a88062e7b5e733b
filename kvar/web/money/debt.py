"""Skulden: the page, and the acts that change its rows."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, may_in
from kvar.casework.access_table import Act
from kvar.casework.money.claims import accept_claims, add_claim, proposals_of, record_payment
from kvar.casework.money.debt import debt_file
from kvar.casework.money.rows import row_in, withdraw_row
from kvar.records.models import Claim, Payment
from kvar.web.money.acting import act_on
from kvar.web.money.forms import ClaimForm, PaymentForm, ProposalsForm, TakeBackForm
from kvar.web.money.shown import debt_shown, rent_choices, words_of_line
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, page
from kvar.web.ui.wording import kronor


@page
def debt(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything about the money of one case. What keeps the home stands first."""
    found = case_for(request.actor, case, act=Act.SEE_DEBT)
    today = clock.today(request)
    file = debt_file(request.actor, found, today=today)
    may = frozenset(act for act in Act if may_in(request.actor, act, found))
    return render(request, "money/debt.html", {"case": found, **debt_shown(file, found, may=may, today=today)})


@act_page
def proposals(request: HttpRequest, case: UUID) -> HttpResponse:
    """The lines of the notices that are not in the debt yet; all are ticked, for they are usually right."""
    found = case_for(request.actor, case, act=Act.RECORD_DEBT)
    today = clock.today(request)
    offered = proposals_of(found)
    lines = tuple((row.key, words_of_line(row, today)) for row in offered)
    words = {"heading": _("Ta med från underrättelserna"), "submit": _("Ta med raderna"), "done": _("Raderna är med.")}
    words["lead"] = (_("Jämför med hyresavin eller fråga hyresvärden. Samma hyra räknas bara en gång."),)
    if not offered:
        words["lead"] = (_("Alla rader i underrättelserna är redan med."),)
    told = {"lines": lines}
    ticked = {"lines": [key for key, _words in lines]}
    return act_on(request, found, kind=ProposalsForm, act=accept_claims, told=told, initial=ticked, **words)


@act_page
def claim_new(request: HttpRequest, case: UUID) -> HttpResponse:
    """A row that no notice states."""
    found = case_for(request.actor, case, act=Act.RECORD_DEBT)
    words = {"heading": _("Lägg till i skulden"), "submit": _("Lägg till"), "done": _("Raden är med i skulden.")}
    return act_on(request, found, kind=ClaimForm, act=add_claim, **words)


@act_page
def payment_new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Money that has been paid."""
    found = case_for(request.actor, case, act=Act.RECORD_DEBT)
    rents = rent_choices(found, clock.today(request))
    words = {
        "heading": _("Anteckna en betalning"),
        "submit": _("Spara betalningen"),
        "done": _("Betalningen är antecknad."),
    }
    return act_on(request, found, kind=PaymentForm, act=record_payment, told={"rents": rents}, **words)


@act_page
def claim(request: HttpRequest, case: UUID, claim: UUID) -> HttpResponse:
    """Take back a row that was wrong."""
    return _take_back(request, case, Claim, claim)


@act_page
def payment(request: HttpRequest, case: UUID, payment: UUID) -> HttpResponse:
    """Take back a payment that was wrong."""
    return _take_back(request, case, Payment, payment)


def _take_back(request: HttpRequest, case: UUID, kind: type[Claim] | type[Payment], id: UUID) -> HttpResponse:
    found = case_for(request.actor, case, act=Act.RECORD_DEBT)
    row = row_in(request.actor, found, kind, id)
    words = {"heading": _("Ta bort raden"), "submit": _("Ta bort raden"), "done": _("Raden är borttagen.")}
    words["lead"] = (_("Raden gäller %s. Skälet sparas.") % kronor(row.amount),)
    act = partial(withdraw_row, row=row)
    return act_on(request, found, kind=TakeBackForm, act=act, about=id, initial={"version": row.version}, **words)
