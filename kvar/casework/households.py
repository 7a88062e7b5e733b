"""Households and the people in them: made from what a notice tells, changed as people find out more."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.matching import folded, home_key
from kvar.casework.names import keep_words
from kvar.casework.plans import rewrite_beside, rewrite_open_steps
from kvar.casework.queued import stop_for_protected
from kvar.casework.ties import hold_with_beside, tie_households
from kvar.casework.told import NoticeTold, PersonTold
from kvar.casework.tracks import involve_unit
from kvar.content.load import load
from kvar.records.models import Case, Dwelling, Household, JournalEntry, Landlord, Member, Person, Statement

CHILDREN_UNIT = "barn_och_unga"


def household_from(*, told: NoticeTold, by: Actor) -> Household:
    """A new household with its dwelling, landlord and tenants. Called inside an act's transaction."""
    landlord = _landlord(told, by)
    dwelling = Dwelling.objects.create(
        administration=by.administration,
        address=told.dwelling.address,
        address_key=home_key(told.dwelling.address),
        apartment=told.dwelling.apartment,
        room_count=told.dwelling.room_count,
        tenure=told.dwelling.tenure,
        monthly_rent=told.dwelling.monthly_rent,
        landlord=landlord,
    )
    people = (told.tenant, *told.cotenants)
    household = Household.objects.create(
        administration=by.administration,
        name=told.tenant.name,
        dwelling=dwelling,
        protected=any(person.protected for person in people),
    )
    for role, person in zip(["tenant"] + ["cotenant"] * len(told.cotenants), people, strict=True):
        _join(household=household, told=person, role=role, since=told.arrived_on)
    return household


def join_told(*, household: Household, told: NoticeTold, by: Actor, today: date) -> None:
    """What a paper adds to a household that is already known: its co-tenants and a protection. Inside an act."""
    here = Member.objects.filter(household=household, until=None)
    known = set(here.values_list("person__name_key", flat=True))
    for person in told.cotenants:
        if folded(person.name) not in known:
            _join(household=household, told=person, role="cotenant", since=told.arrived_on)
    if told.tenant.protected:
        Person.objects.filter(memberships__in=here.filter(role="tenant")).update(protected=True)
    if any(person.protected for person in (told.tenant, *told.cotenants)):
        protect(household, by=by, today=today)


def _landlord(told: NoticeTold, by: Actor) -> Landlord | None:
    if not told.sender_name or told.sender_type not in load().codes.landlord_senders:
        return None
    found, _made = Landlord.objects.get_or_create(
        administration=by.administration,
        name=told.sender_name,
        defaults={"address": told.sender_address, "phone": told.sender_phone},
    )
    return found


def _join(*, household: Household, told: PersonTold, role: str, since: date) -> Member:
    person = Person.objects.create(
        administration=household.administration,
        name=told.name,
        name_key=folded(told.name),
        personal_number=told.personal_number,
        number_state=told.number_state,
        birth_year=told.birth_year,
        born_on=told.born_on,
        phone=told.phone,
        language=told.language,
        protected=told.protected,
    )
    keep_words(person)
    return Member.objects.create(household=household, person=person, role=role, since=since)


def add_member(
    *,
    case: Case,
    by: Actor,
    today: date,
    told: PersonTold,
    role: str,
    said: dict[str, str] | None = None,
    source: str = "",
    certainty: str = "",
) -> JournalEntry:
    """Add a person to the household. For a child, ``said`` holds ``registered`` and ``lives`` with one source.

    A child found brings in the children's unit; nothing already done is lost.
    """
    with transaction.atomic():
        hold_with_beside(case)
        require(by, Act.CHANGE_HOUSEHOLD, case)
        about: dict[str, Any] = {"said": said or {}, "source": source, "certainty": certainty}
        join_member(case=case, by=by, today=today, told=told, role=role, **about)
        tied = tie_households(case.household)
        if role == "child":
            involve_unit(case=case, unit=CHILDREN_UNIT)
        text = _("Tillagd i hushållet: %(name)s (%(role)s).") % {"name": told.name, "role": role_label(role)}
        told_as: dict[str, Any] = {
            "kind": "child" if role == "child" else "household",
            "text": text,
            "shown": {"source": source},
        }
        entry = enter(case=case, by=by, today=today, **told_as)
        rewrite_open_steps(case)
        if tied:
            rewrite_beside(case)
    return entry


def join_member(
    *,
    case: Case,
    by: Actor,
    today: date,
    told: PersonTold,
    role: str,
    said: dict[str, str],
    source: str,
    certainty: str,
) -> Member:
    """The person and what is said, without more. Called inside an act's transaction, which writes the entry."""
    if not told.name.strip():
        raise ActRefused(_("Skriv ett namn. Vet du inte namnet, skriv till exempel ”barn 1”."), field="name")
    if role == "child" and not source:
        raise ActRefused(_("Välj varifrån uppgiften om barnet kommer."), field="source")
    member = _join(household=case.household, told=told, role=role, since=today)
    if told.protected:
        protect(case.household, by=by, today=today)
    _say(member=member, by=by, today=today, said=said, source=source, certainty=certainty)
    return member


def say_about_child(
    *, case: Case, by: Actor, today: date, member: Member, said: dict[str, str], source: str, certainty: str
) -> JournalEntry:
    """Record what somebody said about how a child lives here, or whether it is registered here."""
    if not source:
        raise ActRefused(_("Välj varifrån uppgiften kommer."), field="source")
    with transaction.atomic():
        require(by, Act.CHANGE_HOUSEHOLD, case)
        _say(member=member, by=by, today=today, said=said, source=source, certainty=certainty)
        text = _("Uppgift om %(name)s antecknad.") % {"name": member.person.name}
        entry = enter(case=case, by=by, today=today, kind="household", text=text, shown=said | {"source": source})
        rewrite_open_steps(case)
    return entry


def _say(*, member: Member, by: Actor, today: date, said: dict[str, str], source: str, certainty: str) -> None:
    for about, value in said.items():
        if value:
            Statement.objects.create(
                member=member,
                about=about,
                value=value,
                source=source,
                certainty=certainty or "likely",
                said_on=today,
                recorded_at=now(),
                recorded_by_id=by.id,
            )


def protect_person(*, case: Case, by: Actor, today: date, member: Member) -> JournalEntry:
    """Mark a person as protected: at once, for the whole household, and never undone by linking."""
    with transaction.atomic():
        hold_with_beside(case)  # its other cases too: what waits in them goes out, and nothing is put in meanwhile
        require(by, Act.CHANGE_HOUSEHOLD, case)
        Person.objects.filter(pk=member.person_id).update(protected=True)
        protect(case.household, by=by, today=today)
        text, shown = _("Skyddade personuppgifter markerade."), {"protected": str(member.person_id)}
        entry = enter(case=case, by=by, today=today, kind="household", text=text, shown=shown)
    return entry


def protect(household: Household, *, by: Actor, today: date) -> None:
    """The whole household, its papers and what waits in today's post. Called inside an act's transaction."""
    Household.objects.filter(pk=household.pk).update(protected=True)
    household.refresh_from_db(fields=["protected"])
    household.notices.update(protected=True)
    stop_for_protected(household, by=by, today=today)


def role_label(role: str) -> str:
    """The Swedish word for a role in a household."""
    return {
        "tenant": _("hyresgäst"),
        "cotenant": _("medhyresgäst"),
        "adult": _("annan vuxen"),
        "child": _("barn"),
    }[role]
