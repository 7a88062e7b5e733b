"""The gallery's charts: each kind with invented figures, made as a page makes them. Nobody there exists."""

from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.statistics.funnel import Limits, Placed, Verdict, curve, funnel
from kvar.casework.statistics.mix import Strata, Tally, city_of, share_of_city
from kvar.casework.statistics.runs import runs_of
from kvar.casework.statistics.survival import BOUNDS, Course, life_table
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.drawing import for_page
from kvar.paper.charts.funnels import FunnelChart, Limit, Spot, funnel_chart
from kvar.paper.charts.runs import Figure, Marked, RunChart, run_chart
from kvar.paper.charts.waits import Curve, Stair, SurvivalChart, survival_chart
from kvar.web.ui import wording

_ZONES = {Verdict.INSIDE: 0, Verdict.NOTHING: 0, Verdict.OUTSIDE_95: 1, Verdict.OUTSIDE_998: 2}
# Per administration: families, single; (cases, of them reached within a day).
_REACHED = {
    "Centrum": ((112, 81), (310, 190)),
    "Hisingen": ((160, 118), (402, 251)),
    "Nordost": ((190, 101), (301, 178)),
    "Sydväst": ((61, 46), (140, 92)),
}
_DAYS = {
    "Barnfamiljer": {"after_0": 120, "after_1": 310, "after_3": 200, "after_7": 150, "open_7": 20, "open_30": 90},
    "Hushåll utan barn": {
        "after_0": 60,
        "after_1": 210,
        "after_3": 300,
        "after_14": 350,
        "open_14": 40,
        "open_90": 190,
    },
    "Inte känt": {"after_1": 12, "after_7": 31, "after_30": 22, "open_3": 4, "open_more": 25},
}
_PEOPLE = (
    "Alva B",
    "Bo L",
    "Cecilia R",
    "Davoud H",
    "Elin S",
    "Fatima A",
    "Gun-Britt O",
    "Hamid K",
    "Ingela N",
    "Jonas M",
)
_MONTHS = (61, 55, 64, 58, 66, 52, 60, 57, 70, 72, 69, 74, 71, 73, 76, 70, 75, 62, None, 55, 58, 50, 61, 57)


def pictures() -> list[dict[str, Any]]:
    """A figure of each kind of chart, each with its finding, its definition and its table."""
    return [_bars(), _people(), _funnel(), _waits(), _runs()]


def _bars() -> dict[str, Any]:
    told = {"title": _("Inkomna underrättelser"), "description": _("Flest i oktober."), "counted": _("Antal")}
    months = [f"{_(wording.SHORT_MONTHS[month])} 26" for month in range(12)]
    counts = [[30 + (month * 7 + turn * 11) % 25 for turn in range(len(_REACHED))] for month in range(12)]
    bars = tuple(
        Bar(group=month, series=place, count=count)
        for month, row in zip(months, counts, strict=True)
        for place, count in zip(_REACHED, row, strict=True)
    )
    rows = [[month, *map(str, row)] for month, row in zip(months, counts, strict=True)]
    svg = for_page(bar_chart, BarChart(**told, bars=bars, stacked=True))
    return _figure(told["description"], svg, told["title"], [_("Månad"), *_REACHED], rows)


def _people() -> dict[str, Any]:
    told = {"title": _("Öppna ärenden per person"), "description": _("Alva B har mest."), "counted": _("Antal")}
    counts = {name: 24 - turn for turn, name in enumerate(_PEOPLE)}
    bars = tuple(Bar(group=name, series=_("Öppna ärenden"), count=count) for name, count in counts.items())
    svg = for_page(bar_chart, BarChart(**told, bars=bars, lying=True, height=220))
    rows = [[name, str(count)] for name, count in counts.items()]
    return _figure(told["description"], svg, told["title"], [_("Vem"), _("Antal")], rows)


