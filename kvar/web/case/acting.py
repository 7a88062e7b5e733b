"""The shape of every act page here: the form on GET, the act on POST, then back to the case."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.records.models import Case
from kvar.web.ui.acting import act_form
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to


def act_in(
    request: HttpRequest,
    case: Case,
    *,
    kind: type[Form],
    act: Callable[..., object],
    template: str,
    about: str = "",
    leave_to: str = "",
    **given: Any,
) -> HttpResponse:
    """Show the form, or do the act and go back to the case. ``given``: what ``act_form`` takes.

    ``about`` tells apart drafts of the same form in one case.
    ``leave_to`` names another page to go to, for an act after which the actor may not see the case.
    """
    return act_form(
        request,
        name=":".join(filter(None, (request.resolver_match.view_name, str(case.pk), about))),
        kind=kind,
        act=partial(act, case=case),
        template=template,
        onwards=lambda _made: back_to(leave_to) if leave_to else back_to("case:page", case.pk),
        case=case,
        **given,
    )
