"""What time does to promises: a day that passed without an answer is asked about, and told once."""

from datetime import date, timedelta

from kvar.casework.access import ADULT
from kvar.casework.meetings.reader import to_follow_up
from kvar.casework.owner.decisions import tell_owner
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Agreement, Case, Decision, Term, Track


def tell_unsettled_terms(today: date) -> int:
    """Promises whose day has passed and nobody has said whether they were kept: the responsible is told, once."""
    asked = today - timedelta(days=load().coordination.meetings.ask_after_days)
    open_terms = Term.objects.filter(kept=None, due_on__lte=asked, agreement__case__closed_on=None)
    rows = open_terms.select_related("agreement__case").order_by("due_on", "pk")
    return sum(_tell(term.agreement.case, kind="term_unsettled", key=f"term:{term.pk}", today=today) for term in rows)


def tell_due_agreements(today: date) -> int:
    """Agreements to be followed up today or earlier."""
    due = Agreement.objects.filter(to_follow_up(), follow_up_on__lte=today, case__closed_on=None)
    rows = due.select_related("case").order_by("follow_up_on", "pk")
    return sum(
        _tell(row.case, kind="agreement_due", key=f"agreement_due:{row.pk}:{row.follow_up_on}", today=today)
        for row in rows
    )


def tell_late_decisions(today: date) -> int:
    """What was decided and not done in time: its owner is told, once."""
    late = Decision.objects.filter(ended_on=None, due_on__lt=today, case__closed_on=None)
    rows = late.select_related("case").order_by("due_on", "pk")
    return sum(tell_owner(row, kind="decision_late", today=today) for row in rows)


def _tell(case: Case, *, kind: str, key: str, today: date) -> bool:
    track = Track.objects.filter(case=case, unit=ADULT).first()
    return tell(
        kind=kind,
        key=key,
        today=today,
        administration=case.administration,
        unit=ADULT,
        case=case,
        to=track.responsible_id if track else None,
    )
