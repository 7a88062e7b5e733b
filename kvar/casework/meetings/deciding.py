"""What a meeting decides: somebody does something by a day. It stands until it is done, or dropped with a reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.employment import staff
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.meetings.calling import require_not_called_off
from kvar.casework.owner.decisions import tell_owner
from kvar.casework.twice import require_new
from kvar.paper.days import journal_day
from kvar.records.models import Case, Decision, Meeting, Track, User


def who_may_own(case: Case, *, today: date) -> list[User]:
    """Those who work in the units that are in the case; cleared ones where the household is protected."""
    units = Track.objects.filter(case=case).values_list("unit", flat=True)
    people = staff(on=today, administration=case.administration, unit__in=list(units))
    return list(people.filter(cleared=True) if case.household.protected else people)


def decide(*, case: Case, by: Actor, today: date, meeting: Meeting, what: str, owner: User, due_on: date) -> Decision:
    """Decide that somebody does something by a day, and tell that person."""
    if not what.strip():
        raise ActRefused(_("Skriv vad som ska göras."), field="what")
    if due_on < today:
        raise ActRefused(_("Dagen har redan varit. Välj idag eller en senare dag."), field="due_on")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        require_not_called_off(meeting)
        if owner not in who_may_own(case, today=today):
            raise ActRefused(_("Välj någon i en enhet som är med i ärendet."), field="owner")
        told = {"what": what.strip()[:300], "unit": owner.unit, "owner": owner, "due_on": due_on}
        require_new(Decision.objects.filter(case=case, meeting=meeting, ended_on=None), **told)
        decision = Decision.objects.create(case=case, meeting=meeting, **told)
        said = {"what": decision.what, "who": owner.name, "day": journal_day(due_on)}
        text = _("Bestämt: %(what)s %(who)s, senast %(day)s.") % said
        enter(case=case, by=by, today=today, kind="decision", text=text, shown={"decision": str(decision.pk)})
        if owner.pk != by.id:
            tell_owner(decision, kind="decided_for_you", today=today, by=by.id)
    return decision


def end_decision(
    *, case: Case, by: Actor, today: date, decision: Decision, ended_as: str, note: str, version: int
) -> Decision:
    """It is done, or it is dropped: then with a reason."""
    if ended_as == "dropped" and not note.strip():
        raise ActRefused(_("Skriv varför det inte blir av."), field="note")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        told = {"ended_as": ended_as, "ended_on": today, "ended_note": note.strip()[:300], "version": version + 1}
        if not Decision.objects.filter(pk=decision.pk, version=version, ended_on=None).update(**told):
            raise SavedByOther(_("En kollega har redan svarat på det här. Ladda om sidan."), theirs="")
        decision.refresh_from_db()
        said = _("Gjort: %s") if ended_as == "done" else _("Blir inte av: %s")
        text = f"{said % decision.what} {note.strip()}".strip()
        enter(case=case, by=by, today=today, kind="decision", text=text, shown={"decision": str(decision.pk)})
    return decision
