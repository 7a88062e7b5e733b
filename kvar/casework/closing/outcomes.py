"""The end of a case: an outcome with causes puts it in follow-up; closing is another act, with its own guards."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.closing.hindrances import hindrances_of
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.plans import plan_of, rewrite_open_steps
from kvar.casework.steps.completing import final_plan
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, Track


def record_outcome(
    *, case: Case, by: Actor, today: date, outcome: str, on: date, causes: list[str], note: str = ""
) -> JournalEntry:
    """Record how it went, and why it happened. The case is then in follow-up and still computed.

    It is about the papers that are here and had come by its day: one that comes after it starts anew, and has no
    outcome yet.
    """
    codes = load().codes
    if on > today:
        raise ActRefused(_("Dagen för utfallet kan inte ligga efter idag."), field="on")
    if not causes:
        raise ActRefused(_("Välj minst en orsak. ”Inte känd” är också ett svar."), field="causes")
    with transaction.atomic():
        require(by, Act.RECORD_OUTCOME, case)
        papers = case.notices.filter(arrived_on__lte=on)
        about = sorted(str(pk) for pk in papers.order_by("pk").values_list("pk", flat=True))
        told = {"outcome": outcome, "outcome_on": on, "outcome_about": about, "causes": causes}
        Case.objects.filter(pk=case.pk).update(**told)
        case.refresh_from_db()
        labels = ", ".join(codes.cause(cause).label for cause in causes)
        text = _("Utfall: %(outcome)s. Orsaker: %(causes)s. %(note)s")
        words = text % {"outcome": codes.outcome(outcome).label, "causes": labels, "note": note}
        shown = {"outcome": outcome, "on": on.isoformat(), "causes": causes}
        entry = enter(case=case, by=by, today=today, kind="outcome", text=words.strip(), shown=shown)
        rewrite_open_steps(case)
    return entry


def hindrances_to_closing(case: Case, *, today: date) -> tuple[str, ...]:
    """Sentences that say why the case cannot be closed yet; empty when it can."""
    return tuple(found.sentence for found in hindrances_of(case, today=today))


def close_case(*, case: Case, by: Actor, today: date, note: str) -> JournalEntry:
    """Close the case, with a copy of the final plan in the entry. Refuses while something hinders it.

    Whoever closes says by that that the own unit is done.
    """
    if not note.strip():
        raise ActRefused(_("Skriv en kort slutanteckning."), field="note")
    with transaction.atomic():
        require(by, Act.CLOSE_CASE, case)
        hindrances = hindrances_to_closing(case, today=today)
        if hindrances:
            raise ActRefused(" ".join(hindrances))
        final = {"plan": final_plan(plan_of(case)), "edition": load().rules.edition}
        Case.objects.filter(pk=case.pk, closed_on=None).update(closed_on=today)
        Track.objects.filter(case=case, unit=by.unit, done_on=None).update(done_on=today, done_by_id=by.id)
        case.refresh_from_db()
        entry = enter(case=case, by=by, today=today, kind="closed", text=note, shown=final)
        rewrite_open_steps(case)
    return entry


def reopen_case(*, case: Case, by: Actor, today: date, reason: str) -> JournalEntry:
    """Open a closed case again; the outcome stays in the journal and leaves the case."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför ärendet öppnas igen."), field="reason")
    with transaction.atomic():
        require(by, Act.REOPEN_CASE, case)
        if case.closed_on is None:
            raise ActRefused(_("Ärendet är redan öppet."))
        Case.objects.filter(pk=case.pk).update(closed_on=None, outcome="", outcome_on=None, outcome_about=[], causes=[])
        Track.objects.filter(case=case).update(done_on=None, done_by=None)
        case.refresh_from_db()
        entry = enter(case=case, by=by, today=today, kind="reopened", text=_("Öppnat igen. %s") % reason)
        rewrite_open_steps(case)
    return entry
