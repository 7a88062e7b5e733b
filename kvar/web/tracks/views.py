"""The units of a case on one page; a child after the closing; a household that has moved."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.casefile import case_file
from kvar.casework.closing.after_closing import add_child_after_closing
from kvar.casework.intake.moving import record_move
from kvar.content.load import load
from kvar.web.tracks.acting import act_in_room
from kvar.web.tracks.forms import ChildForm, MoveForm
from kvar.web.tracks.shown import handover_shown, unit_shown
from kvar.web.ui import clock
from kvar.web.ui.page import act_page
from kvar.web.ui.page import page as read_page


@read_page
def page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Who has received, who is responsible, who is done; and every hand-over, the waiting ones first."""
    today = clock.today(request)
    file = case_file(request.actor, case_for(request.actor, case), today=today)
    units = [unit_shown(unit, today=today, refusal=file.refusals.get(unit.id)) for unit in file.units]
    rows = sorted(file.handovers, key=lambda row: row.answer != "")
    shown = {
        "case": file.case,
        "may": file.may,
        "units": units,
        "own": next((unit for unit in units if unit["own"]), None),
        "own_unit": request.actor.unit,
        "others": _others(request.actor.unit),
        "handovers": [{**handover_shown(row, today=today), "id": row.pk} for row in rows],
    }
    return render(request, "tracks/page.html", shown)


def _others(own: str) -> list[dict[str, str]]:
    return [{"id": one.id, "label": one.label} for one in load().organisation.units if one.id != own]


@act_page
def child(request: HttpRequest, case: UUID) -> HttpResponse:
    """A child is found after the closing: added at once, the children's unit told, the case opened again."""
    found = case_for(request.actor, case, act=Act.ADD_CHILD_AFTER_CLOSING)
    return act_in_room(
        request,
        found,
        kind=ChildForm,
        act=add_child_after_closing,
        to="case:page",
        heading=_("Ett barn har kommit fram"),
        submit=_("Spara"),
        done=_("Barnet är tillagt, och barn och unga har fått veta."),
        lead=_("Barn och unga får veta det direkt. Ärendet öppnas igen om du inte skriver varför det ska vara stängt."),
    )


@act_page
def move(request: HttpRequest, case: UUID) -> HttpResponse:
    """Flyttat: another administration is another authority. Nothing goes along by itself."""
    found = case_for(request.actor, case, act=Act.RECORD_MOVE)
    return act_in_room(
        request,
        found,
        kind=MoveForm,
        act=record_move,
        template="tracks/move.html",
        to="case:page",
        told={"own": found.administration},
        heading=_("Hushållet har flyttat"),
        submit=_("Spara flytten"),
        done=_("Flytten är inskriven. Ärendet är kvar här."),
        own=capfirst(load().organisation.administration(found.administration).label),
    )
