"""What a link changes in the rows, and how it is put back. Called by ``linking`` and ``intake``, inside their acts."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import F

from kvar.casework.access import Actor
from kvar.casework.households import household_from, protect
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold
from kvar.records.models import (
    Case,
    Claim,
    Household,
    JournalText,
    Member,
    Notice,
    NoticeLink,
    Person,
    Service,
    Undertaking,
)

LinkedBefore = dict[str, Any]
TENANTS = ("tenant", "cotenant")
DAYS = ("paid_on", "undertaking_received_on", "evicted_on", "position_on")
PLAIN = ("cause", "position", "position_reason", "valid", "protected")


def newest_link(notice: Notice) -> NoticeLink | None:
    """The link that stands: the last one that nobody has taken back."""
    made = NoticeLink.objects.filter(notice=notice, undone_by=None).exclude(kind="undone")
    return made.select_related("left__household", "joined__household", "notice").order_by("-recorded_at", "-id").first()


def snapshot(notice: Notice, *, target: Household) -> LinkedBefore:
    """How the paper, and the protection of the household it joins, stood before the link."""
    stood = Notice.objects.get(pk=notice.pk)
    services = stood.services.order_by("pk")
    return {
        **{name: getattr(stood, name) for name in PLAIN},
        **{name: day.isoformat() if (day := getattr(stood, name)) else None for name in DAYS},
        "position_by": str(stood.position_by_id) if stood.position_by_id else None,
        "same_debt_as": str(stood.same_debt_as_id) if stood.same_debt_as_id else None,
        "household": str(stood.household_id) if stood.household_id else None,
        "services": {str(row.pk): _service(row) for row in services},
        "target_protected": target.protected,
    }


def _service(row: Service) -> dict[str, Any]:
    day = row.served_on.isoformat() if row.served_on else None
    return {"tenant": str(row.tenant_id), "served_on": day, "method": row.method, "source": row.source}


def as_told(told: NoticeTold, *, household: Household) -> LinkedBefore:
    """What a paper says of its own household, and how the household it is joined to stood: kept to be undone."""
    members = Member.objects.filter(household=household)
    people = (told.tenant, *told.cotenants)
    unprotected = Person.objects.filter(memberships__in=members, protected=False)
    return {
        "tenants": [_written(asdict(person)) for person in people],
        "dwelling": asdict(told.dwelling),
        "sender": {"type": told.sender_type, "name": told.sender_name},
        "members": [str(pk) for pk in members.order_by("pk").values_list("pk", flat=True)],
        "unprotected": [str(pk) for pk in unprotected.order_by("pk").values_list("pk", flat=True)],
        "target_protected": household.protected,
        "protected": any(person.protected for person in people),
        "cause": told.cause,
    }


def _written(person: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in person.items()}


def join_household(notice: Notice, household: Household, *, by: Actor, today: date) -> None:
    """The paper's household is now this one: its service days follow their tenants, and a protection is never lost."""
    if notice.protected and not household.protected:
        protect(household, by=by, today=today)
    Notice.objects.filter(pk=notice.pk).update(household=household, protected=notice.protected or household.protected)
    tenants = Member.objects.filter(household=household, role__in=TENANTS, until=None).select_related("person")
    by_name = {tenant.person.name_key: tenant for tenant in tenants}
    for service in notice.services.select_related("tenant__person"):
        same = by_name.get(service.tenant.person.name_key)
        if same and not notice.services.filter(tenant=same).exists():
            Service.objects.filter(pk=service.pk).update(tenant=same)


def household_before(link: NoticeLink, *, by: Actor) -> Household:
    """The household the paper had; else a new one, from what the paper said when it came in."""
    before, notice = link.before, link.notice
    if before.get("household"):
        return Household.objects.get(pk=before["household"])
    people = [PersonTold(**_read(person)) for person in before["tenants"]]
    told = NoticeTold(
        kind=notice.kind,
        sender_type=notice.sender_type,
        sender_name=notice.sender_name,
        arrived_on=notice.arrived_on,
        tenant=people[0],
        cotenants=tuple(people[1:]),
        dwelling=DwellingTold(**before["dwelling"]),
    )
    return household_from(told=told, by=by)


def _read(person: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(day) if (day := person.get(name)) else None for name in ("born_on", "served_on")}
    return person | days


