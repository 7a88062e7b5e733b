"""A unit's mix of cases beside the city's, from published numbers alone, which fix two dimensions at most.

Known of each quarter: the unit's own answers, how many of its cases are of each ground (or household type), and how
the city answers for each. That is what indirect standardisation asks for. The unit's answers by ground are not
published and not needed: whether its number of yes may be chance follows from its mix and the city's answers.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kvar.casework.statistics.mix import Drawn, Mixed, Tally, together

Sizes = Callable[[str], int | None]
"""How many cases a unit has; None is hidden."""
Strata = Mapping[str, tuple[Tally | None, Sizes]]
"""Stratum → how the city answers, and how many cases of it each unit has; None is hidden."""


@dataclass(frozen=True, kw_only=True)
class QuarterMix:
    """One quarter. ``city`` and ``units``: all answers. ``strata``: stratum → the city's answers and the units' sizes.

    Strata of which anything is hidden are left out; what is beyond the others is one stratum more.
    """

    city: Tally
    units: Mapping[str, Tally]
    sizes: Mapping[str, int]
    strata: Mapping[str, tuple[Tally, Mapping[str, int]]] = field(default_factory=dict)

    def drawn(self, unit: str) -> tuple[Drawn, ...]:
        """The unit's cases as draws from the city's. Those without an answer are taken to be of its usual mix."""
        left, known = self.units[unit].n, self.units[unit].n / (self.sizes[unit] or 1)
        found, beyond = [], self.city
        for whole, of in self.strata.values():
            n = min(left, whole.n, round(of[unit] * known))
            found.append(Drawn(total=whole.n, yes=whole.yes, drawn=n))
            beyond, left = Tally(n=beyond.n - whole.n, yes=beyond.yes - whole.yes), left - n
        if left > beyond.n:  # the rounding left more than there is: the mix says nothing this quarter
            return (Drawn(total=self.city.n, yes=self.city.yes, drawn=self.units[unit].n),)
        return (*found, Drawn(total=beyond.n, yes=beyond.yes, drawn=left))


def mixed(unit: str, quarters: Iterable[QuarterMix]) -> Mixed | None:
    """The unit beside the city over the quarters that it is shown in; None when there is none."""
    shown = [one for one in quarters if unit in one.units and one.city.n]
    strata = tuple(one for quarter in shown for one in quarter.drawn(unit) if one.total and one.drawn)
    if not strata:
        return None
    own, city = (one.units[unit] for one in shown), (one.city for one in shown)
    return Mixed(own=together(own), city=together(city), strata=strata)


def quarter_mix(
    *, city: Tally | None, units: Mapping[str, Tally | None], size: Sizes, strata: Strata
) -> QuarterMix | None:
    """What can be compared of one quarter; None when the city is hidden. A unit that is hidden is left out."""
    shown = {unit: one for unit, one in units.items() if one is not None and one.n}
    sizes = {unit: n for unit in shown if (n := size(unit))}
    if city is None or not sizes:
        return None
    kept = {
        stratum: (whole, known)
        for stratum, (whole, of) in strata.items()
        if whole is not None and None not in (known := {unit: of(unit) for unit in sizes}).values()
    }
    return QuarterMix(city=city, units={unit: shown[unit] for unit in sizes}, sizes=sizes, strata=kept)  # type: ignore[arg-type]
