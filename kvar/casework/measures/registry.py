"""Every measure, in the order and the groups of the pages. A new one: its function, its line here, its test."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kvar.casework.measures import arrivals, reaching
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
        ),
    ),
    Group(
        "reaching", _("Att nå hushållet"), (reaching.days_to_attempt, reaching.days_to_contact, reaching.days_to_owner)
    ),
)

MEASURES: tuple[Measure, ...] = tuple(one for group in GROUPS for one in group.measures)


def measure_of(id: str) -> Measure:
    """The measure with this id. Raises KeyError for one that is not there."""
    found = next((one for one in MEASURES if one.id == id), None)
    if found is None:
        raise KeyError(id)
    return found
