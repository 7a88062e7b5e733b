"""The end of a case. Each page: the form on GET, the act on POST, back to the case."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.closing.hindrances import hindrances_of
from kvar.casework.closing.outcomes import close_case, record_outcome, reopen_case
from kvar.records.models import Case
from kvar.web.outcomes.forms import CloseForm, OutcomeForm, ReopenForm
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.forms import Form
from kvar.web.ui.page import act_page, back_to


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
    left = hindrances_of(found, today=clock.today(request))
    hindrances = [(one.sentence, reverse(one.route, args=one.about)) for one in left]
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
    request: HttpRequest, case: Case, kind: type[Form], act: Callable[..., object], template: str, **given: Any
) -> HttpResponse:
    """The shape of all three: form, act, refusal beside the field, back to the case."""
    return act_form(
        request,
        name=f"{request.resolver_match.view_name}:{case.pk}",
        kind=kind,
        act=partial(act, case=case),
        template=template,
        onwards=lambda _made: back_to("case:page", case.pk),
        case=case,
        **given,
    )
