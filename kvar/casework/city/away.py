"""Who is away in the made-up city, who covers, and a step that was put off: what Läget shows."""

from datetime import date, datetime, time, timedelta
from typing import Any

from kvar import law
from kvar.casework.access import Actor, actor_of, cases_visible_to
from kvar.casework.access_table import Role
from kvar.casework.city.papers import SWEDEN
from kvar.casework.city.people import ADULT, KNOWN
from kvar.casework.clock import as_if
from kvar.casework.errors import ActRefused
from kvar.casework.owner.absences import name_unit_cover, report_absence
from kvar.casework.owner.escalation import escalate
from kvar.casework.owner.ownerless import tell_of_ownerless
from kvar.casework.owner.untouched import tell_untouched
from kvar.casework.postponing import postpone_step
from kvar.content.load import load
from kvar.records.models import OpenStep, User

PLACE = {"administration": "hisingen", "unit": ADULT}
AWAY_FOR = timedelta(days=7)
LATER = timedelta(days=20)


def report_absences(*, today: date) -> None:
    """A colleague of Sara Lindh's is away and she covers; the unit has its cover; one step waits for an answer."""
    people = list(User.objects.filter(**PLACE).order_by("email"))
    sara = next(user for user in people if user.name == KNOWN["hisingen", ADULT])
    others = [user for user in people if user.role == Role.CASEWORKER and user != sara and not user.cleared]
    lead = actor_of(next(user for user in people if user.role == Role.TEAM_LEAD))
    with as_if(datetime.combine(today, time(7, 45), SWEDEN)):
        name_unit_cover(by=lead, today=today, user=others[0])
        away: dict[str, Any] = {"first_day": today - timedelta(days=1), "last_day": today + AWAY_FOR, "cover": sara}
        report_absence(by=lead, today=today, user=others[1], **away)
        coming: dict[str, Any] = {"first_day": today + LATER, "last_day": today + LATER + AWAY_FOR}
        report_absence(by=actor_of(sara), today=today, user=sara, **coming)
        _put_off(actor_of(sara), today)
        for tell in (tell_of_ownerless, tell_untouched, escalate):
            tell(today)


def _put_off(by: Actor, today: date) -> None:
    """The first of her steps that may wait, until the next working day or until somebody answers."""
    until, because = law.add_working_days(today, 1), load().codes.postpone_reasons[0].id
    for step in OpenStep.objects.filter(responsible=by.id, case__in=cases_visible_to(by)).order_by("pk"):
        key: dict[str, Any] = {"step": step.step, "subject": step.subject, "round": step.round}
        told: dict[str, Any] = {
            "because": because,
            "words": "Väntar på hyresvärdens svar.",
            "until": until,
            "awaits": "contact",
        }
        try:
            postpone_step(case=step.case, by=by, today=today, **key, **told)
        except ActRefused:
            continue
        return
