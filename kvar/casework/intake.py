"""What arrives: taken in as it is, linked to a household or a case, and answered with a position.

Nothing ever blocks registration (NJA 1985 s. 586), nothing is merged and nothing deleted.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, may, require
from kvar.casework.access_table import Act
from kvar.casework.cases import open_case
from kvar.casework.clock import now
from kvar.casework.enforcement.calendar import tell_of_time
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.explain import NO_YEAR
from kvar.casework.households import household_from, join_told, protect
from kvar.casework.journal import enter
from kvar.casework.matching import folded
from kvar.casework.originals import Scan, store_original
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.told import NoticeTold
from kvar.content.codes import NoticeKind
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Household, JournalEntry, Member, Notice, Service

TENANTS = ("tenant", "cotenant")


def take_in_notice(
    *, told: NoticeTold, by: Actor, today: date, case: Case | None = None, scan: Scan | None = None
) -> Notice:
    """Store a notice as it arrived, with its scan, in a new case or in an open one that the worker has chosen.

    Raises ActRefused for what cannot be true (arrival after today, posting after arrival, service after today).
    """
    _require_possible(told, today)
    with transaction.atomic():
        if not may(by, Act.TAKE_IN_NOTICE):
            raise Unseen
        if case is None:
            household = household_from(told=told, by=by)
            case = open_case(household=household, cause=_cause(told), by=by, today=today)
        else:
            require(by, Act.WRITE_NOTE, case)
            join_told(household=case.household, told=told)
        notice = _store(told=told, by=by, case=case)
        _store_services(told=told, notice=notice)
        enter(case=case, by=by, today=today, kind="notice", text=arrival_text(notice), shown={"notice": str(notice.pk)})
        rewrite_open_steps(case)
        tell_of_time(notice, today=today)
        if scan is not None:
            store_original(notice=notice, by=by, scan=scan)
    by.look.note(Act.TAKE_IN_NOTICE.value, f"case:{case.pk}", by.relation)
    return notice


def link_notice(*, notice: Notice, case: Case, by: Actor, today: date, same_debt_as: Notice | None = None) -> None:
    """Move a notice to another case, or say that it concerns the same debt as an earlier one. Reversible, traced."""
    with transaction.atomic():
        require(by, Act.LINK_NOTICE, case)
        left = notice.case
        if left is not None:
            require(by, Act.LINK_NOTICE, left)
        _join_household(notice, case.household)
        Notice.objects.filter(pk=notice.pk).update(
            case=case, same_debt_as=same_debt_as, cause=_cause_after_move(notice, case)
        )
        text = _("Underrättelsen från %(day)s hör till det här ärendet.") % {"day": _said(notice.arrived_on)}
        enter(case=case, by=by, today=today, kind="notice_linked", text=text, shown={"notice": str(notice.pk)})
        rewrite_open_steps(case)
        if left is not None and left != case:
            where = _("ett annat ärende") if case.household.protected else case.reference
            moved = _("Underrättelsen från %(day)s flyttades till %(where)s.")
            text = moved % {"day": _said(notice.arrived_on), "where": where}
            enter(case=left, by=by, today=today, kind="notice_unlinked", text=text, shown={"notice": str(notice.pk)})
            rewrite_open_steps(left)


def _cause_after_move(notice: Notice, case: Case) -> str:
    """Kronofogden's paper takes its cause from the case it joins, unless it says one of its own."""
    kind = load().codes.notice_kind(notice.kind)
    own = notice.cause and (notice.case is None or notice.cause != notice.case.cause)
    return notice.cause if own or not kind.keeps_cause else _cause_in(case, kind)


def _join_household(notice: Notice, household: Household) -> None:
    """The paper's household is now this one: its service days follow their tenants, and a protection is never lost."""
    if notice.protected and not household.protected:
        protect(household)
    Notice.objects.filter(pk=notice.pk).update(household=household, protected=notice.protected or household.protected)
    tenants = Member.objects.filter(household=household, role__in=TENANTS, until=None).select_related("person")
    by_name = {tenant.person.name_key: tenant for tenant in tenants}
    for service in notice.services.select_related("tenant__person"):
        same = by_name.get(service.tenant.person.name_key)
        if same and not notice.services.filter(tenant=same).exists():
            Service.objects.filter(pk=service.pk).update(tenant=same)


def _said(day: date) -> str:
    return spoken_day(day, written_on=NO_YEAR)


