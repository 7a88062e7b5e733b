"""Published figures for the made-up city: as many as a city has, while its hundred cases are there to be worked with.

Each paper, case, child and outcome is drawn whole, so that the measures agree with each other; none is in the database.
There are two grounds only, and of each household it is known whether it has children: fewer small numbers to hide, so
that the demo is there in seconds. Nordost begins later with families, so that *Likvärdighet* has something to find.
Other shares: practice.md 7.3 and 7.4.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kvar.casework.city import parameters
from kvar.casework.city.parameters import ADMINISTRATIONS, Shares, drawn
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.quarters import quarter_of
from kvar.casework.published.storing import store_tables
from kvar.casework.published.tables import Thing, tables_with
from kvar.content.load import load

QUARTERS = 12
PAPERS, CASES, UNDERTAKEN, PAYMENTS = 1_350, 875, 60, 300  # a quarter of a year's 5,400 papers, and so on
SLOW, DEBT, WITH_CHILDREN = "nordost", "rent_debt", "with_children"
GROUNDS: Shares[str] = (("rent_debt", 0.75), ("disturbance", 0.25))
HOUSEHOLDS: Shares[str] = (("with_children", 0.30), ("without_children", 0.70))
STAGES: Shares[str] = (("recovery_running", 0.70), ("demand_or_termination", 0.22), ("early_signal", 0.08))
LANDLORDS: Shares[str] = (("landlord", 0.86), ("city_landlord", 0.08), ("condominium_association", 0.06))
KNOWN: Shares[str] = (("yes", 0.80), ("no", 0.14), ("unknown", 0.06))
MISSED: Shares[str] = (("yes", 0.03), ("no", 0.95), ("unknown", 0.02))
REPEATED: Shares[str] = (("yes", parameters.REPEAT), ("no", 0.70))
COSTS: Shares[str] = (("small", 0.35), ("below_cost", 0.40), ("above_cost", 0.20), ("unknown", 0.05))
PROMISED: Shares[str] = (("in_time", 0.72), ("too_late", 0.10), ("refused", 0.13), ("unknown", 0.05))
DAYS = ("after_0", "after_1", "after_3", "after_7", "after_14", "after_30", "open_30")
SPREAD = (0.20, 0.28, 0.28, 0.13, 0.06, 0.02, 0.03)
HEARD: Shares[str] = (("own_home", 0.42), ("not_known", 0.08), ("declined", 0.20), ("missing", 0.30))
HEARD_LOST: Shares[str] = (
    ("acute", 0.15),
    ("own_short_term", 0.30),
    ("own_home", 0.10),
    ("municipal", 0.05),
    ("declined", 0.12),
    ("missing", 0.28),
)
LOST = ("evicted", "evicted_empty")
LOST_ROUNDS = ("lost_next_working_day", *(f"lost_after_{days}_days" for days in (7, 30, 90, 180)))
KEPT_ROUNDS = tuple(f"kept_after_{months}_months" for months in (3, 6, 12))
Parts = dict[str, str]
Place = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class DrawnQuarter:
    """Draws what is counted in one quarter, each thing with its part in every measure that counts it."""

    quarter: date
    chance: Random

    def things(self) -> dict[str, list[Thing]]:
        """By what they are of. A follow-up and a payment are things of their own."""
        found: dict[str, list[Thing]] = defaultdict(list)
        for sort, place, parts in self._everything():
            found[sort].append(Thing(place, parts))
        return found

    def _everything(self) -> Iterator[tuple[str, Place, Parts]]:
        for _ in range(self._about(PAPERS)):
            place = self._place()
            yield "paper", place, self._paper(place[1])
        for _ in range(self._about(CASES)):
            place = self._place()
            yield "case", place, self._case(*place)
            yield from (("child", place, child) for child in self._children(place[2]))
            yield from self._ended(place)
        for measure, shares, number in (("undertakings", PROMISED, UNDERTAKEN), ("payments_missed", MISSED, PAYMENTS)):
            for _ in range(self._about(number)):
                yield measure, self._place(), {measure: self._one(shares)}

    def _place(self) -> Place:
        """Administration, ground and household type."""
        return self._one(ADMINISTRATIONS), self._one(GROUNDS), self._one(HOUSEHOLDS)

    def _paper(self, ground: str) -> Parts:
        """Its code, type, sender and stage; and if it is a time from Kronofogden, our confirmation."""
        told = {"incoming_by_type": "notification", "incoming_by_sender": self._one(LANDLORDS)}
        if self.chance.random() >= 1 / 6:
            stage = self._one(STAGES) if ground == DEBT else "demand_or_termination"
            return told | {"incoming_by_code": ground, "incoming_by_stage": stage}
        told |= {"incoming_by_code": "enforcement", "incoming_by_sender": "enforcement_authority"}
        if self.chance.random() < 0.6:
            return told | {"incoming_by_stage": "enforcement_applied"}
        return told | {"incoming_by_stage": "time_set", "confirmed_same_day": self._one(KNOWN)}

    def _case(self, administration: str, ground: str, household: str) -> Parts:
        """How a new case was handled."""
        slow = administration == SLOW and household == WITH_CHILDREN
        told = {
            "new_households": household,
            "repeated_within_a_year": self._one(REPEATED),
            "children_asked_in_time": self._one(KNOWN),
            "days_to_owner": self._days(0),
            "days_to_attempt": self._days(2 if slow else 0),
            "days_to_contact": self._days(2 if slow else 1),
        }
        if household == WITH_CHILDREN:
            told["families_tried_in_time"] = "yes" if told["days_to_attempt"] in DAYS[:3] else "no"
        debt = {"debts_against_cost": self._one(COSTS), "reached_before_last_day": self._one(KNOWN)}
        return told | (debt if ground == DEBT else {})

    def _children(self, household: str) -> Iterator[Parts]:
        for lives, registered in self._drawn_children(household):
            told = {"children_by_link": lives, "children_registered": "yes" if registered else "no"}
            yield told | ({} if registered else {"children_found": lives})

    def _drawn_children(self, household: str) -> Iterator[tuple[str, bool]]:
        """How each child lives, and whether it is registered at the address."""
        for _ in range(drawn(self.chance, parameters.CHILDREN) if household == WITH_CHILDREN else 0):
            registered = self.chance.random() < parameters.CHILD_REGISTERED
            yield str(drawn(self.chance, parameters.CHILD_LIVES)), registered

    def _ended(self, place: Place) -> Iterator[tuple[str, Place, Parts]]:
        """The outcome, who lets the home, why it came to this, and how it goes afterwards."""
        found = self._outcome(place[1])
        kept = "no" if found in LOST else "yes" if found.startswith("kept") else "unknown"
        told = {"outcomes": found, "homes_kept": kept}
        if kept != "unknown":
            which = "kept" if kept == "yes" else "lost"
            told |= {f"landlords_where_{which}": self._one(LANDLORDS)}
            told |= {f"causes_where_{which}": self._one(parameters.CAUSES)}
            for each in KEPT_ROUNDS if kept == "yes" else LOST_ROUNDS:
                yield each, place, {each: self._one(HEARD if kept == "yes" else HEARD_LOST)}
        if kept == "no":
            told |= {"evictions": place[2], "adult_unit_attended": self._one(KNOWN)}
            if place[2] == WITH_CHILDREN:
                told |= {"children_unit_attended": self._one(KNOWN)}
            for lives, registered in self._drawn_children(place[2]):
                yield "evicted child", place, self._evicted_child(lives, registered=registered)
        yield "outcome", place, told

    def _evicted_child(self, lives: str, *, registered: bool) -> Parts:
        """Counted as Kronofogden counted that year."""
        if self.quarter.year < 2025:
            return {"evicted_children_until_2024": lives}
        return {"evicted_children_from_2025": "yes" if registered else "no"}

    def _outcome(self, ground: str) -> str:
        if self.chance.random() < 0.07:
            return "evicted_empty" if self.chance.random() < parameters.ALREADY_EMPTY else "evicted"
        if self.chance.random() < 0.08:
            return self._one(parameters.OUTCOMES_ENFORCEMENT)
        return self._one(parameters.OUTCOMES_DEBT if ground == DEBT else parameters.OUTCOMES_OTHER)

    def _days(self, later: int) -> str:
        place = self.chance.choices(range(len(DAYS)), SPREAD)[0]
        return DAYS[min(place + later, len(DAYS) - 1)]

    def _one(self, shares: Shares[str]) -> str:
        return drawn(self.chance, shares)

    def _about(self, number: int) -> int:
        return round(number * self.chance.uniform(0.93, 1.07))


def draw_figures(*, today: date, seed: int) -> None:
    """Store twelve quarters, the last one the last that would be published today."""
    switches, measures = load().organisation.switches, [measure.id for measure in MEASURES]
    quarter = quarter_of(today - timedelta(days=switches.publish_after_days))
    for _ in range(QUARTERS):
        quarter = quarter_of(quarter - timedelta(days=1))
        things = DrawnQuarter(quarter=quarter, chance=Random(f"{seed}:{quarter}")).things()
        tables = [table for sort in things.values() for table in tables_with(sort)]
        store_tables(quarter, tables, measures=measures, below=switches.suppress_below)
