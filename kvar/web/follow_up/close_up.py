"""One comparison close up: the funnel, how long it takes for each, and how it has changed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.equal_treatment.comparing import By, Compared
from kvar.casework.equal_treatment.waiting import waited_by_administration
from kvar.casework.equal_treatment.words import VERDICTS, label_of, quarters_words, unit_names
from kvar.casework.follow_up_report.findings import half_words
from kvar.casework.follow_up_report.pictures import waits_picture
from kvar.casework.measures.measured import ALL, Kind
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases
from kvar.casework.published.tables import Place
from kvar.casework.published.words import quarter_words, share_words, whole_number
from kvar.casework.statistics.funnel import Limits, Placed, Verdict
from kvar.casework.statistics.runs import Found, Pattern, Runs, runs_of
from kvar.paper.charts.drawing import for_page
from kvar.paper.charts.funnels import FunnelChart, Limit, Spot, funnel_chart
from kvar.paper.charts.runs import Figure as Dot
from kvar.paper.charts.runs import Marked, RunChart, run_chart
from kvar.web.follow_up.compared import finding, units_table, warnings

ZONE = {Verdict.INSIDE: 0, Verdict.OUTSIDE_95: 1, Verdict.OUTSIDE_998: 2}
PATTERNS = {
    Pattern.SHIFT_UP: said("%d kvartal i rad över medianen"),
    Pattern.SHIFT_DOWN: said("%d kvartal i rad under medianen"),
    Pattern.TREND_UP: said("%d kvartal i rad uppåt"),
    Pattern.TREND_DOWN: said("%d kvartal i rad nedåt"),
    Pattern.FEW_RUNS: said("byter sällan sida: bara %d perioder på var sin sida om medianen"),
    Pattern.MANY_RUNS: said("byter ofta sida: %d perioder på var sin sida om medianen"),
}


def close_up(compared: Compared, found: Published, every: Published) -> dict[str, Any]:
    """The figures of one comparison. ``every``: all that is published up to the period's end, for the change."""
    cases = Cases()
    shown = {
        "label": label_of(compared.measure, compared.answers),
        "warnings": warnings(compared),
    }
    shown |= {"funnel": _funnel(compared), "change": _change(compared, every, cases)}
    timed = compared.measure.kind is Kind.TIME and compared.by is By.ADMINISTRATION
    return shown | {"waits": _waits(compared, found, cases) if timed else None}


def _funnel(compared: Compared) -> dict[str, Any]:
    told = finding(compared)
    drawn = [one for one in compared.units if one.mixed.standardised is not None and one.verdict in ZONE]
    picture = for_page(funnel_chart, _chart(compared, drawn, told)) if drawn and compared.limits else ""
    table = units_table(compared) if compared.units else None
    return {"finding": told, "svg": picture, "definition": compared.measure.definition, "table": table}


def _chart(compared: Compared, drawn: list[Placed], told: str) -> FunnelChart:
    names, share = unit_names(compared.by), compared.city.yes / compared.city.n
    spots = (
        Spot(name=names[one.unit], n=one.mixed.n, share=one.mixed.standardised or 0, zone=ZONE[one.verdict])
        for one in drawn
    )
    return FunnelChart(
        title=label_of(compared.measure, compared.answers),
        description=told,
        counted=_("Antal ärenden"),
        shared=_("Justerad andel"),
        whole=_("alla %s") % share_words(share),
        zones=(_(VERDICTS[Verdict.INSIDE]), _(VERDICTS[Verdict.OUTSIDE_95]), _(VERDICTS[Verdict.OUTSIDE_998])),
        inner="95 %",
        outer="99,8 %",
        share=share,
        spots=tuple(spots),
        limits=tuple(map(_limit, compared.limits)),
    )


def _limit(one: Limits) -> Limit:
    return Limit(n=one.n, inner=(one.inner.low, one.inner.high), outer=(one.outer.low, one.outer.high))


def _waits(compared: Compared, found: Published, cases: Cases) -> dict[str, Any] | None:
    """A curve per administration; open cases are counted as long as they have been seen."""
    names, curves = unit_names(By.ADMINISTRATION), waited_by_administration(found, compared.measure, cases)
    if not curves:
        return None
    told = "; ".join(f"{names[one.unit]} {half_words(one)}" for one in curves) + "."
    points = curves[0].course.points
    days = [{"text": ""}, *({"text": _("dag %s") % point.day, "number": True} for point in points)]
    rows = [
        [
            {"text": names[one.unit], "head": True},
            *(
                {"text": share_words(point.done), "note": _("följs %s") % whole_number(point.at_risk), "number": True}
                for point in one.course.points
            ),
        ]
        for one in curves
    ]
    definition = _(
        "Andelen som är klar vid slutet av varje dag. Ärenden som ännu väntar räknas med så länge de har följts."
        " Tal som inte visas räknas som väntande."
    )
    left_out = (f"{names[one.unit]}: {quarters_words(one.quarters_hidden)}." for one in curves if one.quarters_hidden)
    definition = " ".join((definition, *left_out))
    picture = waits_picture({names[one.unit]: one for one in curves}, compared.measure, told).for_page()
    table = {"caption": label_of(compared.measure, compared.answers), "columns": days, "rows": rows}
    return {"finding": told, "svg": picture, "definition": definition, "table": table}


def _change(compared: Compared, every: Published, cases: Cases) -> dict[str, Any]:
    """All together, quarter by quarter, judged by rules."""
    place, answers = Place(**cases.places, part=ALL), answers_of(compared.measure)
    tallies = [tally(every.quarter(one), compared.measure.id, answers, place) for one in every.quarters]
    values = [one.yes / one.n if one is not None and one.n else None for one in tallies]
    runs, labels = runs_of(values), [quarter_words(quarter) for quarter in every.quarters]
    told = _change_words(runs)
    rows = [
        [{"text": label, "head": True}, {"text": share_words(value), "number": True}]
        for label, value in zip(labels, values, strict=True)
    ]
    table = {
        "caption": _("Förändring över tid"),
        "columns": [{"text": _("Kvartal")}, {"text": _("Andel"), "number": True}],
        "rows": rows,
    }
    definition = _(
        "Medianen är mitten av kvartalens andelar. Något har förändrats när minst åtta kvartal i rad ligger på samma"
        " sida, eller när sex i rad går åt samma håll. Ovanligt få eller många byten av sida är också ett tecken."
    )
    return {
        "finding": told,
        "svg": _run_picture(compared, runs, values, labels, told),
        "definition": definition,
        "table": table,
    }


def _run_picture(compared: Compared, runs: Runs, values: list[float | None], labels: list[str], told: str) -> str:
    if runs.median is None:
        return ""
    dots = tuple(Dot(label=label, value=value) for label, value in zip(labels, values, strict=True))
    words = {
        "title": label_of(compared.measure, compared.answers),
        "description": told,
        "counted": _("Andel"),
        "figures": dots,
    }
    marked = tuple(Marked(first=one.first, last=one.last, words=_pattern(one)) for one in runs.found)
    middle = _("median %s") % share_words(runs.median)
    return for_page(run_chart, RunChart(**words, middle=middle, median=runs.median, marked=marked, share=True))


def _pattern(found: Found) -> str:
    return _(PATTERNS[found.pattern]) % found.count


def _change_words(runs: Runs) -> str:
    if not runs.enough:
        return _("För få kvartal för att säga om något har förändrats. Det behövs minst tio.")
    if not runs.found:
        return _("Inget tyder på mer än slumpens svängningar.")
    return _("Mer än slumpen: %s.") % "; ".join(map(_pattern, runs.found))
