"""One number for one place of a measure, and in what it is told: a share, or how many."""

from dataclasses import dataclass
from typing import Any

from kvar.casework.measures.days_parts import AFTER
from kvar.casework.measures.measured import UNKNOWN, Kind, Measure
from kvar.casework.published.reading import Figure, Published
from kvar.casework.statistics.survival import BOUNDS

WITHIN = 7
"""Days: the bound that a measure of time is told by, where it is told by one number."""

UNITS = {
    Kind.COUNT: "antal",
    Kind.SHARE: "andel ja av dem där svaret är känt",
    Kind.TIME: f"andel inom {WITHIN} dagar av alla, även dem som ännu väntar",
}


@dataclass(frozen=True)
class Told:
    """``n``: how many were counted. ``value``: in the measure's unit. None where it is hidden, or where n is none."""

    n: int | None
    value: float | None
    suppressed: bool


def told(read: Published, measure: Measure, **place: str) -> Told:
    """``place`` names an administration, a ground or a household type; what it leaves out is summed over."""
    all_of_them = read.sum(measure.id, **place)
    if measure.kind is Kind.COUNT:
        return Told(all_of_them.shown, all_of_them.shown, all_of_them.hidden)
    if measure.kind is Kind.SHARE:
        some = read.sum(measure.id, part="yes", **place)
        unknown = read.sum(measure.id, part=UNKNOWN, **place)
        known = Figure(all_of_them.least - unknown.least, all_of_them.hidden or unknown.hidden)
    else:
        days = [read.sum(measure.id, part=f"{AFTER}_{bound}", **place) for bound in BOUNDS if bound <= WITHIN]
        some = Figure(sum(each.least for each in days), any(each.hidden for each in days))
        known = all_of_them
    hidden = some.hidden or known.hidden or all_of_them.hidden
    return Told(all_of_them.shown, None if hidden or not known.least else some.least / known.least, hidden)


def as_data(one: Told) -> dict[str, Any]:
    """As in the contract of ``kvar stats``."""
    return {"n": one.n, "value": one.value, "suppressed": one.suppressed}
