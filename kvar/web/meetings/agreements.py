"""Agreements with the landlord: written, followed, and each promise answered."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.meetings import agreeing
from kvar.casework.meetings.calling import missing_consents
from kvar.casework.meetings.reader import agreement_in, term_in
from kvar.web.meetings.acting import act_together
from kvar.web.meetings.forms import AgreementForm, FollowUpForm, SettleForm, TermForm
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def agree(request: HttpRequest, case: UUID) -> HttpResponse:
    """An agreement with its first promise."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    today, landlord = clock.today(request), found.household.dwelling.landlord
    return act_together(
        request,
        found,
        kind=AgreementForm,
        act=agreeing.write_agreement,
        heading=_("Skriv en överenskommelse"),
        submit=_("Spara överenskommelsen"),
        done=_("Överenskommelsen är sparad."),
        initial={"agreed_on": today, "counterpart": landlord.name if landlord else ""},
        missing=missing_consents(found, invited=(agreeing.LANDLORD,), on=today, unit=request.actor.unit),
    )


@act_page
def add_term(request: HttpRequest, case: UUID, agreement: UUID) -> HttpResponse:
    """One promise more."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    return act_together(
        request,
        found,
        kind=TermForm,
        act=partial(agreeing.add_term, agreement=agreement_in(found, agreement)),
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
        lead=_("Hushållet bor kvar om: %s") % agreed.home_kept_if,
    )
