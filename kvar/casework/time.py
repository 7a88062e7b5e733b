"""What time causes, done by the system: ``kvar jobs run`` calls it each night. Safe to run twice, and late."""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from functools import partial

from django.db import transaction

from kvar.casework.consent.telling_outside import tell_of_ending_consents
from kvar.casework.editions.in_force import content_in_force
from kvar.casework.editions.switching import start_editions
from kvar.casework.learning.half_years import keep_half_years
from kvar.casework.meetings.landlord_meetings import tell_unwritten_talks
from kvar.casework.meetings.nights import tell_due_agreements, tell_late_decisions, tell_unsettled_terms
from kvar.casework.money.missed_times import watch_confirmations
from kvar.casework.money.watch import watch_payments
from kvar.casework.news.outbox import write_morning_mail
from kvar.casework.night.alone import alone
from kvar.casework.nights import missed_nights, remember_night, tell_missed
from kvar.casework.owner.escalation import escalate
from kvar.casework.owner.ownerless import tell_of_ownerless, tell_of_unmanned
from kvar.casework.owner.owning import let_go_who_left
from kvar.casework.owner.untouched import tell_untouched
from kvar.casework.published.publishing import publish_due
from kvar.casework.steps.handovers import tell_of_unreceived

log = logging.getLogger(__name__)

# Each job does all that has fallen due up to and including the day, once, and returns how much. In this order.
JOBS: dict[str, Callable[[date], int]] = {
    "editions_started": lambda today: start_editions(today=today),
    "payments_watched": lambda today: watch_payments(today=today),
    "confirmations_watched": lambda today: watch_confirmations(today=today),
    "cases_of_leavers": let_go_who_left,
    "ownerless_told": tell_of_ownerless,
    "unmanned_told": tell_of_unmanned,
    "unreceived_told": tell_of_unreceived,
    "untouched_told": tell_untouched,
    "terms_unsettled": tell_unsettled_terms,
    "agreements_due": tell_due_agreements,
    "decisions_late": tell_late_decisions,
    "consents_ending": lambda today: tell_of_ending_consents(today=today),
    "escalated": escalate,
    "half_years_kept": keep_half_years,
    "talks_unwritten_told": tell_unwritten_talks,
    "quarters_published": lambda today: publish_due(today=today),
    "morning_mail_written": write_morning_mail,  # last: it counts what the others have told
}

# Long in a large city, so they commit some of it at a time (``night.nightly``): others who write wait for a moment.
IN_PARTS = frozenset({"ownerless_told", "untouched_told", "escalated", "quarters_published"})


class Night(dict[str, int]):
    """How much each job did, by its name. ``failed``: the jobs that broke; ``busy``: somebody else is at it."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: list[str] = []
        self.missed: tuple[date, ...] = ()
        self.busy = False


def let_time_work(*, today: date) -> Night:
    """Everything that has fallen due up to and including today. A job that breaks stops no other."""
    night = Night()
    with alone() as mine:
        night.busy = not mine
        if mine:
            night.missed = missed_nights(today=today)
            if night.missed:
                _do("nights_told", partial(tell_missed, night.missed), night, today)
            for name, job in JOBS.items():
                _do(name, job, night, today)
            if not night.failed:
                remember_night(today=today, counts=night)
    return night


def _do(name: str, job: Callable[[date], int], night: Night, today: date) -> None:
    """One job by the edition in force, in a transaction of its own or in parts. Done again, it tells nothing twice."""
    try:
        with content_in_force(today), nullcontext() if name in IN_PARTS else transaction.atomic():
            night[name] = int(job(today))
    except Exception:
        log.exception("the job %s broke", name)
        night.failed.append(name)
