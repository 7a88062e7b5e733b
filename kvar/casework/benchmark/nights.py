"""Figures of the night: what ``kvar jobs run`` takes in a large city, in time and memory. Nothing stays."""

import resource
import sys
from datetime import date, timedelta
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import transaction

from kvar.casework.time import JOBS, Night, let_time_work
from kvar.content.load import load
from kvar.records.models import JobDone, OpenStep

UNIT = 1 if sys.platform == "darwin" else 1024  # what the system counts its memory in


def night_figures(*, today: date) -> dict[str, Any]:
    """The first night after a day's work, then the same night again; all of it is taken back afterwards."""
    mail, settings.MAIL_ON = settings.MAIL_ON, True
    load()  # once in a process, and not the night's
    before = _peak()
    try:
        with transaction.atomic():
            first, again = _night(today), _night(today)
            transaction.set_rollback(True)
    finally:
        settings.MAIL_ON = mail
    cases = OpenStep.objects.values("case").distinct().count()
    return {
        "open_cases": cases,
        "jobs": len(JOBS),
        **first,
        "again_seconds": again["seconds"],
        "megabytes_before": before,
    }


def _night(today: date) -> dict[str, Any]:
    """On the next working day, so that the morning mail is written too."""
    JobDone.objects.filter(day__gte=today).delete()
    start = perf_counter()
    night: Night = let_time_work(today=_monday_after(today))
    return {
        "seconds": round(perf_counter() - start, 2),
        "done": dict(night),
        "failed": night.failed,
        "megabytes": _peak(),
    }


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _peak() -> int:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT // 1_048_576


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    did = ", ".join(f"{name} {count}" for name, count in figures["done"].items())
    return (
        f"{'kvar jobs run (s)':28}{figures['seconds']:9.2f}   igen {figures['again_seconds']:.2f}, "
        f"minne {figures['megabytes']} MB (före {figures['megabytes_before']} MB), {did}"
    )
