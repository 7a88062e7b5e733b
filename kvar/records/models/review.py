"""The review after an eviction with children, and what a half year of them has told."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.row import AppendOnlyRow, EditableRow


class Review(EditableRow):
    """What a case taught us (F13), once per case: codes of ``coordination.yaml`` and words that name nobody.

    ``written_on`` is the day it was first written, and decides the half year; what is written over later keeps it.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="review")
    written_on = models.DateField(db_index=True)
    hindrances = models.JSONField(default=list)
    could_have = models.TextField(blank=True)
    next_time = models.TextField(blank=True)
    took_part = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_on", "id"]


class LearntHalfYear(AppendOnlyRow):
    """The figures of a half year, counted once when it is over and never again. None: held back.

    ``first``: its first day. ``counts``: by hindrance, in how many reviews it stands. ``texts``: by field of the
    review, the ids of those whose words are shown; None: of the time before the texts were chosen.
    """

    first = models.DateField(unique=True)
    reviews = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict)
    texts = models.JSONField(null=True)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["-first"]
