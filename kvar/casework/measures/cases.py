"""The rows that several measures count: papers that came, cases by their first paper, homes that were lost or kept."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kvar.records.models import Notice


def arrived(first: date, until: date) -> QuerySet[Notice]:
    """The papers that came in [first, until). One that was passed on is counted where it went, by its first arrival."""
    came = Notice.objects.filter(arrived_on__gte=first, arrived_on__lt=until)
    return came.filter(passed_on=None, case__isnull=False, protected=False)


def new_cases(first: date, until: date) -> QuerySet[Notice]:
    """The cases whose first paper came in [first, until): that paper, one for each case."""
    return arrived(first, until).filter(~Exists(_before()))


def _before() -> QuerySet[Any]:
    """The papers of the case that came before the one asked about; of those that came the same day, one is first."""
    earlier = Q(arrived_on__lt=OuterRef("arrived_on")) | Q(arrived_on=OuterRef("arrived_on"), pk__lt=OuterRef("pk"))
    return Notice.objects.filter(earlier, case=OuterRef("case"), passed_on=None)