def put_back(notice: Notice, before: LinkedBefore, *, case: Case) -> None:
    """The paper as it stood before the link. A protection that the right household has by now is kept."""
    values: dict[str, Any] = {name: before.get(name, "") for name in ("cause", "position", "position_reason")}
    values |= {name: date.fromisoformat(day) if (day := before.get(name)) else None for name in DAYS}
    values |= {"valid": before.get("valid"), "position_by": before.get("position_by")}
    protected = bool(before.get("protected")) or case.household.protected
    debt = Notice.objects.filter(pk=before["same_debt_as"]).first() if before.get("same_debt_as") else None
    Notice.objects.filter(pk=notice.pk).update(
        case=case, household=case.household, protected=protected, same_debt_as=debt, **values
    )
    Notice.objects.filter(same_debt_as=notice).exclude(case=case).update(same_debt_as=None)
    _put_services_back(notice, before, case.household)


def _put_services_back(notice: Notice, before: LinkedBefore, household: Household) -> None:
    """Each service with the tenant and the day it had; a paper that never had its own asks anew, of its own tenants."""
    stood = before.get("services")
    if stood is None:
        had_any = notice.services.exists()
        notice.services.all().delete()
        told = {person["name"]: person for person in before["tenants"]}
        tenants = Member.objects.filter(household=household, role__in=TENANTS).select_related("person").order_by("pk")
        for tenant in tenants if had_any else ():
            day = told.get(tenant.person.name, {}).get("served_on")
            Service.objects.create(notice=notice, tenant=tenant, served_on=day and date.fromisoformat(day))
        return
    for row in notice.services.order_by("pk"):
        was = stood.get(str(row.pk))
        if was is None:
            row.delete()
            continue
        day = date.fromisoformat(was["served_on"]) if was["served_on"] else None
        told = {"tenant_id": was["tenant"], "method": was["method"], "source": was["source"]}
        Service.objects.filter(pk=row.pk).update(served_on=day, version=row.version + 1, **told)


def part_households(notice: Notice, before: LinkedBefore, *, wrong: Case) -> None:
    """What the paper brought to the wrong household leaves it: co-tenants, and a protection that nobody else gave."""
    household = wrong.household
    if "members" in before:
        brought = Member.objects.filter(household=household, until=None, role="cotenant")
        names = [person["name"] for person in before["tenants"]]
        brought.exclude(pk__in=before["members"]).filter(person__name__in=names).update(until=notice.arrived_on)
    if _papers_since(notice, wrong):
        return  # another paper may say the same: a protection is never lifted on a guess
    if "members" in before:
        marked = _marked_by_hand(wrong)
        mistaken = Person.objects.filter(pk__in=before["unprotected"], protected=True)
        mistaken.exclude(pk__in=marked).update(protected=False)
    if before["target_protected"] or not household.protected:
        return
    here = Member.objects.filter(household=household, until=None, person__protected=True)
    if not here.exists():
        Household.objects.filter(pk=household.pk).update(protected=False)
        household.notices.update(protected=False)
        household.protected = False


def part_records(notice: Notice, *, wrong: Case, since: datetime, today: date, reason: str) -> None:
    """What was decided and claimed on the paper in the wrong case counts for nobody. The rows stay, as what they were.

    Proofs and decisions about Kronofogden's time name their case: ``that_count`` in ``facts_of_enforcement`` reads it.
    """
    decided = Undertaking.objects.filter(notice=notice, recorded_at__gte=since)
    decided.update(notice=None, parted_from=notice, version=F("version") + 1)
    claimed = Claim.objects.filter(notice=notice, case=wrong, withdrawn_on=None)
    claimed.update(withdrawn_on=today, withdrawn_because=reason[:400], version=F("version") + 1)


def _papers_since(notice: Notice, wrong: Case) -> bool:
    """Has another paper joined the wrong case after this one did?"""
    joined = notice.links.exclude(kind="undone").order_by("recorded_at").last()
    later = NoticeLink.objects.filter(joined=wrong).exclude(kind="undone").exclude(notice=notice)
    return joined is not None and later.filter(recorded_at__gte=joined.recorded_at).exists()


def _marked_by_hand(case: Case) -> list[str]:
    """The persons that somebody has marked as protected in the household's cases, whatever a paper said."""
    rows = JournalText.objects.filter(
        entry__case__household=case.household_id, entry__kind="household", shown__has_key="protected"
    )
    return [str(shown["protected"]) for shown in rows.values_list("shown", flat=True)]