def take_position(*, notice: Notice, by: Actor, today: date, opened: bool, reason: str) -> JournalEntry:
    """Open an investigation, or write why not (SoL 14:2). Every notice needs one; it blocks closing until then."""
    if not reason.strip():
        raise ActRefused(_("Skriv skälet. Det ska framgå varför utredning inleds eller inte."), field="reason")
    if notice.case is None:
        raise ActRefused(_("Koppla underrättelsen till ett ärende först."))
    with transaction.atomic():
        require(by, Act.TAKE_POSITION, notice.case)
        taken = Notice.objects.filter(pk=notice.pk, position="").update(
            position="opened" if opened else "not_opened",
            position_reason=reason,
            position_by_id=by.id,
            position_on=today,
        )
        if not taken:
            raise ActRefused(_already_taken(notice))
        text = _("Utredning inleds. %s") if opened else _("Utredning inleds inte. %s")
        shown = {"notice": str(notice.pk)}
        entry = enter(case=notice.case, by=by, today=today, kind="position", text=text % reason, shown=shown)
        rewrite_open_steps(notice.case)
    return entry


def _already_taken(notice: Notice) -> str:
    stands = Notice.objects.select_related("position_by").get(pk=notice.pk)
    name = stands.position_by.name if stands.position_by else ""
    return _("%(name)s har redan tagit ställning till underrättelsen.") % {"name": name}


def _require_possible(told: NoticeTold, today: date) -> None:
    if not told.tenant.name.strip():
        raise ActRefused(_("Skriv hyresgästens namn. Allt annat kan vara okänt."), field="tenant_name")
    if told.arrived_on > today:
        raise ActRefused(_("Ankomstdagen kan inte ligga efter i dag. Kontrollera datumet."), field="arrived_on")
    if told.posted_on and told.posted_on > told.arrived_on:
        sentence = _("Brevet kan inte ha kommit innan det skickades. Kontrollera de två datumen.")
        raise ActRefused(sentence, field="posted_on")
    for person in (told.tenant, *told.cotenants):
        require_possible_service(person.served_on, today)


def require_possible_service(served_on: date | None, today: date) -> None:
    """Refuse a service day that has not been yet."""
    if served_on and served_on > today:
        raise ActRefused(_("Delgivningsdagen kan inte ligga efter i dag. Kontrollera datumet."), field="served_on")


def _cause(told: NoticeTold) -> str:
    return told.cause or load().codes.notice_kind(told.kind).ground


def _cause_in(case: Case, kind: NoticeKind) -> str:
    """A paper that tells of a stage keeps the case's cause, once somebody knows it (Q2); any other tells its own."""
    if not kind.keeps_cause:
        return kind.ground
    return "" if case.cause == kind.ground else case.cause


def _store(*, told: NoticeTold, by: Actor, case: Case) -> Notice:
    codes = load().codes
    kind = codes.notice_kind(told.kind)
    return Notice.objects.create(
        administration=by.administration,
        kind=told.kind,
        sender_type=told.sender_type,
        sender_name=told.sender_name,
        intake_type=codes.intake_type_of(told.sender_type),
        reason_code=kind.reason_code,
        ground=kind.ground,
        cause=told.cause or _cause_in(case, kind),
        reference=told.reference,
        arrived_on=told.arrived_on,
        sent_by=told.sent_by,
        posted_on=told.posted_on,
        rent_due_on=told.rent_due_on,
        amount=told.amount,
        fields=told.fields,
        enforcement_applied_on=told.enforcement_applied_on,
        eviction_at=told.eviction_at,
        household=case.household,
        case=case,
        protected=case.household.protected,
        taken_in_by_id=by.id,
        taken_in_at=now(),
    )


def _store_services(*, told: NoticeTold, notice: Notice) -> None:
    """One row per tenant for papers that start a clock; the day is None until somebody has told."""
    if not load().codes.notice_kind(notice.kind).starts_clock:
        return
    days = {folded(person.name): person.served_on for person in (told.tenant, *told.cotenants)}
    tenants = Member.objects.filter(household=notice.household, role__in=TENANTS, until=None)
    for tenant in tenants.select_related("person"):
        # The tenant of a case that the worker has chosen may be spelt otherwise on the new paper.
        other_spelling = told.tenant.served_on if tenant.role == "tenant" else None
        day = days.get(tenant.person.name_key, other_spelling)
        method = told.service_method if day else ""
        Service.objects.create(notice=notice, tenant=tenant, served_on=day, method=method)


def arrival_text(notice: Notice) -> str:
    """What the journal says of a notice that came in."""
    kind = load().codes.notice_kind(notice.kind)
    sender = notice.sender_name or load().codes.sender_type(notice.sender_type).label
    return _("%(kind)s kom in från %(sender)s.") % {"kind": kind.label, "sender": sender}
