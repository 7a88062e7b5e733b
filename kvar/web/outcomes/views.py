"""The end of a case. Each page: the form on GET, the act on POST, back to the case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.drafts import draft_of, forget_draft
from kvar.casework.errors import ActRefused
from kvar.casework.outcomes import close_case, hindrances_to_closing, record_outcome, reopen_case
from kvar.records.models import Case
from kvar.web.outcomes.forms import CloseForm, OutcomeForm, ReopenForm
from kvar.web.ui import clock
from kvar.web.ui.forms import Form
from kvar.web.ui.page import act_page, back_to, form_page, put_refusal


@act_page
def record(request: HttpRequest, case: UUID) -> HttpResponse:
    """Outcome with causes; the case is then in follow-up. An outcome that stands is shown, to be changed."""
    found = case_for(request.actor, case, act=Act.RECORD_OUTCOME)
    stands = {"outcome": found.outcome, "on": found.outcome_on or clock.today(request), "causes": found.causes}
    words = {"heading": _("Hur gick det?"), "submit": _("Spara utfallet")}
    words |= {"done": _("Utfallet är sparat. Ärendet är i uppföljning.")}
    return _end(request, found, OutcomeForm, record_outcome, "outcomes/record.html", initial=stands, **words)


@act_page
def close(request: HttpRequest, case: UUID) -> HttpResponse:
    """Closing, and what still hinders it."""
    found = case_for(request.actor, case, act=Act.CLOSE_CASE)
    hindrances = hindrances_to_closing(found)
    words = {"heading": _("Avsluta ärendet"), "submit": _("Avsluta ärendet"), "done": _("Ärendet är avslutat.")}
    return _end(request, found, CloseForm, close_case, "outcomes/close.html", hindrances=hindrances, **words)


@act_page
def reopen(request: HttpRequest, case: UUID) -> HttpResponse:
    """Open again; a case that is open already has nothing to ask."""
    found = case_for(request.actor, case, act=Act.REOPEN_CASE)
    if found.closed_on is None and request.method != "POST":
        return back_to("case:page", found.pk)
    words = {"heading": _("Öppna ärendet igen"), "submit": _("Öppna igen"), "done": _("Ärendet är öppet igen.")}
    return _end(request, found, ReopenForm, reopen_case, "outcomes/reopen.html", **words)


def _end(
    request: HttpRequest,
    case: Case,
    kind: type[Form],
    act: Callable[..., object],
    template: str,
    *,
    done: str,
    initial: dict[str, Any] | None = None,
    **context: object,
) -> HttpResponse:
    """The shape of all three: form, act, refusal beside the field, back to the case."""
    today, draft_name = clock.today(request), f"{request.resolver_match.view_name}:{case.pk}"
    if request.method == "POST":
        form = kind(request.POST, today=today)
        if form.is_valid() and _acted(form, act, case=case, by=request.actor, today=today):
            forget_draft(by=request.actor, form=draft_name)
            messages.success(request, done)
            return back_to("case:page", case.pk)
    else:
        context["draft"] = kept = draft_of(by=request.actor, form=draft_name)
        form = kind.resumed(kept.typed, today=today) if kept else kind(initial=initial, today=today)
    return form_page(request, template, form=form, case=case, draft_name=draft_name, **context)


def _acted(form: Form, act: Callable[..., object], **given: object) -> bool:
    """Do it with what the form holds; False when the act refused, with its sentence in the form."""
    try:
        act(**given, **form.cleaned_data)
    except ActRefused as refusal:
        put_refusal(form, refusal)
        return False
    return True
