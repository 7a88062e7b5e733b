"""One measure compared between administrations, grounds or household types, adjusted for the mix of cases.

The strata are quarter × ground × household type, as far as they are shown. What a unit has beyond them in a quarter is
one stratum more, got by taking the shown from its total: a function of published numbers, so it tells nothing that they
do not. A quarter in which a unit's own total is hidden is left out for that unit.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kvar.casework.equal_treatment.answers import Answers, answers_of, tally
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.measures.measured import ALL, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tables import Place
from kvar.casework.statistics.funnel import WATCH, Limits, Placed, Verdict, curve, funnel
from kvar.casework.statistics.mix import Strata, Tally
from kvar.content.load import load

OTHER = (ALL, ALL)
"""The stratum of what is not shown by itself."""
MOST_MISSING = 0.30
"""Share not known above which nothing is compared: those missing may be the ones treated otherwise."""


class By(StrEnum):
    ADMINISTRATION = "administration"
    GROUND = "ground"
    HOUSEHOLD = "household"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is compared, and of which cases. ``ground`` and ``household`` narrow; ALL does not."""

    by: By = By.ADMINISTRATION
    ground: str = ALL
    household: str = ALL


@dataclass(frozen=True, kw_only=True)
class Compared:
    """``units``: each with its limits and verdict. ``hidden``: quarters left out for a unit, where there are any.

    ``city``: all of them together, in the quarters that are shown. ``missing``: share of the cases that are not known,
    None when that is hidden. ``limits`` draw the funnel.
    """

    measure: Measure
    asked: Asked
    answers: Answers
    units: tuple[Placed, ...]
    hidden: Mapping[str, int]
    city: Tally
    missing: float | None
    limits: tuple[Limits, ...]

    @property
    def withheld(self) -> bool:
        """Too much is missing for a comparison to be fair."""
        return self.missing is not None and self.missing > MOST_MISSING

    @property
    def outside(self) -> tuple[Placed, ...]:
        return tuple(one for one in self.units if one.verdict in (Verdict.OUTSIDE_95, Verdict.OUTSIDE_998))

    @property
    def by_chance(self) -> float:
        """How many units chance alone puts outside 95 %, at most."""
        return WATCH * sum(one.verdict is not Verdict.NOTHING for one in self.units)


def compare(published: Published, measure: Measure, asked: Asked) -> Compared:
    """The comparison, or one without units when too much is missing."""
    answers, quarters = answers_of(measure), [published.quarter(one) for one in published.quarters]
    tallies = [tally(one, measure.id, answers, _place(asked, ALL)) for one in quarters]
    city, missing = _added(tallies), _missing(zip(quarters, tallies, strict=True), measure, asked)
    mixes: dict[str, dict[Hashable, Tally]] = {unit: {} for unit in units_of(asked.by)}
    hidden: Counter[str] = Counter()
    if missing is None or missing <= MOST_MISSING:
        for one in quarters:
            _mix(one, measure.id, asked, answers, mixes, hidden)
    shown = {unit: strata for unit, strata in mixes.items() if any(each.n for each in strata.values())}
    return Compared(
        measure=measure,
        asked=asked,
        answers=answers,
        units=funnel(shown),
        hidden=hidden,
        city=city,
        missing=missing,
        limits=_limits(shown),
    )


def units_of(by: By) -> tuple[str, ...]:
    """The ids that are compared, in the order they are shown."""
    if by is By.ADMINISTRATION:
        return tuple(place.id for place in load().organisation.administrations)
    return tuple(part.id for part in (GROUNDS if by is By.GROUND else HOUSEHOLD_TYPES))


def _place(asked: Asked, unit: str, ground: str = ALL, household: str = ALL) -> Place:
    at = {By.ADMINISTRATION: ALL, By.GROUND: asked.ground or ground, By.HOUSEHOLD: asked.household or household}
    at[asked.by] = unit or at[asked.by]
    return Place(at[By.ADMINISTRATION], at[By.GROUND], at[By.HOUSEHOLD], ALL)


def _missing(found: Iterable[tuple[Published, Tally | None]], measure: Measure, asked: Asked) -> float | None:
    """Of the quarters of which both answers and whole are shown: a hidden one is not one without answers."""
    at = _place(asked, ALL)
    both = [(one.sum(measure.id, ground=at.ground, household=at.household), told) for one, told in found if told]
    shown = [(every.least, told.n) for every, told in both if not every.hidden]
    if not shown or measure.kind is Kind.TIME:
        return 0.0 if shown else None
    whole = sum(every for every, _known in shown)
    return 1 - sum(known for _every, known in shown) / whole if whole else 0.0


def _mix(
    quarter: Published,
    measure: str,
    asked: Asked,
    answers: Answers,
    mixes: dict[str, dict[Hashable, Tally]],
    hidden: Counter[str],
) -> None:
    """Put one quarter's tallies in each unit's mix. A stratum that is hidden in one unit is in the other of all."""
    day = quarter.quarters[0]
    every = {unit: tally(quarter, measure, answers, _place(asked, unit)) for unit in mixes}
    hidden.update(unit for unit, one in every.items() if one is None)
    whole = {unit: one for unit, one in every.items() if one is not None}
    kept: dict[str, list[Tally]] = {unit: [] for unit in whole}
    for stratum in _strata(asked):
        places = {unit: _place(asked, unit, *stratum) for unit in whole}
        found = {unit: tally(quarter, measure, answers, place) for unit, place in places.items()}
        for unit, one in found.items():
            if one is not None and None not in found.values():
                kept[unit].append(one)
                mixes[unit][day, *stratum] = one
    for unit, strata in kept.items():
        mixes[unit][day, *OTHER] = _beyond(whole[unit], _added(strata))


def _strata(asked: Asked) -> Iterator[tuple[str, str]]:
    """Ground and household type together, but for what the units differ by and what is the same for all."""
    grounds = [ALL] if asked.by is By.GROUND or asked.ground else [part.id for part in GROUNDS]
    households = [ALL] if asked.by is By.HOUSEHOLD or asked.household else [part.id for part in HOUSEHOLD_TYPES]
    return ((ground, household) for ground in grounds for household in households if ground or household)


def _added(tallies: Iterable[Tally | None]) -> Tally:
    """Together; what is hidden is left out."""
    shown = [one for one in tallies if one is not None]
    return Tally(n=sum(one.n for one in shown), yes=sum(one.yes for one in shown))


def _beyond(whole: Tally, shown: Tally) -> Tally:
    return Tally(n=whole.n - shown.n, yes=whole.yes - shown.yes)


def _limits(shown: Mapping[str, Strata]) -> tuple[Limits, ...]:
    """The funnel around the shown units together."""
    units = [_added(strata.values()) for strata in shown.values()]
    whole = _added(units)
    return curve(total=whole.n, yes=whole.yes, upto=max(one.n for one in units)) if whole.n else ()
