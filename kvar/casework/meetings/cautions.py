"""What a promise of money leaves unsaved: a day after the last one, or less than keeps the home. People decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.letters.values import kronor
from kvar.paper.days import journal_day
from kvar.records.models import Agreement, Term

PAYMENT = "payment"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What keeps the home for one debt: ``amount`` öre by ``day``; None is not known, or not for whoever asks."""

    day: date | None
    amount: int | None


def open_payments(agreement: Agreement) -> list[Term]:
    """The promises of money that nobody has answered yet."""
    return [term for term in agreement.terms.all() if term.kind == PAYMENT and term.kept is None]


def cautions_of(asked: Iterable[Asked], *, last: date, promised: int) -> tuple[str, ...]:
    """Sentences on promises of ``promised`` öre in all, the last due on ``last``; none when nothing is amiss."""
    asked = list(asked)
    days = [row.day for row in asked if row.day]
    amounts = [row.amount for row in asked if row.amount is not None]
    found: list[str] = []
    if days and last > min(days):
        found += _day_words(last, min(days))
    if amounts and promised < sum(amounts):
        found += _sum_words(promised, sum(amounts))
    return (*found, _("Går hyresvärden med på det: se till att hyresvärdens ja är skriftligt.")) if found else ()


def _day_words(last: date, latest: date) -> tuple[str, str]:
    due = _("Löftet gäller till %s.") % journal_day(last)
    return due, _("Den sista dagen för att betala och behålla bostaden är %s.") % journal_day(latest)


def _sum_words(promised: int, asked: int) -> tuple[str, str]:
    said = _("Löftet är på %s.") % kronor(promised)
    return said, _("Det som behåller bostaden är %s, och att betala en del räcker inte.") % kronor(asked)
