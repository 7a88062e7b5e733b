"""The gallery's charts: each kind with invented figures, made as a page makes them. Nobody there exists."""

from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.equal_treatment.mixing import QuarterMix, mixed
from kvar.casework.equal_treatment.words import verdict_words
from kvar.casework.follow_up_report.picture_words import RUN
from kvar.casework.follow_up_report.pictures import drawn_curve, funnel_picture, shares_picture
from kvar.casework.published.words import share_words
from kvar.casework.statistics.funnel import curve, place
from kvar.casework.statistics.mix import Tally, together
from kvar.casework.statistics.runs import runs_of
from kvar.casework.statistics.survival import BOUNDS, life_table
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.drawing import for_page
from kvar.paper.charts.runs import Marked
from kvar.paper.charts.waits import SurvivalChart, survival_chart
from kvar.web.ui import wording

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
    quarter = _quarter()
    placed = {unit: place(unit, one) for unit in quarter.units if (one := mixed(unit, [quarter]))}
    most = max(one.mixed.own.n for one in placed.values())
    told = {
        "title": _("Kontakt inom en arbetsdag"),
        "description": _("Nordost når färre än väntat. Skillnaden är större än slumpen kan förklara."),
    }
    limits = curve(total=quarter.city.n, yes=quarter.city.yes, upto=round(most * 1.2))
    svg = funnel_picture(placed, limits, city=quarter.city.share or 0.0, told=told).for_page()
    rows = [
        [name, str(one.mixed.own.n), share_words(one.mixed.standardised), verdict_words(one)]
        for name, one in placed.items()
    ]
    columns = [_("Förvaltning"), _("Ärenden"), _("Andel"), _("Läge")]
    return _figure(told["description"], svg, told["title"], columns, rows)


def _quarter() -> QuarterMix:
    parts = {place: [Tally(n=n, yes=yes) for n, yes in told] for place, told in _REACHED.items()}
    units = {place: together(tallies) for place, tallies in parts.items()}
    strata = {
        kind: (together(tallies), dict(zip(parts, (one.n for one in tallies), strict=True)))
        for kind, tallies in zip(("family", "single"), zip(*parts.values(), strict=True), strict=True)
    }
    sizes = {place: one.n for place, one in units.items()}
    return QuarterMix(city=together(units.values()), units=units, sizes=sizes, strata=strata)


def _waits() -> dict[str, Any]:
    courses = {name: life_table(parts) for name, parts in _DAYS.items()}
    chart = SurvivalChart(
        title=_("Dagar till första kontakt"),
        description=_("Hälften av barnfamiljerna har fått kontakt inom tre dagar."),
        counted=_("Dagar från ankomst"),
        shared=_("Andel med kontakt"),
        followed=_("Så många följs ännu"),
        days=BOUNDS,
        curves=tuple(drawn_curve(name, course) for name, course in courses.items()),
    )
    rows = [
        [name, str(point.day), share_words(point.done), str(point.at_risk)]
        for name, course in courses.items()
        for point in course.points
    ]
    columns = [_("Hushåll"), _("Dag"), _("Andel"), _("Följs ännu")]
    return _figure(chart.description, for_page(survival_chart, chart), chart.title, columns, rows)


def _runs() -> dict[str, Any]:
    values = [None if value is None else value / 100 for value in _MONTHS]
    labels = [f"{_(wording.SHORT_MONTHS[place % 12])} {25 + place // 12}" for place in range(len(values))]
    runs = runs_of(values)
    shifts = [one for one in runs.found if one.pattern.startswith("shift")]
    marked = tuple(
        Marked(first=one.first, last=one.last, words=_("%d i rad över medianen") % one.count) for one in shifts
    )
    told = {
        "title": _("Kontakt inom en arbetsdag"),
        "description": _("Nio månader i rad låg andelen över medianen."),
        "counted": _("Andel med kontakt inom en arbetsdag"),
    }
    picture = shares_picture([*zip(labels, values, strict=True)], told, RUN, marked=marked)
    rows = [[label, share_words(value)] for label, value in zip(labels, values, strict=True)]
    svg = picture.for_page() if picture else ""
    return _figure(told["description"], svg, told["title"], [_("Månad"), _("Andel")], rows)


def _figure(finding: str, svg: str, caption: str, columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    heads = [{"text": column} for column in columns]
    cells = [[{"text": text, "head": not place} for place, text in enumerate(row)] for row in rows]
    table = {"caption": caption, "columns": heads, "rows": cells}
    return {"finding": finding, "svg": svg, "definition": _("Påhittade siffror."), "table": table}
