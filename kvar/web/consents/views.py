"""Consents: the list, the question and its answer, a withdrawal; and the check at the moment of telling."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, may_in
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import LANDLORD
from kvar.casework.consent.consents import give_consent
from kvar.casework.consent.on_paper import consent_forms_of, recipients_of
from kvar.casework.consent.signing import who_sign
from kvar.casework.consent.taking_back import withdraw_consent
from kvar.casework.consent.telling_outside import (
    consent_for,
    consents_of,
    covered,
    disclosures_of,
    recipient_words,
    tell_outside,
)
from kvar.casework.letters.oral_consent import LETTER, ORAL
from kvar.casework.letters.writing import writes
from kvar.content.load import load
from kvar.records.models import Case, Consent, ConsentForm
from kvar.web.consents.forms import AskForm, TellForm, WithdrawForm
from kvar.web.ui import clock, wording
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import act_page, back_to, came_from, page


@page
def consents(request: HttpRequest, case: UUID) -> HttpResponse:
    """Who may be told what, until when, and what has been told."""
    found, today = case_for(request.actor, case), clock.today(request)
    own = writes(request.actor, load().letters[LETTER])
    shown = {
        "case": found,
        "heading": _("Samtycken"),
        "rows": [
            _row(row, today) | {"own_form": row.form is not None and row.form.unit == request.actor.unit}
            for row in consents_of(request.actor, found)
        ],
        "told": disclosures_of(request.actor, found),
        "may": may_in(request.actor, Act.GIVE_CONSENT, found),
        "confirms": LETTER if own and may_in(request.actor, Act.ISSUE_LETTER, found) else "",
        "forms": [_paper(row) for row in consent_forms_of(request.actor, found)],
    }
    return render(request, "consents/list.html", shown)


def _paper(row: ConsentForm) -> dict[str, Any]:
    return {"form": row, "to": ", ".join(recipient_words(*one) for one in recipients_of(row))}


def _row(row: Consent, today: date) -> dict[str, Any]:
    words = load().coordination
    stands = not row.refused and row.withdrawn_on is None and (row.until is None or row.until >= today)
    return {
        "consent": row,
        "to": recipient_words(row.recipient_kind, row.recipient),
        "scope": ", ".join(words.scope_labels(row.scope)),
        "direction": words.direction(row.direction).label,
        "state": _state(row, today),
        "stands": stands,
        "oral": stands and row.given_how == ORAL,
    }


def _state(row: Consent, today: date) -> str:
    """What holds today, in a few words."""
    if row.refused:
        return _("ville inte")
    if row.withdrawn_on:
        return _("återkallat %s") % _taken_back(row, today)
    if row.until is None:
        return _("gäller medan ärendet är öppet")
    day = wording.short_day(row.until, today)
    if row.until < today:
        return _("har slutat gälla, %s") % day
    soon = (row.until - today).days <= load().coordination.contact.consent_told_days
    return _("slutar snart, %s") % day if soon else _("till och med %s") % day


def _taken_back(row: Consent, today: date) -> str:
    """*22 nov 16.00, muntligt, god man Vera Prov*: as much of it as is known."""
    how = load().coordination.consent_way(row.withdrawn_how).label if row.withdrawn_how else ""
    hour = wording.clock_time(row.withdrawn_at) if row.withdrawn_at else ""
    when = " ".join(filter(None, (wording.short_day(row.withdrawn_on, today), hour)))
    return ", ".join(filter(None, (when, how, row.withdrawn_said_by)))


@act_page
def ask(request: HttpRequest, case: UUID) -> HttpResponse:
    """The question was put: the answer, yes or no. Another page may say for whom, about what, and where to go then."""
    found, today = case_for(request.actor, case, act=Act.GIVE_CONSENT), clock.today(request)
    until, back = today + timedelta(days=load().coordination.contact.consent_days), came_from(request)
    return act_in_case(
        request,
        found,
        kind=AskForm,
        act=give_consent,
        template="consents/ask.html",
        done=_("Svaret är sparat."),
        onwards=lambda _made: back_to(back) if back else back_to("consents:list", found.pk),
        told={"members": who_sign(found, today=today)},
        initial={"given_on": today, "until": until, **_wanted(request, found)},
        back=back,
        heading=_("Be om samtycke"),
        submit=_("Spara svaret"),
    )


def _wanted(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What another page has sent somebody here for."""
    kind, landlord = request.GET.get("vem", ""), case.household.dwelling.landlord
    name = landlord.name if kind == LANDLORD and landlord else ""
    return {"recipient_kind": kind, "recipient": name, "scope": request.GET.getlist("om")}


@act_page
def withdraw(request: HttpRequest, case: UUID, consent: UUID) -> HttpResponse:
    """The person takes it back."""
    found, today = case_for(request.actor, case, act=Act.GIVE_CONSENT), clock.today(request)
    row = consent_for(request.actor, found, consent)
    return act_in_case(
        request,
        found,
        kind=WithdrawForm,
        act=partial(withdraw_consent, consent=row),
        template="consents/withdraw.html",
        done=_("Samtycket är återkallat. Från och med då får inget berättas på det."),
        to="consents:list",
        about=row.pk,
        initial={"on": today, "how": "oral"},
        row=_row(row, today),
        heading=_("Återkalla samtycket"),
        submit=_("Återkalla"),
    )


@act_page
def tell(request: HttpRequest, case: UUID) -> HttpResponse:
    """Tell somebody: what the consents cover is shown before anything is logged."""
    found = case_for(request.actor, case, act=Act.DISCLOSE)
    return act_in_case(
        request,
        found,
        kind=TellForm,
        act=tell_outside,
        template="consents/tell.html",
        done=_("Det är antecknat vad ni berättade, för vem och på vilken grund."),
        to="consents:list",
        beside=lambda form: {"covered": _covered(form, found, request)},
        heading=_("Berätta för någon"),
        submit=_("Anteckna det som berättades"),
        preview=_("Visa vad samtycket räcker till"),
    )


def _covered(form: TellForm, case: Case, request: HttpRequest) -> object:
    """Nothing before somebody has said who and what."""
    told = getattr(form, "cleaned_data", {})
    if not told.get("recipient_kind"):
        return None
    asked = {"recipient_kind": told["recipient_kind"], "recipient": told.get("recipient", "")}
    scope, unit = list(told.get("scope") or []), request.actor.unit
    return covered(case, **asked, scope=scope, on=clock.today(request), unit=unit)
