"""The rows that several measures count: papers that came, cases by their first paper, homes that were lost or kept."""

from datetime import date
from typing import Any

from django.db.models import Case as CaseWhen
from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from kvar.casework.measures.dimensions import CHILD
from kvar.content.load import load
from kvar.records.models import Case, EnforcementEvent, Member, Notice


def arrived(first: date, until: date) -> QuerySet[Notice]:
    """The papers that came in [first, until). One that was passed on is counted where it went, by its first arrival."""
    came = Notice.objects.filter(arrived_on__gte=first, arrived_on__lt=until)
    return came.filter(passed_on=None, case__isnull=False, protected=False)


def first_arrival() -> date | None:
    """The day the first paper of a case came in, protected households left out; None before there is any."""
    papers = Notice.objects.filter(protected=False, case__household__protected=False)
    return papers.order_by("arrived_on").values_list("arrived_on", flat=True).first()


def first_arrival_in(administration: str) -> Subquery:
    """The day the first paper of an administration's cases came in, as one value for the database."""
    papers = Notice.objects.filter(case__administration=administration, case__household__protected=False)
    papers = papers.filter(passed_on=None, protected=False).order_by("arrived_on")
    return Subquery(papers.values("arrived_on")[:1])


def children() -> QuerySet[Member]:
    """Everybody who is or has been recorded as a child of a household."""
    return Member.objects.filter(role=CHILD)


def new_cases(first: date, until: date) -> QuerySet[Notice]:
    """The cases whose first paper came in [first, until): that paper, one for each case."""
    return arrived(first, until).filter(~Exists(_before()))


def _before() -> QuerySet[Any]:
    """The papers of the case that came before the one asked about; of those that came the same day, one is first."""
    earlier = Q(arrived_on__lt=OuterRef("arrived_on")) | Q(arrived_on=OuterRef("arrived_on"), pk__lt=OuterRef("pk"))
    return Notice.objects.filter(earlier, case=OuterRef("case"), passed_on=None)


def ended(first: date, until: date, *, home_kept: bool | None = None) -> QuerySet[Case]:
    """The cases whose outcome is of a day in [first, until); with ``home_kept``, those where the code says so.

    A case whose papers were all passed on is counted where they went.
    """
    found = Case.objects.filter(has_own_paper(), outcome_on__gte=first, outcome_on__lt=until).exclude(outcome="")
    return found if home_kept is None else found.filter(outcome__in=outcomes_that(home_kept=home_kept))


def has_own_paper(case: str = "") -> Exists:
    """Is there a paper that was not passed on to another board? ``case`` leads to the case."""
    return Exists(Notice.objects.filter(case=OuterRef(f"{case}pk"), passed_on=None))


def outcomes_that(*, home_kept: bool | None) -> list[str]:
    """The outcome codes that say that the home is kept, or lost, or do not say (None)."""
    return [outcome.id for outcome in load().codes.outcomes if outcome.home_kept is home_kept]


def evicted(first: date, until: date) -> QuerySet[Case]:
    """The cases with an eviction carried out in [first, until): its day is ``evicted_on``.

    A case whose papers were all passed on is counted where they went.
    """
    found = Case.objects.filter(may_be_evicted(first, until), has_own_paper()).annotate(evicted_on=evicted_day())
    return found.filter(evicted_on__gte=first, evicted_on__lt=until)


def may_be_evicted(first: date, until: date, case: str = "") -> Q:
    """Is there a word of an eviction carried out in [first, until)? ``case`` leads to the case.

    Those that ``evicted_day`` chooses between, each by its own day: they find few cases, and it says the day of each.
    """
    events = EnforcementEvent.objects.filter(kind__in=_that_carry_out(), on__gte=first, on__lt=until).values("case")
    papers = Notice.objects.filter(evicted_on__gte=first, evicted_on__lt=until, case__isnull=False, passed_on=None)
    lost = {f"{case}outcome__in": outcomes_that(home_kept=False)}
    said = Q(**lost, **{f"{case}outcome_on__gte": first, f"{case}outcome_on__lt": until})
    return said | Q(**{f"{case}pk__in": events}) | Q(**{f"{case}pk__in": papers.values("case")})


def evicted_day(case: str = "") -> Coalesce:
    """The day of the eviction, as the rules know it: the newest event, a paper that says so, or an outcome."""
    carried_out = CaseWhen(When(kind__in=_that_carry_out(), then=F("on")), default=None, output_field=DateField())
    events = EnforcementEvent.objects.filter(case=OuterRef(f"{case}pk")).annotate(day=carried_out)
    papers = Notice.objects.filter(case=OuterRef(f"{case}pk"), evicted_on__isnull=False, passed_on=None)
    lost = When(**{f"{case}outcome__in": outcomes_that(home_kept=False)}, then=F(f"{case}outcome_on"))
    return Coalesce(
        Subquery(events.order_by("-on", "-recorded_at").values("day")[:1]),
        Subquery(papers.order_by("evicted_on").values("evicted_on")[:1]),
        CaseWhen(lost, default=None, output_field=DateField()),
    )


def _that_carry_out() -> list[str]:
    return [kind.id for kind in load().coordination.enforcement.event_kinds if kind.carries_out]


def with_last_day(first: date, until: date) -> QuerySet[Notice]:
    """The papers of a debt of its own whose last day of the law is in [first, until), whenever they came."""
    papers = Notice.objects.filter(last_day__gte=first, last_day__lt=until, same_debt_as=None)
    return papers.filter(passed_on=None, case__isnull=False, protected=False)


def papers_of_same_debt() -> QuerySet[Notice]:
    """The other papers of the debt that the paper asked about is the first of, linked to it or to one that is."""
    linked = Q(same_debt_as=OuterRef("pk")) | Q(same_debt_as__same_debt_as=OuterRef("pk"))
    return Notice.objects.filter(linked, passed_on=None)


def open_at_end_of(day: date) -> QuerySet[Case]:
    """The cases that were open when the day ended."""
    return Case.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)
