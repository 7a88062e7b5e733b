"""What was done about a deadline that is met or too late: the act and its day, against the day that was shown."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said
from django.utils.translation import ngettext

from kvar import law
from kvar.casework.deadlines.explain import day_of, is_sure
from kvar.paper.days import spoken_day

OVER = frozenset({law.Status.MET, law.Status.LATE})
# The act as it begins a sentence with its day, and as it is marked on the day itself.
ACTS: Mapping[str, tuple[str, str]] = {
    "paid_on": (said("Betald %s"), said("betald")),
    "undertaking_received_on": (said("Åtagandet kom fram %s"), said("åtagandet kom fram")),
    "child_decision_on": (said("Beslutat %s"), said("beslutat")),
    "child_investigation_opened_on": (said("Utredning inledd %s"), said("utredning inledd")),
    "terminated_on": (said("Uppsagt %s"), said("uppsagt")),
}


def act_of(deadline: law.Deadline) -> law.Reason | None:
    """The act that decided it, the last of its reasons; None while nothing has."""
    last = deadline.reasons[-1] if deadline.status in OVER and deadline.reasons else None
    return last if last and last.day and last.name in ACTS else None


def done_of(deadline: law.Deadline, today: date) -> str:
    """ "Betald torsdag 24 december, 13 dagar efter sista dagen"; empty while nothing has decided it."""
    act = act_of(deadline)
    if act is None or act.day is None:
        return ""
    what = _(ACTS[act.name][0]) % spoken_day(act.day, written_on=today)
    day = day_of(deadline)
    return f"{what}, {_apart((act.day - day).days)}" if day and is_sure(deadline) else what


def mark_of(act: law.Reason) -> str:
    return _(ACTS[act.name][1])


def _apart(days: int) -> str:
    if days == 0:
        return _("på sista dagen")
    if days > 0:
        return ngettext("%d dag efter sista dagen", "%d dagar efter sista dagen", days) % days
    return ngettext("%d dag före sista dagen", "%d dagar före sista dagen", -days) % -days
