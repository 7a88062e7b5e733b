"""What waits in today's post and may not go any more: it is taken out at once, and whoever put it there is told.

On the lowest floor of the acts, so that a marking and a withdrawn consent can reach it. The queue itself: ``post``.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor
from kvar.casework.journal import enter
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Household, QueuedLetter

STOPPED = "post_stopped"


def queued_title(row: QueuedLetter) -> str:
    """What the letter is called; its code where the present edition no longer has it."""
    told = load().letters.get(row.letter)
    return told.title if told else row.letter


def stop_queued(
    rows: Iterable[QueuedLetter], *, by: Actor, today: date, because: str, shared: bool = True
) -> list[QueuedLetter]:
    """Take letters out of today's post: why stands in the journal of the unit whose they are, and who put them there
    is told. Inside an act.

    Returns those that were still there. Of what has been printed nothing can be called back.
    """
    return [row for row in rows if _stopped(row, by=by, today=today, because=because, shared=shared)]


def _stopped(row: QueuedLetter, *, by: Actor, today: date, because: str, shared: bool) -> bool:
    id = row.pk
    if not QueuedLetter.objects.filter(pk=id).delete()[0]:
        return False
    text = _("Taget ur dagens post: %(letter)s. %(because)s") % {"letter": queued_title(row), "because": because}
    shared = shared and row.unit == ADULT
    whose = "" if shared else row.unit
    enter(case=row.case, by=by, today=today, kind="post", text=text, shared=shared, unit=whose)
    where: dict[str, Any] = {"administration": row.case.administration, "unit": row.unit}
    tell(kind=STOPPED, key=f"{STOPPED}:{id}", today=today, case=row.case, to=row.put_by_id, **where)
    return True


def stop_for_protected(household: Household, *, by: Actor, today: date) -> None:
    """A protected household's letters wait for nobody: the address must not be printed."""
    rows = QueuedLetter.objects.filter(case__household=household).select_related("case__household").order_by("pk")
    stop_queued(rows, by=by, today=today, because=_("Personen har fått skyddade personuppgifter."))
