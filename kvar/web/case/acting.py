"""The shape of every act page here: the form on GET, the act on POST, a refusal beside its field, then the case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kvar.casework.drafts import draft_of, forget_draft
from kvar.casework.errors import ActRefused
from kvar.records.models import Case
from kvar.web.ui import clock
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to, form_page, put_refusal


def act_in(
    request: HttpRequest,
    case: Case,
    *,
    kind: type[Form],
    act: Callable[..., object],
    template: str,
    done: str,
    about: str = "",
    leave_to: str = "",
    told: dict[str, Any] | None = None,
    initial: dict[str, Any] | None = None,
    **context: object,
) -> HttpResponse:
    """Show the form, or do the act and go back to the case.

    ``about`` tells apart drafts of the same form in one case; ``told`` are further arguments of the form.
    ``leave_to`` names another page to go to, for an act after which the actor may not see the case.
    """
    today = clock.today(request)
    name = ":".join(filter(None, (request.resolver_match.view_name, str(case.pk), about)))
    arguments = {"today": today, **(told or {})}
    if request.method == "POST":
        form = kind(request.POST, **arguments)
        if form.is_valid() and _acted(form, act, case=case, by=request.actor, today=today):
            forget_draft(by=request.actor, form=name)
            messages.success(request, done)
            return back_to(leave_to) if leave_to else back_to("case:page", case.pk)
    else:
        kept = draft_of(by=request.actor, form=name)
        form = kind.resumed(kept.typed, **arguments) if kept else kind(initial=initial, **arguments)
        context["draft"] = kept
    return form_page(request, template, form=form, case=case, draft_name=name, **context)


def _acted(form: Form, act: Callable[..., object], **given: object) -> bool:
    """Do it with what the form holds; False when the act refused, with its sentence in the form."""
    try:
        act(**given, **form.arguments())
    except ActRefused as refusal:
        put_refusal(form, refusal)
        form.theirs = getattr(refusal, "theirs", "")
        return False
    return True
