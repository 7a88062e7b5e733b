"""The shape of every act page about money: the form, the act, then back to the debt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from kvar.records.models import Case
from kvar.web.ui.acting import act_in_case

Words = dict[str, Any]
DEBT: Words = {
    "template": "money/act.html",
    "to": "money:debt",
    "trail": gettext_lazy("Skuld"),
    "back": gettext_lazy("Tillbaka till skulden"),
}
ENFORCEMENT: Words = {
    "to": "enforcement:page",
    "trail": gettext_lazy("Kronofogden"),
    "back": gettext_lazy("Tillbaka till Kronofogden"),
}


def act_on(request: HttpRequest, case: Case, **given: Any) -> HttpResponse:
    """``given``: what ``act_in_case`` takes; ``lead`` and ``table`` for the page."""
    shown = DEBT | {"lead": (), "table": None} | given
    return act_in_case(request, case, back_url=reverse(shown["to"], args=[case.pk]), **shown)
