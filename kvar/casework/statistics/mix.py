"""Indirect standardisation: what a unit's share would be if only its way of working were its own, not its mix of cases.

A *stratum* is a ground and a household type together (rent arrears · family with children). The city's share in each
stratum says how many yes the unit would have had (*expected*) if it worked as the city does on the whole. What is
compared is observed ÷ expected × the city's share. Source: Breslow & Day 1987, Statistical Methods in Cancer Research
II, chapter 2; Spiegelhalter 2005, Statistics in Medicine 24, 1185–1202 (with the funnel plot).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, kw_only=True)
class Tally:
    """``yes`` of ``n`` counted things. What nobody knows is in neither."""

    n: int
    yes: int

    def __post_init__(self) -> None:
        if not 0 <= self.yes <= self.n:
            raise ValueError(f"{self.yes} of {self.n} is no share")


Strata = Mapping[Hashable, Tally | None]
"""A tally per stratum; None is a stratum whose published figures are hidden."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One stratum that can be compared: the unit has ``drawn`` of the city's ``total``, of which ``yes`` are a yes."""

    total: int
    yes: int
    drawn: int


@dataclass(frozen=True, kw_only=True)
class Mixed:
    """A unit beside the city. ``raw`` and ``standardised`` are shares, None when there is nothing to divide by.

    ``missing`` counts the strata that are left out since the unit's or the city's figures are hidden; what they hold is
    in none of the other numbers. ``standardised`` may exceed 1, since it is no count of anybody.
    """

    n: int
    observed: int
    expected: float
    city: float | None
    missing: int
    strata: tuple[Drawn, ...]

    @property
    def raw(self) -> float | None:
        return self.observed / self.n if self.n else None

    @property
    def standardised(self) -> float | None:
        return self.share_of(self.observed)

    def share_of(self, count: float) -> float | None:
        """What the standardised share is when ``count`` is observed."""
        return count / self.expected * self.city if self.expected and self.city is not None else None


def city_of(units: Mapping[str, Strata]) -> dict[Hashable, Tally | None]:
    """The city as the sum of its units; a stratum that is hidden in one of them is hidden in the sum."""
    strata = dict.fromkeys(stratum for unit in units.values() for stratum in unit)
    return {stratum: _sum([unit.get(stratum, _NONE) for unit in units.values()]) for stratum in strata}


_NONE = Tally(n=0, yes=0)


def _sum(tallies: list[Tally | None]) -> Tally | None:
    shown = [tally for tally in tallies if tally is not None]
    if len(shown) < len(tallies):
        return None
    return Tally(n=sum(tally.n for tally in shown), yes=sum(tally.yes for tally in shown))


def standardise(unit: Strata, city: Strata) -> Mixed:
    """The unit beside the city that it is a part of.

    Raises ``ValueError`` when the unit has more in a stratum than the city: it is then no part of it.
    """
    hidden = [stratum for stratum, tally in unit.items() if tally is None or city.get(stratum, _NONE) is None]
    both = [(stratum, one) for stratum, tally in unit.items() if (one := tally) is not None and stratum not in hidden]
    compared = [(tally, _whole(stratum, tally, city)) for stratum, tally in both if tally.n]
    return Mixed(
        n=sum(tally.n for tally, _whole in compared),
        observed=sum(tally.yes for tally, _whole in compared),
        expected=fsum(tally.n * whole.yes / whole.n for tally, whole in compared),
        city=share_of_city(city),
        missing=len(hidden),
        strata=tuple(Drawn(total=whole.n, yes=whole.yes, drawn=tally.n) for tally, whole in compared),
    )


def share_of_city(city: Strata) -> float | None:
    """The city's own share, over the strata that are shown. None when nothing is."""
    whole = _sum([tally for tally in city.values() if tally is not None])
    return whole.yes / whole.n if whole and whole.n else None


def _whole(stratum: Hashable, tally: Tally, city: Strata) -> Tally:
    whole = city.get(stratum) or _NONE
    if tally.n > whole.n or tally.yes > whole.yes or tally.n - tally.yes > whole.n - whole.yes:
        raise ValueError(f"the unit is no part of the city in {stratum}")
    return whole
