"""The shape of every act with a draft: the form on GET, the act on POST with the version that was shown, then back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kvar.casework.errors import ActRefused
from kvar.records.models import ContentDraft
from kvar.web.ui.forms import Form
from kvar.web.ui.page import back_to, form_page, put_refusal


class NoForm(Form):
    """For an act that asks nothing: it still has a place for the act's refusal."""


def act_page_of(
    request: HttpRequest,
    draft: ContentDraft,
    *,
    form: Form | None,
    act: Callable[[Any, int], object],
    template: str,
    done: str,
    back: tuple[object, ...],
    **context: object,
) -> HttpResponse:
    """Show the form, or do the act and go ``back``. ``act`` gets the form and the version of the draft."""
    form = form or NoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            act(form, version_of(request))
        except ActRefused as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, done)
            return back_to(*back)
    version = request.POST.get("version") or draft.version
    return form_page(request, template, form=form, draft=draft, version=version, **context)


def version_of(request: HttpRequest) -> int:
    """The version that was shown; one that nobody has when it cannot be read."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1
