"""What goes from one room of a case to another: hand-overs, what a unit shares, and a household that moves away."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.consent import Disclosure
from kvar.records.models.journal import JournalEntry
from kvar.records.models.row import AppendOnlyRow, EditableRow


class Handover(EditableRow):
    """A case handed to another unit, or to a colleague in the same one. It waits until somebody answers.

    ``to`` None: to the unit. ``step``: the step of the plan that it does, open again if it comes back. Each step has a
    hand-over of its own: what is told anew is received anew.
    ``answer``: accepted, refused or taken_back; empty while it waits. ``refusal``: why, a code. ``let_in``: the unit
    came into the case by this. ``message`` and ``answer_note`` are for the two sides alone.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    from_unit = models.CharField(max_length=40)
    to_unit = models.CharField(max_length=40)
    to = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(max_length=2000, blank=True)
    told = models.JSONField(default=list)
    step = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    round = models.PositiveSmallIntegerField(default=0)
    let_in = models.BooleanField(default=False)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, blank=True)
    refusal = models.CharField(max_length=40, blank=True)
    answer_note = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "from_unit", "to_unit", "step", "subject", "round"],
                condition=models.Q(answer=""),
                name="one_handover_waits",
            )
        ]
        indexes = [models.Index(fields=["answer", "to_unit"])]


class Sharing(AppendOnlyRow):
    """That a unit let the others read one of its own entries: ``made`` says it again for all. Never taken back."""

    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="sharing")
    made = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="shares")
    reason = models.CharField(max_length=400)
    on = models.DateField()
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")


class Move(AppendOnlyRow):
    """The household has moved into another administration's district. ``disclosure`` None: nothing was told there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    administration = models.CharField(max_length=40)
    moved_on = models.DateField()
    disclosure = models.ForeignKey(Disclosure, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "administration", "moved_on"], name="one_move_is_told_once")
        ]
