"""What may be talked about with a landlord on a day: the cases that were put there, as long as a consent carries them.

Nobody is looked for here by landlord (SoLPuF 15 §): an agenda holds what somebody put on it from inside a case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, cases_visible_to, may
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import (
    LANDLORD,
    Carried,
    carried_by,
    consents_of_cases,
    consents_to,
    known_to,
)
from kvar.casework.consent.hours import standing_at
from kvar.casework.errors import Unseen
from kvar.content.load import load
from kvar.records.models import AgendaItem, Case, Consent, LandlordMeeting


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
    """A meeting with the cases that this actor may see. ``standing``: those that a consent carries on its day.

    ``sheet``: what is taken along to it, and so nothing once it has been.
    """

    meeting: LandlordMeeting
    lines: tuple[AgendaLine, ...]
    past: bool

    @property
    def standing(self) -> tuple[AgendaLine, ...]:
        return tuple(line for line in self.lines if line.stands and not self.meeting.called_off)

    @property
    def sheet(self) -> tuple[AgendaLine, ...]:
        return () if self.past else self.standing

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


def agenda_for(actor: Actor, meeting: UUID, *, today: date) -> Agenda:
    """One meeting with its agenda, in a fixed number of queries. Raises Unseen."""
    found = landlord_meetings_of(actor).filter(pk=meeting).first()
    if found is None:
        actor.look.note("refused", f"landlord_meeting:{meeting}")
        raise Unseen
    items = list(open_items(actor).filter(meeting=found).order_by("case__household__name", "pk"))
    return Agenda(meeting=found, lines=tuple(_lines(items, found, actor)), past=found.day < today)


def open_items(actor: Actor) -> QuerySet[AgendaItem]:
    """Items that nobody took off, in open cases the actor sees; a household that became protected is not there."""
    cases = cases_visible_to(actor).filter(closed_on=None, household__protected=False)
    rows = AgendaItem.objects.filter(taken_off_on=None, case__in=cases)
    return rows.select_related("case__household__dwelling", "meeting__landlord")


def _lines(items: list[AgendaItem], meeting: LandlordMeeting, actor: Actor) -> Iterator[AgendaLine]:
    carried, words = consents_of_cases(item.case for item in items), load().coordination
    for item in items:
        actor.look.note("listed", f"case:{item.case_id}", actor.relation)
        home = item.case.household.dwelling
        yield AgendaLine(
            item=item,
            case=item.case,
            home=", ".join(filter(None, [home.address, _("lgh %s") % home.apartment if home.apartment else ""])),
            scope=words.scope_labels(item.scope),
            stands=home.landlord_id == meeting.landlord_id and covered(item, carried.get(item.case_id, [])),
        )


def covered(item: AgendaItem, consents: Iterable[Consent]) -> bool:
    """Do the shared consents of its case carry all of it, for this landlord, on the day of the meeting?"""
    meeting = item.meeting
    to = {"recipient_kind": LANDLORD, "recipient": meeting.landlord.name, "on": meeting.day}
    return bool(carried_by(known_to("", consents), scope=item.scope, **to))  # type: ignore[arg-type]


def talked_about(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Those that a consent may have carried at the hour of their meeting: the others were not to be taken up."""
    found = list(items)
    rows = consents_of_cases(item.case for item in found)
    return [
        item
        for item in found
        if talk_carried(item, known_to("", rows.get(item.case_id, [])), at=item.meeting.at, sure=False)
    ]


def talk_carried(item: AgendaItem, consents: Iterable[Consent], *, at: time | None, sure: bool) -> tuple[Carried, ...]:
    """What carried it at an hour of the meeting's day; ``sure`` False: or may have, where an hour is not known."""
    meeting = item.meeting
    to: dict[str, Any] = {"recipient_kind": LANDLORD, "recipient": meeting.landlord.name, "on": meeting.day}
    return carried_by(standing_at(consents, on=meeting.day, at=at, sure=sure), scope=item.scope, **to)


def taken_back_that_day(item: AgendaItem, consents: Iterable[Consent]) -> bool:
    """Did what carried the talk when the day began end during it? Then its hour decides."""
    rows = list(consents)
    return not talk_carried(item, rows, at=None, sure=True) and bool(talk_carried(item, rows, at=None, sure=False))


def scopes_allowed(case: Case, consents: Iterable[Consent], *, today: date) -> tuple[str, ...]:
    """What a consent of today lets us talk about with the landlord of the case, in the content's order."""
    landlord = case.household.dwelling.landlord
    if landlord is None or case.household.protected:
        return ()
    yes = consents_to(consents, recipient_kind=LANDLORD, recipient=landlord.name, on=today)
    return tuple(scope.id for scope in load().coordination.scopes if any(scope.id in one.scope for one in yes))


def item_for(actor: Actor, case: Case, item: UUID) -> AgendaItem:
    """An item of a case that stands on an agenda. Raises Unseen."""
    found = AgendaItem.objects.filter(case=case, pk=item, taken_off_on=None).select_related("meeting__landlord").first()
    if found is None or not may(actor, Act.ARRANGE_LANDLORD_MEETING):
        raise Unseen
    return found
