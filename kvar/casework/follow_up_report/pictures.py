"""The picture of a published measure, as a chart that is not drawn yet: a page and a paper draw it in their own way."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.equal_treatment.waiting import Waited, waited
from kvar.casework.measures.measured import ALL, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases
from kvar.casework.published.tables import Place
from kvar.casework.published.words import quarter_words, share_words, short_names
from kvar.casework.statistics.runs import runs_of
from kvar.casework.statistics.survival import BOUNDS
from kvar.content.load import load
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.runs import Figure as Dot
from kvar.paper.charts.runs import RunChart, run_chart
from kvar.paper.charts.waits import Curve, Stair, SurvivalChart, survival_chart
from kvar.paper.report.told import Picture

Drawing = Callable[[Published, Measure, Cases, str], Picture | None]


def picture_of(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture | None:
    """The picture, or None where there is nothing to draw."""
    return PICTURES[measure.kind](published, measure, cases, finding)


def _bars(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture | None:
    """How many per quarter, stacked by administration unless one is chosen; what is hidden is not drawn."""
    places = [place for place in load().organisation.administrations if cases.administration in (ALL, place.id)]
    names = dict(zip([place.id for place in places], short_names([place.label for place in places]), strict=True))
    bars = tuple(
        Bar(
            group=quarter_words(quarter),
            series=name,
            count=published.quarter(quarter).sum(measure.id, **cases.places | {"administration": place}).least,
        )
        for quarter in published.quarters
        for place, name in names.items()
    )
    told: dict[str, Any] = {"title": str(measure.label), "description": finding, "counted": _("Antal"), "bars": bars}
    return Picture(bar_chart, BarChart(**told, stacked=True)) if any(bar.count for bar in bars) else None


def _run(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture | None:
    """The share quarter by quarter, beside its median; a quarter that is hidden is a gap."""
    place, answers = Place(**cases.places, part=ALL), answers_of(measure)
    tallies = [tally(published.quarter(one), measure.id, answers, place) for one in published.quarters]
    values = [one.yes / one.n if one is not None and one.n else None for one in tallies]
    middle = runs_of(values).median
    if middle is None:
        return None
    dots = tuple(
        Dot(label=quarter_words(day), value=value) for day, value in zip(published.quarters, values, strict=True)
    )
    told: dict[str, Any] = {"title": str(measure.label), "description": finding, "counted": _("Andel ja")}
    middle_words = _("median %s") % share_words(middle)
    return Picture(run_chart, RunChart(**told, figures=dots, middle=middle_words, median=middle, share=True))


def _curve(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture | None:
    found = waited(published, measure, cases)
    return waits_picture({_("Alla"): found}, measure, finding) if found else None


def waits_picture(curves: Mapping[str, Waited], measure: Measure, finding: str) -> Picture:
    """The share that is done day by day, a curve for each name."""
    told: dict[str, Any] = {"title": str(measure.label), "description": finding, "counted": _("Dagar")}
    drawn = tuple(_drawn_curve(name, one) for name, one in curves.items())
    chart = SurvivalChart(**told, shared=_("Andel klara"), followed=_("Följs ännu"), days=BOUNDS, curves=drawn)
    return Picture(survival_chart, chart)


def _drawn_curve(name: str, found: Waited) -> Curve:
    stairs = tuple(
        Stair(day=point.day, share=point.done, low=1 - point.interval.high, high=1 - point.interval.low)
        for point in found.course.points
    )
    at_risk = {point.day: point.at_risk for point in found.course.points}
    return Curve(name=name, stairs=stairs, at_risk=tuple(at_risk.get(day) for day in BOUNDS))


PICTURES: Mapping[Kind, Drawing] = {Kind.COUNT: _bars, Kind.SHARE: _run, Kind.TIME: _curve}
