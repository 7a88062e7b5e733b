"""What reached the social board: the notice, its original, its service dates."""

from django.db import models

from kvar.records.models.household import Household, Member
from kvar.records.models.row import EditableRow, Row


class Notice(EditableRow):
    """A paper as it arrived. Nothing ever blocks registration, so nearly everything may be unknown.

    ``fields`` holds the form's statutory fields as ``{name: {"state": "value|missing|illegible", "value": …}}``,
    the shape of ``kvar law notice``. Amounts are öre.

    ``payment_reference`` is the OCR number, digits only. A paper that came to the wrong board has ``passed_to`` and
    ``passed_on`` where it came first, ``came_from`` and ``came_on`` where it went; ``arrived_on`` is the first arrival.

    ``last_day`` and ``undertake_by`` are the days of the law, written by every act and kept when the case has closed:
    the earliest day that a reading gives; None while something that it rests on is not known.
    """

    administration = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    sender_type = models.CharField(max_length=40)
    sender_name = models.CharField(max_length=200, blank=True)
    intake_type = models.CharField(max_length=40)
    reason_code = models.CharField(max_length=40)
    ground = models.CharField(max_length=40)
    cause = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    payment_reference = models.CharField(max_length=40, blank=True)
    arrived_on = models.DateField()
    sent_by = models.CharField(max_length=40, blank=True)
    posted_on = models.DateField(null=True)
    rent_due_on = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    fields = models.JSONField(default=dict, blank=True)
    valid = models.BooleanField(null=True)
    paid_on = models.DateField(null=True)
    undertaking_received_on = models.DateField(null=True)
    enforcement_applied_on = models.DateField(null=True)
    eviction_at = models.DateTimeField(null=True)
    evicted_on = models.DateField(null=True)
    protected = models.BooleanField(default=False)
    passed_to = models.CharField(max_length=40, blank=True)
    passed_on = models.DateField(null=True)
    came_from = models.CharField(max_length=40, blank=True)
    came_on = models.DateField(null=True)
    last_day = models.DateField(null=True)
    undertake_by = models.DateField(null=True)
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="notices")
    case = models.ForeignKey("records.Case", null=True, on_delete=models.PROTECT, related_name="notices")
    same_debt_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="repeats")
    position = models.CharField(max_length=20, blank=True)  # opened · not_opened
    position_reason = models.TextField(blank=True)
    position_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    position_on = models.DateField(null=True)
    taken_in_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField()

    class Meta:
        ordering = ["arrived_on", "taken_in_at", "id"]
        indexes = [
            models.Index(fields=["administration", "arrived_on"]),
            models.Index(fields=["administration", "reference"]),
            models.Index(fields=["administration", "payment_reference"]),
            models.Index(fields=["arrived_on"]),
            models.Index(
                fields=["evicted_on"], condition=models.Q(evicted_on__isnull=False), name="papers_of_evictions"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(position="")
                | models.Q(position_by__isnull=False, position_on__isnull=False) & ~models.Q(position_reason=""),
                name="a_position_has_reason_person_and_day",
            )
        ]


class Service(EditableRow):
    """Delgivning of the underrättelse to one tenant; unknown until somebody has told."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="services")
    tenant = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="services")
    served_on = models.DateField(null=True)
    method = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "tenant"], name="one_service_per_tenant")]


class Original(Row):
    """The file as it came, byte for byte; kept under a random name."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="originals")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]
