"""Räkna frist: the calculator without a case. It asks no database about anybody, and keeps nothing.

The facts stand in the address, so that the answer can be sent to a colleague and works without JavaScript. They are
days and nothing else: no field takes a name, a number or a text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kvar.casework.deadlines.calculator import answers_about
from kvar.content.calculator import Subject
from kvar.content.load import load
from kvar.web.reckoning.forms import FactsForm
from kvar.web.ui import clock
from kvar.web.ui.page import page as read_page

SUBJECT = "om"


@dataclass(frozen=True)
class Choice:
    text: str
    url: str
    current: bool


@dataclass(frozen=True)
class Choices:
    """The subjects of one group."""

    title: str
    choices: tuple[Choice, ...]


@read_page
def page(request: HttpRequest) -> HttpResponse:
    """First what it is about, then its facts, then the answer."""
    today = clock.today(request)
    subject = _chosen(request.GET.get(SUBJECT, ""))
    shown: dict[str, Any] = {"subject": subject, "groups": list(_groups(subject, request.GET)), "form": None}
    if subject:
        form = FactsForm(subject, request.GET if _asked(subject, request.GET) else None, today=today)
        shown |= {"form": form, "answer": answers_about(subject, form.told, today=today) if form.told else None}
    return render(request, "reckoning/page.html", shown)


def _chosen(id: str) -> Subject | None:
    return next((subject for subject in load().calculator.subjects if subject.id == id), None)


def _asked(subject: Subject, address: QueryDict) -> bool:
    """Does the address say anything about the subject's facts?"""
    return any(name in address for name in subject.asks)


def _groups(chosen: Subject | None, address: QueryDict) -> Iterator[Choices]:
    """Every subject; what has been typed goes along to a subject that asks for it too."""
    for title, subjects in groupby(load().calculator.subjects, key=lambda subject: subject.group):
        yield Choices(title, tuple(_choice(subject, chosen, address) for subject in subjects))


def _choice(subject: Subject, chosen: Subject | None, address: QueryDict) -> Choice:
    typed = {name: address[name] for name in subject.asks if address.get(name)}
    return Choice(subject.label, f"?{urlencode({SUBJECT: subject.id} | typed)}", subject == chosen)
