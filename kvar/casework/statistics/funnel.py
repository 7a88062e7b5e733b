"""The funnel: may what a unit shows be chance? Exact limits around the city's share, adjusted for the mix of cases.

**The question.** If the unit worked as the city does, its cases would be a draw by chance from the city's cases of the
same stratum (see ``mix``). In each the number of yes is then hypergeometric (``drawn`` of ``total`` cases, ``yes`` of
them a yes), the strata are independent given their totals, and the unit's number is their sum: its chances are computed
exactly. Nothing else is assumed: not that shares are alike between strata, nor that numbers are large.

**Why the limits close.** The unit is a part of the city that it is compared with. A unit that *is* nearly the whole
city cannot differ from it, and where it has every case of a stratum that stratum says nothing: the limits close as the
unit's cases approach the city's, and at the end stand on the city's share. Binomial limits, that forget this, are too
wide for a large unit and miss what they should find.

**The promise.** An alarm is given only when the two-sided P ≤ level, where P is twice the smaller of P(X ≤ observed)
and P(X ≥ observed). Counts are whole, so the true rate of false alarms is at most the level and mostly below it: at
most 5 % and 0.2 % *for each unit and measure*; with twenty of them one outside 95 % is to be expected.
Source: Spiegelhalter 2005, Statistics in Medicine 24, 1185–1202.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kvar.casework.statistics.mix import Drawn, Mixed
from kvar.casework.statistics.shares import Chances, Interval, hypergeometric
from kvar.casework.statistics.sums import sum_of

WATCH = 0.05  # outside the inner limits, 95 %
ALARM = 0.002  # outside the outer limits, 99.8 %


class Verdict(StrEnum):
    INSIDE = "inside"
    OUTSIDE_95 = "outside_95"
    OUTSIDE_998 = "outside_998"
    NOTHING = "nothing"  # no case to compare, or nobody in the city has a yes


class Direction(StrEnum):
    """Beside what was to be expected."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One unit in the funnel. ``inner`` (95 %) and ``outer`` (99.8 %) are standardised shares, both ends inside."""

    unit: str
    mixed: Mixed
    p: float
    inner: Interval | None
    outer: Interval | None
    verdict: Verdict
    direction: Direction

    @property
    def compared(self) -> bool:
        """Is there something to compare?"""
        return self.verdict is not Verdict.NOTHING

    @property
    def outside(self) -> bool:
        """Is it outside 95 %, or further?"""
        return self.verdict in (Verdict.OUTSIDE_95, Verdict.OUTSIDE_998)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits, as shares, for a unit of ``n`` cases with the city's own mix."""

    n: int
    inner: Interval
    outer: Interval


def place(unit: str, mixed: Mixed) -> Placed:
    """One unit beside the city."""
    if mixed.standardised is None:
        empty = {"inner": None, "outer": None, "verdict": Verdict.NOTHING, "direction": Direction.SAME}
        return Placed(unit=unit, mixed=mixed, p=1.0, **empty)  # type: ignore[arg-type]
    chances = chances_of(mixed.strata)
    p = two_sided(chances, mixed.own.yes)
    return Placed(
        unit=unit,
        mixed=mixed,
        p=p,
        inner=_shares(mixed, count_limits(chances, WATCH)),
        outer=_shares(mixed, count_limits(chances, ALARM)),
        verdict=_verdict(p),
        direction=_direction(mixed),
    )


def chances_of(strata: Iterable[Drawn]) -> Chances:
    """What chance alone gives a unit with these cases: the sum of a hypergeometric count per stratum."""
    return _sum(tuple(sorted((one.total, one.yes, one.drawn) for one in strata)))


@lru_cache(maxsize=1024)
def _sum(strata: tuple[tuple[int, int, int], ...]) -> Chances:
    return sum_of(hypergeometric(total=total, yes=yes, drawn=drawn) for total, yes, drawn in strata)


def two_sided(chances: Chances, observed: int) -> float:
    """P of something at least as far out on the same side, twice; at most 1."""
    return min(1.0, 2 * min(chances.at_most(observed), chances.at_least(observed)))


def count_limits(chances: Chances, level: float) -> tuple[int, int]:
    """The least and the greatest count that give no alarm at this level: those with a two-sided P above it."""
    counts = range(chances.first, chances.last + 1)
    low = bisect_right(counts, level / 2, key=chances.at_most)
    high = bisect_left(counts, True, key=lambda count: chances.at_least(count) <= level / 2) - 1
    return counts[low], counts[high]


def curve(*, total: int, yes: int, upto: int, points: int = 60) -> tuple[Limits, ...]:
    """The limits along the picture: a unit of each size up to ``upto`` cases, drawn from the city's ``total``.

    The sizes stand closest where the limits bend most. A unit's own limits in ``Placed`` follow its own mix and may
    differ a little from these; the verdict is always from its own.
    """
    most = min(upto, total)
    sizes = sorted({max(1, round(most * (step / points) ** 2)) for step in range(1, points + 1)}) if most else []
    return tuple(_limits(total, yes, n) for n in sizes)


def _limits(total: int, yes: int, n: int) -> Limits:
    chances = hypergeometric(total=total, yes=yes, drawn=n)
    inner, outer = (
        Interval(low=low / n, high=high / n)
        for low, high in (count_limits(chances, WATCH), count_limits(chances, ALARM))
    )
    return Limits(n=n, inner=inner, outer=outer)


def _shares(mixed: Mixed, counts: tuple[int, int]) -> Interval:
    low, high = (mixed.share_of(count) or 0.0 for count in counts)
    return Interval(low=low, high=high)


def _verdict(p: float) -> Verdict:
    if p <= ALARM:
        return Verdict.OUTSIDE_998
    return Verdict.OUTSIDE_95 if p <= WATCH else Verdict.INSIDE


def _direction(mixed: Mixed) -> Direction:
    apart = mixed.own.yes - mixed.expected
    if abs(apart) < 1e-9 * max(1, mixed.own.n):
        return Direction.SAME
    return Direction.HIGHER if apart > 0 else Direction.LOWER
