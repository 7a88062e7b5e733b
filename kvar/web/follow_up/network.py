"""Månadsblad till nätverket: the unit's own numbers on one A4, on the screen, printed, or as PDF."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.network_sheet.counted import last_days_met
from kvar.casework.network_sheet.sheet import NetworkSheet, network_sheet
from kvar.casework.published.words import whole_number
from kvar.content.load import load
from kvar.paper.network_sheet import SheetPaper, SheetSection, network_sheet_pdf
from kvar.web.follow_up.forms_network import MonthForm
from kvar.web.follow_up.sections import sections
from kvar.web.ui import clock
from kvar.web.ui.page import page
from kvar.web.ui.wording import MONTHS, day


@page
def network(request: HttpRequest) -> HttpResponse:
    """The sheet of the month that the address names, else of the last whole one."""
    form = MonthForm.asked(request.GET.dict(), today=clock.today(request))
    paper, month = _paper(request, form.month), f"{form.month:%Y-%m}"
    shown = {"sections": sections(request, request.actor), "form": form, "sheet": paper, "month": month}
    return render(request, "follow_up/network.html", shown | {"table": _table(paper), "definitions": _definitions()})


@page
def network_file(request: HttpRequest) -> HttpResponse:
    """The same as PDF."""
    today = clock.today(request)
    month = MonthForm.asked(request.GET.dict(), today=today).month
    headers = {"Content-Disposition": f'inline; filename="manadsblad-{month:%Y-%m}.pdf"'}
    pdf = network_sheet_pdf(_paper(request, month), on=today)
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _paper(request: HttpRequest, month: date) -> SheetPaper:
    found = network_sheet(actor=request.actor, month=month, today=clock.today(request))
    organisation, actor = load().organisation, request.actor
    unit = next((one.label for one in organisation.units if one.id == actor.unit), "")
    place = ", ".join(filter(None, (organisation.administration(actor.administration).label, unit)))
    return SheetPaper(
        title=_("Månadsblad till nätverket, %s") % _month(month),
        place=place,
        warning=_("Arbetsmaterial, skicka inte vidare."),
        told=_told(found),
        heads=("", capfirst(_month(found.month)), capfirst(_month(found.before))),
        sections=tuple(
            SheetSection(
                label=str(section.label),
                rows=tuple((str(r.label), whole_number(r.now), whole_number(r.before)) for r in section.rows),
            )
            for section in found.sections
        ),
        lift=_("Det här vill vi lyfta i nätverket"),
    )


def _told(found: NetworkSheet) -> str:
    counted = _("Räknat till och med %s ur vår förvaltnings eget arbete.") % day(found.until)
    return f"{counted} " + _(
        "Överlämningarna är vår enhets. Hushåll med skyddade personuppgifter är inte med. Små tal kan peka ut någon."
    )


def _month(month: date) -> str:
    """ "oktober 2026"."""
    return f"{_(MONTHS[month.month - 1])} {month.year}"


def _table(paper: SheetPaper) -> list[dict[str, Any]]:
    """One table per heading, so that each is found and read by itself."""
    first, *months = paper.heads
    heads = [{"text": first}, *({"text": month, "number": True} for month in months)]
    return [
        {"caption": section.label, "columns": heads, "rows": [_row(row) for row in section.rows]}
        for section in paper.sections
    ]


def _row(row: tuple[str, str, str]) -> list[dict[str, Any]]:
    label, *numbers = row
    return [{"text": label, "head": True}, *({"text": number, "number": True} for number in numbers)]


def _definitions() -> list[dict[str, Any]]:
    """What stands nowhere else in the follow-up."""
    return [{"label": last_days_met.label, "definition": last_days_met.definition}]
