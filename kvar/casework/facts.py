"""Rows become Facts: for one case or for many, in a fixed number of queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from django.utils.timezone import localtime

from kvar import law
from kvar.casework.repeats import earlier_notices, household_papers
from kvar.content.load import load
from kvar.records.models import Attempt, Case, Deviation, Letter, Member, Notice, Service

ADULT = "vuxen"
CHILD = "child"
STANDS = ("draft", "handed_in")  # a deviation that nobody has judged to be none
EARLY_SIGNAL, REMOVAL, POSTPONED = "early_signal", "removal_time", "respite"  # a stage, a notice kind, an outcome
AUTHORITY, HOUSEHOLD = "enforcement_authority", "household"  # to whom a time is confirmed
HOLDERS = ("tenant", "cotenant")


def with_everything(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with all that ``facts_of`` reads: sixteen queries at most, however many cases."""
    standing = (
        Deviation.objects.filter(case=OuterRef("pk"), state__in=STANDS).order_by("found_on").values("found_on")[:1]
    )
    cases = cases.annotate(shortcoming_on=Subquery(standing))
    return cases.select_related("household__dwelling").prefetch_related(*_everything())


def filled(case: Case, *, shortcoming_on: date | None) -> Case:
    """A case that ``access`` has given, with the same as ``with_everything``: one query fewer than to fetch it anew.

    ``shortcoming_on``: when the first deviation that stands was found.
    """
    prefetch_related_objects([case], *_everything())
    case.shortcoming_on = shortcoming_on  # type: ignore[attr-defined]
    return case


def _everything() -> tuple[Any, ...]:
    members = Member.objects.select_related("person").prefetch_related("statements", "contact_wishes")
    notices = Notice.objects.select_related("undertaking").prefetch_related("services", "confirmations")
    return (
        Prefetch("household__members", queryset=members),
        Prefetch("notices", queryset=notices),
        *household_papers("household"),
        "tracks",
        "answers",
        Prefetch("attempts", queryset=Attempt.objects.filter(withdrawn_on=None)),
        "standing",
        "enforcement_events",
        Prefetch("letters", queryset=Letter.objects.defer("pdf", "text")),
    )


def facts_of(case: Case) -> law.Facts:
    """Everything the rules may know about one case; the case comes from ``with_everything``."""
    answers = _newest_answers(case)
    notices = [notice for notice in case.notices.all() if not notice.passed_on]
    return law.Facts(
        opened_on=case.opened_on,
        tenancy=_tenancy(case),
        notices=tuple(_notice(notice) for notice in notices),
        earlier_notices=tuple(_earlier(notice) for notice in earlier_notices(case)),
        answers=answers,
        children=tuple(_child(member) for member in case.household.members.all() if _is_child_now(member)),
        attempts=tuple(law.Attempt(on=row.on, reached=row.reached, way=row.way) for row in case.attempts.all()),
        letters_sent=tuple((row.letter, row.issued_on) for row in case.letters.all()),
        enforcement=_enforcement(case, notices),
        child_report=_child_report(notices, answers),
        outcome=_outcome(case),
        follow_up_declined_on=follow_up_declined_on(case),
        responsible_since=_responsible_since(case),
        standing=_standing(case),
    )


def _tenancy(case: Case) -> law.Tenancy:
    dwelling = case.household.dwelling
    return law.Tenancy(
        tenure=law.Tenure(dwelling.tenure) if dwelling.tenure else None, monthly_rent=dwelling.monthly_rent
    )


def _notice(notice: Notice) -> law.Notice:
    kind = load().codes.notice_kind(notice.kind)
    return law.Notice(
        id=str(notice.pk),
        ground=law.Ground(notice.ground),
        cause=law.Ground(notice.cause) if notice.cause else None,
        arrived_on=notice.arrived_on,
        sent_by=law.SentBy(notice.sent_by) if notice.sent_by else None,
        posted_on=notice.posted_on,
        rent_due_on=notice.rent_due_on,
        amount=notice.amount,
        valid=notice.valid,
        services=tuple(service_facts(row) for row in notice.services.all()),
        paid_on=notice.paid_on,
        undertaking_received_on=notice.undertaking_received_on,
        position_taken_on=notice.position_on,
        same_debt_as=str(notice.same_debt_as_id) if notice.same_debt_as_id else None,
        starts_clock=kind.starts_clock,
        early_signal=kind.stage == EARLY_SIGNAL,
        eviction_at=localtime(notice.eviction_at) if notice.eviction_at else None,
        removal=notice.kind == REMOVAL,
        confirmed_on=_confirmed_on(notice, AUTHORITY),
        copied_on=_confirmed_on(notice, HOUSEHOLD),
    )


def _earlier(notice: Notice) -> law.EarlierNotice:
    cause = notice.cause or notice.ground
    return law.EarlierNotice(id=str(notice.pk), arrived_on=notice.arrived_on, cause=law.Ground(cause))


