"""Uppföljning till hemlöshetsplanen: the same report as a page, PDF, spreadsheet and slides."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.follow_up_report.report import report_of
from kvar.casework.published.reading import published_quarters, published_to
from kvar.paper.report.pdf import report_pdf
from kvar.paper.report.slides import report_deck
from kvar.paper.report.told import Report, Row, Section
from kvar.paper.report.workbook import XLSX, report_xlsx
from kvar.paper.slides import deck_pptx
from kvar.web.follow_up.forms import ReportForm
from kvar.web.follow_up.sections import sections
from kvar.web.ui import clock
from kvar.web.ui.page import page

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@page
def report(request: HttpRequest) -> HttpResponse:
    """The report of the chosen quarters, and the ways to take it along."""
    return _page(request, _asked(request))


def _page(request: HttpRequest, form: ReportForm | None) -> HttpResponse:
    shown: dict[str, Any] = {"sections": sections(request, request.actor)}
    if form is None:
        return render(request, "follow_up/nothing.html", shown)
    told = _report(request, form.period)
    shown |= {"form": form, "report": told, "told": [_section(one) for one in told.sections]}
    return render(request, "follow_up/report.html", shown | {"query": urlencode(form.chosen)})


@page
def pdf(request: HttpRequest) -> HttpResponse:
    return _file(request, report_pdf, ending="pdf", content_type="application/pdf")


@page
def xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, report_xlsx, ending="xlsx", content_type=XLSX)


@page
def pptx(request: HttpRequest) -> HttpResponse:
    return _file(request, lambda told: deck_pptx(report_deck(told)), ending="pptx", content_type=PPTX)


def _asked(request: HttpRequest) -> ReportForm | None:
    quarters = published_quarters()
    return ReportForm.asked(request.GET.dict(), today=clock.today(request), quarters=quarters) if quarters else None


def _report(request: HttpRequest, period: tuple[date, date]) -> Report:
    return report_of(published_to(request.actor, *period))


def _file(request: HttpRequest, made: Callable[[Report], bytes], *, ending: str, content_type: str) -> HttpResponse:
    """The file, or the page that says why there is none."""
    form = _asked(request)
    if form is None or form.errors:
        return _page(request, form)
    first, last = form.period
    name = f"uppfoljning-hemloshetsplan-{first:%Y-%m}-{last:%Y-%m}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made(_report(request, form.period)), content_type=content_type, headers=headers)


def _section(section: Section) -> dict[str, Any]:
    """What the page shows of it."""
    table = section.table
    *body, last = table.rows
    rows = [_row(row) for row in (body if last.together else table.rows)]
    heads = [{"text": table.first}, *({"text": head, "number": True} for head in table.heads)]
    svg = section.picture.for_page() if section.picture else ""
    foot = _row(last) if last.together else None
    shown = {"caption": table.caption, "columns": heads, "rows": rows, "foot": foot}
    return {"section": section, "svg": svg, "table": shown}


def _row(row: Row) -> list[dict[str, Any]]:
    return [{"text": row.label, "head": True}, *({"text": cell.text, "number": True} for cell in row.cells)]
