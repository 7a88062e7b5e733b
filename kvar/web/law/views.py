"""Vad Kvar räknar: what Kvar does with each paragraph of the law, what people do, and what nobody has answered."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.content.coverage import Coverage, coverage_of, is_due_for_review
from kvar.content.coverage_file import Extent
from kvar.content.load import ours
from kvar.web.law.tables import questions_of, rules_table, statutes_of
from kvar.web.ui import clock
from kvar.web.ui.page import page


@page
def coverage(request: HttpRequest) -> HttpResponse:
    """The same for everybody; only the marks for what nobody has checked for a year depend on the day."""
    found, today = _found(), clock.today(request)
    shown: dict[str, Any] = {
        "statutes": statutes_of(found, today=today),
        "rules": rules_table(found, today=today),
        "questions": questions_of(found),
        "paragraphs": len(found.paragraphs),
        "modelled": found.count(Extent.MODELLED),
        "partly": found.count(Extent.PARTLY),
        "left": found.count(Extent.LEFT_TO_PEOPLE),
        "due": sum(is_due_for_review(paragraph.last_checked, today) for paragraph in found.paragraphs),
    }
    return render(request, "law/coverage.html", shown)


@cache
def _found() -> Coverage:
    """What Kvar itself counts, whatever edition a city has switched on."""
    return coverage_of(ours())
