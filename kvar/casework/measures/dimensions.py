"""Where a counted row stands: on which ground, in which kind of household, in which administration.

A row stands where its case stands: Kronofogden's papers are a stage, and the case keeps its cause (practice.md Q2).
Only what all units may read is used. A protected household is in no count whatever, not even in a sum: the difference
between two figures would show it.
"""

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kvar import law
from kvar.casework.measures.measured import UNKNOWN, Part, Rows
from kvar.content.load import load
from kvar.records.models import Answer, Member

CHILD = "child"
WITH_CHILDREN, WITHOUT_CHILDREN = "with_children", "without_children"

GROUNDS = (
    Part("rent_debt", _("hyra eller avgift")),
    Part("utilities", _("el, gas eller fjärrvärme")),
    Part("unlawful_sublet", _("olovlig andrahandsuthyrning")),
    Part("disturbance", _("störningar")),
    Part(UNKNOWN, _("annan eller okänd orsak")),
)
CODES = {"electricity_debt": "utilities"}
"""The city's code for electricity holds gas and district heating too."""

HOUSEHOLD_TYPES = (
    Part(WITH_CHILDREN, _("med barn")),
    Part(WITHOUT_CHILDREN, _("utan barn")),
    Part(UNKNOWN, _("inte känt om barn berörs")),
)


def ground_id(cause: str) -> str:
    """The ground of ``GROUNDS`` that a case's cause belongs to, by the content's reason codes."""
    code = load().codes.causes_by_ground.get(law.Ground(cause), "") if cause in [*law.Ground] else ""
    known = CODES.get(code, code)
    return known if known in {part.id for part in GROUNDS} else UNKNOWN


def ground_of(cause: str) -> Case:
    """``ground_id`` of a column, in the database."""
    return known_as(cause, {str(ground): ground_id(ground) for ground in law.Ground})


def known_as(column: str, ids: dict[str, str], *, otherwise: str = UNKNOWN) -> Case:
    """Each value of a column as the id that it has here; ``otherwise`` for one that has none."""
    by_id: dict[str, list[str]] = {}
    for value, id in ids.items():
        by_id.setdefault(id, []).append(value)
    whens = [
        When(**{f"{column}__in": values}, then=Value(id)) for id, values in sorted(by_id.items()) if id != otherwise
    ]
    return Case(*whens, default=Value(otherwise), output_field=CharField())


def household_type(*, household: str, case: str) -> Case:
    """With children: a child is or has been recorded in the household, or the newest answer is yes.

    Without, only when the newest answer is no. What nobody has asked is unknown. ``case`` leads to the case's id.
    """
    said = Case(When(yes=True, then=Value(WITH_CHILDREN)), default=Value(WITHOUT_CHILDREN), output_field=CharField())
    asked = Answer.objects.filter(case=OuterRef(case), question=law.Question.CHILDREN_AFFECTED, shared=True)
    newest = asked.order_by("-recorded_at", "-id").annotate(said=said).values("said")[:1]
    child = Member.objects.filter(household=OuterRef(household), role=CHILD)
    return Case(
        When(Exists(child), then=Value(WITH_CHILDREN)),
        default=Coalesce(Subquery(newest), Value(UNKNOWN)),
        output_field=CharField(),
    )


def placed(found: QuerySet[Any], *, on: str, part: Combinable | str, case: str = "", household: str = "") -> Rows:
    """The rows with their place. ``case`` leads to the case (``case__``), empty where the rows are cases.

    ``household`` leads to the household where that is not through the case. ``part`` is an expression or a column.
    """
    home = household or f"{case}household"
    found = found.filter(**{f"{home}__protected": False}).annotate(
        in_case=F(f"{case}pk"),
        in_administration=F(f"{case}administration"),  # to filter by: on the road itself that would be a second way
        in_ground=ground_of(f"{case}cause"),
        in_household=household_type(household=f"{home}_id", case=f"{case}pk"),
    )
    if not isinstance(part, str):
        found = found.annotate(in_part=part)
    return Rows(
        found=found,
        on=on,
        case="in_case",
        administration="in_administration",
        ground="in_ground",
        household="in_household",
        part=part if isinstance(part, str) else "in_part",
    )
