"""Two hundred years in which no administration is unequal: how often does what is published say that one is?"""

import pytest

from kvar.casework.statistics.funnel import ALARM, WATCH
from tests.truth.simulated import Judged, many

YEARS = 200


@pytest.mark.deep
def test_false_alarms_come_no_oftener_than_promised(capsys: pytest.CaptureFixture[str]) -> None:
    found = many(YEARS)
    outside, far = found.share()
    with capsys.disabled():
        _print(found)
    assert found.compared.total() > YEARS * 10  # of sixteen a year: the others are hidden
    assert WATCH / 5 < outside <= WATCH  # calm, but not blind
    assert far <= ALARM


def _print(found: Judged) -> None:
    outside, far = found.share()
    print(f"\n{YEARS} simulated years, {found.compared.total():,} comparisons without any inequality")
    print(
        f"outside 95 %: {outside:.2%} (promised at most {WATCH:.1%}); outside 99.8 %: {far:.3%} (at most {ALARM:.1%})"
    )
    for measure, compared in sorted(found.compared.items()):
        beyond = found.outside[measure] + found.far_outside[measure]
        print(f"  {measure:22}{compared:7,}  {beyond / compared:7.2%}  {found.far_outside[measure] / compared:8.3%}")
