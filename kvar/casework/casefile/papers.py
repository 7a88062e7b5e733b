"""What has come in and what has gone out: notices with their service days and positions, letters, the debt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kvar.casework.access import letter_units
from kvar.casework.deadlines.served import why_not_counted
from kvar.casework.told import because_words
from kvar.content.load import load
from kvar.records.models import Case, Letter, Notice, Service


@dataclass(frozen=True, kw_only=True)
class ServiceShown:
    """``served_on`` None: nobody has told yet. ``counts`` False: it was done in a way that starts no clock."""

    tenant: str
    served_on: date | None
    counts: bool


@dataclass(frozen=True, kw_only=True)
class JoinedShown:
    """That somebody joined a paper to this case, and why; ``why`` is empty where nobody wrote down a reason."""

    on: date
    by: str
    why: str


@dataclass(frozen=True, kw_only=True)
class NoticeShown:
    """One paper. ``position`` is empty while nobody has taken a position on it; amounts are öre."""

    id: UUID
    version: int
    kind: str
    sender: str
    arrived_on: date
    amount: int | None
    reference: str
    services: tuple[ServiceShown, ...]
    position: str
    position_label: str
    position_by: str
    position_on: date | None
    same_debt_as: date | None
    same_debt_id: UUID | None
    joined: JoinedShown | None
    passed_on: date | None
    came_on: date | None
    original: str

    @property
    def service_unknown(self) -> bool:
        return any(service.served_on is None or not service.counts for service in self.services)


@dataclass(frozen=True, kw_only=True)
class LetterShown:
    """``form``: the unit's own consent form that it prints, while nobody has written in the answers."""

    id: UUID
    title: str
    recipient: str
    issued_on: date
    by: str
    form: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DebtShown:
    """``amount`` in öre, each debt counted once; None = no notice says. ``months``: how many monthly rents it is."""

    amount: int | None
    counted: int
    monthly_rent: int | None
    paid_on: date | None


def notices_of(case: Case, *, names: dict[UUID, str], originals: dict[UUID, str]) -> tuple[NoticeShown, ...]:
    """The case's notices, newest first."""
    rows = list(case.notices.all())
    arrived = {row.pk: row.arrived_on for row in rows}
    tenants = {member.pk: member.person.name for member in case.household.members.all()}
    tenure = case.household.dwelling.tenure
    return tuple(_notice(row, arrived, tenants, names, originals, tenure) for row in reversed(rows))


def _notice(
    row: Notice,
    arrived: dict[UUID, date],
    tenants: dict[UUID, str],
    names: dict[UUID, str],
    originals: dict[UUID, str],
    tenure: str,
) -> NoticeShown:
    codes = load().codes
    return NoticeShown(
        id=row.pk,
        version=row.version,
        kind=codes.notice_kind(row.kind).label,
        sender=row.sender_name or codes.sender_type(row.sender_type).label,
        arrived_on=row.arrived_on,
        amount=row.amount,
        reference=row.reference,
        services=_services(row, tenants, tenure),
        position=row.position,
        position_label=_POSITIONS()[row.position],
        position_by=names.get(row.position_by_id, "") if row.position_by_id else "",
        position_on=row.position_on,
        same_debt_as=arrived.get(row.same_debt_as_id) if row.same_debt_as_id else None,
        same_debt_id=row.same_debt_as_id,
        joined=_joined(row, names),
        passed_on=row.passed_on,
        came_on=row.came_on,
        original=originals.get(row.pk, ""),
    )


def _services(row: Notice, tenants: dict[UUID, str], tenure: str) -> tuple[ServiceShown, ...]:
    # A paper moved from another case may name a tenant that this household does not have.
    unknown = _("hyresgästen på papperet")
    return tuple(_service(one, row, tenants.get(one.tenant_id, unknown), tenure) for one in row.services.all())


def _joined(row: Notice, names: dict[UUID, str]) -> JoinedShown | None:
    """The link by which the paper is in this case, while nobody has taken it back."""
    links = [*row.links.all()]
    undone = {link.undoes_id for link in links}
    stands = [
        link for link in links if link.kind != "undone" and link.pk not in undone and link.joined_id == row.case_id
    ]
    if not stands:
        return None
    link = stands[-1]
    why = because_words(link.before.get("because", ()))
    return JoinedShown(on=link.on, by=names.get(link.recorded_by_id, ""), why=why)


def _service(row: Service, notice: Notice, tenant: str, tenure: str) -> ServiceShown:
    counts = not why_not_counted(row, notice, tenure=tenure)
    return ServiceShown(tenant=tenant, served_on=row.served_on, counts=counts)


def _POSITIONS() -> dict[str, str]:
    return {
        "": _("ställningstagande saknas"),
        "opened": _("utredning inledd"),
        "not_opened": _("utredning inte inledd"),
    }


def letters_of(case: Case, *, names: dict[UUID, str], unit: str) -> tuple[LetterShown, ...]:
    """What has been sent that this unit reads, newest first."""
    rows = reversed(case.letters.all())
    return tuple(_letter(row, names, unit) for row in rows if row.unit in letter_units(unit))


def _letter(row: Letter, names: dict[UUID, str], unit: str) -> LetterShown:
    printed = getattr(row, "form_letter", None)
    own = printed is not None and printed.form.unit == unit and printed.form.returned_on is None
    return LetterShown(
        id=row.pk,
        title=row.title,
        recipient=row.recipient,
        issued_on=row.issued_on,
        by=names.get(row.by_id, ""),
        form=printed.form_id if printed and own else None,
    )


def debt_of(case: Case) -> DebtShown:
    """What the notices say is owed. A repeat of the same debt replaces the amount it repeats, it does not add to it.

    One that says no amount, as Kronofogden's time, replaces none.
    """
    notices = list(case.notices.all())
    repeats = {notice.pk: notice.same_debt_as_id for notice in notices}
    said = [notice for notice in notices if notice.amount is not None]
    repeated = {pk for notice in said for pk in _repeated_by(notice.pk, repeats)}
    counted = [notice for notice in said if notice.pk not in repeated]
    return DebtShown(
        amount=sum(notice.amount for notice in counted if notice.amount is not None) if counted else None,
        counted=len(counted),
        monthly_rent=case.household.dwelling.monthly_rent,
        paid_on=max((notice.paid_on for notice in notices if notice.paid_on), default=None),
    )


def _repeated_by(notice: UUID, repeats: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    """The papers that this one is about again, back to the first."""
    seen = {notice}
    while (earlier := repeats.get(notice)) and earlier not in seen:
        yield earlier
        seen.add(earlier)
        notice = earlier
