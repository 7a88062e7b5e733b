"""The units that have said no to what was handed to them: since when, why, and who has it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.content.load import load
from kvar.records.models import Case, Handover, Track


@dataclass(frozen=True, kw_only=True)
class RefusalShown:
    """A unit has said no and nothing else waits there. The two sides alone read ``why``; to a third unit it is empty.

    ``kept_by``: the unit that handed it over and still has it. ``responsible``: who there; empty for nobody.
    """

    on: date
    by: str
    why: str
    kept_by: str
    responsible: str


def refusal_words(refusal: RefusalShown, *, day: str) -> str:
    """*Amir Said sa nej fre 20 nov. Det är inte vår enhets uppgift. Vuxenenheten har det kvar, Sara Lindh*."""
    told = {"name": refusal.by or _("Enheten"), "day": day}
    kept = {"unit": capfirst(refusal.kept_by), "name": refusal.responsible or _("ingen ansvarig")}
    held = _("%(unit)s har det kvar, %(name)s") % kept
    return ". ".join(filter(None, [_("%(name)s sa nej %(day)s") % told, capfirst(refusal.why), held]))


def handovers_in(case: Case) -> tuple[Handover, ...]:
    """Every hand-over of the case, the oldest first, with who has it now and whether it was received; one query.

    Not for showing as they are: what is written in one is for its two sides.
    """
    tracks = Track.objects.filter(case=OuterRef("case"))
    responsible = tracks.filter(unit=OuterRef("from_unit")).values("responsible__name")[:1]
    received = tracks.filter(unit=OuterRef("to_unit")).values("received_at")[:1]
    rows = Handover.objects.filter(case=case).select_related("by", "to", "answered_by", "case")
    rows = rows.annotate(responsible=Subquery(responsible), received=Subquery(received))
    return tuple(rows.order_by("at", "pk"))


def refusals_of(rows: Iterable[Any], actor: Actor) -> Mapping[str, RefusalShown]:
    """By unit, from ``handovers_in``. A unit that has received the case, by whatever hand-over, is not here."""
    newest = {row.to_unit: row for row in sorted(rows, key=_waits) if row.to_id is None}
    refused = {unit: row for unit, row in newest.items() if row.answer == "refused" and row.received is None}
    return {unit: _shown(row, actor) for unit, row in refused.items()}


def _waits(row: Handover) -> bool:
    """One that waits comes last, whenever it was made: then the unit has something to answer."""
    return row.answer == ""


def _shown(row: Any, actor: Actor) -> RefusalShown:
    reasons = {one.id: one.label for one in load().coordination.tracks.refusal_reasons}
    told = actor.unit in (row.from_unit, row.to_unit)
    assert row.answered_on is not None
    return RefusalShown(
        on=row.answered_on,
        by=row.answered_by.name if row.answered_by else "",
        why=". ".join(filter(None, [reasons.get(row.refusal, row.refusal), row.answer_note])) if told else "",
        kept_by=load().organisation.unit(row.from_unit).label,
        responsible=row.responsible or "",
    )
