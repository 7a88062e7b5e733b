"""What waits for an answer between two units, and what a new hand-over would do."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.plans import plan_of
from kvar.records.models import Case, Handover

MOST = 20  # shown on *Min dag*; the count says how many there are


def waits_already(case: Case, by: Actor, unit: str) -> Handover | None:
    """The hand-over that has to be answered before another may be made there. None: nothing hinders one."""
    if unit != by.unit and steps_handing_to(case, by, unit):
        return None
    return _waiting(case, by, unit)


def _waiting(case: Case, by: Actor, unit: str) -> Handover | None:
    rows = Handover.objects.filter(case=case, from_unit=by.unit, to_unit=unit, answer="")
    return rows.select_related("by", "to").order_by("at", "pk").first()


def already_waits(case: Case, by: Actor, unit: str) -> str:
    """The refusal of another one, which says who made the first."""
    first = _waiting(case, by, unit)
    name = first.by.name if first else _("En kollega")
    return _("%(name)s har redan lämnat över, och det väntar på svar. Din text är kvar här nedanför.") % {"name": name}


def steps_handing_to(case: Case, by: Actor, unit: str) -> list[law.PlanItem]:
    """The open steps of the actor's unit that this hand-over does."""
    items = plan_of(case, unit=by.unit).items
    return [
        item
        for item in items
        if item.step.hands_to == unit and item.step.unit == by.unit and law.is_open(item) and not item.step.done_when
    ]


@dataclass(frozen=True, kw_only=True)
class WaitingHandover:
    """A hand-over that nobody has answered, as one of the two sides sees it. ``mine``: this actor may answer it."""

    handover: Handover
    incoming: bool
    mine: bool


@dataclass(frozen=True, kw_only=True)
class WaitingHandovers:
    """What the actor answers first, then what others answer, each the oldest first. ``count``: all that wait."""

    rows: tuple[WaitingHandover, ...]
    count: int


def waiting_handovers(actor: Actor) -> WaitingHandovers:
    """What waits to be received, from and to the actor's unit; one query, a second to count what is not shown."""
    sides = Q(to=None, to_unit=actor.unit) | Q(to=actor.id) | Q(to=None, from_unit=actor.unit) | Q(by=actor.id)
    waiting = Handover.objects.filter(sides, answer="", case__in=cases_visible_to(actor).filter(closed_on=None))
    incoming = Q(to_unit=actor.unit) & ~Q(by=actor.id)
    rows = waiting.annotate(incoming=ExpressionWrapper(incoming, output_field=BooleanField()))
    read = rows.select_related("case__household", "by", "to").order_by("-incoming", "on", "at", "pk")
    found = [*read[: MOST + 1]]
    count = waiting.count() if len(found) > MOST else len(found)
    shown = found[:MOST]
    for row in shown:
        actor.look.note("listed", f"case:{row.case_id}", actor.relation)
    return WaitingHandovers(rows=tuple(_seen_by(actor, row) for row in shown), count=count)


def _seen_by(actor: Actor, row: Handover) -> WaitingHandover:
    incoming: bool = row.incoming  # type: ignore[attr-defined]
    return WaitingHandover(handover=row, incoming=incoming, mine=incoming and row.to_id in (None, actor.id))
