"""The plan of activities: who does which of them, when, for whom, and when it was done."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.introduction.reach import activity_for, may_plan_for
from kvar.casework.introduction.rows import changed, save_over
from kvar.casework.no_household import require_no_household
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import PlannedActivity

Place = tuple[str, str]  # administration and unit; both empty: the whole city


def places_to_plan(by: Actor) -> list[Place]:
    """For whom the actor may plan: the city, an administration, a unit of it."""
    city = load().organisation
    whole = [("", "")] + [(place.id, "") for place in city.administrations]
    units = [(place.id, unit.id) for place in city.administrations for unit in city.units]
    return [place for place in whole + units if may_plan_for(by, *place)]


def plan_activity(
    *, by: Actor, today: date, activity: str, place: Place, owner: str, due_on: date, note: str
) -> PlannedActivity:
    """One time that the activity is to be done. ``owner`` empty: nobody answers for it yet, and the plan says so."""
    if not may_plan_for(by, *place):
        raise Unseen
    require_no_household(note, field="note")
    administration, unit = place
    told = {"owner": owner, "due_on": due_on, "note": note, "administration": administration, "unit": unit}
    return PlannedActivity.objects.create(activity=load().introduction.activity(activity).id, **told, **changed(by))


def change_activity(
    *,
    planned: PlannedActivity,
    by: Actor,
    today: date,
    owner: str,
    due_on: date,
    done_on: date | None,
    note: str,
    version: int,
) -> None:
    """Who, when, and the day it was done."""
    require_no_household(note, field="note")
    if done_on and done_on > today:
        raise ActRefused(_("Den dagen har inte varit än. Lämna fältet tomt tills det är gjort."), field="done_on")
    with transaction.atomic():
        activity_for(by, planned.pk)
        told = {"owner": owner, "due_on": due_on, "done_on": done_on, "note": note}
        save_over(planned, by=by, version=version, theirs=_in_words, field="due_on", **told)


def _in_words(planned: PlannedActivity) -> str:
    """Who, when, when it was done, and the note."""
    who = planned.owner or _("Ingen ansvarig")
    when = _("senast %s") % journal_day(planned.due_on)
    done = _("gjort %s") % journal_day(planned.done_on) if planned.done_on else _("inte gjort än")
    return f"{who}, {when}, {done}. {planned.note}".strip()
