"""The shape of every act page here: what it means, the form, the act, and back to the units of the case."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kvar.casework.access import sees
from kvar.records.models import Case
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import back_to


def act_in_room(request: HttpRequest, case: Case, *, to: str = "tracks:page", **given: Any) -> HttpResponse:
    """``given``: what ``act_in_case`` takes; ``lead``: a sentence above the form.

    Whoever said no to a hand-over may not be in the case any longer, and comes to the own day.
    """
    shown = {"template": "tracks/act.html", "lead": ""} | given

    def onwards(_made: object) -> HttpResponse:
        return back_to(to, case.pk) if sees(request.actor, case) else back_to("worklist:my_day")

    return act_in_case(request, case, onwards=onwards, **shown)
