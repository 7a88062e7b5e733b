"""A child found after the case was closed: nothing is lost, the children's unit is told, the case is opened again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor, may, require
from kvar.casework.access_table import Act
from kvar.casework.closing.outcomes import reopen_case
from kvar.casework.errors import ActRefused
from kvar.casework.households import CHILDREN_UNIT, join_member
from kvar.casework.journal import enter
from kvar.casework.telling import tell
from kvar.casework.told import PersonTold
from kvar.casework.tracks import involve_unit
from kvar.records.models import Case, JournalEntry


def add_child_after_closing(
    *,
    case: Case,
    by: Actor,
    today: date,
    told: PersonTold,
    said: dict[str, str],
    source: str,
    certainty: str = "",
    reopen: bool = True,
    reason: str = "",
) -> JournalEntry:
    """Add a child to the household of a closed case. It is opened again at once unless somebody says why not."""
    if not reopen and not reason.strip():
        raise ActRefused(_("Skriv varför ärendet inte ska öppnas igen."), field="reason")
    with transaction.atomic():
        require(by, Act.ADD_CHILD_AFTER_CLOSING, case)
        if case.closed_on is None:
            raise ActRefused(_("Ärendet är öppet. Lägg till barnet i hushållet i stället."))
        member = join_member(
            case=case, by=by, today=today, told=told, role="child", said=said, source=source, certainty=certainty
        )
        involve_unit(case=case, unit=CHILDREN_UNIT)
        text = _("Ett barn kom fram efter avslutet: %(name)s. %(reason)s")
        words = text % {"name": member.person.name, "reason": reason}
        shown = {"member": str(member.pk), "source": source, "reopen": reopen}
        entry = enter(case=case, by=by, today=today, kind="child_after_closing", text=words.strip(), shown=shown)
        _tell(case, by, entry, today, reopen=reopen)
        if reopen and may(by, Act.REOPEN_CASE):
            reopen_case(case=case, by=by, today=today, reason=_("Ett barn kom fram efter avslutet."))
    return entry


def _tell(case: Case, by: Actor, entry: JournalEntry, today: date, *, reopen: bool) -> None:
    """The children's unit always; the adult unit, when somebody else wants the case opened again."""
    place: dict[str, Any] = {"administration": case.administration, "today": today, "case": case, "by": by.id}
    tell(kind="child_after_closing", key=f"child_after_closing:{entry.pk}", unit=CHILDREN_UNIT, **place)
    if reopen and not may(by, Act.REOPEN_CASE):
        tell(kind="reopening_proposed", key=f"reopening_proposed:{entry.pk}", unit=ADULT, **place)
