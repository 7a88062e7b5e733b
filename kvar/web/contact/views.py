"""Contact: how it has gone, what to know before the next time, and words that give nothing away."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, may_in
from kvar.casework.access_table import Act
from kvar.casework.contact.attempts import Tries, attempt_for, log_of, result_words, tries_of, withdraw_attempt
from kvar.casework.contact.safe_contact import (
    adults_of,
    end_safe_contact,
    may_be_reached,
    may_go_past,
    rules_of,
    safe_contact_for,
)
from kvar.casework.contact.senders import send_sms, sender, texts_for
from kvar.casework.planned import PlannedAgainst, planned_against
from kvar.casework.post.forbidding import ask_and_stop
from kvar.content.load import load
from kvar.records.models import Attempt, Case
from kvar.web.contact.forms import ReasonForm, SafeForm, SmsForm
from kvar.web.ui import clock, wording
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import act_page, page


@page
def log(request: HttpRequest, case: UUID) -> HttpResponse:
    """Every attempt with its result, how far the rule of different times has come, and what to know first."""
    found = case_for(request.actor, case)
    rows = log_of(request.actor, found)
    tries = tries_of(rows)
    shown = {
        "case": found,
        "heading": _("Kontakt"),
        "rules": rules_of(found),
        "rows": [_row(row) for row in rows],
        "tries": tries,
        "left": [_part(part) for part in tries.left],
        "said": _said(tries),
        "may": may_in(request.actor, Act.RECORD_ATTEMPT, found),
    }
    return render(request, "contact/log.html", shown)


def _row(row: Attempt) -> dict[str, Any]:
    way = load().codes.contact_way(row.way).label
    return {
        "attempt": row,
        "way": way,
        "result": result_words(row),
        "name": row.member.person.name if row.member else "",
    }


def _part(part: str) -> str:
    return {"morning": _("förmiddagen"), "afternoon": _("eftermiddagen"), "evening": _("kvällen")}[part]


def _said(tries: Tries) -> str:
    """The rule in one sentence: what is left of it, or what it leads to."""
    if tries.reached:
        return _("Ni har fått kontakt.")
    if tries.exhausted:
        return _(
            "Ingen har nåtts trots försök på olika tider. Pröva om en utredning ska inledas. Avsluta inte för det."
        )
    if tries.made >= tries.wanted:
        return _("Alla försök är gjorda vid samma tid på dagen. Försök vid en annan tid, och skriv klockslaget.")
    return _("Gör minst %d försök, på olika tider på dagen.") % tries.wanted


@act_page
def withdraw(request: HttpRequest, case: UUID, attempt: UUID) -> HttpResponse:
    """Take back a row that was wrong."""
    found = case_for(request.actor, case, act=Act.RECORD_ATTEMPT)
    row = attempt_for(request.actor, found, attempt)
    return act_in_case(
        request,
        found,
        about=row.pk,
        kind=ReasonForm,
        act=partial(withdraw_attempt, attempt=row),
        template="contact/withdraw.html",
        done=_("Kontakten är struken. Raden finns kvar i loggen."),
        to="contact:log",
        row=_row(row),
        heading=_("Stryk kontakten"),
        submit=_("Stryk"),
    )


@act_page
def safe(request: HttpRequest, case: UUID) -> HttpResponse:
    """What the people in the household have asked of us, and one thing more."""
    found = case_for(request.actor, case, act=Act.ASK_SAFE_CONTACT)
    return act_in_case(
        request,
        found,
        kind=SafeForm,
        act=ask_and_stop,
        template="contact/safe.html",
        done=_("Regeln gäller från och med nu, i varje kontakt och brev."),
        to="contact:safe",
        told={"members": adults_of(found)},
        asked=rules_of(found),
        planned=_planned(request, found),
        heading=_("Säker kontakt"),
        submit=_("Spara regeln"),
    )


def _planned(request: HttpRequest, case: Case) -> list[dict[str, Any]]:
    """What is planned against a rule, with the way to it."""
    today = clock.today(request)
    words = {"visit": _("Hembesök %s"), "meeting": _("Möte %s"), "attempt": _("Nästa kontakt, skriven %s")}
    found = planned_against(request.actor, case, today=today)
    return [
        {"what": words[one.is_a] % wording.short_day(one.day, today), "url": _way_to(one, case), "because": one.because}
        for one in found
    ]


def _way_to(one: PlannedAgainst, case: Case) -> str:
    if one.is_a == "visit":
        return reverse("visits:visit", args=[case.pk, one.id])
    return reverse("meetings:overview" if one.is_a == "meeting" else "contact:log", args=[case.pk])


@act_page
def safe_end(request: HttpRequest, case: UUID, safe: UUID) -> HttpResponse:
    """Somebody does not ask it of us any longer."""
    found = case_for(request.actor, case, act=Act.ASK_SAFE_CONTACT)
    row = safe_contact_for(found, safe)
    return act_in_case(
        request,
        found,
        about=row.pk,
        kind=ReasonForm,
        act=partial(end_safe_contact, row=row),
        template="contact/safe_end.html",
        done=_("Regeln gäller inte längre."),
        to="contact:safe",
        label=load().coordination.contact.safe_rule(row.rule).label,
        row=row,
        heading=_("Ta bort regeln"),
        submit=_("Ta bort regeln"),
    )


@act_page
def sms(request: HttpRequest, case: UUID) -> HttpResponse:
    """Neutral words to copy, and one press that logs them (and sends them, where a sender is plugged in)."""
    found = case_for(request.actor, case, act=Act.RECORD_ATTEMPT)
    rules = rules_of(found)
    members = may_be_reached(adults_of(found), rules, way="sms")
    texts = texts_for(by=request.actor, member=members[0] if members else None)
    plugged = sender() is not None
    return act_in_case(
        request,
        found,
        kind=SmsForm,
        act=send_sms,
        template="contact/sms.html",
        done=_("Sms:et är skickat och antecknat.") if plugged else _("Sms:et är antecknat."),
        to="contact:log",
        told={"members": members, "texts": texts, "asked": may_go_past(rules)},
        rules=rules,
        texts=texts,
        reachable=bool(members),
        heading=_("Neutralt sms"),
        submit=_("Skicka och anteckna") if plugged else _("Anteckna att sms:et är skickat"),
    )
