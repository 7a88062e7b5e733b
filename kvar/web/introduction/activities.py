"""The plan: every activity with who and when, and where it is planned and changed."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import may
from kvar.casework.access_table import Act
from kvar.casework.introduction.activities import change_activity, places_to_plan, plan_activity
from kvar.casework.introduction.reach import activities_visible_to, activity_for
from kvar.web.introduction.forms import PlanForm, PlannedForm
from kvar.web.introduction.shown import activities_shown, activity_named, place_in_words
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to, page


@page
def plan(request: HttpRequest) -> HttpResponse:
    """Every activity, and the times it is planned that concern the reader."""
    planned = activities_visible_to(request.actor)
    shown = activities_shown(planned, by=request.actor, today=clock.today(request))
    plans = may(request.actor, Act.PLAN_ACTIVITY)
    return render(request, "introduction/plan.html", {"activities": shown, "plans": plans})


@act_page
def plan_one(request: HttpRequest, activity: str) -> HttpResponse:
    """One more time that an activity is to be done."""
    found = activity_named(activity)
    if found is None:
        raise Http404
    return act_form(
        request,
        name=f"introduction:plan:{found.id}",
        kind=PlanForm,
        act=partial(plan_activity, activity=found.id),
        template="introduction/plan_one.html",
        done=_("Aktiviteten är planerad."),
        onwards=lambda _made: back_to("introduction:plan"),
        told={"places": places_to_plan(request.actor)},
        activity=found,
    )


@act_page
def planned(request: HttpRequest, planned: UUID) -> HttpResponse:
    """A planned activity that is moved, given to somebody, or done."""
    found = activity_for(request.actor, planned)
    stands = {name: getattr(found, name) for name in ("owner", "due_on", "done_on", "note", "version")}
    return act_form(
        request,
        name=f"introduction:planned:{found.pk}",
        kind=PlannedForm,
        act=partial(change_activity, planned=found),
        template="introduction/planned.html",
        done=_("Planen är ändrad."),
        onwards=lambda _made: back_to("introduction:plan"),
        initial=stands,
        activity=activity_named(found.activity),
        where=place_in_words(found.administration, found.unit),
        version=found.version,
    )
