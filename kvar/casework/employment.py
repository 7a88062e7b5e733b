"""Who works here on a day: the one answer for those who sign in, are told, are chosen or own a case."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from kvar.records.models import Absence, User


def works_here(user: User, *, on: date) -> bool:
    """Has the employment not ended? From the first day she no longer works here, whether or not the night has run."""
    return user.is_active and (user.left_on is None or on < user.left_on)


def gone(path: str = "", *, on: date) -> Q:
    """The same in a question, of the person that the path leads to: she has left."""
    return Q(**{f"{path}is_active": False}) | Q(**{f"{path}left_on__lte": on})


def away_on(day: date) -> QuerySet[Absence]:
    """The absences that count on a day."""
    ends = Q(last_day=None) | Q(last_day__gte=day)
    return Absence.objects.filter(ends, withdrawn=False, first_day__lte=day)


def staff(*, on: date, **place: object) -> QuerySet[User]:
    """Those who may be chosen, each with ``is_away`` and ``away_until`` (None: not known), as a form says by the name.

    ``place``: fields of the user.
    """
    here = User.objects.filter(**place).exclude(gone(on=on))
    away = away_on(on).filter(user=OuterRef("pk")).order_by("first_day", "pk")
    marked = here.annotate(is_away=Exists(away), away_until=Subquery(away.values("last_day")[:1]))
    return marked.order_by("name", "pk")
