"""What the consents of a case carry: pure, on rows that are already read (OSL 10:1, 12:2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvar.records.models import Case, Consent

TELLS = ("to", "both")
LANDLORD = "landlord"


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A consent, and what of the telling it carries."""

    consent: Consent
    scope: frozenset[str]


def consents_of_cases(cases: Iterable[Case]) -> dict[UUID, list[Consent]]:
    """Every consent and every no, by case, in the order they were given: one query."""
    rows = Consent.objects.filter(case__in=list(cases)).select_related("member__person")
    found: dict[UUID, list[Consent]] = {}
    for row in rows.order_by("given_on", "recorded_at"):
        found.setdefault(row.case_id, []).append(row)
    return found


def known_to(unit: str, rows: Iterable[Consent]) -> list[Consent]:
    """What every unit may rely on, and what this one has been told itself. Without a unit: the shared layer."""
    return [row for row in rows if row.shared or row.unit == unit]


def standing(rows: Iterable[Consent], *, on: date) -> list[Consent]:
    """Those that hold on a day: of somebody who lives there, and not ended by a later no of the same person."""
    found = [row for row in rows if _holds(row, on)]
    return [row for n, row in enumerate(found) if not row.refused and not any(ends(no, row) for no in found[n + 1 :])]


def _holds(row: Consent, on: date) -> bool:
    ended = (row.until and row.until < on) or (row.withdrawn_on and row.withdrawn_on <= on)
    moved = row.member.until and row.member.until <= on
    return row.given_on <= on and not ended and not moved


def ends(no: Consent, yes: Consent) -> bool:
    """Is this later answer a no of the same person, to the same recipient, about some of the same?"""
    same = (no.member_id, no.recipient_kind) == (yes.member_id, yes.recipient_kind)
    named = not yes.recipient or is_for(no, yes.recipient)
    direction = "both" in (no.direction, yes.direction) or no.direction == yes.direction
    return no.refused and same and named and direction and bool(set(no.scope) & set(yes.scope))


def is_for(consent: Consent, name: str) -> bool:
    """A consent for somebody by name is for that one only; one without a name is for the kind."""
    return not consent.recipient or _plain(consent.recipient) == _plain(name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def consents_to(rows: Iterable[Consent], *, recipient_kind: str, recipient: str, on: date) -> list[Consent]:
    """The consents of a day to tell this recipient something."""
    return [
        one
        for one in standing(rows, on=on)
        if one.recipient_kind == recipient_kind and one.direction in TELLS and is_for(one, recipient)
    ]


def last_day(consents: Iterable[Consent]) -> date | None:
    """The last day any of these holds; None when one of them has no such day, and when there are none."""
    days = [row.until for row in consents]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def carried_by(
    rows: Iterable[Consent], *, recipient_kind: str, recipient: str, scope: Iterable[str], on: date
) -> tuple[Carried, ...]:
    """The consents of one person that together carry all of it; empty when nobody's do.

    What one person has said yes to is added together. One person's yes is never added to another's.
    """
    by_member: dict[UUID, list[Consent]] = {}
    for one in consents_to(rows, recipient_kind=recipient_kind, recipient=recipient, on=on):
        by_member.setdefault(one.member_id, []).append(one)
    found = (_together(own, frozenset(scope)) for own in by_member.values())
    return next((carried for carried in found if carried), ())


def _together(own: list[Consent], wanted: frozenset[str]) -> tuple[Carried, ...]:
    """Of one person's consents as few as carry it, the widest first."""
    left, used = wanted, []
    for one in sorted(own, key=lambda row: -len(wanted & set(row.scope))):
        if part := left & set(one.scope):
            used.append(Carried(consent=one, scope=part))
            left -= part
    return () if left else tuple(used)


def recipient_in(case: Case, rows: Iterable[Consent], *, kind: str, on: date) -> str:
    """Who it is, by name: the case's own landlord; else the one that the consents name, where they name one."""
    if kind == LANDLORD and (landlord := case.household.dwelling.landlord):
        return landlord.name
    names = {one.recipient for one in standing(rows, on=on) if one.recipient_kind == kind and one.recipient}
    return names.pop() if len(names) == 1 else ""
