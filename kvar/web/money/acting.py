"""The shape of every act page about money: the form, the act, then back to the debt."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.records.models import Case
from kvar.web.ui.acting import act_form
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to

Words = dict[str, Any]


def act_on(
    request: HttpRequest, case: Case, *, kind: type[Form], act: Callable[..., object], about: object = "", **given: Any
) -> HttpResponse:
    """Show the form, or do the act and go back to the debt. ``about`` tells apart drafts of the same form."""
    return act_form(
        request,
        name=":".join(filter(None, (request.resolver_match.view_name, str(case.pk), str(about)))),
        kind=kind,
        act=partial(act, case=case),
        template="money/act.html",
        onwards=lambda _made: back_to("money:debt", case.pk),
        case=case,
        **({"lead": (), "table": None} | given),
    )
