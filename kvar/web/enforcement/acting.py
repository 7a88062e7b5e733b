"""The shape of every act page here: the form on GET, the act on POST, then the page about Kronofogden."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.records.models import Case
from kvar.web.ui.acting import act_form
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to


def act_here(
    request: HttpRequest,
    case: Case,
    *,
    kind: type[Form],
    act: Callable[..., object],
    about: str = "",
    template: str = "enforcement/act.html",
    onwards: str = "enforcement:page",
    **given: Any,
) -> HttpResponse:
    """``about`` tells apart drafts of the same form in one case; ``onwards`` is a page of the case."""
    return act_form(
        request,
        name=":".join(filter(None, (request.resolver_match.view_name, str(case.pk), about))),
        kind=kind,
        act=act,
        template=template,
        onwards=lambda _made: back_to(onwards, case.pk),
        case=case,
        **given,
    )
