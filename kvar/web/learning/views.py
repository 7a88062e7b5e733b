"""The review in a case, and what the city's reviews have told."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.learning.half_years import lessons as half_years
from kvar.casework.learning.known import course_of
from kvar.casework.learning.reviewing import review_of, write_review
from kvar.content.load import load
from kvar.records.models import Review
from kvar.web.learning.forms import ReviewForm
from kvar.web.learning.shown import day_rows, half_year_shown
from kvar.web.ui import clock
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import act_page, page


@act_page
def review(request: HttpRequest, case: UUID) -> HttpResponse:
    """When did we know, and what could have hindered it? The days are told; the rest is for people to say."""
    found = case_for(request.actor, case, act=Act.REVIEW_EVICTION)
    standing, course = review_of(found), course_of(found, unit=request.actor.unit)
    return act_in_case(
        request,
        found,
        kind=ReviewForm,
        act=write_review,
        template="learning/review.html",
        done=_("Efterpratet är sparat."),
        initial=_written(standing),
        heading=_("Efterprat"),
        submit=_("Spara efterpratet"),
        course=course,
        days=day_rows(course, today=clock.today(request)),
        standing=standing,
    )


def _written(row: Review | None) -> dict[str, Any]:
    if row is None:
        return {"version": 0}
    return {name: getattr(row, name) for name in ReviewForm.base_fields}


@page
def lessons(request: HttpRequest) -> HttpResponse:
    """A half year at a time, the newest first."""
    shown = [half_year_shown(one) for one in half_years(request.actor)]
    few = load().organisation.switches.suppress_below
    return render(request, "learning/lessons.html", {"half_years": shown, "few": few})