def _funnel() -> dict[str, Any]:
    units: dict[str, Strata] = {
        place: {kind: Tally(n=n, yes=yes) for kind, (n, yes) in zip(("family", "single"), parts, strict=True)}
        for place, parts in _REACHED.items()
    }
    placed, city = funnel(units), city_of(units)
    share = share_of_city(city) or 0.0
    whole = [tally for tally in city.values() if tally]
    most = max(one.mixed.n for one in placed)
    lines = curve(total=sum(one.n for one in whole), yes=sum(one.yes for one in whole), upto=round(most * 1.2))
    chart = FunnelChart(
        title=_("Kontakt inom en arbetsdag"),
        description=_("Nordost når färre än väntat. Skillnaden är större än slumpen kan förklara."),
        counted=_("Antal ärenden"),
        shared=_("Andel med kontakt inom en arbetsdag"),
        whole=_("hela staden %s") % _percent(share),
        zones=(_("slumpen kan förklara det"), _("utanför 95 %-gränsen"), _("utanför 99,8 %-gränsen")),
        inner="95\u00a0%",
        outer="99,8\u00a0%",
        share=share,
        spots=tuple(_spot(one) for one in placed),
        limits=tuple(map(_limit, lines)),
    )
    rows = [
        [one.unit, str(one.mixed.n), _percent(one.mixed.standardised or 0), chart.zones[_spot(one).zone]]
        for one in placed
    ]
    columns = [_("Förvaltning"), _("Ärenden"), _("Andel"), _("Läge")]
    return _figure(chart.description, for_page(funnel_chart, chart), chart.title, columns, rows)


def _limit(one: Limits) -> Limit:
    return Limit(n=one.n, inner=(one.inner.low, one.inner.high), outer=(one.outer.low, one.outer.high))


def _spot(placed: Placed) -> Spot:
    share = placed.mixed.standardised or 0.0
    return Spot(name=placed.unit, n=placed.mixed.n, share=share, zone=_ZONES[placed.verdict])


def _waits() -> dict[str, Any]:
    courses = {name: life_table(parts) for name, parts in _DAYS.items()}
    chart = SurvivalChart(
        title=_("Dagar till första kontakt"),
        description=_("Hälften av barnfamiljerna har fått kontakt inom tre dagar."),
        counted=_("Dagar från ankomst"),
        shared=_("Andel med kontakt"),
        followed=_("Så många följs ännu"),
        days=BOUNDS,
        curves=tuple(_curve(name, course) for name, course in courses.items()),
    )
    rows = [
        [name, str(point.day), _percent(point.done), str(point.at_risk)]
        for name, course in courses.items()
        for point in course.points
    ]
    columns = [_("Hushåll"), _("Dag"), _("Andel"), _("Följs ännu")]
    return _figure(chart.description, for_page(survival_chart, chart), chart.title, columns, rows)


def _curve(name: str, course: Course) -> Curve:
    at_risk = {point.day: point.at_risk for point in course.points}
    return Curve(
        name=name,
        stairs=tuple(
            Stair(day=point.day, share=point.done, low=1 - point.interval.high, high=1 - point.interval.low)
            for point in course.points
        ),
        at_risk=tuple(at_risk.get(day) for day in BOUNDS),
    )


def _runs() -> dict[str, Any]:
    values = [None if value is None else value / 100 for value in _MONTHS]
    labels = [f"{_(wording.SHORT_MONTHS[place % 12])} {25 + place // 12}" for place in range(len(values))]
    runs = runs_of(values)
    shifts = [one for one in runs.found if one.pattern.startswith("shift")]
    chart = RunChart(
        title=_("Kontakt inom en arbetsdag"),
        description=_("Nio månader i rad låg andelen över medianen."),
        counted=_("Andel med kontakt inom en arbetsdag"),
        middle=_("median %s") % _percent(runs.median or 0),
        median=runs.median,
        figures=tuple(Figure(label=label, value=value) for label, value in zip(labels, values, strict=True)),
        marked=tuple(
            Marked(first=one.first, last=one.last, words=_("%d i rad över medianen") % one.count) for one in shifts
        ),
        share=True,
    )
    told = ["–" if value is None else _percent(value) for value in values]
    rows = [list(row) for row in zip(labels, told, strict=True)]
    return _figure(chart.description, for_page(run_chart, chart), chart.title, [_("Månad"), _("Andel")], rows)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"


def _figure(finding: str, svg: str, caption: str, columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    heads = [{"text": column} for column in columns]
    cells = [[{"text": text, "head": not place} for place, text in enumerate(row)] for row in rows]
    table = {"caption": caption, "columns": heads, "rows": cells}
    return {"finding": finding, "svg": svg, "definition": _("Påhittade siffror."), "table": table}
