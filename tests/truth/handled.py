"""How each case of a made-up city was handled, counted in plain Python from the script, without any database.

It shares no code with ``kvar.casework.measures``: it is what those are held against.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kvar import law
from kvar.casework.city import events
from kvar.casework.statistics.mix import Strata, Tally

GROUND = {
    "rent_termination": "rent_debt",
    "condominium_fee": "rent_debt",
    "electricity": "utilities",
    "gas": "utilities",
    "district_heating": "utilities",
    "unlawful_sublet": "unlawful_sublet",
    "disturbance_warning": "disturbance",
    "condominium_disturbance": "disturbance",
}
MEASURES = ("owner_named_in_1", "attempt_within_3", "contact_within_7", "children_asked_in_1")


@dataclass(frozen=True, kw_only=True)
class Handled:
    """One case. Days from the first notice; None: it never happened. ``children`` None: nobody has asked."""

    administration: str
    ground: str
    children: bool | None
    arrived_on: date
    owner: int | None
    attempt: int | None
    contact: int | None
    children_asked_in_time: bool

    def yes(self, measure: str) -> bool:
        """Is this case a yes in the measure?"""
        return {
            "owner_named_in_1": _within(self.owner, 1),
            "attempt_within_3": _within(self.attempt, 3),
            "contact_within_7": _within(self.contact, 7),
            "children_asked_in_1": self.children_asked_in_time,
        }[measure]


def _within(days: int | None, most: int) -> bool:
    return days is not None and days <= most


def handled(thread: events.Thread) -> Handled:
    """What the script says of one case."""
    first = thread.events[0]
    assert isinstance(first, events.NoticeArrives)
    arrived = first.told.arrived_on
    answers = [one for one in thread.events if isinstance(one, events.Answered)]
    asked = [one for one in answers if one.question == law.Question.CHILDREN_AFFECTED]
    limit = law.add_working_days(arrived, 1)
    return Handled(
        administration=thread.administration,
        ground=GROUND[first.told.kind],
        children=any(one.yes for one in asked) if asked else None,
        arrived_on=arrived,
        owner=_days(thread, events.ResponsibleNamed, arrived),
        attempt=_days(thread, events.Attempted, arrived),
        contact=_days(thread, events.Attempted, arrived, reached=True),
        children_asked_in_time=any(one.day <= limit for one in asked),
    )


def _days(thread: events.Thread, kind: type[events.Event], arrived: date, **like: bool) -> int | None:
    found = (
        (one.day - arrived).days
        for one in thread.events
        if isinstance(one, kind) and all(getattr(one, name) == value for name, value in like.items())
    )
    return min(found, default=None)


def strata(cases: Iterable[Handled], measure: str) -> Mapping[str, Strata]:
    """Per administration: how many of its cases are a yes, by ground and household type."""
    counted: dict[str, dict[tuple[str, bool | None], list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for case in cases:
        cell = counted[case.administration][case.ground, case.children]
        cell[0] += 1
        cell[1] += case.yes(measure)
    return {
        administration: {stratum: Tally(n=n, yes=yes) for stratum, (n, yes) in cells.items()}
        for administration, cells in sorted(counted.items())
    }
