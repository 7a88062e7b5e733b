"""The shape of every act page here: the form on GET, the act on POST, then back to the case's meetings."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kvar.records.models import Case
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import BACK


def act_together(request: HttpRequest, case: Case, *, act: Callable[..., object], **given: Any) -> HttpResponse:
    """``given``: what ``act_form`` takes, and ``lead``, ``points``, ``missing`` and ``other`` for the page."""
    shown = {"lead": "", "points": (), "missing": None, "other": None, "template": "meetings/act.html"}
    return act_in_case(request, case, act=act, to="meetings:overview", **(shown | given))


def way_to_consent(request: HttpRequest, case: Case, *, kind: str, scope: tuple[str, ...]) -> str:
    """Where a consent is written in, for whom and about what; and the way back to this page."""
    asked = [("vem", kind), *(("om", id) for id in scope), (BACK, request.get_full_path())]
    return f"{reverse('consents:ask', args=[case.pk])}?{urlencode(asked)}"
