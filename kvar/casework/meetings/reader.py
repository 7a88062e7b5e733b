"""What stands of meetings, decisions and agreements in a case, and what of it happens on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.errors import Unseen
from kvar.casework.owner.duty import Covered
from kvar.records.models import Agreement, Case, Decision, Meeting, Term, Track

R = TypeVar("R", bound=Meeting | Decision | Agreement | Term)


@dataclass(frozen=True, kw_only=True)
class Together:
    """A case's meetings, newest first, its open decisions, its agreements with their terms."""

    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]
    agreements: tuple[Agreement, ...]


def together_in(case: Case) -> Together:
    """Everything of a case: four queries."""
    return Together(
        meetings=tuple(
            _of(case, Meeting.objects.filter(case=case).select_related("called_by").order_by("-day", "-at", "pk"))
        ),
        decisions=tuple(Decision.objects.filter(case=case).select_related("owner").order_by("due_on", "pk")),
        agreements=tuple(
            Agreement.objects.filter(case=case)
            .select_related("written_by")
            .prefetch_related("terms")
            .order_by("-agreed_on", "pk")
        ),
    )


def _of(case: Case, rows: Iterable[Meeting]) -> Iterable[Meeting]:
    """With the case as it has already been read."""
    for row in rows:
        row.case = case
        yield row


def units_in(case: Case) -> list[str]:
    """The units that are in the case."""
    return list(Track.objects.filter(case=case).order_by("unit").values_list("unit", flat=True))


def units_working(case: Case, *, own: str) -> list[str]:
    """Those of them that have received it and are not done; and the own one."""
    rows = Track.objects.filter(case=case, received_at__isnull=False, done_on=None).values_list("unit", flat=True)
    return sorted({own, *rows})


def open_decisions(case: Case) -> list[Decision]:
    """What has been decided and is neither done nor dropped."""
    return list(Decision.objects.filter(case=case, ended_on=None).select_related("owner"))


@dataclass(frozen=True, kw_only=True)
class LeftOpen:
    """A decision that nobody has ended, a promise that nobody has answered, or a meeting still to be held.

    ``what``: its words; of a meeting the code of its kind.
    """

    is_a: str  # decision · term · meeting
    id: UUID
    day: date
    what: str


def left_open_in(case: Case) -> list[LeftOpen]:
    """What the case leaves open of meetings, the earliest day first, whichever unit it is for: one query."""
    decided = _named(Decision.objects.filter(case=case, ended_on=None), "decision", day="due_on", what="what")
    promised = _named(Term.objects.filter(agreement__case=case, kept=None), "term", day="due_on", what="what")
    called = _named(Meeting.objects.filter(case=case, held_on=None, called_off=""), "meeting", day="day", what="kind")
    agreed = Agreement.objects.filter(to_follow_up(), case=case)
    followed = _named(agreed, "agreement", day="follow_up_on", what="counterpart")
    rows = decided.union(promised, called, followed, all=True).order_by("told_day", "pk")
    return [LeftOpen(is_a=is_a, id=pk, day=day, what=what) for is_a, pk, day, what in rows]


def _named(rows: QuerySet[Any], is_a: str, *, day: str, what: str) -> QuerySet[Any, tuple[Any, ...]]:
    named: QuerySet[Any] = rows.order_by().annotate(is_a=Value(is_a), told_day=F(day), told=F(what))
    return named.values_list("is_a", "pk", "told_day", "told")


def own_decisions(actor: Actor, *, until: date, covered: Covered) -> list[Decision]:
    """What the actor, or whoever she answers for, is to do up to a day, in open cases that she may see: one query."""
    mine = Decision.objects.filter(covered.owned("owner", actor), ended_on=None, due_on__lte=until)
    mine = mine.filter(case__in=cases_visible_to(actor).filter(closed_on=None))
    found = list(mine.select_related("case__household", "owner").order_by("due_on", "pk"))
    for decision in found:
        actor.look.note("listed", f"case:{decision.case_id}", actor.relation)
    return found


def to_follow_up() -> Q:
    """Agreements whose next follow-up has not been done."""
    return Q(followed_up_on=None) | Q(followed_up_on__lt=F("follow_up_on"))


def meeting_in(case: Case, meeting: UUID) -> Meeting:
    """A meeting of the case. Raises Unseen; so do the three below."""
    return _one(
        Meeting.objects.filter(case=case, pk=meeting)
        .select_related("case__household__dwelling__landlord", "called_by")
        .first()
    )


def decision_in(case: Case, decision: UUID) -> Decision:
    return _one(Decision.objects.filter(case=case, pk=decision).select_related("owner", "case").first())


def agreement_in(case: Case, agreement: UUID) -> Agreement:
    return _one(Agreement.objects.filter(case=case, pk=agreement).select_related("case").first())


def term_in(case: Case, term: UUID) -> Term:
    return _one(Term.objects.filter(agreement__case=case, pk=term).select_related("agreement__case").first())


def _one(found: R | None) -> R:
    if found is None:
        raise Unseen
    return found


def what_is_met(actor: Actor, first: date, last: date) -> Iterable[tuple[str, Meeting | Decision | Agreement, date]]:
    """(kind of happening, row, day) of meetings, decisions and follow-ups in the cases the actor may see."""
    cases = cases_visible_to(actor).filter(closed_on=None)
    between = {"case__in": cases}
    ahead = Meeting.objects.filter(**between, day__gte=first, day__lte=last, held_on=None, called_off="")
    for meeting in ahead.select_related("case", "called_by").order_by("day", "pk"):
        yield "meeting", meeting, meeting.day
    decided = Decision.objects.filter(**between, unit=actor.unit, due_on__gte=first, due_on__lte=last, ended_on=None)
    for decision in decided.select_related("case", "owner").order_by("due_on", "pk"):
        yield "decision", decision, decision.due_on
    agreed = Agreement.objects.filter(to_follow_up(), **between, follow_up_on__gte=first, follow_up_on__lte=last)
    for agreement in agreed.select_related("case", "written_by").order_by("follow_up_on", "pk"):
        yield "agreement_follow_up", agreement, agreement.follow_up_on
