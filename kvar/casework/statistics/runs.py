"""Change over time: what in a row of figures is more than chance. Rules instead of coloured arrows.

The figures stand in the order of time, with their median as the middle line. Three rules, each a *finding* that names
where it begins and ends:

* a **shift**: at least eight in a row on one side of the median. Those on the median neither count nor break it;
* a **trend**: at least six in a row, each higher (or each lower) than the one before. One that is equal to the one
  before neither counts nor breaks it;
* **too few or too many runs**: a run is a row on one side of the median. Given how many are above and below, the number
  of runs has exact chances (Wald & Wolfowitz 1940); a finding when the number, or one further out, has P ≤ 2.5 % on its
  side. Few runs is a slow swing, many is a see-saw.

Sources: the numbers eight and six, and the count of runs, as in Balestracci 2008, Quality Digest (October), after
Olmstead and after Swed & Eisenhart 1943, Annals of Mathematical Statistics 14, 66–87, whose table the third rule
computes. Anhøj & Olesen 2014, PLoS ONE 9(11) e113825, show that the trend rule seldom finds a slow drift: a chart
without findings is no proof that nothing has changed. The longer the row, the oftener chance makes a pattern: of rows
where only chance is at work the three rules find something in 4 % of those with 12 figures, 7 % with 24 and 14 % with
36 (counted in 20,000 drawn rows of each). Show at most some twenty.
Below ``LEAST`` figures that are not on the median nothing is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import comb
from statistics import median

SHIFT = 8
TREND = 6
LEAST = 10
_SIDE = 0.025


class Pattern(StrEnum):
    SHIFT_UP = "shift_up"
    SHIFT_DOWN = "shift_down"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    FEW_RUNS = "few_runs"
    MANY_RUNS = "many_runs"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A pattern from the figure at place ``first`` to that at ``last``, both included, of ``count`` figures (or runs).

    The places are those of the row that was given, so that the page can say the months.
    """

    pattern: Pattern
    first: int
    last: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Runs:
    """``useful`` figures are not on the median; ``enough`` is False when they are too few to say anything.

    ``expected`` is how many runs chance gives on the average.
    """

    median: float | None
    useful: int
    runs: int
    expected: float
    enough: bool
    found: tuple[Found, ...]


def runs_of(values: Sequence[float | None]) -> Runs:
    """What the row shows. None is a figure that is missing or hidden: it neither counts nor breaks."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if not known:
        return Runs(median=None, useful=0, runs=0, expected=0.0, enough=False, found=())
    middle = median(value for _place, value in known)
    sides = [(place, value > middle) for place, value in known if value != middle]
    above = sum(up for _place, up in sides)
    below = len(sides) - above
    count = len(list(groupby(up for _place, up in sides)))
    enough = len(sides) >= LEAST
    found = (*_shifts(sides), *_trends(known), *_number(sides, count, above, below)) if enough else ()
    expected = 1 + 2 * above * below / len(sides) if sides else 0.0
    return Runs(median=middle, useful=len(sides), runs=count, expected=expected, enough=enough, found=tuple(found))


def _shifts(sides: list[tuple[int, bool]]) -> Iterator[Found]:
    for up, group in groupby(sides, key=lambda side: side[1]):
        places = [place for place, _up in group]
        if len(places) >= SHIFT:
            yield _found(Pattern.SHIFT_UP if up else Pattern.SHIFT_DOWN, places)


def _trends(known: list[tuple[int, float]]) -> Iterator[Found]:
    changed = [known[0], *(later for before, later in zip(known, known[1:], strict=False) if later[1] != before[1])]
    steps = [(before[0], later[0], later[1] > before[1]) for before, later in zip(changed, changed[1:], strict=False)]
    for up, group in groupby(steps, key=lambda step: step[2]):
        moves = list(group)
        places = [moves[0][0], *(later for _before, later, _up in moves)]
        if len(places) >= TREND:
            yield _found(Pattern.TREND_UP if up else Pattern.TREND_DOWN, places)


def _number(sides: list[tuple[int, bool]], count: int, above: int, below: int) -> Iterator[Found]:
    whole = {"first": sides[0][0], "last": sides[-1][0], "count": count}
    if chance_of_runs(above, below, upto=count) <= _SIDE:
        yield Found(pattern=Pattern.FEW_RUNS, **whole)
    if 1 - chance_of_runs(above, below, upto=count - 1) <= _SIDE:
        yield Found(pattern=Pattern.MANY_RUNS, **whole)


def _found(pattern: Pattern, places: list[int]) -> Found:
    return Found(pattern=pattern, first=places[0], last=places[-1], count=len(places))


def chance_of_runs(above: int, below: int, *, upto: int) -> float:
    """P(runs ≤ ``upto``) when ``above`` and ``below`` stand in an order that chance chose. Exact, in whole numbers."""
    ways = sum(_ways(above, below, runs) for runs in range(1, upto + 1))
    return ways / comb(above + below, above)


def _ways(above: int, below: int, runs: int) -> int:
    """In how many orders there are so many runs: each side is cut into as many pieces as it has runs."""
    more, fewer = (runs + 1) // 2, runs // 2
    if runs == 1:
        return int((above == 0) != (below == 0))
    return _cut(above, more) * _cut(below, fewer) + _cut(above, fewer) * _cut(below, more)


def _cut(n: int, pieces: int) -> int:
    return comb(n - 1, pieces - 1) if n >= pieces >= 1 else 0
