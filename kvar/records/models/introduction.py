"""Bringing the routine into use: meetings about it, what was said and decided there, and the plan of activities.

Nothing here is about a household. ``administration`` and ``unit`` are ids in organisation.yaml.
"""

from django.db import models

from kvar.records.models.row import EditableRow, Row


class Workshop(Row):
    """A unit's meeting about the four questions. One a day is enough for everybody."""

    administration = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    held_on = models.DateField()
    started_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "id"]
        constraints = [models.UniqueConstraint(fields=["administration", "unit", "held_on"], name="one_workshop_a_day")]


class WorkshopNote(EditableRow):
    """What was said on one question, which stands as it was asked. ``handed_over``: the process leaders may read it."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=60)
    asked = models.TextField()
    text = models.TextField(blank=True)
    handed_over = models.BooleanField(default=False)
    changed_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "question"], name="one_note_per_question")]


class DecidedChange(EditableRow):
    """What a meeting decided to change. ``state`` is ``open``, ``done`` or ``dropped`` (with its ``reason``)."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="changes")
    what = models.TextField()
    owner = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, default="open")
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "id"]


class PlannedActivity(EditableRow):
    """An activity with who and when: for a unit, for an administration (no unit) or for the city (neither)."""

    activity = models.CharField(max_length=60)
    administration = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    changed_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "id"]
