"""One comparison close up: the funnel, how long it takes for each, and how it has changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.equal_treatment.comparing import By, Compared
from kvar.casework.equal_treatment.waiting import Waited, waited_by_administration
from kvar.casework.equal_treatment.words import label_of, quarters_words, unit_names
from kvar.casework.follow_up_report.findings import half_words
from kvar.casework.follow_up_report.picture_words import CHANGE, CURVES, pattern_words
from kvar.casework.follow_up_report.pictures import (
    funnel_picture,
    marks_of,
    shares_by_quarter,
    shares_picture,
    waits_picture,
)
from kvar.casework.measures.measured import Kind
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases
from kvar.casework.published.words import share_words, whole_number
from kvar.casework.statistics.runs import Runs, runs_of
from kvar.web.follow_up.compared import finding, units_table, warnings
from kvar.web.ui.measure_figure import drawn


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
    told, names, city = finding(compared), unit_names(compared.by), compared.city.share
    picture = None
    if compared.placed and compared.limits and city is not None:
        words = {"title": label_of(compared.measure, compared.answers), "description": told}
        units = {names[one.unit]: one for one in compared.placed}
        picture = funnel_picture(units, compared.limits, city=city, told=words)
    table = units_table(compared) if compared.units else None
    return {"finding": told, **drawn(picture), "definition": compared.measure.definition, "table": table}


def _waits(compared: Compared, found: Published, cases: Cases) -> dict[str, Any]:
    """A curve per administration; open cases are counted as long as they have been seen."""
    names, curves = unit_names(By.ADMINISTRATION), waited_by_administration(found, compared.measure, cases)
    if not curves:
        return {"finding": _("Ingen kurva: för många av talen visas inte."), "svg": "", "definition": "", "table": None}
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
    definition = " ".join((_("Tal som inte visas räknas som väntande."), *_left_out(curves, names)))
    picture = waits_picture({names[one.unit]: one for one in curves}, compared.measure, told, CURVES)
    table = {"caption": label_of(compared.measure, compared.answers), "columns": days, "rows": rows}
    return {"finding": told, **drawn(picture), "definition": definition, "table": table}


def _left_out(curves: Iterable[Waited], names: Mapping[str, str]) -> Iterator[str]:
    """Who has no curve, and whose curve is without some quarters."""
    shown = {one.unit: one for one in curves}
    if missing := [name for unit, name in names.items() if unit not in shown]:
        yield _("Ingen kurva, för att för många av talen inte visas: %s.") % ", ".join(missing)
    for unit, one in shown.items():
        if one.quarters_hidden:
            yield f"{names[unit]}: {quarters_words(one.quarters_hidden)}."


def _change(compared: Compared, every: Published, cases: Cases) -> dict[str, Any]:
    """All together, quarter by quarter, judged by rules."""
    shares, label = shares_by_quarter(every, compared.measure, cases), label_of(compared.measure, compared.answers)
    runs = runs_of([share for _label, share in shares])
    finding = _change_words(runs)
    told = {"title": label, "description": finding, "counted": _("Andel")}
    picture = shares_picture(shares, told, CHANGE, marked=marks_of(shares))
    table = {
        "caption": _("Förändring över tid"),
        "columns": [{"text": _("Kvartal")}, {"text": _("Andel"), "number": True}],
        "rows": [
            [{"text": name, "head": True}, {"text": share_words(share), "number": True}] for name, share in shares
        ],
    }
    definition = _(
        "Något har förändrats när minst åtta kvartal i rad ligger på samma sida av medianen,"
        " eller när sex i rad går åt samma håll. Ovanligt få eller många byten av sida är också ett tecken."
    )
    return {"finding": finding, **drawn(picture), "definition": definition, "table": table}


def _change_words(runs: Runs) -> str:
    if not runs.enough:
        return _("För få kvartal för att säga om något har förändrats. Det behövs minst tio.")
    if not runs.found:
        return _("Inget tyder på mer än slumpens svängningar.")
    return _("Mer än slumpen: %s.") % "; ".join(map(pattern_words, runs.found))
