"""The hand-written SQL of the benchmark counts as the measures do, else its ratio says nothing."""

from collections import Counter
from datetime import date

import pytest

from kvar.casework.benchmark.bare_sql import Asked, counted
from kvar.casework.measures.counting import count
from kvar.casework.measures.measured import Measure
from kvar.casework.measures.registry import MEASURES
from kvar.records.models import Case
from tests.casework.measures import happened

EVER, LATER, SEEN_ON = date(2024, 1, 1), date(2028, 1, 1), happened.SEEN_ON
"""Looked at a year later, when every follow-up of what happened has fallen due."""


@pytest.mark.deep
@pytest.mark.django_db
def test_the_hand_written_sql_counts_as_the_measures_do_and_every_measure_counts_something() -> None:
    happened.everything()
    assert [measure.id for measure in MEASURES if not _compared(measure)] == []


def _compared(measure: Measure) -> int:
    """Both counts, in the finest cells and of one administration; how many there were."""
    period = {"first": EVER, "until": LATER, "seen_on": SEEN_ON}
    found = count(measure, **period)
    ours: Counter[tuple[str, ...]] = Counter()
    one: Counter[tuple[str, ...]] = Counter()
    for key, n in found.items():
        ours[(f"{key.month:%Y-%m}", *key[1:])] += n
        one[(f"{key.month:%Y-%m}", key.part)] += n if key.administration == "hisingen" else 0
    assert counted(measure.id, Asked(EVER, LATER, SEEN_ON)) == ours, measure.id
    assert counted(measure.id, Asked(EVER, LATER, SEEN_ON, "hisingen")) == +one, measure.id
    for here in ({"administration": "hisingen"}, {"cases": Case.objects.filter(administration="hisingen")}):
        summed = count(measure, **period, **here, finest=False)
        assert {(f"{key.month:%Y-%m}", key.part): n for key, n in summed.items()} == +one, (measure.id, here)
    return sum(found.values())
