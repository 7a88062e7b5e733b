"""What keeps the home, as the page of the debt says it: the sum, the day, and what nobody knows."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.casework.deadlines.rent_day import rent_days_between
from kvar.casework.intake.amounts import amount_is_sum_of_rows
from kvar.casework.money.debt import DebtFile, KeepShown
from kvar.records.models import Case, PromisedPayment
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
        "summed": amount_is_sum_of_rows(row.notice),
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


def under_way_words(file: DebtFile, today: date) -> tuple[str, ...]:
    """What has been sent and nobody has confirmed; the sum only for the unit that pays."""
    return tuple(_under_way(row, file.own, today) for row in file.promised if row.state == "sent")


def _under_way(row: PromisedPayment, own: bool, today: date) -> str:
    told = {"what": kronor(row.amount) if own else _("En betalning"), "who": row.payee}
    told["day"] = short_day(row.sent_on, today)
    text = _("%(what)s är på väg till %(who)s, skickad %(day)s. Det är inte bekräftat och inte avräknat här.")
    return text % told


def apart_words(file: DebtFile) -> str:
    """That the whole debt is another sum than the one that saves the home, where it is."""
    asked = [row.amount for row in file.keep if row.amount is not None and not row.paid_enough_on]
    if not file.claims or not asked or sum(asked) == file.balance:
        return ""
    return _(
        "Det är inte summan som behåller bostaden, den står överst. "
        "Här räknas allt som krävs, och alla betalningar, också de som inte är märkta med någon hyra."
    )


def coming_rent(row: PromisedPayment, case: Case, file: DebtFile, today: date) -> bool:
    """Is it for a rent that is still to fall due, and so no part of the debt?"""
    meant = row.for_rent_due_on or row.due_on
    if meant < today or meant in {claim.due_on for claim in file.claims}:
        return False
    of_rent_size = file.own and row.amount == case.household.dwelling.monthly_rent
    return of_rent_size or bool(rent_days_between(meant, meant))


def unsure_words() -> tuple[str, ...]:
    """What the law does not say about the amount (law.md traps 15 and 18): told as unsure, never as a no."""
    return (
        _("Hyran i underrättelsen ska vara betald. Lagen säger inte om ränta och avgifter också måste betalas."),
        _("Det är också oklart om en hyra som förfaller under tiden måste betalas. Fråga en jurist om det kan avgöra."),
        _("Att betala en del räcker inte. Det räknas den dag banken tar emot uppdraget."),
    )
