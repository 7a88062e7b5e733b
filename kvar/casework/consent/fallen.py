"""What falls when a consent ends: an invitation, a case on an agenda, a letter that waits. Whoever asked is told."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.consent.carrying import carried_by, consents_of_cases, known_to
from kvar.casework.consent.invited import fallen_from, meetings_ahead_of
from kvar.casework.consent.landlord_agenda import covered
from kvar.casework.journal import enter
from kvar.casework.queued import stop_queued
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import AgendaItem, Case, Consent, QueuedLetter, User

FALLEN = "invitation_fallen"


def let_fall(case: Case, *, before: list[Consent], by: Actor, today: date, because: UUID, shared: bool = True) -> None:
    """Mark what was carried ``before`` and is not now, and tell who arranged it. Inside the act's transaction.

    ``because``: the row that ends it, so that each ending is told once. A consent that one unit alone knows of carries
    that unit's meetings, and is written of in its own journal.
    """
    rows = consents_of_cases([case]).get(case.pk, [])
    for meeting in meetings_ahead_of(case, today=today):
        already = fallen_from(meeting, before)
        if fallen := [party for party in fallen_from(meeting, rows) if party not in already]:
            what = load().coordination.meetings.kind(meeting.kind).label
            told = {"what": what, "day": journal_day(meeting.day), "who": ", ".join(party.label for party in fallen)}
            text = _("Inbjudan till %(what)s %(day)s gäller inte längre: %(who)s. Samtycke saknas.") % told
            shown = {"meeting": str(meeting.pk)}
            enter(case=case, by=by, today=today, kind="meeting", text=text, shown=shown, shared=shared)
            _tell(case, meeting.called_by, key=f"{meeting.pk}:{because}", today=today, by=by)
    for item in _items_ahead(case, today):
        if covered(item, before) and not covered(item, rows):
            told = {"who": item.meeting.landlord.name, "day": journal_day(item.meeting.day)}
            text = _("Får inte tas upp med %(who)s på mötet %(day)s. Samtycke saknas.") % told
            shown = {"agenda_item": str(item.pk)}
            enter(case=case, by=by, today=today, kind="landlord_meeting", text=text, shown=shown)
            _tell(case, item.added_by, key=f"{item.pk}:{because}", today=today, by=by)
    stop_queued(_uncarried(case, before, rows, today), by=by, today=today, because=_("Samtycke saknas."), shared=shared)


def _uncarried(case: Case, before: list[Consent], rows: list[Consent], today: date) -> list[QueuedLetter]:
    """What waits in today's post on consents alone, and lost them by this act.

    What had run out already is not this act's: a unit that ends a consent of its own would else write of another's
    letter where nobody of the other can read it. The printer stops such a letter, and tells whoever put it there.
    """
    waiting = QueuedLetter.objects.filter(case=case).select_related("case__household").order_by("pk")
    resting = [row for row in waiting if row.tells]
    return [row for row in resting if _carried(row, before, today) and not _carried(row, rows, today)]


def _carried(row: QueuedLetter, consents: list[Consent], today: date) -> bool:
    return bool(carried_by(known_to(row.unit, consents), on=today, **row.tells))


def _items_ahead(case: Case, today: date) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(case=case, taken_off_on=None, talked=None, meeting__called_off="")
    return list(rows.filter(meeting__day__gte=today).select_related("meeting__landlord", "added_by").order_by("pk"))


def _tell(case: Case, whom: User, *, key: str, today: date, by: Actor) -> None:
    place: dict[str, Any] = {"administration": whom.administration, "unit": whom.unit, "to": whom.pk, "by": by.id}
    tell(kind=FALLEN, key=f"{FALLEN}:{key}", today=today, case=case, **place)
