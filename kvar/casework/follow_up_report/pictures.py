"""The picture of a published measure, as a chart that is not drawn yet: a page and a paper draw it in their own way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.equal_treatment.answers import share_of
from kvar.casework.equal_treatment.waiting import Waited, waited
from kvar.casework.equal_treatment.words import LIMITS, VERDICTS
from kvar.casework.follow_up_report.picture_words import CURVE, FUNNEL, FUNNEL_NOT, RUN, STACKED, Said, pattern_words
from kvar.casework.measures.measured import ALL, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases
from kvar.casework.published.tables import Place
from kvar.casework.published.words import NOT_SHOWN, quarter_words, share_words, short_names
from kvar.casework.statistics.funnel import Limits, Placed, Verdict
from kvar.casework.statistics.runs import runs_of
from kvar.casework.statistics.survival import BOUNDS, Course
from kvar.content.load import load
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.funnels import FunnelChart, Limit, Spot, funnel_chart
from kvar.paper.charts.runs import Figure as Dot
from kvar.paper.charts.runs import Marked, RunChart, run_chart
from kvar.paper.charts.waits import Curve, Stair, SurvivalChart, survival_chart
from kvar.paper.report.told import Picture

Drawing = Callable[[Published, Measure, Cases, str], Picture | None]
Shares = Sequence[tuple[str, float | None]]
"""Each with the name of its time; None is not shown."""
_ZONES = (Verdict.INSIDE, Verdict.OUTSIDE_95, Verdict.OUTSIDE_998)


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
    return Picture(bar_chart, BarChart(**told, stacked=True), STACKED) if any(bar.count for bar in bars) else None


def _run(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture | None:
    told = {"title": str(measure.label), "description": finding, "counted": _("Andel ja")}
    shares = shares_by_quarter(published, measure, cases)
    return shares_picture(shares, told, RUN, marked=marks_of(shares))


def marks_of(shares: Shares) -> tuple[Marked, ...]:
    """What the rules find in quarters, for the picture."""
    found = runs_of([share for _label, share in shares]).found
    return tuple(Marked(first=one.first, last=one.last, words=pattern_words(one)) for one in found)


def shares_by_quarter(published: Published, measure: Measure, cases: Cases) -> Shares:
    """The share of yes among those known."""
    place = Place(**cases.places)
    return [(quarter_words(one), share_of(published.quarter(one), measure, place)) for one in published.quarters]


def shares_picture(
    shares: Shares, told: Mapping[str, Any], shows: Said, *, marked: tuple[Marked, ...] = ()
) -> Picture | None:
    """Shares beside their median; one that is not shown is a gap, and says so below its place.

    None where fewer than half of them are shown: which those are is not by chance. Mixed quarters are hidden first, and
    what is left would be drawn as all or nothing.

    ``told``: title, description and what is counted.
    """
    middle = runs_of([share for _label, share in shares]).median
    if middle is None or 2 * sum(share is not None for _label, share in shares) < len(shares):
        return None
    dots = tuple(
        Dot(label=label if share is not None else f"{label} {NOT_SHOWN}", value=share) for label, share in shares
    )
    words = {**told, "middle": _("median %s") % share_words(middle)}
    return Picture(run_chart, RunChart(**words, figures=dots, median=middle, marked=marked, share=True), shows)


def _curve(published: Published, measure: Measure, cases: Cases, finding: str) -> Picture | None:
    found = waited(published, measure, cases)
    return waits_picture({_("Alla"): found}, measure, finding, CURVE) if found else None


def waits_picture(curves: Mapping[str, Waited], measure: Measure, finding: str, shows: Said) -> Picture:
    """The share that is done day by day, a curve for each name."""
    told: dict[str, Any] = {"title": str(measure.label), "description": finding, "counted": _("Dagar")}
    drawn = tuple(drawn_curve(name, one.course) for name, one in curves.items())
    chart = SurvivalChart(**told, shared=_("Andel klara"), followed=_("Följs ännu"), days=BOUNDS, curves=drawn)
    return Picture(survival_chart, chart, shows)


def drawn_curve(name: str, course: Course) -> Curve:
    """A curve with its limits, and how many are followed."""
    stairs = tuple(
        Stair(day=point.day, share=point.done, low=1 - point.interval.high, high=1 - point.interval.low)
        for point in course.points
    )
    at_risk = {point.day: point.at_risk for point in course.points}
    return Curve(name=name, stairs=stairs, at_risk=tuple(at_risk.get(day) for day in BOUNDS))


def funnel_picture(
    units: Mapping[str, Placed], limits: Iterable[Limits], *, city: float, told: Mapping[str, Any]
) -> Picture:
    """Adjusted shares by how many they are of, beside the share of all, within what chance can give.

    ``units``: by the names to draw. ``told``: title and description.
    """
    spots = (
        Spot(name=name, n=one.mixed.own.n, share=one.mixed.standardised or 0, zone=_ZONES.index(one.verdict))
        for name, one in units.items()
    )
    chart = FunnelChart(
        **told,
        counted=_("Antal ärenden"),
        shared=_("Justerad andel"),
        whole=_("alla %s") % share_words(city),
        zones=(_(VERDICTS[Verdict.INSIDE]), _(VERDICTS[Verdict.OUTSIDE_95]), _(VERDICTS[Verdict.OUTSIDE_998])),
        inner=_("inre gräns"),
        outer=_("yttre gräns"),
        share=city,
        spots=tuple(spots),
        limits=tuple(map(_limit, limits)),
    )
    return Picture(funnel_chart, chart, (*FUNNEL, LIMITS, *FUNNEL_NOT))


def _limit(one: Limits) -> Limit:
    return Limit(n=one.n, inner=(one.inner.low, one.inner.high), outer=(one.outer.low, one.outer.high))


PICTURES: Mapping[Kind, Drawing] = {Kind.COUNT: _bars, Kind.SHARE: _run, Kind.TIME: _curve}
