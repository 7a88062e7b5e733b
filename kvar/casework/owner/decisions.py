"""Who does what a meeting decided: told to her, and handed on when she leaves."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.journal import enter
from kvar.casework.telling import tell
from kvar.records.models import Decision, User


def hand_decision(decision: Decision, *, to: User, by: Actor, today: date) -> None:
    """A colleague does it instead: whoever owned it has left. Called inside the act that lets her go."""
    decision.owner, decision.version = to, decision.version + 1
    decision.save()
    text = _("Görs nu av %(who)s: %(what)s") % {"who": to.name, "what": decision.what}
    shown = {"decision": str(decision.pk)}
    enter(case=decision.case, by=by, today=today, kind="decision", text=text, shown=shown)
    tell_owner(decision, kind="decided_for_you", today=today, by=by.id)


def tell_owner(decision: Decision, *, kind: str, today: date, by: UUID | None = None) -> bool:
    """Tell the one who owns a decision; each owner the same kind once."""
    return tell(
        kind=kind,
        key=f"{kind}:{decision.pk}:{decision.owner_id}",
        today=today,
        administration=decision.case.administration,
        unit=decision.unit,
        case=decision.case,
        to=decision.owner_id,
        by=by,
    )
