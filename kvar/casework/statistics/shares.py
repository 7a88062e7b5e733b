"""Shares and chance: what chance alone gives. Shares are between 0 and 1, counts are whole.

Nothing here is approximate: small numbers are the rule in a city district, and a normal approximation gives limits
below zero there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import fsum

_NOTHING = 1e-24  # of the likeliest: what is rarer is left out, and never changes a limit


@dataclass(frozen=True, kw_only=True)
class Interval:
    """From ``low`` to ``high``, both included. Shares, unless it is said otherwise."""

    low: float
    high: float


@dataclass(frozen=True)
class Chances:
    """How likely each count is: ``each[0]`` that it is ``first``, then the next. What is left out is never likely."""

    first: int
    each: tuple[float, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.each) - 1

    @cached_property
    def _up(self) -> tuple[float, ...]:
        return tuple(accumulate(self.each))

    @cached_property
    def _down(self) -> tuple[float, ...]:
        return tuple(accumulate(reversed(self.each)))  # from above, so that a small upper tail is not lost in 1 − x

    def exactly(self, count: int) -> float:
        return self.each[count - self.first] if self.first <= count <= self.last else 0.0

    def at_most(self, count: int) -> float:
        if count < self.first:
            return 0.0
        return min(1.0, self._up[min(count, self.last) - self.first])

    def at_least(self, count: int) -> float:
        if count > self.last:
            return 0.0
        return min(1.0, self._down[self.last - max(count, self.first)])


def hypergeometric(*, total: int, yes: int, drawn: int) -> Chances:
    """How many of ``drawn`` are a yes, when they are drawn by chance among ``total`` of which ``yes`` are."""
    if not (0 <= yes <= total and 0 <= drawn <= total):
        raise ValueError(f"cannot draw {drawn} of {total} with {yes}")
    low, high = max(0, drawn + yes - total), min(drawn, yes)
    mode = min(high, max(low, (drawn + 1) * (yes + 1) // (total + 2)))
    rest = total - yes - drawn

    def ratio(count: int) -> float:
        return (yes - count) * (drawn - count) / ((count + 1) * (rest + count + 1))

    return _grown(ratio, low=low, mode=mode, high=high)


def _grown(ratio: Callable[[int], float], *, low: int, mode: int, high: int) -> Chances:
    """From the likeliest count outwards; ``ratio(count)`` is how much likelier the next count is than this one.

    Only ratios are multiplied and the sum is set to one, so no factorial is ever as large as a float can hold.
    """
    up: list[float] = [1.0]
    down: list[float] = []
    while (count := mode + len(up) - 1) < high and up[-1] > _NOTHING:
        up.append(up[-1] * ratio(count))
    while (count := mode - len(down) - 1) >= low and (down[-1] if down else 1.0) > _NOTHING:
        down.append((down[-1] if down else 1.0) / ratio(count))
    weights = [*reversed(down), *up]
    whole = fsum(weights)
    return Chances(mode - len(down), tuple(weight / whole for weight in weights))
