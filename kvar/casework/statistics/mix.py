"""Indirect standardisation: what a unit's share would be if only its way of working were its own, not its mix of cases.

A *stratum* is cases that are alike, in one quarter: on one ground, or of one household type (what they are, and from
which numbers, is decided in ``equal_treatment.mixing``). The city's share in each says how many yes the unit would have
had (*expected*) if it worked as the city does on the whole. What is compared is observed ÷ expected × the city's share.
Source: Breslow & Day 1987, Statistical Methods in Cancer Research II, chapter 2; Spiegelhalter 2005, Statistics in
Medicine 24, 1185–1202 (with the funnel plot).
"""

from collections.abc import Iterable
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

    @property
    def share(self) -> float | None:
        """None when there is nothing to divide by."""
        return self.yes / self.n if self.n else None


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies of different things."""
    each = list(tallies)
    return Tally(n=sum(one.n for one in each), yes=sum(one.yes for one in each))


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One stratum that can be compared: the unit has ``drawn`` of the city's ``total``, of which ``yes`` are a yes."""

    total: int
    yes: int
    drawn: int


@dataclass(frozen=True, kw_only=True)
class Mixed:
    """A unit beside the city. ``strata``: the unit's cases as draws from the city's; none of them is empty."""

    own: Tally
    city: Tally
    strata: tuple[Drawn, ...]

    @property
    def expected(self) -> float:
        """How many yes the unit would have had if it worked as the city does."""
        return fsum(one.drawn * one.yes / one.total for one in self.strata)

    @property
    def standardised(self) -> float | None:
        """May exceed 1, since it is no count of anybody. None when there is nothing to divide by."""
        return self.share_of(self.own.yes)

    def share_of(self, count: float) -> float | None:
        """What the standardised share is when so many are a yes."""
        expected, share = self.expected, self.city.share
        return count / expected * share if expected and share is not None else None
