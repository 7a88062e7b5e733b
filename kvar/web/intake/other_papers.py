"""What the page of one paper says of the case's other papers: their times beside its own."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.casefile.arrival import Arrival
from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.web.ui.wording import day


def nearer_paper(deadline: DeadlineShown, own: DeadlineShown | None, today: date) -> dict[str, str]:
    """Another paper whose time ends before the one of this page."""
    arrived = _("Underrättelsen som kom %s") % day(deadline.about, today) if deadline.about else _("Papperet")
    first = _("Ett annat papper i ärendet går ut först: %s")
    said = first if own and own.day and own.day >= today else _("Tiden löper för ett annat papper i ärendet: %s")
    return {
        "title": said % _short(deadline.headline),
        "text": _("%(paper)s, %(label)s.") % {"paper": arrived, "label": deadline.label.lower()},
        "url": reverse("intake:notice", args=[deadline.subject.removeprefix("notice:")]),
        "action": _("Öppna det papperet"),
    }


def _short(headline: str) -> str:
    """The day without what is missing: that stands on the paper's own page."""
    said = headline.partition(" – ")[0].rstrip(".")
    return f"{said[:1].lower()}{said[1:]}"


def times_beside(arrival: Arrival, today: date) -> list[str]:
    """Whose time the card tells, where it is not the paper's own; then the times of other papers that have run out."""
    own, shown = f"notice:{arrival.notice.pk}", arrival.clock
    if shown and shown.subject != own and shown.about:
        whose = [_("Tiden gäller underrättelsen som kom %s.") % day(shown.about, today)]
    else:
        whose = []
    return whose + [_passed(row, today) for row in arrival.file.passed if row.subject != own]


def _passed(deadline: DeadlineShown, today: date) -> str:
    """The time of an older paper that has run out: told as past, with its day."""
    if deadline.about is None:
        return deadline.headline
    told = {"day": day(deadline.about, today), "headline": deadline.headline}
    return _("Underrättelsen som kom %(day)s: %(headline)s") % told
