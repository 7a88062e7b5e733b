"""Who is away, who covers, and what has been put off."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.row import AppendOnlyRow, EditableRow


class Absence(EditableRow):
    """Somebody is away from ``first_day`` to ``last_day`` (None: until further notice). Why is nobody's business here.

    ``cover`` None: the unit's default cover. A withdrawn absence never was; it stays as a row.
    """

    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    cover = models.ForeignKey("records.User", null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["first_day", "id"]
        indexes = [models.Index(fields=["user", "last_day"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="absence_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["user", "first_day"], condition=models.Q(withdrawn=False), name="one_absence_from_a_day"
            ),
        ]


class UnitCover(EditableRow):
    """Who covers in a unit when nobody else is named."""

    administration = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["administration", "unit"]
        constraints = [models.UniqueConstraint(fields=["administration", "unit"], name="one_cover_per_unit")]


class Postponement(AppendOnlyRow):
    """That a step was put off, and why: what is counted. What stands is a StandingStep; the words are the journal's."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="postponements")
    unit = models.CharField(max_length=40)
    step = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    round = models.PositiveSmallIntegerField(default=0)
    because = models.CharField(max_length=40)
    until = models.DateField()
    awaits = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["unit", "on"])]
