"""Which nights' work has been done. A missed night is told; the next one does what has fallen due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from kvar.casework.access import Actor
from kvar.casework.access_table import LEADS, Role
from kvar.casework.clock import now
from kvar.casework.employment import staff
from kvar.casework.news.outbox import mail_not_sent
from kvar.casework.telling import tell
from kvar.records.models import JobDone

TOLD = LEADS | {Role.SYSTEM_ADMIN}


@dataclass(frozen=True, kw_only=True)
class NightWork:
    """How it stands with the nights. ``last_on`` None: never done. ``missed`` counts today until its work is done."""

    last_on: date | None
    missed: int
    waiting_mail: int
    lost_mail: int


def missed_nights(*, today: date) -> tuple[date, ...]:
    """The days before this one whose work nobody has done, since the last that was done."""
    last = JobDone.objects.filter(day__lte=today).order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return ()
    return tuple(last + timedelta(days=number) for number in range(1, (today - last).days))


def remember_night(*, today: date, counts: Mapping[str, int]) -> None:
    """The day's work is done. Done again, it adds what was done anew."""
    with transaction.atomic():
        row, made = JobDone.objects.select_for_update().get_or_create(
            day=today, defaults={"done_at": now(), "counts": dict(counts)}
        )
        if not made:
            names = {*row.counts, *counts}
            row.counts = {name: row.counts.get(name, 0) + counts.get(name, 0) for name in sorted(names)}
            row.done_at = now()
            row.save()


def tell_missed(missed: tuple[date, ...], today: date) -> int:
    """Tell those who keep the system that nights were missed, once for each time it happens."""
    keepers = staff(on=today, role=Role.SYSTEM_ADMIN)
    what = f"nights_missed:{missed[0].isoformat()}"
    told: dict[str, Any] = {"kind": "nights_missed", "today": today, "administration": "", "unit": ""}
    return sum(tell(key=f"{what}:{user.pk}", to=user.pk, **told) for user in keepers)


def night_work(actor: Actor, *, today: date) -> NightWork | None:
    """How it stands, for those who lead and those who keep the system; None for others."""
    if actor.role not in TOLD:
        return None
    last = JobDone.objects.filter(day__lte=today).order_by("-day").values_list("day", flat=True).first()
    mail = mail_not_sent()
    return NightWork(
        last_on=last,
        missed=(today - last).days if last else 0,
        waiting_mail=mail["waiting"],
        lost_mail=mail["given_up"] + mail["unsure"],
    )
