"""Agreements with the landlord: written, followed, and each promise answered."""

from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import LANDLORD, carried_by, recipient_in
from kvar.casework.consent.consents import consents_in
from kvar.casework.consent.invited import PLANNED
from kvar.casework.errors import Unseen
from kvar.casework.meetings import agreeing
from kvar.casework.meetings.reader import agreement_in, meeting_in, term_in
from kvar.casework.money.asked import what_is_asked
from kvar.records.models import Agreement, Case, Meeting
from kvar.web.meetings.acting import act_together, way_to_consent
from kvar.web.meetings.forms import AgreementForm, FollowUpForm, NoAgreementForm, SettleForm, TermForm
from kvar.web.ui import clock
from kvar.web.ui.page import act_page

MET = "mote"


@act_page
def agree(request: HttpRequest, case: UUID) -> HttpResponse:
    """An agreement with its first promise; ``?mote=`` is the meeting where it was made."""
    found, today = case_for(request.actor, case, act=Act.HOLD_MEETING), clock.today(request)
    asked = what_is_asked(request.actor, found, today=today)
    return act_together(
        request,
        found,
        kind=AgreementForm,
        act=partial(agreeing.write_agreement, meeting=_met(request, found), asked=asked),
        heading=_("Skriv en överenskommelse"),
        submit=_("Spara överenskommelsen"),
        done=_("Överenskommelsen är sparad."),
        about=request.GET.get(MET, ""),
        initial=_with_whom(found, today, _met(request, found)),
        missing=_missing(request, found, today),
        other={"url": _beside(request, found, "meetings:not_agreed"), "text": _("Det blev ingen överenskommelse")},
    )


@act_page
def not_agreed(request: HttpRequest, case: UUID) -> HttpResponse:
    """Nothing was agreed: who said no and why, and what is done instead."""
    found, today = case_for(request.actor, case, act=Act.HOLD_MEETING), clock.today(request)
    return act_together(
        request,
        found,
        kind=NoAgreementForm,
        act=partial(agreeing.write_no_agreement, meeting=_met(request, found)),
        heading=_("Det blev ingen överenskommelse"),
        submit=_("Spara"),
        done=_("Det är sparat. Det följs upp den dag du valde."),
        about=request.GET.get(MET, ""),
        initial=_with_whom(found, today, _met(request, found)),
        other={"url": _beside(request, found, "meetings:agree"), "text": _("Skriv en överenskommelse i stället")},
    )


def _met(request: HttpRequest, case: Case) -> Meeting | None:
    """The meeting of the case that the address names. Raises Unseen for one that is not there."""
    asked = request.GET.get(MET, "")
    try:
        return meeting_in(case, UUID(asked)) if asked else None
    except ValueError:
        raise Unseen from None


def _with_whom(case: Case, today: date, met: Meeting | None) -> dict[str, object]:
    landlord = case.household.dwelling.landlord
    return {"agreed_on": (met and met.held_on) or today, "counterpart": landlord.name if landlord else ""}


def _beside(request: HttpRequest, case: Case, route: str) -> str:
    met = request.GET.get(MET, "")
    return f"{reverse(route, args=[case.pk])}{f'?{MET}={met}' if met else ''}"


def _missing(request: HttpRequest, case: Case, today: date) -> dict[str, object] | None:
    """An agreement tells the landlord how the debt is paid and what is planned: that needs the household's yes."""
    scope = ("payment", PLANNED)
    rows = consents_in(case, unit=request.actor.unit)
    to = {"recipient_kind": LANDLORD, "recipient": recipient_in(case, rows, kind=LANDLORD, on=today), "on": today}
    if carried_by(rows, scope=scope, **to):  # type: ignore[arg-type]
        return None
    return {
        "title": _("Samtycke saknas"),
        "text": _(
            "Hyresvärden får inte veta hur skulden betalas och vad som är planerat förrän hushållet har sagt ja."
        ),
        "links": [{"label": _("hyresvärden"), "url": way_to_consent(request, case, kind=LANDLORD, scope=scope)}],
    }


@act_page
def add_term(request: HttpRequest, case: UUID, agreement: UUID) -> HttpResponse:
    """One promise more."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    asked = what_is_asked(request.actor, found, today=clock.today(request))
    return act_together(
        request,
        found,
        kind=TermForm,
        act=partial(agreeing.add_term, agreement=agreement_in(found, agreement), asked=asked),
        heading=_("Lägg till ett löfte"),
        submit=_("Spara löftet"),
        done=_("Löftet är sparat."),
        about=agreement,
    )


@act_page
def settle(request: HttpRequest, case: UUID, term: UUID) -> HttpResponse:
    """Was it kept?"""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    promised = term_in(found, term)
    return act_together(
        request,
        found,
        kind=SettleForm,
        act=partial(agreeing.settle_term, term=promised),
        heading=_("Hölls löftet?"),
        submit=_("Spara svaret"),
        done=_("Svaret är sparat."),
        about=term,
        initial={"version": promised.version},
        lead=agreeing.term_text(promised),
    )


@act_page
def follow_up(request: HttpRequest, case: UUID, agreement: UUID) -> HttpResponse:
    """How it goes."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    agreed = agreement_in(found, agreement)
    return act_together(
        request,
        found,
        kind=FollowUpForm,
        act=partial(agreeing.follow_up_agreement, agreement=agreed),
        heading=_("Följ upp överenskommelsen"),
        submit=_("Spara uppföljningen"),
        done=_("Uppföljningen är sparad."),
        about=agreement,
        initial={"version": agreed.version},
        lead=_standing(agreed),
    )


def _standing(agreed: Agreement) -> str:
    """What was agreed, or what is done instead."""
    if agreed.refused_by:
        return _("Det blev ingen överenskommelse. Det här skulle göras: %s") % agreed.next_step
    return _("Hushållet bor kvar om: %s") % agreed.home_kept_if
