"""The hand-written SQL of the benchmark counts as the measures do, else its ratio says nothing."""

from collections import Counter
from datetime import date, timedelta

import pytest

from kvar.casework.benchmark.bare_sql import Asked, counted
from kvar.casework.measures.counting import count
from kvar.casework.measures.measured import Measure
from kvar.casework.measures.registry import MEASURES
from kvar.records.models import Case
from tests.casework.measures import happened
from tests.factories import TODAY

EVER, LATER = date(2015, 1, 1), TODAY + timedelta(days=1)


@pytest.mark.deep
@pytest.mark.django_db
def test_the_hand_written_sql_counts_as_the_measures_do() -> None:
    happened.everything()
    empty = [measure.id for measure in MEASURES if not _compared(measure)]
    assert len(empty) <= 5, empty  # of these, what happens after the day we look: see the measures' own tests


def _compared(measure: Measure) -> int:
    """Both counts, in the finest cells and of one administration; how many there were."""
    period = {"first": EVER, "until": LATER, "seen_on": TODAY}
    found = count(measure, **period)
    ours: Counter[tuple[str, ...]] = Counter()
    one: Counter[tuple[str, ...]] = Counter()
    for key, n in found.items():
        ours[(f"{key.month:%Y-%m}", *key[1:])] += n
        one[(f"{key.month:%Y-%m}", key.part)] += n if key.administration == "hisingen" else 0
    assert counted(measure.id, Asked(EVER, LATER, TODAY)) == ours, measure.id
    assert counted(measure.id, Asked(EVER, LATER, TODAY, "hisingen")) == +one, measure.id
    here = count(measure, **period, cases=Case.objects.filter(administration="hisingen"), finest=False)
    assert {(f"{key.month:%Y-%m}", key.part): n for key, n in here.items()} == +one, measure.id
    return sum(found.values())
