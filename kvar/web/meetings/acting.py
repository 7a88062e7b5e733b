"""The shape of every act page here: the form on GET, the act on POST, then back to the case's meetings."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.records.models import Case
from kvar.web.ui.acting import act_form
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to


def act_together(
    request: HttpRequest, case: Case, *, kind: type[Form], act: Callable[..., object], heading: str, **given: Any
) -> HttpResponse:
    """``given``: what ``act_form`` takes; ``about`` tells apart drafts of the same form in one case."""
    about = str(given.pop("about", ""))
    return act_form(
        request,
        name=":".join(filter(None, (request.resolver_match.view_name, str(case.pk), about))),
        kind=kind,
        act=partial(act, case=case),
        template=given.pop("template", "meetings/act.html"),
        onwards=lambda _made: back_to("meetings:overview", case.pk),
        case=case,
        heading=heading,
        **given,
    )
