"""How each case of a made-up city was handled, counted in plain Python from the script, without any database.

It shares no code with ``kvar.casework.measures``: it is what those are held against.
"""

from dataclasses import dataclass
from datetime import date

from kvar import law
from kvar.casework.city import events
from kvar.casework.published.tables import Thing

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
MEASURES = ("days_to_owner", "days_to_attempt", "days_to_contact", "children_asked_in_time", "families_tried_in_time")
HOUSEHOLD = {True: "with_children", False: "without_children", None: "unknown"}
BOUNDS = (0, 1, 3, 7, 14, 30, 90)
WITHIN = 3


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


def thing_of(case: Handled, *, seen_on: date) -> Thing:
    """The case as it is published: what it is, and its answer to each measure."""
    seen = (seen_on - case.arrived_on).days
    days = {"days_to_owner": case.owner, "days_to_attempt": case.attempt, "days_to_contact": case.contact}
    parts = {measure: _part(seen if one is None else one, happened=one is not None) for measure, one in days.items()}
    asked = {"children_asked_in_time": "yes" if case.children_asked_in_time else "no"}
    tried = {"families_tried_in_time": _tried(case, seen)} if case.children else {}
    return Thing((case.administration, case.ground, HOUSEHOLD[case.children]), parts | asked | tried)


def _tried(case: Handled, seen: int) -> str:
    if case.attempt is None:
        return "no" if seen > WITHIN else "unknown"
    return "yes" if case.attempt <= WITHIN else "no"


def _part(days: int, *, happened: bool) -> str:
    bound = next((str(bound) for bound in BOUNDS if days <= bound), "more")
    return f"{'after' if happened else 'open'}_{bound}"
