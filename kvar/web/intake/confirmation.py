"""A time that Kronofogden has told of: the page of the paper says that an answer is due the same day."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.casefile import CaseFile
from kvar.casework.facts_of_enforcement import AUTHORITY


def confirmation_callout(file: CaseFile, notice: UUID, today: date) -> dict[str, str] | None:
    """What is not sent yet for this paper's time, and the way to it. None when nothing is left to send."""
    course = file.enforcement
    time = next((row for row in course.times if row.notice == notice), None) if course else None
    if course is None or time is None or not time.waiting or time.is_over(course.events, today=today):
        return None
    late = time.arrived_on < today
    return {
        "title": _("Tiden skulle ha bekräftats samma dag") if late else _("Tiden ska bekräftas idag"),
        "text": _("Inte skickat: %s.") % ", ".join(_to(recipient) for recipient in time.waiting),
        "url": reverse("enforcement:page", args=[file.case.pk]),
        "action": _("Till bekräftelsen"),
    }


def _to(recipient: str) -> str:
    return _("bekräftelsen till Kronofogden") if recipient == AUTHORITY else _("kopian till den det gäller")
