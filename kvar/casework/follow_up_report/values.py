"""One number for one place of a measure, and in what it is told: a share, or how many."""

from dataclasses import dataclass
from typing import Any

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.measures.measured import Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tables import Place

COUNTED = "antal"


def unit_of(measure: Measure) -> str:
    """What ``Told.value`` is told in; a measure of days by the same days as in *Likvärdighet*."""
    if measure.kind is Kind.COUNT:
        return COUNTED
    if measure.kind is Kind.SHARE:
        return "andel ja av dem där svaret är känt"
    within = answers_of(measure).within
    return f"andel inom {within} {'dag' if within == 1 else 'dagar'} av alla, även dem som ännu väntar"


@dataclass(frozen=True)
class Told:
    """``n``: how many were counted. ``value``: in the measure's unit. None where it is hidden, or where n is none."""

    n: int | None
    value: float | None
    suppressed: bool


def told(read: Published, measure: Measure, **place: str) -> Told:
    """``place`` names an administration, a ground or a household type; what it leaves out is summed over."""
    everything = read.sum(measure.id, **place)
    if measure.kind is Kind.COUNT:
        return Told(everything.shown, everything.shown, everything.hidden)
    found = tally(read, measure.id, answers_of(measure), Place(**place))
    hidden = found is None or everything.hidden
    return Told(everything.shown, None if hidden or not found else found.share, hidden)


def as_data(one: Told) -> dict[str, Any]:
    """As in the contract of ``kvar stats``."""
    return {"n": one.n, "value": one.value, "suppressed": one.suppressed}
