"""Is it the same household? Only while one notice is registered, inside one administration, on what was typed.

Search by address lives here alone and never in lists (SoLPuF 15 §): against the administration's open cases and the
last 24 months' notices. Nothing is merged; the worker links, or does not.
"""

import re
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.told import Match, NoticeTold
from kvar.records.models import Case

MONTHS_24 = timedelta(days=731)
MOST = 8


def folded(text: str) -> str:
    """The text as it is compared: lower case, single spaces, no punctuation."""
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def same_households(*, actor: Actor, told: NoticeTold, today: date) -> tuple[Match, ...]:
    """Cases that may concern the same household, with the reasons. Empty for an actor without the relation."""
    reasons = _reasons(told)
    if not reasons:
        return ()
    wanted = Q()
    for reason in reasons.values():
        wanted |= reason
    recent = Q(closed_on=None) | Q(closed_on__gte=today - MONTHS_24)
    found = _with_reasons(cases_visible_to(actor).filter(recent).filter(wanted), reasons)
    matches = tuple(_match(case, tuple(reasons)) for case in found.order_by("closed_on", "-opened_on", "pk")[:MOST])
    for match in matches:
        actor.look.note("matched", f"case:{match.case}", actor.relation)
    return matches


def _reasons(told: NoticeTold) -> dict[str, Q]:
    """Name → condition, only for what was typed: an empty field matches nobody."""
    reasons = {}
    if told.tenant.personal_number:
        reasons["person"] = Q(household__members__person__personal_number=told.tenant.personal_number)
    elif told.tenant.name and told.tenant.birth_year:
        reasons["person"] = Q(
            household__members__person__name_key=folded(told.tenant.name),
            household__members__person__birth_year=told.tenant.birth_year,
        )
    if told.dwelling.address:
        same_home = Q(household__dwelling__address_key=folded(told.dwelling.address))
        if told.dwelling.apartment:
            same_home &= Q(household__dwelling__apartment__in=["", told.dwelling.apartment])
        reasons["address"] = same_home
    if told.reference:
        reasons["debt"] = Q(notices__reference=told.reference)
    return reasons


def _with_reasons(cases: QuerySet[Case], reasons: dict[str, Q]) -> QuerySet[Case]:
    counts = {f"because_{name}": Count("pk", filter=reason) for name, reason in reasons.items()}
    return cases.select_related("household__dwelling").annotate(notice_count=Count("notices", distinct=True), **counts)


def _match(case: Case, names: tuple[str, ...]) -> Match:
    return Match(
        household=case.household_id,
        case=case.pk,
        reference=case.reference,
        name=case.household.name,
        address="" if case.household.protected else case.household.dwelling.address,
        opened_on=case.opened_on,
        closed=case.closed_on is not None,
        notices=case.notice_count,  # type: ignore[attr-defined]
        because=tuple(name for name in names if getattr(case, f"because_{name}")),
    )
