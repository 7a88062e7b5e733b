"""What waits for an answer between two units, and what a new hand-over would do."""

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.plans import plan_of
from kvar.records.models import Case, Handover


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
