"""Reasons as data: why a day is that day, why a step is there. Other floors turn them into Swedish sentences."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReasonKind(StrEnum):
    FACT = "fact"  # a known fact and its day: name="tenant_served_on", day=…
    MISSING = "missing"  # a fact nobody knows yet: name="tenant_served_on"
    PERIOD = "period"  # a length counted: name="three_weeks", length="3 weeks", day=raw end
    ROLL = "roll"  # moved from day to until because name (saturday, christmas_eve, …)
    CONDITION = "condition"  # a named condition that holds: name="household_has_children", day=since
    SOURCE = "source"  # name = source id in content/sources.yaml
    CHANGED = "changed"  # facts changed after a skip: name = what changed


@dataclass(frozen=True, kw_only=True)
class Reason:
    kind: ReasonKind
    name: str
    day: date | None = None
    until: date | None = None
    length: str | None = None
    text: str | None = None
