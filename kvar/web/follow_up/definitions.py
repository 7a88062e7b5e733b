"""Så räknar vi: every definition, made from the measures themselves, and what is hidden and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.measures.registry import GROUPS
from kvar.content.load import load
from kvar.web.follow_up.sections import sections
from kvar.web.ui.page import page


@page
def definitions(request: HttpRequest) -> HttpResponse:
    """One definition for screen, export, slides and command."""
    switches = load().organisation.switches
    shown = {"groups": GROUPS, "switches": switches, "sections": sections(request, request.actor)}
    return render(request, "follow_up/definitions.html", shown)
