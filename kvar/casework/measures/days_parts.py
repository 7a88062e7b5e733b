"""The parts of a measure of time: within how many days it happened, or for how long it has not.

A case that still waits is not left out: it is counted as seen for so long without, up to the day we look or the day
the case closed. The curves over time (Kaplan and Meier) are made of exactly these numbers: a part
holds what is after the bound before it, up to and with its own.
"""

from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kvar.casework.measures.days import DaysBetween
from kvar.casework.measures.measured import Part
from kvar.casework.statistics.survival import BOUNDS

NAMES = (*(str(days) for days in BOUNDS), "more")
AFTER, OPEN = "after", "open"


def _label(place: int) -> Any:
    if place == 0:
        return _("samma dag")
    if place == len(BOUNDS):
        return format_lazy(_("mer än {days} dagar"), days=BOUNDS[-1])
    low, high = BOUNDS[place - 1] + 1, BOUNDS[place]
    return format_lazy(_("{days} dagar"), days=f"{low}–{high}") if low < high else _("dagen efter")


def _parts() -> tuple[Part, ...]:
    labels = [_label(place) for place in range(len(NAMES))]
    open_ones = (format_lazy(_("inte än: {days}"), days=label) for label in labels)
    return (
        *(Part(f"{AFTER}_{name}", label) for name, label in zip(NAMES, labels, strict=True)),
        *(Part(f"{OPEN}_{name}", label) for name, label in zip(NAMES, open_ones, strict=True)),
    )


DAYS_PARTS = _parts()
"""First when it happened, then for how long it has not; each from the shortest to the longest."""


def part_of_days(days: int, *, happened: bool) -> str:
    """The part that so many days fall in. Fewer than none is the same day."""
    name = next((str(bound) for bound in BOUNDS if days <= bound), NAMES[-1])
    return f"{AFTER if happened else OPEN}_{name}"


class _DaysPart(Func):
    """``part_of_days`` in the database, for a number of days; NULL for one that is not known. It is computed once."""

    output_field = CharField()
    arity = 1

    def __init__(self, days: Any, *, happened: bool) -> None:
        super().__init__(days)
        self.happened = happened

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        ids = [part_of_days(days, happened=self.happened) for days in range(BOUNDS[-1] + 2)]
        width = max(len(one) for one in ids)
        table = "".join(one.ljust(width) for one in ids)
        place = f"1 + {width} * min(max(%(expressions)s, 0), {BOUNDS[-1] + 1})"
        return self.as_sql(compiler, connection, template=f"rtrim(substr('{table}', {place}, {width}))", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        ids = [part_of_days(days, happened=self.happened) for days in (*BOUNDS, BOUNDS[-1] + 1)]
        table, after = ", ".join(f"'{one}'" for one in ids), ", ".join(str(bound + 1) for bound in BOUNDS)
        template = f"(ARRAY[{table}])[1 + width_bucket(%(expressions)s, ARRAY[{after}])]"
        return self.as_sql(compiler, connection, template=template, **context)


class _Earlier(Func):
    """The earlier of two known days."""

    output_field = DateField()
    arity = 2
    function = "LEAST"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="MIN", **context)


def days_part(start: str, happened_on: Combinable, *, closed_on: str, seen_on: date) -> Coalesce:
    """Which part a row is in. ``happened_on`` NULL: it has not, and is seen until it closed, or until now."""
    seen = Value(seen_on, output_field=DateField())
    until = _Earlier(Coalesce(F(closed_on), seen), seen)
    return Coalesce(
        _DaysPart(DaysBetween(F(start), happened_on), happened=True),
        _DaysPart(DaysBetween(F(start), until), happened=False),
    )
