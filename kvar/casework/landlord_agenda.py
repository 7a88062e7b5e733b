"""What may be talked about with a landlord on a day: the cases that were put there, as long as a consent carries them.

Nobody is looked for here by landlord (SoLPuF 15 §): an agenda holds what somebody put on it from inside a case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, cases_visible_to, may
from kvar.casework.access_table import Act
from kvar.casework.consents import TELLS
from kvar.casework.errors import Unseen
from kvar.content.load import load
from kvar.records.models import AgendaItem, Case, Consent, LandlordMeeting

LANDLORD = "landlord"


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """A case on an agenda. ``scope`` in words. ``stands`` False: no consent carries it, so it is not talked about."""

    item: AgendaItem
    case: Case
    home: str
    scope: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """A meeting with the cases that this actor may see. ``sheet``: those that may be talked about, and no others."""

    meeting: LandlordMeeting
    lines: tuple[AgendaLine, ...]

    @property
    def sheet(self) -> tuple[AgendaLine, ...]:
        return tuple(line for line in self.lines if line.stands and not self.meeting.called_off)

    @property
    def fallen(self) -> tuple[AgendaLine, ...]:
        return tuple(line for line in self.lines if not line.stands)


def landlord_meetings_of(actor: Actor) -> QuerySet[LandlordMeeting]:
    """The meetings of the actor's administration: the adult unit's only."""
    if not may(actor, Act.ARRANGE_LANDLORD_MEETING):
        return LandlordMeeting.objects.none()
    rows = LandlordMeeting.objects.filter(administration=actor.administration)
    return rows.select_related("landlord", "arranged_by")


def coming_meetings(actor: Actor, *, today: date) -> list[LandlordMeeting]:
    """Those that are still to come, the nearest first: one query."""
    return list(landlord_meetings_of(actor).filter(day__gte=today, called_off="").order_by("day", "at", "pk"))


def meetings_with_landlord_of(case: Case, actor: Actor, *, today: date) -> list[LandlordMeeting]:
    """The coming meetings with the landlord of this very case."""
    landlord = case.household.dwelling.landlord_id
    ahead = landlord_meetings_of(actor).filter(landlord=landlord, day__gte=today, called_off="")
    return list(ahead.order_by("day", "at", "pk")) if landlord else []


def agenda_for(actor: Actor, meeting: UUID) -> Agenda:
    """One meeting with its agenda, in a fixed number of queries. Raises Unseen."""
    found = landlord_meetings_of(actor).filter(pk=meeting).first()
    if found is None:
        actor.look.note("refused", f"landlord_meeting:{meeting}")
        raise Unseen
    items = list(_open_items(actor).filter(meeting=found).order_by("case__household__name", "pk"))
    carried = consents_for_landlord(item.case for item in items)
    return Agenda(meeting=found, lines=tuple(_line(item, found, carried, actor) for item in items))


def _open_items(actor: Actor) -> QuerySet[AgendaItem]:
    """Items that nobody took off, in open cases the actor sees; a household that became protected is not there."""
    cases = cases_visible_to(actor).filter(closed_on=None, household__protected=False)
    rows = AgendaItem.objects.filter(taken_off_on=None, case__in=cases)
    return rows.select_related("case__household__dwelling", "meeting__landlord")


def _line(item: AgendaItem, meeting: LandlordMeeting, carried: dict[UUID, list[Consent]], actor: Actor) -> AgendaLine:
    actor.look.note("listed", f"case:{item.case_id}", actor.relation)
    home, words = item.case.household.dwelling, load().coordination
    yes = carried.get(item.case_id, [])
    return AgendaLine(
        item=item,
        case=item.case,
        home=", ".join(filter(None, [home.address, _("lgh %s") % home.apartment if home.apartment else ""])),
        scope=tuple(words.scope(id).label for id in item.scope),
        stands=home.landlord_id == meeting.landlord_id
        and covered(item.scope, yes, landlord=meeting.landlord.name, on=meeting.day),
    )


def consents_for_landlord(cases: Iterable[Case]) -> dict[UUID, list[Consent]]:
    """Every shared consent to tell a landlord, by case, whenever it holds: one query. A recorded no carries nothing."""
    rows = Consent.objects.filter(case__in=list(cases), shared=True, recipient_kind=LANDLORD, direction__in=TELLS)
    found: dict[UUID, list[Consent]] = {}
    for row in rows.order_by("given_on", "pk"):
        if not row.refused:
            found.setdefault(row.case_id, []).append(row)
    return found


def covered(scope: Iterable[str], consents: Iterable[Consent], *, landlord: str, on: date) -> bool:
    """Does one of the consents cover all of it, for this landlord, on this day?"""
    return any(_holds(one, on) and one.recipient in ("", landlord) and set(scope) <= set(one.scope) for one in consents)


def _holds(consent: Consent, on: date) -> bool:
    ended = (consent.until and consent.until < on) or (consent.withdrawn_on and consent.withdrawn_on <= on)
    return consent.given_on <= on and not ended


def talked_about(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Those that a consent carried on the day of their meeting: the others were not to be taken up."""
    found = list(items)
    carried = consents_for_landlord(item.case for item in found)
    return [
        item
        for item in found
        if covered(item.scope, carried.get(item.case_id, []), landlord=item.meeting.landlord.name, on=item.meeting.day)
    ]


def scopes_allowed(case: Case, consents: Iterable[Consent], *, today: date) -> tuple[str, ...]:
    """What a consent of today lets us talk about with the landlord of the case, in the content's order."""
    landlord = case.household.dwelling.landlord
    if landlord is None or case.household.protected:
        return ()
    standing = [one for one in consents if _holds(one, today) and one.recipient in ("", landlord.name)]
    return tuple(scope.id for scope in load().coordination.scopes if any(scope.id in one.scope for one in standing))


def item_for(actor: Actor, case: Case, item: UUID) -> AgendaItem:
    """An item of a case that stands on an agenda. Raises Unseen."""
    found = AgendaItem.objects.filter(case=case, pk=item, taken_off_on=None).select_related("meeting__landlord").first()
    if found is None or not may(actor, Act.ARRANGE_LANDLORD_MEETING):
        raise Unseen
    return found
