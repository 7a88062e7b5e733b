"""The shape of every act page about money: the form, the act, then back to the debt."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.records.models import Case
from kvar.web.ui.acting import act_in_case

Words = dict[str, Any]


def act_on(request: HttpRequest, case: Case, **given: Any) -> HttpResponse:
    """``given``: what ``act_in_case`` takes; ``lead`` and ``table`` for the page."""
    return act_in_case(
        request, case, **({"template": "money/act.html", "to": "money:debt", "lead": (), "table": None} | given)
    )
