"""An example of each chart, for the tests that every chart must pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.funnels import FunnelChart, Limit, Spot, funnel_chart
from kvar.paper.charts.runs import Figure, Marked, RunChart, run_chart
from kvar.paper.charts.waits import Curve, Stair, SurvivalChart, survival_chart
from kvar.paper.svg import Svg

DAYS = (0, 1, 3, 7, 14, 30, 90)
TOLD = {"title": "Kontakt", "description": "Nordost når färre."}


def _curve(name: str, top: float) -> Curve:
    stairs = tuple(
        Stair(day=day, share=top * place / 6, low=top * place / 7, high=min(1.0, top * place / 5))
        for place, day in enumerate(DAYS)
    )
    return Curve(name=name, stairs=stairs, at_risk=(1200, 1100, 900, 500, None, 90, 4))


BARS = BarChart(**TOLD, counted="Antal", bars=tuple(Bar(group=one, series="Öppna", count=3) for one in "abc"))
FUNNEL = FunnelChart(
    **TOLD,
    counted="Antal ärenden",
    shared="Andel med kontakt",
    whole="hela staden 60\u00a0%",
    zones=("inom gränserna", "utanför 95\u00a0%", "utanför 99,8\u00a0%"),
    inner="95\u00a0%",
    outer="99,8\u00a0%",
    share=0.6,
    spots=tuple(
        Spot(name=name, n=n, share=share, zone=zone)
        for name, n, share, zone in (("Centrum", 1200, 0.61, 0), ("Nordost", 900, 0.49, 2), ("Hisingen", 400, 0.66, 1))
    ),
    limits=tuple(
        Limit(n=n, inner=(0.6 - n**-0.5, 0.6 + n**-0.5), outer=(0.6 - 1.6 * n**-0.5, 0.6 + 1.6 * n**-0.5))
        for n in (10, 50, 200, 500, 900, 1300)
    ),
)
WAITS = SurvivalChart(
    **TOLD,
    counted="Dagar från ankomst",
    shared="Andel med kontakt",
    followed="Så många följs ännu",
    days=DAYS,
    curves=(_curve("Barnfamiljer", 0.9), _curve("Utan barn", 0.7)),
)
RUNS = RunChart(
    **TOLD,
    counted="Antal",
    middle="median 1\u00a0200",
    median=1200.0,
    figures=tuple(
        Figure(label=f"{month} 26", value=value)
        for month, value in zip(("jan", "feb", "mars", "april"), (1000, 1400, None, 1300), strict=True)
    ),
    marked=(Marked(first=1, last=3, words="tre i rad över medianen"),),
)


@dataclass(frozen=True)
class Example:
    draw: Callable[[Any], Svg]
    chart: Any
    empty: Any


_NONE: dict[str, Any] = {**TOLD, "counted": "Antal"}
EXAMPLES = {
    "bars": Example(bar_chart, BARS, BarChart(**_NONE, bars=())),
    "funnel": Example(
        funnel_chart,
        FUNNEL,
        FunnelChart(
            **_NONE, shared="", whole="", zones=("a", "b", "c"), inner="", outer="", share=0.5, spots=(), limits=()
        ),
    ),
    "waits": Example(survival_chart, WAITS, SurvivalChart(**_NONE, shared="", followed="", days=DAYS, curves=())),
    "runs": Example(run_chart, RUNS, RunChart(**_NONE, middle="", median=None, figures=())),
}
