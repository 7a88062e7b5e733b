"""How long it takes, from published numbers: a curve for the city, and one per administration beside it."""

from collections import Counter
from dataclasses import dataclass, replace

from kvar.casework.equal_treatment.comparing import By, units_of
from kvar.casework.measures.days_parts import NAMES, OPEN
from kvar.casework.measures.measured import Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases
from kvar.casework.statistics.survival import Course, life_table

LATEST = f"{OPEN}_{NAMES[-1]}"
MOST_HIDDEN = 0.10
"""Share of the cases in hidden parts above which there is no curve: it would be more guess than count."""


@dataclass(frozen=True, kw_only=True)
class Waited:
    """``hidden``: cases whose part is not shown. The curve takes them to wait still, so it promises too little.

    ``quarters_hidden``: how many quarters are not in the curve, since not even how many cases they have is shown.
    """

    unit: str
    course: Course
    hidden: int
    quarters_hidden: int


def waited(published: Published, measure: Measure, cases: Cases) -> Waited | None:
    """The curve of these cases; None where there are none, or too much is hidden."""
    parts: Counter[str] = Counter()
    n = quarters_hidden = 0
    for quarter in map(published.quarter, published.quarters):
        whole = quarter.sum(measure.id, **cases.places)
        if whole.hidden:
            quarters_hidden += 1
            continue
        n += whole.least
        for part in measure.parts:
            parts[part.id] += quarter.sum(measure.id, **cases.places, part=part.id).least
    hidden = n - parts.total()
    if not n or hidden > MOST_HIDDEN * n:
        return None
    parts[LATEST] += hidden
    course = life_table(parts)
    return Waited(unit=cases.administration, course=course, hidden=hidden, quarters_hidden=quarters_hidden)


def waited_by_administration(published: Published, measure: Measure, cases: Cases) -> tuple[Waited, ...]:
    """A curve per administration that there can be one for."""
    each = [replace(cases, administration=unit) for unit in units_of(By.ADMINISTRATION)]
    return tuple(found for one in each if (found := waited(published, measure, one)))
