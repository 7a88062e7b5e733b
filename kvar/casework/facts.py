"""Rows become Facts: for one case or for many, in a fixed number of queries."""

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from django.utils.timezone import localtime

from kvar import law
from kvar.casework.access import letter_units
from kvar.casework.facts_of_enforcement import (
    AUTHORITY,
    HOUSEHOLD,
    confirmed_on,
    enforcement_facts,
    first_of,
    follow_up_declined_on,
    outcome_facts,
    with_own_course,
)
from kvar.casework.repeats import earlier_notices, household_papers
from kvar.content.load import load
from kvar.records.models import (
    Answer,
    Attempt,
    Case,
    Consent,
    Deviation,
    Letter,
    Member,
    Notice,
    Service,
    StandingStep,
)

ADULT = "vuxen"
CHILD = "child"
STANDS = ("draft", "handed_in")  # a deviation that nobody has judged to be none
EARLY_SIGNAL, REMOVAL = "early_signal", "removal_time"  # a stage, a notice kind


def with_everything(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with all that ``facts_of`` reads: sixteen queries at most, however many cases."""
    standing = (
        Deviation.objects.filter(case=OuterRef("pk"), state__in=STANDS).order_by("found_on").values("found_on")[:1]
    )
    asked = Consent.objects.filter(case=OuterRef("pk"), shared=True).order_by("given_on").values("given_on")[:1]
    cases = cases.annotate(shortcoming_on=Subquery(standing), consent_asked_on=Subquery(asked))
    return cases.select_related("household__dwelling").prefetch_related(*_everything())


def filled(case: Case, *, shortcoming_on: date | None) -> Case:
    """A case that ``access`` has given, with what times and debts rest on: one query fewer than to fetch it anew.

    ``shortcoming_on``: when the first deviation that stands was found.
    """
    prefetch_related_objects([case], *_everything())
    case.shortcoming_on = shortcoming_on  # type: ignore[attr-defined]
    return case


@cache
def _everything() -> tuple[Any, ...]:
    """Put together once: a query is not asked until it is joined to a case, and to build these takes longer than that.

    Nothing here may rest on the day or on who asks.
    """
    members = Member.objects.select_related("person").prefetch_related("statements", "contact_wishes")
    papers = with_own_course(Notice.objects.select_related("undertaking"))
    notices = papers.prefetch_related("services")
    return (
        Prefetch("household__members", queryset=members),
        Prefetch("notices", queryset=notices),
        *household_papers("household"),
        "tracks",
        "answers",
        Prefetch("attempts", queryset=Attempt.objects.filter(withdrawn_on=None)),
        "standing",
        "enforcement_events",
        Prefetch("letters", queryset=Letter.objects.defer("pdf", "text").select_related("form_letter__form")),
    )


def facts_of(case: Case, *, unit: str = "", also: frozenset[UUID] = frozenset()) -> law.Facts:
    """Everything the rules may know about one case; the case comes from ``with_everything``.

    The shared layer alone; with a ``unit``, also what that unit keeps to itself. ``also``: standing rows to count.
    """
    answers = _newest_answers(case, unit)
    attempts = [row for row in case.attempts.all() if in_layer(row, unit)]
    standing = [row for row in case.standing.all() if in_layer(row, unit) or row.pk in also]
    notices = [notice for notice in case.notices.all() if not notice.passed_on]
    return law.Facts(
        opened_on=case.opened_on,
        tenancy=_tenancy(case),
        notices=tuple(_notice(notice) for notice in notices),
        earlier_notices=tuple(_earlier(notice) for notice in earlier_notices(case)),
        answers=answers,
        children=tuple(_child(member) for member in case.household.members.all() if _is_child_now(member)),
        attempts=tuple(law.Attempt(on=row.on, reached=row.reached, way=row.way) for row in attempts),
        letters_sent=tuple((row.letter, row.issued_on) for row in case.letters.all() if row.unit in letter_units(unit)),
        enforcement=enforcement_facts(case, notices),
        child_report=_child_report(notices, answers),
        outcome=outcome_facts(case),
        consent_asked_on=getattr(case, "consent_asked_on", None),
        follow_up_declined_on=follow_up_declined_on(case),
        responsible_since=_responsible_since(case),
        standing=_standing(standing),
    )


def in_layer(row: Answer | Attempt | StandingStep, unit: str) -> bool:
    """Is the row shared, or kept by this unit itself?"""
    return row.shared or row.unit == unit


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
        confirmed_on=confirmed_on(notice, AUTHORITY),
        copied_on=confirmed_on(notice, HOUSEHOLD),
        attendance_on=getattr(notice, "attendance_on", None),
        child_attendance_on=getattr(notice, "child_attendance_on", None),
        day_written_on=getattr(notice, "day_written_on", None),
        undertaking_refused_on=_refused_on(notice),
    )


def _refused_on(notice: Notice) -> date | None:
    """The day the board decided not to take on this debt."""
    decided = getattr(notice, "undertaking", None)
    return decided.decided_on if decided and not decided.taken else None


def _earlier(notice: Notice) -> law.EarlierNotice:
    cause = notice.cause or notice.ground
    return law.EarlierNotice(id=str(notice.pk), arrived_on=notice.arrived_on, cause=law.Ground(cause))


def service_facts(row: Service) -> law.Service:
    """One tenant's service as the rules see it."""
    means = load().codes.service_method(row.method).means if row.method else None
    return law.Service(tenant=f"person:{row.tenant_id}", served_on=row.served_on, method=means)


def _newest_answers(case: Case, unit: str) -> tuple[law.Answer, ...]:
    newest = {row.question: row for row in case.answers.all() if in_layer(row, unit)}
    said = {
        law.Question(row.question): law.Answer(
            question=law.Question(row.question), yes=row.yes, source=row.source, on=row.said_on, until=row.until
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


def _child_report(notices: list[Notice], answers: tuple[law.Answer, ...]) -> law.ChildReport:
    """The first report of concern for a child, and the day an investigation was opened, as somebody has said."""
    opened = (row.on for row in answers if row.question is law.Question.CHILD_INVESTIGATION_OPEN and row.yes)
    reports = (row.arrived_on for row in notices if row.ground == law.Ground.CHILD_REPORT)
    return law.ChildReport(arrived_on=first_of(reports), investigation_opened_on=first_of(opened))


def _responsible_since(case: Case) -> date | None:
    return next((track.responsible_since for track in case.tracks.all() if track.unit == ADULT), None)


def _standing(rows: list[StandingStep]) -> tuple[law.Standing, ...]:
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
        for row in rows
    )
