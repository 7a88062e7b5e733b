"""Which day's handbook somebody reads. Another day than today stands in the address, and every link keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.editions.in_force import content_in_force
from kvar.content.handbook_file import ChapterTold, PassageTold
from kvar.content.load import load
from kvar.content.schema import NamedEdition
from kvar.law import StepRule
from kvar.web.ui import clock
from kvar.web.ui.forms import SwedishDateField
from kvar.web.ui.wording import day as spoken

DAY = "dag"


@dataclass(frozen=True)
class Link:
    url: str
    text: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """``kept``: another day than today was asked for. ``fault``: why it is not the day that was asked for, in words.

    ``today_url`` is the same page as it reads today.
    """

    day: date
    today: date
    today_url: str
    fault: str = ""

    @property
    def kept(self) -> bool:
        return self.day != self.today

    @property
    def edition(self) -> NamedEdition | None:
        """None before the first edition; only a wrong clock comes there."""
        return load().edition.on(self.day)

    @property
    def told(self) -> str:
        """Which day is read, where it is not today."""
        if not self.kept:
            return ""
        said = _("Du läser handboken så som den löd %s.")
        if self.day > self.today:
            said = _("Du läser handboken så som den ska lyda %s.")
        return said % spoken(self.day)

    @property
    def marked(self) -> bool:
        """Must the page say what is read? Another day, a reconstruction, or a day that could not be read."""
        return self.kept or bool(self.fault) or bool(self.edition and self.edition.reconstruction)

    @property
    def compare_url(self) -> str:
        """What differs between the day that is read and today."""
        before, after = sorted((self.day, self.today))
        return f"{reverse('editions:compare')}?{urlencode({'fran': before, 'till': after})}"

    @property
    def contents(self) -> str:
        return self.url("contents")

    @property
    def legal_frame(self) -> str:
        return self.url("legal_frame")

    def url(self, name: str, *args: str, anchor: str = "") -> str:
        """A page of the handbook, on the day that is read."""
        day = f"?{urlencode({DAY: self.day})}" if self.kept else ""
        return f"{reverse(f'handbook:{name}', args=args)}{day}{'#' if anchor else ''}{anchor}"

    def step_url(self, id: str) -> str:
        """The place where a step is read, whatever case it is in."""
        return self.url("steps", id[0], anchor=id)

    def step_link(self, step: StepRule) -> Link:
        return Link(url=self.step_url(step.id), text=f"{step.id} {step.title}")

    def passage_link(self, chapter: ChapterTold, passage: PassageTold) -> Link:
        return Link(url=self.url("chapter", chapter.id, anchor=passage.id), text=passage.title)

    def has(self, step: StepRule) -> bool:
        """Is the step read? Today those that are still to come are read too, with their day."""
        ended = step.until is not None and step.until < self.day
        to_come = step.starts_on is not None and step.starts_on > self.day
        return not ended and not (self.kept and to_come)


def reader_of(request: HttpRequest) -> Reader:
    """``?dag=``: a day, or the id of a named edition. A day before the first edition gives the first, and says so."""
    today, asked = clock.today(request), request.GET.get(DAY, "").strip()
    own = request.GET.copy()
    own.pop(DAY, None)
    today_url = f"{request.path}?{own.urlencode()}" if own else request.path
    day, fault = _day_asked(asked, today)
    return Reader(day=day, today=today, today_url=today_url, fault=fault)


def as_read(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Another day is read in the edition that was in force then: what a later one says changes no history."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        reader = reader_of(request)
        if not reader.kept:
            return view(request, *args, **kwargs)
        with content_in_force(reader.day):
            return view(request, *args, **kwargs)

    return answer


def _day_asked(asked: str, today: date) -> tuple[date, str]:
    """The day to read, and what must be said about it."""
    named = {edition.id: edition.from_ for edition in load().editions}
    if not asked or asked in named:
        return named.get(asked, today), ""
    field = SwedishDateField(earliest=date.min)
    field.today = today
    try:
        day: date = field.clean(asked)
    except ValidationError as refused:
        return today, " ".join([*refused.messages, _("Här står handboken så som den lyder idag.")])
    first = load().editions[0].from_
    if day < first:
        return first, _("Handboken fanns inte %(day)s. Här står den första utgåvan.") % {"day": spoken(day)}
    return day, ""
