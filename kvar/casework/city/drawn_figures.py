"""Published figures for the made-up city: as many as a city has, while its hundred cases are there to be worked with.

Each paper, case and outcome is drawn whole, so that the measures agree with each other; none is in the database.
Nordost begins later with families, so that *Likvärdighet* has something to find. Shares: practice.md 7.3 and 7.4.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kvar.casework.city import parameters
from kvar.casework.city.parameters import ADMINISTRATIONS, Shares, drawn
from kvar.casework.measures.measured import Key
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.quarters import quarter_of
from kvar.casework.published.storing import store
from kvar.content.load import load

QUARTERS = 12
PAPERS, CASES, UNDERTAKEN, PAYMENTS = 1_350, 875, 60, 300  # a quarter of a year's 5,400 papers, and so on
SLOW = "nordost"
GROUNDS: Shares[str] = (("rent_debt", 0.72), ("disturbance", 0.17), ("utilities", 0.08), ("unlawful_sublet", 0.03))
HOUSEHOLDS: Shares[str] = (("with_children", 0.17), ("without_children", 0.63), ("unknown", 0.20))
CODES = {"utilities": "electricity_debt"}
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
Said = Iterator[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class DrawnQuarter:
    """Draws what is counted in one quarter. ``place`` is what it all stands in: administration, ground, household."""

    quarter: date
    chance: Random

    def place(self) -> tuple[str, str, str]:
        return tuple(drawn(self.chance, shares) for shares in (ADMINISTRATIONS, GROUNDS, HOUSEHOLDS))  # type: ignore[return-value]

    def paper(self, ground: str) -> Said:
        """One paper: its code, type, sender and stage; and if it is a time from Kronofogden, our confirmation."""
        if self.chance.random() < 1 / 6:
            stage = "time_set" if self.chance.random() < 0.4 else "enforcement_applied"
            told = ("enforcement", "enforcement_authority", stage)
            if stage == "time_set":
                yield "confirmed_same_day", drawn(self.chance, KNOWN)
        else:
            sender = "utility" if ground == "utilities" else drawn(self.chance, LANDLORDS)
            debt = ground in ("rent_debt", "utilities")
            told = (CODES.get(ground, ground), sender, drawn(self.chance, STAGES) if debt else "demand_or_termination")
        yield "incoming_by_type", "notification"
        yield from zip(("incoming_by_code", "incoming_by_sender", "incoming_by_stage"), told, strict=True)

    def case(self, administration: str, ground: str, household: str) -> Said:
        """One new case: how it was handled, and its children."""
        slow = administration == SLOW and household == "with_children"
        yield "new_households", household
        yield "repeated_within_a_year", drawn(self.chance, REPEATED)
        if ground in ("rent_debt", "utilities"):
            yield "debts_against_cost", drawn(self.chance, COSTS)
            yield "reached_before_last_day", drawn(self.chance, KNOWN)
        yield "children_asked_in_time", drawn(self.chance, KNOWN)
        yield "days_to_owner", self._days(0)
        yield "days_to_attempt", self._days(2 if slow else 0)
        yield "days_to_contact", self._days(2 if slow else 1)
        if household == "with_children":
            for _ in range(drawn(self.chance, parameters.CHILDREN)):
                yield from self._child()

    def _child(self) -> Said:
        lives = str(drawn(self.chance, parameters.CHILD_LIVES))
        registered = self.chance.random() < parameters.CHILD_REGISTERED
        yield "children_by_link", lives
        yield "children_registered", "yes" if registered else "no"
        if not registered:
            yield "children_found", lives

    def _days(self, later: int) -> str:
        place = self.chance.choices(range(len(DAYS)), SPREAD)[0]
        return DAYS[min(place + later, len(DAYS) - 1)]

    def outcome(self, ground: str, household: str) -> Said:
        """One outcome, who lets the home, why it came to this, and how it goes afterwards."""
        landlord, found = drawn(self.chance, LANDLORDS), self._outcome(ground)
        kept = "no" if found in LOST else "yes" if found.startswith("kept") else "unknown"
        yield "outcomes", found
        yield "homes_kept", kept
        if kept == "unknown":
            return
        which = "kept" if kept == "yes" else "lost"
        yield f"landlords_where_{which}", landlord
        yield f"causes_where_{which}", drawn(self.chance, parameters.CAUSES)
        for each in KEPT_ROUNDS if kept == "yes" else LOST_ROUNDS:
            yield each, drawn(self.chance, HEARD if kept == "yes" else HEARD_LOST)
        if kept == "no":
            yield "adult_unit_attended", drawn(self.chance, KNOWN)
            if household == "with_children":
                yield from self._evicted_family()

    def _evicted_family(self) -> Said:
        yield "children_unit_attended", drawn(self.chance, KNOWN)
        for _ in range(drawn(self.chance, parameters.CHILDREN)):
            if self.quarter.year >= 2025:
                yield (
                    "evicted_children_from_2025",
                    "yes" if self.chance.random() < parameters.CHILD_REGISTERED else "no",
                )
            else:
                yield "evicted_children_until_2024", str(drawn(self.chance, parameters.CHILD_LIVES))

    def _outcome(self, ground: str) -> str:
        if self.chance.random() < 0.07:
            return "evicted_empty" if self.chance.random() < parameters.ALREADY_EMPTY else "evicted"
        if self.chance.random() < 0.08:
            return drawn(self.chance, parameters.OUTCOMES_ENFORCEMENT)
        debt = ground in ("rent_debt", "utilities")
        return drawn(self.chance, parameters.OUTCOMES_DEBT if debt else parameters.OUTCOMES_OTHER)

    def counts(self) -> dict[str, Counter[Key]]:
        """Everything counted, by measure."""
        found: dict[str, Counter[Key]] = defaultdict(Counter)
        for place, said in self._everything():
            for measure, part in said:
                found[measure][Key(self.quarter, *place, part)] += 1
        return {measure.id: found[measure.id] for measure in MEASURES}

    def _everything(self) -> Iterator[tuple[tuple[str, str, str], Said]]:
        for _ in range(self._about(PAPERS)):
            place = self.place()
            yield place, self.paper(place[1])
        for _ in range(self._about(CASES)):
            place = self.place()
            yield place, self.case(*place)
            yield place, self.outcome(*place[1:])
        for measure, shares, number in (("undertakings", PROMISED, UNDERTAKEN), ("payments_missed", MISSED, PAYMENTS)):
            for _ in range(self._about(number)):
                yield self.place(), iter([(measure, drawn(self.chance, shares))])

    def _about(self, number: int) -> int:
        return round(number * self.chance.uniform(0.93, 1.07))


def draw_figures(*, today: date, seed: int) -> None:
    """Store twelve quarters, the last one the last that would be published today."""
    switches = load().organisation.switches
    quarter = quarter_of(today - timedelta(days=switches.publish_after_days))
    for _ in range(QUARTERS):
        quarter = quarter_of(quarter - timedelta(days=1))
        counts = DrawnQuarter(quarter=quarter, chance=Random(f"{seed}:{quarter}")).counts()
        store(quarter, counts, below=switches.suppress_below)
