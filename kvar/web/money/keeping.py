"""What keeps the home, as the page of the debt says it: the sum, the day, and what nobody knows."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.casework.intake.amounts import amount_is_summed
from kvar.casework.money.debt import KeepShown
from kvar.web.ui.wording import day, kronor, short_day


def keep_shown(row: KeepShown, today: date) -> dict[str, Any]:
    """One debt with a time to save the home, as words."""
    deadline = row.deadline
    paid = (
        _("Hyran är täckt av betalningar, den sista %s.") % day(row.paid_enough_on, today) if row.paid_enough_on else ""
    )
    done = deadline.done or paid
    return {
        "title": _keep_title(row),
        "known": row.amount is not None,
        "summed": amount_is_summed(row.notice),
        "headline": deadline.headline,
        "sure": deadline.sure,
        "missing": _unsaid(deadline),
        "done": done,
        "late": deadline.late,
        "rules": [f"{time.label}, {time.source.paragraph}" for time in row.others],
        "paragraph": deadline.source.paragraph,
        "from_notice": row.from_notice,
        "sender": row.notice.sender_name,
        "arrived": short_day(row.notice.arrived_on, today),
        "notice": row.notice.pk,
        "undirected": kronor(row.undirected) if row.undirected else "",
        "rest": kronor(max((row.amount or 0) - row.undirected, 0)),
        "to_note": bool(row.paid_enough_on and not row.notice.paid_on),
    }


def _keep_title(row: KeepShown) -> str:
    """The sum that saves the home, or that nobody knows it."""
    if row.amount is None:
        unknown = _("Hur mycket som behöver betalas är inte känt. Fråga hyresvärden.")
        return _("Tiden kan vara slut. %s") % unknown if row.deadline.late else unknown
    said = _("Tiden kan vara slut. Det gällde %s.") if row.deadline.late else _("%s behåller bostaden")
    return said % kronor(row.amount)


def _unsaid(deadline: DeadlineShown) -> str:
    """What nobody knows yet, where the headline has not said it already."""
    said = deadline.missing_shown.casefold() in deadline.headline.casefold()
    return "" if said else deadline.missing_shown
