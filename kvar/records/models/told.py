"""What people are told: in Kvar, and by mail; and which nights' work has been done."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.row import Row


class Told(Row):
    """One notice in Kvar, to a person or (``to`` None) to everybody in a unit. ``key`` is unique: nothing twice.

    It holds no words about the household: the words follow from ``kind``, and the case is seen only by those who may.
    """

    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=40)
    administration = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    to = models.ForeignKey("records.User", null=True, on_delete=models.CASCADE, related_name="told")
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="told")
    day = models.DateField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("records.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["to", "read_at"]),
            models.Index(fields=["administration", "unit", "read_at"]),
            models.Index(fields=["administration", "unit", "day"]),
        ]


class ToldRead(Row):
    """That one person has read one notice. What a whole unit is told is read by each for herself."""

    told = models.ForeignKey(Told, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["told", "user"], name="told_is_read_once")]
        indexes = [models.Index(fields=["user"])]


class JobDone(Row):
    """That the work of one day was done: what ``kvar jobs run`` leaves, so that a missed night is seen."""

    day = models.DateField(unique=True)
    done_at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["day"]
