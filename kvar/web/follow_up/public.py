"""Jämfört med Kronofogden: what is published of us beside what Kronofogden has published, and how a file gets here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import may
from kvar.casework.access_table import Act
from kvar.casework.public_figures.importing import import_figures
from kvar.casework.public_figures.measures import LABELS
from kvar.casework.public_figures.own import own_published
from kvar.casework.public_figures.reading import public_figures, read_in
from kvar.web.follow_up.forms_public import COLUMNS_TOLD, EXAMPLE, FiguresForm
from kvar.web.follow_up.public_tables import public_tables
from kvar.web.follow_up.sections import sections
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to, page


@page
def public(request: HttpRequest) -> HttpResponse:
    """Seven queries, however many figures and files."""
    actor = request.actor
    shown: dict[str, Any] = {"sections": sections(request, actor), "may_import": may(actor, Act.IMPORT_FIGURES)}
    tables, sources, others = public_tables(public_figures(actor), own_published(actor))
    shown |= {"tables": tables, "sources": sources, "others": others, "files": read_in(actor)}
    return render(request, "follow_up/public.html", shown)


@act_page
def public_file(request: HttpRequest) -> HttpResponse:
    """A process leader reads in a file."""
    return act_form(
        request,
        name="follow_up:public_file",
        kind=FiguresForm,
        act=import_figures,
        template="follow_up/public_file.html",
        done=_("Siffrorna är inlästa."),
        onwards=lambda _made: back_to("follow_up:public"),
        sections=sections(request, request.actor),
        columns=COLUMNS_TOLD,
        example=EXAMPLE,
        measures=LABELS.items(),
    )
