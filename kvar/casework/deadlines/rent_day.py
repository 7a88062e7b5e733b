"""The day on which a rent is due: the last working day before the month (JB 12:20)."""

from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.content.load import load
from kvar.paper.days import spoken_day

RENTED = frozenset({law.Tenure.RENTAL, law.Tenure.PREMISES})


def rent_day_before(month: date) -> date:
    """The day the rent of a month is due. A Saturday or an eve may count as vardag: the earlier day is the safe one."""
    return law.add_working_days(month.replace(day=1), -1)


def rent_days_between(first: date, last: date) -> list[date]:
    """Every day from ``first`` to ``last`` on which a rent is due."""
    months = (date(year, month, 1) for year in range(first.year, last.year + 2) for month in range(1, 13))
    return [day for month in months if first <= (day := rent_day_before(month)) <= last]


def rent_day_note(notice: law.Notice, tenure: law.Tenure | None, *, today: date) -> str:
    """A rent is due the last working day before the month (JB 12:20), so a day off is asked about; else empty."""
    day = notice.rent_due_on
    if day is None or notice.ground is not law.Ground.RENT_ARREARS or tenure not in RENTED:
        return ""
    if law.is_working_day(day):
        return ""
    told = {
        "day": spoken_day(day, written_on=today).capitalize(),
        "before": spoken_day(law.add_working_days(day, -1), written_on=today),
        "paragraph": load().source("jb-12-20").paragraph,
    }
    return (
        _(
            "%(day)s är ingen arbetsdag. Hyra ska normalt betalas sista vardagen före månaden (%(paragraph)s), "
            "alltså %(before)s. Se efter i hyresavtalet eller på hyresavin."
        )
        % told
    )
