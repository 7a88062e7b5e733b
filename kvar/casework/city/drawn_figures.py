"""Published figures for the made-up city: as many as a city has, while its hundred cases are there to be worked with.

They are drawn per measure and have nothing to do with the cases in the database, nor one measure with another. In them
Nordost begins later with families, so that *Likvärdighet* has something to find.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kvar.casework.city.parameters import ADMINISTRATIONS, Shares, drawn
from kvar.casework.measures.measured import Key, Kind, Measure
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.quarters import quarter_of
from kvar.casework.published.storing import store
from kvar.content.load import load

QUARTERS = 12
SLOW, LATE = "nordost", 2  # an administration, and how many groups of days later it is with families
USUAL = 900  # counted things in a quarter, where VOLUME says nothing
GROUND_SHARES: Shares[str] = (
    ("rent_debt", 0.70),
    ("disturbance", 0.18),
    ("utilities", 0.08),
    ("unlawful_sublet", 0.04),
)
HOUSEHOLD_SHARES: Shares[str] = (("with_children", 0.16), ("without_children", 0.62), ("unknown", 0.22))
YES: Shares[str] = (("yes", 0.80), ("no", 0.15), ("unknown", 0.05))
DAYS: Shares[str] = (
    ("after_0", 0.20),
    ("after_1", 0.28),
    ("after_3", 0.28),
    ("after_7", 0.13),
    ("after_14", 0.06),
    ("after_30", 0.02),
    ("open_30", 0.03),
)


def draw_figures(*, today: date, seed: int) -> None:
    """Store twelve quarters, the last one the last that would be published today."""
    last = quarter_of(
        quarter_of(today - timedelta(days=load().organisation.switches.publish_after_days)) - timedelta(days=1)
    )
    quarter, quarters = last, [last]
    while len(quarters) < QUARTERS:
        quarter = quarter_of(quarter - timedelta(days=1))
        quarters.insert(0, quarter)
    for quarter in quarters:
        chance = Random(f"{seed}:{quarter}")
        counts = {measure.id: Counter(_keys(measure, quarter, chance)) for measure in MEASURES}
        store(quarter, counts, below=load().organisation.switches.suppress_below)


def _keys(measure: Measure, quarter: date, chance: Random) -> Iterator[Key]:
    shares = _shares(measure)
    for _ in range(round(VOLUME.get(measure.id, USUAL) * chance.uniform(0.9, 1.1))):
        place, household = drawn(chance, ADMINISTRATIONS), drawn(chance, HOUSEHOLD_SHARES)
        part = drawn(chance, shares)
        if (place, household) == (SLOW, "with_children") and measure.kind is Kind.TIME:
            part = _later(part)
        yield Key(quarter, place, drawn(chance, GROUND_SHARES), household, part)


def _shares(measure: Measure) -> Shares[str]:
    """The parts with their weights; where nothing is said the first are the most."""
    if measure.id in PARTS:
        return PARTS[measure.id]
    if measure.kind is not Kind.COUNT:
        return YES if measure.kind is Kind.SHARE else DAYS
    return tuple((part.id, 1 / (place + 1) ** 1.5) for place, part in enumerate(measure.parts))


def _later(part: str) -> str:
    ids = [id for id, _weight in DAYS]
    return ids[min(ids.index(part) + LATE, len(ids) - 1)] if part in ids else part


VOLUME: dict[str, int] = {}
PARTS: dict[str, Shares[str]] = {}
