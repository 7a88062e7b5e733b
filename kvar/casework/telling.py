"""Telling a colleague or a unit that something waits, inside Kvar. Nothing is told twice."""

from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from kvar.casework.clock import now
from kvar.content.load import load
from kvar.records.models import Case, Told, ToldRead, User


def tell(
    *,
    kind: str,
    key: str,
    today: date,
    administration: str,
    unit: str,
    case: Case | None = None,
    to: UUID | None = None,
    by: UUID | None = None,
) -> bool:
    """Tell one person (``to``) or a whole unit. Called inside an act's or a job's transaction.

    ``kind`` is a code of coordination.yaml; ``key`` says what is told (``handed_over:<track>:<day>``): the same key
    is told once. Of a protected household nobody is told who is not cleared: then it stands for the unit, and those in
    it who are. ``by``: whose act it was, if anybody's; to her it is not news, also where her whole unit is told.
    Returns whether it was new.
    """
    load().coordination.told_kind(kind)
    if to and case and case.household.protected and not User.objects.filter(pk=to, cleared=True).exists():
        to = None
    told = {"kind": kind, "administration": administration, "unit": unit, "to_id": to, "case": case}
    row, made = Told.objects.get_or_create(key=key, defaults={**told, "day": today, "at": now()})
    if made and by:
        ToldRead.objects.create(told=row, user_id=by, at=row.at)
    return made


def tell_no_more(*keys: str) -> None:
    """What was told is no longer so: somebody has answered. ``keys`` begin the keys of what is taken away."""
    Told.objects.filter(reduce(or_, (Q(key=key) | Q(key__startswith=f"{key}:") for key in keys))).delete()
