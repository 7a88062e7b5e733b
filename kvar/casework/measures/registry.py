"""Every measure, in the order and the groups of the pages. A new one: its function, its line here, its test."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kvar.casework.measures import afterwards, arrivals, children, enforcement, households, money, outcomes, reaching
from kvar.casework.measures.measured import Measure


class Group(NamedTuple):
    """Measures that stand together under one heading."""

    id: str
    label: str | Promise
    measures: tuple[Measure, ...]


GROUPS = (
    Group(
        "arrivals",
        _("Det som kom in"),
        (
            arrivals.incoming_by_code,
            arrivals.incoming_by_type,
            arrivals.incoming_by_sender,
            arrivals.incoming_by_stage,
            money.debts_against_cost,
        ),
    ),
    Group("households", _("Hushållen"), (households.new_households, households.repeated_within_a_year)),
    Group(
        "children",
        _("Barnen"),
        (
            children.children_by_link,
            children.children_registered,
            children.children_found,
            children.evicted_children_until_2024,
            children.evicted_children_from_2025,
        ),
    ),
    Group(
        "handling",
        _("Så arbetar vi"),
        (
            reaching.days_to_owner,
            reaching.days_to_attempt,
            reaching.families_tried_in_time,
            reaching.days_to_contact,
            reaching.reached_before_last_day,
            children.children_asked_in_time,
            enforcement.confirmed_same_day,
            enforcement.adult_unit_attended,
            enforcement.children_unit_attended,
        ),
    ),
    Group("money", _("Pengarna"), (money.undertakings, money.payments_missed)),
    Group(
        "outcomes",
        _("Hur det gick"),
        (
            outcomes.homes_kept,
            outcomes.outcomes,
            enforcement.evictions,
            outcomes.causes_where_kept,
            outcomes.causes_where_lost,
            outcomes.landlords_where_kept,
            outcomes.landlords_where_lost,
        ),
    ),
    Group("afterwards", _("Efteråt"), afterwards.FOLLOW_UPS),
)

MEASURES: tuple[Measure, ...] = tuple(one for group in GROUPS for one in group.measures)

HANDLING: tuple[Measure, ...] = tuple(one for one in MEASURES if one.handling)
"""How we work: what is compared in *Likvärdighet*."""


def measure_of(id: str) -> Measure:
    """The measure with this id. Raises KeyError for one that is not there."""
    found = next((one for one in MEASURES if one.id == id), None)
    if found is None:
        raise KeyError(id)
    return found
