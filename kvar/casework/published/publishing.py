"""Counting what is due to be published. A quarter is counted once, and stands: a later correction changes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from kvar.casework.measures.cases import first_arrival
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.quarters import next_quarter, quarter_of
from kvar.casework.published.storing import store_tables
from kvar.casework.published.things import counted_tables
from kvar.content.load import load
from kvar.records.models import PublishedQuarter


def publish_due(*, today: date) -> int:
    """Publish every quarter that is due and has not been; returns how many. Safe to run twice, late and by two.

    The numbers are those known on the day the quarter was due, so far as the records tell, however late it is done.
    """
    switches = load().organisation.switches
    return sum(
        store_tables(
            quarter,
            counted_tables(MEASURES, first=quarter, until=next_quarter(quarter), seen_on=due_on(quarter)),
            measures=[measure.id for measure in MEASURES],
            below=switches.suppress_below,
        )
        for quarter in _waiting(today)
    )


def due_on(quarter: date) -> date:
    """The day its figures are counted: the city's number of days (``publish_after_days``) after its last day."""
    last_day = next_quarter(quarter) - timedelta(days=1)
    return last_day + timedelta(days=load().organisation.switches.publish_after_days)


def _waiting(today: date) -> Iterator[date]:
    """Due and not published, from the quarter of the first paper of a case, oldest first."""
    done = set(PublishedQuarter.objects.order_by().values_list("first_day", flat=True))
    quarter = quarter_of(first_arrival() or today)
    while due_on(quarter) < today:
        if quarter not in done:
            yield quarter
        quarter = next_quarter(quarter)
