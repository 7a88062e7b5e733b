"""Who signs a consent, and gets a letter that is her own: each grown-up, and a child who has turned 15 (SoL 3:4)."""

from datetime import date

from kvar.records.models import Case, Member, Person

AGE_TO_SIGN = 15  # years


def may_sign(member: Member, *, today: date) -> bool:
    """A child whose age is not known does not: her guardian does."""
    return member.role != "child" or is_of_age(member.person, today=today)


def is_of_age(person: Person, *, today: date) -> bool:
    """Has she turned 15 for certain? Of a year alone: when all of those born then have."""
    born = person.born_on
    if born:
        return (today.year - AGE_TO_SIGN, today.month, today.day) >= (born.year, born.month, born.day)
    return person.birth_year is not None and today.year - person.birth_year > AGE_TO_SIGN


def who_sign(case: Case, *, today: date) -> list[Member]:
    """Those of the household who sign for themselves, in the order they came to it."""
    rows = Member.objects.filter(household=case.household_id, until=None).select_related("person")
    return [row for row in rows.order_by("since", "pk") if may_sign(row, today=today)]
