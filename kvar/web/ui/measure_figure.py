"""A published measure as a figure: the finding in one sentence, the picture, the definition, the numbers as a table."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.equal_treatment.waiting import Waited, waited
from kvar.casework.measures.days_parts import BOUNDS
from kvar.casework.measures.measured import ALL, UNKNOWN, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases, Tabled, by_quarter
from kvar.casework.published.tables import Place
from kvar.casework.statistics.runs import runs_of
from kvar.content.load import load
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.drawing import for_page
from kvar.paper.charts.runs import Figure as Dot
from kvar.paper.charts.runs import RunChart, run_chart
from kvar.paper.charts.waits import Curve, Stair, SurvivalChart, survival_chart
from kvar.paper.svg import Svg
from kvar.web.ui.measured import number, percent, period_words, quarter_words, table_shown, whole_number
from kvar.web.ui.names import short_names

Picture = Svg | str


def measure_figure(published: Published, measure: Measure, cases: Cases) -> dict[str, Any]:
    """What ``ui/components/figure.html`` shows."""
    table = by_quarter(published, measure, cases)
    finding = (
        f"{capfirst(period_words(published.quarters))}: {FINDINGS[measure.kind](published, measure, cases, table)}."
    )
    svg = PICTURES[measure.kind](published, measure, cases, finding) if table.total.least else ""
    shown = {"svg": svg, "definition": measure.definition, "table": table_shown(table, caption=str(measure.label))}
    return {"finding": finding, **shown}


def _counted(_published: Published, _measure: Measure, _cases: Cases, table: Tabled) -> str:
    """How many, and which part is the largest."""
    if not table.total.least:
        return _("inget som kan visas") if table.total.hidden else _("inga")
    most = max(table.rows[:-1], key=lambda row: row.figures[-1].least)
    if len(table.rows) < 3 or not most.figures[-1].least:
        return number(table.total)
    told = {"n": number(table.total), "part": most.label, "m": number(most.figures[-1])}
    return _("%(n)s, mest %(part)s (%(m)s)") % told


def _shared(published: Published, measure: Measure, cases: Cases, _table: Tabled) -> str:
    """The share of those known, and how many are not known."""
    found = tally(published, measure.id, answers_of(measure), Place(**cases.places, part=ALL))
    if found is None or not found.n:
        return _("för få för att visa en andel") if found is None else _("inga ärenden där svaret är känt")
    told = {"share": percent(found.yes / found.n), "n": whole_number(found.n)}
    unknown = published.sum(measure.id, **cases.places, part=UNKNOWN)
    said = _("ja i %(share)s av %(n)s där svaret är känt") % told
    return said if unknown.shown == 0 else _("%(said)s; %(m)s är inte kända") % {"said": said, "m": number(unknown)}


def _timed(published: Published, measure: Measure, cases: Cases, _table: Tabled) -> str:
    """When half are done, and how many are within the days that are compared."""
    found = waited(published, measure, cases)
    if found is None:
        return _("för få för att visa hur lång tid det tar")
    within = answers_of(measure).within or BOUNDS[-1]
    told = {"half": half_words(found), "within": within, "n": whole_number(found.course.n)}
    told["share"] = percent(1 - found.course.waiting(within)) if found.course.points[-1].day >= within else "–"
    return _("%(half)s, %(share)s inom %(within)s dagar, av %(n)s ärenden") % told


def half_words(found: Waited) -> str:
    """*hälften inom 2–3 dagar*."""
    middle = found.course.median
    if middle.day is None:
        return _("färre än hälften inom %s dagar") % BOUNDS[-1]
    if middle.day == 0:
        return _("hälften samma dag")
    first = (middle.after or 0) + 1
    days = str(middle.day) if first == middle.day else f"{first}–{middle.day}"
    return _("hälften inom %s dagar") % days if middle.day > 1 else _("hälften inom en dag")


Finding = Callable[[Published, Measure, Cases, Tabled], str]
FINDINGS: Mapping[Kind, Finding] = {Kind.COUNT: _counted, Kind.SHARE: _shared, Kind.TIME: _timed}


def _bars(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture:
    """How many per quarter, stacked by administration unless one is chosen; what is hidden is not drawn."""
    places = [place for place in load().organisation.administrations if cases.administration in (ALL, place.id)]
    names = dict(zip([place.id for place in places], short_names([place.label for place in places]), strict=True))
    bars = tuple(
        Bar(
            group=quarter_label(quarter),
            series=name,
            count=published.quarter(quarter).sum(measure.id, **cases.places | {"administration": place}).least,
        )
        for quarter in published.quarters
        for place, name in names.items()
    )
    told = {"title": str(measure.label), "description": finding, "counted": _("Antal"), "bars": bars}
    return for_page(bar_chart, BarChart(**told, stacked=True)) if any(bar.count for bar in bars) else ""


def _run(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture:
    """The share quarter by quarter, beside its median; a quarter that is hidden is a gap."""
    place, answers = Place(**cases.places, part=ALL), answers_of(measure)
    tallies = [tally(published.quarter(one), measure.id, answers, place) for one in published.quarters]
    values = [one.yes / one.n if one is not None and one.n else None for one in tallies]
    middle = runs_of(values).median
    if middle is None:
        return ""
    dots = tuple(
        Dot(label=quarter_label(day), value=value) for day, value in zip(published.quarters, values, strict=True)
    )
    told = {"title": str(measure.label), "description": finding, "counted": _("Andel ja"), "figures": dots}
    return for_page(run_chart, RunChart(**told, middle=_("median %s") % percent(middle), median=middle, share=True))


def _curve(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture:
    found = waited(published, measure, cases)
    return waits_picture({_("Alla"): found}, measure, finding) if found else ""


def waits_picture(curves: Mapping[str, Waited], measure: Measure, finding: str) -> Picture:
    """The share that is done day by day, a curve for each name."""
    told = {"title": str(measure.label), "description": finding, "counted": _("Dagar"), "shared": _("Andel klara")}
    drawn = tuple(_drawn_curve(name, one) for name, one in curves.items())
    return for_page(survival_chart, SurvivalChart(**told, followed=_("Följs ännu"), days=BOUNDS, curves=drawn))


def _drawn_curve(name: str, found: Waited) -> Curve:
    stairs = tuple(
        Stair(day=point.day, share=point.done, low=1 - point.interval.high, high=1 - point.interval.low)
        for point in found.course.points
    )
    at_risk = {point.day: point.at_risk for point in found.course.points}
    return Curve(name=name, stairs=stairs, at_risk=tuple(at_risk.get(day) for day in BOUNDS))


Drawing = Callable[[Published, Measure, Cases, str], Picture]
PICTURES: Mapping[Kind, Drawing] = {Kind.COUNT: _bars, Kind.SHARE: _run, Kind.TIME: _curve}


def quarter_label(quarter: date) -> str:
    """A quarter along an axis, in two words: *jan–mars 2026*."""
    return quarter_words(quarter)
