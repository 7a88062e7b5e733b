"""A paper that came to the wrong board: what is said of it here, and where it went."""

from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.casefile.arrival import Arrival
from kvar.casework.intake.two_days import TwoDays
from kvar.content.load import load
from kvar.web.ui.wording import day


def travelled(arrival: Arrival, *, today: date) -> list[dict[str, str]]:
    """One callout when the paper was passed on from here, one when it was passed on to us."""
    found = []
    if arrival.notice.passed_on:
        to = load().organisation.administration(arrival.notice.passed_to).label
        title = _("Skickad vidare till %(to)s %(day)s") % {"to": to, "day": day(arrival.notice.passed_on, today)}
        text = _("Papperet räknas inte i det här ärendet längre.")
        found.append({"kind": "info", "title": title, "text": text})
    if arrival.two_days:
        found.append({"kind": "warning", **_two_days(arrival.two_days, today)})
    return found


def _two_days(told: TwoDays, today: date) -> dict[str, str]:
    title = _("Kom först till %(from)s %(first)s och skickades hit %(came)s") % {
        "from": told.came_from,
        "first": day(told.first_on, today),
        "came": day(told.came_on, today),
    }
    unsure = _("Det är inte avgjort från vilken dag tiden räknas. Gå efter den tidigare.")
    if told.last_day is None or told.later_last_day is None or told.last_day == told.later_last_day:
        return {"title": title, "text": unsure}
    days = {"last": day(told.last_day, today), "later": day(told.later_last_day, today)}
    text = _("Räknat från första dagen ska det vara klart %(last)s, räknat från dagen hit %(later)s.") % days
    return {"title": title, "text": f"{text} {unsure}"}
