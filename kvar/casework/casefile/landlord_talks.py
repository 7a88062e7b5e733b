"""At which meetings with the landlord the case is taken up, and whether the consent still carries it."""

from dataclasses import dataclass
from datetime import date

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import consents_of_cases
from kvar.casework.consent.landlord_agenda import covered
from kvar.records.models import AgendaItem, Case

MOST = 5


@dataclass(frozen=True, kw_only=True)
class LandlordTalkShown:
    """``talked`` None: nobody has written it up. ``carried`` False: the consent does not cover it on that day."""

    item: AgendaItem
    day: date
    landlord: str
    talked: bool | None
    carried: bool


def landlord_talks_of(case: Case, actor: Actor) -> tuple[LandlordTalkShown, ...]:
    """The case's own lines, the newest first, for the adult unit: one query, and one where a meeting is to come."""
    if not may(actor, Act.ARRANGE_LANDLORD_MEETING):
        return ()
    rows = AgendaItem.objects.filter(case=case, taken_off_on=None, meeting__called_off="")
    found = list(rows.select_related("meeting__landlord").order_by("-meeting__day", "pk")[:MOST])
    yes = consents_of_cases([case]).get(case.pk, []) if found else []
    return tuple(
        LandlordTalkShown(
            item=item,
            day=item.meeting.day,
            landlord=item.meeting.landlord.name,
            talked=item.talked,
            carried=covered(item, yes),
        )
        for item in found
    )
