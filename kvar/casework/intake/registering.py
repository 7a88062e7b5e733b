"""What arrives: taken in as it is, linked to a household or a case, and answered with a position.

Nothing ever blocks registration (NJA 1985 s. 586), nothing is merged and nothing deleted.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, may, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.enforcement.calendar import tell_of_time
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.households import household_from, join_told
from kvar.casework.intake.linking import cause_in, registered_into
from kvar.casework.intake.links import LinkedBefore, as_told
from kvar.casework.intake.opening import open_case
from kvar.casework.intake.originals import store_original
from kvar.casework.journal import enter
from kvar.casework.kept import Scan
from kvar.casework.matching import digits_of, folded
from kvar.casework.plans import rewrite_beside, rewrite_open_steps
from kvar.casework.repeats import tell_of_repeats
from kvar.casework.ties import hold_with_beside, tie_households
from kvar.casework.told import NoticeTold
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, Member, Notice, Service

TENANTS = ("tenant", "cotenant")


def take_in_notice(
    *,
    told: NoticeTold,
    by: Actor,
    today: date,
    case: Case | None = None,
    because: Iterable[str] = (),
    scan: Scan | None = None,
) -> Notice:
    """Store a notice as it arrived, with its scan, in a new case or in an open one that the worker has chosen.

    ``because``: the reasons that the match with that case was shown with.

    Raises ActRefused for what cannot be true (arrival after today, posting after arrival, service after today).
    """
    _require_possible(told, today)
    with transaction.atomic():
        if not may(by, Act.TAKE_IN_NOTICE):
            raise Unseen
        before = _joined(told, case, because, by=by, today=today) if case else None
        case = case or _opened(told, by=by, today=today)
        notice = _store(told=told, by=by, case=case)
        store_services(told=told, notice=notice)
        if before is not None:
            registered_into(notice, before=before, by=by, today=today)
        enter(case=case, by=by, today=today, kind="notice", text=arrival_text(notice), shown={"notice": str(notice.pk)})
        rewrite_open_steps(case)
        rewrite_beside(case)
        tell_of_repeats(case, today=today, by=by.id)
        tell_of_time(notice, today=today, by=by.id)
        if scan is not None:
            store_original(notice=notice, by=by, scan=scan)
    by.look.note(Act.TAKE_IN_NOTICE.value, f"case:{case.pk}", by.relation)
    return notice


def _opened(told: NoticeTold, *, by: Actor, today: date) -> Case:
    household = household_from(told=told, by=by)
    tie_households(household)
    return open_case(household=household, cause=_cause(told), by=by, today=today)


def _joined(told: NoticeTold, case: Case, because: Iterable[str], *, by: Actor, today: date) -> LinkedBefore:
    """How the case stood before the paper came into it, to be undone."""
    hold_with_beside(case)
    require(by, Act.WRITE_NOTE, case)
    before = as_told(told, household=case.household) | {"because": [*because]}
    join_told(household=case.household, told=told, by=by, today=today)
    return before


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
        raise ActRefused(_("Ankomstdagen kan inte ligga efter idag. Kontrollera datumet."), field="arrived_on")
    if told.posted_on and told.posted_on > told.arrived_on:
        sentence = _("Brevet kan inte ha kommit innan det skickades. Kontrollera de två datumen.")
        raise ActRefused(sentence, field="posted_on")
    for person in (told.tenant, *told.cotenants):
        require_possible_service(person.served_on, today)


def require_possible_service(served_on: date | None, today: date) -> None:
    """Refuse a service day that has not been yet."""
    if served_on and served_on > today:
        raise ActRefused(_("Delgivningsdagen kan inte ligga efter idag. Kontrollera datumet."), field="served_on")


def _cause(told: NoticeTold) -> str:
    return told.cause or load().codes.notice_kind(told.kind).ground


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
        cause=told.cause or cause_in(case, kind),
        reference=told.reference,
        payment_reference=digits_of(told.payment_reference),
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


def store_services(*, told: NoticeTold, notice: Notice) -> None:
    """One row per tenant for papers that start a clock; the day is None until somebody has told. Inside an act."""
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
