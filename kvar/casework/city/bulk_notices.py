"""Bulk rows for what comes in: the notice with its household, and the people found to live there."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor
from kvar.casework.city import events
from kvar.casework.city.rows import Room, Store
from kvar.casework.city.stage import Cast
from kvar.casework.clock import now
from kvar.casework.households import CHILDREN_UNIT, role_label
from kvar.casework.intake.opening import MONEY_UNIT
from kvar.casework.intake.registering import arrival_text
from kvar.casework.matching import folded, home_key
from kvar.casework.names import word_rows
from kvar.casework.repeats import to_tell
from kvar.casework.told import NoticeTold, PersonTold
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Dwelling, Household, Landlord, Member, Notice, Person, Service, Statement, Track


def _notice(event: events.NoticeArrives, room: Room, by: Actor, _cast: Cast) -> None:
    told, today = event.told, event.day
    if not room.of[Case]:
        _open(told, room, by, today)
    notice = room.add(_stored(told, room.case, by))
    for service in _services(told, notice, room):
        room.add(service)
    shown = {"notice": str(notice.pk)}
    room.enter(by=by, today=today, kind="notice", text=arrival_text(notice), shown=shown)
    for _telling in to_tell(room.of[Notice], [track.unit for track in room.of[Track]]):
        now()  # the moment at which the act tells a unit of repeats; a bulk city tells nobody
    if event.same_debt_as is not None:
        notice.same_debt_as = room.of[Notice][event.same_debt_as]
        notice.version += 1
        text = _("Underrättelsen från %(day)s hör till det här ärendet.") % {"day": journal_day(notice.arrived_on)}
        room.enter(by=by, today=today, kind="same_debt", text=text, shown=shown)


def _open(told: NoticeTold, room: Room, by: Actor, today: date) -> None:
    cause = told.cause or load().codes.notice_kind(told.kind).ground
    room.case = Case(
        reference=room.store.reference(by.administration, today),
        administration=by.administration,
        household=_household(told, room, by),
        cause=cause,
        opened_on=today,
        opened_by_id=by.id,
    )
    room.add(room.case)
    room.track(ADULT)
    if law.Ground(cause) in law.DEBT_GROUNDS:
        room.track(MONEY_UNIT)
    room.enter(by=by, today=today, kind="opened", text=_("Ärende %s öppnat.") % room.case.reference)


def _household(told: NoticeTold, room: Room, by: Actor) -> Household:
    at = told.dwelling
    dwelling = room.add(
        Dwelling(
            administration=by.administration,
            address=at.address,
            address_key=home_key(at.address),
            apartment=at.apartment,
            room_count=at.room_count,
            tenure=at.tenure,
            monthly_rent=at.monthly_rent,
            landlord=_landlord(told, room.store, by),
        )
    )
    people = (told.tenant, *told.cotenants)
    protected = any(person.protected for person in people)
    household = room.add(
        Household(administration=by.administration, name=told.tenant.name, dwelling=dwelling, protected=protected)
    )
    for place, person in enumerate(people):
        _join(room, household, person, role="cotenant" if place else "tenant", since=told.arrived_on)
    return household  # type: ignore[no-any-return]


def _landlord(told: NoticeTold, store: Store, by: Actor) -> Landlord | None:
    if not told.sender_name or told.sender_type not in load().codes.landlord_senders:
        return None
    key = (by.administration, told.sender_name)
    if key not in store.landlords:
        contact = {"address": told.sender_address, "phone": told.sender_phone}
        store.landlords[key] = Landlord(administration=by.administration, name=told.sender_name, **contact)
        store.rows[Landlord].append(store.landlords[key])
    return store.landlords[key]


def _join(room: Room, household: Household, told: PersonTold, *, role: str, since: date) -> Member:
    copied = ("name", "personal_number", "number_state", "birth_year", "born_on", "phone", "language", "protected")
    person = Person(
        administration=household.administration,
        name_key=folded(told.name),
        **{name: getattr(told, name) for name in copied},
    )
    for row in (person, *word_rows(person)):
        room.add(row)
    return room.add(Member(household=household, person=person, role=role, since=since))  # type: ignore[no-any-return]


def _stored(told: NoticeTold, case: Case, by: Actor) -> Notice:
    kind = load().codes.notice_kind(told.kind)
    copied = (
        *("kind", "sender_type", "sender_name", "reference", "arrived_on", "sent_by", "posted_on", "rent_due_on"),
        *("amount", "fields", "enforcement_applied_on", "eviction_at"),
    )
    return Notice(
        administration=by.administration,
        intake_type=load().codes.intake_type_of(told.sender_type),
        reason_code=kind.reason_code,
        ground=kind.ground,
        cause=told.cause or case.cause,
        household=case.household,
        case=case,
        protected=case.household.protected,
        taken_in_by_id=by.id,
        taken_in_at=now(),
        **{name: getattr(told, name) for name in copied},
    )


def _services(told: NoticeTold, notice: Notice, room: Room) -> list[Service]:
    if law.Ground(notice.ground) not in law.SERVED_GROUNDS:
        return []
    days = {person.name: person.served_on for person in (told.tenant, *told.cotenants)}
    tenants = sorted((m for m in room.of[Member] if m.role in ("tenant", "cotenant")), key=lambda m: (m.since, m.pk))
    return [
        Service(
            notice=notice,
            tenant=tenant,
            served_on=days.get(tenant.person.name),
            method=told.service_method if days.get(tenant.person.name) else "",
        )
        for tenant in tenants
    ]


def _member(event: events.MemberFound, room: Room, by: Actor, _cast: Cast) -> None:
    member = _join(room, room.case.household, event.told, role=event.role, since=event.day)
    for about, value in event.said:
        row = Statement(
            member=member,
            about=about,
            value=value,
            source=event.source,
            certainty=event.certainty or "likely",
            said_on=event.day,
            recorded_at=now(),
            recorded_by_id=by.id,
        )
        room.add(row)
    if event.role == "child":
        room.track(CHILDREN_UNIT)
    text = _("Tillagd i hushållet: %(name)s (%(role)s).") % {"name": event.told.name, "role": role_label(event.role)}
    kind = "child" if event.role == "child" else "household"
    room.enter(by=by, today=event.day, kind=kind, text=text, shown={"source": event.source})


BY_EVENT: dict[type[events.Event], Callable[[Any, Room, Actor, Cast], None]] = {
    events.NoticeArrives: _notice,
    events.MemberFound: _member,
}
