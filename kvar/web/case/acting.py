"""The shape of every act page here: the form on GET, the act on POST, then back to the case."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.records.models import Case
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import back_to


def act_in(request: HttpRequest, case: Case, *, leave_to: str = "", **given: Any) -> HttpResponse:
    """``given``: what ``act_in_case`` takes. ``leave_to``: another page, where the actor may not see the case after."""
    return act_in_case(request, case, onwards=(lambda _made: back_to(leave_to)) if leave_to else None, **given)
