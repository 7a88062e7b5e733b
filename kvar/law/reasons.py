"""Reasons as data: why a day is that day, why a step is there. Other floors turn them into Swedish sentences."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class ReasonKind(StrEnum):
    FACT = "fact"  # a known fact and its day: name="tenant_served_on", day=…
    MISSING = "missing"  # a fact nobody knows yet: name="tenant_served_on"
    PERIOD = "period"  # a length counted: name="three_weeks", length="3 weeks", day=raw end
    ROLL = "roll"  # moved from day to until because name (saturday, christmas_eve, …)
    CONDITION = "condition"  # a named condition that holds: name="household_has_children", day=since
    SOURCE = "source"  # name = source id in content/sources.yaml
    CHANGED = "changed"  # facts changed after a skip: name = what changed


class Reason(NamedTuple):
    """One reason. A named tuple, as the deadline: they are made by the million when a whole country is recomputed."""

    kind: ReasonKind
    name: str
    day: date | None = None
    until: date | None = None
    length: str | None = None
    text: str | None = None
