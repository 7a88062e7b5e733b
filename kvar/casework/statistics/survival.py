"""How long it takes: the share that is still waiting, day by day. Days are calendar days, counted from zero.

A case that is still open has waited *at least* so long: it is counted as long as it was seen (censored), never dropped
and never taken for done. Leaving the open ones out would make the slowest look quick.

It is made of the parts of the published cube, where days are grouped.
Sources: Cutler & Ederer 1958, Journal of Chronic Diseases 8, 699–712 (the life table); Kaplan & Meier 1958, JASA 53,
457–481; Greenwood 1926 (variance); Kalbfleisch & Prentice 1980 (log-log limits, which stay between 0 and 1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from kvar.casework.statistics.shares import Interval

BOUNDS = (0, 1, 3, 7, 14, 30, 90)
"""The last day of each group of days: none, one, two to three, four to seven … The rest are *more* than ninety."""

_SURE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Point:
    """At the end of ``day``: the share still waiting, with a 95 % interval.

    ``at_risk`` waited when the group of days began; of them it happened for ``happened``, and ``open`` were not seen
    longer.
    """

    day: int
    at_risk: int
    happened: int
    open: int
    waiting: float
    interval: Interval

    @property
    def done(self) -> float:
        return 1 - self.waiting


@dataclass(frozen=True, kw_only=True)
class Median:
    """When half are done: after ``after`` and at the latest on ``day``.

    ``day`` is None when more than half are waiting at the end of what is seen.
    """

    day: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class Course:
    """The whole curve. It says nothing beyond the day of its last point."""

    points: tuple[Point, ...]
    n: int
    happened: int

    @property
    def open(self) -> int:
        return self.n - self.happened

    def waiting(self, day: int) -> float:
        """The share still waiting at the end of ``day``. Raises ``ValueError`` beyond the last day that was seen."""
        if self.points and day > self.points[-1].day:
            raise ValueError(f"nobody was seen for {day} days")
        return next((point.waiting for point in reversed(self.points) if point.day <= day), 1.0)

    @property
    def median(self) -> Median:
        found = next((place for place, point in enumerate(self.points) if point.waiting <= 0.5 + _SURE), None)
        if found is None:
            return Median(day=None, after=None)
        return Median(day=self.points[found].day, after=self.points[found - 1].day if found else None)


def life_table(parts: Mapping[str, int]) -> Course:
    """From grouped days: ``after_0 … after_90, after_more`` happened, ``open_0 … open_more`` still wait. Parts left out
    are zero.

    In a group of one day (0 and 1) the table is Kaplan–Meier's. In a longer one those last seen in it are taken to have
    been seen half of it (Cutler & Ederer). Beyond 90 days there is no last day, so the curve ends there.
    """
    known = {f"{kind}_{bound}" for kind in ("after", "open") for bound in (*BOUNDS, "more")}
    if unknown := sorted({*parts} - known):
        raise ValueError(f"no parts of a time: {', '.join(unknown)}")
    counts = {part: parts.get(part, 0) for part in known}
    if min(counts.values()) < 0:
        raise ValueError("a count is below zero")
    groups = [
        _Group(day=day, happened=counts[f"after_{day}"], open=counts[f"open_{day}"], part=0.0 if day <= 1 else 0.5)
        for day in BOUNDS
    ]
    happened = sum(count for part, count in counts.items() if part.startswith("after"))
    n = sum(counts.values())
    return Course(points=tuple(_points(groups, n)), n=n, happened=happened)


@dataclass(frozen=True, kw_only=True)
class _Group:
    """``part`` is how much of the group of days those still open are taken to have missed."""

    day: int
    happened: int
    open: int
    part: float


def _points(groups: list[_Group], n: int) -> Iterator[Point]:
    at_risk, waiting, spread = n, 1.0, 0.0
    for group in groups:
        exposed = at_risk - group.part * group.open
        if exposed <= 0:
            return  # nobody is left to see
        waiting *= 1 - group.happened / exposed
        left = exposed - group.happened
        spread += group.happened / (exposed * left) if left > _SURE else 0.0
        yield Point(
            day=group.day,
            at_risk=at_risk,
            happened=group.happened,
            open=group.open,
            waiting=max(0.0, waiting),
            interval=_interval(waiting, spread),
        )
        at_risk -= group.happened + group.open


def _interval(waiting: float, spread: float) -> Interval:
    """Greenwood's variance on the log-log scale. Where all or none are done it has no width, and says nothing."""
    if waiting <= _SURE or waiting >= 1 - _SURE:
        share = 0.0 if waiting <= _SURE else 1.0
        return Interval(low=share, high=share)
    width = NormalDist().inv_cdf(0.975) * sqrt(spread) / abs(log(waiting))
    return Interval(low=waiting ** exp(width), high=waiting ** exp(-width))
