"""The case and what people do in it."""

from django.db import models

from kvar.records.models.household import Household
from kvar.records.models.row import AppendOnlyRow, EditableRow, Row


class Case(EditableRow):
    """``cause`` is the original ground and survives KFM's notice (Q2). Outcome without ``closed_on``: in follow-up.

    ``outcome_about``: the papers that were in the case when the outcome was recorded; one that comes after starts anew.
    """

    reference = models.CharField(max_length=20, unique=True)
    administration = models.CharField(max_length=40)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="cases")
    cause = models.CharField(max_length=40)
    opened_on = models.DateField()
    opened_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    outcome_on = models.DateField(null=True)
    outcome_about = models.JSONField(default=list, blank=True)
    causes = models.JSONField(default=list, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["opened_on", "id"]
        indexes = [
            models.Index(fields=["administration", "closed_on", "opened_on"]),
            models.Index(fields=["administration", "outcome_on"]),
        ]

    def __str__(self) -> str:
        return self.reference


class Track(EditableRow):
    """One unit's room in the case: its responsible person, its receipt, its done-mark."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tracks")
    unit = models.CharField(max_length=40)
    responsible = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="tracks")
    responsible_since = models.DateField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["unit"]
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="one_track_per_unit")]
        indexes = [models.Index(fields=["unit", "responsible"])]


class Answer(AppendOnlyRow):
    """An answer to a question only a person can answer, with its source; the newest stands.

    ``until``: the last day it holds, None when there is none. ``shared`` False: it is in the own layer of ``unit``, and
    nobody else knows of it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    yes = models.BooleanField()
    until = models.DateField(null=True)
    source = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40, blank=True)
    shared = models.BooleanField(default=True)

    class Meta:
        ordering = ["recorded_at", "id"]


class Attempt(Row):
    """One attempt to reach the household. ``result`` is a code; ``member`` None: the household as such.

    ``anyway``: why somebody went past what the person had asked of us. A withdrawn attempt stays as a row, and counts
    for nothing. ``shared`` False: in the own layer of ``unit``.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attempts")
    on = models.DateField()
    at = models.TimeField(null=True)
    way = models.CharField(max_length=40)
    reached = models.BooleanField()
    result = models.CharField(max_length=40, blank=True)
    member = models.ForeignKey("records.Member", null=True, on_delete=models.PROTECT, related_name="attempts")
    next = models.CharField(max_length=300, blank=True)
    anyway = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True)
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40, blank=True)
    shared = models.BooleanField(default=True)

    class Meta:
        ordering = ["on", "at", "id"]


class StandingStep(Row):
    """What stands for a step. One unconditional key: the second of two workers is refused, kindly.

    ``until``, and ``awaits`` (a code of coordination.yaml): when a postponement ends by itself. ``shared`` False: the
    step came from what ``unit`` keeps to itself.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="standing")
    step = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    round = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20)
    on = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    rests_on = models.CharField(max_length=64, blank=True)
    awaits = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    shared = models.BooleanField(default=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "subject", "round"], name="one_standing_per_step")
        ]


class LastDay(Row):
    """Beside the open steps: the days on which a debt of an open case may last be met. Rewritten by every act.

    One row for each reading of each time of the law that runs (``deadline``). ``certain`` False: the earliest day that
    the known facts allow, or one reading of several.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="last_days")
    subject = models.CharField(max_length=80)
    deadline = models.CharField(max_length=40)
    day = models.DateField()
    certain = models.BooleanField()

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "subject", "deadline", "day"], name="one_row_per_last_day")
        ]
        indexes = [models.Index(fields=["day", "case"])]


class OpenStep(Row):
    """The one read model: the open steps of open cases. Rewritten by every act; never edited by hand.

    ``shared`` False: only ``unit`` knows of it. ``saved_until``: the last day on which the time that it is to save may
    run; None where there is no such time, or nobody knows.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="open_steps")
    step = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    round = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=40)
    responsible = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    appears_on = models.DateField(null=True)
    due = models.DateField(null=True)
    due_certain = models.BooleanField()
    ends_on = models.DateField(null=True)
    saved_until = models.DateField(null=True)
    by_law = models.BooleanField()
    at_once = models.BooleanField(default=False)
    shared = models.BooleanField(default=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "subject", "round"], name="one_open_row_per_step")
        ]
        indexes = [
            models.Index(fields=["unit", "due"]),
            models.Index(fields=["responsible", "due"]),
        ]
