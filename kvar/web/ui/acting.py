"""The shape of every page with an act: the form on GET, the act on POST, a refusal beside its field, then onwards.

What is typed is kept as a draft until the act has succeeded.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kvar.casework.errors import ActRefused
from kvar.casework.intake.drafts import draft_of, forget_draft
from kvar.records.models import Case
from kvar.web.ui import clock
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to, form_page, put_refusal

PREVIEW = "preview"


def act_form(
    request: HttpRequest,
    *,
    name: str,
    kind: type[Form],
    act: Callable[..., Any],
    template: str,
    done: str,
    onwards: Callable[[Any], HttpResponse],
    told: dict[str, Any] | None = None,
    initial: dict[str, Any] | None = None,
    beside: Callable[[Any], dict[str, Any]] | None = None,
    **context: object,
) -> HttpResponse:
    """Show the form, or do the act and go onwards with what it gave. ``name``: the draft's. ``told``: for the form.

    ``beside``: what the page shows of the form as it is now. A button called ``preview`` shows the page, no more.
    """
    arguments = {"today": clock.today(request), **(told or {})}
    if request.method == "POST":
        form = kind(request.POST, request.FILES, initial=initial, **arguments)
        if form.is_valid() and PREVIEW not in request.POST:
            try:
                made = act(by=request.actor, today=arguments["today"], **form.arguments())
            except ActRefused as refusal:
                _put(form, refusal)
            else:
                _say_done(request, name, done)
                return onwards(made)
    else:
        context["draft"] = kept = draft_of(by=request.actor, form=name)
        form = kind.resumed(kept.typed, initial=initial, **arguments) if kept else kind(initial=initial, **arguments)
    context |= beside(form) if beside else {}
    return form_page(request, template, form=form, draft_name=name, **context)


def act_in_case(
    request: HttpRequest,
    case: Case,
    *,
    act: Callable[..., Any],
    template: str = "ui/in_case.html",
    to: str = "case:page",
    about: object = "",
    onwards: Callable[[Any], HttpResponse] | None = None,
    **given: Any,
) -> HttpResponse:
    """The same for an act in a case, and then its page ``to``. ``given``: what ``act_form`` takes.

    ``about`` tells apart drafts of the same form in one case.
    """
    return act_form(
        request,
        name=":".join(filter(None, (request.resolver_match.view_name, str(case.pk), str(about)))),
        act=partial(act, case=case),
        template=template,
        onwards=onwards or (lambda _made: back_to(to, case.pk)),
        case=case,
        **given,
    )


def _say_done(request: HttpRequest, name: str, done: str) -> None:
    forget_draft(by=request.actor, form=name)
    messages.success(request, done)


def _put(form: Form, refusal: ActRefused) -> None:
    """The refusal beside its field, and what a colleague saved meanwhile."""
    put_refusal(form, refusal)
    form.theirs = getattr(refusal, "theirs", "")
