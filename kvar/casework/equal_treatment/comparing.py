"""One measure compared between administrations, grounds or household types, adjusted for the mix of cases.

Administrations and household types are adjusted for their grounds, grounds for their household types, quarter by
quarter: see ``mixing``. A quarter in which a unit's own number is hidden is left out for that unit.

Households of which nobody knows whether they have children are no household type: they are compared with nobody. What
is published fixes two dimensions at most, so in a quarter that has any of them the household types are not adjusted,
and the quarter is left out for both when one of them is hidden.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from kvar.casework.equal_treatment.answers import Answers, answers_of, tally
from kvar.casework.equal_treatment.mixing import QuarterMix, mixed, quarter_mix
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.measures.measured import ALL, UNKNOWN, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tables import Place
from kvar.casework.statistics.funnel import WATCH, Limits, Placed, curve, place
from kvar.casework.statistics.mix import Tally, together
from kvar.content.load import load

MOST_MISSING = 0.30
"""Share not known above which nothing is compared: those missing may be the ones treated otherwise."""
MOST_HIDDEN = 1 / 2
"""Share of the quarters hidden above which nothing is compared: a quarter is shown sooner when all answers are yes."""


class By(StrEnum):
    ADMINISTRATION = "administration"
    GROUND = "ground"
    HOUSEHOLD = "household"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """``units``: each with its limits and verdict. ``hidden``: quarters left out for a unit, where there are any.

    ``city``: all who are compared, together, in the quarters that are shown. ``missing``: share of their cases that are
    not known, None when that is hidden. ``alone``: the unit that has every case. ``mix_unknown``: the mix is not taken
    account of, in some quarter at least. ``limits`` draw the funnel. ``unanswered``: the units that are not compared
    because too many of their own cases are not known, each with that share.
    """

    measure: Measure
    by: By
    answers: Answers
    units: tuple[Placed, ...]
    hidden: Mapping[str, int]
    city: Tally
    missing: float | None
    alone: str | None
    mix_unknown: bool
    limits: tuple[Limits, ...]
    unanswered: Mapping[str, float]

    @property
    def withheld(self) -> bool:
        """Too much is missing for a comparison to be fair."""
        return self.missing is not None and self.missing > MOST_MISSING

    @property
    def told_by_answer(self) -> bool:
        """Would it be compared by what its own answer decides?"""
        return self.by is By.HOUSEHOLD and self.measure.tells_household

    @property
    def outside(self) -> tuple[Placed, ...]:
        return tuple(one for one in self.units if one.outside)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The units that have something to compare."""
        return tuple(one for one in self.units if one.compared)

    @property
    def by_chance(self) -> float:
        """How many units chance alone puts outside 95 %, at most."""
        return WATCH * len(self.placed)


def compare(published: Published, measure: Measure, by: By = By.ADMINISTRATION) -> Compared:
    """The comparison, or one without units when too much is missing or hidden."""
    answers, quarters = answers_of(measure), [published.quarter(one) for one in published.quarters]
    tallies = [tally(one, measure.id, answers, _place(by)) for one in quarters]
    missing = _missing(quarters, measure, answers, _compared(by))
    most_hidden = MOST_HIDDEN * len(quarters)
    fair = (missing is None or missing <= MOST_MISSING) and tallies.count(None) <= most_hidden
    fair = fair and not (by is By.HOUSEHOLD and measure.tells_household)
    mixes = [mix for one in quarters if (mix := _mix(one, measure, answers, by))] if fair else []
    hidden = _hidden(quarters, measure, answers, by)
    unanswered = _unanswered(quarters, measure, answers, by) if fair else {}
    judged = (unit for unit in units_of(by) if unit not in unanswered and hidden.get(unit, 0) <= most_hidden)
    shown = {unit: one for unit in judged if (one := mixed(unit, mixes))}
    alone = next((unit for unit, one in shown.items() if one.own.n == one.city.n), None)  # nobody to differ from
    return Compared(
        measure=measure,
        by=by,
        answers=answers,
        units=() if alone else tuple(place(unit, one) for unit, one in shown.items()),
        hidden=hidden if fair else {},
        city=_shown(_cities(tallies, mixes, by, most_hidden)),
        missing=missing,
        alone=alone,
        mix_unknown=any(_strata(one, measure, by) == () for one in quarters),
        limits=_limits(mixes),
        unanswered=unanswered,
    )


def units_of(by: By) -> tuple[str, ...]:
    """The ids that are compared, in the order they are shown."""
    if by is By.ADMINISTRATION:
        return tuple(place.id for place in load().organisation.administrations)
    if by is By.GROUND:
        return tuple(part.id for part in GROUNDS)
    return tuple(part.id for part in HOUSEHOLD_TYPES if part.id != UNKNOWN)


