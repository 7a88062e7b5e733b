"""A time that was not confirmed the same day (SoF 11:3): it leaves a draft of a report, and never vanishes."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, notices_at_night
from kvar.casework.facts_of_enforcement import AUTHORITY, confirmed_on, with_own_course
from kvar.casework.money.deviations import DRAFT, report_of
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Deviation, Notice

MISSED = "confirmation_missed"


def watch_confirmations(*, today: date) -> int:
    """The nightly job: every time in an open case whose day has passed without a proof of that day. Once for each.

    A proof that is written down afterwards, of the same day, is a reason to judge that it was no deviation.
    """
    times = {"ground": "enforcement", "eviction_at__isnull": False, "arrived_on__lt": today, "passed_on": None}
    unreported = notices_at_night().filter(**times).exclude(deviations__case=F("case"))
    rows = with_own_course(unreported).select_related("case")
    return sum(_miss(row, today) for row in list(rows.order_by("arrived_on", "pk")))


def _miss(notice: Notice, today: date) -> bool:
    sent = confirmed_on(notice, AUTHORITY)
    case = notice.case
    came = notice.came_on or notice.arrived_on  # the board that it was passed on to could not confirm it before
    if case is None or came >= today or (sent and sent <= came):
        return False
    with transaction.atomic():
        told = {"state": DRAFT, "text": _text(notice, case, sent, today), "found_on": today}
        _row, made = Deviation.objects.get_or_create(case=case, notice=notice, defaults=told)
        if made:
            key = f"{MISSED}:{notice.pk}:{case.pk}"
            tell(kind=MISSED, key=key, today=today, administration=case.administration, unit=ADULT, case=case)
            rewrite_open_steps(case)
    return made


def _came(notice: Notice, today: date) -> str:
    """The day it came, and of one that was passed on both days: here, and to the board that had it first."""
    first = spoken_day(notice.arrived_on, written_on=today)
    if not notice.came_on:
        return first
    both = {"here": spoken_day(notice.came_on, written_on=today), "first": first}
    return _("%(here)s hit, %(first)s till den förvaltning som skickade det vidare") % both


def _text(notice: Notice, case: Case, sent: date | None, today: date) -> str:
    """It names nobody: the case number is enough."""
    assert notice.eviction_at is not None
    told = {
        "case": case.reference,
        "arrived": _came(notice, today),
        "at": spoken_day(localtime(notice.eviction_at).date(), written_on=today),
        "sent": spoken_day(sent, written_on=today) if sent else _("det finns inget bevis på att den är skickad"),
        "source": load().sources["sof25-11-3"].paragraph,
    }
    what = _(
        "Kronofogdens tid för avhysning bekräftades inte samma dag som beskedet kom (ärende %(case)s). "
        "Det är en skyldighet enligt %(source)s.\n"
        "Beskedet kom: %(arrived)s. Tiden: %(at)s. Bekräftelsen: %(sent)s."
    )
    return report_of(what % told, how=_("när Kvar gick igenom bekräftelserna"), today=today)
