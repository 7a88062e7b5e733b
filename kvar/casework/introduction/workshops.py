"""A unit's meeting about the questions: started on a day, written down together, handed over where it concerns more."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.introduction.reach import workshop_for
from kvar.casework.introduction.rows import save_over
from kvar.casework.no_household import require_no_household
from kvar.content.load import load
from kvar.records.models import Workshop, WorkshopNote

A_YEAR = timedelta(days=366)


def start_workshop(*, by: Actor, today: date, held_on: date) -> Workshop:
    """A meeting of the actor's unit, with the questions as they are asked now."""
    require(by, Act.HOLD_WORKSHOP)
    if not (by.administration and by.unit):
        raise Unseen
    if held_on > today + A_YEAR:
        raise ActRefused(_("Dagen är mer än ett år bort. Kontrollera årtalet."), field="held_on")
    mine = {"administration": by.administration, "unit": by.unit, "held_on": held_on}
    with transaction.atomic():
        started = {"started_by_id": by.id, "started_at": now()}
        workshop, is_new = Workshop.objects.get_or_create(**mine, defaults=started)
        if not is_new:
            sentence = _("Enheten har redan en träff den dagen. Öppna den i listan, eller välj en annan dag.")
            raise ActRefused(sentence, field="held_on")
        asked = enumerate(load().introduction.questions)
        WorkshopNote.objects.bulk_create(
            WorkshopNote(workshop=workshop, number=number, question=question.id, asked=question.text)
            for number, question in asked
        )
    return workshop


def write_down(*, note: WorkshopNote, by: Actor, today: date, text: str, handed_over: bool, version: int) -> None:
    """What was said on one question. The second of two writers is refused, and told what the first one wrote."""
    require_no_household(text, field="text")
    if handed_over and not text.strip():
        sentence = _("Det finns inget att lämna till processledarna än. Skriv något, eller ta bort krysset.")
        raise ActRefused(sentence, field="handed_over")
    with transaction.atomic():
        workshop_for(by, note.workshop_id)
        save_over(note, by=by, version=version, theirs=_written, field="text", text=text, handed_over=handed_over)


def _written(note: WorkshopNote) -> str:
    return note.text or _("(inget)")
