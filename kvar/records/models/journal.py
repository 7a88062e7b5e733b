"""What was done and said, for people to read; and who looked, for those who answer for it. Both only grow."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.row import AppendOnlyRow


class JournalEntry(AppendOnlyRow):
    """The permanent row: who, when, what kind, and a salted hash of the words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="journal")
    kind = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    shared = models.BooleanField(default=True)
    happened_on = models.DateField()
    entered_at = models.DateTimeField()
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    withdraws = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="withdrawn_by")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["entered_at", "id"]
        indexes = [models.Index(fields=["case", "entered_at"])]


class JournalText(AppendOnlyRow):
    """The words, and what was shown then: step, due day, reasons, content edition."""

    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()
    shown = models.JSONField(default=dict, blank=True)
    salt = models.CharField(max_length=64)


class AccessLog(AppendOnlyRow):
    """One row per case (or notice) shown or acted on, and one per refusal."""

    at = models.DateTimeField()
    actor = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    relation = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    route = models.CharField(max_length=80)
    request = models.UUIDField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["about", "at"]), models.Index(fields=["actor", "at"])]