def _compared(by: By) -> tuple[Place, ...]:
    """Everybody who is compared."""
    return tuple(_place(by, unit) for unit in units_of(by)) if by is By.HOUSEHOLD else (_place(by),)


def _place(by: By, unit: str = ALL, stratum: str = ALL) -> Place:
    """A unit, or a stratum of all, or a stratum of a unit."""
    return Place(**{_adjusted_for(by): stratum, by: unit})


def _adjusted_for(by: By) -> By:
    return By.HOUSEHOLD if by is By.GROUND else By.GROUND


def _unanswered(quarters: list[Published], measure: Measure, answers: Answers, by: By) -> dict[str, float]:
    """The units of which too much is not known, though it is not of all together."""
    found = {unit: _missing(quarters, measure, answers, (_place(by, unit),)) or 0.0 for unit in units_of(by)}
    return {unit: share for unit, share in found.items() if share > MOST_MISSING}


def _missing(quarters: list[Published], measure: Measure, answers: Answers, places: tuple[Place, ...]) -> float | None:
    """Of the quarters of which both answers and whole are shown: a hidden one is not one without answers."""
    told = ((one, place) for one in quarters for place in places)
    found = [(one.at(measure.id, place), tally(one, measure.id, answers, place)) for one, place in told]
    both = [(every, told) for every, told in found if told]
    shown = [(every.least, told.n) for every, told in both if not every.hidden]
    if not shown or measure.kind is Kind.TIME:
        return 0.0 if shown else None
    whole = sum(every for every, _known in shown)
    return 1 - sum(known for _every, known in shown) / whole if whole else 0.0


def _mix(quarter: Published, measure: Measure, answers: Answers, by: By) -> QuarterMix | None:
    told = partial(tally, quarter, measure.id, answers)
    sizes = partial(_size, quarter, measure, by)
    units = {unit: told(_place(by, unit)) for unit in units_of(by)}
    strata = _strata(quarter, measure, by)
    adjusted = {one: (told(_place(by, stratum=one)), partial(sizes, one)) for one in strata}
    city = told(_place(by)) if strata or by is not By.HOUSEHOLD else _whole(units.values())
    return quarter_mix(city=city, units=units, size=partial(sizes, ALL), strata=adjusted)


def _strata(quarter: Published, measure: Measure, by: By) -> tuple[str, ...]:
    """What the mix of cases is made of; nothing where that is not known, or is what the answer itself decides."""
    some_unknown = by is By.HOUSEHOLD and _size(quarter, measure, by, ALL, UNKNOWN) != 0
    itself = by is By.GROUND and measure.tells_household
    return () if some_unknown or itself else units_of(_adjusted_for(by))


def _whole(units: Iterable[Tally | None]) -> Tally | None:
    """The units together; None when any of them is hidden."""
    each = tuple(units)
    return None if None in each else _shown(each)


def _cities(tallies: list[Tally | None], mixes: list[QuarterMix], by: By, most_hidden: float) -> Iterable[Tally | None]:
    """Of household types: those whose type is known, for the types are compared with them."""
    if by is By.HOUSEHOLD:
        return [one.city for one in mixes]
    return tallies if tallies.count(None) <= most_hidden else ()


def _size(quarter: Published, measure: Measure, by: By, stratum: str, unit: str) -> int | None:
    """How many cases the unit has of a stratum, whatever the answer; None is hidden."""
    return quarter.at(measure.id, _place(by, unit, stratum)).shown


def _hidden(quarters: Iterable[Published], measure: Measure, answers: Answers, by: By) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for quarter in quarters:
        gone = [unit for unit in units_of(by) if tally(quarter, measure.id, answers, _place(by, unit)) is None]
        apart = gone and by is By.HOUSEHOLD and not _strata(quarter, measure, by)
        found.update(units_of(by) if apart else gone)
    return found


def _shown(tallies: Iterable[Tally | None]) -> Tally:
    """Together; what is hidden is left out."""
    return together(one for one in tallies if one is not None)


def _limits(mixes: list[QuarterMix]) -> tuple[Limits, ...]:
    """The funnel of a unit with the city's own mix."""
    whole, sizes = together(one.city for one in mixes), Counter[str]()
    for one in mixes:
        sizes.update({unit: told.n for unit, told in one.units.items()})
    return curve(total=whole.n, yes=whole.yes, upto=max(sizes.values())) if whole.n and sizes else ()
