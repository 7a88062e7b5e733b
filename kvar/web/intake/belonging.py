"""A registered notice belongs to another case, which no match has found: search for the case, look, and join."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, notice_for
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.intake.becoming import stays_without
from kvar.casework.intake.linking import link_notice
from kvar.casework.searching import Findings, search_cases
from kvar.records.models import Case, Notice
from kvar.web.intake.belonging_forms import BelongsForm
from kvar.web.ui import clock
from kvar.web.ui.forms import SearchForm
from kvar.web.ui.page import act_page, back_to, put_refusal


@act_page
def belongs(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Search, as on Sök and by nothing else (SoLPuF 15 §); then choose the case among what was found, and say why."""
    found = notice_for(request.actor, notice, act=Act.LINK_NOTICE)
    left = found.case
    if left is None or found.passed_on:
        raise Unseen
    stays = stays_without(left, found)
    search = SearchForm(request.POST or None, today=clock.today(request))
    findings = _findings(request, search)
    form = _choice(request, found, findings) if findings else None
    if form and form.is_bound and form.is_valid() and (case := _joined(request, found, form)):
        told = _("Underrättelsen hör nu till ärende %s. Kopplingen kan ångras här.")
        messages.success(request, told % case.reference)
        messages.info(request, stays)
        return back_to("intake:notice", found.pk)
    context = {"search": search, "findings": findings, "form": form, "notice": found, "stays": stays}
    refused = any(one is not None and one.is_bound and one.errors for one in (search, form))
    return render(request, "intake/belongs.html", context, status=422 if refused else 200)


def _findings(request: HttpRequest, search: SearchForm) -> Findings | None:
    """What is found; None before anything is sought, and when what is written cannot be."""
    if not search.is_bound or not search.is_valid():
        return None
    try:
        return search_cases(request.actor, **search.terms())
    except ActRefused as refusal:
        put_refusal(search, refusal)
        return None


def _choice(request: HttpRequest, notice: Notice, findings: Findings) -> BelongsForm:
    """The choice among what was found: as it was posted, or untouched after a search."""
    posted = request.POST if "version" in request.POST else None
    told = {"rows": findings.rows, "notice": notice, "sought": request.POST["sought"], "today": clock.today(request)}
    return BelongsForm(posted, **told)


def _joined(request: HttpRequest, notice: Notice, form: BelongsForm) -> Case | None:
    """Join it; None when the act refused, with its sentence in the form: a closed case is opened again first."""
    told = form.cleaned_data
    try:
        case = case_for(request.actor, UUID(told["target"]), act=Act.LINK_NOTICE)
        because = {"because": [told["because"]], "version": told["version"]}
        link_notice(notice=notice, case=case, by=request.actor, today=clock.today(request), **because)
    except ActRefused as refusal:
        put_refusal(form, refusal)
        return None
    return case
