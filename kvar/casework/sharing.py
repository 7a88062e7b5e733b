"""Letting the other units read something that a unit has kept to itself: part by part, with a reason, for good."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.consents import share_consent
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.tracks import involve_unit
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Answer, Attempt, Case, Consent, JournalEntry, Sharing

CHILDREN_UNIT = "barn_och_unga"


def own_entry_for(actor: Actor, case: Case, entry: UUID) -> JournalEntry:
    """An entry that the actor's unit keeps to itself. Raises Unseen for any other."""
    rows = JournalEntry.objects.filter(pk=entry, case=case, unit=actor.unit, shared=False)
    found = rows.select_related("words", "by", "sharing").first()
    if found is None or not hasattr(found, "words"):
        actor.look.note("refused", f"entry:{entry}")
        raise Unseen
    return found


def share_entry(*, case: Case, by: Actor, today: date, entry: JournalEntry, reason: str) -> JournalEntry:
    """Say an own entry again, for all units. The own one stays as it was; a fact in it then counts for everybody."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför de andra enheterna behöver veta det."), field="reason")
    try:
        with transaction.atomic():
            require(by, Act.SHARE_ENTRY, case)
            entry = own_entry_for(by, case, entry.pk)
            told = {"unit": load().organisation.unit(by.unit).label, "text": entry.words.text, "reason": reason}
            told["day"] = journal_day(entry.happened_on)
            text = _("%(text)s (Delat av %(unit)s, antecknat %(day)s. Skäl: %(reason)s)") % told
            shown = {"shares": str(entry.pk)} | _share_fact(case, by, today, entry.words.shown)
            made = enter(case=case, by=by, today=today, kind="shared", text=text, shown=shown)
            Sharing(entry=entry, made=made, reason=reason[:400], on=today, by_id=by.id).save()
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise ActRefused(_("Det är redan delat. Ladda om sidan.")) from error
    return made


def _share_fact(case: Case, by: Actor, today: date, shown: dict[str, Any]) -> dict[str, str]:
    """The answer or the attempt that the entry tells of, once more in the shared layer; a consent itself."""
    if "answer" in shown:
        old = Answer.objects.get(pk=shown["answer"], case=case)
        said = {name: getattr(old, name) for name in ("question", "yes", "source", "note", "said_on", "unit")}
        new = Answer.objects.create(case=case, recorded_at=now(), recorded_by_id=by.id, **said)
        if old.question == law.Question.CHILDREN_AFFECTED and old.yes:
            involve_unit(case=case, unit=CHILDREN_UNIT)
        return {"answer": str(new.pk)}
    if "attempt" in shown:
        tried = Attempt.objects.get(pk=shown["attempt"], case=case)
        if tried.withdrawn_on:
            raise ActRefused(_("Kontakten är struken och kan inte delas."))
        names = ("on", "at", "way", "reached", "result", "member_id", "next", "anyway", "by_id", "unit")
        copy = Attempt.objects.create(case=case, **{name: getattr(tried, name) for name in names})
        return {"attempt": str(copy.pk)}
    if "consent" in shown:
        share_consent(Consent.objects.get(pk=shown["consent"], case=case), by=by, today=today)
        return {"consent": shown["consent"]}
    return {}
