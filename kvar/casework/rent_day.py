"""Is the day on which a rent is said to have been due one on which rents are due?"""

from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.content.load import load
from kvar.paper.days import spoken_day

RENTED = frozenset({law.Tenure.RENTAL, law.Tenure.PREMISES})


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
