"""What is planned already and goes against what somebody has asked of us since: a visit, an invitation, a next call."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvar.casework.access import Actor
from kvar.casework.consent.invited import meetings_ahead_of
from kvar.casework.contact.attempts import attempts_known_to
from kvar.casework.contact.safe_check import CALLS, Contact, RuleShown, broken_by
from kvar.casework.contact.safe_contact import rules_of
from kvar.casework.visits import visits_of
from kvar.records.models import Attempt, Case, Meeting, Visit

# A rule of safe contact, and who is invited for it. Of a visit or a call nobody writes whether one comes: there the
# rule itself is read, and says it once.
INTERPRETER = "interpreter"
TENANT = "tenant"  # who is invited to a meeting


@dataclass(frozen=True, kw_only=True)
class PlannedAgainst:
    """``is_a``: visit, meeting or attempt, whose next contact it is. ``because``: who has asked for what."""

    is_a: str
    id: UUID
    day: date
    because: tuple[str, ...]


def planned_against(actor: Actor, case: Case, *, today: date) -> tuple[PlannedAgainst, ...]:
    """Everything ahead that the actor may know of, with the rules it goes against: five queries."""
    rules = rules_of(case)
    if not rules:
        return ()
    visits = ((("visit", row.pk, row.day), visit_against(row, rules)) for row in visits_of(actor, case))
    meetings = (
        (("meeting", row.pk, row.day), meeting_against(row, rules)) for row in meetings_ahead_of(case, today=today)
    )
    calls = ((("attempt", row.pk, row.on), call_against(row, rules)) for row in _next_call(actor, case))
    return tuple(
        PlannedAgainst(is_a=is_a, id=pk, day=day, because=because)
        for (is_a, pk, day), because in (*visits, *meetings, *calls)
        if because and (is_a == "attempt" or day >= today)
    )


def visit_against(visit: Visit, rules: Iterable[RuleShown]) -> tuple[str, ...]:
    """What a planned visit goes against, in words; nothing when it has been or is called off."""
    if visit.result or visit.called_off_on:
        return ()
    return _said(broken_by(rules, Contact(way="home_visit", at=visit.start)))


def meeting_against(meeting: Meeting, rules: Iterable[RuleShown]) -> tuple[str, ...]:
    """What inviting the household to a meeting goes against: by letter or to us, or without an interpreter."""
    if meeting.held_on or meeting.called_off or TENANT not in meeting.invited:
        return ()
    asked = [rule for rule in rules if rule.id]  # what follows from protection was known when it was planned
    ways = (Contact(way="letter"), Contact(way="visit_to_us", at=meeting.at))
    found = [rule for way in ways for rule in broken_by(asked, way)]
    return _said((*found, *(() if INTERPRETER in meeting.invited else _asks_interpreter(asked))))


def call_against(attempt: Attempt, rules: Iterable[RuleShown]) -> tuple[str, ...]:
    """What the next contact that was written down goes against, made the same way to the same number."""
    to = attempt.member.person.phone if attempt.member and attempt.way in CALLS else ""
    return _said(broken_by(rules, Contact(way=attempt.way, to=to)))


def _next_call(actor: Actor, case: Case) -> Iterator[Attempt]:
    """The newest attempt, when it says what comes next."""
    rows = attempts_known_to(actor, case).filter(withdrawn_on=None).select_related("member__person")
    newest = rows.order_by("on", "at", "pk").last()
    if newest and newest.next:
        yield newest


def _asks_interpreter(rules: Iterable[RuleShown]) -> list[RuleShown]:
    return [rule for rule in rules if rule.rule == INTERPRETER]


def _said(rules: Iterable[RuleShown]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{rule.name}: {rule.sentence}" for rule in rules))
