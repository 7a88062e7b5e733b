"""A protected person registered anew by somebody who may not know: a cleared worker is told, and nobody else."""

from django.db.models import Exists, OuterRef, QuerySet

from kvar.casework.access import Actor, cases_visible_to
from kvar.records.models import Case, Member, Person


def unmarked_cases_of_protected(actor: Actor) -> QuerySet[Case]:
    """Open, unmarked cases where somebody has a protected person's number; empty for an actor without clearance.

    Whoever registered such a notice got the same answer as for an unknown person. The marking is for a human to set.
    """
    cases = cases_visible_to(actor).filter(closed_on=None, household__protected=False)
    if not actor.cleared:
        return cases.none()
    protected = Person.objects.filter(
        administration=actor.administration, protected=True, personal_number=OuterRef("person__personal_number")
    )
    same_number = Member.objects.exclude(person__personal_number="").filter(Exists(protected))
    found = cases.filter(Exists(same_number.filter(household=OuterRef("household"))))
    return found.select_related("household").order_by("opened_on", "pk")


def protected_here(administration: str, *, number: str) -> Exists:
    """Does a protected household of the administration hold somebody with the number that the path names?"""
    home = {"household__administration": administration, "household__protected": True}
    return Exists(Member.objects.filter(**home, person__personal_number=OuterRef(number)))
