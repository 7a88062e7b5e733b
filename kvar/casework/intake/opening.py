"""Opening a case."""

import secrets
from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor
from kvar.casework.journal import enter
from kvar.casework.tracks import involve_unit
from kvar.records.models import Case, Household

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: read aloud on the telephone
MONEY_UNIT = "ekonomiskt_bistand"


def open_case(*, household: Household, cause: str, by: Actor, today: date) -> Case:
    """Open a case: the row, its tracks and its first entry. Called inside the act that takes in its first notice."""
    case = Case.objects.create(
        reference=_free_reference(by.administration, today),
        administration=by.administration,
        household=household,
        cause=cause,
        opened_on=today,
        opened_by_id=by.id,
    )
    involve_unit(case=case, unit=ADULT)
    if law.Ground(cause) in law.DEBT_GROUNDS:
        involve_unit(case=case, unit=MONEY_UNIT)
    enter(case=case, by=by, today=today, kind="opened", text=_("Ärende %s öppnat.") % case.reference)
    return case


def _free_reference(administration: str, today: date) -> str:
    """Such as H-26-4KXD: the administration's letter, the year, four random signs."""
    while True:
        signs = "".join(secrets.choice(SIGNS) for _ in range(4))
        reference = f"{administration[0].upper()}-{today:%y}-{signs}"
        if not Case.objects.filter(reference=reference).exists():
            return reference
