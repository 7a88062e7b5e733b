"""Letters that were sent, as they were sent."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.row import AppendOnlyRow, Row


class Letter(AppendOnlyRow):
    """``unit``: whose letter it is. The coordinating unit's are for every unit of the case, another's its own."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    unit = models.CharField(max_length=40)
    letter = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    channel = models.CharField(max_length=40)
    text = models.TextField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    edition = models.CharField(max_length=64)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["issued_at", "id"]


class Draft(Row):
    """What somebody has typed and not yet saved, so that a reload or a time-out loses nothing."""

    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=200)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_draft_per_form")]
