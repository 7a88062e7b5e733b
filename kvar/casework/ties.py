"""The same people in two households are tied, never merged: so that what came before is counted (JO 1683-2017)."""

from django.db.models import Q, QuerySet

from kvar.casework.access import hold
from kvar.records.models import Case, Household, Member, SameHousehold


def tie_households(household: Household) -> int:
    """Tie a household to every other in its administration where a grown-up with the same personal number stands.

    Called inside an act's transaction; what is tied already is left as it is. Returns how many were found.
    """
    grown_up = Member.objects.exclude(role="child").filter(household__administration=household.administration)
    numbers = grown_up.filter(household=household).exclude(person__personal_number="")
    same = {
        "person__administration": household.administration,
        "person__personal_number__in": list(numbers.order_by("pk").values_list("person__personal_number", flat=True)),
    }
    if not same["person__personal_number__in"]:
        return 0
    others = set(
        grown_up.filter(**same).exclude(household=household).order_by("pk").values_list("household", flat=True)
    )
    pairs = [pair for other in sorted(others) for pair in ((household.pk, other), (other, household.pk))]
    rows = [SameHousehold(household_id=one, other_id=other) for one, other in pairs]
    SameHousehold.objects.bulk_create(rows, ignore_conflicts=True)
    return len(others)


def open_cases_beside(case: Case) -> QuerySet[Case]:
    """The other open cases whose plan may rest on this one's notices."""
    same = Q(household__same_as__other=case.household_id) | Q(household=case.household_id)
    return Case.objects.filter(same, closed_on=None).exclude(pk=case.pk).order_by("pk").distinct()


def hold_with_beside(*cases: Case) -> None:
    """Before an act that changes what other cases rest on: all of them, in one order."""
    hold(*{one.pk for case in cases for one in (case, *open_cases_beside(case))})
