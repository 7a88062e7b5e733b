"""What a reader of the definitions knows: which sums of the measures count the same things. She carries numbers across.

The suppression is not told of these; it knows only where to look (``links.GROUPS``). So they test it.
"""

from typing import NamedTuple

from kvar.casework.measures.measured import ALL
from kvar.casework.measures.registry import measure_of
from kvar.content.load import load


class Sum(NamedTuple):
    """Some parts of a measure, or all of them; in one household type, or in all of them."""

    measure: str
    parts: tuple[str, ...] = ()
    household: str = ALL


class Same(NamedTuple):
    """Two sums that are equal at every place."""

    one: Sum
    other: Sum


INCOMING = ("incoming_by_code", "incoming_by_type", "incoming_by_sender", "incoming_by_stage")
FIRST_PAPERS = ("days_to_owner", "days_to_attempt", "days_to_contact", "children_asked_in_time", "new_households")
WITH = "with_children"

TRIED = (
    Same(Sum("days_to_attempt", household=WITH), Sum("families_tried_in_time")),
    Same(Sum("days_to_attempt", ("after_0", "after_1", "after_3"), WITH), Sum("families_tried_in_time", ("yes",))),
)


def known() -> list[Same]:
    """Every equation, by the content in force."""
    by_home: dict[bool | None, tuple[str, ...]] = {
        home_kept: tuple(one.id for one in load().codes.outcomes if one.home_kept is home_kept)
        for home_kept in (True, False, None)
    }
    return [
        *(Same(Sum(INCOMING[0]), Sum(other)) for other in INCOMING[1:]),
        Same(Sum("incoming_by_code", ("enforcement",)), Sum("incoming_by_stage", ("enforcement_applied", "time_set"))),
        Same(Sum("incoming_by_code", ("electricity_debt",)), Sum("incoming_by_sender", ("utility",))),
        Same(Sum("incoming_by_type", ("application",)), Sum("incoming_by_sender", ("household",))),
        Same(Sum("incoming_by_stage", ("time_set",)), Sum("confirmed_same_day")),
        *(Same(Sum(FIRST_PAPERS[0]), Sum(other)) for other in FIRST_PAPERS[1:]),
        *(
            Same(Sum("new_households", (part.id,)), Sum("days_to_owner", household=part.id))
            for part in measure_of("new_households").parts
        ),
        *TRIED,
        Same(Sum("outcomes"), Sum("homes_kept")),
        Same(Sum("outcomes", by_home[True]), Sum("homes_kept", ("yes",))),
        Same(Sum("outcomes", by_home[False]), Sum("homes_kept", ("no",))),
        Same(Sum("homes_kept", ("yes",)), Sum("landlords_where_kept")),
        Same(Sum("homes_kept", ("no",)), Sum("landlords_where_lost")),
        Same(Sum("evictions"), Sum("adult_unit_attended")),
        *(
            Same(Sum("evictions", (part.id,)), Sum("adult_unit_attended", household=part.id))
            for part in measure_of("evictions").parts
        ),
        Same(Sum("adult_unit_attended", household=WITH), Sum("children_unit_attended")),
        Same(Sum("children_by_link"), Sum("children_registered")),
        Same(Sum("children_registered", ("no",)), Sum("children_found")),
    ]
