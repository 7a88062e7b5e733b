"""Tänk om: last year's cases by another edition, or by another rule for where a home belongs. Read only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused
from kvar.casework.what_if.candidates import candidates_for
from kvar.casework.what_if.running import SAMPLE, outcomes_of
from kvar.web.editions.what_if_form import HOME, WhatIfForm
from kvar.web.editions.what_if_shown import what_if_shown
from kvar.web.ui import clock
from kvar.web.ui.page import form_page, page, put_refusal


@page
def what_if(request: HttpRequest) -> HttpResponse:
    """``?edition=``, and ``?fran=``, ``?till=``, ``?forvaltning=``: an empty address is a form to fill in."""
    actor, today = request.actor, clock.today(request)
    actor.look.note(Act.TRY_RULES.value, f"administration:{actor.administration or _('staden')}")
    asked = request.GET if {"edition", *HOME} & {*request.GET} else None
    form = WhatIfForm(asked, today=today, candidates=candidates_for(actor, today=today))
    found: dict[str, Any] = {}
    if form.is_valid():
        try:
            tried = form.library(actor, today=today)
            found = what_if_shown(outcomes_of(actor, tried=tried, today=today), tried)
            found |= {"rule": form.rule_told()}
        except ActRefused as refusal:
            put_refusal(form, refusal)
    return form_page(request, "editions/what_if.html", form=form, found=found, sample=SAMPLE)
