"""The shape of every act page here: what it means, the form, the act, and back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.casework.access import sees
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
    template: str = "tracks/act.html",
    to: str = "tracks:page",
    about: str = "",
    **given: Any,
) -> HttpResponse:
    """The form on GET, the act on POST, then the units of the case. ``about``: tells drafts apart.

    Whoever said no to a hand-over may not be in the case any longer, and comes to the own day.
    """
    return act_form(
        request,
        name=":".join(filter(None, (request.resolver_match.view_name, str(case.pk), about))),
        kind=kind,
        act=act if isinstance(act, partial) else partial(act, case=case),
        template=template,
        onwards=lambda _made: back_to(to, case.pk) if sees(request.actor, case) else back_to("worklist:my_day"),
        case=case,
        **given,
    )
