"""The city that ``make demo`` shows can be acted to its end: a closing that the acts refuse stops the first command."""

from datetime import date

import pytest

from kvar.casework.city import events
from kvar.casework.city.acting import act_out
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.script import threads
from kvar.cli.commands import DEMO_CASES, DEMO_SEED
from tests.factories import TODAY

LATER = date(2027, 2, 1)  # another day draws the same people at other times


def _closed(until: date) -> list[events.Thread]:
    """One closed case of each sort: which papers came, and how it ended."""
    sorts: dict[tuple[object, ...], events.Thread] = {}
    for thread in threads(CityPlan(cases=DEMO_CASES, seed=DEMO_SEED, until=until)):
        if isinstance(thread.events[-1], events.CaseClosed):
            papers = tuple(event.told.kind for event in thread.events if isinstance(event, events.NoticeArrives))
            outcome = next(event.outcome for event in thread.events if isinstance(event, events.OutcomeRecorded))
            sorts.setdefault((papers, outcome), thread)
    return list(sorts.values())


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("until", [TODAY, LATER])
def test_every_sort_of_closed_case_in_the_demo_can_be_acted(until: date) -> None:
    told = _closed(until)
    cases = act_out(told)
    for case in cases:
        case.refresh_from_db()
    assert len(cases) > 10 and all(case.closed_on for case in cases)