def service_facts(row: Service) -> law.Service:
    """One tenant's service as the rules see it."""
    means = load().codes.service_method(row.method).means if row.method else None
    return law.Service(tenant=f"person:{row.tenant_id}", served_on=row.served_on, method=means)


def _newest_answers(case: Case) -> tuple[law.Answer, ...]:
    newest = {row.question: row for row in case.answers.all()}
    said = {
        law.Question(row.question): law.Answer(
            question=law.Question(row.question), yes=row.yes, source=row.source, on=row.said_on
        )
        for row in newest.values()
    }
    return tuple((said | _own_shortcoming(case)).values())


def _own_shortcoming(case: Case) -> dict[law.Question, law.Answer]:
    """A payment that we missed answers the question by itself, until somebody has judged that it was no deviation."""
    found_on, asked = getattr(case, "shortcoming_on", None), law.Question.OWN_SHORTCOMING
    return {asked: law.Answer(question=asked, yes=True, source="own_records", on=found_on)} if found_on else {}


def _is_child_now(member: Member) -> bool:
    return member.role == CHILD and member.until is None


def _child(member: Member) -> law.Child:
    said = {row.about: row for row in member.statements.all()}
    registered, lives = said.get("registered"), said.get("lives")
    return law.Child(
        id=str(member.pk),
        born_on=member.person.born_on,
        birth_year=member.person.birth_year,
        registered=registered.value == "yes" if registered else None,
        lives=law.Lives(lives.value) if lives else None,
        source=(lives or registered).source if lives or registered else None,  # type: ignore[union-attr]
        known_on=member.since,
    )


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _confirmed_on(notice: Notice, recipient: str) -> date | None:
    return _first(row.sent_on for row in notice.confirmations.all() if row.recipient == recipient)


def _enforcement(case: Case, notices: list[Notice]) -> law.Enforcement:
    timed = [notice for notice in notices if notice.eviction_at]
    newest = timed[-1] if timed else None
    return law.Enforcement(
        applied_on=_first(notice.enforcement_applied_on for notice in notices),
        time_notice_arrived_on=newest.arrived_on if newest else None,
        confirmed_on=_confirmed_on(newest, AUTHORITY) if newest else None,
        eviction_at=localtime(newest.eviction_at) if newest and newest.eviction_at else None,
        postponed_on=_called_off_on(case),
        evicted_on=_carried_out_on(case) or _first(notice.evicted_on for notice in notices) or _home_lost_on(case),
    )


def _called_off_on(case: Case) -> date | None:
    """The newest day on which the time was called off, at Kronofogden or by an outcome that says so."""
    kinds = load().coordination.enforcement
    days = [row.on for row in case.enforcement_events.all() if kinds.event_kind(row.kind).calls_off]
    days += [case.outcome_on] if case.outcome == POSTPONED and case.outcome_on else []
    return max(days, default=None)


def _carried_out_on(case: Case) -> date | None:
    """The day of the eviction, while that is the newest we have heard."""
    newest = max(case.enforcement_events.all(), key=lambda row: (row.on, row.recorded_at), default=None)
    carried_out = newest and load().coordination.enforcement.event_kind(newest.kind).carries_out
    return newest.on if newest and carried_out else None


def follow_up_declined_on(case: Case) -> date | None:
    """The day the last of those who hold the home said no; None while somebody may be asked."""
    holders = [row for row in case.household.members.all() if row.role in HOLDERS and row.until is None]
    newest = [next(reversed([*row.contact_wishes.all()]), None) for row in holders]
    said_no = [wish.said_on for wish in newest if wish and not wish.yes]
    return max(said_no) if said_no and len(said_no) == len(holders) else None


def _home_lost_on(case: Case) -> date | None:
    """An outcome that says so is as good as Kronofogden's own word."""
    outcome = _outcome(case)
    return outcome.on if outcome and outcome.home_kept is False else None


def _child_report(notices: list[Notice], answers: tuple[law.Answer, ...]) -> law.ChildReport:
    """The first report of concern for a child, and the day an investigation was opened, as somebody has said."""
    opened = (row.on for row in answers if row.question is law.Question.CHILD_INVESTIGATION_OPEN and row.yes)
    reports = (row.arrived_on for row in notices if row.ground == law.Ground.CHILD_REPORT)
    return law.ChildReport(arrived_on=_first(reports), investigation_opened_on=_first(opened))


def _outcome(case: Case) -> law.Outcome | None:
    if not case.outcome or not case.outcome_on:
        return None
    code = load().codes.outcome(case.outcome)
    return law.Outcome(code=case.outcome, on=case.outcome_on, home_kept=code.home_kept, final=code.alone_closes)


def _responsible_since(case: Case) -> date | None:
    return next((track.responsible_since for track in case.tracks.all() if track.unit == ADULT), None)


def _standing(case: Case) -> tuple[law.Standing, ...]:
    return tuple(
        law.Standing(
            step=row.step,
            subject=row.subject,
            round=row.round,
            state=law.StandingState(row.state),
            on=row.on,
            until=row.until,
            rests_on=row.rests_on,
        )
        for row in case.standing.all()
    )
